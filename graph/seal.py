"""Sealed portraits: what the record said at a moment, in a file that tells by itself whether it was touched.

Hashes are SHA-256 over canonical JSON as RFC 8785 has it: no white space, keys sorted by UTF-16 units, UTF-8; a seal
holds texts and whole numbers only. They show that nothing was changed since, not who made the file: whoever changes a
seal can compute all its hashes anew, so keep the hash of the seal somewhere else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from domain.identifier import hash_text
from domain.plain import to_plain
from domain.portrait import Portrait

FORMAT = "qunxiang-seal-1"
CANONICAL = "RFC 8785, SHA-256"
KEYS = ("format", "canonical", "as_of", "content", "sources", "hashes", "content_sha256", "seal_sha256")
"""The keys of a seal, in their order."""


def canonical(value: Any) -> str:
    """Return the canonical JSON of texts, whole numbers, lists and maps; raises TypeError for anything else."""
    if isinstance(value, Mapping):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(f"{canonical(key)}:{canonical(value[key])}" for key in keys) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(canonical, value)) + "]"
    if value is None or isinstance(value, str | int):
        return json.dumps(value, ensure_ascii=False)
    raise TypeError(f"a seal holds no {type(value).__name__}")


def digest(value: Any) -> str:
    """Return the SHA-256 of the canonical JSON, in hexadecimal."""
    return hash_text(canonical(value))


def make_seal(portrait: Portrait) -> dict[str, Any]:
    """Return the seal of a portrait: moments, content, sources with their quotes, and the hash of each line."""
    plain = to_plain(portrait)
    content = {key: value for key, value in plain.items() if key not in ("as_of", "sources")}
    quotes = quotes_by_document(content)
    sources = [source | {"evidence": quotes.get(source["document"], [])} for source in plain["sources"]]
    seal = {"format": FORMAT, "canonical": CANONICAL, "as_of": plain["as_of"], "content": content, "sources": sources}
    seal["hashes"] = {place: digest(value) for place, value in iter_places(seal)}
    seal["content_sha256"] = digest(content)
    return seal | {"seal_sha256": seal_hash(seal)}


def seal_hash(seal: Mapping[str, Any]) -> str:
    """Return the hash over all of a seal but itself."""
    return digest({key: value for key, value in seal.items() if key != "seal_sha256"})


def write_seal(seal: Mapping[str, Any]) -> str:
    """Return the text of the file, always the same for the same seal."""
    return json.dumps(seal, ensure_ascii=False, indent=1) + "\n"


def iter_places(seal: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield every line of a seal with its place, as a JSON pointer: an item of a list, or what stands alone."""
    yield "/as_of", seal.get("as_of")
    for part in ("content", "sources"):
        yield from _iter_below(f"/{part}", seal.get(part), 2)


def _iter_below(place: str, value: Any, depth: int) -> Iterator[tuple[str, Any]]:
    if isinstance(value, list) and value:
        for number, item in enumerate(value):
            yield f"{place}/{number}", item
    elif isinstance(value, Mapping) and depth and value:
        for key, item in value.items():
            yield from _iter_below(f"{place}/{key}", item, depth - 1)
    else:
        yield place, value


def iter_citations(value: Any, place: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield every piece of evidence in a value with its place."""
    if isinstance(value, Mapping):
        if "quote" in value and "document" in value:
            yield place, value
        for key, item in value.items():
            yield from iter_citations(item, f"{place}/{key}")
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from iter_citations(item, f"{place}/{number}")


def quotes_by_document(content: Any) -> dict[str, list[dict[str, Any]]]:
    """Return the quotes of each document, by where they stand, each once."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for _, citation in iter_citations(content):
        row = {key: citation.get(key) for key in ("statement", "start", "end", "quote")}
        found.setdefault(str(citation["document"]), {})[canonical(row)] = row
    return {document: _in_order(list(rows.values())) for document, rows in found.items()}


def _in_order(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: (row["start"], row["end"], row["statement"]))
