"""What people see in a terminal: plain tables, readable without colour."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from domain.entity import EntitySummary
from domain.ontology.catalogue import RoleSpec, load_predicates
from domain.portrait import (
    Citation,
    CoverageRow,
    HoldersPage,
    Kin,
    LastKnown,
    Line,
    NameHeld,
    OrganisationPage,
    PathsPage,
    Portrait,
    PostLine,
    SourceLine,
)
from graph.answer import StoreCounts
from graph.commit import Stage
from qunxiang.closed_words import label_of, name_kind, name_match, name_nature, name_value
from qunxiang.language import say, translate
from qunxiang.render_holder import name_standing, render_holder
from qunxiang.render_line import quote, section, span
from qunxiang.render_relations import months_of, render_basis, render_disagreements, render_length, render_relations
from qunxiang.render_tenancy import render_in_charge, render_silence

RECORD = "record"
"""The role that holds the key of a record: programs follow it, people read the row."""

UNSPOKEN = frozenset({"evidence", "preference", "rule", "reason"})
"""What a row of a life has beside the words of the source."""


def render_search(found: Sequence[EntitySummary], before_id: str = "--id ") -> RenderableType:
    """Return the results as a numbered list; ids stand whole on a line of their own, ready to be copied."""
    return Group(*(row for number, one in enumerate(found, 1) for row in render_summary(number, one, before_id)))


def render_summary(number: int, one: EntitySummary, before_id: str) -> list[RenderableType]:
    """Return one entity of a list: what tells it from its namesakes, then its id behind the option that takes it."""
    words = [name_kind(one.kind), f"{one.organisation} {one.post}".strip(), one.years, one.native_place]
    words += [say("匹配：{how}", how=name_match(one.matched_by))] if one.matched_by else []
    return [
        Text(f"{number}. {one.name}  {'  '.join(word for word in words if word)}"),
        Text(f"   {before_id}{one.id}", style="dim"),
    ]


def render_portrait(portrait: Portrait) -> RenderableType:
    """Return the portrait with the sentence under each line."""
    parts: list[RenderableType] = [
        _title(say("{name}（{id}）", name=portrait.name, id=portrait.id)),
        _clocks(portrait.as_of.valid, portrait.as_of.known),
    ]
    parts += section(say("任职"), (part for post in portrait.posts for part in render_post(post)))
    life = [
        (say("曾用名"), portrait.life.names), (say("出生"), portrait.life.born),
        (say("籍贯"), portrait.life.native_place),
        (say("学历"), portrait.life.education), (say("学习经历"), portrait.life.study),
        (say("职称、职级"), portrait.life.titles), (say("入党、参加工作"), portrait.life.joined),
        (say("性别"), portrait.life.gender), (say("退休"), portrait.life.retired), (say("去世"), portrait.life.died),
    ]  # fmt: skip
    for label, rows in life:
        parts += section(label, (part for row in rows for part in _life_row(row)))
    for label, lines in (
        (say("荣誉"), portrait.awards), (say("评议"), portrait.evaluations),
        (say("处分（主管机关公布）"), portrait.sanctions), (say("活动"), portrait.activities),
        (say("培训"), portrait.training), (say("所属"), portrait.belongs_to),
    ):  # fmt: skip
        parts += section(label, (part for line in lines for part in _line(line)))
    parts += render_relations(portrait)
    parts += section(say("来源未载"), (Text(f"  {translate(gap)}") for gap in portrait.gaps))
    parts += section(say("各项依据"), (render_basis(one) for one in portrait.sections if one.lines))
    parts += section(say("来源"), (_source(source) for source in portrait.sources))
    return Group(*parts)


def render_organisation(page: OrganisationPage) -> RenderableType:
    """Return the organisation page."""
    parts: list[RenderableType] = [
        _title(say("{name}（{kind}，{id}）", name=page.name, kind=name_kind(page.kind), id=page.id)),
        _clocks(page.as_of.valid, page.as_of.known),
    ]
    parts += section(say("名称及起止"), (part for held in page.names_held for part in _name_held(held)))
    for label, kin in ((say("前身"), page.predecessors), (say("后继"), page.successors)):
        parts += section(label, (part for one in kin for part in _kin(one)))
    parts += section(
        say("班子（{day}）", day=page.as_of.valid),
        (part for h in page.leadership for part in render_holder(h, page.as_of)),
    )
    parts += section(say("最后所知（其后来源未载）"), (part for k in page.last_known for part in _last_known(k)))
    parts += section(say("主持工作"), (part for one in page.in_charge for part in render_in_charge(one)))
    parts += section(say("沿革"), (part for line in page.changes for part in _change(line, page.names_held)))
    for label, lines in (
        (say("隶属"), page.wholes), (say("下辖"), page.parts),
        (say("服务"), page.services), (say("服务标准"), page.terms), (say("活动"), page.activities),
        (say("荣誉"), page.awards), (say("数字"), page.counts),
    ):  # fmt: skip
        parts += section(label, (part for line in lines for part in _line(line)))
    parts += render_disagreements(page.disagreements)
    return Group(*parts)


def render_holders(page: HoldersPage) -> RenderableType:
    """Return who holds or held a post."""
    parts: list[RenderableType] = [
        _title(f"{page.organisation} {page.post}"),
        _clocks(page.as_of.valid, page.as_of.known),
    ]
    parts += section(say("担任者"), (part for h in page.holders for part in render_holder(h, page.as_of)))
    parts += section(say("最后所知（其后来源未载）"), (part for k in page.last_known for part in _last_known(k)))
    parts += render_silence(page)
    if not (page.holders or page.last_known or page.vacancies or page.gaps or page.unknown or page.in_charge):
        parts.append(Text(say("来源未载")))
    return Group(*parts)


def render_coverage(rows: Sequence[CoverageRow]) -> RenderableType:
    """Return coverage as a table with the gap lists below it; unknown stands apart from uncovered."""
    title = say("{area} 服务覆盖 {period}", area=rows[0].area, period=rows[0].period).strip()
    table = Table(title=escape(title), title_justify="left")
    table.add_column(say("服务"), overflow="fold")
    for head in (say("服务到的户"), say("在册的户"), say("未在册的户"), say("户号不详的记录"), say("次数")):
        table.add_column(head, justify="right", overflow="fold")
    for row in rows:
        known = say("不详（没有住户清单）") if row.denominator is None else str(row.denominator)
        numbers = (str(row.numerator), known, str(row.unlisted), str(row.unknown), str(row.uses))
        table.add_row(escape(row.service), *numbers)
    gaps = [Text(f"  {row.service}  {_gaps(row.gaps)}") for row in rows if row.gaps]
    return Group(table, *section(say("未见服务的户"), gaps))


def render_paths(page: PathsPage) -> RenderableType:
    """Return the paths, a hop a line."""
    parts: list[RenderableType] = [_title(f"{page.source} — {page.target}")]
    for number, path in enumerate(page.paths, 1):
        parts.append(Text(say("路径 {number}", number=number)))
        for hop in path:
            label = label_of(load_predicates()[hop.predicate])
            months = f"  {months_of(hop.valid_from, hop.valid_to)}" if hop.valid_from else ""
            parts.append(Text(f"  {hop.source_name} —{label}— {hop.target_name}{months}"))
            parts += [quote(c) for c in hop.evidence]
    if page.cut:
        parts.append(Text(say("关联过多，未经它们连接：{names}", names=say("、").join(page.cut))))
    if page.incomplete:
        parts.append(Text(say("周围的联系太多，没有看全；可能还有别的路径")))
    return Group(*parts)


def render_status(counts: StoreCounts, failures: Sequence[Stage]) -> RenderableType:
    """Return what the store holds."""
    lines = [
        say(
            "文件 {documents}  文章 {articles}  陈述 {statements}  失败 {failures}",
            documents=counts.documents,
            articles=counts.articles,
            statements=counts.statements,
            failures=counts.failures,
        )
    ]
    kinds = "  ".join(f"{name_kind(kind)} {n}" for kind, n in counts.entities.items())
    lines.append(say("条目 {counts}", counts=kinds or say("无")))
    versions = "  ".join(f"{version}: {n}" for version, n in counts.readings.items())
    lines.append(say("读取版本 {versions}", versions=versions or say("无")))
    lines += [say("失败 {error}（第 {n} 次）", error=stage.error, n=stage.attempts) for stage in failures]
    return Text("\n".join(lines))


def _title(text: str) -> Text:
    return Text(text, style="bold")


def _clocks(valid: str, known: str) -> Text:
    return Text(say("截至 {valid}；按 {known} 已知的内容", valid=valid, known=known[:10]), style="dim")


def _source(source: SourceLine) -> Text:
    published = source.published or say("日期未载")
    return Text(f"  {published}  {source.title or say('（无标题）')}  {source.source}  {source.document[:12]}")


def _gaps(gaps: Sequence[str]) -> str:
    shown = say("、").join(gaps[:8])
    return say("{shown} 等{n}户", shown=shown, n=len(gaps)) if len(gaps) > 8 else shown


def render_post(post: PostLine) -> list[RenderableType]:
    """Return one spell in a post with the sentences that show it."""
    nature = name_nature(post.nature)
    details = [name_standing(post) + (f"·{nature}" if nature else ""), span(post.valid_from, post.valid_to)]
    if post.first_stated:
        days = dict.fromkeys((post.first_stated, post.last_stated))
        details.append(say("见于 {days}", days="–".join(days)))
    if post.length:
        details.append(render_length(post.length))
    return [
        Text(
            "  " + say("{what}（{details}）", what=f"{post.organisation} {post.post}", details=say("；").join(details))
        ),
        *(quote(c) for c in post.evidence),
    ]


def _life_row(row: dict[str, object]) -> list[RenderableType]:
    evidence = row["evidence"]
    values = " ".join(
        name_value(str(value)) if role in ("kind", "what", "gender") else str(value)
        for role, value in row.items()
        if role not in UNSPOKEN and value
    )
    if row.get("reason"):
        values = say("{what}（{details}）", what=values, details=translate(str(row["reason"])))
    quotes = [quote(c) for c in evidence if isinstance(c, Citation)] if isinstance(evidence, tuple) else []
    return [Text(f"  {values}"), *quotes]


def _line(line: Line) -> list[RenderableType]:
    spec = load_predicates()[line.predicate]
    return [
        Text(
            "  "
            + "  ".join(
                _role(spec.find_role(role), role, value) for role, value in line.values.items() if role != RECORD
            )
        ),
        *(quote(c) for c in line.evidence),
    ]


def _role(spec: RoleSpec | None, role: str, value: str) -> str:
    closed = spec is not None and bool(spec.one_of)
    label = label_of(spec) if spec is not None else role
    return say("{label}：{value}", label=label, value=name_value(value) if closed else value)


def _name_held(held: NameHeld) -> list[RenderableType]:
    details = span(held.valid_from, held.valid_to)
    return [
        Text("  " + say("{what}（{details}）", what=held.name, details=details)),
        *(quote(c) for c in held.evidence),
    ]


def _change(line: Line, names: Sequence[NameHeld]) -> list[RenderableType]:
    """Return a rename as a sentence with the day on which one name ends and the other begins, others by their roles."""
    if line.values.get("change") != "renamed" or not line.values.get("other"):
        return _line(line)
    told = {citation.statement for citation in line.evidence}
    held = [name for name in names if told & {citation.statement for citation in name.evidence}]
    days = sorted({name.valid_to for name in held} & {name.valid_from for name in held} - {""})
    words = say("由 {old} 更名为 {new}", old=line.values["subject"], new=line.values["other"])
    if days:
        words = say("{what}（{details}）", what=words, details=days[0])
    return [Text(f"  {words}"), *(quote(c) for c in line.evidence)]


def _kin(kin: Kin) -> list[RenderableType]:
    details = say("；").join(part for part in (name_value(kin.change), kin.date) if part)
    return [
        Text("  " + say("{what}（{details}）", what=kin.name, details=details)),
        *(quote(c) for c in kin.evidence),
    ]


def _last_known(known: LastKnown) -> list[RenderableType]:
    last = known.last_stated or say("日期未载")
    return [
        Text("  " + say("{what}（最后见于 {day}）", what=f"{known.post} {known.name}", day=last)),
        *(quote(c) for c in known.evidence),
    ]
