"""Finds SPOKE in quotation columns: words with a line below them that says who said them, when and where.

★以学铸魂，就是要……。
——2023年4月10日至13日，某某在广东考察时的重要讲话
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.document import Span
from domain.mention import MentionKind, refer
from domain.statement import Value
from nlp.scene import Finding, Scene

_DASH = re.compile(r"(?:^|(?<=[\n。！？!?”…]))[ \t　]*(?:——|―+|—+|──)[ \t　]*(?P<line>[^\n]{6,160})")
_BRACKETS = re.compile(r"(?<=[。！？!?”…])[ \t　]*[（(](?P<line>[^\n（）()]{6,120})[）)][ \t　]*(?=\n|$)")
_BULLET = re.compile(r"[\s　★☆●○◆◇■□▲△▶►·•*※\d.、．（）()一二三四五六七八九十]*")
_PLACE = re.compile(r"在(?P<occasion>[^，,。；\n]{2,80}?)(?=[（(。；;\n]|$)|(?P<title>《[^》]{2,60}》)")
_TAIL = re.compile(
    r"(?:时|上|中|期间|之际)?(?:的|发表的?|所作的?|作的?|作出的?)?(?:重要|系列)*"
    r"(?:讲话|演讲|致辞|报告|发言|指示|批示|谈话|讲话精神|寄语|回信|贺信|主旨演讲|署名文章)(?:精神|要点|全文)?$"
)
_END = "。！？!?…”"
_LEAST_QUOTE = 8


def find_attributed(scene: Scene) -> Iterator[Finding]:
    """Yield the words above each line that names a speaker with a day or an occasion; the evidence is the words."""
    for start, end in scene.article.segments:
        for form in (_DASH, _BRACKETS):
            for found in form.finditer(scene.text, start, end):
                finding = _state(scene, start, found)
                if finding is not None:
                    yield finding


def _state(scene: Scene, floor: int, found: re.Match[str]) -> Finding | None:
    """Return what the line attributes, None where it names nobody or neither a day nor an occasion."""
    line = found.span("line")
    person = next(scene.within(*line, MentionKind.PERSON), None)
    date = next(scene.within(*line, MentionKind.DATE), None)
    if person is None or person.start - line[0] > 40:
        return None
    place = _PLACE.search(scene.text, person.end, line[1])
    if date is None and place is None:
        return None
    quote = _find_words(scene.text, floor, found.start())
    if quote is None:
        return None
    occasion = None
    if place is not None:
        group = "occasion" if place["occasion"] else "title"
        start, end = place.span(group)
        tail = _TAIL.search(scene.text, start, end)
        end = tail.start() if tail and tail.start() - start > 1 else end
        occasion = Value(scene.text[start:end], start, end)
    statement = scene.state(
        "SPOKE", *quote, speaker=refer(person), quote=Value(scene.text[slice(*quote)], *quote), occasion=occasion,
        date=Value(date.text, date.start, date.end) if date else None,
    )  # fmt: skip
    return Finding(statement, "speech-attributed", 0.95)


def _find_words(text: str, floor: int, end: int) -> Span | None:
    """Return the paragraph that ends right above the line, without its bullet."""
    while end > floor and text[end - 1] in " \t　\r\n":
        end -= 1
    if end <= floor or text[end - 1] not in _END:
        return None
    start = max(floor, text.rfind("\n", floor, end) + 1)
    bullet = _BULLET.match(text, start, end)
    start = bullet.end() if bullet else start
    return (start, end) if end - start >= _LEAST_QUOTE else None
