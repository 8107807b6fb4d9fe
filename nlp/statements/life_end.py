"""Finds DIED and RETIRED: that and when, never of what.

The evidence begins behind any word of illness or cause, and holds the date where no such word parts it from the fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.mention import Mention, MentionKind, refer
from domain.partial_date import find_partial_date
from domain.statement import Value
from lexicon.alternation import alternate
from nlp.scene import Finding, Scene
from nlp.statements.passage import iter_passages
from nlp.statements.people import person_before
from nlp.statements.when import read_when
from nlp.statements.wordlist import load_words

_DIED = re.compile(
    rf"(?P<word>{alternate(load_words('life_end', 'died'))}"
    rf"|(?<=病){alternate(load_words('life_end', 'died_of_illness'))})"
    rf"(?!{alternate(load_words('life_end', 'not_died'))}|[一二三四五六七八九十百\d]+周年)"
)
_CAUSED = re.compile(alternate(load_words("life_end", "caused")))
_RETIRED = re.compile(
    rf"(?<!离)(?P<word>{alternate(load_words('life_end', 'retired'))})"
    rf"(?!{alternate(load_words('life_end', 'not_retired'))})"
)
_NOT_YET = re.compile(rf"{alternate(load_words('life_end', 'not_yet'))}[^，,。；]{{0,6}}$")
_SINCE_LONG = re.compile(rf"{alternate(load_words('life_end', 'long_since'))}$")
_LONG_SINCE = ("后", "的", "了", "多年", "以来", "以后", "之后", "至今", "在家", "赋闲")
_OTHERS = re.compile(alternate(load_words("life_end", "others")))
_TIED = re.compile(rf"(?:的|之|[，,、和与])?{alternate(load_words('life_end', 'kin'))}")
_KIN_CLAUSE = re.compile(rf"[，,；;](?:[他她其]的?)?{alternate(load_words('life_end', 'kin'))}[^，,；;]*$")
"""The clause of the word has kin for its subject: 某某年过花甲，丈夫今年4月因病｜去世."""
_STATE = re.compile(
    r"[，。；、：！？,;!?\s”’」』）)…]|$|[后了的在时已多并回于离至前]|以[来后]|之[后际]|赋闲|手续|仪式|[\d一二三四五六七八九十两几]"
)
"""What follows 退休 where it is the verb; 退休居民, 退休美海军指挥官 call somebody so."""

_REACH = 120
_SURE, _GUESSED = 0.9, 0.75


def find_life_ends(scene: Scene) -> Iterator[Finding]:
    """Yield who died and who retired, with the day where the sentence names it; of nobody but the one meant."""
    for start, end in iter_passages(scene):
        for found in _DIED.finditer(scene.text, start, end):
            yield from _read(scene, "DIED", "life-died", found, start)
        for found in _RETIRED.finditer(scene.text, start, end):
            before = max(start, found.start() - 12), found.start()
            if _STATE.match(scene.text, found.end(), end) and not _NOT_YET.search(scene.text, *before):
                yield from _read(scene, "RETIRED", "life-retired", found, start)


def _read(scene: Scene, predicate: str, rule: str, found: re.Match[str], floor: int) -> Iterator[Finding]:
    first = max(scene.sentence_at(found.start())[0], found.start() - 2 * _REACH)
    person = _find_subject(scene, max(first, floor), found)
    if person is None:
        return
    date = _find_date(scene, first, person, found.start())
    when = read_when(scene, date).start if date is not None else ""
    begin = _begin_evidence(scene.text, date, found)
    statement = scene.state(
        predicate, begin, found.end("word"), person=refer(person),
        date=Value(date.text, date.start, date.end) if date is not None and when else None,
    )  # fmt: skip
    is_long_ago = (
        scene.text.startswith(_LONG_SINCE, found.end())
        or _SINCE_LONG.search(scene.text, max(first, found.start() - 4), found.start()) is not None
    )
    day = when or ("" if is_long_ago else _day_of(scene))
    yield Finding(statement, rule, _SURE if when else _GUESSED, day)


def _day_of(scene: Scene) -> str:
    """Return the day on which the document came out, "" when nobody says."""
    published = find_partial_date(scene.published)
    return str(published) if published else ""


def _begin_evidence(text: str, date: Mention | None, found: re.Match[str]) -> int:
    """Return where the evidence begins: at the date before the fact, unless a cause stands between them."""
    if date is None or date.end > found.start() or _CAUSED.search(text, date.end, found.start()):
        return found.start("word")
    return date.start


def _find_subject(scene: Scene, first: int, found: re.Match[str]) -> Mention | None:
    """Return whom the word is about: the one person named before it in the sentence, or the line above's."""
    people = list(scene.within(first, found.start(), MentionKind.PERSON))
    behind = scene.text[found.end() : found.end() + 12]
    if behind.startswith("的"):
        return next((p for p in scene.within(found.end(), found.end() + 40, MentionKind.PERSON)), None)
    person = people[-1] if people else person_before(scene, first, max(scene.article.start, first - _REACH))
    if person is None:
        return None
    between = scene.text[max(person.end, first) : found.start()]
    if not people and scene.text[first : found.start()].strip("\n 　")[:1] not in ("", "因", "于", "不", "享"):
        return None
    if _OTHERS.search(between) or _TIED.match(between) or _KIN_CLAUSE.search(between) or len(between) > _REACH:
        return None
    return None if _OTHERS.search(scene.text[max(first, person.start - 4) : person.start]) else person


def _find_date(scene: Scene, first: int, person: Mention, offset: int) -> Mention | None:
    """Return the last date before the word in its sentence; one of the birth is none of the end."""
    dates = [
        date
        for date in scene.within(first, offset, MentionKind.DATE)
        if not scene.text.startswith(("出生", "生于", "生，", "参加工作", "加入"), date.end)
        and not scene.text.endswith(("生于", "出生于"), 0, date.start)
    ]
    return dates[-1] if dates else None
