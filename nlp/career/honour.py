"""Reads awards and yearly appraisals of a form, verbatim: no number is made of them and nothing is put in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.document import Span
from lexicon.forbidden import find_adverse
from nlp.career.copy import Copy
from nlp.career.dates import find_ranges, read_date
from nlp.career.model import Words

_SENTENCE = re.compile(r"[^。；\n]+")
_NONE = re.compile(r"^[(（\s]*(?:无|没有|暂无|—+|-+|/)?[)）\s。]*$")
_PUNISHED = re.compile(
    r"处分|警告|记过|降级|撤职|开除|留党察看|诫勉|通报批评|处罚|问责|责令|违纪|违法|违规|立案|检讨|影响期|约谈|批评教育|撤销.{0,8}(?:职务|称号)|解除.{0,6}处|降职"
)
_GIVEN = re.compile(
    r"(?:共同|联合|研究)?(?:命名表彰为|表彰为|表彰奖励为|评选为|评定为|推荐为|命名为|授予|评为|评选|表彰|聘为|记(?=[个一二三]等功|嘉奖|三等|二等|一等|集体)|给予(?:记)?|颁发|批准，?(?:荣)?(?:立|记)|批准(?:授予|为)?|通报表扬|通报表彰|嘉奖|奖励)"
)
_BY = re.compile(r"(?:被|经|由|受到?|获得?|荣获|荣立)")
_GAINED = re.compile(r"^(?:荣获|荣立|获得|获评|获|立)")
_TITLE_END = re.compile(r"(?:的?(?:光荣|荣誉)?称号|[一二三四五六七八九十\d]次|的?(?:奖励|表彰|荣誉))$")
_QUOTED = re.compile(r"[“\"「『《](?P<title>[^”\"」』》]{2,40})[”\"」』》]")
_RESULT = re.compile(
    r"(?:优秀|称职|合格|满意|良好)率[为是]?\s?[\d.]+[%％]|基本称职|不称职|基本合格|不合格|(?:不确?定|未确?定|不评定|未评定|暂不定)等次|(?:未|不)参加(?:年度)?考核|未考核|优秀|称职|合格|良好|优良|基本胜任|不胜任|胜任|达标"
)
_YEAR = re.compile(r"(?:19|20)\d{2}|[一二][〇○零Oo一二三四五六七八九]{3}(?=年)")
_YEAR_RANGE = re.compile(r"((?:19|20)\d{2})\s?年?度?\s?[-—–~至到]{1,2}\s?((?:19|20)\d{2})")
_DIGITS = str.maketrans("〇○零Oo一二三四五六七八九", "00000123456789")


@dataclass(frozen=True, slots=True)
class Award:
    """One award as written: its date, who gave it and what it is called, where the words say so."""

    date: str
    date_words: Words | None
    issuer: Words | None
    title: Words
    said: Span


@dataclass(frozen=True, slots=True)
class Appraisal:
    """The result of one year's appraisal in its own word; `year` is "" where the words give none."""

    year: str
    year_words: Words | None
    result: Words
    said: Span


def find_adverse_sentences(copy: Copy) -> Iterator[Span]:
    """Yield where an award list tells of a punishment: held back until two people confirm it (R6, R7)."""
    adverse = False
    for sentence in _sentences(copy):
        follows = adverse and read_date(sentence.text, 0) is None and "被" not in sentence.text[:2]
        adverse = bool(_PUNISHED.search(sentence.text) or find_adverse(sentence.text)) or (
            follows and not _GIVEN.search(sentence.text)
        )
        if adverse:
            yield sentence.span(0, len(sentence.text))


def _sentences(copy: Copy) -> Iterator[Copy]:
    for found in _SENTENCE.finditer(copy.text):
        sentence = copy.cut(*found.span()).strip(" \t，、.·•")
        if sentence.text and not _NONE.match(sentence.text):
            yield sentence


def read_awards(copy: Copy) -> list[Award]:
    """Return the awards of a list, in its order."""
    return [award for sentence in _sentences(copy) if (award := _read_award(sentence)) is not None]


def _read_award(sentence: Copy) -> Award | None:
    text = sentence.text
    number = re.match(r"(?:\(?\d{1,2}[.、)])(?!\d)\s*", text)
    if number:
        sentence = sentence.cut(number.end(), len(text))
        text = sentence.text
    dates = find_ranges(text, 0, len(text))
    first = dates[0] if dates and dates[0].start <= 6 else None
    date = first.since.value if first else ""
    date_words = _words(sentence, first.since.start, first.since.end) if first and date else None
    at = re.match(r"[起度]?[，、：\s]*", text[first.end :]) if first else None
    start = first.end + (at.end() if at else 0) if first else 0
    body = sentence.cut(start, len(text))
    said = sentence.span(0, len(text))
    issuer, title = _split_award(body)
    if title is None or not title.text:
        return None
    return Award(date, date_words, _whole(issuer) if issuer and issuer.text else None, _whole(title), said)


def _split_award(body: Copy) -> tuple[Copy | None, Copy | None]:
    text = body.text
    given = _first(_GIVEN, text)
    if given is None:
        gained = re.search(r"荣获|荣立|获得|获评|获|立(?=[一二三]等功)", text)
        if gained:
            before = re.search(rf"(?:{_BY.pattern})?([^，]{{2,40}}?)(?:批准|表彰)?，?$", text[: gained.start()])
            issuer = body.cut(*before.span(1)) if before and before[1] and gained.start() else None
            title = body.cut(gained.end(), len(text))
            if issuer is None and (quoted := _QUOTED.search(title.text)) and quoted.start() > 2:
                issuer = title.cut(0, quoted.start()).strip("，授予的颁发")
            return issuer, _clean_title(title)
        parts = [body.cut(*found.span()).strip(" ") for found in re.finditer(r"[^，]+", text)]
        if len(parts) >= 2:
            return body.cut(0, text.rfind("，")).strip(" ，"), _clean_title(parts[-1])
        return None, _clean_title(body)
    title = body.cut(given.end(), len(text)) if given.end() < len(text) else body.cut(given.start(), len(text))
    words = text[: given.start()]
    by = _first(_BY, words)
    comma = max(words.rfind("，", 0, len(words) - 1), by.end() - 1 if by else -1)
    start = by.end() if by and comma <= by.end() else comma + 1
    issuer = body.cut(start, given.start()).strip("，、 ") if start < given.start() else None
    title = title.strip("，、 ")
    if issuer is not None and issuer.text.startswith(("被", "经", "由")):
        issuer = issuer.cut(1, len(issuer.text))
    return issuer, _clean_title(title)


def _first(form: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Return the first find outside quotation marks; what stands inside is a name."""
    quoted = [found.span() for found in _QUOTED.finditer(text)]
    return next((f for f in form.finditer(text) if not any(s <= f.start() < e for s, e in quoted)), None)


def _clean_title(title: Copy) -> Copy:
    quoted = _QUOTED.search(title.text)
    if quoted:
        return title.cut(*quoted.span("title"))
    title = title.strip("，、 ：")
    gained = _GAINED.match(title.text)
    if gained and gained.end() < len(title.text):
        title = title.cut(gained.end(), len(title.text))
    given = re.match(r"(?:荣?[立记])(?=[一二三个集])", title.text)
    if given:
        title = title.cut(given.end(), len(title.text))
    end = _TITLE_END.search(title.text)
    while end and end.start() >= 2:
        title = title.cut(0, end.start())
        end = _TITLE_END.search(title.text)
    return title


def read_appraisals(copy: Copy) -> list[Appraisal]:
    """Return the yearly results, in the order of the words; years listed once share one result."""
    found: list[Appraisal] = []
    for sentence in _sentences(copy):
        pending: Copy | None = None
        for clause in re.finditer(r"[^，]+", sentence.text):
            piece = sentence.cut(*clause.span()).strip(" \t")
            if not piece.text:
                continue
            results = list(_RESULT.finditer(piece.text))
            if not results:
                pending = piece if _YEAR.search(piece.text) and pending is None else pending
                continue
            if pending is not None and not _YEAR.search(piece.text):
                begin = sentence.places.index(pending.places[0])
                piece = sentence.cut(begin, sentence.places.index(piece.places[-1]) + 1)
                results = list(_RESULT.finditer(piece.text))
            pending = None
            found += _read_results(piece, results)
    return found


def _read_results(piece: Copy, results: list[re.Match[str]]) -> Iterator[Appraisal]:
    start = 0
    for result in results:
        part = piece.cut(start, result.end()).strip("、 和及，")
        years = [(y.start(), y.end()) for y in _YEAR.finditer(part.text)]
        word = _words(piece, result.start(), result.end())
        said = part.span(0, len(part.text))
        span = _YEAR_RANGE.search(part.text)
        if span and int(span[1]) < int(span[2]) <= int(span[1]) + 10:
            where = _words(part, span.start(1), span.end(2))
            for year in range(int(span[1]), int(span[2]) + 1):
                yield Appraisal(str(year), where, word, said)
        elif years:
            for first, last in years:
                yield Appraisal(part.text[first:last].translate(_DIGITS), _words(part, first, last), word, said)
        else:
            yield Appraisal("", None, word, said)
        start = result.end()


def _words(copy: Copy, start: int, end: int) -> Words:
    first, last = copy.span(start, end)
    return Words(copy.text[start:end], first, last)


def _whole(copy: Copy) -> Words:
    return _words(copy, 0, len(copy.text))
