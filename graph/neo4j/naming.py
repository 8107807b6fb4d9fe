"""The keys of names in Neo4j: words of one property with a full-text index, and expressions that words must match.

A key holds letters, digits and its own marks only, so that nothing in it is syntax of a query or of an expression.
"""

from __future__ import annotations

import re

from graph.names import AskedKey, list_keys


def write_keys(name: str) -> str:
    """Return the keys of a name, each followed by itself with its tones where it has some."""
    words = [word for one in list_keys(name) for word in (one.key, f"{one.key}={one.tones}" if one.tones else "")]
    return f" {' '.join(word for word in words if word)} "


def pack_key(asked: AskedKey) -> dict[str, object]:
    """Return the row of a key to look up: as a phrase, and what its tones and the name must match, "" for anything."""
    tones = re.escape(asked.tones).replace(r"\*", "[0-9]*")
    return {
        "match": asked.match,
        "phrase": f'"{asked.key}"',
        "tones": f".* {re.escape(asked.key)}={tones} .*" if tones else "",
        "written": re.escape(asked.written).replace(r"\?", ".").replace(r"\*", ".*"),
    }
