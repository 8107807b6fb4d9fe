"""What of a portrait compares statements: posts held together, ties, disagreements, and what each section rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from domain.portrait import Concurrent, Disagreement, Length, Portrait, Section, Side, Tie
from qunxiang.closed_words import name_value
from qunxiang.language import say, translate
from qunxiang.render_line import quote, section, span


def render_relations(portrait: Portrait) -> list[RenderableType]:
    """Return posts held together, ties by rule and disagreements, each side with its own evidence."""
    parts = section(say("同期任职"), (part for one in portrait.concurrent for part in _concurrent(one)))
    parts += section(say("依规则得出的联系"), (part for tie in portrait.ties for part in _tie(tie)))
    if portrait.ties_cut:
        parts.append(Text(say("单位过大，不据以认定联系：{names}", names=say("、").join(portrait.ties_cut))))
    return parts + render_disagreements(portrait.disagreements)


def render_disagreements(disagreements: Sequence[Disagreement]) -> list[RenderableType]:
    """Return what sources do not agree on, all sides, each with its preference and the reason for it."""
    return section(say("说法不一"), (part for one in disagreements for part in _disagreement(one)))


def render_length(length: Length) -> str:
    """Return how long a post was held, as exactly as its two dates say it."""
    if length.least == length.most:
        return say("共 {n} 个月", n=length.most)
    return say("共 {least} 至 {most} 个月（只知年份）", least=length.least, most=length.most)


def render_basis(one: Section) -> Text:
    """Return what a section rests on: counts of lines, statements and documents, and the day of the last one."""
    words = say(
        "{section}：{lines} 项，{statements} 条陈述，{documents} 份文件，最近 {day}",
        section=name_section(one.name),
        lines=one.lines,
        statements=one.statements,
        documents=one.documents,
        day=one.last_stated or say("日期未载"),
    )
    return Text(f"  {words}")


def name_section(name: str) -> str:
    """Return what a section, or what can be in disagreement, is called."""
    return {
        "posts": say("任职"), "names": say("曾用名"), "born": say("出生"), "native_place": say("籍贯"),
        "education": say("学历"),
        "joined": say("入党、参加工作"), "gender": say("性别"), "retired": say("退休"), "died": say("去世"),
        "awards": say("荣誉"), "evaluations": say("评议"), "belongs_to": say("所属"), "activities": say("活动"),
        "study": say("学习经历"), "titles": say("职称、职级"), "training": say("培训"),
        "start": say("任职起始"), "end": say("任职结束"), "count": say("数字"),
    }.get(name, name)  # fmt: skip


def _concurrent(one: Concurrent) -> Iterator[RenderableType]:
    both = say("、").join((f"{one.organisation} {one.post}", f"{one.other_organisation} {one.other_post}"))
    yield Text("  " + say("{what}（{details}）", what=both, details=months_of(one.valid_from, one.valid_to)))
    yield from (quote(citation) for citation in (*one.evidence, *one.other_evidence))


def _tie(tie: Tie) -> Iterator[RenderableType]:
    details = say("；").join((translate(tie.reason), months_of(tie.valid_from, tie.valid_to)))
    yield Text("  " + say("{what}（{details}）", what=f"{tie.name}  {tie.what}", details=details))
    yield Text("    " + say("本人：{what}", what=tie.own))
    yield from (quote(citation) for citation in tie.evidence)
    yield Text("    " + say("对方：{what}", what=tie.other))
    yield from (quote(citation) for citation in tie.other_evidence)


def _disagreement(one: Disagreement) -> Iterator[RenderableType]:
    yield Text("  " + "  ".join(filter(None, (name_section(one.about), name_value(one.subject)))))
    for side in one.sides:
        yield Text("    " + say("{what}（{details}）", what=name_value(side.value), details=_weight(side)))
        yield from (quote(citation) for citation in side.evidence)


def _weight(side: Side) -> str:
    preference = {"preferred": say("优先"), "normal": say("并列"), "deprecated": say("不采用")}[side.preference]
    return say("；").join(filter(None, (preference, translate(side.reason), side.why)))


def months_of(since: str, until: str) -> str:
    return since if since == until else span(since, until)
