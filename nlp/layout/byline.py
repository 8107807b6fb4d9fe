"""Finds bylines: lines of their own, glued in front of a body, in a dateline, or behind a body."""

from __future__ import annotations

import re

from domain.document import Span
from lexicon.alternation import alternate
from lexicon.words import load_words
from nlp.layout.credit import has_role, measure_glued_byline, read_credits
from nlp.layout.name_run import cut_names, has_surname_shape
from nlp.layout.wordlist import alternate_padded, load_list, load_table

_ROLES = alternate_padded(load_table("roles_before"))
_PRESS_ROLES = alternate(load_list("press_roles"))
_EDITING = alternate(load_list("editing_roles"))
_PRESS_END = alternate(load_list("press_endings"))
_CLOSER = alternate(load_list("dateline_closers"))
_SIGNING = re.compile(rf"[\w（）()－—·:：｜|\s]{{1,30}}{alternate(load_list('signing_bodies'))}")
_MARKED = re.compile(r"[□■◎○●◇◆]\s*")
_BARE = re.compile(
    rf"(?:[\w·/｜|－ -]{{0,18}}?(?:{_PRESS_END}|本报|本网|央视|总台)[ ｜|]{{0,3}}(?:{_PRESS_ROLES}|作者)"
    rf"(?![从在获近昨今了来到走])"
    rf"|(?:{_PRESS_ROLES}|作者|撰稿|采写)[ \u3000\xa0：:]|[\u4e00-\u9fff]{{2,4}}[/｜|][文图摄]"
    rf"|[文图][/｜|]|[□■]\s*(?=[\u4e00-\u9fff]))"
)
_ROLE_FIRST = re.compile(rf"[（(]?(?:[\w·/－-]{{0,14}}?(?:{_PRESS_ROLES})|(?:{_ROLES})[：:/ ])")
_ROLE_BEHIND = re.compile(rf"{_PRESS_ROLES}|[摄文图]$")
_LEFT_OUT = re.compile(rf"{_ROLES}|{_PRESS_END}|本报|本网|报道|[文图摄]|[\W_]")
_REPORTS = re.compile(
    r"(?:[ \u3000\xa0]{0,2}(?:[\u4e00-\u9fff]{0,4}报道|[/｜|]?[文图摄](?:/?[文图摄])?(?![\u4e00-\u9fff/])))?[：:]?"
)
_IN_DATELINE = re.compile(rf"(?:{_CLOSER})[ \u3000\xa0]*(?P<byline>[（(][^（）()。！？\n]{{2,60}}[）)])")
_BARE_IN_DATELINE = re.compile(
    rf"(?:讯|日电)[ \u3000\xa0]{{0,3}}(?=(?:本报|本网)?(?:{_PRESS_ROLES})[ ：:]?(?![从在获近昨今了来到走日]))"
)
_IN_FRONT = re.compile(r"[（(][^（）()。！？\n]{2,60}[）)]")
_BRACKET_BEHIND = re.compile(r"[（(][^（）()。！？\n]{1,60}[）)]$|【[^【】。！？\n]{1,40}】$")
_BARE_BEHIND = re.compile(
    rf"(?:[\w·/｜|、－ -]{{0,24}}?(?<!原)(?:{_ROLES})|[□■]|[文图摄][/｜|丨]"
    r"|(?:图片|内容|素材|信息)?(?:来[ \u3000\xa0]{0,2}源|稿源)[：:｜|丨]|综合[ \u3000\xa0])[^。！？\n]{0,90}$"
)
_LAST_STOP = re.compile(r"[。！？!?”…）)\n](?=[^。！？!?”…）)\n]*$)")
_SEPARATORS = re.compile(r"[ \u3000\xa0、，,/]+")
_UNSIGNED = re.compile(r"(?:完|待续|未完|有删|图源|均为|此件|附|资料|注|下转|上接|原载|节选|以下|图[片为由]|视频|素材)")
_PROGRAMMES = frozenset(load_list("broadcast"))
SOURCES = ("来源", "稿源", "转自", "图片来源", "素材来源", "内容来源")
_DATELINE_REACH = 170
_TAIL_REACH = 200


def is_byline(text: str, start: int, end: int) -> bool:
    """True when the whole span is a byline: marked with □, or made of roles, papers and names only."""
    words = text[start:end]
    if "。" in words or words.endswith(("：", ":", "，", "“")):
        return False
    marked = _MARKED.match(words) is not None
    if marked and len(words) <= 40 and not has_role(text, start, end):
        return all(cut_names(part) for part in _SEPARATORS.split(_MARKED.sub("", words).strip()) if part)
    if not marked and not _ROLE_FIRST.match(words) and not _names_then_role(words):
        return False
    credits = read_credits(text, start, end)
    if not credits:
        return False
    left = _LEFT_OUT.sub("", words)
    named = sum(credit.end - credit.start for credit in credits)
    return len(left) - named <= 10


def _names_then_role(words: str) -> bool:
    """True for 某某 某某 本报记者 某某 and 某某 摄, where names stand first."""
    first = _SEPARATORS.split(words, maxsplit=1)[0]
    return bool(cut_names(first)) and len(words) > len(first) and _ROLE_BEHIND.search(words) is not None


def find_front_byline(text: str, start: int, end: int) -> Span | None:
    """Return the byline that stands right at the start of a body, with or without a mark between them."""
    bracket = _IN_FRONT.match(text, start, end)
    if bracket:
        return bracket.span() if is_credit_bracket(text, *bracket.span()) else None
    if not _BARE.match(text, start, end):
        return None
    limit = min(end, start + 90)
    line_end = text.find("\n", start, limit)
    stop = measure_glued_byline(text, start, line_end if line_end >= 0 else limit)
    if stop == start:
        return None
    return start, _close(text, stop, end)


def find_dateline_byline(text: str, start: int, end: int) -> Span | None:
    """Return the byline behind 某报某月某日讯 near the start of a body, in brackets or without."""
    limit = min(end, start + _DATELINE_REACH)
    for found in _IN_DATELINE.finditer(text, start, limit):
        if is_credit_bracket(text, *found.span("byline"), expected=True):
            return found.span("byline")
    bare = _BARE_IN_DATELINE.search(text, start, limit)
    if bare is None:
        return None
    stop = measure_glued_byline(text, bare.end(), limit)
    return (bare.end(), _close(text, stop, end)) if stop > bare.end() else None


def _close(text: str, stop: int, end: int) -> int:
    """Return where a byline without brackets ends, with 某地报道： behind its last name."""
    reports = _REPORTS.match(text, stop, end)
    return reports.end() if reports else stop


def find_back_bylines(text: str, start: int, end: int) -> tuple[int, list[Span]]:
    """Return where the body ends, and the bylines and sources that stand behind it, last first."""
    spans: list[Span] = []
    while end > start:
        while end > start and text[end - 1].isspace():
            end -= 1
        floor = max(start, end - _TAIL_REACH)
        span = _find_last_bracket(text, floor, end) or _find_last_bare(text, floor, end)
        if span is None:
            break
        spans.append(span)
        end = span[0]
    return end, spans


def _find_last_bracket(text: str, floor: int, end: int) -> Span | None:
    bracket = _BRACKET_BEHIND.search(text, floor, end)
    if bracket is None:
        return None
    inner = text[bracket.start() + 1 : bracket.end() - 1].strip()
    if is_credit_bracket(text, *bracket.span()):
        return bracket.span()
    signed = _SIGNING.fullmatch(inner) and len(inner) <= 20 and not _UNSIGNED.match(inner)
    return bracket.span() if signed or inner.startswith(SOURCES) or _is_body_with_names(inner) else None


def _find_last_bare(text: str, floor: int, end: int) -> Span | None:
    stop = _LAST_STOP.search(text, floor, end)
    begin = stop.end() if stop else floor
    if begin >= end or (stop is None and floor > 0 and end - floor >= _TAIL_REACH):
        return None
    while begin < end and text[begin].isspace():
        begin += 1
    if _BARE_BEHIND.match(text, begin, end) or _is_bare_names(text[begin:end]):
        return begin, end
    return None


def find_closing_bracket(text: str, start: int, end: int) -> Span | None:
    """Return the brackets with the names of writers that close the span."""
    bracket = _BRACKET_BEHIND.search(text, max(start, end - _TAIL_REACH), end)
    return bracket.span() if bracket and is_credit_bracket(text, *bracket.span()) else None


def signs_body(words: str) -> bool:
    """True for what ends like the name of a body and could sign a notice or a story."""
    return len(words) <= 20 and _SIGNING.fullmatch(words) is not None


def _is_bare_names(words: str) -> bool:
    """True for names alone behind the last full stop, with the body they belong to or without."""
    parts = [part for part in _SEPARATORS.split(words) if part]
    if not parts or len(words) > 40:
        return False
    return all(_is_sure_name(part) for part in parts) or _is_body_with_names(words)


def _is_body_with_names(words: str) -> bool:
    """True for 某区融媒体中心 某某某: a body, then names, parted by spaces."""
    body, *names = [part for part in _SEPARATORS.split(words) if part] or [""]
    signed = len(body) >= 4 and _SIGNING.fullmatch(body) is not None
    return signed and bool(names) and all(_is_sure_name(name) for name in names)


def _is_sure_name(part: str) -> bool:
    return len(part) <= 4 and has_surname_shape(part) and part not in load_words()


def is_credit_bracket(text: str, start: int, end: int, expected: bool = False) -> bool:
    """True when the brackets hold roles with names, or names alone; `expected` where a byline is usual."""
    inner = text[start + 1 : end - 1].strip()
    if _UNSIGNED.match(inner) or any(mark in inner for mark in "《》“”"):
        return False
    if has_role(text, start, end):
        return bool(read_credits(text, start, end)) or expected
    names = [text[credit.start : credit.end] for credit in read_credits(text, start, end)]
    left = _SEPARATORS.sub("", inner).replace("•", "·")
    if not names or len(names) > 8 or sum(len(_SEPARATORS.sub("", name)) for name in names) != len(left):
        return False
    if expected:
        return inner not in _PROGRAMMES
    certain = sum("·" in name or len(name) >= 4 or has_surname_shape(_SEPARATORS.sub("", name)) for name in names)
    return 2 * certain >= len(names) or (len(names) == 1 and _holds_no_word(names[0]))


def _holds_no_word(name: str) -> bool:
    """True when no two characters together are a common word, as in names from other languages (海日汗)."""
    return not any(name[place : place + 2] in load_words() for place in range(len(name) - 1))
