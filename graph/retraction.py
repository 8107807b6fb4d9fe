"""Takes a document out of the record: what rests on it alone goes at every moment, the rest stays as it is.

One code for both engines. Afterwards the store answers as one that never read the document, clocks and redirects
apart; graph/history.py does the same for the moments that have passed. docs/retraction.md says what stays and why.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from domain.entity import KEPT, Entity
from domain.errors import InputError, NotFound, Retracted
from graph.commit import DocumentCommit
from graph.derivation import bury, chain_groups, commit_document, recluster, settle_posts
from graph.history import HistoricWork, rewrite_history
from graph.recording import rewrite_records
from graph.tombstone import Retraction, Tombstone
from graph.work import Group
from lexicon.areas import load_areas

GROUNDS = ("unstated", "source", "error", "rights", "order")
"""Why a document is withdrawn: a closed list, so that no reason can hold a name that had to go."""

SPELLED = frozenset({"Service", "Award"})
"""Kinds whose name is written as the first document wrote it; other names follow from what founded them."""

NAMELESS = "（名称已撤回）"
"""The name of what only closed readings of other documents still lead to, without a word for it."""


@dataclass(frozen=True, slots=True)
class Parts:
    """How much of a document there was."""

    arrivals: int = 0
    articles: int = 0
    mentions: int = 0
    statements: int = 0


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a document writes an entity, and the full name where that is a short form."""

    text: str
    full_name: str = ""


class RetractingWork(HistoricWork, Protocol):
    """A unit of work that can also take rows away, whatever their clocks say."""

    def find_tombstones(self, ids: Sequence[str]) -> dict[str, Tombstone]:
        """Return what is left of each of these that was withdrawn."""
        ...

    def put_tombstones(self, tombstones: Iterable[Tombstone]) -> None:
        """Write what is left."""
        ...

    def lift_tombstones(self, document_id: str) -> None:
        """Forget that a document was withdrawn."""
        ...

    def find_paths(self, document_id: str) -> list[str]:
        """Return the paths by which the document came."""
        ...

    def find_first_known(self, document_id: str) -> str:
        """Return the moment from which the document was known."""
        ...

    def find_named(self, document_id: str) -> set[str]:
        """Return every entity that any reading of the document, or a person's word on one, ever named."""
        ...

    def find_subjects(self, document_id: str) -> set[str]:
        """Return the ids of all statements and references that the document ever held."""
        ...

    def count_shared(self, document_id: str) -> int:
        """Return how many open statements of the document another document says of the same entities too."""
        ...

    def delete_document(self, document_id: str, tails: Sequence[str]) -> Parts:
        """Delete all rows of the document, and the ledger's rows of items that end so."""
        ...

    def delete_words(self, subjects: Collection[str], ground: str) -> int:
        """Delete the judgements on or for these subjects and those with this ground; return how many people's."""
        ...

    def delete_sides(self, entity_ids: Collection[str]) -> tuple[int, set[str]]:
        """Delete the judgements in which one of these takes part; return how many people's, and the other sides."""
        ...

    def delete_passed(self, entity_ids: Collection[str], since: str) -> None:
        """Delete the rules' closed attachments of these that were made since."""
        ...

    def find_linked(self, entity_ids: Collection[str]) -> set[str]:
        """Return those of these that a stored reading, or a person's word on a stored mention, names or named."""
        ...

    def find_named_elsewhere(self, entity_ids: Collection[str]) -> set[str]:
        """Return those of these that another document brings without linking them."""
        ...

    def find_spellings(self, entity_ids: Collection[str]) -> dict[str, Spelling]:
        """Return how the document known first of those that are left writes each of these."""
        ...

    def find_groups_of_people(self, entity_ids: Collection[str]) -> set[Group]:
        """Return the groups in which these people have tenures."""
        ...

    def rename(self, entities: Mapping[str, Entity]) -> None:
        """Give entities another name and founding, in every index."""
        ...

    def delete_entities(self, entity_ids: Collection[str]) -> None:
        """Delete entities with their names, memberships and index entries."""
        ...


def put_unless_retracted(work: RetractingWork, commit: DocumentCommit) -> bool:
    """Commit the document; raises Retracted for one that was withdrawn, unless it is let in again."""
    document_id = commit.document.id
    if work.find_version(document_id) is None:
        tombstone = work.find_tombstones([document_id]).get(document_id)
        if tombstone is not None and not commit.again:
            raise Retracted(f"这份文件已撤回（{tombstone.day}）")
        if tombstone is not None:
            work.lift_tombstones(document_id)
    return commit_document(work, commit)


def retract_document(work: RetractingWork, document_id: str, ground: str) -> Retraction:
    """Take a document out with all that rests on it alone; see graph.store.GraphWriter.retract."""
    _check(work, document_id, ground)
    since = work.find_first_known(document_id)
    named = work.find_named(document_id)
    groups = work.find_groups((), document_id)
    shared = work.count_shared(document_id)
    subjects = work.find_subjects(document_id)
    history = work.find_history(named)
    records, cases = work.find_contested(document_id), work.find_told_cases(document_id)
    parts = work.delete_document(document_id, _tails(work.find_paths(document_id)))
    words = work.delete_words(subjects, document_id)
    gone = _find_gone(work, named)
    said, others = work.delete_sides(gone)
    _rename(work, document_id, named - gone)
    stay = work.find_named_elsewhere(named) - gone
    groups |= work.find_groups_of_people(named - gone)
    bury(work, named - stay)
    settled = set(work.find_clusters(others))
    if settled:
        recluster(work, settled)
        settle_posts(work, settled)
    chain_groups(work, groups)
    work.delete_passed({row.member_id for row in history} | others, since)
    rewrite_history(work, history, gone)
    rewrite_records(work, records, cases)
    work.delete_entities(gone)
    tombstone = Tombstone(document_id, document_id, ground, work.moment[:10])
    rests = [Tombstone(entity_id, document_id, ground, tombstone.day) for entity_id in sorted(gone)]
    work.put_tombstones([tombstone, *rests])
    return Retraction(
        tombstone, parts.arrivals, parts.articles, parts.mentions, parts.statements, words + said,
        tuple(sorted(gone)), len(named - gone), shared,
    )  # fmt: skip


class _Foreseen(Exception):
    """What a retraction did in a unit of work that is thrown away."""

    def __init__(self, retraction: Retraction) -> None:
        super().__init__("foreseen")
        self.retraction = retraction


def foresee_retraction(
    write: Callable[[Callable[[RetractingWork], Retraction]], Retraction], document_id: str
) -> Retraction:
    """Return what a retraction would take and leave, by doing it in a unit of work that `write` then throws away."""

    def leave(work: RetractingWork) -> Retraction:
        raise _Foreseen(retract_document(work, document_id, GROUNDS[0]))

    try:
        return write(leave)
    except _Foreseen as foreseen:
        return foreseen.retraction


def _check(work: RetractingWork, document_id: str, ground: str) -> None:
    if ground not in GROUNDS:
        raise InputError("", "", "撤回的缘由不在名单里", "、".join(GROUNDS))
    if work.find_version(document_id) is None:
        tombstone = work.find_tombstones([document_id]).get(document_id)
        if tombstone is not None:
            raise Retracted(f"这份文件已撤回（{tombstone.day}）")
        raise NotFound("记录中没有这份文件")


def _tails(paths: Iterable[str]) -> list[str]:
    """Return how the ledger's names of the items end from which the document came: the file, or a line of one."""
    tails = set()
    for path in paths:
        file, _, line = path.rpartition("#")
        item = f"{file}#第 {line} 行" if file and line.isdecimal() else f"{path}#"
        tails |= {f"/{item}", f"\\{item}"}
    return sorted(tails)


def _find_gone(work: RetractingWork, named: set[str]) -> set[str]:
    """Return those that nothing in the record leads to any more, now or at an earlier moment.

    The body of a post that stays stays with it.
    """
    gone = named - work.find_linked(named) - work.find_named_elsewhere(named)
    posts = work.find_posts(gone)
    return gone - {post.body for post in posts if post.id not in gone}


def _rename(work: RetractingWork, document_id: str, kept: set[str]) -> None:
    """Let what outlives the document that founded or first spelled it be called as those call it that are left."""
    entities = work.find_entities(kept)
    founded = {key for key, entity in entities.items() if entity.founding.startswith(f"{document_id}:")}
    founded |= {key for key, entity in entities.items() if entity.body in founded}
    asked = founded | {key for key, entity in entities.items() if _is_spelled(entity)}
    spellings = work.find_spellings(asked) if asked else {}
    renamed = {}
    for entity_id in sorted(asked):
        entity = entities[entity_id]
        name = _spell(entity, spellings.get(entity_id)) or (NAMELESS if entity_id in founded else entity.name)
        founding = f"{KEPT}{entity_id}" if entity_id in founded else entity.founding
        fresh = replace(entity, name=name, founding=founding)
        if fresh != entity:
            renamed[entity_id] = fresh
    if renamed:
        work.rename(renamed)


def _is_spelled(entity: Entity) -> bool:
    """True where the name is the word of the first document and does not follow from what founded the entity."""
    return entity.kind in SPELLED or (bool(entity.code) and load_areas().find(entity.code) is None)


def _spell(entity: Entity, spelling: Spelling | None) -> str:
    """Return the name as graph/resolve.py would have taken it from these words."""
    if spelling is None:
        return ""
    return spelling.text if entity.kind in SPELLED else "".join((spelling.full_name or spelling.text).split())


__all__ = [
    "GROUNDS", "Parts", "RetractingWork", "Spelling", "foresee_retraction", "put_unless_retracted", "retract_document",
]  # fmt: skip
