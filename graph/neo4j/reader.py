"""Answers questions from Neo4j: one statement a question, paths one statement a step."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from neo4j import Record

from domain.document import Arrival, Article, Document
from domain.judgement import Judgement
from domain.mention import Mention, MentionKind
from domain.officials import FacetCount, OfficialMatch, OfficialsQuery
from graph.answer import (
    DocumentView,
    Edge,
    EntityView,
    Mark,
    NameMatch,
    Passage,
    PersonsWord,
    Run,
    SharedName,
    StatementView,
    StoreCounts,
)
from graph.commit import Stage, StoredMention
from graph.facet import pack_query, unpack_statements
from graph.fulltext import phrase
from graph.names import MATCHES, ask_name, sort_name
from graph.neo4j.connection import Connection
from graph.neo4j.naming import pack_key
from graph.neo4j.record_reader import RecordsReader
from graph.source import SourceArrivals, SourceRun, read_run
from graph.tombstone import Tombstone
from graph.view import LATEST, PAGE, find_applying, read_judgement, view_clusters, view_entity, view_statement

DOCUMENT_PAGE = 50

NO_HUB = -1
"""Every end is walked through, however many participations it has."""

_MOST_ASKED = 5
"""So often a question is put again when a commit came in between."""


class Neo4jReader(RecordsReader):
    """Fulfils graph.store.GraphReader."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find_entity(self, entity_id: str, known: str = "") -> EntityView | None:
        rows = self._connection.read("entity", id=entity_id, known=known or LATEST)
        return view_entity(rows[0]["cluster_id"], rows) if rows else None

    def find_clusters_at(self, entity_ids: Sequence[str], known: str) -> list[EntityView]:
        rows = self._connection.read("clusters_at", ids=sorted(set(entity_ids)), known=known)
        return view_clusters((row["cluster_id"], row) for row in rows)

    def find_by_code(self, code: str) -> EntityView | None:
        rows = self._connection.read("entity_by_code", code=code)
        return self.find_entity(rows[0]["cluster_id"]) if rows else None

    def find_shared_names(self, after: str = "", limit: int = 50) -> list[SharedName]:
        rows = self._connection.read("shared_names", after=after, limit=limit)
        return [SharedName(row["name"], tuple(sorted(row["ids"]))) for row in rows]

    def find_companions(self, entity_ids: Sequence[str], limit: int = 1_000) -> dict[str, list[str]]:
        rows = self._connection.read("companions", ids=sorted(set(entity_ids)), limit=limit)
        return {key: [] for key in entity_ids} | {row["about"]: list(row["others"]) for row in rows}

    def find_names(self, entity_ids: Sequence[str]) -> dict[str, str]:
        return {row["id"]: row["name"] for row in self._connection.read("names_of", ids=sorted(set(entity_ids)))}

    def find_by_name(
        self, name: str, kinds: Sequence[str] = (), limit: int = 50, *, front_line: bool = False
    ) -> list[NameMatch]:
        asked = ask_name(name)
        if asked is None:
            return []
        rows = self._connection.read(
            "names",
            name=asked.name,
            loose=asked.loose,
            phrase=f'"{asked.phrase}"',
            keys=[pack_key(key) for key in asked.keys],
            kinds=list(kinds),
            front_line=front_line,
            limit=limit,
        )
        return [NameMatch(view_entity(row["cluster_id"], row["members"]), MATCHES[row["match"]]) for row in rows]

    def statements_about(
        self,
        entity_id: str,
        predicates: Sequence[str] = (),
        roles: Sequence[str] = (),
        known: str = "",
        limit: int = 10_000,
    ) -> list[StatementView]:
        if predicates or roles:
            return self.statements_about_each([entity_id], predicates, roles, known, limit)[entity_id]
        rows = self._connection.read("statements_about_one", id=entity_id, known=known or LATEST, limit=limit)
        return [_statement(row) for row in rows]

    def statements_about_each(
        self,
        entity_ids: Sequence[str],
        predicates: Sequence[str] = (),
        roles: Sequence[str] = (),
        known: str = "",
        limit: int = 10_000,
    ) -> dict[str, list[StatementView]]:
        rows = self._connection.read(
            "statements_about",
            ids=sorted(set(entity_ids)),
            predicates=list(predicates),
            roles=list(roles),
            known=known or LATEST,
            limit=limit,
        )
        found: dict[str, list[StatementView]] = {entity_id: [] for entity_id in entity_ids}
        for row in rows:
            found[row["about"]].append(_statement(row))
        return found

    def find_statement(self, statement_id: str) -> StatementView | None:
        return self.find_statements([statement_id]).get(statement_id)

    def find_statements(self, statement_ids: Sequence[str]) -> dict[str, StatementView]:
        rows = self._connection.read("statements", ids=sorted(set(statement_ids)))
        return {row["id"]: _statement(row) for row in rows}

    def statements_in(self, document_id: str, known: str = "") -> list[StatementView]:
        # Neo4j reads what is committed, not a snapshot: a query can meet the middle of another's commit. Where the
        # document was read anew while it was asked, it is asked again.
        before = self.find_runs(document_id)
        for _ in range(_MOST_ASKED):
            rows = self._connection.read("statements_in", id=document_id, known=known or LATEST)
            after = self.find_runs(document_id)
            if after == before:
                break
            before = after
        return [_statement(row) for row in rows]

    def statements_in_each(
        self, document_ids: Sequence[str], predicates: Sequence[str] = (), known: str = ""
    ) -> dict[str, list[StatementView]]:
        rows = self._connection.read(
            "statements_in_each",
            ids=sorted(set(document_ids)),
            predicates=list(predicates),
            known=known or LATEST,
        )
        found: dict[str, list[StatementView]] = {document_id: [] for document_id in document_ids}
        for row in rows:
            found[row["document_id"]].append(_statement(row))
        return found

    def find_runs(self, document_id: str) -> list[Run]:
        return [Run(row["version"], row["known_from"]) for row in self._connection.read("runs", id=document_id)]

    def find_waiting(
        self,
        below: float,
        predicates: Sequence[str] = (),
        document_id: str = "",
        after: str = "",
        limit: int = 50,
        classes: Sequence[str] = ("REF", "PUB"),
    ) -> list[StatementView]:
        rows = self._connection.read(
            "waiting",
            below=float(below),
            predicates=list(predicates),
            classes=list(classes),
            document=document_id,
            after=after,
            limit=limit,
        )
        return [_statement(row) for row in rows]

    def words_of_people(self) -> list[PersonsWord]:
        rows = self._connection.read("words_of_people")
        return find_applying((read_judgement(row), row["applies"]) for row in rows)

    def find_document(self, document_id: str) -> DocumentView | None:
        return self.find_documents([document_id]).get(document_id)

    def find_documents(self, document_ids: Sequence[str]) -> dict[str, DocumentView]:
        rows = self._connection.read("documents", ids=sorted(set(document_ids)))
        return {row["document"]["id"]: _document(row) for row in rows}

    def find_passages(self, words: str, limit: int = 50) -> list[Passage]:
        characters = phrase(words)
        if characters is None:
            return []
        rows = self._connection.read("passages", phrase=f'"{characters}"', limit=limit)
        return [Passage(row["document_id"], row["number"], row["headline"]) for row in rows]

    def neighbourhood(
        self, ends: Sequence[str], steps: int, hub: int, known: str = "", limit: int = 20_000
    ) -> list[Edge]:
        at = known or LATEST
        reached, frontier = set(ends), set(ends)
        for step in range(steps):
            if not frontier:
                break
            rows = self._connection.read("reach", ids=sorted(frontier), hub=hub if step else NO_HUB, known=at)
            frontier = {row["id"] for row in rows} - reached
            reached |= frontier
        rows = self._connection.read("ties", ids=sorted(reached), known=at, limit=limit)
        return [Edge(row["source"], *tie) for row in rows for tie in row["ties"]]

    def adjacent(self, entity_id: str, known: str = "", limit: int = 1_000) -> list[Edge]:
        rows = self._connection.read("adjacent", id=entity_id, known=known or LATEST, limit=limit)
        return [Edge(row["source"], row["target"], row["statement_id"], row["predicate"]) for row in rows]

    def degree_of(self, entity_ids: Sequence[str], known: str = "") -> dict[str, int]:
        rows = self._connection.read("degrees", ids=sorted(set(entity_ids)), known=known or LATEST)
        return {row["id"]: row["degree"] for row in rows}

    def find_officials(
        self, query: OfficialsQuery, known: str = "", after: str = "", limit: int = 50
    ) -> list[OfficialMatch]:
        name = sort_name(self.find_names([after]).get(after, "")) if after else ""
        asked = pack_query(query, known)
        rows = self._connection.read(
            "officials", query=asked, known=asked["known"], after=after, after_name=name, limit=limit
        )
        return [OfficialMatch(row["person"], row["name"], unpack_statements(row["statements"])) for row in rows]

    def count_officials(self, query: OfficialsQuery, known: str = "") -> list[FacetCount]:
        asked = pack_query(query, known)
        rows = self._connection.read("officials_facets", query=asked, known=asked["known"])
        return [FacetCount(row["facet"], row["value"], row["people"]) for row in rows]

    def find_said(self, entity_ids: Sequence[str], predicate: str, known: str = "") -> list[StatementView]:
        found = self.statements_about_each(sorted(set(entity_ids)), (predicate,), known=known)
        views = {view.id: view for own in found.values() for view in own}
        return sorted(views.values(), key=lambda view: (view.document_id, view.start, view.id))

    def judgements_on(self, subject: str) -> list[Judgement]:
        return [read_judgement(row) for row in self._connection.read("judgements_on", id=subject)]

    def rulings_on(self, entity_ids: Sequence[str]) -> list[Judgement]:
        return [read_judgement(row) for row in self._connection.read("rulings_on", ids=sorted(set(entity_ids)))]

    def iter_statements(self) -> Iterator[StatementView]:
        after = ""
        while rows := self._connection.read("statements_after", after=after, limit=PAGE):
            yield from (_statement(row) for row in rows)
            after = rows[-1]["id"]

    def iter_mentions(self) -> Iterator[tuple[str, StoredMention, str]]:
        text = after = ""
        while rows := self._connection.read("mentions_after", after_text=text, after=after, limit=DOCUMENT_PAGE):
            for row in rows:
                for *mention, entity_id in row["mentions"]:
                    yield row["text_sha256"], _mention(mention), entity_id or ""
            text, after = rows[-1]["text_sha256"], rows[-1]["id"]

    def iter_entities(self) -> Iterator[EntityView]:
        after = ""
        while rows := self._connection.read("clusters_after", after=after, limit=PAGE):
            yield from (view_entity(row["cluster_id"], row["members"]) for row in rows)
            after = rows[-1]["cluster_id"]

    def count(self) -> StoreCounts:
        totals = self._connection.read("counts")[0]
        return StoreCounts(
            documents=totals["documents"],
            articles=totals["articles"],
            statements=totals["statements"],
            entities={row["kind"]: row["number"] for row in self._connection.read("count_entities")},
            failures=totals["failures"],
            readings={row["version"]: row["number"] for row in self._connection.read("count_versions")},
        )

    def failures(self) -> list[Stage]:
        return [Stage(**row) for row in self._connection.read("failures")]

    def find_versions(self, document_ids: Sequence[str]) -> dict[str, str]:
        rows = self._connection.read("versions", ids=list(document_ids))
        return {row["id"]: row["version"] for row in rows}

    def find_arrivals(self, document_ids: Sequence[str]) -> dict[str, tuple[Arrival, ...]]:
        rows = self._connection.read("arrivals", ids=sorted(set(document_ids)))
        return {row["id"]: tuple(Arrival(*arrival) for arrival in row["arrivals"]) for row in rows}

    def find_tombstones(self, ids: Sequence[str]) -> dict[str, Tombstone]:
        rows = self._connection.read("tombstones", ids=sorted(set(ids)))
        return {row["id"]: Tombstone(**row) for row in rows}

    def source_arrivals(self, day: str) -> list[SourceArrivals]:
        return [SourceArrivals(**row) for row in self._connection.read("source_arrivals", day=day)]

    def last_source_runs(self) -> list[SourceRun]:
        return [read_run(row["run"]) for row in self._connection.read("source_runs")]

    def match_documents(self, words: str, limit: int = 20) -> list[str]:
        return [row["id"] for row in self._connection.read("documents_like", words=words, limit=limit)]


def _statement(row: Record) -> StatementView:
    entities = {role: (entity_id, kind, name) for role, entity_id, kind, name in row["parties"]}
    return view_statement(row, entities, [Mark(*mark) for mark in row["marks"]])


def _document(row: Record) -> DocumentView:
    held = row["document"]
    return DocumentView(
        Document(
            held["id"],
            held["text_sha256"],
            held["text"],
            held["media"],
            held["encoding"],
            held["reader"],
            held["locator"] or "",
        ),
        held["version"],
        held["stated"],
        tuple(Arrival(*arrival) for arrival in row["arrivals"]),
        tuple(_article(article) for article in row["articles"]),
        tuple(_mention(mention) for mention in row["mentions"]),
    )


def _article(row: Sequence[Any]) -> Article:
    headline, byline, segments, headline_span, byline_span = row
    return Article(
        headline,
        byline,
        tuple((start, end) for start, end in json.loads(segments)),
        tuple(headline_span) if headline_span else None,
        tuple(byline_span) if byline_span else None,
    )


def _mention(row: Sequence[Any]) -> StoredMention:
    start, end, kind, text, full_name, code, reference_id, private, honoured = row
    return StoredMention(Mention(start, end, MentionKind(kind), text, full_name, code), reference_id, private, honoured)
