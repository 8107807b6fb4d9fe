"""What people see of a post in a terminal besides its holders: vacancies, gaps, what is unknown, who is in charge."""

from __future__ import annotations

from rich.console import RenderableType
from rich.text import Text

from domain.portrait import HoldersPage, InCharge, Stretch, Vacancy
from qunxiang.language import say, translate
from qunxiang.render_line import section


def render_silence(page: HoldersPage) -> list[RenderableType]:
    """Return the sections of the days on which nobody is shown in the post, the stated vacancies first."""
    parts = section(say("空缺（来源所载）"), [_vacancy(one) for one in page.vacancies])
    parts += section(say("主持工作"), [line for one in page.in_charge for line in render_in_charge(one)])
    parts += section(say("间隔"), [_stretch(one) for one in page.gaps])
    return parts + section(say("不详"), [_stretch(one) for one in page.unknown])


def render_in_charge(one: InCharge) -> list[RenderableType]:
    """Return who does the work of a post, since when."""
    return [Text("  " + say("{what}（{details}）", what=f"{one.post} {one.name}", details=_span(one)))]


def _vacancy(one: Vacancy) -> Text:
    return Text("  " + _span(one))


def _stretch(one: Stretch) -> Text:
    return Text("  " + say("{label}：{value}", label=_span(one), value=translate(one.why)))


def _span(one: Vacancy | Stretch | InCharge) -> str:
    until = one.valid_to or say("未载")
    return say("{since} 至 {until}", since=one.valid_from or say("起始不详"), until=until)
