"""Who holds a string of posts, as a rule read it."""

from __future__ import annotations

from dataclasses import dataclass

from domain.mention import Mention


@dataclass(frozen=True, slots=True)
class Holder:
    """The people who hold a string of posts, how, since and until when, and where the words for it begin.

    `closed` says that the words themselves end the holding (曾任), whatever else the article shows. `dated` says that
    a plain verb with a day (2016年2月任) leaves open whether it lasts, `begun` that it goes on from that day (起).
    `end` is where the words end that give or take the post behind it (局长职务由某某接任), 0 where the post ends them.
    """

    people: tuple[Mention, ...]
    status: str
    rule: str
    start: int
    since: str = ""
    until: str = ""
    nature: str = ""
    sure: bool = True
    closed: bool = False
    dated: bool = False
    begun: bool = False
    end: int = 0
