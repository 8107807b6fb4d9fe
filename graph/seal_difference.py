"""What changed between two seals of a person: lines added, gone and changed, each with its sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph.seal import canonical, iter_citations, iter_places

WEIGHED = frozenset({"preference", "rule", "reason", "evidence"})
"""What a row of a life has beside the words of the source."""

DERIVED = ("/content/sections", "/content/gaps")
"""What only counts other lines, or repeats them in words."""

NAMED_BY: dict[str, tuple[str, ...]] = {
    "posts": ("organisation", "post"),
    "ties": ("name", "rule", "what", "own", "other"),
    "concurrent": ("organisation", "post", "other_organisation", "other_post"),
    "silences": ("valid_from", "valid_to"),
    "disagreements": ("about", "subject"),
}
"""By what a line of a section is the same line in another seal; of other sections by all that it says."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A sentence of a source."""

    document: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class SealLine:
    """A line of a seal: its section, what it says, and the sentences that say it."""

    section: str
    says: dict[str, str]
    evidence: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class SealChange:
    """A line of both seals that says something else now, or rests on other sentences."""

    section: str
    before: SealLine
    after: SealLine


@dataclass(frozen=True, slots=True)
class SealDifference:
    """All that two seals do not have in common, and the moments of both."""

    old: dict[str, str]
    new: dict[str, str]
    added: tuple[SealLine, ...]
    gone: tuple[SealLine, ...]
    changed: tuple[SealChange, ...]


def compare_seals(old: Mapping[str, Any], new: Mapping[str, Any]) -> SealDifference:
    """Return what changed from one checked seal to another, in the order of the portrait."""
    before, after = dict(_iter_lines(old)), dict(_iter_lines(new))
    changed = [
        SealChange(after[key].section, before[key], after[key])
        for key in after
        if key in before and before[key] != after[key]
    ]
    return SealDifference(
        dict(old["as_of"]),
        dict(new["as_of"]),
        tuple(line for key, line in after.items() if key not in before),
        tuple(line for key, line in before.items() if key not in after),
        tuple(changed),
    )


def _iter_lines(seal: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str, int], SealLine]]:
    seen: dict[tuple[str, str], int] = {}
    for place, value in iter_places(seal):
        if not place.startswith("/content/") or place.startswith(DERIVED) or value in ([], None):
            continue
        section = (
            place.removeprefix("/content/").rsplit("/", 1)[0] if place[-1].isdigit() else place[len("/content/") :]
        )
        is_line = isinstance(value, Mapping)
        says = {key: _words(item) for key, item in value.items() if not _is_evidence(item)} if is_line else {}
        names = NAMED_BY.get(section, tuple(key for key in says if key not in WEIGHED))
        key = (section, canonical([says.get(name, "") for name in names]) if is_line else _name_alone(section, value))
        seen[key] = seen.get(key, -1) + 1
        evidence = {Quoted(str(c["document"]), c["start"], c["end"], str(c["quote"])) for _, c in iter_citations(value)}
        ordered = tuple(sorted(evidence, key=lambda q: (q.document, q.start, q.end, q.quote)))
        yield (*key, seen[key]), SealLine(section, says or {"": _words(value)}, ordered)


def _name_alone(section: str, value: Any) -> str:
    """Return what tells a line without keys: there is one name, and many members."""
    return "" if section in ("id", "kind", "name") else _words(value)


def _is_evidence(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(item, Mapping) and "quote" in item for item in value)


def _words(value: Any) -> str:
    return value if isinstance(value, str) else "" if value is None else canonical(_strip(value))


def _strip(value: Any) -> Any:
    """Return a value without evidence, which is compared apart."""
    if isinstance(value, Mapping):
        return {key: _strip(item) for key, item in value.items() if not _is_evidence(item)}
    return [_strip(item) for item in value] if isinstance(value, list) else value
