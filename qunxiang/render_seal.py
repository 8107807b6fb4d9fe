"""What people see of a check of a seal, and of two seals beside each other."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from graph.seal_check import SealCheck
from graph.seal_difference import SealChange, SealDifference, SealLine
from qunxiang.closed_words import name_value
from qunxiang.language import say
from qunxiang.render_line import section
from qunxiang.render_relations import name_section


def render_check(check: SealCheck) -> RenderableType:
    """Return that a seal is as it was made, and how much of it was compared with the texts."""
    parts = [Text(say("完好：{hash}", hash=check.seal_sha256))]
    if check.quotes:
        parts.append(
            Text(say("与原文逐字相符：{n} 处（其中 {masked} 处有姓名遮盖）", n=check.quotes, masked=check.masked))
        )
    if check.altered:
        parts.append(Text(say("原文与存储时的文字不全相同（存储时遮盖过）：{files}", files=_short(check.altered))))
    if check.unread:
        parts.append(Text(say("没有原文可核对：{files}", files=_short(check.unread))))
    return Group(*parts)


def _short(documents: tuple[str, ...]) -> str:
    return say("、").join(document[:12] for document in documents)


def render_seal_difference(found: SealDifference) -> RenderableType:
    """Return the lines that were added, went or changed between two seals, with their sentences."""
    moments = [f"{one.get('valid', '')} {one.get('known', '')[:19]}" for one in (found.old, found.new)]
    parts: list[RenderableType] = [Text(say("从 {old} 到 {new}", old=moments[0], new=moments[1]), style="bold")]
    for title, lines in ((say("新增"), found.added), (say("消失"), found.gone)):
        parts += section(title, (part for line in lines for part in _line(line)))
    parts += section(say("改变"), (part for change in found.changed for part in _change(change)))
    if len(parts) == 1:
        parts.append(Text(say("内容相同")))
    return Group(*parts)


def _line(line: SealLine) -> Iterator[RenderableType]:
    yield Text(f"  {_title(line)}  {'  '.join(map(name_value, filter(None, line.says.values())))}")
    yield from _quotes(line)


def _change(change: SealChange) -> Iterator[RenderableType]:
    before, after = change.before.says, change.after.says
    told = [f"{value}" for key, value in after.items() if value and before.get(key) == value]
    yield Text(f"  {_title(change.after)}  {'  '.join(map(name_value, told))}")
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key, ""), after.get(key, "")
        if old != new:
            yield Text("    " + say("{key}：{old} → {new}", key=key, old=old or say("无"), new=new or say("无")))
    both = set(change.before.evidence) & set(change.after.evidence)
    for sign, line in (("−", change.before), ("+", change.after)):
        yield from _quotes(line, sign, both)


def _quotes(line: SealLine, sign: str = "", without: object = frozenset()) -> Iterator[RenderableType]:
    assert isinstance(without, set | frozenset)
    for one in line.evidence:
        if one not in without:
            quote = say("「{quote}」", quote=" ".join(one.quote.split()))
            yield Text(f"      {sign}{quote} {one.document[:12]} {one.start}–{one.end}", style="dim")


def _title(line: SealLine) -> str:
    return name_section(line.section.rsplit("/", 1)[-1])
