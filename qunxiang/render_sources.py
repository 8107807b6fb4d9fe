"""How sources, their counts and the expectations that a run broke are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import RenderableType
from rich.text import Text

from domain.passport import BY_KIND, COUNTS, Breach
from graph.source import SourceLine
from ingest.mapping_file import load_mappings
from qunxiang.closed_words import name_count, name_every, name_freshness, name_predicate, name_source_kind
from qunxiang.language import is_chinese, say

QUIET = ("failed", "rejected_rows")
"""Counts of which nobody wants to hear that there was none."""


def render_sources(lines: Sequence[SourceLine]) -> RenderableType:
    """Return the list of sources: who they are, what came of them, whether they are up to date."""
    shown = Text()
    for line in lines:
        if shown:
            shown.append("\n")
        shown.append(line.name or say("（没有写来源）"), style="bold")
        for part in _iter_parts(line):
            shown.append(f"\n  {part}")
        shown.append(f"\n  {_describe_freshness(line)}", style="red" if line.freshness == "late" else "")
    return shown


def _iter_parts(line: SourceLine) -> list[str]:
    described = [name_source_kind(line.kind), line.publisher, name_every(line.every), line.licence, line.contact]
    covers = [*line.areas, say("{since} 至 {until}", since=line.since or "…", until=line.until or "…")]
    parts = [
        "  ".join(part for part in described if part) if line.has_passport else say("没有证件"),
        say("覆盖 {covers}", covers=say("、").join(covers if line.since or line.until else line.areas))
        if line.areas or line.since or line.until
        else "",
        say(
            "文件 {n} 份，最近发布 {published}，最近有新文件 {arrived}",
            n=line.documents,
            published=line.published or say("未载"),
            arrived=line.arrived[:10] or say("无"),
        ),
    ]
    if line.last_run:
        told = [(count, number) for count, number in sort_counts(line.counts) if number or count not in QUIET]
        counts = say("，").join(f"{describe_count(count)} {number:,}" for count, number in told)
        parts.append(say("最近导入 {day}：{counts}", day=line.last_run[:10], counts=counts))
        if line.accepted:
            parts.append(say("这次导入与预期不符，由人放行"))
    return [part for part in parts if part]


def _describe_freshness(line: SourceLine) -> str:
    state = name_freshness(line.freshness)
    if line.freshness in ("late", "due"):
        return say("{state} {n} 天（应在 {day}）", state=state, n=line.late_days, day=line.expected)
    if line.expected:
        return say("{state}（下一次应在 {day}）", state=state, day=line.expected)
    return state


def sort_counts(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return counts in the order in which they are told, each whole before its kinds."""
    return sorted(counts.items(), key=lambda pair: (COUNTS.index(pair[0].partition(".")[0]), pair[0]))


def describe_count(count: str) -> str:
    """Return what a count counts, with the kind and its label where it is one of a kind."""
    whole, _, kind = count.partition(".")
    if not kind:
        return name_count(whole)
    label = {"rows": _name_record, "statements": name_predicate}.get(whole, str)(kind)
    if label == kind or whole not in BY_KIND:
        return f"{name_count(whole)} {kind}"
    return say("{count} {kind}（{label}）", count=name_count(whole), kind=kind, label=label)


def _name_record(name: str) -> str:
    """Return the label of a kind of record; its mapping has one in Chinese."""
    return next((mapping.label for mapping in load_mappings() if mapping.name == name and is_chinese()), name)


def describe_breach(breach: Breach) -> str:
    """Return one line: what was expected, what was found."""
    count, found = describe_count(breach.count), f"{breach.found:,}"
    line = say("{count}：预期 {range}，实际 {found}", count=count, range=_describe_range(breach), found=found)
    if breach.last is not None:
        line += say("（上一次 {last}）", last=f"{breach.last:,}")
    return line


def _describe_range(breach: Breach) -> str:
    if breach.low is None:
        return say("不超过 {high}", high=f"{breach.high:,}")
    if breach.high is None:
        return say("不少于 {low}", low=f"{breach.low:,}")
    return f"{breach.low:,}" if breach.low == breach.high else f"{breach.low:,}–{breach.high:,}"
