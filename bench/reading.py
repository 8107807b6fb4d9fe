"""Scores of the reader against the annotated texts, and its speed on one core.

`python -m bench.reading [--errors] [--shared FOLDER]`; the scores come from the annotators' own eval/score.py.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from bench.command import Place
from bench.output import open_workplace, print_result, print_table, say
from bench.shared import BESIDE, find_missing
from domain.identifier import hash_text

SETS = ("gold", "gold-news")
RUNS = 3
WORST = 15
SCORER = "eval/score.py"


def main(arguments: Sequence[str] | None = None) -> int:
    """Read, score, time, print; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench.reading", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--errors", action="store_true", help="list the files that were read worst")
    parser.add_argument("--shared", type=Path, default=BESIDE, help="the folder with data/ and eval/")
    asked = parser.parse_args(arguments)
    reason = find_missing(asked.shared, SCORER, *(f"data/{name}" for name in SETS))
    if reason:
        say(f"skipped: {reason}")
        print_result({"bench": "reading", "skipped": reason})
        return 0
    figures: dict[str, Any] = {"bench": "reading"}
    with open_workplace("bench-reading") as folder:
        for name in SETS:
            gold = asked.shared / "data" / name
            predictions = _extract(gold, folder / f"{name}.jsonl", folder)
            print(f"\n== {name}: {len(list(gold.glob('*.json')))} texts")
            print(_score(asked.shared, gold, predictions))
            figures[name] = json.loads(_score(asked.shared, gold, predictions, "--json"))
            if asked.errors:
                _print_worst(asked.shared, gold, predictions, folder)
        figures |= _time_reading([asked.shared / "data" / name for name in SETS])
    figures |= _summarise(figures)
    print_result(figures)
    return 0


def _extract(gold: Path, predictions: Path, folder: Path) -> Path:
    """Write what `qunxiang extract --json` says of each text."""
    say(f"extracting {gold.name}")
    place = Place("", folder / "project")
    texts = sorted(str(path) for path in gold.glob("*.txt"))
    with predictions.open("wb") as file:
        subprocess.run(
            place.command("extract", "--json", *texts), stdout=file, env=place.environment(), check=True, timeout=300
        )
    return predictions


def _score(shared: Path, gold: Path, predictions: Path, *options: str) -> str:
    command = [sys.executable, str(shared / SCORER), str(gold), str(predictions), *options]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout.rstrip()


def _print_worst(shared: Path, gold: Path, predictions: Path, folder: Path) -> None:
    """List the texts with most misses and false finds of statements, each scored alone."""
    say("scoring file by file")
    rows: list[list[object]] = []
    for annotated in sorted(gold.glob("*.json")):
        alone = folder / "alone"
        alone.mkdir(exist_ok=True)
        copy = alone / annotated.name
        copy.write_bytes(annotated.read_bytes())
        result = json.loads(_score(shared, alone, predictions, "--json"))
        copy.unlink()
        mentions, statements = (result[part].get("ALL", {"f1": 1.0, "n": 0}) for part in ("mentions", "statements"))
        found = (statements["f1"], statements["n"], mentions["f1"], mentions["n"])
        rows.append([annotated.stem, *found, _weigh(statements)])
    rows.sort(key=lambda row: (-float(str(row[-1])), str(row[0])))
    heads = ("text", "statements F1", "annotated", "mentions F1", "annotated", "wrong")
    print_table(f"{gold.name}: read worst", heads, rows[:WORST])


def _weigh(part: dict[str, float]) -> float:
    """Return about how many statements were missed or invented."""
    return round((1 - part["f1"]) * max(part["n"], 1), 1)


def _time_reading(folders: Sequence[Path]) -> dict[str, object]:
    """Read all texts in this process, which uses one core, several times over."""
    from nlp.reader import Reader

    texts = [path.read_bytes().decode("utf-8") for folder in folders for path in sorted(folder.glob("*.txt"))]
    characters, speeds, reader = sum(map(len, texts)), [], Reader()
    reader.read(hash_text(texts[0]), texts[0])
    for number in range(RUNS):
        say(f"timing the reader: {number + 1} of {RUNS}")
        begin = time.process_time()
        for text in texts:
            reader.read(hash_text(text), text)
        speeds.append(characters / (time.process_time() - begin))
    print_table(
        "speed of reading on one core (processor time)", ("", "characters", "characters/s"),
        [[f"median of {RUNS}", characters, median(speeds)], ["slowest", characters, min(speeds)]],
    )  # fmt: skip
    return {"characters": characters, "characters_per_s": round(median(speeds))}


def _summarise(figures: dict[str, Any]) -> dict[str, object]:
    """Return the figures of the acceptance under names of their own."""
    short: dict[str, object] = {}
    for name in SETS:
        key, result = name.replace("-", "_"), figures[name]
        short[f"{key}_mentions_f1"] = result["mentions"]["ALL"]["f1"]
        short[f"{key}_statements_f1"] = result["statements"]["ALL"]["f1"]
        for predicate in ("HOLDS_POST", "REPORTED"):
            short[f"{key}_{predicate.lower()}_f1"] = result["statements"].get(predicate, {"f1": None})["f1"]
        short[f"{key}_segmentation"] = result["segmentation_iou"]
    return short


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        say("stopped; everything is cleaned up")
        sys.exit(130)
