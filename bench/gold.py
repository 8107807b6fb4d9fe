"""The annotated texts as the scorer wants them, and what our reader says of them in the scorer's own form."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from domain.extract import Extract
from domain.identifier import hash_text
from domain.plain import to_json
from nlp.training.corpus import OWN, SETS, iter_annotations
from qunxiang.commands.ingest import plain_extract

SCORER = "eval/score.py"


class Gold:
    """One set of annotated texts, laid out in a folder: NNN.txt and NNN.json."""

    def __init__(self, name: str, folder: Path, texts: dict[str, str]) -> None:
        self.name = name
        self.folder = folder
        self.texts = texts


def lay_out(data: Path, workplace: Path) -> list[Gold]:
    """Return gold, gold-news and our own set; those are read where they lie, ours is written into the workplace."""
    sets: dict[str, dict[str, str]] = {name: {} for name in (*SETS, OWN)}
    own = workplace / OWN
    own.mkdir()
    for identifier, text, annotation in iter_annotations(data):
        name = next((name for name in SETS if (data / name / f"{identifier}.txt").exists()), OWN)
        sets[name][identifier] = text
        if name == OWN:
            (own / f"{identifier}.json").write_text(json.dumps(annotation, ensure_ascii=False), encoding="utf-8")
    return [Gold(name, own if name == OWN else data / name, texts) for name, texts in sets.items()]


def write_predictions(extracts: Iterable[tuple[str, Extract]], path: Path) -> Path:
    """Write the extracts as `qunxiang extract --json` prints them."""
    with path.open("a", encoding="utf-8") as file:
        for text, found in extracts:
            file.write(to_json(plain_extract(hash_text(text), found), indent=None) + "\n")
    return path


def score(shared: Path, gold: Path, predictions: Path) -> dict[str, Any]:
    """Return what the annotators' scorer says."""
    command = [sys.executable, str(shared / SCORER), str(gold), str(predictions), "--json"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300).stdout
    result: dict[str, Any] = json.loads(printed)
    return result
