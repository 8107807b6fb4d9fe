"""Carries what people said of a document's words on to a newer reading of it, by span.

A judgement is about a statement, a reference or an entity, and the ids of these come from spans and arguments: a
newer reader that takes one character more, or another organisation, gives them others. What still speaks of the same
words is said of them too, by a copy that names the person's own judgement as its ground: the copy falls with it.
Nothing is ever moved or closed here, so that an older reading that comes back finds what was said of it.
What was said of a correction that its author took back is silent: the reader never said those words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from domain.judgement import ON_STATEMENTS, Judgement, Verdict
from domain.mention import MentionKind, refer
from graph.commit import DocumentCommit
from graph.succession import Said, is_same_line, pair_statements
from graph.view import find_private_names, mask_again, view_commit
from graph.work import Place, Told, Work

REVIEW = "review"
"""The extractor of a statement that a person put in the place of one that was misread."""

INSTITUTIONS = frozenset({MentionKind.ORG.value, MentionKind.COMMUNITY.value, MentionKind.PLACE.value})
"""Kinds that readers mistake for each other: what a person said of one holds when it is read as another."""


@dataclass(frozen=True, slots=True)
class Inheritance:
    """What people said of a document before it is read again, and of what."""

    told: tuple[Told, ...]
    places: tuple[Place, ...]
    links: Mapping[str, str]
    words: tuple[Judgement, ...]

    @property
    def reviewed(self) -> list[str]:
        """The statements that stand by a person's word and not by a reader's."""
        return [one.id for one in self.told if one.is_open and one.extractor == REVIEW]


def gather(work: Work, document_id: str) -> Inheritance:
    """Read what a newer reading inherits; asked before the older one is closed."""
    told, places = work.find_told(document_id), work.find_places(document_id)
    references = {place.reference_id for place in places}
    words = work.find_words({one.id for one in told} | references)
    return Inheritance(tuple(told), tuple(places), work.find_links(references), tuple(words))


def keep_reviewed(work: Work, inheritance: Inheritance, commit: DocumentCommit) -> list[str]:
    """Let the statements stand on that people put there, but for those that the reader itself states now.

    What the newer reading masks is masked in them, and in all that is stated no more.
    """
    stated = {statement.id for statement in commit.statements}
    kept = [statement_id for statement_id in inheritance.reviewed if statement_id not in stated]
    names = find_private_names(commit.mentions)
    unsaid = [one for one in inheritance.told if one.id not in stated]
    work.mask_statements(mask_again(unsaid, names, commit.document.text))
    if kept:
        work.reopen_readings(kept)
    return kept


def carry_words(work: Work, inheritance: Inheritance, commit: DocumentCommit) -> list[Judgement]:
    """Say of the newer reading's statements and mentions what people said of the same words; return what was said."""
    if not inheritance.words:
        return []
    carried = [*_on_statements(inheritance, commit), *_on_references(inheritance, commit)]
    work.open_judgements(carried)
    return carried


def carry_entities(
    work: Work, inheritance: Inheritance, commit: DocumentCommit, links: Mapping[str, str], before: Iterable[str]
) -> set[str]:
    """Say of the entities that the words stand for now what was said of those they stood for; return both sides.

    `before` are the entities that the older reading named; asked when those that nothing names any more are closed.
    """
    spoken = [j for j in work.find_judgements(set(before)) if not j.is_rule] if before else []
    if not spoken:
        return set()
    sides = {side for judgement in spoken for side in (judgement.subject, judgement.object)}
    alive = set(work.find_clusters(sides))
    applied = {j.root for j in spoken if {j.subject, j.object} <= alive}
    heirs = _find_heirs(inheritance, commit, links, sides - alive)
    carried = {}
    for judgement in spoken:
        one, other = (heirs.get(side, side) for side in (judgement.subject, judgement.object))
        if judgement.root not in applied and one != other and {one, other} != {judgement.subject, judgement.object}:
            heir = replace(judgement, subject=one, object=other, ground=judgement.root)
            carried[heir.id] = heir
    held = {j.id for j in work.find_judgements({side for j in carried.values() for side in (j.subject, j.object)})}
    fresh = [judgement for key, judgement in sorted(carried.items()) if key not in held]
    work.open_judgements(fresh)
    return {side for judgement in carried.values() for side in (judgement.subject, judgement.object)}


def _on_statements(inheritance: Inheritance, commit: DocumentCommit) -> list[Judgement]:
    after = view_commit(commit)
    stated = {view.id for view in after} | set(inheritance.reviewed)
    words = [j for j in inheritance.words if j.verdict in ON_STATEMENTS]
    applied = {j.root for j in words if j.subject in stated}
    taken_back = {one.id for one in inheritance.told if one.extractor == REVIEW and not one.is_open}
    settled = applied | {j.root for j in words if j.subject in taken_back}
    waiting = [j for j in words if j.root not in settled and j.object not in {view.id for view in after}]
    judged = {j.subject for j in waiting}
    if not judged:
        return []
    was_open = {one.id for one in inheritance.told if one.is_open}
    gone = [one for one in inheritance.told if one.id not in stated and (one.is_open or one.id in judged)]
    fresh = [view for view in after if view.id not in was_open]
    pairs = {gone[pair.before].id: pair for pair in pair_statements(gone, fresh)}
    carried: dict[str, Judgement] = {}
    for judgement in waiting:
        pair = pairs.get(judgement.subject)
        if pair is None:
            continue
        old, new = gone[pair.before], fresh[pair.after]
        own = {old.id, new.id} | {j.subject for j in words if j.root == judgement.root}
        others: list[Said] = [one for one in inheritance.told if one.is_open or not old.is_open]
        others += after
        others = [one for one in others if one.id not in own]
        if is_same_line(old, new, others):
            heir = replace(judgement, subject=new.id, ground=judgement.root)
            carried[heir.id] = heir
    held = {j.id for j in words}
    return [judgement for key, judgement in sorted(carried.items()) if key not in held]


def _on_references(inheritance: Inheritance, commit: DocumentCommit) -> list[Judgement]:
    words = [j for j in inheritance.words if j.verdict is Verdict.IS]
    moved = _find_moved(inheritance, commit)
    now = {stored.reference_id for stored in commit.mentions}
    applied = {j.root for j in words if j.subject in now}
    carried = {}
    for judgement in words:
        if judgement.root not in applied and judgement.subject in moved:
            heir = replace(judgement, subject=moved[judgement.subject], ground=judgement.root)
            carried[heir.id] = heir
    held = {j.id for j in inheritance.words}
    return [judgement for key, judgement in sorted(carried.items()) if key not in held]


def _find_moved(inheritance: Inheritance, commit: DocumentCommit) -> dict[str, str]:
    """Return which mention now stands at the very place of one that is read as another kind."""
    now: dict[tuple[int, int, str], list[tuple[str, str]]] = {}
    for stored in commit.mentions:
        mention = stored.mention
        if not stored.private:
            key = (mention.start, mention.end, mention.text)
            now.setdefault(key, []).append((str(mention.kind), refer(mention).id(commit.document.id, "")))
    return {
        place.reference_id: reference
        for place in inheritance.places
        for kind, reference in now.get((place.start, place.end, place.text), ())
        if kind != place.kind and {kind, place.kind} <= INSTITUTIONS
    }


def _find_heirs(
    inheritance: Inheritance, commit: DocumentCommit, links: Mapping[str, str], lost: set[str]
) -> dict[str, str]:
    """Return for each entity that is no longer named the one its mentions stand for now: most of them, then by id."""
    kinds = {entity.id: entity.kind for entity in commit.entities}
    moved = _find_moved(inheritance, commit)
    overlapping = _find_overlapping(inheritance, commit)
    votes: dict[str, Counter[str]] = {}
    for place in inheritance.places:
        old = inheritance.links.get(place.reference_id, "")
        if old not in lost:
            continue
        now = (place.reference_id, moved.get(place.reference_id, ""), overlapping.get(place.reference_id, ""))
        new = next((links[reference] for reference in now if reference in links), "")
        if new and new != old and kinds.get(new, "").lower() == old.partition("-")[0]:
            votes.setdefault(old, Counter())[new] += 1
    return {old: min(found, key=lambda new: (-found[new], new)) for old, found in votes.items()}


def _find_overlapping(inheritance: Inheritance, commit: DocumentCommit) -> dict[str, str]:
    """Return which mention of the same kind begins or ends where an older one did, but is longer or shorter."""
    begins = {(m.mention.start, str(m.mention.kind)): m.reference_id for m in commit.mentions}
    ends = {(m.mention.end, str(m.mention.kind)): m.reference_id for m in commit.mentions}
    found = {}
    for place in inheritance.places:
        reference = begins.get((place.start, place.kind)) or ends.get((place.end, place.kind))
        if reference and reference != place.reference_id:
            found[place.reference_id] = reference
    return found
