"""Answers questions from the embedded store."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from domain.document import Arrival, Article, Document
from domain.judgement import Judgement
from domain.mention import Mention, MentionKind
from domain.ontology.catalogue import load_kinds
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
from graph.fulltext import phrase
from graph.names import MATCHES, ask_name
from graph.source import SourceArrivals, SourceRun, read_run
from graph.sqlite import queries
from graph.sqlite.connection import Connections, answering_for
from graph.sqlite.naming import find_named
from graph.sqlite.officials import OfficialsReader
from graph.sqlite.record_reader import RecordsReader
from graph.sqlite.rows import array, read_arrival
from graph.tombstone import Tombstone
from graph.view import (
    LATEST,
    PAGE,
    EntityRow,
    find_applying,
    read_judgement,
    view_clusters,
    view_entity,
    view_statement,
)


class SqliteReader(OfficialsReader, RecordsReader):
    """Fulfils graph.store.GraphReader."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def _rows(self, query: str, **values: Any) -> list[sqlite3.Row]:
        with answering_for(self._connections.path):
            return self._connections.get().execute(query, values).fetchall()

    def find_entity(self, entity_id: str, known: str = "") -> EntityView | None:
        rows = self._rows(queries.ENTITY, id=entity_id, known=known or LATEST)
        return view_entity(rows[0]["cluster_id"], rows) if rows else None

    def find_shared_names(self, after: str = "", limit: int = 50) -> list[SharedName]:
        rows = self._rows(queries.SHARED_NAMES, after=after, limit=limit)
        return [SharedName(row["name"], tuple(sorted(json.loads(row["ids"])))) for row in rows]

    def find_companions(self, entity_ids: Sequence[str], limit: int = 1_000) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {entity_id: [] for entity_id in entity_ids}
        for row in self._rows(queries.COMPANIONS, ids=array(entity_ids)[0], limit=limit):
            found[row["about"]].append(row["other"])
        return found

    def find_clusters_at(self, entity_ids: Sequence[str], known: str) -> list[EntityView]:
        rows = self._rows(queries.CLUSTERS_AT, ids=array(sorted(set(entity_ids)))[0], known=known)
        return view_clusters((row["cluster_id"], row) for row in rows)

    def find_by_code(self, code: str) -> EntityView | None:
        rows = self._rows(queries.CLUSTER_OF_CODE, code=code)
        return self.find_entity(rows[0][0]) if rows else None

    def find_names(self, entity_ids: Sequence[str]) -> dict[str, str]:
        return {row["id"]: row["name"] for row in self._rows(queries.NAMES_OF, ids=array(entity_ids)[0])}

    def find_by_name(
        self, name: str, kinds: Sequence[str] = (), limit: int = 50, *, front_line: bool = False
    ) -> list[NameMatch]:
        asked = ask_name(name)
        if asked is None:
            return []
        with answering_for(self._connections.path):
            found = find_named(self._connections.get(), asked, kinds or list(load_kinds()), limit, front_line)
        entities = self._entities([cluster_id for cluster_id, _ in found])
        return [NameMatch(entities[cluster_id], MATCHES[match]) for cluster_id, match in found]

    def _entities(self, cluster_ids: Sequence[str]) -> dict[str, EntityView]:
        members: dict[str, list[sqlite3.Row]] = {}
        for row in self._rows(queries.ENTITIES_OF_CLUSTERS, ids=array(cluster_ids)[0]):
            members.setdefault(row["cluster_id"], []).append(row)
        return {cluster_id: view_entity(cluster_id, rows) for cluster_id, rows in members.items()}

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
        known = known or LATEST
        # The question of every portrait: asked for one entity alone, it needs neither lists nor places.
        return self._view(self._rows(queries.STATEMENTS_ABOUT_ONE, id=entity_id, known=known, limit=limit), known)

    def statements_about_each(
        self,
        entity_ids: Sequence[str],
        predicates: Sequence[str] = (),
        roles: Sequence[str] = (),
        known: str = "",
        limit: int = 10_000,
    ) -> dict[str, list[StatementView]]:
        rows = self._rows(
            queries.STATEMENTS_ABOUT,
            ids=array(entity_ids)[0],
            predicates=array(predicates)[0],
            roles=array(roles)[0],
            known=known or LATEST,
            limit=limit,
        )
        found: dict[str, list[StatementView]] = {entity_id: [] for entity_id in entity_ids}
        for row, view in zip(rows, self._view(rows, known or LATEST), strict=True):
            found[row["about"]].append(view)
        return found

    def find_statement(self, statement_id: str) -> StatementView | None:
        return self.find_statements([statement_id]).get(statement_id)

    def find_statements(self, statement_ids: Sequence[str]) -> dict[str, StatementView]:
        rows = self._rows(queries.STATEMENTS, ids=array(statement_ids)[0])
        return {view.id: view for view in self._view(rows, LATEST)}

    def statements_in(self, document_id: str, known: str = "") -> list[StatementView]:
        known = known or LATEST
        return self._view(self._rows(queries.STATEMENTS_IN, id=document_id, known=known), known)

    def statements_in_each(
        self, document_ids: Sequence[str], predicates: Sequence[str] = (), known: str = ""
    ) -> dict[str, list[StatementView]]:
        rows = self._rows(
            queries.STATEMENTS_IN_EACH,
            ids=array(document_ids)[0],
            predicates=array(predicates)[0],
            known=known or LATEST,
        )
        found: dict[str, list[StatementView]] = {document_id: [] for document_id in document_ids}
        for view in self._view(rows, known or LATEST):
            found[view.document_id].append(view)
        return found

    def find_runs(self, document_id: str) -> list[Run]:
        return [Run(row["version"], row["known_from"]) for row in self._rows(queries.RUNS, id=document_id)]

    def find_waiting(
        self,
        below: float,
        predicates: Sequence[str] = (),
        document_id: str = "",
        after: str = "",
        limit: int = 50,
        classes: Sequence[str] = ("REF", "PUB"),
    ) -> list[StatementView]:
        rows = self._rows(
            queries.WAITING,
            below=below,
            classes=array(classes)[0],
            predicates=array(predicates)[0],
            document=document_id,
            after=after,
            limit=limit,
        )
        return self._view(rows, LATEST)

    def words_of_people(self) -> list[PersonsWord]:
        rows = self._rows(queries.WORDS_OF_PEOPLE)
        return find_applying((read_judgement(row), bool(row["applies"])) for row in rows)

    def _view(self, rows: Sequence[sqlite3.Row], known: str) -> list[StatementView]:
        if not rows:
            return []
        ids = array([row["id"] for row in rows])[0]
        parties: dict[int, dict[str, EntityRow]] = {row["number"]: {} for row in rows}
        numbers = f"[{','.join(map(str, parties))}]"
        for number, role, cluster_id, kind, name in self._rows(queries.PARTIES, numbers=numbers, known=known):
            parties[number][role] = cluster_id, kind, name
        marks: dict[str, list[Mark]] = {}
        for row in self._rows(queries.MARKS, ids=ids, known=known):
            marks.setdefault(row["subject"], []).append(Mark(*tuple(row)[1:]))
        return [view_statement(row, parties[row["number"]], marks.get(row["id"], ())) for row in rows]

    def find_document(self, document_id: str) -> DocumentView | None:
        return self.find_documents([document_id]).get(document_id)

    def find_documents(self, document_ids: Sequence[str]) -> dict[str, DocumentView]:
        ids = array(document_ids)[0]
        rows = self._rows(queries.DOCUMENTS, ids=ids)
        arrivals = _by_document(self._rows(queries.ARRIVALS_OF, ids=ids))
        articles = _by_document(self._rows(queries.ARTICLES_OF, ids=ids))
        mentions = _by_document(self._rows(queries.MENTIONS_OF, ids=ids))
        return {
            row["id"]: DocumentView(
                Document(
                    row["id"],
                    row["text_sha256"],
                    row["text"],
                    row["media"],
                    row["encoding"],
                    row["reader"],
                    row["locator"],
                ),
                row["version"],
                row["stated"],
                tuple(map(read_arrival, arrivals.get(row["id"], ()))),
                tuple(_article(article) for article in articles.get(row["id"], ())),
                tuple(_mention(mention) for mention in mentions.get(row["id"], ())),
            )
            for row in rows
        }

    def _mentions(self, document_id: str) -> Iterator[tuple[str, StoredMention, str]]:
        for row in self._rows(queries.MENTIONS_AFTER, id=document_id):
            yield row["text_sha256"], _mention(row), row["entity_id"] or ""

    def find_passages(self, words: str, limit: int = 50) -> list[Passage]:
        characters = phrase(words)
        if characters is None:
            return []
        return [
            Passage(row["document_id"], row["number"], row["headline"])
            for row in self._rows(queries.PASSAGES, phrase=f'"{characters}"', limit=limit)
        ]

    def neighbourhood(
        self, ends: Sequence[str], steps: int, hub: int, known: str = "", limit: int = 20_000
    ) -> list[Edge]:
        rows = self._rows(
            queries.NEIGHBOURHOOD, ends=array(ends)[0], steps=steps, hub=hub, known=known or LATEST, limit=limit
        )
        return [Edge(row["source"], row["target"], row["statement_id"], row["predicate"]) for row in rows]

    def adjacent(self, entity_id: str, known: str = "", limit: int = 1_000) -> list[Edge]:
        rows = self._rows(queries.ADJACENT, id=entity_id, known=known or LATEST, limit=limit)
        return [Edge(row["source"], row["target"], row["statement_id"], row["predicate"]) for row in rows]

    def degree_of(self, entity_ids: Sequence[str], known: str = "") -> dict[str, int]:
        rows = self._rows(queries.DEGREES, ids=array(entity_ids)[0], known=known or LATEST)
        return {row[0]: row[1] for row in rows}

    def find_said(self, entity_ids: Sequence[str], predicate: str, known: str = "") -> list[StatementView]:
        ids = array(sorted(set(entity_ids)))[0]
        rows = self._rows(queries.SAID_OF, ids=ids, predicate=predicate, known=known or LATEST)
        views = self.find_statements([row[0] for row in rows])
        return sorted(views.values(), key=lambda view: (view.document_id, view.start, view.id))

    def judgements_on(self, subject: str) -> list[Judgement]:
        return [read_judgement(row) for row in self._rows(queries.JUDGEMENTS_ON, id=subject)]

    def rulings_on(self, entity_ids: Sequence[str]) -> list[Judgement]:
        rows = self._rows(queries.RULINGS_ON, ids=array(sorted(set(entity_ids)))[0])
        return [read_judgement(row) for row in rows]

    def iter_statements(self) -> Iterator[StatementView]:
        after = ""
        while rows := self._rows(queries.STATEMENTS_AFTER, after=after, limit=PAGE):
            yield from self._view(rows, LATEST)
            after = rows[-1]["id"]

    def iter_mentions(self) -> Iterator[tuple[str, StoredMention, str]]:
        text_sha256 = after = ""
        while rows := self._rows(queries.DOCUMENTS_AFTER, text_sha256=text_sha256, after=after, limit=PAGE):
            for row in rows:
                yield from self._mentions(row["id"])
            text_sha256, after = rows[-1]["text_sha256"], rows[-1]["id"]

    def iter_entities(self) -> Iterator[EntityView]:
        after = ""
        while rows := self._rows(queries.CLUSTERS_AFTER, after=after, limit=PAGE):
            ids = [row[0] for row in rows]
            entities = self._entities(ids)
            yield from (entities[cluster_id] for cluster_id in ids)
            after = ids[-1]

    def count(self) -> StoreCounts:
        def one(query: str) -> int:
            return int(self._rows(query)[0][0])

        return StoreCounts(
            documents=one("SELECT count(*) FROM document"),
            articles=one("SELECT count(*) FROM article"),
            statements=one("SELECT count(*) FROM reading WHERE known_until = ''"),
            entities={
                row[0]: row[1]
                for row in self._rows(
                    "SELECT e.kind, count(*) FROM membership m JOIN entity e ON e.id = m.member_id"
                    " WHERE m.known_until = '' AND m.member_id = m.cluster_id GROUP BY e.kind ORDER BY e.kind"
                )
            },
            failures=one("SELECT count(*) FROM ledger WHERE state = 'failed'"),
            readings={
                row[0]: row[1]
                for row in self._rows("SELECT version, count(*) FROM document GROUP BY version ORDER BY version")
            },
        )

    def failures(self) -> list[Stage]:
        return [
            Stage(*tuple(row)) for row in self._rows("SELECT * FROM ledger WHERE state = 'failed' ORDER BY item, stage")
        ]

    def find_versions(self, document_ids: Sequence[str]) -> dict[str, str]:
        return {
            row[0]: row[1]
            for row in self._rows(
                "SELECT id, version FROM document WHERE id IN (SELECT value FROM json_each(:ids))",
                ids=array(document_ids)[0],
            )
        }

    def find_arrivals(self, document_ids: Sequence[str]) -> dict[str, tuple[Arrival, ...]]:
        found = _by_document(self._rows(queries.ARRIVALS_OF, ids=array(document_ids)[0]))
        return {document_id: tuple(map(read_arrival, rows)) for document_id, rows in found.items()}

    def find_tombstones(self, ids: Sequence[str]) -> dict[str, Tombstone]:
        return {row["id"]: Tombstone(*row) for row in self._rows(queries.TOMBSTONES, ids=array(ids)[0])}

    def source_arrivals(self, day: str) -> list[SourceArrivals]:
        return [SourceArrivals(*row) for row in self._rows(queries.SOURCE_ARRIVALS, day=day)]

    def last_source_runs(self) -> list[SourceRun]:
        return [read_run(dict(row)) for row in self._rows(queries.LAST_SOURCE_RUNS)]

    def match_documents(self, words: str, limit: int = 20) -> list[str]:
        return [row[0] for row in self._rows(queries.DOCUMENTS_LIKE, words=words, limit=limit)]


def _by_document(rows: Sequence[sqlite3.Row]) -> dict[str, list[sqlite3.Row]]:
    found: dict[str, list[sqlite3.Row]] = {}
    for row in rows:
        found.setdefault(row["document_id"], []).append(row)
    return found


def _mention(row: sqlite3.Row) -> StoredMention:
    mention = Mention(row["start"], row["end"], MentionKind(row["kind"]), row["text"], row["full_name"], row["code"])
    return StoredMention(mention, row["reference_id"], bool(row["private"]), bool(row["honoured"]))


def _article(row: sqlite3.Row) -> Article:
    def span(name: str) -> tuple[int, int] | None:
        start, end = row[f"{name}_start"], row[f"{name}_end"]
        return None if start is None else (start, end)

    segments = tuple((start, end) for start, end in json.loads(row["segments"]))
    return Article(row["headline"], row["byline"], segments, span("headline"), span("byline"))
