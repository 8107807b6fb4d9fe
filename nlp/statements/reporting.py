"""Finds who wrote, photographed or edited an article: the credits of bylines, captions and sign-offs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from domain.document import Article, Span
from domain.mention import Mention, MentionKind, refer
from domain.statement import Value
from lexicon.alternation import alternate
from nlp.layout.byline import is_credit_bracket
from nlp.layout.credit import Credit, iter_brackets, read_credits
from nlp.layout.name_run import has_surname_shape
from nlp.layout.wordlist import load_list, load_table
from nlp.scene import Finding, Scene

_HAN = r"[\u3400-\u9fff\U00020000-\U0003ffff·]"
_PHOTO = re.compile(
    rf"(?<!{_HAN})(?:(?:{_HAN}{{0,10}}记者|通讯员)[ \u3000\xa0]?)?{_HAN}{{2,12}}(?:[ \u3000、]{_HAN}{{2,8}}){{0,3}}"
    r"(?:[ \u3000\xa0]摄(?![影像制入取氏护])"
    r"|(?:[ \u3000\xa0](?:摄影|供图|供稿)|(?<![拍航自合所])摄)(?=[）)】。，；\s“]|$))"
)
_REPORTER = re.compile(r"记者|通讯员|作者|撰稿|[文图][/｜]")
_ROLES = alternate(load_table("roles_before"))
_SIGN_OFF = re.compile(rf"{_ROLES}[ \u3000\xa0]?[：:/｜|丨 \u3000\xa0-][^\n】）)\]。]{{2,60}}")
_PORTAL = re.compile("|".join(load_list("portal_words")))
_TAIL_REACH = 500
_IN_BYLINE, _IN_BODY, _BEHIND = 0.97, 0.9, 0.93


def find_credits(text: str, articles: Sequence[Article]) -> tuple[tuple[Credit, ...], ...]:
    """Return the credits of each article: its byline, its captions, and what signs it off behind its body."""
    found: list[tuple[Credit, ...]] = []
    starts = sorted(article.start for article in articles)
    for article in articles:
        following = bisect_right(starts, article.end - 1)
        limit = starts[following] if following < len(starts) else len(text)
        spans = [article.byline_span] if article.byline_span else []
        spans += [span for segment in article.segments for span in _find_in_body(text, *segment)]
        spans += _find_sign_offs(text, article.end, min(limit, article.end + _TAIL_REACH))
        found.append(_keep_apart(credit for span in spans for credit in read_credits(text, *span)))
    return tuple(found)


def _keep_apart(credits: Iterable[Credit]) -> tuple[Credit, ...]:
    """Return the credits by place; of two that share a character the one found first stays."""
    kept: list[Credit] = []
    for credit in sorted(credits, key=lambda credit: credit.start):
        if not kept or credit.start >= kept[-1].end:
            kept.append(credit)
    return tuple(kept)


def find_byline_mentions(text: str, credits: Iterable[Sequence[Credit]]) -> tuple[Mention, ...]:
    """Return the names in the credits as mentions of persons; they outweigh what a tagger reads there."""
    spans = {(credit.start, credit.end) for group in credits for credit in group}
    return tuple(Mention(start, end, MentionKind.PERSON, text[start:end]) for start, end in sorted(spans))


def find_reported(scene: Scene, credits: Sequence[Credit]) -> Iterator[Finding]:
    """Yield one REPORTED for each name and role of the article's credits."""
    headline = scene.article.headline_span
    article = Value(scene.text[slice(*headline)], *headline) if headline else None
    said: set[tuple[str, str]] = set()
    for credit in credits:
        name = scene.text[credit.start : credit.end]
        if (name, credit.role) in said:
            continue
        said.add((name, credit.role))
        person = Mention(credit.start, credit.end, MentionKind.PERSON, name)
        start, end = credit.evidence
        byline = scene.article.byline_span
        in_byline = byline is not None and byline[0] <= credit.start < byline[1]
        behind = credit.start >= scene.article.end
        yield Finding(
            scene.state("REPORTED", start, end, person=refer(person), role=Value(credit.role), article=article),
            "reported-byline" if in_byline else "reported-sign-off" if behind else "reported-caption",
            _IN_BYLINE if in_byline else _BEHIND if behind else _IN_BODY,
        )


def _find_in_body(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the credits inside a body: of pictures (某某 摄), and of reporters in brackets."""
    for photo in _PHOTO.finditer(text, start, end):
        credits = read_credits(text, *photo.span())
        if credits and all(_is_sure(text, credit) for credit in credits):
            yield photo.span()
    for bracket in iter_brackets(text, start, end, 60):
        named = _REPORTER.search(bracket.group()) and is_credit_bracket(text, *bracket.span())
        if named and all(_is_sure(text, credit) for credit in read_credits(text, *bracket.span())):
            yield bracket.span()


def _is_sure(text: str, credit: Credit) -> bool:
    """In a body a name must look like one by itself, or stand alone before its role (旺堆措姆 摄)."""
    name = text[credit.start : credit.end]
    stands_alone = len(name) >= 4 and text[credit.end : credit.end + 1] in " \u3000\xa0"
    return has_surname_shape(name) or "·" in name or stands_alone


def _find_sign_offs(text: str, start: int, end: int) -> list[Span]:
    """Return the credits behind a body (责编：某某), up to what the portal adds about itself."""
    portal = _PORTAL.search(text, start, end)
    return [match.span() for match in _SIGN_OFF.finditer(text, start, portal.start() if portal else end)]
