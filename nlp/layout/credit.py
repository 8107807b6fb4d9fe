"""Reads the credits in a byline: which name has which reporting role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from domain.document import Span
from lexicon.alternation import alternate
from lexicon.words import load_words
from nlp.layout.name_run import cut_names, has_surname_shape, measure_glued_name
from nlp.layout.wordlist import alternate_padded, load_list, load_table, squeeze

AUTHOR = "作者"
_BEFORE = load_table("roles_before")
_BEFORE_SLASH = load_table("roles_before_slash")
_AFTER = load_table("roles_after")
_PRESS = frozenset(load_list("press_roles"))
_EDITING = frozenset(_BEFORE[word] for word in load_list("editing_roles") if word in _BEFORE)
_BODY_MARKS = "“”《》。！？"
_HAN_START = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_ROLE = re.compile(r"(?<!原)" + alternate_padded(_BEFORE) + "|" + alternate(_BEFORE_SLASH) + r"(?=\s?[/｜|丨：:])")
_AFTER_ROLE = re.compile(alternate(_AFTER) + r"$")
_SILENT = re.compile(alternate_padded(load_list("silent")))
_SOURCE = re.compile(r"(?:图片|内容|素材|信息)?(?:来[ \u3000\xa0]{0,2}源|稿源)|原标题|版权|转载|报道|整理")
_RUN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff·•・‧]+|[A-Za-z0-9@.]+")
_GAP = re.compile(r"[ \u3000\xa0\t]{1,4}")
_PRESS_END = re.compile(alternate(load_list("press_endings")) + "$")
_ROLE_SIGN = re.compile(alternate(_BEFORE) + r"|[文图摄][/｜|丨]|[ \u3000\u4e00-\u9fff]摄(?=[）)\s]|$)")


@dataclass(frozen=True, slots=True)
class Credit:
    """A name with its role, and the stretch of the byline that says it."""

    start: int
    end: int
    role: str
    evidence: Span


def has_role(text: str, start: int, end: int) -> bool:
    """True when the span holds a word for a reporting role."""
    return _ROLE_SIGN.search(text, start, end) is not None


def is_press_name(text: str) -> bool:
    """True for what ends like the name of a paper or broadcaster."""
    return _PRESS_END.search(text) is not None


def read_credits(text: str, start: int, end: int) -> tuple[Credit, ...]:
    """Return the credits of a span that is known to be a byline.

    Names without a role are the authors. A role behind the names (摄) holds for all of them.
    """
    found = _Reader(text, start, end).read()
    return tuple(replace(credit, evidence=(start, end)) for credit in found)


def measure_glued_byline(text: str, start: int, end: int) -> int:
    """Return where a byline ends that runs on into the body without a mark; `start` when no name is in it."""
    reader = _Reader(text, start, end, glued=True)
    found = reader.read()
    return max(found[-1].end, reader.stopped) if found else start


@dataclass(slots=True)
class _Reader:
    """Walks through a byline once, from left to right."""

    text: str
    start: int
    end: int
    glued: bool = False
    role: str = ""
    stopped: int = -1

    def read(self) -> list[Credit]:
        found: list[Credit] = []
        position = self.start
        while position < self.end:
            role = _ROLE.match(self.text, position, self.end)
            if role:
                word = squeeze(role.group())
                self.role = _BEFORE.get(word) or _BEFORE_SLASH[word]
                position = self.stopped = role.end()
                continue
            silent = _SILENT.match(self.text, position, self.end)
            if silent:
                # 来源 and 综合 are followed by bodies, 报道 by nothing; neither makes authors.
                self.role = self.role if squeeze(silent.group()).endswith(("报道", "本报", "本网", "本版")) else "-"
                position = self.stopped = silent.end()
                if self.glued and found and silent.group().endswith("报道"):
                    break
                continue
            run = _RUN.match(self.text, position, self.end)
            if run is None:
                if self.glued and self.text[position] in _BODY_MARKS:
                    break
                position += 1
                continue
            if self.glued and found and not _HAN_START.match(run.group()):
                break
            finish, names = self._read_run(run.start(), run.end())
            if self.glued and found and not names and not self._leads_to_role(run.start(), finish):
                break
            found.extend(names)
            position = max(finish, position + 1)
        return self._apply_role_behind(found)

    def _read_run(self, start: int, end: int) -> tuple[int, list[Credit]]:
        """Read one run of characters up to the next role word in it; return where it ends and its names."""
        source = _SOURCE.search(self.text, start, end)
        inner = _ROLE.search(self.text, start, source.start() if source else end)
        stop = inner.start() if inner else source.start() if source else end
        if inner and inner.group() in _PRESS and self._is_press(start, stop):
            names = self._peel_names(start, stop)
            if self.role in _EDITING and not names:
                # 统筹：某报记者 某某: she is named for the task, not as its reporter.
                return inner.end(), []
            return stop, names
        behind = _AFTER_ROLE.search(self.text, start, stop)
        if behind and behind.start() > start:
            stop = behind.start()
        joined = self._join_padded(start, stop)
        if joined:
            return joined, self._name((start, joined))
        spans = cut_names(self.text[start:stop]) if not self.glued or stop - start <= 4 else ()
        if spans:
            return max(stop, behind.end() if behind else 0), self._names(start, spans)
        if self.glued and is_press_name(self.text[start:stop]):
            return stop, []
        if self.glued and not inner:
            length = measure_glued_name(self.text, start, stop)
            return self.end, self._name((start, start + length)) if length else []
        return max(stop, behind.end() if behind else 0), self._peel_tail(start, stop)

    def _is_press(self, start: int, stop: int) -> bool:
        """True when what is glued before 记者 is the paper, not the name of the writer before."""
        prefix = self.text[start:stop]
        return bool(prefix) and (is_press_name(prefix) or not 2 <= len(prefix) <= 3 or not has_surname_shape(prefix))

    def _peel_names(self, start: int, stop: int) -> list[Credit]:
        """Take names off the front of 某某某报, where names and paper are glued together."""
        prefix = self.text[start:stop]
        if len(prefix) < 6 or (self.start == start and not self._follows_bracket(start)):
            return []
        words = load_words()
        best, found = 1, list[Credit]()
        for size in range(len(prefix) - 3, 3, -1):
            spans = cut_names(prefix[:size])
            paper = next((length for length in (5, 4, 3, 2) if prefix[size : size + length] in words), 0)
            if paper > best and len(spans) > 1 and all(has_surname_shape(prefix[a:b]) for a, b in spans):
                best, found = paper, self._names(start, spans)
        return found

    def _leads_to_role(self, start: int, finish: int) -> bool:
        """True when the run without a name is a paper before 记者 or the place and 报道."""
        return _ROLE.match(self.text, finish, self.end) is not None or is_press_name(self.text[start:finish])

    def _follows_bracket(self, start: int) -> bool:
        return start > 0 and self.text[start - 1] in "（("

    def _peel_tail(self, start: int, stop: int) -> list[Credit]:
        """Take the name off the end of 某某宣传部某某某."""
        run = self.text[start:stop]
        for size in (3, 2):
            if len(run) > size + 2 and is_press_name(run[:-size]) and has_surname_shape(run[-size:]):
                return self._name((stop - size, stop))
        return []

    def _join_padded(self, start: int, stop: int) -> int:
        """Return the end of a name of two characters padded with a space (卓 林), else 0."""
        gap = _GAP.match(self.text, stop, self.end) if stop - start == 1 else None
        given = _RUN.match(self.text, gap.end(), self.end) if gap else None
        if gap is None or given is None or _ROLE.match(self.text, gap.end(), self.end):
            return 0
        mark = _SOURCE.search(self.text, *given.span()) or _ROLE.search(self.text, *given.span())
        end = mark.start() if mark else given.end()
        name = self.text[start:stop] + self.text[gap.end() : end]
        return end if len(name) <= 3 and has_surname_shape(name) else 0

    def _names(self, start: int, spans: tuple[Span, ...]) -> list[Credit]:
        return [credit for a, b in spans for credit in self._name((start + a, start + b))]

    def _name(self, span: Span) -> list[Credit]:
        if self.role == "-":
            return []
        return [Credit(span[0], span[1], self.role or AUTHOR, span)]

    def _apply_role_behind(self, found: list[Credit]) -> list[Credit]:
        """Give the role that closes the byline (摄) to every name before it."""
        closing = self.text[self.start : self.end].rstrip(" \u3000\xa0）)】]")
        behind = _AFTER_ROLE.search(closing)
        if behind is None or not found:
            return found
        last = found[-1].end - self.start
        if closing[last : behind.start()].strip(" \u3000\xa0"):
            return found
        return [replace(credit, role=_AFTER[behind.group()]) for credit in found]


def iter_brackets(text: str, start: int, end: int, longest: int = 80) -> Iterator[re.Match[str]]:
    """Yield the bracketed stretches of the span that hold no bracket and no sentence end."""
    yield from re.compile(rf"[（(][^（）()。！？\n]{{1,{longest}}}[）)]").finditer(text, start, end)
