"""What people see in a terminal: plain tables, readable without colour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from domain.entity import EntitySummary
from domain.ontology.catalogue import load_kinds, load_predicates
from domain.portrait import (
    Citation,
    CoverageRow,
    Holder,
    HoldersPage,
    LastKnown,
    Line,
    OrganisationPage,
    PathsPage,
    Portrait,
    PostLine,
)
from graph.store import Stage, StoreCounts

STATUS = {
    "current": "在任", "appointed": "任命", "proposed": "拟任", "removal_proposed": "拟免", "removed": "免去", "former": "曾任",
}  # fmt: skip
NATURE = {"full": "", "acting": "代理", "concurrent": "兼任", "seconded": "挂职"}
MATCH = {"exact": "全名", "prefix": "开头", "part": "部分"}


def render_search(found: Sequence[EntitySummary]) -> RenderableType:
    """Return the results as a table."""
    table = Table()
    for column in ("名称", "类别", "职务", "机构", "年份", "匹配", "编号"):
        table.add_column(column, overflow="fold")
    for one in found:
        table.add_row(
            escape(one.name), load_kinds()[one.kind].label(), escape(one.post), escape(one.organisation), one.years,
            MATCH.get(one.matched_by, one.matched_by), one.id,
        )  # fmt: skip
    return table


def render_portrait(portrait: Portrait) -> RenderableType:
    """Return the portrait with the sentence under each line."""
    parts: list[RenderableType] = [
        _title(f"{portrait.name}（{portrait.id}）"),
        _clocks(portrait.as_of.valid, portrait.as_of.known),
    ]
    parts += _section("任职", (part for post in portrait.posts for part in _post(post)))
    life = [
        ("出生", portrait.life.born), ("籍贯", portrait.life.native_place), ("学历", portrait.life.education),
        ("加入", portrait.life.joined),
    ]  # fmt: skip
    for label, rows in life:
        parts += _section(label, (part for row in rows for part in _life_row(row)))
    for label, lines in (
        ("荣誉", portrait.awards), ("评议", portrait.evaluations), ("活动", portrait.activities),
        ("培训", portrait.training), ("所属", portrait.ties),
    ):  # fmt: skip
        parts += _section(label, (part for line in lines for part in _line(line)))
    parts += _section("来源未载", (Text(f"  {gap}") for gap in portrait.gaps))
    parts += _section(
        "来源",
        (
            Text(f"  {s.published or '日期不详'}  {s.title or '（无标题）'}  {s.source}  {s.document[:12]}")
            for s in portrait.sources
        ),
    )
    return Group(*parts)


def render_organisation(page: OrganisationPage) -> RenderableType:
    """Return the organisation page."""
    parts: list[RenderableType] = [
        _title(f"{page.name}（{load_kinds()[page.kind].label()}，{page.id}）"), _clocks(page.as_of.valid, page.as_of.known)
    ]  # fmt: skip
    parts += _section(f"班子（{page.as_of.valid}）", (part for h in page.leadership for part in _holder(h)))
    parts += _section("最后所知（其后来源未载）", (part for k in page.last_known for part in _last_known(k)))
    for label, lines in (
        ("所属", page.parts), ("服务", page.services), ("活动", page.activities), ("荣誉", page.awards), ("数字", page.counts),
    ):  # fmt: skip
        parts += _section(label, (part for line in lines for part in _line(line)))
    return Group(*parts)


def render_holders(page: HoldersPage) -> RenderableType:
    """Return who holds or held a post."""
    parts: list[RenderableType] = [
        _title(f"{page.organisation} {page.post}"),
        _clocks(page.as_of.valid, page.as_of.known),
    ]
    parts += _section("担任者", (part for h in page.holders for part in _holder(h)))
    parts += _section("最后所知（其后来源未载）", (part for k in page.last_known for part in _last_known(k)))
    return Group(*parts)


def render_coverage(rows: Sequence[CoverageRow]) -> RenderableType:
    """Return coverage as a table; unknown stands apart from uncovered."""
    table = Table(title=f"{rows[0].area} 服务覆盖 {rows[0].period}".strip(), title_justify="left")
    for column in ("服务", "服务到的户", "在册的户", "户数不详的记录", "次数", "未见服务的户"):
        table.add_column(column, overflow="fold")
    for row in rows:
        gaps = "、".join(row.gaps[:8]) + (f" 等{len(row.gaps)}户" if len(row.gaps) > 8 else "")
        known = "不详（没有住户清单）" if row.denominator is None else str(row.denominator)
        table.add_row(escape(row.service), str(row.numerator), known, str(row.unknown), str(row.uses), gaps)
    return table


def render_paths(page: PathsPage) -> RenderableType:
    """Return the paths, a hop a line."""
    parts: list[RenderableType] = [_title(f"{page.source} — {page.target}")]
    for number, path in enumerate(page.paths, 1):
        parts.append(Text(f"路径 {number}"))
        for hop in path:
            label = load_predicates()[hop.predicate].label()
            parts.append(Text(f"  {hop.source_name} —{label}— {hop.target_name}"))
            parts += [_quote(c) for c in hop.evidence]
    if page.cut:
        parts.append(Text(f"牵涉过广、未经由其相连：{'、'.join(page.cut)}"))
    return Group(*parts)


def render_status(counts: StoreCounts, failures: Sequence[Stage]) -> RenderableType:
    """Return what the store holds."""
    lines = [f"文件 {counts.documents}  文章 {counts.articles}  陈述 {counts.statements}  失败 {counts.failures}"]
    lines.append("条目 " + ("  ".join(f"{load_kinds()[k].label()} {n}" for k, n in counts.entities.items()) or "无"))
    lines.append("读取版本 " + ("  ".join(f"{version}: {n}" for version, n in counts.readings.items()) or "无"))
    lines += [f"失败 {stage.error}（第{stage.attempts}次）" for stage in failures]
    return Text("\n".join(lines))


def _title(text: str) -> Text:
    return Text(text, style="bold")


def _clocks(valid: str, known: str) -> Text:
    return Text(f"截至 {valid}；按 {known[:10]} 已知的内容", style="dim")


def _section(title: str, parts: Iterable[RenderableType]) -> list[RenderableType]:
    listed = list(parts)
    return [Text(f"【{title}】"), *listed] if listed else []


def _quote(citation: Citation) -> Text:
    marks = f"〔{'、'.join(citation.marks)}〕" if citation.marks else ""
    where = f"{citation.stated or '日期不详'} {citation.document[:12]} {citation.start}–{citation.end}"
    quote = " ".join(citation.quote.split())
    return Text(f"      「{quote}」{marks} {where}", style="dim")


def _span(since: str, until: str) -> str:
    return f"{since or '起始不详'} 至 {until or '未载'}" if since or until else "起止未载"


def _post(post: PostLine) -> list[RenderableType]:
    nature = NATURE.get(post.nature, post.nature)
    status = STATUS.get(post.status, post.status) + (f"·{nature}" if nature else "")
    shown = (
        f"，见于 {post.first_stated}" + (f"–{post.last_stated}" if post.last_stated != post.first_stated else "")
        if post.first_stated
        else ""
    )
    return [
        Text(f"  {post.organisation} {post.post}（{status}；{_span(post.valid_from, post.valid_to)}{shown}）"),
        *(_quote(c) for c in post.evidence),
    ]  # fmt: skip


def _life_row(row: dict[str, object]) -> list[RenderableType]:
    evidence = row["evidence"]
    values = " ".join(str(value) for role, value in row.items() if role != "evidence" and value)
    quotes = [_quote(c) for c in evidence if isinstance(c, Citation)] if isinstance(evidence, tuple) else []
    return [Text(f"  {values}"), *quotes]


def _line(line: Line) -> list[RenderableType]:
    spec = load_predicates()[line.predicate]
    labels = {role.name: role.label() for role in spec.roles}
    values = "  ".join(f"{labels.get(role, role)}：{value}" for role, value in line.values.items())
    return [Text(f"  {values}"), *(_quote(c) for c in line.evidence)]


def _holder(holder: Holder) -> list[RenderableType]:
    status = STATUS.get(holder.status, holder.status)
    return [
        Text(f"  {holder.post} {holder.name}（{status}；{_span(holder.valid_from, holder.valid_to)}）"),
        *(_quote(c) for c in holder.evidence),
    ]  # fmt: skip


def _last_known(known: LastKnown) -> list[RenderableType]:
    return [
        Text(f"  {known.post} {known.name}（最后见于 {known.last_stated or '日期不详'}）"),
        *(_quote(c) for c in known.evidence),
    ]  # fmt: skip
