"""What people see of the review lane and of two readings beside each other: plain lines, readable without colour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from domain.judgement import Judgement
from domain.ontology.catalogue import load_predicates
from graph.answer import Run, StatementView
from graph.difference import Difference, Two
from qunxiang.closed_words import label_of, name_mark, name_value
from qunxiang.language import say


def render_waiting(views: Sequence[StatementView]) -> RenderableType:
    """Return statements that wait, each with its sentence, how it was read, and the id that decides on it."""
    return Group(*(part for number, view in enumerate(views, 1) for part in _numbered(number, view)))


def render_statement(view: StatementView) -> RenderableType:
    """Return one statement with what was decided on it."""
    parts = [*_numbered(1, view)]
    parts += [
        Text("   " + say("〔{mark}〕{by}：{why}", mark=name_mark(mark.verdict), by=mark.by, why=mark.why))
        for mark in view.marks
        if mark.judgement
    ]
    return Group(*parts)


def render_orphans(judgements: Sequence[Judgement]) -> RenderableType:
    """Return what people said of words that nobody finds any more."""
    lines = [say("依托的文字现在读不出来了，结论保留但不起作用：")] if judgements else [say("没有失去依托的结论")]
    lines += [
        "  " + say("〔{mark}〕{by}：{why}", mark=_verdict(one), by=one.by, why=one.why) + f"  {one.subject}"
        for one in judgements
    ]
    return Text("\n".join(lines))


def render_difference(found: Difference, orphans: Sequence[Judgement] = ()) -> RenderableType:
    """Return what changed, in the order of the text: + came, - went, ~ says it otherwise."""
    head = say(
        "{document}：{before} → {after}；不变 {same} 条，新增 {added}，消失 {gone}，改变 {changed}",
        document=found.document[:12], before=_run(found.before), after=_run(found.after), same=found.same,
        added=sum(old is None for old, _ in found.pairs), gone=sum(new is None for _, new in found.pairs),
        changed=sum(old is not None and new is not None for old, new in found.pairs),
    )  # fmt: skip
    parts: list[RenderableType] = [Text(head)]
    for pair in found.pairs:
        parts += _pair(pair)
    if orphans:
        parts.append(render_orphans(orphans))
    return Group(*parts)


def _run(run: Run) -> str:
    return f"{run.version} ({run.known_from[:10]})" if run.known_from else run.version


def _pair(pair: Two) -> Iterable[RenderableType]:
    old, new = pair
    if old is None and new is not None:
        yield Text(f"+ {_what(new)}")
        yield _sentence(new)
    elif new is None and old is not None:
        yield Text(f"- {_what(old)}")
        yield _sentence(old)
    elif old is not None and new is not None:
        yield Text(f"~ {_what(old)}")
        yield Text(f"  → {_what(new)}")
        yield _sentence(new)


def _numbered(number: int, view: StatementView) -> list[RenderableType]:
    return [Text(f"{number}. {_what(view)}"), _sentence(view), Text(f"   {view.id}", style="dim")]


def _what(view: StatementView) -> str:
    spec = load_predicates()[view.predicate]
    roles = "  ".join(
        say("{label}：{value}", label=label_of(role) if role else argument.role,
            value=name_value(argument.text) if role and role.one_of else argument.text)
        for argument in view.arguments
        for role in [spec.find_role(argument.role)]
    )  # fmt: skip
    how = say("〔{extractor}，把握 {confidence}〕", extractor=view.extractor, confidence=f"{view.confidence:.2f}")
    return f"{label_of(spec)}  {roles}  {how}"


def _sentence(view: StatementView) -> Text:
    quote = say("「{quote}」", quote=" ".join(view.quote.split()))
    where = f"{view.stated or say('日期未载')} {view.document_id[:12]} {view.start}–{view.end}"
    return Text(f"      {quote} {where}", style="dim")


def _verdict(judgement: Judgement) -> str:
    return name_mark(str(judgement.verdict))
