"""Where the record comes from: each source with its passport, what came of it, and whether it is up to date."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from domain.passport import Passport, find_freshness
from domain.plain import to_json


@dataclass(frozen=True, slots=True)
class SourceRun:
    """One import of a source that has a passport: when it ended, what it counted, how many documents were new.

    `published` is the latest day on which something of it was published, "" where nothing says so. `accepted` is true
    when it broke an expectation and somebody let it through. `passport` is the passport of then (Passport.pack).
    """

    source: str
    at: str
    counts: Mapping[str, int] = field(default_factory=dict)
    fresh: int = 0
    published: str = ""
    accepted: bool = False
    passport: str = ""


@dataclass(frozen=True, slots=True)
class SourceArrivals:
    """What arrivals tell of a source: documents, last publication, last moment something new came, also undated."""

    source: str
    documents: int
    published: str
    arrived: str
    undated: str


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One source as it is listed. `counts` are those of its last run; `has_passport` is false for a mere name."""

    name: str
    has_passport: bool
    publisher: str
    kind: str
    areas: tuple[str, ...]
    since: str
    until: str
    licence: str
    contact: str
    every: str
    documents: int
    published: str
    arrived: str
    last_run: str
    counts: Mapping[str, int]
    accepted: bool
    freshness: str
    expected: str
    late_days: int


class SourceReader(Protocol):
    """What a store answers of sources."""

    def source_arrivals(self, day: str) -> list[SourceArrivals]:
        """Return each source that an arrival names, by name; publications after the day are left out as slips."""
        ...

    def last_source_runs(self) -> list[SourceRun]:
        """Return the last run of each source that has one, by name."""
        ...


def list_sources(store: SourceReader, passports: Sequence[Passport], today: date) -> list[SourceLine]:
    """Return every source that has a passport, a run or an arrival, by name.

    A passport that is given outweighs the one that the last run left in the store. A source is as fresh as the
    latest of its documents: the day it was published, or, where nothing says so, the day it came.
    """
    arrivals = {one.source: one for one in store.source_arrivals(today.isoformat())}
    runs = {run.source: run for run in store.last_source_runs()}
    known = {name: passport for name, run in runs.items() if (passport := read_passport(run.passport))}
    known |= {passport.name: passport for passport in passports}
    names = sorted({*arrivals, *runs, *known})
    return [_draw_line(name, known.get(name), arrivals.get(name), runs.get(name), today) for name in names]


def _draw_line(
    name: str, passport: Passport | None, came: SourceArrivals | None, run: SourceRun | None, today: date
) -> SourceLine:
    described = passport or Passport(name, "", "")
    brought = run if run is not None and run.fresh else None
    days = [came.published, came.undated[:10]] if came else []
    if brought:
        days.append(brought.published or brought.at[:10])
    freshness = find_freshness(described.every, described.until, max(days, default=""), today)
    return SourceLine(
        name, passport is not None, described.publisher, described.kind, described.areas, described.since,
        described.until, described.licence, described.contact, described.every,
        documents=came.documents if came else 0,
        published=max(came.published if came else "", brought.published if brought else ""),
        arrived=max(came.arrived if came else "", brought.at if brought else ""),
        last_run=run.at if run else "",
        counts=run.counts if run else {},
        accepted=run.accepted if run else False,
        freshness=freshness.state,
        expected=freshness.expected,
        late_days=freshness.late_days,
    )  # fmt: skip


def read_passport(packed: str) -> Passport | None:
    """Return the passport that a store kept, None where it kept none."""
    if not packed:
        return None
    plain = json.loads(packed)
    return Passport(**{**plain, "areas": tuple(plain["areas"])})


def pack_run(run: SourceRun) -> dict[str, str | int | bool]:
    """Return the row of a run in the order of schema.sql; the counts are one text in the order of their keys."""
    counts = to_json(dict(sorted(run.counts.items())))
    return {
        "source": run.source, "at": run.at, "counts": counts, "fresh": run.fresh, "published": run.published,
        "accepted": run.accepted, "passport": run.passport,
    }  # fmt: skip


def read_run(row: Mapping[str, object]) -> SourceRun:
    """Return the run of a row."""
    return SourceRun(
        str(row["source"]), str(row["at"]), json.loads(str(row["counts"])), int(str(row["fresh"])),
        str(row["published"]), bool(row["accepted"]), str(row["passport"]),
    )  # fmt: skip
