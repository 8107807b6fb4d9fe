"""Fills an empty Neo4j as a first load does: CSV files for the server's own bulk importer, which runs while it is down.

The rows are those of the store's own packing; what is derived (clusters, participations, rows of records and cases,
what people browse) is taken from the embedded store, in its final state.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from neo4j import Driver

from graph.case_row import CaseRow
from graph.commit import DocumentCommit, Stage
from graph.neo4j.cypher import list_cypher, load_cypher
from graph.neo4j.record_work import pack_case, pack_row
from graph.neo4j.rows import Values, pack_commit, pack_judgement
from graph.provenance import earliest_date
from graph.record_row import RecordRow
from graph.view import read_judgement, read_word
from graph.work import Span

MOMENT = "2024-01-01T00:00:00.000000+00:00"
"""When all of it became known."""
ARRAY_DELIMITER = ";"
"""Between the values of a list and the labels of a node, as the importer takes it by itself."""
TYPES = {
    "start": "long", "end": "long", "confidence": "double", "front_line": "boolean", "attempts": "long",
    "number": "double", "second": "double", "answer_minutes": "long", "closure_minutes": "long", "promised": "long",
    "paused": "long", "raised_minute": "long", "paused_minute": "long", "headline_span": "long[]",
    "byline_span": "long[]", "private": "boolean", "honoured": "boolean",
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
    "Article": (
        "document_id", "number", "headline", "byline", "segments", "headline_span", "byline_span", "characters",
    ),
    "Mention": (
        "document_id", "start", "end", "kind", "text", "full_name", "code", "private", "honoured", "reference_id",
    ),
    "Judgement": (
        "id", "subject", "verdict", "object", "by", "person", "why", "ground", *_CLOCKS,
    ),
    "Stage": _names(Stage),
    "RecordRow": (*_names(RecordRow), *_CLOCKS),
    "CaseRow": (*_names(CaseRow), *_CLOCKS, "raised_minute", "paused_minute"),
}  # fmt: skip
"""The properties of the nodes of each label; those with an `id` are the ends of ties by it."""

COUNTED = ("Article", "Mention")
"""Labels whose nodes are ends of ties by their place in the file: they have no id of their own."""

TIES: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "ARRIVED": ("Document", "Arrival", ()),
    "SAYS": ("Document", "Statement", _READING),
    "SAYS_OF": ("Statement", "Entity", ("role", "member_id", "predicate", *_CLOCKS)),
    "MEMBER_OF_CLUSTER": ("Entity", "Entity", _CLOCKS),
    "HAS_ARTICLE": ("Document", "Article", ()),
    "MENTIONS": ("Document", "Mention", ()),
    "IS": ("Mention", "Entity", ()),
    "OF": ("Entity", "Entity", ()),
    "HOLDS_POST": ("Entity", "Entity", ("statement_id", "status", "valid_from", "valid_to", *_CLOCKS)),
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
        self._counts = dict.fromkeys(COUNTED, 0)
        for label, names in NODES.items():
            own = [f"id:ID({label})" if name == "id" else _typed(name, label) for name in names]
            if label in COUNTED:
                own.insert(0, f":ID({label})")
            self._open(label, self.nodes[label], [*own, *([":LABEL"] if label == "Entity" else [])])
        for kind, (start, end, names) in TIES.items():
            heads = [f":START_ID({start})", f":END_ID({end})", *(_typed(name) for name in names)]
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
        self._hang("HAS_ARTICLE", document["id"], packed["articles"])
        meant = {judgement.subject: judgement.object for judgement in commit.judgements}
        first = self._hang("MENTIONS", document["id"], packed["mentions"])
        references = enumerate((row["reference_id"] for row in packed["mentions"]), first)
        self._tie("IS", (Row(str(place), meant[one], {}) for place, one in references if one in meant))
        for entity in packed["entities"]:
            self._entities.setdefault(entity["id"], entity)

    def add_derived(self, source: sqlite3.Connection) -> None:
        """Write what the embedded store has derived: it comes last, for it says which cluster each entity is in."""
        memberships = source.execute("SELECT member_id, cluster_id FROM membership WHERE known_until = ''").fetchall()
        clusters = dict(memberships)
        span = {"known_from": MOMENT, "known_until": ""}
        self._tie("MEMBER_OF_CLUSTER", (Row(member, cluster, span) for member, cluster in clusters.items()))
        entities = (entity | {"cluster_id": clusters.get(one)} for one, entity in self._entities.items())
        self._write("Entity", entities, lambda entity: ARRAY_DELIMITER.join(("Entity", entity["kind"])))
        self._tie("SAYS_OF", _participations(source))
        self._tie("OF", _bodies(source))
        self._tie("HOLDS_POST", _holdings(source))
        held = source.execute("SELECT * FROM judgement WHERE known_until = ''")
        self._write("Judgement", (pack_judgement(read_judgement(row), MOMENT) for row in held))
        self._write("RecordRow", _record_rows(source))
        self._write("CaseRow", _case_rows(source))

    def _hang(self, kind: str, document_id: str, rows: Sequence[Values]) -> int:
        """Write what hangs on a document and has no id; return the place of the first."""
        label = TIES[kind][1]
        first = self._counts[label]
        self._counts[label] += len(rows)
        self._write(label, rows, first=first)
        self._tie(kind, (Row(document_id, str(first + place), {}) for place in range(len(rows))))
        return first

    def _open(self, name: str, path: Path, heads: Sequence[str]) -> None:
        self._files[name] = path.open("w", encoding="utf-8", newline="\n")
        self._files[name].write(",".join(heads) + "\n")

    def _write(self, label: str, rows: Iterable[Values], name_labels: Any = None, first: int = 0) -> None:
        names, write = NODES[label], self._files[label].write
        for place, row in enumerate(rows, first):
            cells = [_quote(row.get(name)) for name in names]
            if label in COUNTED:
                cells.insert(0, str(place))
            write(",".join([*cells, name_labels(row)] if name_labels else cells) + "\n")

    def _tie(self, kind: str, rows: Iterable[Row]) -> None:
        names, write = TIES[kind][2], self._files[kind].write
        for row in rows:
            write(",".join([_quote(row.start), _quote(row.end), *(_quote(row.values[n]) for n in names)]) + "\n")


def make_indexes(driver: Driver) -> None:
    """Make the store's constraints and indexes, and wait until they are filled.

    Before the store is opened: one without them it takes for a store of an earlier version and derives its rows anew.
    """
    for name in list_cypher("schema"):
        driver.execute_query(load_cypher(name))
    driver.execute_query("CALL db.awaitIndexes(3600)")


def _typed(name: str, label: str = "") -> str:
    kind = "long" if (label, name) == ("Article", "number") else TYPES.get(name, "string")
    return f"{name}:{kind}"


def _quote(value: Any) -> str:
    """Return a cell: nothing for what is not there, an empty text in quotes."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, list):
        return ARRAY_DELIMITER.join(map(repr, value))
    return '"' + str(value).replace('"', '""') + '"'


def _participations(source: sqlite3.Connection) -> Iterator[Row]:
    rows = source.execute(
        "SELECT s.id, p.cluster_id, p.role, p.member_id, p.predicate FROM participation p"
        " JOIN statement s ON s.number = p.statement WHERE p.known_until = ''"
    )
    for start, end, role, member, predicate in rows:
        values = {"role": role, "member_id": member, "predicate": predicate, "known_from": MOMENT, "known_until": ""}
        yield Row(start, end, values)


def _bodies(source: sqlite3.Connection) -> Iterator[Row]:
    """Yield the post and its body of each tie that people browse: of clusters, not of their members."""
    rows = source.execute(
        "SELECT e.id, b.cluster_id FROM entity e JOIN membership m ON m.member_id = e.id AND m.known_until = ''"
        " JOIN membership b ON b.member_id = e.body AND b.known_until = ''"
        " WHERE e.body <> '' AND m.cluster_id = e.id"
    )
    return (Row(post, body, {}) for post, body in rows)


def _holdings(source: sqlite3.Connection) -> Iterator[Row]:
    rows = source.execute(
        "SELECT s.id, s.arguments, p.cluster_id, q.cluster_id, r.valid_from, r.valid_to FROM statement s"
        " JOIN participation p ON p.statement = s.number AND p.role = 'person' AND p.known_until = ''"
        " JOIN participation q ON q.statement = s.number AND q.role = 'post' AND q.known_until = ''"
        " JOIN reading r ON r.statement = s.number AND r.known_until = '' WHERE s.predicate = 'HOLDS_POST'"
    )
    for statement_id, arguments, person, post, valid_from, valid_to in rows:
        values = {
            "statement_id": statement_id, "status": read_word(arguments, "status"), "valid_from": valid_from,
            "valid_to": valid_to, "known_from": MOMENT, "known_until": "",
        }  # fmt: skip
        yield Row(person, post, values)


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
