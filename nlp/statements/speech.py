"""Finds SPOKE: quotations with who says them, also split by 某某说, and reported clauses without marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.mention import MentionKind, Reference, refer
from domain.statement import Argument, Value
from lexicon.alternation import alternate
from nlp.scene import Finding, Scene
from nlp.statements.occasion import find_occasion_before
from nlp.statements.quotation import Quotation, find_quotations
from nlp.statements.speaker import find_last_person, find_speaker, points_back
from nlp.statements.subject import PEOPLE, iter_clauses
from nlp.statements.wordlist import load_words

_FIRM = alternate(load_words("speech", "firm"))
_LOOSE = alternate(load_words("speech", "loose"))
_NOT_SAY = "(?<![" + "".join(load_words("speech", "not_before_say")) + "])"
_NOT_CALL = "(?<![" + "".join(load_words("speech", "not_before_call")) + "])"
_STRONG = rf"(?:{_FIRM}|{_NOT_SAY}说|{_NOT_CALL}称)"
_LISTED = r"提出[^，。；“”]{0,6}?(?:要求|建议|希望|意见)"
_VERB = rf"(?:(?P<firm>{_STRONG})|(?P<loose>{_LOOSE}|{_LISTED}))"
_BEFORE_QUOTE = re.compile(rf"{_VERB}(?:道|说|称|是)?(?P<mark>[：:，,]?)\s*$")
_COLON = re.compile(r"[：:]\s*$")
_AFTER_QUOTE = re.compile(rf"{_VERB}(?:道|说)?(?=[，,。：:；！!\n“]|$)")
_REPORT = re.compile(
    rf"{_VERB}(?:道|说|称)?(?P<mark>[，,：:])?|据(?P<source>[^，。；：\n“”]{{2,20}}?)(?:通报|消息|通告)(?P<told>[，,：:])"
)
_ADDRESSING = re.compile(alternate(load_words("speech", "addressing")))
_OPENING = re.compile(alternate(load_words("speech", "opening")))
_ADDRESSED = re.compile(r"[^，。；：、“”\n]{2,8}[，,：:]")
_SAYING = re.compile(rf"{_STRONG}|{_LOOSE}")
# A closing mark ends the words before only when it closes a sentence or clause, not a name in marks.
_LEFT_STOP = re.compile(r"[。！？!?\n；;」]|(?<=[。！？!?…，,])”")
_RIGHT_STOP = re.compile(r"[。！？!?\n]")
_NOUN_OPENING = re.compile(alternate(load_words("speech", "noun_openings")) + r"[^，,]*$")
_DEMAND = re.compile(r"^(?:要|一要|二要|三要|一是|二是|三是|必须|坚持|加强|希望|各级|各地|各单位)")
_OCCASION = re.compile(r"在(?P<occasion>[^，。；：“”在]{2,30}?)(?:时|上|中|期间|现场)(?=[^，。]{0,8}(?:$|[，,：:]))")
_MANNER = re.compile(r"[一-龥]{0,6}(?:地|着)?$")
_CONFIDENCE = {"reported-clause": 0.85, "reported-bare": 0.65, "reported-by-source": 0.35}
_ADVERB = re.compile(r"(?:还|也|又|则|就|都|曾|一直|同时|先后|[^，。]{1,4}地)?$")
# A message that is itself told again (据…, 日前…) is the paper's own report, not what the organ says.
_RETOLD = re.compile("据|日前|近日|经")
_LEAST_QUOTE = 12
_LEAST_CLAUSE = 5
_NEAR = 8
_REACH = 120


@dataclass(frozen=True, slots=True)
class _Saying:
    """A stretch that is said, by whom, from which words the saying was read, and the rule."""

    start: int
    end: int
    speaker: Argument
    frame: int
    rule: str
    confidence: float


def find_speech(scene: Scene) -> Iterator[Finding]:
    """Yield every quotation and reported clause that has a speaker; the evidence is exactly what is said."""
    spans = list(scene.article.segments)
    if scene.article.headline_span:
        spans.insert(0, scene.article.headline_span)
    for start, end in spans:
        for saying in _find_sayings(scene, start, end):
            yield _state(scene, saying)


def _find_sayings(scene: Scene, start: int, end: int) -> list[_Saying]:
    quotations = find_quotations(scene.text, start, end)
    reported = _find_reports(scene, start, end, quotations)
    frames = {saying.end: saying for saying in reported}
    quoted: list[_Saying | None] = []
    for place, quotation in enumerate(quotations):
        floor = quotations[place - 1].end if place else start
        ceiling = quotations[place + 1].start if place + 1 < len(quotations) else end
        continued = frames.get(_skip_back(scene.text, quotation.start))
        saying = _read_before(scene, quotation, floor) or _read_after(scene, quotation, ceiling)
        if saying is None and continued is not None and (quotation.closed or quotation.clausal):
            saying = _Saying(quotation.start, quotation.end, continued.speaker, continued.frame, "quote-continued", 0.8)
        quoted.append(saying or _read_sentence_before(scene, quotation, floor))
    _join_runs(scene.text, quotations, quoted)
    return sorted([*reported, *(saying for saying in quoted if saying)], key=lambda saying: saying.start)


def _read_before(scene: Scene, quotation: Quotation, floor: int) -> _Saying | None:
    """Read 某某说：“…”. The verb of saying, or a colon after a name, stands right before the mark."""
    left = _left_edge(scene.text, quotation.start, floor)
    lead = scene.text[left : quotation.start]
    verb = _BEFORE_QUOTE.search(lead)
    if verb is None:
        return _read_colon(scene, quotation, left, lead)
    weighty = quotation.closed or quotation.clausal or quotation.end - quotation.start >= _LEAST_QUOTE
    if not weighty and verb["mark"] not in ("：", ":") and not (verb["firm"] and lead.endswith("是")):
        return None
    if verb["loose"] and not verb["mark"] and not quotation.closed:
        return None
    # Split by 某某说: “甲”某某说，“乙” leaves only 某某说 between the marks.
    speaker = find_speaker(scene, left, left + verb.start())
    if speaker is None:
        return None
    return _Saying(quotation.start, quotation.end, speaker, left, "quote-after-verb", 0.9)


def _read_colon(scene: Scene, quotation: Quotation, left: int, lead: str) -> _Saying | None:
    colon = _COLON.search(lead)
    if colon is None or not (quotation.closed or quotation.clausal):
        return None
    speaker = find_speaker(scene, left, left + colon.start())
    if speaker is None or left + colon.start() - speaker.end > _NEAR:
        return None
    return _Saying(quotation.start, quotation.end, speaker, left, "quote-after-colon", 0.45)


def _read_after(scene: Scene, quotation: Quotation, ceiling: int) -> _Saying | None:
    """Read “…”某某说. Without a verb the first person of the sentence behind the quotation speaks (点赞, 接过…)."""
    if not quotation.closed:
        return None
    text = scene.text
    begin = quotation.end
    while begin < ceiling and text[begin] in "，, \u3000":
        begin += 1
    stop = _RIGHT_STOP.search(text, begin, ceiling)
    finish = stop.start() if stop else ceiling
    if finish - begin < 2:
        return None
    verb = _AFTER_QUOTE.search(text[begin:finish])
    if verb is not None:
        speaker = find_speaker(scene, begin, begin + verb.start())
        if speaker is not None:
            return _Saying(quotation.start, quotation.end, speaker, begin, "quote-before-verb", 0.9)
    person = next(scene.within(begin, finish, *PEOPLE), None)
    if person is not None:
        speaker = find_speaker(scene, begin, person.end)
        return _Saying(quotation.start, quotation.end, speaker, begin, "quote-before-person", 0.85) if speaker else None
    return None


def _read_sentence_before(scene: Scene, quotation: Quotation, floor: int) -> _Saying | None:
    """Read 某某红了眼眶，“…” and 某某走上前。“…”: the person whom the sentence before is about speaks."""
    if not quotation.closed:
        return None
    close = quotation.start - 1
    if close <= floor or scene.text[close] not in "，,。":
        return None
    left = _left_edge(scene.text, close, floor)
    person = next(scene.within(left, close, *PEOPLE), None)
    if person is None:
        return None
    return _Saying(quotation.start, quotation.end, refer(person), left, "quote-after-person", 0.6)


def _join_runs(text: str, quotations: list[Quotation], quoted: list[_Saying | None]) -> None:
    """Give a quotation without a frame the speaker of the one it touches, the later one first."""
    for place in range(len(quotations) - 2, -1, -1):
        _borrow(text, quotations, quoted, place, place + 1)
    for place in range(1, len(quotations)):
        _borrow(text, quotations, quoted, place, place - 1)


def _borrow(text: str, quotations: list[Quotation], quoted: list[_Saying | None], to: int, other: int) -> None:
    source = quoted[other]
    if quoted[to] is not None or source is None or not quotations[to].closed:
        return
    first, second = sorted((quotations[to], quotations[other]), key=lambda quotation: quotation.start)
    if text[first.end : second.start].strip():
        return
    quoted[to] = _Saying(quotations[to].start, quotations[to].end, source.speaker, source.frame, "quote-run", 0.45)


def _find_reports(scene: Scene, start: int, end: int, quotations: list[Quotation]) -> list[_Saying]:
    found: list[_Saying] = []
    weighty = [quotation for quotation in quotations if quotation.closed or quotation.clausal]
    inside = 0
    for verb in _REPORT.finditer(scene.text, start, end):
        while inside < len(weighty) and weighty[inside].end <= verb.start():
            inside += 1
        if inside < len(weighty) and weighty[inside].start <= verb.start():
            continue
        if found and verb.start() < found[-1].end:
            continue
        following = weighty[inside] if inside < len(weighty) else None
        saying = _read_report(scene, verb, start, end, following)
        if saying is not None:
            found.append(saying)
    return found


def _read_report(
    scene: Scene, verb: re.Match[str], start: int, end: int, following: Quotation | None
) -> _Saying | None:
    text = scene.text
    begin = verb.end()
    if text[begin : begin + 1] in '“"「\n':
        return None
    left = _left_edge(text, verb.start(), start)
    speaker, mark = _read_frame(scene, verb, left)
    if speaker is None:
        return None
    stop = _RIGHT_STOP.search(text, begin, end)
    close = stop.start() if stop else end
    if verb["loose"] and not mark and _ADDRESSING.fullmatch(verb["loose"]):
        addressed = _ADDRESSED.match(text, begin, close)
        if addressed is not None and close - addressed.end() >= _LEAST_CLAUSE:
            begin, mark = addressed.end(), "，"
    if not mark:
        opens = verb["firm"] or _OPENING.fullmatch(verb["loose"] or "")
        if not opens or not _opens_clause(text, begin, close):
            return None
    finish = close
    if following is not None and begin < following.start < close and text[following.start - 1] in "，,":
        finish = following.start - 1
    if finish - begin < _LEAST_CLAUSE:
        return None
    if finish == close:
        finish = _extend(scene, close, end)
    rule = "reported-by-source" if verb["source"] else "reported-clause" if mark else "reported-bare"
    return _Saying(begin, finish, speaker, left, rule, _CONFIDENCE[rule])


def _read_frame(scene: Scene, verb: re.Match[str], left: int) -> tuple[Argument | None, str]:
    """Return the speaker of a reported clause and the mark behind the verb; no speaker, no report."""
    text = scene.text
    if verb["source"]:
        organ = next(scene.within(*verb.span("source"), MentionKind.ORG), None)
        if organ is None or organ.end != verb.end("source") or _RETOLD.match(text, verb.end()):
            return None, ""
        return Value(organ.text, organ.start, organ.end), verb["told"]
    lead = text[left : verb.start()]
    if lead.endswith("据") or _NOUN_OPENING.search(lead):
        return None, ""
    speaker = find_speaker(scene, left, verb.start())
    if speaker is None and verb["firm"] and verb["mark"]:
        # A sentence without a subject goes on with the person of the sentences before.
        person = None if points_back(scene, left, verb.start()) else find_last_person(scene, left)
        return (refer(person), verb["mark"]) if person and left - person.end <= _REACH else (None, "")
    if speaker is None:
        return None, ""
    touches = speaker.start < left or _ADVERB.match(text[speaker.end : verb.start()]) is not None
    if not (verb["mark"] or touches or _continues(lead)):
        return None, ""
    listed = verb["loose"] is not None and verb["loose"].startswith("提出")
    listed = listed or (verb["mark"] in ("：", ":") and _is_person(speaker))
    told = verb["loose"] is not None and verb.group().rstrip("，,：:").endswith(("称", "说"))
    near = listed or told or _is_near(text, speaker, left, verb.start())
    if not near and (verb["loose"] or not (verb["mark"] or _continues(lead))):
        return None, ""
    return speaker, verb["mark"] or ""


def _is_person(speaker: Argument) -> bool:
    return isinstance(speaker, Reference) and speaker.mention_kind in PEOPLE


def _continues(lead: str) -> bool:
    """True when the verb opens its clause, so that the subject of the clauses before it speaks on (…，强调要…)."""
    return len(re.split(r"[，,]", lead)[-1]) <= 1 < len(lead)


def _is_near(text: str, speaker: Argument, left: int, verb: int) -> bool:
    """True when nothing but a manner word stands between the speaker and the verb."""
    if not left <= speaker.start < verb:
        # Led back from a pronoun or a title in this clause.
        clause = re.split(r"[，,；;：:]", text[left:verb])[-1]
        return len(clause) <= _NEAR + 4
    gap = text[speaker.end : verb]
    return len(gap) <= _NEAR and "，" not in gap and _MANNER.match(gap) is not None


def _opens_clause(text: str, begin: int, finish: int) -> bool:
    """True when what follows a bare verb can be a clause: 说路已修好, but not 说了, 称为, 表示感谢."""
    return finish - begin >= _LEAST_CLAUSE and text[begin] not in "了为过的着得起出不到明法服话，。、）)”"


def _extend(scene: Scene, finish: int, end: int) -> int:
    """Carry a leader's demands on through the sentences of the paragraph that go on demanding (要…)."""
    text = scene.text
    while finish < end and text[finish] == "。":
        stop = _RIGHT_STOP.search(text, finish + 1, end)
        close = stop.start() if stop else end
        sentence = text[finish + 1 : close]
        if not _DEMAND.match(sentence) or _SAYING.search(sentence) or any(scene.within(finish, close, *PEOPLE)):
            break
        finish = close
    return finish


def _left_edge(text: str, offset: int, floor: int) -> int:
    edge = floor
    for stop in _LEFT_STOP.finditer(text, max(floor, offset - 160), offset):
        edge = stop.end()
    return edge


def _skip_back(text: str, offset: int) -> int:
    """Return the offset before a comma that stands right before the given place."""
    return offset - 1 if text[offset - 1 : offset] in ("，", ",") else offset


def _state(scene: Scene, saying: _Saying) -> Finding:
    if saying.frame < saying.start:
        occasion, date = _find_occasion(scene, saying.frame, saying.start)
    else:
        occasion, date = _find_told_occasion(scene, saying.frame, scene.sentence_at(saying.frame)[1]), None
    text = scene.text[saying.start : saying.end]
    statement = scene.state(
        "SPOKE",
        saying.start,
        saying.end,
        speaker=saying.speaker,
        quote=Value(text, saying.start, saying.end),
        occasion=occasion,
        date=date,
    )
    named = isinstance(saying.speaker, Reference)
    confidence = saying.confidence if named else saying.confidence - 0.15
    return Finding(statement, saying.rule, round(confidence, 2))


def _find_occasion(scene: Scene, start: int, end: int) -> tuple[Value | None, Value | None]:
    """Return where and when it was said, as far as the words that introduce it say so."""
    if end <= start:
        return None, None
    match = _OCCASION.search(scene.text, start, end)
    occasion = _find_told_occasion(scene, start, end) if match is None else None
    if match is not None:
        begin, finish = match.span("occasion")
        occasion = Value(scene.text[begin:finish], begin, finish)
    date = next(scene.within(start, end, MentionKind.DATE), None)
    return occasion, Value(date.text, date.start, date.end) if date else None


def _find_told_occasion(scene: Scene, start: int, end: int) -> Value | None:
    """Return the meeting told before to which a clause 会上 of the frame leads back."""
    found = (find_occasion_before(scene, *clause) for clause in iter_clauses(scene.text, start, end))
    return next((occasion for occasion in found if occasion is not None), None)
