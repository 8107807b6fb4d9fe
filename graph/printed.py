"""By which of the printed forms a body is shown: it is found by its normal form, which may stand in no source.

The entity keeps the normal form as its name, so that all forms meet in it; what is shown is chosen from what the
statements print, whichever document came first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from graph.answer import StatementView
from graph.store import GraphReader
from lexicon.areas import load_areas
from lexicon.organisations import is_qualified, normalise_organisation

READ = 20
"""So many statements of a body are looked at, the first ones by document and place."""


def choose_printed(name: str, texts: Iterable[str]) -> str:
    """Return the name where some text prints it, else the longest text that folds to it, else the name."""
    printed = {"".join(text.split()) for text in texts}
    if name in printed:
        return name
    forms = [text for text in printed if normalise_organisation(text) == name]
    return min(forms, key=lambda text: (-len(text), text), default=name)


@lru_cache(maxsize=20_000)
def show_body(name: str, text: str) -> str:
    """Return the words of a source for a body where they say by themselves which it is, else its full name.

    县委 and 一中 are whole only in their article; the entity's name says whose they are.
    """
    if len(name) <= len(text) or is_qualified(text, load_areas()):
        return text
    return choose_printed(name, [text])


def printed_in(entity_id: str, name: str, views: Iterable[StatementView]) -> str:
    """Return the form of the name that these statements print of the entity."""
    return choose_printed(name, [a.text for view in views for a in view.arguments if a.entity_id == entity_id])


def find_printed(reader: GraphReader, names: Mapping[str, str], known: str) -> dict[str, str]:
    """Return the shown form of these bodies, by id as the names are."""
    if not names:
        return {}
    told = reader.statements_about_each(sorted(names), known=known, limit=READ)
    return {entity_id: printed_in(entity_id, name, told.get(entity_id, ())) for entity_id, name in names.items()}
