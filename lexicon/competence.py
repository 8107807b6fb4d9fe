"""Which sources are organs whose own publication may show an adverse line (RESPONSIBLE.md R7)."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from urllib.parse import urlsplit

from lexicon.alternation import alternate
from lexicon.areas import Area, load_areas
from lexicon.folding import fold
from lexicon.organisation_folds import division_ends
from lexicon.organisations import class_of
from lexicon.resources import read_yaml

_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]+")
_GOVERNMENT = ".gov.cn"


def is_competent_organ(source: str, url: str = "") -> bool:
    """True when a source, by its name or the host of its address, is an organ of discipline and supervision.

    The name is that of a division or body with the words of the organ, and perhaps where it publishes, and
    nothing else: 转自某县纪委监委 and 某报（据某县纪委监委消息） are reprints, 纪委监委 alone is nobody's. An address
    that is neither an organ's nor the government's says that somebody else published it, whatever the name.
    """
    host = _find_host(url)
    if "//" in url and any(host == known or host.endswith(f".{known}") for known in _words("hosts")):
        return True
    if url.strip() and not host.endswith(_GOVERNMENT):
        return False
    return _is_organ_name(fold(unicodedata.normalize("NFKC", "".join(source.split()))))


def _find_host(url: str) -> str:
    """Return the host of a web address, "" for anything that is none."""
    text = url.strip()
    try:
        parts = urlsplit(text if "//" in text else f"//{text}")
        host = parts.hostname or ""
    except ValueError:
        return ""
    return host if parts.scheme in ("", "http", "https") and _HOST.fullmatch(host) else ""


def _words(key: str) -> tuple[str, ...]:
    return tuple(read_yaml("competent_organs.yaml")[key])


def _is_organ_name(name: str) -> bool:
    """True for the name of a national organ, of that of a division or body, or of one posted to a body."""
    media = re.compile(rf"{alternate(_words('media'))}{{0,2}}")
    prefix = re.match(alternate(_words("prefixes")), name)
    text = name[prefix.end() :] if prefix else name
    national = re.match(alternate(_words("national")), text)
    if national and media.fullmatch(text, national.end()):
        return True
    for key, is_owner in (("names", _is_division), ("body_names", _is_body), ("posted_names", _is_posted)):
        for found in re.finditer(alternate(_words(key)), text):
            if media.fullmatch(text, found.end()) and is_owner(text[: found.start()]):
                return True
    return False


def _is_division(name: str, above: tuple[Area, ...] = ()) -> bool:
    """True when the name is a chain of divisions, each within the one before; the last ones may be on no list.

    A division on no list has a short name of its own before the word for its level, with no word of reporting in
    it and no known division: 据某市 and 非某市 are none.
    """
    areas = load_areas()
    for length in range(len(name), 1, -1):
        found = tuple(
            area
            for area in areas.by_name(name[:length])
            if not above or any(areas.is_within(area, one) for one in above)
        )
        if found and (length == len(name) or name[length:] in _words("zones") or _is_division(name[length:], found)):
            return True
    return _is_unlisted(name)


@cache
def _unlisted_form() -> re.Pattern[str]:
    people = alternate(read_yaml("area_forms.yaml")["peoples"])
    return re.compile(rf"(?:[\u4e00-\u9fff]{{1,3}}?(?:{people}+自治[县旗州]|{alternate(division_ends())}))+")


def _is_unlisted(name: str) -> bool:
    if not _unlisted_form().fullmatch(name):
        return False
    own = re.sub(rf"{alternate(read_yaml('area_forms.yaml')['peoples'])}*自治", "", name)
    if any(mark in own for mark in _words("no_names")):
        return False
    areas = load_areas()
    return not any(areas.find_prefix(own, start) for start in range(len(own) - 1))


def _is_body(name: str) -> bool:
    """True for a firm, school or office with an organ of its own; media are none, nor is a phrase of reporting."""
    return class_of(name) not in ("", "media") and not any(mark in name for mark in _words("reporting"))


def _is_posted(name: str) -> bool:
    """True for 某市纪委监委派驻某局, with the organ that posts before and the body it is posted to behind."""
    sender, _, seat = name.partition("驻")
    return _is_organ_name(sender.removesuffix("派")) and _is_body(seat)
