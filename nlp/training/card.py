"""Writes the record of a training run: model.json for programs, MODEL.md for people."""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from nlp.neural_tagger.encoder import VOCABULARY, WEIGHTS
from nlp.neural_tagger.labels import KINDS
from nlp.neural_tagger.reader import NeuralTagger
from nlp.training.corpus import hash_corpus
from nlp.training.plan import LAYERS, Plan
from nlp.training.trial import Trial

RECORD = "model.json"
CARD = "MODEL.md"


def write_record(plan: Plan, texts: int, deeds: int, awards: int, seconds: int, trial: Trial | None) -> None:
    """Write both records beside the weights.

    Of `deeds` texts only services and occasions were annotated, of `awards` texts only awards.
    """
    trials = []
    if trial is not None:
        trials.append({"fold": plan.fold, "folds": plan.folds, "epochs": plan.epochs, **asdict(trial)})
    record = {
        "name": NeuralTagger.name,
        "version": NeuralTagger.version,
        "kinds": [str(kind) for kind in KINDS],
        "data_sha256": hash_corpus(plan.data),
        "encoder_sha256": _hash(plan.encoder / "encoder.safetensors"),
        "weights_sha256": _hash(plan.out / WEIGHTS),
        "weights_bytes": (plan.out / WEIGHTS).stat().st_size,
        "vocabulary_sha256": _hash(plan.out / VOCABULARY),
        "texts": texts,
        "deeds": deeds,
        "awards": awards,
        "left_out": None if plan.fold is None else plan.fold,
        "seed": plan.seed,
        "epochs": plan.epochs,
        "batch": plan.batch,
        "rate": plan.rate,
        "layers": LAYERS,
        "prepared": _read_prepared(plan.prepared),
        "seconds": seconds,
        "trials": trials,
    }
    _write(plan.out, record)


def _read_prepared(folder: Path | None) -> dict[str, Any] | None:
    """Return what nlp.training.prepare recorded beside the weights that the run began from."""
    if folder is None:
        return None
    record: dict[str, Any] = json.loads((folder / "prepared.json").read_text(encoding="utf-8"))
    return record


def _write(folder: Path, record: dict[str, Any]) -> None:
    (folder / RECORD).write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (folder / CARD).write_text(_render(record), encoding="utf-8")


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _render(record: dict[str, Any]) -> str:
    tables = "\n".join(_render_trial(trial) for trial in record["trials"]) or "None was run with this record.\n"
    return _CARD.format(
        **record,
        size=record["weights_bytes"] / 1e6,
        tables=tables,
        cycles=_say_epochs(record["epochs"]),
        preparation=_say_preparation(record["prepared"]),
    )


def _say_preparation(prepared: Mapping[str, Any] | None) -> str:
    if prepared is None:
        return "on nothing else"
    shares = ", ".join(f"{name} {share:.0%}" for name, share in prepared["shares"].items())
    return f"on public sets ({shares}) for {_count_epochs(prepared['epochs'])}, seed {prepared['seed']}"


def _count_epochs(number: int) -> str:
    return "one epoch" if number == 1 else f"{number} epochs"


def _say_epochs(cycles: Sequence[int]) -> str:
    return " and then ".join(str(epochs) for epochs in cycles)


def _render_trial(trial: dict[str, Any]) -> str:
    names = list(trial["scores"])
    kinds = sorted({kind for scores in trial["scores"].values() for kind in scores}, key=lambda k: (k == "ALL", k))
    lines = [
        f"Fold {trial['fold']} of {trial['folds']}, {len(trial['texts'])} texts, "
        f"{_say_epochs(trial['epochs'])} epochs; {trial['speed']:,} characters/s of one core as delivered, "
        "the rules' time included.",
        "",
        f"| F1 | {' | '.join(names)} | to find |",
        f"|---|{'---|' * (len(names) + 1)}",
    ]
    for kind in kinds:
        found = [trial["scores"][name].get(kind) for name in names]
        number = next(score["number"] for score in found if score)
        cells = " | ".join(f"{score['f1']:.3f}" if score else "–" for score in found)
        lines.append(f"| {kind} | {cells} | {number} |")
    return "\n".join((*lines, ""))


_CARD = """# Model card: the trained tagger

Written by `python -m nlp.training`; `model.json` tells programs the same, `acting.json` and `confidence.json` beside it
are what the same run fitted for who acts and for how sure each rule may be.

| | |
|---|---|
| what it does | marks names, posts, services, awards, dates, quantities and the words that tell of occasions |
| shape | character transformer, {layers} layers × 384, int8 ONNX, {size:.1f} MB; heads for names and for cues |
| input | windows of at most 256 characters, and the rule tagger's answer as a hint for each character (0: no hint) |
| began from | the first {layers} layers of a masked-character encoder of modern news, SHA-256 {encoder_sha256} |
| prepared | {preparation} |
| trained on | {texts} annotated texts of official news, {cycles} epochs |
| of others in part | {deeds} with services and occasions marked, {awards} with awards; a share of them an epoch |
| in this repository | no text; our annotations as offsets (in `nlp/training`) |
| seed, batch, rate | {seed}, {batch}, {rate} |
| licence | the weights are under the licence of the project; the base encoder was made for it |
| of the public sets | none is stated for MSRA, CLUENER, Resume, People's Daily 1998; they are used for research |
| version | {name} {version}, weights SHA-256 {weights_sha256} |

Each epoch tells the texts anew: made-up Han, Mongolian, Tibetan and Turkic names for persons, other divisions and
villages of the gazetteer for places, lines joined, characters hidden, hints lost.

## Held-out scores of exported weights

Exact spans; the texts of the fold were not trained on. "As delivered" is the encoder with the rules' answer as
a hint. The rules were written with part of the texts in sight, so what they hint at may be a little better here
than on texts nobody has seen.

{tables}
## What it must not be used for

It finds words. It says nothing about a person, and nothing it finds counts before a statement with evidence in
the text stands behind it. On public sets of other kinds of text `make bench-reading` reports lower figures.
"""


def main() -> None:
    """Tell the trials of other runs in the record of this one."""
    parser = argparse.ArgumentParser(prog="python -m nlp.training.card", description=main.__doc__)
    parser.add_argument("folder", type=Path, help="folder of the model")
    parser.add_argument("records", type=Path, nargs="+", help="model.json of runs that held a fold out")
    given = parser.parse_args()
    record = json.loads((given.folder / RECORD).read_text(encoding="utf-8"))
    record["trials"] = [
        trial for path in given.records for trial in json.loads(path.read_text(encoding="utf-8"))["trials"]
    ]
    _write(given.folder, record)


if __name__ == "__main__":
    main()
