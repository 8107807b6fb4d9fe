"""The form of a name by which entities are found and ordered, the same at ingest and at query."""

from __future__ import annotations

from lexicon.names import normalise_name


def sort_name(name: str) -> str:
    """Return the name as stores compare and order it; the raw name stays beside it and is what people see."""
    return normalise_name(name)
