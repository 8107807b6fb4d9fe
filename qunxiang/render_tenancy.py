"""What people see of a post in a terminal besides its holders: vacancies, gaps, what is unknown, who is in charge."""

from __future__ import annotations

from rich.console import RenderableType
from rich.text import Text

from domain.portrait import HoldersPage, InCharge, Stretch, Vacancy
from qunxiang.language import say, translate
from qunxiang.render_line import quote, section


def render_silence(page: HoldersPage) -> list[RenderableType]:
    """Return the sections of the days on which nobody is shown in the post, the stated vacancies first."""
    parts = section(say("空缺（来源所载）"), [line for one in page.vacancies for line in _vacancy(one)])
    parts += section(say("主持工作"), [line for one in page.in_charge for line in render_in_charge(one)])
    parts += section(say("间隔"), [line for one in page.gaps for line in _stretch(one)])
    return parts + section(say("不详"), [line for one in page.unknown for line in _stretch(one)])


def render_in_charge(one: InCharge) -> list[RenderableType]:
    """Return who does the work of a post, with the own post where the record shows it, and the sentences."""
    details = say("{post}的工作由其主持；{time}", post=one.post, time=_span(one))
    what = f"{one.own_post} {one.name}".strip()
    return [Text("  " + say("{what}（{details}）", what=what, details=details)), *(quote(c) for c in one.evidence)]


def _vacancy(one: Vacancy) -> list[RenderableType]:
    return [Text("  " + _span(one)), *(quote(c) for c in one.evidence)]


def _stretch(one: Stretch) -> list[RenderableType]:
    words = say("{label}：{value}", label=_span(one), value=translate(one.why))
    return [Text("  " + words), *(quote(c) for c in one.evidence)]


def _span(one: Vacancy | Stretch | InCharge) -> str:
    until = one.valid_to or say("未载")
    return say("{since} 至 {until}", since=one.valid_from or say("起始未载"), until=until)
