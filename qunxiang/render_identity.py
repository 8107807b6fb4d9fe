"""What people see of namesakes in a terminal: in what they agree or contradict, what a merge would show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from domain.identity import AGREES, CONTRADICTS, DIFFERS, UNKNOWN, Comparison, Feature, MergePreview, Ruling, SameName
from graph.comparison import ABSTAIN, MATCH, NO_MATCH, is_alike
from qunxiang.closed_words import name_value
from qunxiang.language import say, translate
from qunxiang.render import render_portrait, render_summary
from qunxiang.render_line import quote, section

FEW = 3
"""How many reasons for which somebody is one stand below a portrait."""

RULE = "rule:"
"""How the author of a judgement begins that is a rule's and no person's."""


def name_feature(name: str) -> str:
    """Return what a feature is called."""
    return {
        "post": say("职务"), "organisation": say("机构"), "place": say("地方"), "at_once": say("同时任职"),
        "birth": say("出生"), "gender": say("性别"), "native_place": say("籍贯"), "companions": say("一起出现的人"),
        "former_name": say("曾用名"),
    }[name]  # fmt: skip


def name_outcome(outcome: str) -> str:
    """Return what an outcome is called."""
    return {
        AGREES: say("相符"), CONTRADICTS: say("矛盾"), DIFFERS: say("不同"), UNKNOWN: say("未双方载明"),
    }[outcome]  # fmt: skip


def name_verdict(comparison: Comparison) -> str:
    """Return the verdict of a comparison in words."""
    # Somebody who could not tell took the pair from the queue: it waits no more.
    undecided = say("不能确定") if comparison.rulings else say("待辨认")
    return {MATCH: say("同一人"), NO_MATCH: say("不是同一人"), ABSTAIN: undecided}[comparison.verdict]


def render_same_name(page: SameName) -> RenderableType:
    """Return the people of a name and their comparisons, with the ids that a judgement takes."""
    parts: list[RenderableType] = [Text(page.name, style="bold")]
    for number, one in enumerate(page.candidates, 1):
        parts += render_summary(number, one, "")
    parts += render_attached(page.attached)
    numbers = {one.id: number for number, one in enumerate(page.candidates, 1)}
    for comparison in page.comparisons:
        pair = f"{numbers[comparison.left.id]} – {numbers[comparison.right.id]}"
        verdict, reasons = name_verdict(comparison), _reasons(comparison)
        parts.append(Text(say("{pair}  {verdict}：{reasons}", pair=pair, verdict=verdict, reasons=reasons)))
        parts += _features(comparison.features)
        parts += [_ruling(ruling) for ruling in comparison.rulings]
    if page.left_out:
        parts.append(Text(say("另有 {number} 对没有比较：这个姓名太常见", number=page.left_out)))
    return Group(*parts)


def render_waiting_names(pages: Sequence[SameName]) -> RenderableType:
    """Return the queue, name by name."""
    return Group(*(part for page in pages for part in (render_same_name(page), Text(""))))


def render_preview(preview: MergePreview) -> RenderableType:
    """Return a comparison and the portrait that a merge would give; nothing has been written."""
    comparison = preview.comparison
    parts: list[RenderableType] = []
    for number, one in enumerate((comparison.left, comparison.right), 1):
        parts += render_summary(number, one, "")
    verdict, reasons = name_verdict(comparison), _reasons(comparison)
    parts.append(Text(say("{verdict}：{reasons}", verdict=verdict, reasons=reasons)))
    parts += _features(comparison.features)
    parts += [_ruling(ruling) for ruling in comparison.rulings]
    parts.append(Text(say("如果合并，画像是这样（尚未写入）："), style="bold"))
    return Group(*parts, render_portrait(preview.portrait))


def render_namesakes(page: SameName, one: str) -> RenderableType:
    """Return why a portrait is one, then the namesakes: a line each with what agrees and what contradicts."""
    parts = render_attached(page.attached, FEW)
    if page.comparisons:
        parts.append(Text(say("【{title}】", title=say("同名者（未合并）"))))
    for number, comparison in enumerate(page.comparisons, 1):
        other = comparison.right if comparison.left.id == one else comparison.left
        parts += render_summary(number, other, "")
        verdict, reasons = name_verdict(comparison), _reasons(comparison)
        parts.append(Text(say("   {verdict}：{reasons}", verdict=verdict, reasons=reasons)))
        parts += _features(comparison.features, brief=True)
    return Group(*parts)


def _reasons(comparison: Comparison) -> str:
    return say("；").join(translate(reason) for reason in comparison.reasons)


def _features(features: Iterable[Feature], *, brief: bool = False) -> list[RenderableType]:
    parts: list[RenderableType] = []
    for feature in features:
        if (feature.outcome == UNKNOWN and not is_alike(feature)) or (
            feature.name == "companions" and feature.outcome != AGREES
        ):
            continue
        name = name_feature(feature.name)
        outcome = say("未能区分") if is_alike(feature) else name_outcome(feature.outcome)
        said = name_value if feature.name == "gender" else str
        left, right = (say("、").join(map(said, side)) for side in (feature.left, feature.right))
        words = say("   {outcome}  {feature}  {left} ／ {right}", outcome=outcome, feature=name, left=left, right=right)
        if is_alike(feature):
            words = say(
                "   {outcome}  {feature}  {left}（名称相同，尚不能确定是同一{what}）", outcome=outcome, feature=name,
                left=left, what=name_feature("organisation" if feature.name == "post" else feature.name),
            )  # fmt: skip
        parts.append(Text(words if feature.name != "companions" else f"   {outcome}  {name}"))
        if not brief:
            parts += [quote(cited) for cited in (*feature.left_evidence[:1], *feature.right_evidence[:1])]
    return parts


def render_attached(rulings: Sequence[Ruling], few: int = 0) -> list[RenderableType]:
    """Return why the parts of somebody are one, with the sentences of both sides and how to part them again.

    With `few` only so many are shown, and how many there are besides.
    """
    shown = rulings[:few] if few else rulings
    parts = section(say("为何合在一起"), (part for ruling in shown for part in _attached(ruling)))
    if len(shown) < len(rulings):
        parts.append(Text(say("   另有 {n} 处，见 qunxiang namesakes --id", n=len(rulings) - len(shown))))
    return parts


def _attached(ruling: Ruling) -> Iterator[RenderableType]:
    day = ruling.known_from[:10]
    if not ruling.by.startswith(RULE):
        yield _ruling(ruling)
    else:
        yield Text(say("   按规则 {day}：{why}", day=day, why=translate(ruling.why)))
    yield from (quote(cited) for cited in (*ruling.left_evidence, *ruling.right_evidence))
    if ruling.by.startswith(RULE):
        command = f"qunxiang judge {ruling.left} {ruling.right} different --by … --reason …"
        yield Text(say("      不该合：{command}", command=command), style="dim")


def _ruling(ruling: Ruling) -> RenderableType:
    said = {"same": say("判为同一人"), "different": say("判为不是同一人"), "unsure": say("判为不能确定")}
    words = say(
        "   {by} {day} {said}：{why}（收回：--undo {judgement}）", by=ruling.by, day=ruling.known_from[:10],
        said=said[ruling.verdict], why=ruling.why, judgement=ruling.judgement,
    )  # fmt: skip
    return Text(words)
