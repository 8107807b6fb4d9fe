"""Joins the names of a body that a document says was renamed: a rule's judgement that rests on the document.

Merged and split bodies stay apart. A person's "different" outweighs the rule, and what is judged misread, of a bad
source or is read no more joins nothing.
"""

from __future__ import annotations

from collections.abc import Collection

from domain.entity import Entity
from domain.judgement import HIDING, Judgement, Verdict
from graph.work import Told, Work

RULE = "rule:renamed"
WHY = "文件写明更名"
RENAMED = "renamed"
KINDS = frozenset({"Organisation", "Community", "Place"})


def settle_renames(work: Work, document_ids: Collection[str]) -> set[str]:
    """Open and close what these documents say of names; return the entities whose judgements changed."""
    touched: set[str] = set()
    for document_id in sorted(document_ids):
        told = [one for one in work.find_told(document_id) if one.predicate == "CHANGED"]
        wanted = {judgement.id: judgement for judgement in _read_renames(work, document_id, told)}
        held = {judgement.id: judgement for judgement in work.find_grounded({document_id})}
        stale, fresh = held.keys() - wanted.keys(), wanted.keys() - held.keys()
        work.close_judgements(sorted(stale))
        work.open_judgements([wanted[i] for i in sorted(fresh)])
        for judgement in (*(held[i] for i in stale), *(wanted[i] for i in fresh)):
            touched |= {judgement.subject, judgement.object}
    return touched


def _read_renames(work: Work, document_id: str, told: Collection[Told]) -> list[Judgement]:
    """Return the judgements that the document's standing statements of a new name give."""
    standing = {one.id for one in told if one.is_open and _says(one) == RENAMED}
    if not standing:
        return []
    hidden = {word.subject for word in work.find_words(sorted(standing)) if word.verdict in HIDING}
    roles: dict[str, dict[str, str]] = {}
    for part in work.find_participations(sorted(standing - hidden)):
        roles.setdefault(part.statement_id, {})[part.role] = part.member_id
    entities = work.find_entities({member for parts in roles.values() for member in parts.values()})
    judgements = []
    for _, parts in sorted(roles.items()):
        old, new = entities.get(parts.get("subject", "")), entities.get(parts.get("other", ""))
        if old is not None and new is not None and _may_be_one(old, new):
            left, right = sorted((old.id, new.id))
            judgements.append(Judgement(left, Verdict.SAME, right, by=RULE, why=WHY, ground=document_id))
    return judgements


def _says(one: Told) -> str:
    return next((argument.text for argument in one.arguments if argument.role == "change"), "")


def _may_be_one(old: Entity, new: Entity) -> bool:
    """True for two of one kind; two divisions that both have an official code exist side by side."""
    return old.id != new.id and old.kind == new.kind and old.kind in KINDS and not (old.code and new.code)
