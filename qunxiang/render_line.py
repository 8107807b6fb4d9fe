"""The parts that lines in a terminal have in common: a section, a quote with its place, a time."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import RenderableType
from rich.text import Text

from domain.portrait import Citation
from qunxiang.closed_words import name_mark
from qunxiang.language import say


def section(title: str, parts: Iterable[RenderableType]) -> list[RenderableType]:
    """Return the parts under a title; nothing where there are none."""
    listed = list(parts)
    return [Text(say("【{title}】", title=title)), *listed] if listed else []


def quote(citation: Citation) -> Text:
    """Return the words of a source with their day, document and place."""
    marks = say("〔{marks}〕", marks=say("、").join(map(name_mark, citation.marks))) if citation.marks else ""
    where = f"{citation.stated or say('日期未载')} {citation.document[:12]} {citation.start}–{citation.end}"
    words = say("「{quote}」", quote=" ".join(citation.quote.split()))
    return Text(f"      {words}{marks} {where}", style="dim")


def span(since: str, until: str) -> str:
    """Return from when to when; what is not told is said to be untold."""
    if not since and not until:
        return say("起止未载")
    return say("{since} 至 {until}", since=since or say("起始未载"), until=until or say("未载"))
