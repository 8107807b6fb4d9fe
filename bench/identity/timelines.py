"""Careers told in dated news: does each post open and close where the texts say so, and nowhere else?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import files
from typing import Any

import yaml

from bench.identity.desk import News, open_desk
from bench.identity.part import Part
from domain.portrait import PostLine
from graph.access import Access
from lexicon.offices import office_of

TODAY = date(2025, 6, 1)
UNSAID = "-"
FILES = ("timelines.yaml", "timelines_blind.yaml", "timelines_more.yaml")
DIVISIONS = ("省", "市", "州", "盟", "县", "旗", "区", "镇", "乡", "苏木", "街道")
STATES = {"removed": "ended", "former": "ended", "proposed": "proposed", "removal_proposed": "proposed"}


@dataclass(frozen=True, slots=True, order=True)
class Told:
    """One spell in one post; "" is what nothing says."""

    body: str
    title: str
    since: str
    until: str
    state: str
    nature: str

    @property
    def post(self) -> tuple[str, str]:
        """Return whose office it is, and which."""
        return self.body, self.title


@dataclass(frozen=True, slots=True)
class Timeline:
    """One person's news and the spells that they tell."""

    who: str
    news: tuple[News, ...]
    spells: tuple[Told, ...]


def load_timelines(*names: str) -> list[Timeline]:
    """Read the timelines of the files beside this module."""
    loaded: list[dict[str, Any]] = []
    for name in names:
        loaded += yaml.load(files("bench.identity").joinpath(name).read_text("utf-8"), yaml.BaseLoader)
    return [
        Timeline(one["who"], tuple(one["news"].items()), tuple(_read_spell(line) for line in one["spells"]))
        for one in loaded
    ]


def _read_spell(line: str) -> Told:
    body, title, since, until, state, nature = (
        "" if word == UNSAID else word for word in (part.strip() for part in line.split("|"))
    )
    return _tell(body, title, since, until, state, nature)


def _tell(body: str, title: str, since: str, until: str, state: str, nature: str) -> Told:
    office = office_of(body, title)
    return Told(office.body, office.title, since, until, state, nature)


def read_spells(desk: Access, who: str) -> Iterator[Told]:
    """Yield the spells that the portraits of everybody of this name show."""
    for found in desk.search(who, ("Person",)):
        if found.name == who:
            yield from (_told(line) for line in desk.portrait(desk.choose(entity_id=found.id)).posts)


def _told(line: PostLine) -> Told:
    state = STATES.get(line.status, "held")
    nature = "full" if line.nature == "primary" else line.nature
    return _tell(line.organisation, line.post, line.valid_from, line.valid_to, state, nature)


def find_wrong_ends(expected: list[Told], found: list[Told]) -> list[Told]:
    """Return the spells that ended for the desk, in posts that the texts leave open."""
    open_posts = [told.post for told in expected if told.state == "held"]
    closed = [told.post for told in expected if told.state == "ended"]
    wrong = []
    for told in found:
        if told.state != "ended" or told.post not in open_posts:
            continue
        if told.post in closed:
            closed.remove(told.post)
        else:
            wrong.append(told)
    return wrong


def compare(expected: Sequence[Told], found: Sequence[Told]) -> tuple[list[Told], list[Told]]:
    """Return what is told and not found, and what is found and not told; each spell answers one.

    A body is the same with the divisions above it written out or left to the text: 某镇 and 某县某镇.
    """
    extra, missing = list(found), []
    for told in sorted(expected, key=lambda one: one not in found):
        same = next((one for one in extra if one == told), None) or next((o for o in extra if is_same(told, o)), None)
        if same is None:
            missing.append(told)
        else:
            extra.remove(same)
    return missing, extra


def is_same(one: Told, other: Told) -> bool:
    """True when the spells differ in nothing but the divisions in front of the body."""
    if replace(one, body="") != replace(other, body=""):
        return False
    shorter, longer = sorted((one.body.removeprefix("共青团"), other.body.removeprefix("共青团")), key=len)
    above = longer.removesuffix(shorter)
    return above + shorter == longer and len(shorter) > 1 and (not above or above.endswith(DIVISIONS))


def measure(*names: str) -> Part:
    """Read each timeline into a store of its own and compare the spells."""
    timelines = load_timelines(*(names or FILES))
    rows: list[tuple[str, str, str]] = []
    wrong = passed = 0
    for timeline in timelines:
        with open_desk(timeline.news, TODAY) as desk:
            found = sorted(read_spells(desk, timeline.who))
        expected = sorted(timeline.spells)
        wrong += len(find_wrong_ends(expected, found))
        missing, extra = compare(expected, found)
        if not missing and not extra:
            passed += 1
            continue
        rows.append((timeline.who, "; ".join(map(_show, missing)), "; ".join(map(_show, extra))))
    figures = {"timelines_passed": passed, "timelines_total": len(timelines), "wrong_retirements": wrong}
    title = f"Timelines: {passed} of {len(timelines)}, wrong retirements {wrong}"
    return Part(title, ("who", "told and not found", "found and not told"), rows or [("all", "", "")], figures)


def _show(told: Told) -> str:
    return " ".join(word or UNSAID for word in (told.body, told.title, told.since, told.until, told.state, told.nature))
