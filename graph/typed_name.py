"""Finds by a name as somebody types it: with a title or a courtesy around it, or one that somebody had before."""

from __future__ import annotations

from collections.abc import Sequence

from graph.answer import NameMatch
from graph.holding import is_hidden
from graph.names import FORMER, found_name
from graph.store import GraphReader
from lexicon.honorifics import strip_titles

NAME = "FormerName"
"""The kind of a former name: a way to its bearers, and never itself an answer."""


def find_as_typed(store: GraphReader, words: str, kinds: Sequence[str], limit: int, known: str = "") -> list[NameMatch]:
    """Return what has the name as typed; when nothing has exactly it, the people of the full name within titles.

    局长王伟 and 王伟同志 find 王伟; 王书记 finds nobody, for it is no full name. Whoever had exactly this name before,
    as a statement says, is found too, behind those who have it.
    """
    matches = store.find_by_name(words, kinds, limit)
    if "Person" not in kinds:
        return matches
    exact = [match for match in matches if match.matched_by == "exact"]
    bare = strip_titles(words)
    if not exact and bare != words:
        matches = store.find_by_name(bare, ("Person",), limit) or matches
        exact = [match for match in matches if match.matched_by == "exact"]
    found = {match.entity.id for match in exact}
    former = [match for match in _find_former(store, bare, known) if match.entity.id not in found]
    found |= {match.entity.id for match in former}
    return [*exact, *former, *(match for match in matches if match.entity.id not in found)][:limit]


def _find_former(store: GraphReader, name: str, known: str) -> list[NameMatch]:
    """Return who had exactly this name before, by name, then id; front-line staff are not found so either."""
    told = store.statements_about(found_name(name).id, ("NAMED",), ("name",), known)
    views = [view for view in told if not is_hidden(view)]
    ids = {person.entity_id for view in views if (person := view.find("person")) and person.entity_id}
    people = [entity for one in sorted(ids) if (entity := store.find_entity(one, known)) and not entity.front_line]
    return [NameMatch(entity, FORMER) for entity in sorted(people, key=lambda entity: (entity.name, entity.id))]
