"""What people see of a holding in a terminal: whether it is held on the asked day, and apart from that how it ended."""

from __future__ import annotations

from rich.console import RenderableType
from rich.text import Text

from domain.partial_date import find_partial_date
from domain.portrait import AsOf, Holder, PostLine
from graph.holding import Cover
from graph.term import ENDED, HELD
from qunxiang.closed_words import name_nature, name_status
from qunxiang.language import say
from qunxiang.render_line import quote, span


def name_standing(post: PostLine | Holder, *, is_past: bool = False) -> str:
    """Return whether the person holds the post on the asked day.

    A status is that of today: on a day before it whoever has left since is in the post.
    """
    if post.status in HELD:
        if post.cover == Cover.UNKNOWN.value:
            return say("此后未载")
        if post.cover == Cover.NOT_HELD.value:
            return say("已结束")
    if post.cover == Cover.HELD.value and (is_past or post.status in ENDED):
        return say("当时在任")
    return name_status(post.status)


def render_holder(holder: Holder, as_of: AsOf) -> list[RenderableType]:
    """Return who holds a post on a day, in which form, from when, and what came later."""
    nature = name_nature(holder.nature)
    standing = name_standing(holder, is_past=as_of.valid < as_of.known[: len(as_of.valid)])
    details = [standing + (f"·{nature}" if nature else "")]
    if holder.cover == Cover.HELD.value and holder.status in ENDED and _ends_after(holder, as_of.valid):
        details.append(say("自 {since}", since=holder.valid_from) if holder.valid_from else say("起始未载"))
        day = holder.valid_to or say("日期未载")
        details.append(say("其后离任：{day}", day=day))
    else:
        details.append(span(holder.valid_from, holder.valid_to))
    return [
        Text("  " + say("{what}（{details}）", what=f"{holder.post} {holder.name}", details=say("；").join(details))),
        *(quote(c) for c in holder.evidence),
    ]


def _ends_after(holder: Holder, asked: str) -> bool:
    """True when the end lies behind all of the asked day, month or year."""
    end, day = find_partial_date(holder.valid_to), find_partial_date(asked)
    return end is None or day is None or end.earliest() > day.latest()
