"""Names as the store knew them at an earlier moment."""

from __future__ import annotations

from collections.abc import Sequence

from graph.answer import EntityView, NameMatch
from graph.names import FORMER, MATCHES, sort_name
from graph.store import GraphReader

_ORDER = (MATCHES[0], FORMER, *MATCHES[1:])


def find_then(reader: GraphReader, name: str, found: Sequence[NameMatch], known: str) -> list[NameMatch]:
    """Return what of these matches was in the store then, in the clusters of then: exact, then prefix, then part.

    Two who are one today were two before somebody judged so. Whom the name fits by another way than its letters (the
    code of an area, a short form) keeps that match.
    """
    members = {member: match for match in found for member in match.entity.members}
    then: list[NameMatch] = []
    for entity in reader.find_clusters_at(sorted(members), known):
        match = next(members[member] for member in entity.members if member in members)
        by_letters = _match(name, entity)
        was_by_letters = _match(name, match.entity) is not None
        if by_letters or not was_by_letters:
            then.append(NameMatch(entity, by_letters or match.matched_by))
    return sorted(then, key=lambda m: (_ORDER.index(m.matched_by), m.entity.name, m.entity.id))


def _match(name: str, entity: EntityView) -> str | None:
    """Return how the name fits one of the entity's own names, None when it does not."""
    wanted = sort_name(name)
    names = [sort_name(own) for own in (entity.name, *entity.names)]
    if wanted in names:
        return "exact"
    if any(own.startswith(wanted) for own in names):
        return "prefix"
    return "part" if any(wanted in own for own in names) else None
