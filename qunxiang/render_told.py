"""What people see of numbers, service terms and quotations of texts, and of where answers from records rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from domain.told import Figure, FiguresPage, Quotation, RowSource, ServiceTerm
from qunxiang.language import say
from qunxiang.render_line import quote, section
from qunxiang.render_records import name_word

SHOWN_SPANS = 3


def render_figures(page: FiguresPage) -> RenderableType:
    """Return the numbers and terms of a document, the words under each."""
    parts = section(say("数字"), (part for one in page.figures for part in _figure(one)))
    return Group(*parts, *render_terms(page.terms))


def _figure(figure: Figure) -> list[RenderableType]:
    words = [figure.quantity, figure.measure, figure.subject, figure.period]
    return [_line(words, figure.start, figure.end), *(quote(one) for one in figure.evidence)]


def render_terms(terms: Iterable[ServiceTerm]) -> list[RenderableType]:
    """Return the service terms as a section."""
    return section(say("服务标准"), (part for one in terms for part in _term(one)))


def _term(term: ServiceTerm) -> list[RenderableType]:
    times = say("{per}{n}次", per=term.per, n=term.times) if term.times else name_word("limit", term.limit)
    within = say("{within}（{minutes}分钟）", within=term.within, minutes=term.minutes) if term.within else ""
    words = [term.service, times, within, term.provider]
    return [_line(words, term.start, term.end), *(quote(one) for one in term.evidence)]


def render_quotations(quotations: Iterable[Quotation]) -> RenderableType:
    """Return quotations: who, when, on which occasion, the words below."""
    parts: list[RenderableType] = []
    for one in quotations:
        parts.append(_line([one.speaker, one.date, one.occasion], one.start, one.end))
        parts += [quote(citation) for citation in one.evidence]
    return Group(*parts)


def render_row_sources(sources: Sequence[RowSource]) -> list[RenderableType]:
    """Return the documents that an answer rests on, with the places of the first rows."""
    return section(say("来源"), (Text(f"  {_source(one)}") for one in sources))


def _source(source: RowSource) -> str:
    spans = say("、").join(f"{start}–{end}" for start, end in source.spans[:SHOWN_SPANS])
    more = len(source.spans) - SHOWN_SPANS
    places = say("{spans} 等 {n} 处", spans=spans, n=len(source.spans)) if more > 0 else spans
    told = say("{n} 条陈述", n=source.statements)
    return f"{source.title}  {source.document[:12]}  {told}  {places}"


def _line(words: Iterable[str], start: int, end: int) -> Text:
    return Text("  " + "  ".join(word for word in (*words, f"{start}–{end}") if word))
