"""Articles of which only services and occasions are annotated, with who acts in each: `python -m nlp.training.deeds`.

Names of other kinds are open in them: a tagger learns from them what is a service and what is none, and nothing else.
An annotator writes words, which the command turns into offsets, so that no word of the text is kept:

    {"id": "governance:…", "services": [{"text": "义诊", "n": 2, "by": ["柳溪镇卫生院"]}],
     "activities": [{"text": "防溺水讲座", "n": 1, "by": "白石社区"}]}

`n` counts the occurrences of the words in the article, from 1. Nobody is [] or "".
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

from domain.document import Span
from domain.mention import MentionKind
from nlp.training.news import iter_news, read_annotated

DEEDS = files("nlp.training").joinpath("deeds.jsonl")


def compile_deeds(written: Mapping[str, Any], text: str) -> dict[str, Any]:
    """Return the offsets of what an annotator wrote of the text; ValueError where the words are not in it."""
    return {
        "news_id": written["id"],
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "services": find_marks(text, written["services"], "by"),
        "activities": sorted(
            (_find(text, deed), _find_actor(text, deed, deed["by"]) if deed["by"] else None)
            for deed in written["activities"]
        ),
    }


def iter_deeds(data: Path) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield name, text and annotation of each article, the annotation as the scorer reads it.

    Who acts is a literal in it, and the evidence of an occasion its own words. ValueError where an article is not
    among the news of the folder, or has changed.
    """
    rows = [json.loads(line) for line in DEEDS.read_text(encoding="utf-8").splitlines()]
    for number, (row, text) in enumerate(zip(rows, read_annotated(data / "news", rows), strict=True), 1):
        yield f"d{number:03}", text, _expand(row, text)


def _expand(row: Mapping[str, Any], text: str) -> dict[str, Any]:
    entities = [
        {"id": f"e{number}", "type": str(MentionKind.SERVICE), "start": start, "end": end, "text": text[start:end]}
        for number, ((start, end), _) in enumerate(row["services"], 1)
    ]
    relations: list[dict[str, Any]] = [
        {
            "type": "PROVIDES",
            "args": {"provider": text[slice(*actor)], "service": f"e{number}"},
            "evidence": [min(actor[0], start), max(actor[1], end)],
        }
        for number, ((start, end), actors) in enumerate(row["services"], 1)
        for actor in actors
    ]
    for (start, end), actor in row["activities"]:
        arguments = {"organiser": text[slice(*actor)]} if actor else {}
        relations.append(
            {"type": "HELD_ACTIVITY", "args": {**arguments, "activity": text[start:end]}, "evidence": [start, end]}
        )
    return {"entities": entities, "relations": relations}


def find_marks(text: str, marks: Iterable[Mapping[str, Any]], whom: str) -> list[tuple[Span, list[Span]]]:
    """Return where each mark stands, in order, and those whom it names; ValueError where two overlap."""
    found = sorted((_find(text, mark), [_find_actor(text, mark, words) for words in mark[whom]]) for mark in marks)
    for (first, _), (second, _) in pairwise(found):
        if second[0] < first[1]:
            raise ValueError(f"two marks overlap at {second[0]}")
    return found


def _find(text: str, deed: Mapping[str, Any]) -> Span:
    words, place = deed["text"], -1
    for _ in range(deed.get("n", 1)):
        place = text.find(words, place + 1) if words else -1
        if place < 0:
            raise ValueError(f"the text does not hold {words!r} {deed.get('n', 1)} times")
    return place, place + len(words)


def _find_actor(text: str, deed: Mapping[str, Any], words: str) -> Span:
    """Return the last place before the end of the deed where the words stand, else the first after it."""
    end = _find(text, deed)[1]
    place = text.rfind(words, 0, end)
    place = place if place >= 0 else text.find(words, end)
    if place < 0 or not words:
        raise ValueError(f"the text does not hold {words!r}")
    return place, place + len(words)


def write_offsets(
    program: str, description: str, keys: Sequence[str], compile_row: Callable[[Mapping[str, Any], str], dict[str, Any]]
) -> None:
    """Run a command that prints the offsets of what annotators wrote; it ends with a message where a line is wrong."""
    parser = argparse.ArgumentParser(prog=f"python -m {program}", description=description)
    parser.add_argument("files", type=Path, nargs="+", help="JSON lines with words")
    parser.add_argument("--data", type=Path, required=True, help="folder with news/")
    asked = parser.parse_args()
    written = [
        (f"{path}, line {number}", line)
        for path in asked.files
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    ]
    try:
        for line in _compile_all(written, asked.data / "news", keys, compile_row):
            print(line)
    except ValueError as error:
        sys.exit(str(error))


def _compile_all(
    written: Sequence[tuple[str, str]],
    news: Path,
    keys: Sequence[str],
    compile_row: Callable[[Mapping[str, Any], str], dict[str, Any]],
) -> list[str]:
    """Return the lines to keep, by id; ValueError names the place of a line that is no annotation of an article."""
    rows: list[tuple[str, dict[str, Any]]] = []
    for place, line in written:
        try:
            row = json.loads(line)
            rows.append((place, {key: row[key] for key in ("id", *keys)}))
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"{place}: no object with id, {' and '.join(keys)} ({error})") from error
    texts = dict(iter_news(news, {row["id"] for _, row in rows}))
    kept = []
    for place, row in sorted(rows, key=lambda pair: str(pair[1]["id"])):
        if row["id"] not in texts:
            raise ValueError(f"{place}: {row['id']} is not in {news}")
        try:
            kept.append(json.dumps(compile_row(row, texts[row["id"]]), separators=(",", ":")))
        except ValueError as error:
            raise ValueError(f"{place}: {error}") from error
    return kept


def main() -> None:
    """Print the offsets of what annotators wrote, a line for each article."""
    write_offsets("nlp.training.deeds", main.__doc__ or "", ("services", "activities"), compile_deeds)


if __name__ == "__main__":
    main()
