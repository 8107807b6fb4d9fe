"""Chinese or English: every sentence of the command line, with the Chinese one as its key.

Help texts are said when a command is imported, so the language of a process is the one it started with.
"""

from __future__ import annotations

import os
import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

LANGUAGES = ("zh", "en")

_PLACE = re.compile(r"\\\{(\w+)\\\}")


def language_code() -> str:
    """Return "zh" or "en": QUNXIANG_LANGUAGE decides, then the locale; Chinese where neither asks for English.

    Only the environment is asked: for the plain C locale Python itself reports en_US.
    """
    chosen = os.environ.get("QUNXIANG_LANGUAGE", "")
    if chosen in LANGUAGES:
        return chosen
    name = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "en" if name.lower().startswith("en") else "zh"


def is_chinese() -> bool:
    """Chinese first; English where the setting or the locale asks for it."""
    return language_code() == "zh"


def say(chinese: str, /, **values: object) -> str:
    """Return the sentence in the reader's language, the values in their places.

    The Chinese template is the key of english.yaml; one that is missing there is said in Chinese. Values are put in
    once, so braces in a name or an error are only characters; without values nothing is formatted at all.
    """
    template = chinese if is_chinese() else _read_english()["said"].get(chinese, chinese)
    return template.format(**values) if values else template


def translate(sentence: str) -> str:
    """Return a finished Chinese sentence from a package below in the reader's language.

    Those packages know nothing of languages. A sentence that english.yaml does not list stays as it is.
    """
    if is_chinese():
        return sentence
    for pattern, english in _patterns():
        if found := pattern.fullmatch(sentence):
            return english.format(**found.groupdict())
    return sentence


@cache
def _read_english() -> dict[str, dict[str, str]]:
    # Read only where English is spoken: a Chinese start pays nothing for it.
    loaded: dict[str, Any] = yaml.safe_load(files("qunxiang").joinpath("english.yaml").read_text("utf-8"))
    return loaded


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    return [
        (re.compile(_PLACE.sub(r"(?P<\1>.+)", re.escape(chinese)), re.DOTALL), english)
        for chinese, english in _read_english()["made_below"].items()
    ]
