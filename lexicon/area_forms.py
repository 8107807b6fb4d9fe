"""Makes the short forms by which a division goes: 内蒙古, 通辽, 科左后旗."""

from __future__ import annotations

import re
from functools import cache

from lexicon.alternation import alternate
from lexicon.resources import read_yaml


@cache
def _people() -> re.Pattern[str]:
    return re.compile(f"{alternate(read_yaml('area_forms.yaml')['peoples'])}+$")


def is_people(name: str) -> bool:
    """True for the name of a people (维吾尔族), which no person bears."""
    return name.endswith("族") and name in read_yaml("forbidden_contexts.yaml")["peoples"]


_SIDES = re.compile(r"^(.)(.{2,})([左右])旗$")


@cache
def make_short_names(name: str, level: str) -> tuple[str, ...]:
    """Return the short forms of a province, city or county, without the full name.

    Autonomous divisions lose the names of their peoples: 某某蒙古族自治县 is 某某县 and 某某. A form never
    has fewer than two characters. Customary forms that no rule gives come from area_forms.yaml.
    """
    forms = read_yaml("area_forms.yaml")
    short: list[str] = list(forms["customary"].get(name, ()))
    short += forms["additional_short"].get(name, ())
    for suffix in forms["suffixes"].get(level, ()):
        if not name.endswith(suffix):
            continue
        stem = name.removesuffix(suffix)
        if suffix.startswith("自治"):
            stem = forms["own_names"].get(name) or _people().sub("", stem) or stem
            if level != "province":
                short.append(stem + suffix.removeprefix("自治"))
        short.append(stem)
        break
    if sides := _SIDES.match(name):
        short.append(f"{sides[1]}{sides[3]}旗")
    unique = dict.fromkeys(form for form in short if len(form) >= 2 and form != name)
    return tuple(unique)
