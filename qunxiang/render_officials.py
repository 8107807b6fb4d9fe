"""What people see of a search of officials: people by name with their posts, then counts of posts' lines and places."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from domain.officials import FacetLine, OfficialsPage
from qunxiang.language import say
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
    names = _lines()
    return say("、").join(say("{name} {n} 人", name=names.get(one.value, one.name), n=one.people) for one in lines)


def _lines() -> dict[str, str]:
    """Return what the lines are called in the reader's language."""
    return {
        "party": say("党委"), "government": say("政府"), "congress": say("人大"), "cppcc": say("政协"),
        "discipline": say("纪检监察"), "court": say("法院"), "procuratorate": say("检察院"), "army": say("军队"),
        "mass_organisation": say("群团"), "enterprise": say("企业"), "school": say("学校"), "health": say("卫生"),
        "village": say("村和社区"), "title": say("职级职称"), "other": say("其他"),
    }  # fmt: skip
