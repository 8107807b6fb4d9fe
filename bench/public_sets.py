"""Our tagger on public sets, as a report: they mark other things than we do, so no floor is set on the figures.

Kinds are compared as far as they mean the same; what a set does not mark is not counted against us.
"""

from __future__ import annotations

import json
import lzma
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from bench.output import print_table, say
from nlp.neural_tagger.reader import NeuralTagger

SETS: Mapping[str, Mapping[str, str]] = {
    "msra.test": {"PER": "PERSON", "ORG": "ORG", "LOC": "PLACE"},
    "cluener.dev": {
        "name": "PERSON", "organization": "ORG", "government": "ORG", "company": "ORG",
        "position": "POST", "address": "PLACE", "scene": "PLACE",
    },
    "resume.test": {"NAME": "PERSON", "ORG": "ORG", "TITLE": "POST", "LOC": "PLACE"},
}  # fmt: skip
_OURS = {"COMMUNITY": "PLACE"}


def score_public_sets(folder: Path) -> dict[str, dict[str, float]]:
    """Return and print F1 of exact spans for each set and kind."""
    tagger = NeuralTagger()
    result: dict[str, dict[str, float]] = {}
    for name, kinds in SETS.items():
        say(f"reading {name}")
        counts: Counter[tuple[str, str]] = Counter()
        with lzma.open(folder / f"{name}.jsonl.xz", "rt", encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                text = row["text"]
                gold = {(start, end, kinds[kind]) for start, end, kind in row["entities"] if kind in kinds}
                found = {(m.start, m.end, _OURS.get(m.kind, str(m.kind))) for m in tagger.tag(text, 0, len(text))}
                found = {span for span in found if span[2] in kinds.values()}
                for kind in {*kinds.values()}:
                    mine, theirs = ({s for s in spans if s[2] == kind} for spans in (found, gold))
                    counts[kind, "right"] += len(mine & theirs)
                    counts[kind, "both"] += len(mine) + len(theirs)
        result[name] = {
            kind: round(2 * counts[kind, "right"] / max(1, counts[kind, "both"]), 4)
            for kind in sorted({*kinds.values()})
        }
    columns = sorted({kind for row in result.values() for kind in row})
    print_table(
        "public sets, exact spans, F1 (a report: their guides differ from ours)", ("set", *columns),
        [[name, *(row.get(kind) for kind in columns)] for name, row in result.items()],
    )  # fmt: skip
    return result
