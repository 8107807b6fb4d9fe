"""A unit of work on SQLite: one immediate transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from operator import attrgetter

from domain.document import Arrival
from domain.entity import Entity
from domain.judgement import Judgement
from graph.commit import DocumentCommit, Stage
from graph.facet import facets_of
from graph.fulltext import spread
from graph.life import Life, gather_lives
from graph.names import sort_name
from graph.source import SourceRun, pack_run
from graph.sqlite import queries
from graph.sqlite.naming import insert_bearers, insert_names, move_names
from graph.sqlite.record_work import SqliteRecords
from graph.sqlite.rows import (
    array,
    pack_arrival,
    pack_articles,
    pack_document,
    pack_mentions,
    pack_statements,
    read_arrival,
)
from graph.term import Tenure
from graph.view import choose_links, read_judgement, read_place, read_told, read_uses, read_word
from graph.work import Group, Masked, Participation, Place, ReferenceUse, Told

_cluster_of = attrgetter("cluster_id")


class SqliteWork(SqliteRecords):
    """Fulfils graph.work.Work inside a transaction that the store opened."""

    def find_version(self, document_id: str) -> str | None:
        rows = self._rows("SELECT version FROM document WHERE id = ?", (document_id,))
        return str(rows[0][0]) if rows else None

    def close_document(self, document_id: str) -> set[str]:
        moment = self.moment
        linked = self._rows(
            "SELECT member_id FROM participation p JOIN statement s ON s.number = p.statement"
            " WHERE s.document_id = ? AND p.known_until = ''"
            " UNION SELECT object FROM judgement"
            " WHERE ground = ? AND ground <> '' AND verdict = 'is' AND known_until = ''",
            (document_id, document_id),
        )
        self._connection.execute(queries.CLOSE_READINGS, (moment, document_id))
        self._connection.execute(queries.CLOSE_PARTICIPATIONS, (moment, document_id))
        self._connection.execute(
            "UPDATE judgement SET known_until = ?"
            " WHERE ground = ? AND ground <> '' AND verdict = 'is' AND known_until = ''",
            (moment, document_id),
        )
        self._connection.execute(
            "DELETE FROM passage_index WHERE rowid IN (SELECT passage_rowid FROM passage WHERE document_id = ?)",
            (document_id,),
        )
        self._connection.execute("DELETE FROM passage WHERE document_id = ?", (document_id,))
        self._connection.execute("DELETE FROM article WHERE document_id = ?", (document_id,))
        self._connection.execute("DELETE FROM mention WHERE document_id = ?", (document_id,))
        return {str(row[0]) for row in linked}

    def insert_document(self, commit: DocumentCommit, stated: str) -> None:
        document, moment = commit.document, self.moment
        self._write(
            "INSERT INTO document VALUES (?,?,?,?,?,?,?,?,?,?) ON CONFLICT (id) DO UPDATE SET"
            " version = excluded.version, text = excluded.text, text_sha256 = excluded.text_sha256,"
            " media = excluded.media, encoding = excluded.encoding, reader = excluded.reader,"
            " locator = excluded.locator",
            [pack_document(commit, stated, moment)],
        )
        self.insert_arrivals(commit.arrivals)
        self._write(
            "INSERT INTO article VALUES (?,?,?,?,?,?,?,?,?)",
            pack_articles(commit),
        )
        self._write(
            "INSERT INTO mention VALUES (?,?,?,?,?,?,?,?,?,?)",
            pack_mentions(commit),
        )
        self._write("INSERT INTO run VALUES (?,?,?)", [(document.id, moment, commit.version)])
        self.insert_statements(commit)
        self.open_judgements(commit.judgements)
        self._insert_passages(document.id, commit.passages)
        for stage in commit.stages:
            self.put_stage(stage)

    def insert_statements(self, commit: DocumentCommit) -> None:
        packed = self._packed
        rows = packed.statements if packed is not None and packed.commit is commit else pack_statements(commit)
        self._write(
            'INSERT INTO statement (id, document_id, predicate, "start", "end", quote, arguments, masks, data_class,'
            " record) VALUES (?,?,?,?,?,?,?,?,?,?) ON CONFLICT (id) DO UPDATE SET"
            " quote = excluded.quote, arguments = excluded.arguments, masks = excluded.masks,"
            " data_class = excluded.data_class",
            rows,
        )
        numbers = self._number_statements([s.id for s in commit.statements])
        self._write(
            "INSERT INTO reading VALUES (?,?,'',?,?,?,?,?)",
            [
                (numbers[r.statement_id], self.moment, r.extractor, r.version, r.confidence, r.valid_from, r.valid_to)
                for r in commit.readings
            ],
        )
        self._insert_entities(commit.entities)

    def find_told(self, document_id: str) -> list[Told]:
        return [read_told(row) for row in self._rows(queries.TOLD, (document_id,))]

    def find_places(self, document_id: str) -> list[Place]:
        rows = self._rows('SELECT * FROM mention WHERE document_id = ? ORDER BY start, "end", kind', (document_id,))
        return [read_place(row) for row in rows]

    def find_words(self, subjects: Collection[str]) -> list[Judgement]:
        rows = self._rows(
            "SELECT * FROM judgement WHERE known_until = '' AND subject IN (SELECT value FROM json_each(?))"
            " ORDER BY known_from, id",
            array(subjects),
        )
        return [judgement for judgement in map(read_judgement, rows) if not judgement.is_rule]

    def find_carried(self, root: str) -> list[Judgement]:
        rows = self._rows("SELECT * FROM judgement WHERE known_until = '' AND ground = ? AND ground <> ''", (root,))
        return [read_judgement(row) for row in rows]

    def mask_statements(self, rows: Iterable[Masked]) -> None:
        self._write(
            "UPDATE statement SET quote = ?, arguments = ?, masks = ? WHERE id = ?",
            [(row.quote, row.packed, row.masks, row.id) for row in rows],
        )

    def reopen_readings(self, statement_ids: Collection[str]) -> None:
        self._write(
            "INSERT INTO reading SELECT statement, ?1, '', extractor, version, confidence, valid_from, valid_to"
            " FROM reading WHERE statement = ?2 AND known_until = ?1",
            [(self.moment, number) for number in self._number_statements(statement_ids).values()],
        )

    def close_readings(self, statement_ids: Collection[str]) -> None:
        self._write(
            "UPDATE reading SET known_until = ? WHERE statement = ? AND known_until = ''",
            [(self.moment, number) for number in self._number_statements(statement_ids).values()],
        )

    def _number_statements(self, statement_ids: Collection[str]) -> dict[str, int]:
        """Return the number of each statement that is stored; what was stored a moment ago is remembered."""
        missing = [one for one in statement_ids if one not in self._numbers]
        if missing:
            rows = self._rows(
                "SELECT id, number FROM statement WHERE id IN (SELECT value FROM json_each(?))", array(missing)
            )
            self._numbers.update((row[0], row[1]) for row in rows)
        return {one: self._numbers[one] for one in statement_ids if one in self._numbers}

    def find_arrivals(self, document_id: str) -> list[Arrival]:
        return [read_arrival(row) for row in self._rows("SELECT * FROM arrival WHERE document_id = ?", (document_id,))]

    def insert_arrivals(self, arrivals: Sequence[Arrival]) -> tuple[int, set[str]]:
        fresh, moved = 0, set()
        for a in arrivals:
            fresh += self._connection.execute(
                "INSERT OR IGNORE INTO arrival SELECT ?,?,?,?,?,?,?,?,?,?"
                " WHERE EXISTS (SELECT 1 FROM document WHERE id = ?)",
                (*pack_arrival(a), a.document_id),
            ).rowcount
            if (
                a.published
                and self._connection.execute(
                    "UPDATE document SET stated = ?1 WHERE id = ?2 AND (stated = '' OR stated > ?1)",
                    (a.published, a.document_id),
                ).rowcount
            ):
                moved.add(a.document_id)
        return fresh, moved

    def put_stage(self, stage: Stage) -> None:
        self._write(
            "INSERT INTO ledger VALUES (?,?,?,?,?,?,?) ON CONFLICT (item, stage) DO UPDATE SET state = excluded.state,"
            " attempts = attempts + 1, error = excluded.error, version = excluded.version, at = excluded.at",
            [(stage.item, stage.stage, stage.state, stage.attempts, stage.error, stage.version, self.moment)],
        )

    def put_source_run(self, run: SourceRun) -> None:
        self._write(
            "INSERT OR REPLACE INTO source_run VALUES (?,?,?,?,?,?,?)",
            [tuple(pack_run(run).values())],
        )

    def _insert_passages(self, document_id: str, passages: Sequence[str]) -> None:
        for number, passage in enumerate(passages):
            cursor = self._connection.execute("INSERT INTO passage_index (characters) VALUES (?)", (spread(passage),))
            self._connection.execute("INSERT INTO passage VALUES (?,?,?)", (cursor.lastrowid, document_id, number))

    def _insert_entities(self, entities: Sequence[Entity]) -> None:
        known = self._find_staff([e.id for e in entities])
        fresh = {e.id: e for e in entities if e.id not in known}
        moved = [e for e in entities if known.get(e.id, e.front_line) != e.front_line]
        self._write(
            "INSERT INTO entity VALUES (?,?,?,?,?,?,?,?)",
            [
                (e.id, e.kind, e.name, sort_name(e.name), e.founding, e.code, e.body, int(e.front_line))
                for e in fresh.values()
            ],
        )
        insert_names(self._connection, fresh.values())
        move_names(self._connection, moved)
        names = {e.id: e.name for e in entities}
        facets = {e.id: facets_of(e, names) for e in fresh.values()}
        self._write(
            "INSERT OR IGNORE INTO facet VALUES (?,?,?)",
            [(entity_id, *facet) for entity_id, facet in facets.items() if any(facet)],
        )
        self._write("UPDATE entity SET front_line = ? WHERE id = ?", [(int(e.front_line), e.id) for e in moved])
        alive = self.find_clusters([e.id for e in entities])
        insert_bearers(self._connection, [e for e in entities if e.id not in alive], self.moment)
        self._write(
            "INSERT INTO membership VALUES (?,?,?,'')",
            [(e, e, self.moment) for e in sorted({e.id for e in entities} - alive.keys())],
        )

    def _find_staff(self, entity_ids: Collection[str]) -> dict[str, bool]:
        """Return of each known entity whether it is front-line staff."""
        rows = self._rows(
            "SELECT id, front_line FROM entity WHERE id IN (SELECT value FROM json_each(?))", array(entity_ids)
        )
        return {row[0]: bool(row[1]) for row in rows}

    def insert_participations(self, rows: Iterable[Participation]) -> None:
        rows = sorted(rows, key=_cluster_of)
        numbers = self._number_statements({p.statement_id for p in rows})
        # In the order of their clusters: neighbours in an index are written together.
        self._write(
            "INSERT INTO participation VALUES (?,?,?,?,?,?,'')",
            [(numbers[p.statement_id], p.role, p.member_id, p.cluster_id, p.predicate, self.moment) for p in rows],
        )

    def close_participations(self, keys: Iterable[tuple[str, str]]) -> None:
        keys = list(keys)
        numbers = self._number_statements({statement_id for statement_id, _ in keys})
        held = [(numbers[statement_id], role) for statement_id, role in keys if statement_id in numbers]
        self._write(
            "DELETE FROM participation WHERE statement = ? AND role = ? AND known_from = ?",
            [(number, role, self.moment) for number, role in held],
        )
        self._write(
            "UPDATE participation SET known_until = ? WHERE statement = ? AND role = ? AND known_until = ''",
            [(self.moment, number, role) for number, role in held],
        )

    def find_participations(self, statement_ids: Sequence[str]) -> list[Participation]:
        return [
            Participation(row[0], row[1], row[2], row[3], row[4])
            for row in self._rows(
                "SELECT s.id, p.role, p.member_id, p.cluster_id, p.predicate"
                " FROM statement s JOIN participation p ON p.statement = s.number AND p.known_until = ''"
                " WHERE s.id IN (SELECT value FROM json_each(?))",
                array(statement_ids),
            )
        ]

    def find_clusters(self, member_ids: Collection[str]) -> dict[str, str]:
        return {
            row[0]: row[1]
            for row in self._rows(
                "SELECT member_id, cluster_id FROM membership"
                " WHERE known_until = '' AND member_id IN (SELECT value FROM json_each(?))",
                array(member_ids),
            )
        }

    def find_members(self, cluster_ids: Collection[str]) -> set[str]:
        return {
            row[0]
            for row in self._rows(
                "SELECT member_id FROM membership"
                " WHERE known_until = '' AND cluster_id IN (SELECT value FROM json_each(?))",
                array(cluster_ids),
            )
        }

    def find_entities(self, entity_ids: Collection[str]) -> dict[str, Entity]:
        return {
            e.id: e
            for e in self._entities(
                self._rows("SELECT * FROM entity WHERE id IN (SELECT value FROM json_each(?))", array(entity_ids))
            )
        }

    def find_posts(self, body_ids: Collection[str]) -> list[Entity]:
        return self._entities(
            self._rows(
                "SELECT * FROM entity WHERE body <> '' AND body IN (SELECT value FROM json_each(?))", array(body_ids)
            )
        )

    @staticmethod
    def _entities(rows: Iterable[sqlite3.Row]) -> list[Entity]:
        return sorted(
            (Entity(r["kind"], r["name"], r["founding"], r["code"], r["body"], bool(r["front_line"])) for r in rows),
            key=lambda entity: entity.id,
        )

    def find_groups(self, post_members: Collection[str], document_id: str = "") -> set[Group]:
        rows = (
            self._rows(queries.GROUPS_OF_DOCUMENT, (document_id,))
            if document_id
            else self._rows(queries.GROUPS_OF_POSTS, array(post_members))
        )
        return {Group(row[0], row[1]) for row in rows}

    def find_tenures(self, group: Group) -> list[Tenure]:
        return [
            Tenure(
                row["member_id"],
                row["id"],
                self._status(row["arguments"]),
                row["valid_from"],
                row["valid_to"],
                row["stated"],
                bool(row["other_posts"]),
            )
            for row in self._rows(queries.TENURES, (group.name, group.post_id))
        ]

    @staticmethod
    def _status(arguments: str) -> str:
        return read_word(arguments, "status")

    def find_lives(self, member_ids: Collection[str]) -> dict[str, Life]:
        return gather_lives(
            (row["member_id"], row["predicate"], row["valid_from"] or read_word(row["arguments"], "gender"))
            for row in self._rows(queries.LIVES, array(member_ids))
        )

    def find_judgements(self, entity_ids: Collection[str]) -> list[Judgement]:
        return [read_judgement(row) for row in self._rows(queries.RULINGS_ON, {"ids": array(entity_ids)[0]})]

    def find_grounded(self, grounds: Collection[str]) -> list[Judgement]:
        return [
            read_judgement(row)
            for row in self._rows(
                "SELECT * FROM judgement WHERE known_until = '' AND ground <> '' AND verdict = 'same'"
                " AND ground IN (SELECT value FROM json_each(?))",
                array(grounds),
            )
        ]

    def find_open_judgement(self, judgement_id: str) -> Judgement | None:
        rows = self._rows("SELECT * FROM judgement WHERE id = ? AND known_until = ''", (judgement_id,))
        return read_judgement(rows[0]) if rows else None

    def find_links(self, reference_ids: Collection[str]) -> dict[str, str]:
        rows = self._rows(
            "SELECT * FROM judgement WHERE known_until = '' AND verdict = 'is'"
            " AND subject IN (SELECT value FROM json_each(?))",
            array(reference_ids),
        )
        return choose_links(map(read_judgement, rows))

    def find_uses(self, reference_id: str) -> list[tuple[str, str, str]]:
        rows = self._rows(
            "SELECT s.id, s.predicate, s.arguments FROM statement s JOIN reading r ON r.statement = s.number"
            " WHERE r.known_until = '' AND s.document_id ="
            " (SELECT document_id FROM mention WHERE reference_id = ? LIMIT 1) ORDER BY s.id",
            (reference_id,),
        )
        return [(u.statement_id, u.role, u.predicate) for u in read_uses(rows) if u.reference_id == reference_id]

    def find_arguments(self, statement_ids: Sequence[str]) -> list[ReferenceUse]:
        rows = self._rows(
            "SELECT id, predicate, arguments FROM statement WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
            array(statement_ids),
        )
        return list(read_uses(rows))

    def open_judgements(self, judgements: Iterable[Judgement]) -> None:
        self._write(
            "INSERT OR IGNORE INTO judgement VALUES (?,?,?,?,?,?,?,?,'')",
            [(j.id, j.subject, str(j.verdict), j.object, j.by, j.why, j.ground, self.moment) for j in judgements],
        )

    def close_judgements(self, judgement_ids: Collection[str]) -> None:
        self._write(
            "DELETE FROM judgement WHERE id = ? AND known_from = ?",
            [(judgement_id, self.moment) for judgement_id in judgement_ids],
        )
        self._write(
            "UPDATE judgement SET known_until = ? WHERE id = ? AND known_until = ''",
            [(self.moment, judgement_id) for judgement_id in judgement_ids],
        )

    def move(self, clusters: Mapping[str, str]) -> None:
        moment, members = self.moment, sorted(clusters)
        rows = [
            (row[0], row[1], row[2], clusters[row[2]], row[3], moment)
            for row in self._rows(queries.PARTS_OF_MEMBERS, array(members))
        ]
        # What was opened at this very moment was never visible: it goes, so that (statement, role, moment) is free.
        self._write(
            queries.DELETE_UNSEEN_PARTS,
            [(*array(members), moment)],
        )
        self._write(
            queries.CLOSE_PARTS_OF_MEMBERS,
            [(*array(members), moment)],
        )
        self._close_memberships(members)
        self._write("INSERT INTO membership VALUES (?,?,?,'')", [(m, clusters[m], moment) for m in members])
        self._write("INSERT INTO participation VALUES (?,?,?,?,?,?,'')", rows)

    def _close_memberships(self, members: Collection[str]) -> None:
        self._write(
            "DELETE FROM membership WHERE member_id = ? AND known_until = '' AND known_from = ?",
            [(member, self.moment) for member in members],
        )
        self._write(
            "UPDATE membership SET known_until = ? WHERE member_id = ? AND known_until = ''",
            [(self.moment, member) for member in members],
        )

    def close_dead(self, entity_ids: Collection[str]) -> set[str]:
        dead = {
            row[0]
            for row in self._rows(
                "SELECT member_id FROM membership m"
                " WHERE known_until = '' AND member_id IN (SELECT value FROM json_each(?))"
                " AND NOT EXISTS (SELECT 1 FROM participation p"
                " WHERE p.cluster_id = m.cluster_id AND p.member_id = m.member_id AND p.known_until = '')"
                " AND NOT EXISTS (SELECT 1 FROM judgement j WHERE j.object = m.member_id AND j.object <> ''"
                " AND j.verdict = 'is' AND j.known_until = '')",
                array(entity_ids),
            )
        }
        self._close_memberships(sorted(dead))
        return dead

    def find_statement_document(self, statement_id: str) -> str | None:
        rows = self._rows("SELECT document_id FROM statement WHERE id = ?", (statement_id,))
        return str(rows[0][0]) if rows else None
