"""From the lines of a résumé to posts with their dates, study, and what was wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from domain.document import Span
from lexicon.career import career_words, is_never_kept
from nlp.career.copy import Copy
from nlp.career.dates import DateMark, is_before
from nlp.career.entry import Entry, cut_entries, find_next, iter_brackets, read_bracket
from nlp.career.ladder import is_ladder
from nlp.career.model import Career, CareerPost, Fault, Rank, Study, Unposted, Words
from nlp.career.office import area_of, ends_as_body, is_area_head, is_rank, start_of_area
from nlp.career.phrase import Phrase, Told, cut_phrases, nature_of_verb, read_phrase, read_unknown
from nlp.career.study import is_study, read_study
from nlp.career.subject import leave_out_events

_WRAPPED = re.compile(r"[ \t]*\n[ \t\n]*|(?<=[一-鿿])[ \t]+(?=[一-鿿])")
_CLAUSE_END = re.compile(r"[，。；]|\n(?=[ \t]*[^\s])")
_HAN = re.compile(r"[一-鿿]")
_AREA_LEVEL = re.compile(r"(?P<level>[省市县区旗盟州镇乡]|苏木)(?:长|达)$")


@dataclass(frozen=True, slots=True)
class _Dates:
    """When a line was true, and whether its end is open."""

    since: str
    until: str
    is_open: bool
    begin: int


@dataclass(slots=True)
class _Held:
    """A post of a line before its dates are shared out."""

    body: Words | None
    post: Words | None
    nature: str
    ladder: bool
    end: int

    def names(self) -> tuple[str, str]:
        """Return the names of body and post, "" for one that is not said."""
        return self.body.text if self.body else "", self.post.text if self.post else ""


def read_career(copy: Copy) -> Career:
    """Return what the lines of a résumé say; each post takes the dates of its line, nothing is added or repaired."""
    career = Career()
    entries = cut_entries(leave_out_events(copy))
    reader = _LineReader(career)
    for number, entry in enumerate(entries):
        following = find_next(entries[number + 1 :])
        reader.read(entry, following.since if following else None)
    _report_overlaps(career, entries)
    return career


def read_offices(copy: Copy, status: str) -> Career:
    """Return the posts of a list without dates (现任职务, 拟任职务), and the ranks at its end."""
    career = Career()
    begin = copy.places[0] if copy.places else 0
    dates = _Dates("", "", False, begin)
    reader = _LineReader(career)
    held = [one for one in reader.read_held(copy) if one.post is not None and not _is_vague(one.post.text)]
    for one in reader.without_ranks(held, dates):
        said = (min(begin, one.end - 1), one.end)
        career.posts.append(CareerPost(one.body, one.post, "", "", status, one.nature, said))
    return career


def _is_vague(post: str) -> bool:
    return any(word in post for word in career_words("vague"))


class _LineReader:
    """Reads one line after the other; a post without a body takes the body named last."""

    def __init__(self, career: Career) -> None:
        self._career = career
        self._last: Copy | None = None
        self._main: Copy | None = None

    def read(self, entry: Entry, following: DateMark | None) -> None:
        dates = self._find_dates(entry, following)
        words = self._leave_out(entry.words)
        if not _HAN.search(_outside(words)) and len(words.text) < len(entry.words.text):
            return  # nothing but what may not be kept
        before = self._last
        self._read_words(words, dates, nested=False)
        line_body = self._last if self._last is not None else before
        for bracket in iter_brackets(words):
            self._last = line_body
            self._read_bracket(bracket.words, dates)
        self._last = line_body

    def _leave_out(self, words: Copy) -> Copy:
        """Return the words without the clauses that may not be kept, each with the rest of its sentence or line."""
        if not is_never_kept("".join(words.text.split())):
            return words
        brackets = [(b.at, b.at + len(b.words.text) + 2) for b in iter_brackets(words)]
        marks = [(f.start(), f[0] != "，") for f in _CLAUSE_END.finditer(words.text) if not _is_in(f.start(), brackets)]
        kept: list[int] = []
        start, dropped = 0, -1
        for end, is_sentence in (*marks, (len(words.text), True)):
            stop = min(end + 1, len(words.text))
            if dropped < 0 and is_never_kept(_outside(words.cut(start, end))):
                dropped = start
            if dropped < 0:
                kept.extend(range(start, stop))
            elif is_sentence:
                self._drop(words.cut(dropped, end))
                dropped = -1
            start = stop
        return Copy("".join(words.text[i] for i in kept), tuple(words.places[i] for i in kept))

    def _read_bracket(self, words: Copy, line: _Dates) -> None:
        for entry in read_bracket(words):
            if is_never_kept(entry.words.text):
                self._drop(entry.whole)
                continue
            if entry.range is None:
                if not entry.marked and not _tells_post(entry.words):
                    continue
                self._read_words(entry.words, replace(line, begin=entry.words.places[0]), nested=True)
                continue
            dates = self._find_dates(entry, None)
            if not entry.range.is_range:
                dates = replace(dates, until=line.until, is_open=line.is_open)
            self._read_words(entry.words, dates, nested=True)

    def _drop(self, whole: Copy) -> None:
        kept = whole.strip(" \t\n，；。")
        if not kept.text:
            return
        span = kept.span(0, len(kept.text))
        self._career.dropped.append(span)
        self._career.faults.append(Fault("not_kept", span))

    def _find_dates(self, entry: Entry, following: DateMark | None) -> _Dates:
        assert entry.range is not None
        since, until = entry.range.since, entry.range.until
        begin = entry.whole.places[0]
        for mark in (since, until):
            if mark is not None and mark.impossible:
                self._fault("impossible_month", entry, mark)
        if not entry.range.is_range:
            end = following.value if following else ""
            return _Dates(since.value, end, following is None, begin)
        ends = until.value if until else ""
        if ends and since.value and is_before(ends, since.value):
            self._career.faults.append(
                Fault("end_before_start", entry.whole.span(0, entry.range.end - entry.range.start))
            )
            return _Dates("", "", False, begin)
        return _Dates(since.value, ends, until is None, begin)

    def _fault(self, kind: str, entry: Entry, mark: DateMark) -> None:
        assert entry.range is not None
        offset = entry.range.start
        self._career.faults.append(Fault(kind, entry.whole.span(mark.start - offset, mark.end - offset)))

    def _read_words(self, words: Copy, dates: _Dates, *, nested: bool) -> None:
        said_nothing = True
        for phrase in cut_phrases(words):
            text = phrase.words.text
            if is_study(text):
                said_nothing = not self._study(phrase, dates, nested) and said_nothing
            elif _is_unposted(text):
                self._career.unposted.append(Unposted(_words_of(phrase.words), dates.since, dates.until))
                said_nothing = False
        held = list(self.read_held(words, guess=bool(dates.since or dates.until)))
        if held:
            self._share_out(held, dates, nested)
        elif said_nothing and not nested and len(_outside(words).strip("，。；、 \t\n")) > 1:
            kept = words.strip(" \t\n")
            self._career.faults.append(Fault("unread", kept.span(0, len(kept.text))))

    def read_held(self, words: Copy, *, guess: bool = False) -> Iterator[_Held]:
        """Yield the posts of a line, each with its body; `guess` takes what stands behind a body for a post."""
        ladder = False
        waiting: _Held | None = None
        lent = verb = ""
        listed: list[_Held] = []
        for number, phrase in enumerate(cut_phrases(words)):
            if not phrase.words.text or is_study(phrase.words.text) or _is_unposted(phrase.words.text):
                continue
            told = read_phrase(phrase) or (read_unknown(phrase) if guess and not number else None)
            if told is None:
                verb = nature_of_verb(phrase) or verb
                continue
            if verb and told.nature == "primary":
                told, verb = replace(told, nature=verb), ""
            ladder = ladder or told.ladder
            held = self._place(told, phrase, ladder)
            self._spread_back(phrase, told, listed)
            if told.nature in ("secondment", "loan") and not phrase.notes:
                lent = told.nature
            elif lent and told.office.body is None and held.nature == "primary":
                held.nature = lent  # 挂职任某县委常委、副县长: both
            else:
                lent = ""
            listed = [*listed, held] if phrase.listed else [held]
            if waiting is not None:
                if held.post is None or not _is_of(held, waiting):
                    yield waiting  # 到某县挂职，任副县长 is one post: the body waits for it
                elif waiting.nature != "primary" and held.nature == "primary":
                    held.nature = waiting.nature
                waiting = None
            if held.post is None:
                waiting = held
            else:
                yield held
        if waiting is not None:
            yield waiting

    @staticmethod
    def _spread_back(phrase: Phrase, told: Told, listed: Sequence[_Held]) -> None:
        """Give the posts that 、 joins the secondment noted behind the last of them: 县委常委、副县长（挂职）."""
        if phrase.listed and phrase.notes and told.nature == "secondment":
            for held in listed:
                held.nature = told.nature if held.nature == "primary" else held.nature

    def _place(self, told: Told, phrase: Phrase, ladder: bool) -> _Held:
        """Give a post its body: its own, else the one named last; parts of a body go with the post."""
        office = told.office
        body, post = office.body, office.post
        if body is None and post is not None and self._belongs_to_main(post.text):
            self._last = self._main
        last = self._last
        if body is not None and post is not None and last is not None and self._is_part(office.is_inner, body, last):
            last = _whole_of(last, body.text)
            post = Copy(body.text + post.text, body.places + post.places)
            body = None
        if body is not None:
            self._last = body
            if body.text not in career_words("bare_bodies"):
                self._main = body
        elif post is not None and last is not None:
            body = self._area_for(post.text, last)
        end = (post or body or phrase.words).places[-1] + 1
        return _Held(_words_of(body) if body else None, _words_of(post) if post else None, told.nature, ladder, end)

    def _belongs_to_main(self, post: str) -> bool:
        """True for a post of the town behind one of its bare bodies: 党委委员、纪委书记、副镇长."""
        if self._last is None or self._main is None or self._last.text not in career_words("bare_bodies"):
            return False
        return is_area_head(post) or post.startswith((*career_words("party_units"), "人大")) or post[-2:] == "委员"

    def _is_part(self, is_inner: bool, body: Copy, last: Copy) -> bool:
        if body.text in career_words("town_units"):
            return last.text.endswith((*career_words("town_ends"), "街道", "办事处"))
        if body.text in career_words("inner_bodies"):
            return True
        return is_inner

    def _area_for(self, post: str, last: Copy) -> Copy:
        """Return the area of a party committee for the head of its government, else the body itself."""
        if not is_area_head(post):
            return last
        start, size = start_of_area(last.text), area_of(last.text)
        if size > start:
            return last.cut(start, size)
        level = _AREA_LEVEL.search(post)
        if level is None or last.text.endswith((level["level"], "政府", "公署", "行署")):
            return last
        place = last.text.find(level["level"])
        return last.cut(start, place + 1) if place >= start and place + 1 < len(last.text) else last

    def _share_out(self, held: Sequence[_Held], dates: _Dates, nested: bool) -> None:
        held = self.without_ranks(held, dates, nested)
        steps = [h for h in held if (h.post is not None or h.ladder) and h.nature != "concurrent"]
        climbed = len(steps) > 1 and (any(h.ladder for h in steps) or is_ladder([one.names() for one in steps]))
        for one in held:
            since, until, is_open = dates.since, dates.until, dates.is_open
            if climbed and one in steps:
                if one is not steps[0]:
                    since = ""
                if one is not steps[-1]:
                    until, is_open = "", False
            status = "current" if is_open else "former"
            said = (min(dates.begin, one.end - 1), one.end)
            self._career.posts.append(CareerPost(one.body, one.post, since, until, status, one.nature, said))

    def without_ranks(self, held: Sequence[_Held], dates: _Dates, nested: bool = False) -> list[_Held]:
        """Take the ranks at the end of a list off it: they are the person's, no post of the body."""
        kept = list(held)
        if nested and len(kept) == 1 and kept[0].post is not None and is_rank(kept[0].post.text):
            self._note_rank(kept.pop(), dates)
        while (
            len(kept) > 1
            and kept[-1].post is not None
            and is_rank(kept[-1].post.text)
            and not is_ladder([one.names() for one in kept])
        ):
            self._note_rank(kept.pop(), dates)
        return kept

    def _note_rank(self, rank: _Held, dates: _Dates) -> None:
        assert rank.post is not None
        said = (min(dates.begin, rank.end - 1), rank.end)
        self._career.ranks.append(Rank(rank.post, dates.since, said))

    def _study(self, phrase: Phrase, dates: _Dates, nested: bool) -> bool:
        lesson = read_study(phrase.words, nested=nested)
        if lesson is None:
            return False
        end = phrase.words.places[-1] + 1
        self._career.studies.append(
            Study(
                _words_of(lesson.school), _words_of(lesson.major) if lesson.major else None,
                _words_of(lesson.level) if lesson.level else None, lesson.kind, dates.since, dates.until,
                (min(dates.begin, end - 1), end),
            )
        )  # fmt: skip
        return True


def _is_of(held: _Held, waiting: _Held) -> bool:
    """True when a post is of the body that stands before it without one: 调入某县委宣传部，任理论科干事."""
    return held.body is not None and waiting.body is not None and held.body.text.startswith(waiting.body.text)


def _whole_of(last: Copy, part: str) -> Copy:
    """Return the body that the one named last is a part of, where another part follows: 某局甲科科长、乙科科长."""
    kind = last.text[-1:]
    if kind not in "科股处室组庭队" or part[-1:] != kind or last.text.endswith(("办公室", "办公厅")):
        return last
    sizes = (size for size in range(len(last.text) - 2, 2, -1) if ends_as_body(last.text[:size]))
    size = next((size for size in sizes if last.text[size - 1] != kind), 0)
    return last.cut(0, size) if size else last


def _tells_post(words: Copy) -> bool:
    """True for a bracket without a date that tells of a post: 兼县委办公室主任."""
    text = words.text
    if len(text) < 5 or not text.startswith(
        ("兼", "任", "同时", "并任", "并兼", "挂职任", "挂任", "借调", "抽调", "派驻", "历任")
    ):
        return False
    return any((told := read_phrase(p)) is not None and not is_rank_only(told) for p in cut_phrases(words))


def is_rank_only(told: Told) -> bool:
    """True where the words give a rank and no post."""
    return told.office.body is None and told.office.post is not None and is_rank(told.office.post.text)


def _outside(words: Copy) -> str:
    """Return the words outside brackets."""
    text = words.text
    for bracket in reversed(list(iter_brackets(words))):
        text = text[: bracket.at] + text[bracket.at + len(bracket.words.text) + 2 :]
    return text


def _is_unposted(text: str) -> bool:
    forms = career_words("unposted")
    return len(text) <= 16 and (
        text in forms or text.endswith(forms) or text.startswith(("待", "退休", "离休", "下岗", "自主"))
    )


def _words_of(copy: Copy) -> Words:
    start, end = copy.span(0, len(copy.text))
    return Words(copy.text, start, end)


def _report_overlaps(career: Career, entries: Sequence[Entry]) -> None:
    """Report each line that begins before the end of the one above; both stay as they are written."""
    latest = ""
    for entry in entries:
        assert entry.range is not None
        since, until = entry.range.since.value, entry.range.until.value if entry.range.until else ""
        is_told = entry.range.is_range and not any(_is_within(entry, span) for span in career.dropped)
        if is_told and latest and since and is_before(since, latest):
            career.faults.append(Fault("overlap", entry.whole.span(0, entry.range.end - entry.range.start)))
        if is_told and until and since and not is_before(until, since):
            latest = max(latest, until)


def _is_in(place: int, spans: Sequence[Span]) -> bool:
    return any(start <= place < end for start, end in spans)


def _is_within(entry: Entry, span: Span) -> bool:
    return span[0] <= entry.whole.places[0] < span[1]
