"""The unit of work on Neo4j with what a retraction needs besides: it takes rows away and writes the past."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from domain.entity import Entity
from domain.judgement import Judgement
from graph.commit import DocumentCommit
from graph.history import Membership, Part
from graph.neo4j.knowledge import Knowledge
from graph.neo4j.rows import pack_entity
from graph.neo4j.work import Neo4jWork
from graph.retraction import Parts, Spelling
from graph.tombstone import Tombstone
from graph.view import read_judgement, read_uses, view_arguments
from graph.work import Group


class Neo4jRetraction(Neo4jWork):
    """Fulfils graph.retraction.RetractingWork."""

    def close_document(self, document_id: str) -> set[str]:
        self._ask("remember_judged", document=document_id)
        return super().close_document(document_id)

    def insert_document(self, commit: DocumentCommit, stated: str) -> None:
        super().insert_document(commit, stated)
        self._remember_named(commit)

    def insert_statements(self, commit: DocumentCommit) -> None:
        super().insert_statements(commit)
        self._remember_named(commit)

    def _remember_named(self, commit: DocumentCommit) -> None:
        judged = {judgement.object for judgement in commit.judgements}
        named = sorted({entity.id for entity in commit.entities} - judged)
        if named:
            rows = [{"document_id": commit.document.id, "entity_id": entity_id} for entity_id in named]
            self._rows("remember_named", batch=self._batch(rows))

    def _change(self, name: str, /, **values: Any) -> list[Any]:
        """Run what takes rows away or writes the past; what was read before does not hold after it."""
        rows = self._ask(name, **values)
        self._known = Knowledge()
        return rows

    def find_tombstones(self, ids: Sequence[str]) -> dict[str, Tombstone]:
        if not self._is_withdrawn and set(ids) == set(self._versions):
            return {}  # asked when the unit began
        return {row["id"]: Tombstone(**row) for row in self._ask("tombstones", ids=sorted(set(ids)))}

    def put_tombstones(self, tombstones: Iterable[Tombstone]) -> None:
        self._rows("put_tombstones", batch=self._batch(asdict(one) for one in tombstones))

    def lift_tombstones(self, document_id: str) -> None:
        self._rows("lift_tombstones", document=document_id)

    def find_paths(self, document_id: str) -> list[str]:
        return list(self._ask("origin", document=document_id)[0]["paths"])

    def find_first_known(self, document_id: str) -> str:
        return str(self._ask("origin", document=document_id)[0]["known_from"])

    def find_named(self, document_id: str) -> set[str]:
        named = set(self._ask("origin", document=document_id)[0]["named"])
        meant = self._ask("meant", ids=sorted(self.find_subjects(document_id)))
        return named | {row["id"] for row in meant}

    def find_subjects(self, document_id: str) -> set[str]:
        told = self._ask("told", document=document_id)
        references = {use.reference_id for use in read_uses(told)}
        return (
            {row["id"] for row in told} | references | set(self._ask("origin", document=document_id)[0]["references"])
        )

    def count_shared(self, document_id: str) -> int:
        return int(self._ask("shared", document=document_id)[0]["shared"])

    def delete_document(self, document_id: str, tails: Sequence[str]) -> Parts:
        row = self._change("delete_document", document=document_id, tails=list(tails))[0]
        self._versions.pop(document_id, None)
        return Parts(row["arrivals"], row["articles"], row["mentions"], row["statements"])

    def delete_words(self, subjects: Collection[str], ground: str) -> int:
        return int(self._change("delete_words", ids=sorted(set(subjects)), document=ground)[0]["words"])

    def delete_sides(self, entity_ids: Collection[str]) -> tuple[int, set[str]]:
        rows = self._change("delete_sides", ids=sorted(set(entity_ids)))
        sides = {side for row in rows if row["verdict"] != "is" for side in (row["subject"], row["object"])}
        return sum(row["is_word"] for row in rows), sides - set(entity_ids)

    def delete_passed(self, entity_ids: Collection[str], since: str) -> None:
        self._change("delete_passed", ids=sorted(set(entity_ids)), since=since)

    def find_linked(self, entity_ids: Collection[str]) -> set[str]:
        return {str(row["id"]) for row in self._ask("linked", ids=sorted(set(entity_ids)))}

    def find_named_elsewhere(self, entity_ids: Collection[str]) -> set[str]:
        return {str(row["id"]) for row in self._ask("named_elsewhere", ids=sorted(set(entity_ids)))}

    def find_spellings(self, entity_ids: Collection[str]) -> dict[str, Spelling]:
        found: dict[str, tuple[tuple[str, int, str], Spelling]] = {}
        for row in self._ask("spellings", ids=sorted(set(entity_ids))):
            start, text = row["start"], row["text"]
            if row["role"]:
                argument = next((a for a in view_arguments(row["arguments"]) if a.role == row["role"]), None)
                if argument is None:
                    continue
                start, text = argument.start, argument.text
            one = (row["since"], start, text), Spelling(text, row["full_name"])
            if row["id"] not in found or one[0] < found[row["id"]][0]:
                found[row["id"]] = one
        return {entity_id: spelling for entity_id, (_, spelling) in found.items()}

    def find_groups_of_people(self, entity_ids: Collection[str]) -> set[Group]:
        rows = self._ask("groups_of_people", ids=sorted(set(entity_ids)))
        return {Group(row["post_id"], row["name"]) for row in rows}

    def rename(self, entities: Mapping[str, Entity]) -> None:
        self._change("rename", batch=self._batch(pack_entity(entity) for entity in entities.values()))

    def delete_entities(self, entity_ids: Collection[str]) -> None:
        self._change("delete_entities", ids=sorted(set(entity_ids)))

    def find_history(self, entity_ids: Collection[str]) -> list[Membership]:
        asked: set[str] = set()
        reached = set(entity_ids)
        while reached - asked:
            asked = reached
            rows = self._ask("history", ids=sorted(asked))
            reached = asked | {row["member_id"] for row in rows}
        return [Membership(**row) for row in rows] if reached else []

    def find_memberships(self, entity_ids: Collection[str]) -> list[Membership]:
        return [Membership(**row) for row in self._ask("memberships", ids=sorted(set(entity_ids)))]

    def find_verdicts(self, entity_ids: Collection[str]) -> list[Judgement]:
        return [read_judgement(row) for row in self._ask("verdicts", ids=sorted(set(entity_ids)))]

    def find_parts(self, entity_ids: Collection[str]) -> list[Part]:
        return [Part(**row) for row in self._ask("parts_of_members", ids=sorted(set(entity_ids)))]

    def replace_history(
        self, entity_ids: Collection[str], memberships: Sequence[Membership], parts: Sequence[Part]
    ) -> None:
        batch = {
            "ids": sorted(set(entity_ids)),
            "memberships": [asdict(row) for row in memberships],
            "parts": [asdict(row) for row in parts],
        }
        self._change("replace_history", batch=batch)
