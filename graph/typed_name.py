"""Finds by a name as somebody types it: with a title or a courtesy around it where nothing bears the whole."""

from __future__ import annotations

from collections.abc import Sequence

from graph.answer import NameMatch
from graph.store import GraphReader
from lexicon.honorifics import strip_titles


def find_as_typed(store: GraphReader, words: str, kinds: Sequence[str], limit: int) -> list[NameMatch]:
    """Return what has the name as typed; when nothing has exactly it, the people of the full name within titles.

    局长王伟 and 王伟同志 find 王伟; 王书记 finds nobody, for it is no full name.
    """
    matches = store.find_by_name(words, kinds, limit)
    if "Person" not in kinds or any(match.matched_by == "exact" for match in matches):
        return matches
    bare = strip_titles(words)
    return (store.find_by_name(bare, ("Person",), limit) if bare != words else []) or matches
