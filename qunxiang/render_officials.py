"""What people see of a search of officials: people by name with their posts, then counts of posts' lines and places."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from domain.officials import FacetLine, OfficialsPage
from qunxiang.language import say, translate
from qunxiang.render import render_post
from qunxiang.render_line import section


def render_officials(page: OfficialsPage) -> RenderableType:
    """Return the officials, each with the posts that fit and their sentences, and the counts of all that fit."""
    parts: list[RenderableType] = []
    for official in page.officials:
        parts += [Text(official.name, style="bold"), Text(f"  --id {official.id}", style="dim")]
        parts += [part for post in official.posts for part in render_post(post)]
    for title, lines in (
        (say("条线"), page.lines), (say("地区"), page.areas), (say("机构"), page.organisations),
    ):  # fmt: skip
        parts += section(title, [Text(f"  {_counts(lines)}")] if lines else [])
    if page.after:
        parts.append(Text(say("还有下一页：--after {id}", id=page.after)))
    return Group(*parts)


def _counts(lines: Sequence[FacetLine]) -> str:
    return say("、").join(say("{name} {n} 人", name=translate(one.name), n=one.people) for one in lines)
