"""Where an answer from records rests: the documents, how many statements of each, and the spans of their rows."""

from __future__ import annotations

from collections.abc import Iterable

from domain.document import Arrival
from domain.told import RowSource
from graph.provenance import describe, name_file
from graph.record_reader import RowQuery
from graph.store import GraphReader

MOST_DOCUMENTS = 50
MOST_ROWS = 500
"""Of how many rows the spans are told, for one question; the number of statements is always whole."""


def find_row_sources(reader: GraphReader, queries: Iterable[RowQuery]) -> tuple[RowSource, ...]:
    """Return the documents whose rows these questions count, by title; one row may make several statements."""
    counted: dict[str, int] = {}
    spans: dict[str, set[tuple[int, int]]] = {}
    for query in queries:
        for count in reader.count_rows(query, ("document",)):
            counted[count.key[0]] = counted.get(count.key[0], 0) + count.rows
        rows = reader.find_rows(query, limit=MOST_ROWS)
        for view in reader.find_statements([row.statement_id for row in rows]).values():
            spans.setdefault(view.document_id, set()).add((view.start, view.end))
    chosen = sorted(counted)[:MOST_DOCUMENTS]
    arrivals = reader.find_arrivals(chosen)
    found = [
        RowSource(one, _title(arrivals.get(one, ())), counted[one], tuple(sorted(spans.get(one, ())))) for one in chosen
    ]
    return tuple(sorted(found, key=lambda source: (source.title, source.document)))


def _title(arrivals: Iterable[Arrival]) -> str:
    """Return how a document is called: by its title, else by the name of its file."""
    own = list(arrivals)
    return describe(own).title or name_file(own)
