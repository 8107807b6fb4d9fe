"""Makes all that was learned, from the texts to the files in nlp/model: `python -m nlp.training --help`.

The steps, each skipped when what it makes is there already: prepare the encoder on the public sets; train once for
each fold with that fold held out; train on everything; join what the folds said of the texts they had not seen;
fit who acts; count how sure each rule may be; write the card. A run that was stopped begins the step it was in anew.
The output folder belongs to one state of the annotations: with others the run refuses to go on in it.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from nlp.confidence import TABLE
from nlp.neural_tagger.encoder import VOCABULARY, WEIGHTS
from nlp.statements.acting import WEIGHTS as ACTING
from nlp.training.card import CARD, RECORD
from nlp.training.corpus import hash_corpus

HELDOUT = "heldout.json.xz"
_ENCODER = "models/encoder-zh-news-13m"


@dataclass(frozen=True, slots=True)
class Step:
    """A command, and the file that stands when it has been done."""

    name: str
    made: Path
    module: str
    arguments: tuple[str, ...]


def iter_steps(shared: Path, out: Path, folds: int, threads: int) -> Iterator[Step]:
    """Yield the steps in the order in which they need each other."""
    data, prepared, final = shared / "data", out / "prepared", out / "final"
    common = ("--data", str(data), "--encoder", str(shared / _ENCODER), "--threads", str(threads))
    yield Step("prepare", prepared / "prepared.json", "prepare", (*common, "--out", str(prepared)))
    held = [out / f"fold{fold}" for fold in range(folds)]
    for fold, folder in enumerate(held):
        arguments = (*common, "--prepared", str(prepared), "--out", str(folder), "--fold", str(fold))
        yield Step(f"fold {fold}", folder / RECORD, "train", (*arguments, "--folds", str(folds)))
    yield Step("final", final / RECORD, "train", (*common, "--prepared", str(prepared), "--out", str(final)))
    joined = out / HELDOUT
    yield Step("held out", joined, "heldout", (str(joined), *map(str, held), "--data", str(data)))
    acting = ("--data", str(data), "--heldout", str(joined), "--out", str(final / ACTING))
    yield Step("acting", final / ACTING, "acting", acting)
    confidence = ("--shared", str(shared), "--heldout", str(joined), "--out", str(final / TABLE))
    yield Step("confidence", final / TABLE, "confidence", confidence)
    yield Step("card", out / "card", "card", (str(final), *(str(folder / RECORD) for folder in held)))


def run(steps: Sequence[Step]) -> None:
    """Run what is not made yet; a step that fails raises CalledProcessError and stops all after it."""
    for number, step in enumerate(steps, 1):
        if step.made.exists():
            print(f"{number}/{len(steps)} {step.name}: there already", flush=True)
            continue
        print(f"{number}/{len(steps)} {step.name}", flush=True)
        started = time.monotonic()
        subprocess.run([sys.executable, "-m", f"nlp.training.{step.module}", *step.arguments], check=True)
        if not step.made.exists():
            step.made.touch()
        print(f"{number}/{len(steps)} {step.name}: {time.monotonic() - started:.0f} s", flush=True)


def _claim(out: Path, hashes: dict[str, str]) -> None:
    """Write down which texts the folder is made from; exits where it was made from others."""
    mark = out / "data.json"
    written = json.dumps(hashes, indent=1) + "\n"
    if mark.exists() and mark.read_text(encoding="utf-8") != written:
        sys.exit(f"{out} was made from other annotations: delete it, or give another --out")
    mark.write_text(written, encoding="utf-8")


def deliver(out: Path, model: Path, heldout: Path) -> None:
    """Copy what a running system and the bench need to where they look for it."""
    for name in (WEIGHTS, VOCABULARY, RECORD, CARD, ACTING, TABLE):
        shutil.copyfile(out / "final" / name, model / name)
    shutil.copyfile(out / HELDOUT, heldout)


def main() -> None:
    """Run the steps; with --deliver put the results into the tree."""
    parser = argparse.ArgumentParser(prog="python -m nlp.training", description=main.__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with data/, models/ and eval/")
    parser.add_argument("--out", type=Path, required=True, help="folder for what the steps make; kept between runs")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--deliver", action="store_true", help="copy the results to nlp/model and bench/")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    _claim(asked.out, hash_corpus(asked.shared / "data"))
    run(list(iter_steps(asked.shared, asked.out, asked.folds, asked.threads)))
    if asked.deliver:
        root = Path(__file__).resolve().parents[2]
        deliver(asked.out, root / "nlp" / "model", root / "bench" / HELDOUT)


if __name__ == "__main__":
    main()
