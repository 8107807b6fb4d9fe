"""The line of an office by its body and its title together: 院长 of a court, of a hospital and of a college are three.

A title that names its line (党委书记, 工会主席) keeps it in every body. A party secretary is the party's in every body
but those of a line with secretaries of its own: the league and the discipline commissions.
"""

from __future__ import annotations

import re
from functools import lru_cache

from lexicon.organisation_folds import cut_body, cut_division
from lexicon.organisations import class_of, normalise_organisation
from lexicon.posts import Line, internal_units, line_in_words, line_of, normalise_title

_UNIT = re.compile(r"[^路街城园区村镇乡][一-龥]{0,4}[室部处科庭局组队]|[一二三四五六七八九十]科")
"""What may follow the name of a house as a unit of it: 执行局, 政治部, 立案庭."""

_PARTY_UNIT = re.compile(r"中共|(?:[省市县区旗盟州地]|党|工)委[一-龥]{0,8}(?:办公室|办公厅|办|室|部|局|中心)$")
"""In the name of an office of a party committee: 县委办公室."""

_HOUSES = frozenset({"court", "procuratorate", "discipline", "congress", "cppcc", "school", "health", "enterprise"})
"""The classes whose units are theirs, though a unit ends like an office of a government."""

_LINES = frozenset(str(line) for line in Line)
_OWN_SECRETARIES = frozenset({Line.MASS_ORGANISATION, Line.DISCIPLINE})
_OWN_MEMBERS = frozenset({Line.CONGRESS, Line.CPPCC, Line.COURT, Line.PROCURATORATE})
_PARTY_SEATS = ("书记", "常委", "委员")
_AMBIGUOUS_ENDS = ("团", "旅", "基地")
"""Ends of units of an army that a troupe, a delegation or a base of an industry has as well."""


@lru_cache(maxsize=20_000)
def body_line(name: str) -> Line | None:
    """Return the line of a body by its name, None where the name tells none; a unit has that of its body."""
    text = normalise_organisation(name)
    if text.startswith("共青团"):
        return Line.MASS_ORGANISATION
    kind = class_of(text)
    if kind in ("government", ""):
        if _PARTY_UNIT.match(text) or _PARTY_UNIT.search(text, 2):
            return Line.PARTY
        head, rest, _ = cut_division(text)
        whole, unit = cut_body(head, rest) if head else ("", "")
        above = class_of(whole) if unit and _is_unit(unit) else ""
        kind = (above if above in _HOUSES else "") or _class_of_house(text) or kind
    return Line(kind) if kind in _LINES else None


def _class_of_house(text: str) -> str:
    """Return the class of the house of which the name names a unit (某县人民医院办公室), "" for no unit."""
    for end in range(len(text) - 1, 2, -1):
        kind = class_of(text[:end])
        if kind in _HOUSES and _is_unit(text[end:]):
            return kind
    return ""


def _is_unit(words: str) -> bool:
    return words in internal_units() or _UNIT.fullmatch(words) is not None


@lru_cache(maxsize=20_000)
def line_of_office(title: str, body: str) -> Line | None:
    """Return the line of the office with this title in this body, None for what is no post."""
    own, line = line_of(title), body_line(body) if body else None
    normal = normalise_title(title)
    if own is None or own is Line.PROFESSIONAL_RANK or line is None:
        return own
    if body.endswith(_AMBIGUOUS_ENDS) and line is Line.ARMY:
        return own
    named = line_in_words(normal)
    if named is not None and (named is not Line.PARTY or "党" in normal or line not in _OWN_SECRETARIES):
        return named
    if own is Line.PARTY and normal.endswith(_PARTY_SEATS):
        is_theirs = line in _OWN_SECRETARIES or (line in _OWN_MEMBERS and not normal.endswith("书记"))
        return line if is_theirs else own
    if line is Line.GOVERNMENT and own in (Line.COURT, Line.PROCURATORATE):
        return own
    return line
