"""Counts, for nlp.confidence, how often each rule is right on held-out texts: `python -m nlp.training.confidence`.

A statement is right when the annotators' scorer matches it. The tagger's answers are those of bench/heldout.json.xz,
given by weights that had not seen the text.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from domain.extract import Extract
from domain.identifier import hash_text
from domain.statement import Argument
from nlp.confidence import Counts, counted_by, step_of
from nlp.reader import EXTRACTOR, Reader
from nlp.statements.acting import weighed_by
from nlp.training.corpus import iter_annotations
from nlp.training.recorded import RecordedTagger, load_heldout


@dataclass(frozen=True, slots=True)
class Judged:
    """One statement of the reader: the fold of its text, the rule, its confidence, and whether it is right."""

    fold: int
    text: str
    predicate: str
    rule: str
    confidence: float
    right: bool


def load_scorer(shared: Path) -> ModuleType:
    """Return eval/score.py as a module: its matching decides what is right."""
    spec = importlib.util.spec_from_file_location("score", shared / "eval" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_heldout(
    data: Path, folds: Iterable[Mapping[str, Any]]
) -> Iterator[tuple[int, str, str, dict[str, Any], Extract]]:
    """Yield fold, name, text, annotation and extract of each text, read with nothing that was learned from it.

    Confidences are as the rules give them.
    """
    texts = {name: (text, annotation) for name, text, annotation in iter_annotations(data)}
    for fold in folds:
        reader = Reader(RecordedTagger(fold["answers"]))
        with weighed_by(fold["acting"]), counted_by({}):
            for name in fold["texts"]:
                text, annotation = texts[name]
                yield fold["fold"], name, text, annotation, reader.read(hash_text(text), text)


def judge(scorer: ModuleType, fold: int, name: str, annotation: Mapping[str, Any], found: Extract) -> Iterator[Judged]:
    """Yield each statement of a kind that the annotators marked, with the scorer's verdict."""
    entities = {entity["id"]: entity for entity in annotation["entities"]}
    gold = scorer.unique([scorer.keyed(r["type"], r["args"], r["evidence"], entities) for r in annotation["relations"]])
    told = []
    for statement, reading in zip(found.statements, found.readings, strict=True):
        if statement.predicate in scorer.KEYS:
            arguments = {role: _plain(argument) for role, argument in statement.arguments}
            evidence = [statement.evidence.start, statement.evidence.end]
            row = scorer.keyed(statement.predicate, arguments, evidence, {})
            told.append({**row, "rule": reading.extractor.removeprefix(f"{EXTRACTOR}:"), "sure": reading.confidence})
    told = scorer.unique(told)
    for predicate in scorer.KEYS:
        mine = [row for row in told if row["type"] == predicate]
        pairs, _, _ = scorer.match_statements([row for row in gold if row["type"] == predicate], mine)
        right = {id(row) for _, row in pairs}
        for row in mine:
            yield Judged(fold, name, predicate, row["rule"], row["sure"], id(row) in right)


def count(judged: Iterable[Judged]) -> Counts:
    """Return how many statements of each rule and step were seen, and how many of them were right."""
    counts: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for one in judged:
        cell = counts[one.rule][step_of(one.confidence)]
        cell[0] += 1
        cell[1] += one.right
    return {
        rule: {step: (cell[0], cell[1]) for step, cell in sorted(steps.items())}
        for rule, steps in sorted(counts.items())
    }


def _plain(argument: Argument) -> dict[str, object]:
    if argument.start < 0:
        return {"literal": argument.text}
    return {"start": argument.start, "end": argument.end, "text": argument.text}


def main() -> None:
    """Count over all folds and write the table."""
    parser = argparse.ArgumentParser(prog="python -m nlp.training.confidence", description=main.__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with data/ and eval/")
    parser.add_argument("--heldout", type=Path, required=True, help="record of nlp.training.heldout")
    parser.add_argument("--out", type=Path, required=True, help="file to write")
    asked = parser.parse_args()
    scorer = load_scorer(asked.shared)
    judged = [
        row
        for fold, name, _, annotation, found in read_heldout(asked.shared / "data", load_heldout(asked.heldout))
        for row in judge(scorer, fold, name, annotation, found)
    ]
    asked.out.write_text(
        json.dumps({"statements": len(judged), "counts": count(judged)}, ensure_ascii=False, indent=1) + "\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
