"""The form of a name by which entities are found and ordered, the same at ingest and at query."""

from __future__ import annotations

import unicodedata


def sort_name(name: str) -> str:
    """Return the name with widths folded, spaces removed and the middle dot unified; the raw name stays beside it."""
    folded = unicodedata.normalize("NFKC", name)
    joined = "".join(folded.split())
    return joined.translate(_DOTS).lower()


_DOTS = {ord(dot): "·" for dot in "•‧∙⋅･・"}
