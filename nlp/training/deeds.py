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
from collections.abc import Iterator, Mapping
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

from domain.document import Span
from domain.mention import MentionKind
from nlp.training.news import iter_news

DEEDS = files("nlp.training").joinpath("deeds.jsonl")


def compile_deeds(written: Mapping[str, Any], text: str) -> dict[str, Any]:
    """Return the offsets of what an annotator wrote of the text; ValueError where the words are not in it."""
    services = [(_find(text, deed), [_find_actor(text, deed, by) for by in deed["by"]]) for deed in written["services"]]
    services.sort()
    for (first, _), (second, _) in pairwise(services):
        if second[0] < first[1]:
            raise ValueError(f"{written['id']}: two services overlap at {second[0]}")
    return {
        "news_id": written["id"],
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "services": services,
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
    lines = DEEDS.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    texts = dict(iter_news(data / "news", {row["news_id"] for row in rows}))
    for number, row in enumerate(rows, 1):
        text = texts.get(row["news_id"])
        if text is None or hashlib.sha256(text.encode()).hexdigest() != row["text_sha256"]:
            raise ValueError(f"{DEEDS.name}, line {number}: {row['news_id']} is not in {data / 'news'}, or has changed")
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


def main() -> None:
    """Print the offsets of what annotators wrote, a line for each article."""
    parser = argparse.ArgumentParser(prog="python -m nlp.training.deeds", description=main.__doc__)
    parser.add_argument("files", type=Path, nargs="+", help="JSON lines with words")
    parser.add_argument("--data", type=Path, required=True, help="folder with news/")
    asked = parser.parse_args()
    written = [json.loads(line) for path in asked.files for line in path.read_text(encoding="utf-8").splitlines()]
    texts = dict(iter_news(asked.data / "news", {row["id"] for row in written}))
    for row in sorted(written, key=lambda row: str(row["id"])):
        print(json.dumps(compile_deeds(row, texts[row["id"]]), separators=(",", ":")))


if __name__ == "__main__":
    main()
