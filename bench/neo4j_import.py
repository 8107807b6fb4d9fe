"""Fills an empty Neo4j as a first load does: CSV files for the server's own bulk importer, which runs while it is down.

The rows are those of the store's own packing; what is derived (clusters, participations, rows of records and cases) is
taken from the embedded store, in its final state. Constraints and indexes are made when the store is opened afterwards.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from bench.neo4j_load import MOMENT
from graph.case_row import CaseRow
from graph.neo4j.record_work import pack_case, pack_row
from graph.neo4j.rows import Values, pack_commit
from graph.provenance import earliest_date
from graph.record_row import RecordRow
from graph.store import DocumentCommit, Stage
from graph.work import Span

ARRAY_DELIMITER = "U+001F"
TYPES = {
    "start": "long", "end": "long", "confidence": "double", "front_line": "boolean", "attempts": "long",
    "number": "double", "second": "double", "answer_minutes": "long", "closure_minutes": "long", "promised": "long",
    "paused": "long", "raised_minute": "long", "paused_minute": "long",
}  # fmt: skip
"""Of properties that are no texts."""

_CLOCKS = ("known_from", "known_until")
_READING = ("extractor", "version", "confidence", "valid_from", "valid_to", *_CLOCKS)


def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


NODES: Mapping[str, tuple[str, ...]] = {
    "Document": (
        "id", "text_sha256", "text", "media", "encoding", "reader", "locator", "version", "stated", "known_from",
    ),
    "Arrival": (
        "id", "document_id", "path", "source", "url", "title", "author", "edition", "published", "accessed",
    ),
    "Statement": (
        "id", "document_id", "predicate", "start", "end", "quote", "arguments", "masks", "data_class", "status",
        "record",
    ),
    "Entity": (
        "id", "kind", "name", "sort_name", "characters", "name_keys", "founding", "code", "body", "front_line", "line",
        "area", "cluster_id",
    ),
    "Stage": _names(Stage),
    "RecordRow": (*_names(RecordRow), *_CLOCKS),
    "CaseRow": (*_names(CaseRow), *_CLOCKS, "raised_minute", "paused_minute"),
}  # fmt: skip
"""The properties of the nodes of each label; those with an `id` are the ends of ties."""

TIES: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "ARRIVED": ("Document", "Arrival", ()),
    "SAYS": ("Document", "Statement", _READING),
    "SAYS_OF": ("Statement", "Entity", ("role", "member_id", "predicate", *_CLOCKS)),
    "MEMBER_OF_CLUSTER": ("Entity", "Entity", _CLOCKS),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A tie: the ids of its ends, and its properties."""

    start: str
    end: str
    values: Values


class ImportFiles:
    """The files of one import, a file for each label and each type of tie, header first."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self.nodes = {label: folder / f"{label}.csv" for label in NODES}
        self.ties = {kind: folder / f"{kind}.csv" for kind in TIES}
        self._files: dict[str, TextIO] = {}
        self._entities: dict[str, Values] = {}
        for label, names in NODES.items():
            own = [f"id:ID({label})" if name == "id" else _typed(name) for name in names]
            self._open(label, self.nodes[label], [*own, *([":LABEL"] if label == "Entity" else [])])
        for kind, (start, end, names) in TIES.items():
            heads = [f":START_ID({start})", f":END_ID({end})", *map(_typed, names)]
            self._open(kind, self.ties[kind], heads)

    def __enter__(self) -> ImportFiles:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for file in self._files.values():
            file.close()

    def add(self, commit: DocumentCommit) -> None:
        """Write the rows of a document; entities wait until it is known which cluster they are in."""
        packed = pack_commit(commit, earliest_date(commit.arrivals), MOMENT)
        document = packed["document"] | packed["first"]
        self._write("Document", [document])
        self._write("Arrival", packed["arrivals"])
        self._tie("ARRIVED", (Row(document["id"], arrival["id"], {}) for arrival in packed["arrivals"]))
        self._write("Statement", (row["statement"] for row in packed["statements"]))
        self._tie("SAYS", (Row(document["id"], r["statement"]["id"], r["reading"]) for r in packed["statements"]))
        self._write("Stage", packed["stages"])
        for entity in packed["entities"]:
            self._entities.setdefault(entity["id"], entity)

    def add_derived(self, source: sqlite3.Connection) -> None:
        """Write what the embedded store has derived: it comes last, for it says which cluster each entity is in."""
        memberships = source.execute("SELECT member_id, cluster_id FROM membership WHERE known_until = ''").fetchall()
        clusters = dict(memberships)
        span = {"known_from": MOMENT, "known_until": ""}
        self._tie("MEMBER_OF_CLUSTER", (Row(member, cluster, span) for member, cluster in clusters.items()))
        entities = (entity | {"cluster_id": clusters.get(one)} for one, entity in self._entities.items())
        self._write("Entity", entities, lambda entity: f"Entity;{entity['kind']}")
        self._tie("SAYS_OF", _participations(source))
        self._write("RecordRow", _record_rows(source))
        self._write("CaseRow", _case_rows(source))

    def _open(self, name: str, path: Path, heads: Sequence[str]) -> None:
        self._files[name] = path.open("w", encoding="utf-8", newline="\n")
        self._files[name].write(",".join(heads) + "\n")

    def _write(self, label: str, rows: Iterable[Values], name_labels: Any = None) -> None:
        names, write = NODES[label], self._files[label].write
        for row in rows:
            cells = [_quote(row.get(name)) for name in names]
            write(",".join([*cells, name_labels(row)] if name_labels else cells) + "\n")

    def _tie(self, kind: str, rows: Iterable[Row]) -> None:
        names, write = TIES[kind][2], self._files[kind].write
        for row in rows:
            write(",".join([_quote(row.start), _quote(row.end), *(_quote(row.values[n]) for n in names)]) + "\n")


def _typed(name: str) -> str:
    return f"{name}:{TYPES.get(name, 'string')}"


def _quote(value: Any) -> str:
    """Return a cell: nothing for what is not there, an empty text in quotes."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    return '"' + str(value).replace('"', '""') + '"'


def _participations(source: sqlite3.Connection) -> Iterator[Row]:
    rows = source.execute(
        "SELECT s.id, p.cluster_id, p.role, p.member_id, p.predicate FROM participation p"
        " JOIN statement s ON s.number = p.statement WHERE p.known_until = ''"
    )
    for start, end, role, member, predicate in rows:
        values = {"role": role, "member_id": member, "predicate": predicate, "known_from": MOMENT, "known_until": ""}
        yield Row(start, end, values)


_PLACES = ("area", "grid", "service", "body", "subject")


def _record_rows(source: sqlite3.Connection) -> Iterator[Values]:
    keys = _read_keys(source)
    rows = source.execute(
        "SELECT r.*, s.document_id, s.record FROM record_row r JOIN statement s ON s.id = r.statement_id"
        " WHERE r.known_until = ''"
    )
    for row in rows:
        area, grid, service, body, subject = (keys[row[name]] for name in _PLACES)
        record = RecordRow(
            row["statement_id"], row["document_id"], row["predicate"], row["record"], area, grid, service, body,
            subject, row["word"], row["detail"], row["number"], row["second"], row["date"], row["due"],
        )  # fmt: skip
        yield pack_row(record, Span(MOMENT, ""))


def _case_rows(source: sqlite3.Connection) -> Iterator[Values]:
    keys = _read_keys(source)
    for row in source.execute("SELECT * FROM case_row WHERE known_until = ''"):
        area, grid, service, body = (keys[row[name]] for name in _PLACES[:4])
        case = CaseRow(
            keys[row["case_key"]], area, grid, service, body, row["state"], row["raised"], row["answered"],
            row["closed"], row["answer_minutes"], row["closure_minutes"], row["promised"], row["paused"],
            row["paused_since"],
        )  # fmt: skip
        yield pack_case(case, Span(MOMENT, ""))


def _read_keys(source: sqlite3.Connection) -> dict[int | None, str]:
    keys: dict[int | None, str] = dict(source.execute("SELECT number, name FROM record_key"))
    keys[None] = ""
    return keys
