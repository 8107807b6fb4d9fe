"""The unit of work on SQLite with what a retraction needs besides: it takes rows away and writes the past."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import astuple

from domain.entity import Entity
from domain.judgement import RULE, Judgement
from domain.ontology.catalogue import load_kinds
from graph.commit import DocumentCommit
from graph.history import Membership, Part
from graph.names import sort_name
from graph.retraction import Parts, Spelling
from graph.sqlite import retraction_queries as queries
from graph.sqlite.naming import date_bearers, delete_names, rename_bearers
from graph.sqlite.rows import array
from graph.sqlite.work import SqliteWork
from graph.tombstone import Tombstone
from graph.view import read_judgement, read_uses
from graph.work import Group


class SqliteRetraction(SqliteWork):
    """Fulfils graph.retraction.RetractingWork."""

    def close_document(self, document_id: str) -> set[str]:
        self._write(queries.KEEP_JUDGED, [(document_id,)])
        return super().close_document(document_id)

    def insert_statements(self, commit: DocumentCommit) -> None:
        super().insert_statements(commit)
        judged = {judgement.object for judgement in commit.judgements}
        # Households, cases and the like come with a statement alone, in which they take part: that tells of them.
        told = {name for name, kind in load_kinds().items() if kind.plane == "service"}
        named = [e.id for e in commit.entities if e.kind not in told and e.id not in judged]
        self._write("INSERT OR IGNORE INTO named VALUES (?,?)", [(commit.document.id, one) for one in named])

    def find_tombstones(self, ids: Sequence[str]) -> dict[str, Tombstone]:
        return {row["id"]: Tombstone(*row) for row in self._rows(queries.TOMBSTONES, array(ids))}

    def put_tombstones(self, tombstones: Iterable[Tombstone]) -> None:
        self._write(
            "INSERT OR REPLACE INTO tombstone VALUES (?,?,?,?)",
            [(one.id, one.document_id, one.ground, one.day) for one in tombstones],
        )

    def lift_tombstones(self, document_id: str) -> None:
        self._write("DELETE FROM tombstone WHERE document_id = ?", [(document_id,)])

    def find_paths(self, document_id: str) -> list[str]:
        return [row[0] for row in self._rows("SELECT path FROM arrival WHERE document_id = ?", (document_id,))]

    def find_first_known(self, document_id: str) -> str:
        return str(self._rows("SELECT known_from FROM document WHERE id = ?", (document_id,))[0][0])

    def find_named(self, document_id: str) -> set[str]:
        named = {row[0] for row in self._rows(queries.NAMED, (document_id,) * 3)}
        subjects = self.find_subjects(document_id)
        return named | {row[0] for row in self._rows(queries.MEANT, array(subjects))}

    def find_subjects(self, document_id: str) -> set[str]:
        rows = self._rows("SELECT id, predicate, arguments FROM statement WHERE document_id = ?", (document_id,))
        return (
            {row["id"] for row in rows}
            | {use.reference_id for use in read_uses(rows)}
            | {row[0] for row in self._rows(queries.REFERENCES, (document_id,) * 2)}
        )

    def count_shared(self, document_id: str) -> int:
        return int(self._rows(queries.SHARED, (document_id,))[0][0])

    def delete_document(self, document_id: str, tails: Sequence[str]) -> Parts:
        self._numbers.clear()
        counts = [int(self._rows(query, (document_id,))[0][0]) for query in queries.COUNT_PARTS]
        for command in queries.DELETE_DOCUMENT:
            self._write(command, [(document_id,)])
        self._write(queries.DELETE_STAGES, [array(tails)])
        return Parts(*counts)

    def delete_words(self, subjects: Collection[str], ground: str) -> int:
        values = (*array(subjects), ground)
        people = self._rows(queries.COUNT_WORDS, (*values, f"{RULE}%"))[0][0]
        self._write(queries.DELETE_WORDS, [values])
        return int(people)

    def delete_sides(self, entity_ids: Collection[str]) -> tuple[int, set[str]]:
        rows = self._rows(queries.JUDGED_SIDES, array(entity_ids))
        self._write(queries.DELETE_SIDES, [array(entity_ids)])
        people = sum(row["is_open"] and not row["by"].startswith(RULE) for row in rows)
        sides = {side for row in rows if row["verdict"] != "is" for side in (row["subject"], row["object"])}
        return people, sides - set(entity_ids)

    def delete_passed(self, entity_ids: Collection[str], since: str) -> None:
        self._write(queries.DELETE_PASSED, [(*array(entity_ids), since, f"{RULE}%")])

    def find_linked(self, entity_ids: Collection[str]) -> set[str]:
        return {row[0] for row in self._rows(queries.LINKED, (*array(entity_ids), f"{RULE}%"))}

    def find_named_elsewhere(self, entity_ids: Collection[str]) -> set[str]:
        return {row[0] for row in self._rows(queries.NAMED_ELSEWHERE, array(entity_ids))}

    def find_spellings(self, entity_ids: Collection[str]) -> dict[str, Spelling]:
        found: dict[str, Spelling] = {}
        for row in self._rows(queries.SPELLINGS, array(entity_ids)):
            found.setdefault(row["id"], Spelling(row["text"], row["full_name"]))
        return found

    def find_groups_of_people(self, entity_ids: Collection[str]) -> set[Group]:
        return {Group(row[0], row[1]) for row in self._rows(queries.GROUPS_OF_PEOPLE, array(entity_ids))}

    def rename(self, entities: Mapping[str, Entity]) -> None:
        before = self.find_entities(entities)
        rename_bearers(self._connection, [(before[key], entities[key]) for key in sorted(entities)])
        self._write(
            "UPDATE entity SET name = ?, sort_name = ?, founding = ? WHERE id = ?",
            [(e.name, sort_name(e.name), e.founding, entity_id) for entity_id, e in entities.items()],
        )

    def delete_entities(self, entity_ids: Collection[str]) -> None:
        delete_names(self._connection, self.find_entities(entity_ids).values())
        for command in queries.DELETE_ENTITIES:
            self._write(command, [array(entity_ids)])

    def find_history(self, entity_ids: Collection[str]) -> list[Membership]:
        return [Membership(*row) for row in self._rows(queries.HISTORY, array(entity_ids))]

    def find_memberships(self, entity_ids: Collection[str]) -> list[Membership]:
        return [Membership(*row) for row in self._rows(queries.MEMBERSHIPS, array(entity_ids))]

    def find_verdicts(self, entity_ids: Collection[str]) -> list[Judgement]:
        return [read_judgement(row) for row in self._rows(queries.VERDICTS, array(entity_ids))]

    def find_parts(self, entity_ids: Collection[str]) -> list[Part]:
        return [Part(*row) for row in self._rows(queries.PARTS, array(entity_ids))]

    def replace_history(
        self, entity_ids: Collection[str], memberships: Sequence[Membership], parts: Sequence[Part]
    ) -> None:
        numbers = self._number_statements({part.statement_id for part in parts})
        for command in queries.DELETE_HISTORY:
            self._write(command, [array(entity_ids)])
        self._write(
            "INSERT INTO membership VALUES (?,?,?,?)",
            map(astuple, memberships),
        )
        self._write(
            "INSERT INTO participation VALUES (?,?,?,?,?,?,?)",
            [(numbers[part.statement_id], *astuple(part)[1:]) for part in parts],
        )
        date_bearers(self._connection, self.find_entities(entity_ids).values())
