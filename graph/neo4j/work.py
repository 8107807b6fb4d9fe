"""A unit of work on Neo4j: one managed write transaction that holds the clock."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from neo4j import ManagedTransaction

from domain.document import Arrival
from domain.entity import Entity
from domain.identifier import make_id
from domain.judgement import ON_STATEMENTS, Judgement
from graph.commit import DocumentCommit, Stage
from graph.life import Life, gather_lives
from graph.neo4j.knowledge import Knowledge
from graph.neo4j.record_work import Neo4jRecords
from graph.neo4j.rows import (
    pack_arrivals,
    pack_commit,
    pack_stage,
    pack_statements,
    read_entity,
)
from graph.source import SourceRun, pack_run
from graph.term import Tenure
from graph.view import choose_links, read_judgement, read_place, read_told, read_uses, read_word
from graph.work import Group, Masked, Participation, Place, ReferenceUse, Told


class Neo4jWork(Neo4jRecords):
    """Fulfils graph.work.Work."""

    def __init__(self, transaction: ManagedTransaction, document_id: str = "") -> None:
        super().__init__(transaction, document_id)
        self._known = Knowledge()
        self._redrawn_statements: set[str] = set()
        self._redrawn_entities: set[str] = set()
        self._versions: dict[str, str | None] = {document_id: self._begun["version"]} if document_id else {}
        self._is_withdrawn = bool(self._begun["is_withdrawn"])
        self._fresh_document = ""

    def finish(self) -> None:
        """Write what is still held back, and draw again what people browse."""
        self._flush()
        if self._redrawn_statements or self._redrawn_entities:
            batch = {"statements": sorted(self._redrawn_statements), "entities": sorted(self._redrawn_entities)}
            self._rows("draw", batch=batch)

    def find_version(self, document_id: str) -> str | None:
        if document_id not in self._versions:
            rows = self._ask("version", id=document_id)
            self._versions[document_id] = str(rows[0]["version"]) if rows else None
        return self._versions[document_id]

    def close_document(self, document_id: str) -> set[str]:
        rows = self._ask("close_document", document=document_id, moment=self._moment)
        self._known = Knowledge()
        return {str(member) for row in rows for member in row["linked"]}

    def insert_document(self, commit: DocumentCommit, stated: str) -> None:
        self._flush()
        values = pack_commit(commit, stated, self._moment)
        clusters = self._rows("insert_document", commit=values)[0]["clusters"]
        self._known = Knowledge()
        self._known.learn_clusters(values["asked"], dict(clusters))
        self._redrawn_entities |= {entity.id for entity in commit.entities if entity.body}
        if self._versions.get(commit.document.id) is None:
            self._fresh_document = commit.document.id

    def insert_statements(self, commit: DocumentCommit) -> None:
        self._flush()
        self._rows("insert_document", commit=pack_statements(commit, self._moment))
        self._known = Knowledge()
        self._redrawn_entities |= {entity.id for entity in commit.entities if entity.body}

    def find_told(self, document_id: str) -> list[Told]:
        return [read_told(row) for row in self._ask("told", document=document_id)]

    def find_places(self, document_id: str) -> list[Place]:
        return [read_place(row) for row in self._ask("places", document=document_id)]

    def find_words(self, subjects: Collection[str]) -> list[Judgement]:
        return [read_judgement(row) for row in self._ask("words", ids=sorted(set(subjects)))] if subjects else []

    def find_carried(self, root: str) -> list[Judgement]:
        return [read_judgement(row) for row in self._ask("carried", id=root)]

    def mask_statements(self, rows: Iterable[Masked]) -> None:
        values = [{"id": row.id, "quote": row.quote, "arguments": row.packed, "masks": row.masks} for row in rows]
        if values:
            self._rows("mask_statements", batch=self._batch(values))

    def reopen_readings(self, statement_ids: Collection[str]) -> None:
        self._rows("reopen_readings", batch=self._batch({"id": one} for one in sorted(set(statement_ids))))
        self._known.forget_tenures()

    def close_readings(self, statement_ids: Collection[str]) -> None:
        self._redrawn_statements |= set(statement_ids)
        self._rows("close_readings", batch=self._batch({"id": one} for one in sorted(set(statement_ids))))
        self._known.forget_tenures()

    def find_arrivals(self, document_id: str) -> list[Arrival]:
        return [Arrival(*row["arrival"]) for row in self._rows("arrivals_of", document=document_id)]

    def insert_arrivals(self, arrivals: Sequence[Arrival]) -> tuple[int, set[str]]:
        rows = self._ask("insert_arrivals", batch=self._batch(pack_arrivals(arrivals)))
        self._known.forget_tenures()
        return sum(row["fresh"] for row in rows), {str(row["id"]) for row in rows if row["moved"]}

    def put_stage(self, stage: Stage) -> None:
        self._rows("put_stage", row=pack_stage(stage, self._moment))

    def put_source_run(self, run: SourceRun) -> None:
        self._rows("put_source_run", run=pack_run(run))

    def insert_participations(self, rows: Iterable[Participation]) -> None:
        values = [
            {
                "statement_id": p.statement_id,
                "role": p.role,
                "member_id": p.member_id,
                "cluster_id": p.cluster_id,
                "predicate": p.predicate,
            }
            for p in rows
        ]
        if not values:
            return
        holdings = {row["statement_id"] for row in values if row["predicate"] == "HOLDS_POST"}
        if holdings:
            self._fresh_document = ""
        self._redrawn_statements |= holdings
        self._rows("insert_participations", batch=self._batch(values))
        self._known.forget_tenures()

    def close_participations(self, keys: Iterable[tuple[str, str]]) -> None:
        values = [{"statement_id": statement_id, "role": role} for statement_id, role in keys]
        if values:
            self._redrawn_statements |= {row["statement_id"] for row in values}
            self._rows("close_participations", batch=self._batch(values))
            self._known.forget_tenures()

    def find_participations(self, statement_ids: Sequence[str]) -> list[Participation]:
        return [Participation(**row) for row in self._ask("participations_of", ids=sorted(set(statement_ids)))]

    def find_clusters(self, member_ids: Collection[str]) -> dict[str, str]:
        table = self._known.clusters
        unknown = sorted(set(member_ids) - table.keys())
        if unknown:
            rows = self._ask("clusters_of", ids=unknown)
            self._known.learn_clusters(unknown, {row["id"]: row["cluster_id"] for row in rows})
        return {member: cluster for member in member_ids if (cluster := table[member]) is not None}

    def find_members(self, cluster_ids: Collection[str]) -> set[str]:
        table = self._known.members
        unknown = sorted(set(cluster_ids) - table.keys())
        if unknown:
            found: dict[str, Collection[str]] = dict.fromkeys(unknown, ())
            self._known.learn_members(
                found | {row["id"]: row["members"] for row in self._ask("members_of", ids=unknown)}
            )
        return {member for cluster_id in cluster_ids for member in table[cluster_id]}

    def find_entities(self, entity_ids: Collection[str]) -> dict[str, Entity]:
        rows = self._ask("entities_of", ids=sorted(set(entity_ids))) if entity_ids else []
        return {row["id"]: read_entity(row) for row in rows}

    def find_posts(self, body_ids: Collection[str]) -> list[Entity]:
        return [read_entity(row) for row in self._ask("posts_of", ids=sorted(set(body_ids)))] if body_ids else []

    def find_groups(self, post_members: Collection[str], document_id: str = "") -> set[Group]:
        if document_id and document_id == self._fresh_document:
            return set()  # it has been written just now, and nothing in it holds a post
        rows = (
            self._ask("groups_of_document", document=document_id)
            if document_id
            else self._ask("groups_of_posts", ids=sorted(set(post_members)))
        )
        groups = {Group(row["post_id"], row["name"]) for row in rows}
        self._known.groups |= groups
        return groups

    def find_tenures(self, group: Group) -> list[Tenure]:
        if group not in self._known.tenures:
            self._look_at_groups({group, *self._known.groups} - self._known.tenures.keys())
        return self._known.tenures[group]

    def _look_at_groups(self, groups: set[Group]) -> None:
        """Ask at once what chaining will ask group by group: tenures, the posts' members, what rests on each."""
        asked = [{"post_id": g.post_id, "name": g.name} for g in sorted(groups, key=lambda g: (g.post_id, g.name))]
        self._known.tenures |= {group: [] for group in groups}
        grounds: set[str] = set()
        for row in self._ask("tenures_of", groups=asked):
            group = Group(row["post_id"], row["name"])
            self._known.tenures[group] = [
                Tenure(member, statement, status, since, until, stated, others)
                for member, statement, status, since, until, stated, others in row["tenures"]
            ]
            self._known.learn_members({group.post_id: row["members"]})
            grounds |= {make_id("ground", post, group.name) for post in (group.post_id, *row["members"])}
        self._look_at_grounds(grounds)

    def _look_at_grounds(self, grounds: Collection[str]) -> None:
        unknown = sorted(set(grounds) - self._known.grounded.keys())
        if unknown:
            rows = self._ask("grounded", ids=unknown)
            self._known.learn_grounded(unknown, map(read_judgement, rows))

    def find_lives(self, member_ids: Collection[str]) -> dict[str, Life]:
        rows = self._ask("lives_of", ids=sorted(set(member_ids))) if member_ids else []
        return gather_lives(
            (row["member_id"], row["predicate"], row["valid_from"] or read_word(row["arguments"], "gender"))
            for row in rows
        )

    def find_judgements(self, entity_ids: Collection[str]) -> list[Judgement]:
        table = self._known.judgements
        unknown = sorted(set(entity_ids) - table.keys())
        if unknown:
            row = self._ask("component", ids=unknown)[0]
            clusters: dict[str, str] = dict(row["members"])
            members: dict[str, set[str]] = {}
            for member, cluster_id in clusters.items():
                members.setdefault(cluster_id, set()).add(member)
            self._known.learn_clusters(unknown, clusters)
            self._known.learn_members(members)
            self._known.learn_judgements({*unknown, *clusters}, map(read_judgement, row["judgements"]))
        return list({j.id: j for entity_id in entity_ids for j in table[entity_id].values()}.values())

    def find_grounded(self, grounds: Collection[str]) -> list[Judgement]:
        self._look_at_grounds(grounds)
        return [judgement for ground in set(grounds) for judgement in self._known.grounded[ground].values()]

    def find_open_judgement(self, judgement_id: str) -> Judgement | None:
        rows = self._ask("open_judgement", id=judgement_id)
        return read_judgement(rows[0]) if rows else None

    def find_links(self, reference_ids: Collection[str]) -> dict[str, str]:
        return choose_links(map(read_judgement, self._ask("links_of", ids=sorted(set(reference_ids)))))

    def find_uses(self, reference_id: str) -> list[tuple[str, str, str]]:
        uses = read_uses(self._ask("uses_of", id=reference_id))
        return [(use.statement_id, use.role, use.predicate) for use in uses if use.reference_id == reference_id]

    def find_arguments(self, statement_ids: Sequence[str]) -> list[ReferenceUse]:
        return list(read_uses(self._ask("arguments_of", ids=sorted(set(statement_ids)))))

    def open_judgements(self, judgements: Iterable[Judgement]) -> None:
        for judgement in judgements:
            opened = replace(judgement, known_from=self._moment, known_until="")
            self._opened.setdefault(opened.id, opened)
            self._known.open(opened)
            if judgement.verdict in ON_STATEMENTS:
                self._known.forget_tenures()

    def close_judgements(self, judgement_ids: Collection[str]) -> None:
        for judgement_id in judgement_ids:
            self._opened.pop(judgement_id, None)
            self._closed.add(judgement_id)
        self._known.close(judgement_ids)

    def move(self, clusters: Mapping[str, str]) -> None:
        self._flush()
        rows = [{"member_id": member, "cluster_id": clusters[member]} for member in sorted(clusters)]
        for row in self._rows("move", batch=self._batch(rows)):
            self._redrawn_statements |= set(row["holdings"])
        self._redrawn_entities |= clusters.keys()
        self._known.move(clusters)

    def close_dead(self, entity_ids: Collection[str]) -> set[str]:
        self._flush()
        rows = self._rows("close_dead", batch={"moment": self._moment, "ids": sorted(set(entity_ids))})
        dead = {str(row["dead"]) for row in rows}
        self._redrawn_entities |= dead
        self._known.bury(dead)
        return dead

    def find_statement_document(self, statement_id: str) -> str | None:
        rows = self._ask("statement_document", id=statement_id)
        return str(rows[0]["document_id"]) if rows else None
