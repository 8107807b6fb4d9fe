"""Articles of which only awards are annotated, with who received each: `python -m nlp.training.awards`.

They are kept and learned from as those of nlp.training.deeds. An annotator writes:

    {"id": "general:…", "awards": [{"text": "全国文明村", "n": 1, "to": ["白石村"]}]}
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from domain.mention import MentionKind
from nlp.training.deeds import find_marks, write_offsets
from nlp.training.news import read_annotated

AWARDS = files("nlp.training").joinpath("awards.jsonl")


def compile_awards(written: Mapping[str, Any], text: str) -> dict[str, Any]:
    """Return the offsets of what an annotator wrote of the text; ValueError where the words are not in it."""
    return {
        "news_id": written["id"],
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "awards": find_marks(text, written["awards"], "to"),
    }


def iter_awards(data: Path) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield name, text and annotation of each article, the awards as the scorer reads them, without who received them.

    ValueError where an article is not among the news of the folder, or has changed.
    """
    rows = [json.loads(line) for line in AWARDS.read_text(encoding="utf-8").splitlines()]
    for number, (row, text) in enumerate(zip(rows, read_annotated(data / "news", rows), strict=True), 1):
        awards = [
            {"id": f"e{place}", "type": str(MentionKind.AWARD), "start": start, "end": end, "text": text[start:end]}
            for place, ((start, end), _) in enumerate(row["awards"], 1)
        ]
        yield f"a{number:03}", text, {"entities": awards, "relations": []}


def main() -> None:
    """Print the offsets of what annotators wrote, a line for each article."""
    write_offsets("nlp.training.awards", main.__doc__ or "", ("awards",), compile_awards)


if __name__ == "__main__":
    main()
