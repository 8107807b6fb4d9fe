"""Joins what a tagger says of the texts it was not trained on: `python -m nlp.training.heldout OUT FOLD...`.

To each fold it adds the acting weights fitted without the fold's texts; `bench.reading` reads with both. Where only
the choice of who acts has changed, the answers of an older record are kept: `... OUT --keep RECORD`.
"""

from __future__ import annotations

import argparse
import json
import lzma
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from nlp.neural_tagger.encoder import open_encoder
from nlp.neural_tagger.reader import NeuralTagger
from nlp.tagger import VERSION
from nlp.training.acting import fit_folds
from nlp.training.card import RECORD
from nlp.training.corpus import iter_annotations
from nlp.training.deeds import iter_deeds
from nlp.training.recorded import load_heldout, record_answers


def join_records(data: Path, folders: Sequence[Path]) -> list[dict[str, Any]]:
    """Return what the weights of each fold say of the fold's texts."""
    originals = {name: text for name, text, _ in (*iter_annotations(data), *iter_deeds(data))}
    folds: list[dict[str, Any]] = []
    for folder in folders:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        names, deeds = (sorted(record["trials"][0][key]) for key in ("texts", "deeds"))
        folds.append(
            {
                "fold": record["left_out"],
                "weights_sha256": record["weights_sha256"],
                "texts": names,
                "deeds": deeds,
                "answers": record_answers(
                    NeuralTagger(open_encoder(folder)), map(originals.__getitem__, (*names, *deeds))
                ),
            }
        )
        print(f"fold {record['left_out']}: {len(names)} texts", flush=True)
    folds.sort(key=lambda fold: int(fold["fold"]))
    return folds


def complete(data: Path, folds: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the record of these folds, with the acting weights of each fitted on the texts of the others."""
    for fold, weights in zip(folds, fit_folds(data, folds), strict=True):
        fold["acting"] = weights
    return {"version": VERSION, "folds": folds}


def main() -> None:
    """Join the records of the folds into one file."""
    parser = argparse.ArgumentParser(prog="python -m nlp.training.heldout", description=main.__doc__)
    parser.add_argument("out", type=Path, help="file to write, .json.xz")
    parser.add_argument("folds", type=Path, nargs="*", help="folders of the runs that held a fold out")
    parser.add_argument("--keep", type=Path, help="record whose answers are kept, in place of folders")
    parser.add_argument("--data", type=Path, required=True, help="folder with gold/, gold-news/ and news/")
    asked = parser.parse_args()
    if bool(asked.folds) == bool(asked.keep):
        parser.error("give either the folders of the folds or --keep RECORD")
    folds = load_heldout(asked.keep) if asked.keep else join_records(asked.data, asked.folds)
    joined = json.dumps(complete(asked.data, folds), ensure_ascii=False, separators=(",", ":"))
    with lzma.open(asked.out, "wt", encoding="utf-8") as file:
        file.write(joined)


if __name__ == "__main__":
    main()
