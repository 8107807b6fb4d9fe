"""Cuts the words of an entry into phrases and reads each: posts with their nature, a body alone, or neither."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from lexicon.areas import load_areas
from lexicon.career import career_words, ladders, words_form
from nlp.career.copy import Copy
from nlp.career.entry import iter_brackets
from nlp.career.office import Office, ends_as_body, is_title, split_office

_WRAP = re.compile(r"[ \t]*\n[ \t\n]*")
_BLANKS = re.compile(r"[ \t]+")
_CUT = re.compile(
    r"[，、；。：/](?:并|同时|且)?兼(?!职|并|顾)任?|(?:并|同时|且)?兼(?!职|并|顾)任?|[，、；。：]|(?<=[一-鿿]{3})/(?=[一-鿿]{3})"
)
_QUOTES = re.compile(r"[“”\"'「」『』《》\n]")
_DUTY = re.compile(r"^(?:分管|负责|主抓|协助|联系|牵头|享受|保留|协管|参加(?!工作)|参与|同时分管|主持.{0,8}工作)")
_GAINED = re.compile(
    r"^(?:被(?!任|选|聘|推|抽|派|借|调|录|提)|经(?!理|济|营|贸|开|信|纪)|并?获|取得|授予|被授|荣获|获得|被评|荣立|立|通过)"
)
_MIDDLE = re.compile(
    rf"(?P<verb>{words_form('secondment')}|担任|从事|(?<![主责])任(?:职为)?|挂职担任|作为|为(?![民农老]))(?=[一-鿿]{{2}})"
)
_ACTING = re.compile(r"^代理?(?=.{0,6}(?:长|主任|书记|主席|专员|苏木达|嘎查达)$)")
_UNKNOWN_TITLE = re.compile(r"(?![的等及和与任在至到长员])[一-鿿]{2,6}(?<![业级职处局科部委会])")
_TAIL_NOISE = re.compile(r"(?:至今|职务|一职|岗位|等职务?|等)$")


@dataclass(slots=True)
class Phrase:
    """A phrase: its words without blanks and brackets, the brackets that stand in it, how it was joined on."""

    words: Copy
    notes: list[Copy] = field(default_factory=list)
    concurrent: bool = False
    listed: bool = False
    """Joined with 、 to the phrase before it."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a phrase says: an office, and its nature; `ladder` when 历任 stands before it."""

    office: Office
    nature: str
    ladder: bool = False


@cache
def _verbs() -> re.Pattern[str]:
    weak = words_form("weak_verbs")
    strong = words_form("verbs", "secondment", "loan")
    return re.compile(
        rf"(?:{weak}(?={strong}))?(?P<verb>{strong})|调(?![研解查度配味控])(?=[一-鿿]{{4}})|当(?=[一-鿿]{{2,4}}$)"
    )


@cache
def _strong_title() -> re.Pattern[str]:
    """Return the form of a title that is surely whole: where blanks may be a scanner's, 程师 is none."""
    units, heads = words_form("party_units", "town_units"), words_form("title_heads")
    return re.compile(
        rf"(?:{units})?(?:{heads}){{0,4}}(?:{words_form('title_ends')})|(?:{words_form('committee_heads')})委员|[一-鿿]{{2,6}}[员师]"
    )


@cache
def _work_end() -> re.Pattern[str]:
    return re.compile(rf"(?:{words_form('work_ends')})(?:[一二三四五六七八九十半\d]+个?[年月周])?$")


def cut_phrases(words: Copy) -> Iterator[Phrase]:
    """Yield the phrases of an entry's words: cut at ，、 and 兼, the brackets given to the phrase they stand in."""
    clean = _unwrap(words)
    brackets = list(iter_brackets(clean))
    spans = [(b.at, b.at + len(b.words.text) + 2) for b in brackets]
    begin, concurrent, listed = 0, False, False
    cuts = [found for found in _CUT.finditer(clean.text) if not any(s <= found.start() < e for s, e in spans)]
    for found in (*cuts, None):
        end = found.start() if found else len(clean.text)
        inside = [(span, bracket) for span, bracket in zip(spans, brackets, strict=True) if begin <= span[0] < end]
        piece = _leave_out(clean, begin, end, [span for span, _ in inside])
        for part in _cut_blanks(piece):
            if part.text or inside:
                yield Phrase(part, [bracket.words for _, bracket in inside], concurrent, listed)
        begin = found.end() if found else end
        concurrent = found is not None and "兼" in found[0]
        listed = found is not None and found[0] == "、"


def _unwrap(words: Copy) -> Copy:
    return words.without(_WRAP).without(_QUOTES) if "\n" in words.text else words.without(_QUOTES)


def _leave_out(copy: Copy, start: int, end: int, spans: list[tuple[int, int]]) -> Copy:
    kept = [i for i in range(start, end) if not any(s <= i < e for s, e in spans)]
    return Copy("".join(copy.text[i] for i in kept), tuple(copy.places[i] for i in kept)).strip(" \t")


def _cut_blanks(piece: Copy) -> Iterator[Copy]:
    """Yield the parts that blanks divide where each is a post of its own body; else the piece without its blanks."""
    start = 0
    for blank in (*_BLANKS.finditer(piece.text), None):
        if blank is None:
            break
        left = piece.cut(start, blank.start()).without(_BLANKS)
        behind = _BLANKS.split(piece.text[blank.end() :], maxsplit=1)[0]
        if (
            piece.text[blank.end() : blank.end() + 1] != "会"
            and _ends_in_post(left)
            and _begins_office(left.text, behind, piece.cut(blank.end(), len(piece.text)).without(_BLANKS))
        ):
            yield left
            start = blank.end()
    yield piece.cut(start, len(piece.text)).without(_BLANKS)


def _ends_in_post(words: Copy) -> bool:
    office = split_office(words)
    return office is not None and office.post is not None


def _begins_office(before: str, word: str, rest: Copy) -> bool:
    """True when a title stands behind the blank, or all that stands there is a post of a body of its own."""
    if _strong_title().fullmatch(word) and word != "助理":
        return not any(f"{before[-2:]}{word}" in ladder for ladder in ladders())  # 助理 农艺师 is one title
    office = split_office(rest)
    return office is not None and office.post is not None and office.body is not None and len(office.body.text) > 2


def read_phrase(phrase: Phrase) -> Told | None:
    """Return what the phrase says of a post or body, None when it says neither."""
    words, nature, ladder = _strip_verbs(phrase.words)
    if not words.text or _GAINED.match(words.text) or _DUTY.match(words.text):
        return None
    words = words.without(_TAIL_NOISE) if len(words.text) > 4 else words
    nature = _nature_of_notes(phrase) or nature or ("concurrent" if phrase.concurrent else "")
    office = _read_middle(words) or split_office(words)
    if office is None or office.post is None:
        office = _read_body(words)
        if office is None:
            return None
        if office.post is None and not nature:
            tail = words.text
            nature = "loan" if tail.endswith(career_words("loan")) else nature
            nature = "secondment" if tail.endswith(("挂职", "挂职锻炼", "挂职工作", "支教")) else nature
            nature = "probation" if tail.endswith(("见习", "试用", "实习")) else nature
    post = office.post.text if office.post else ""
    body = office.body.text if office.body else ""
    if not nature and _secondment_middle(words.text) and not _secondment_middle(body):
        nature = "secondment"
    if not nature and _ACTING.match(post):
        nature = "acting"
    if not nature and post.startswith(("见习", "实习", "试用")):
        nature = "probation"
    if not nature and post.endswith("第一书记") and office.body and office.body.text.endswith(("村", "嘎查", "社区")):
        nature = "secondment"
    return Told(office, nature or "primary", ladder)


@cache
def _no_titles() -> tuple[str, ...]:
    return tuple(
        word for key in ("study_verbs", "work_ends", "unposted", "secondment", "loan") for word in career_words(key)
    )


def nature_of_verb(phrase: Phrase) -> str:
    """Return the nature that a phrase of a verb alone gives the posts behind it: 援藏，任某局副局长."""
    words, nature, _ = _strip_verbs(phrase.words)
    return nature if not words.text else ""


def read_unknown(phrase: Phrase) -> Told | None:
    """Return a body and what stands behind it as its post, although no list has the title: 某公路段看料."""
    words, nature, ladder = _strip_verbs(phrase.words)
    if _GAINED.match(words.text) or _DUTY.match(words.text) or words.text.endswith(_no_titles()):
        return None
    for cut in range(len(words.text) - 2, max(3, len(words.text) - 7), -1):
        left, right = words.cut(0, cut), words.cut(cut, len(words.text))
        if ends_as_body(left.text) and _UNKNOWN_TITLE.fullmatch(right.text) and not _work_end().search(right.text):
            return Told(Office(left, right), _nature_of_notes(phrase) or nature or "primary", ladder)
    return None


def _strip_verbs(words: Copy) -> tuple[Copy, str, bool]:
    """Return the words without the verbs before body and post, the nature that these tell, and whether 历任 is one."""
    nature, ladder = "", False
    while words.text and (found := _verbs().match(words.text)):
        if load_areas().find_prefix(words.text) and found.end() == 1:
            break
        if words.text.startswith(career_words("no_verbs")):
            break
        verb = found["verb"] or ""
        rest = words.cut(found.end(), len(words.text))
        if verb in career_words("secondment"):
            nature = "secondment"
        elif verb in career_words("loan"):
            nature = "loan"
        ladder = ladder or verb in career_words("ladder_verbs") or verb.endswith(("历任", "先后任", "先后在"))
        if not rest.text and verb in ("跟班学习", "见习"):
            break
        words = rest
    return words, nature, ladder


def _nature_of_notes(phrase: Phrase) -> str:
    for note in phrase.notes:
        text = note.text.strip()
        if text in ("兼", "兼任", "兼职", "兼)") or (text.startswith("兼") and len(text) <= 3):
            return "concurrent"
        if text.startswith(("挂职", "挂任", "援藏", "援疆", "对口支援")) and len(text) <= 12:
            return "secondment"
        if text.startswith(("借调", "抽调", "借用", "跟班")) and len(text) <= 8:
            return "loan"
        if text.startswith(career_words("probation")) and len(text) <= 12:
            return "probation"
        if text in ("代", "代理", "代职", "代理职务"):
            return "acting"
    return ""


def _secondment_middle(text: str) -> bool:
    return any(found["verb"] in career_words("secondment") for found in _MIDDLE.finditer(text, 1))


def _read_middle(words: Copy) -> Office | None:
    """Read 某厅挂职任副处长 and 某村担任第一书记: a body, a verb, a post."""
    for found in _MIDDLE.finditer(words.text, 2):
        left, right = words.cut(0, found.start()), words.cut(found.end(), len(words.text))
        inner, _, _ = _strip_verbs(right)
        if not ends_as_body(left.text) or not inner.text:
            continue
        if is_title(inner.text) and not is_title(left.text):
            return Office(left, inner)
        office = split_office(inner)
        if office is not None and office.body is not None and office.body.text.endswith(("纪检组", "监察组", "检察室")):
            continue  # 某市纪委监委派驻某局纪检监察组 is one body
        if office is not None and office.post is not None and found["verb"] in career_words("secondment"):
            return office
    return None


def _read_body(words: Copy) -> Office | None:
    """Read a body without a post: 借调县委办公室工作, 某厅挂职."""
    end = _work_end().search(words.text)
    body = words.cut(0, end.start()) if end else words
    if end and (deeper := _work_end().search(body.text)):
        body = body.cut(0, deeper.start())
    if len(body.text) < 3 or not (ends_as_body(body.text) or (end and len(body.text) >= 4)):
        return None
    return Office(body, None)
