"""Which sources are organs whose own publication may show an adverse line (RESPONSIBLE.md R7)."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import urlsplit

from lexicon.alternation import alternate
from lexicon.resources import read_yaml


@cache
def _name_form() -> re.Pattern[str]:
    words = read_yaml("competent_organs.yaml")
    return re.compile(rf"[^：:|（(]*(?:{alternate(words['names'])})(?:{alternate(words['media'])})?")


def is_competent_organ(source: str, url: str = "") -> bool:
    """True when a source, by its name or the host of its address, is an organ of discipline and supervision.

    A newspaper that reports on one is not: 某报（据某县纪委监委消息） ends otherwise.
    """
    host = urlsplit(url).hostname or "" if "//" in url else ""
    if any(host == known or host.endswith(f".{known}") for known in read_yaml("competent_organs.yaml")["hosts"]):
        return True
    name = "".join(source.split())
    return bool(name) and _name_form().fullmatch(name) is not None
