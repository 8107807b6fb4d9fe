"""What people see of coverage: rows and gaps by area and period, changes, and numbers stated beside those counted."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.console import Group, RenderableType

from domain.coverage import CoveragePage
from domain.told import RowSource
from qunxiang.language import say
from qunxiang.render import render_coverage
from qunxiang.render_line import section
from qunxiang.render_records import render_lines
from qunxiang.render_told import render_row_sources


def render_coverage_page(page: CoveragePage, sources: Sequence[RowSource]) -> RenderableType:
    """Return a table for each area and period, then what changed, what texts state, what became of areas, sources."""
    parts: list[RenderableType] = []
    for _, rows in groupby(page.rows, key=lambda row: (row.area, row.care)):
        own = sorted(rows, key=lambda row: (row.period, row.service))
        parts += [render_coverage(list(group)) for _, group in groupby(own, key=lambda row: row.period)]
    for title, lines in (
        (say("时期之间的变化"), page.changes), (say("所载数字与台账合计"), page.stated),
        (say("地方的变动"), page.areas),
    ):  # fmt: skip
        parts += section(title, [render_lines(lines)] if lines else [])
    return Group(*parts, *render_row_sources(sources))
