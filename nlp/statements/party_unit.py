"""Gives posts of party units the body that the posts beside them have: 党组书记、局长 and 党委委员、书记."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.mention import Mention, Reference, imply
from lexicon.alternation import alternate
from lexicon.resources import read_yaml


@dataclass(frozen=True, slots=True)
class Office:
    """One post of a string with the body whose post it is (None: the text says none).

    `unread` says that the words before the post name a body which nobody read; no other body may stand in for it.
    `over` says that the words themselves make it a former post (原), `nature` that it is 代, 兼 or 挂职.
    """

    post: Mention
    body: Reference | None
    over: bool
    nature: str
    unread: bool = False


_UNITS = tuple(read_yaml("organisations.yaml")["party_units"])
_MEMBER = re.compile(rf"(?P<unit>{alternate(_UNITS)}|党委|党组|党工委)(?:委员|成员|书记|副书记|第一书记)$")
_HEADS = ("书记", "副书记", "第一书记", "常委", "委员")


def share_units(offices: Sequence[Office]) -> tuple[Office, ...]:
    """Return the posts of a string with the body of a post of a party unit, where the words leave it to others.

    党组书记 without a body has that of the post behind it; 书记 behind 某镇党委委员 is of the 党委.
    """
    shared: list[Office] = []
    for office in reversed(offices):
        behind = shared[-1].body if shared else None
        takes = office.body is None and not office.unread and office.post.text.startswith(_UNITS)
        shared.append(replace(office, body=behind) if takes else office)
    return tuple(_pass_on(tuple(reversed(shared))))


def _pass_on(offices: Sequence[Office]) -> list[Office]:
    """Return the posts; a bare 书记 behind a member of a unit of the same body is that unit's."""
    passed: list[Office] = []
    unit = ""
    for place, office in enumerate(offices):
        before = offices[place - 1] if place else None
        same = before is not None and before.body is not None and before.body == office.body
        member = _MEMBER.fullmatch(office.post.text)
        unit = member["unit"] if member else unit if same else ""
        is_head = office.post.text in _HEADS and same and unit != ""
        if is_head and office.body is not None and not office.body.name.endswith((unit, "委")):
            office = replace(office, body=imply(office.body.name + unit))
        passed.append(office)
    return passed
