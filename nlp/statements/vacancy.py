"""Finds VACANT: a post that nobody holds, as the text says, and who is in charge meanwhile."""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.mention import Mention, MentionKind, imply, refer
from domain.statement import Value
from nlp.scene import Finding, Scene
from nlp.statements.dating import last_date
from nlp.statements.office import OfficeString, find_office_strings
from nlp.statements.passage import iter_passages
from nlp.statements.people import person_at
from nlp.statements.when import read_when

_VACANT = re.compile(
    r"[”\"]?(?:一职|职务|职位|岗位|之职|的职务|的位置)?[，,]?(?:目前|现在|当前|至今|现|已|一直|仍|仍然|暂时|暂|长期|自[^，。；\n]{2,14}起|已经|处于|连续[^，。；\n]{1,8}){0,3}"
    r"(?P<word>空缺|暂缺|出缺|缺位|空岗|悬缺|空置|无人担任|虚位以待|待配备)"
)
_RUNS = re.compile(
    r"(?:同志)?(?:临时|暂时|全面|负责|具体|代为){0,2}(?:(?:主持|负责)[^，。；\n]{0,10}?(?:全面|日常)?工作|(?:主持|代管|代行)(?=[，。；]))"
)
_RUNS_BRACKET = re.compile(r"[（(]主持(?:[^）)\n]{0,8})?(?:全面|日常)?工作[）)]")
_DEPUTY = re.compile(r"^(?:常务|第一|专职)?副")
_REACH = 60


def find_vacancies(scene: Scene) -> Iterator[Finding]:
    """Yield posts that a text calls vacant, and heads' posts whose deputy it says to be in charge."""
    for start, end in iter_passages(scene):
        for string in find_office_strings(scene, start, end):
            office = string.offices[-1]
            vacant = _VACANT.match(scene.text, string.end)
            if vacant is not None and office.body is not None:
                yield _state_vacant(scene, string, vacant)
            elif vacant is None and office.body is not None and _DEPUTY.match(office.post.text):
                yield from _find_in_charge(scene, string)


def _state_vacant(scene: Scene, string: OfficeString, vacant: re.Match[str]) -> Finding:
    office = string.offices[-1]
    last = scene.sentence_at(string.start)[1]
    person = _find_runner(scene, vacant.end(), min(last, vacant.end() + _REACH))
    date = last_date(scene, max(scene.sentence_at(string.start)[0], string.start - _REACH), vacant.end())
    when = read_when(scene, date).start if date is not None else ""
    statement = scene.state(
        "VACANT", min(string.start, office.post.start), vacant.end("word"), post=refer(office.post), org=office.body,
        in_charge=refer(person) if person else None,
        date=Value(date.text, date.start, date.end) if date is not None and when else None,
    )  # fmt: skip
    return Finding(statement, "vacant-said", 0.9, when)


def _find_runner(scene: Scene, start: int, end: int) -> Mention | None:
    """Return the person behind the vacancy who is said to do the work."""
    for person in scene.within(start, end, MentionKind.PERSON):
        if _RUNS.match(scene.text, person.end):
            return person
    return None


def _find_in_charge(scene: Scene, string: OfficeString) -> Iterator[Finding]:
    """Read 副局长某某主持全面工作 and 副局长（主持工作）某某: the head's post is run by the deputy."""
    office, text = string.offices[-1], scene.text
    bracket = _RUNS_BRACKET.match(text, string.end)
    person = person_at(scene, bracket.end() if bracket else string.end)
    if person is None and bracket:
        people = list(
            scene.within(
                max(scene.sentence_at(string.start)[0], string.start - _REACH), string.start, MentionKind.PERSON
            )
        )
        person = people[-1] if people else None
    runs = bracket or (_RUNS.match(text, person.end) if person else None)
    if person is None or runs is None:
        return
    head = imply(_DEPUTY.sub("", office.post.text))
    begin = min(string.start, person.start)
    statement = scene.state(
        "VACANT", begin, max(runs.end(), person.end, office.post.end), post=head, org=office.body,
        in_charge=refer(person),
    )  # fmt: skip
    yield Finding(statement, "vacant-in-charge", 0.7)
