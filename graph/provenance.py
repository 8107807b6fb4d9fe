"""What a document's arrivals say of it together, and what of that its reading depends on.

The same text may come several times, and one arrival may say what another leaves out. Every answer is chosen from the
set of arrivals and never from the order in which they came.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from domain.document import Arrival
from lexicon.competence import is_competent_organ


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a document comes from, each field as the first arrival says it that says it at all."""

    title: str = ""
    source: str = ""
    url: str = ""
    author: str = ""
    edition: str = ""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a reading takes from the arrivals: an arrival that changes it calls for another reading.

    The title tells the headline, the first publication completes dates, and an adverse line counts only where a
    competent organ published the document itself (R7).
    """

    title: str = ""
    published: str = ""
    from_organ: bool = False


def sort_arrivals(arrivals: Iterable[Arrival]) -> tuple[Arrival, ...]:
    """Return them in the order in which both stores give them, each once."""
    found = {arrival.id: arrival for arrival in arrivals}
    return tuple(sorted(found.values(), key=lambda arrival: (arrival.published, arrival.id)))


def describe(arrivals: Iterable[Arrival]) -> Provenance:
    """Return what sorted arrivals say of their document; what one leaves empty another may fill."""
    held = tuple(arrivals)

    def first(name: str) -> str:
        return next((value for arrival in held if (value := getattr(arrival, name))), "")

    return Provenance(first("title"), first("source"), first("url"), first("author"), first("edition"))


def name_file(arrivals: Iterable[Arrival]) -> str:
    """Return the name of the file that a document came in, "" when no arrival has one."""
    names = (arrival.path.replace("\\", "/").rpartition("/")[2] for arrival in arrivals)
    return next((name for name in names if name), "")


def find_circumstances(arrivals: Iterable[Arrival]) -> Circumstances:
    """Return what a reading depends on when a document came so; the order in which it came is no part of it."""
    held = sort_arrivals(arrivals)
    from_organ = any(is_competent_organ(arrival.source, arrival.url) for arrival in held)
    return Circumstances(describe(held).title, earliest_date(held), from_organ)


def earliest_date(arrivals: Iterable[Arrival]) -> str:
    """Return when the document was first published, "" when no arrival says it."""
    return min((arrival.published for arrival in arrivals if arrival.published), default="")
