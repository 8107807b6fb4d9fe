"""Turns an annotator's note on a text into offsets, so that the annotation can be kept without the text.

A note is a tab-separated list, easy to write by hand and to correct:

    PERSON    青明                       every occurrence that no longer listed mention covers
    ORG       党支部    @2,3             only the second and third occurrence
    NOT       上海    @1                 not this occurrence
    ARTICLE   headline=…    byline=…    segment=first words…last words
    HOLDS_POST    person=青明    post=书记    org=高井嘎查    status=current    <<青明任高井嘎查书记>>

An argument that is the surface of a mention points to its occurrence in the evidence, else to the nearest before it;
anything else is a literal. `<<…>>@2` is the second occurrence of the evidence. Lines that begin with # are remarks.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from domain.mention import MentionKind
from domain.ontology.catalogue import load_predicates

_PLACES = re.compile(r"@(\d+(?:,\d+)*)")
_EVIDENCE = re.compile(r"<<(.*)>>(?:@(\d+))?", re.S)
_KINDS = frozenset(kind.value for kind in MentionKind)
_GAP = "…"
_OWN_ROLES = frozenset({"q", "quote", "article"})
"""Roles that annotations have beside those of the ontology."""


class NoteError(ValueError):
    """A line of a note does not fit its text; the message names the line and says what is wrong."""


@dataclass(slots=True)
class _Note:
    surfaces: list[tuple[str, str, frozenset[int] | None]] = field(default_factory=list)
    excluded: dict[str, frozenset[int] | None] = field(default_factory=dict)
    articles: list[tuple[int, list[str]]] = field(default_factory=list)
    relations: list[tuple[int, list[str]]] = field(default_factory=list)


def compile_note(note: str, text: str) -> dict[str, Any]:
    """Return the annotation: `articles`, `entities` and `relations` with offsets, and no word of the text.

    Literals that stand in the text become `{"start", "end"}`; closed words and names that the text only implies
    stay as they are. Raises NoteError.
    """
    parsed = _parse(note)
    entities = _place_mentions(parsed, text)
    return {
        "articles": [_make_article(number, cells, text) for number, cells in parsed.articles],
        "entities": [{"id": f"e{n}", "type": k, "start": s, "end": e} for n, (s, e, k) in enumerate(entities, 1)],
        "relations": [_make_relation(number, cells, text, entities) for number, cells in parsed.relations],
    }


def expand_annotation(annotation: Mapping[str, Any], text: str) -> dict[str, Any]:
    """Return the annotation with the words of the text put back, as the scorer reads it."""

    def words(value: object) -> object:
        return text[value["start"] : value["end"]] if isinstance(value, dict) else value

    def cut(span: Sequence[int] | None) -> str:
        return text[span[0] : span[1]] if span else ""

    return {
        **annotation,
        "articles": [
            {
                **article,
                "headline": cut(article["headline_span"]),
                "byline": cut(article["byline_span"]),
                "start": min(start for start, _ in article["segments"]),
                "end": max(end for _, end in article["segments"]),
            }
            for article in annotation["articles"]
        ],
        "entities": [{**entity, "text": text[entity["start"] : entity["end"]]} for entity in annotation["entities"]],
        "relations": [
            {**relation, "args": {role: words(value) for role, value in relation["args"].items()}}
            for relation in annotation["relations"]
        ],
    }


def _parse(note: str) -> _Note:
    parsed = _Note()
    for number, line in enumerate(note.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip(" ") for cell in line.split("\t") if cell.strip(" ")]
        if cells[0] == "ARTICLE":
            parsed.articles.append((number, cells[1:]))
        elif cells[0] in load_predicates():
            parsed.relations.append((number, cells))
        elif cells[0] in _KINDS or cells[0] == "NOT":
            if len(cells) not in (2, 3):
                raise NoteError(f"line {number}: a kind, a surface and at most one @ are asked for")
            places = _read_places(number, cells[2]) if len(cells) == 3 else None
            if cells[0] == "NOT":
                parsed.excluded[cells[1]] = places
            else:
                parsed.surfaces.append((cells[0], cells[1], places))
        else:
            raise NoteError(f"line {number}: {cells[0]!r} is neither a kind nor a relation (are the cells tabs?)")
    return parsed


def _read_places(number: int, cell: str) -> frozenset[int]:
    match = _PLACES.fullmatch(cell)
    if match is None:
        raise NoteError(f"line {number}: {cell!r} should look like @1,3")
    return frozenset(map(int, match[1].split(",")))


def _occurrences(words: str, text: str) -> Iterator[tuple[int, int]]:
    start = text.find(words)
    while start >= 0:
        yield start, start + len(words)
        start = text.find(words, start + 1)


def _place_mentions(note: _Note, text: str) -> list[tuple[int, int, str]]:
    """Place the longest surfaces first; a shorter one only where nothing lies yet."""
    taken = bytearray(len(text))
    placed: list[tuple[int, int, str]] = []
    order = sorted(note.surfaces, key=lambda row: (-len(row[1]), row[1], row[2] is None))
    for kind, words, places in order:
        spans = list(_occurrences(words, text))
        if not spans or (places and max(places) > len(spans)):
            raise NoteError(f"{kind} {words!r} stands {len(spans)} times in the text")
        excluded = note.excluded.get(words) or frozenset()
        found = 0
        for place, (start, end) in enumerate(spans, 1):
            if (places is None or place in places) and place not in excluded and not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                placed.append((start, end, kind))
                found += 1
        if not found:
            raise NoteError(f"{kind} {words!r}: every occurrence lies under a longer mention or is excluded")
    return sorted(placed)


def _make_article(number: int, cells: Sequence[str], text: str) -> dict[str, Any]:
    article: dict[str, Any] = {"id": "", "headline_span": None, "byline_span": None, "segments": []}
    for cell in cells:
        key, _, words = cell.partition("=")
        if key in ("headline", "byline"):
            article[f"{key}_span"] = list(_find(number, words, text))
        elif key == "segment":
            first, gap, last = words.partition(_GAP)
            start, end = _find(number, first, text)
            if gap:
                end = text.find(last, start)
                if end < 0:
                    raise NoteError(f"line {number}: the segment's last words {last!r} do not follow its first")
                end = text.rfind(last) + len(last) if text.count(last) == 1 else end + len(last)
            article["segments"].append([start, end])
        elif key == "id":
            article["id"] = words
        else:
            raise NoteError(f"line {number}: {key!r} is no part of an article")
    if not article["segments"]:
        raise NoteError(f"line {number}: an article needs a segment")
    article["id"] = article["id"] or "a1"
    return article


def _find(number: int, words: str, text: str, place: int = 1) -> tuple[int, int]:
    spans = list(_occurrences(words, text)) if words else []
    if len(spans) < place:
        raise NoteError(f"line {number}: {words!r} stands {len(spans)} times in the text")
    return spans[place - 1]


def _make_relation(
    number: int, cells: Sequence[str], text: str, entities: Sequence[tuple[int, int, str]]
) -> dict[str, Any]:
    match = _EVIDENCE.fullmatch(cells[-1])
    if match is None:
        raise NoteError(f"line {number}: the evidence <<…>> must come last")
    start, end = _find(number, match[1], text, int(match[2] or 1))
    arguments: dict[str, Any] = {}
    for cell in cells[1:-1]:
        role, mark, words = cell.partition("=")
        if not mark or not words:
            raise NoteError(f"line {number}: {cell!r} should be role=words")
        arguments[role] = _point(words, start, end, text, entities)
    known = {role.name for role in load_predicates()[cells[0]].roles} | _OWN_ROLES
    unknown = [role for role in arguments if role not in known]
    if unknown:
        raise NoteError(f"line {number}: {cells[0]} has no role {', '.join(unknown)}")
    return {"type": cells[0], "args": arguments, "evidence": [start, end]}


def _point(words: str, start: int, end: int, text: str, entities: Sequence[tuple[int, int, str]]) -> object:
    """Return a mention's id, a place in the text, or the word itself."""
    if re.fullmatch(r"a\d+", words):
        return words
    same = [(n, s, e) for n, (s, e, _) in enumerate(entities, 1) if text[s:e] == words]
    inside = [row for row in same if start <= row[1] and row[2] <= end]
    before = [row for row in same if row[2] <= start]
    chosen = inside[:1] or before[-1:] or same[:1]
    if chosen:
        return f"e{chosen[0][0]}"
    place = text.find(words, start, end)
    if place < 0:
        place = text.rfind(words, 0, start)
    if place < 0:
        place = text.find(words)
    return {"start": place, "end": place + len(words)} if place >= 0 else words


def main() -> None:
    """Print the annotation of a text as the folder annotations/ keeps it."""
    parser = argparse.ArgumentParser(prog="python -m nlp.training.note", description=main.__doc__)
    parser.add_argument("note", type=Path, help="the note; its name without ending becomes the annotation's")
    parser.add_argument("text", type=Path, help="the text, exactly as news/ holds it")
    parser.add_argument("news_id", help="set and id of the article: governance:655212da9dc59de8")
    asked = parser.parse_args()
    text = asked.text.read_bytes().decode("utf-8")
    try:
        compiled = compile_note(asked.note.read_text(encoding="utf-8"), text)
    except NoteError as error:
        sys.exit(f"{asked.note.name}: {error}")
    head = {
        "id": asked.note.stem,
        "news_id": asked.news_id,
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
    }
    print(json.dumps(head | compiled, ensure_ascii=False, separators=(",", ":")))


if __name__ == "__main__":
    main()
