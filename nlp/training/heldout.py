"""Records what a tagger says of the texts it was not trained on, so that reading can be measured without training.

A record holds offsets and labels by the hash of the text as it is read, and no word of it. `python -m
nlp.training.heldout OUT FOLD...` joins the records of all folds with the acting weights fitted without each fold;
`bench.reading` reads with them.
"""

from __future__ import annotations

import argparse
import json
import lzma
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from domain.document import Article
from domain.identifier import hash_text
from domain.mention import Mention
from nlp.cue import Cue
from nlp.neural_tagger.encoder import open_encoder
from nlp.neural_tagger.labels import CUES, KINDS
from nlp.neural_tagger.reader import NeuralTagger
from nlp.reader import VERSIONS, Reader
from nlp.tagger import Tagged, Tagger
from nlp.training.card import RECORD
from nlp.training.corpus import iter_annotations


class RecordingTagger:
    """Asks a tagger and keeps what it answers."""

    def __init__(self, tagger: Tagger) -> None:
        self._tagger = tagger
        self.answers: dict[str, dict[str, list[list[int]]]] = {}

    def tag(self, text: str, start: int, end: int) -> tuple[Mention, ...]:
        """Return the tagger's answer; parts of a text are not kept."""
        return self._tagger.tag(text, start, end)

    def tag_document(self, text: str, articles: Sequence[Article]) -> Tagged:
        """Return the tagger's answer, and keep it under the hash of the text."""
        tagged = self._tagger.tag_document(text, articles)
        self.answers[hash_text(text)] = {
            "mentions": [[m.start, m.end, KINDS.index(m.kind)] for m in tagged.mentions],
            "cues": [[c.start, c.end, CUES.index(c.kind)] for c in tagged.cues],
        }
        return tagged


class RecordedTagger:
    """Answers from a record; a text that is not in it (or is folded otherwise now) raises KeyError."""

    def __init__(self, answers: dict[str, dict[str, list[list[int]]]]) -> None:
        self._answers = answers

    def tag(self, text: str, start: int, end: int) -> tuple[Mention, ...]:
        """Return the mentions of the whole text that lie in the span."""
        return tuple(m for m in self.tag_document(text, ()).mentions if start <= m.start and m.end <= end)

    def tag_document(self, text: str, articles: Sequence[Article]) -> Tagged:
        """Return what was recorded of the text."""
        answer = self._answers.get(hash_text(text))
        if answer is None:
            raise KeyError("the text is not read as it was when the record was made: python -m nlp.training.heldout")
        return Tagged(
            tuple(Mention(s, e, KINDS[k], text[s:e]) for s, e, k in answer["mentions"]),
            tuple(Cue(s, e, CUES[k]) for s, e, k in answer["cues"]),
        )


def record_answers(tagger: Tagger, texts: Iterable[str]) -> dict[str, dict[str, list[list[int]]]]:
    """Return the tagger's answers to the texts as the reader hands them to it."""
    recording = RecordingTagger(tagger)
    reader = Reader(recording)
    for text in texts:
        reader.read(hash_text(text), text)
    return recording.answers


def join_records(data: Path, folders: Sequence[Path]) -> dict[str, Any]:
    """Return what the weights of each fold say of the fold's texts, with the acting weights fitted on the others."""
    from nlp.training.acting import TASKS, fit, iter_places

    originals = {name: text for name, text, _ in iter_annotations(data)}
    places = list(iter_places(data))
    folds = []
    for folder in folders:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        names = sorted(record["trials"][0]["texts"])
        others = [place for place in places if place.text not in set(names)]
        folds.append(
            {
                "fold": record["left_out"],
                "weights_sha256": record["weights_sha256"],
                "texts": names,
                "answers": record_answers(NeuralTagger(open_encoder(folder)), map(originals.__getitem__, names)),
                "acting": {task: fit(others, task) for task in TASKS},
            }
        )
        print(f"fold {record['left_out']}: {len(names)} texts", flush=True)
    return {"version": VERSIONS["neural"], "folds": sorted(folds, key=lambda fold: fold["fold"])}


def main() -> None:
    """Join the records of the folds into one file."""
    parser = argparse.ArgumentParser(prog="python -m nlp.training.heldout", description=main.__doc__)
    parser.add_argument("out", type=Path, help="file to write, .json.xz")
    parser.add_argument("folds", type=Path, nargs="+", help="folders of the runs that held a fold out")
    parser.add_argument("--data", type=Path, required=True, help="folder with gold/, gold-news/ and news/")
    asked = parser.parse_args()
    joined = json.dumps(join_records(asked.data, asked.folds), ensure_ascii=False, separators=(",", ":"))
    with lzma.open(asked.out, "wt", encoding="utf-8") as file:
        file.write(joined)


if __name__ == "__main__":
    main()
