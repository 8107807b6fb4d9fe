"""What became of areas: one that was merged into another counts in it, one that was split is told and not guessed.

Renamed areas are one entity already (graph/renaming.py); a code that changed hands is a CHANGED statement too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from domain.coverage import AreaNote
from domain.entity import Entity
from graph.answer import EntityView
from graph.holding import is_hidden
from graph.line import cite
from graph.resolve import RECORDS
from graph.store import GraphReader

LONGEST_CHAIN = 5
"""How many mergers in a row are followed."""


@dataclass(frozen=True, slots=True)
class AreaPast:
    """Which areas became part of which, by id, and what is said of them."""

    merged: dict[str, str] = field(default_factory=dict)
    notes: tuple[AreaNote, ...] = ()


def find_past(reader: GraphReader, areas: Sequence[str], known: str = "") -> AreaPast:
    """Return what was merged into these areas, and which of them were merged into others or split."""
    merged: dict[str, str] = {}
    notes: dict[str, AreaNote] = {}
    frontier = sorted(set(areas))
    for _ in range(LONGEST_CHAIN):
        if not frontier:
            break
        reached = set()
        for view in reader.find_said(frontier, "CHANGED", known):
            subject, other = view.find("subject"), view.find("other")
            change = view.text_of("change")
            if is_hidden(view) or subject is None or other is None or change not in ("merged", "split"):
                continue
            notes[view.id] = AreaNote(
                subject.name or subject.text, change, other.name or other.text, view.text_of("date"), (cite(view),)
            )
            whole = other.entity_id
            if change == "merged" and whole in frontier and subject.entity_id not in (whole, ""):
                merged[subject.entity_id] = merged.get(whole, whole)
                reached.add(subject.entity_id)
        frontier = sorted(reached - set(areas))
    ordered = sorted(notes.values(), key=lambda note: (note.date, note.area, note.other))
    return AreaPast({part: whole for part, whole in merged.items() if part not in areas}, tuple(ordered))


def find_below(reader: GraphReader, place: EntityView, known: str = "") -> list[EntityView]:
    """Return the recorded areas in a place, by name: by code, or by the chain of places they are founded on."""
    if place.kind != "Place":
        return [place]
    recorded = reader.find_recorded_areas(known)
    own = {member.id: member for cluster, member in recorded if cluster == place.id}
    below = {cluster for cluster, member in recorded if _lies_in(member, place)} | ({place.id} if own else set())
    return reader.find_clusters_at(sorted(below), known or "9999") if below else []


def _lies_in(area: Entity, place: EntityView) -> bool:
    code = place.code
    if code and area.code.startswith(_own_digits(code)) and area.code != code:
        return True
    founding = next((area.founding.removeprefix(p) for p in ("in:", RECORDS) if area.founding.startswith(p)), "")
    chain = founding.rpartition(":")[0]
    parts = chain.split("/")
    return bool(chain) and (
        (bool(code) and any(_is_within(part, code) for part in parts)) or any(name in parts for name in place.names)
    )


def _is_within(part: str, code: str) -> bool:
    return part.startswith("code:") and part.removeprefix("code:").startswith(_own_digits(code))


def _own_digits(code: str) -> str:
    """Return the digits of a code that say where it lies: two a level down to the county, three below it."""
    if len(code) <= 6:
        digits = code
        while len(digits) > 2 and digits.endswith("00"):
            digits = digits[:-2]
        return digits
    return code[:9] if code.endswith("000") else code
