"""Articles of which only awards are annotated: words become offsets, and of other kinds nothing is learned."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

from domain.mention import MentionKind
from nlp.training.awards import AWARDS, compile_awards
from nlp.training.corpus import read_awards

TEXT = "白石村获评全国文明村。全国文明村白石村的林晚获一等奖。"


def test_words_become_offsets() -> None:
    """The occurrence that was meant is found, with those who received the award."""
    written = {
        "id": "general:x",
        "awards": [
            {"text": "一等奖", "n": 1, "to": ["林晚"]},
            {"text": "全国文明村", "n": 2, "to": []},
            {"text": "全国文明村", "n": 1, "to": ["白石村"]},
        ],
    }
    compiled = compile_awards(written, TEXT)
    told = [(TEXT[slice(*span)], [TEXT[slice(*one)] for one in to]) for span, to in compiled["awards"]]
    assert told == [("全国文明村", ["白石村"]), ("全国文明村", []), ("一等奖", ["林晚"])]
    assert [span for span, _ in compiled["awards"]] == [(5, 10), (11, 16), (23, 26)]


def test_the_file_holds_offsets_only() -> None:
    """Ids, hashes and numbers, and no word of any article."""
    rows = [json.loads(line) for line in AWARDS.read_text(encoding="utf-8").splitlines()]
    assert len(rows) > 200
    assert len({row["text_sha256"] for row in rows}) == len(rows)
    assert all(set(row) == {"news_id", "text_sha256", "awards"} for row in rows)
    assert AWARDS.read_text(encoding="utf-8").isascii()


@pytest.mark.slow
def test_of_a_text_marked_in_part_only_awards_are_denied(shared: Path) -> None:
    """Outside its awards a character has any label but theirs, and nothing is known of occasions."""
    texts = read_awards(shared / "data")
    assert {kind for text in texts for *_, kind in text.spans} == {MentionKind.AWARD}
    assert not any(text.cues for text in texts)
    batch = pytest.importorskip("nlp.training.batch", reason="needs PyTorch, which running does not")
    from nlp.neural_tagger.labels import label_of
    from nlp.neural_tagger.vocabulary import Vocabulary

    entries = (shared / "models" / "encoder-zh-news-13m" / "vocab.json").read_bytes()
    awards = {label_of(MentionKind.AWARD, part) for part in range(4)}
    seen = set()
    for rows in batch.iter_batches(texts[:40], Vocabulary.parse(entries), 4, Random(1)):
        seen.update(rows.labels.unique().tolist())
        assert (rows.cues == batch.IGNORED).all()
    assert seen <= {batch.IGNORED, batch.deny(MentionKind.AWARD), *awards}
    assert len(seen & awards) > 2


def test_where_no_label_is_known_nothing_is_lost() -> None:
    """A batch of such texts knows nothing of occasions: their loss is 0, not the mean of nothing."""
    torch = pytest.importorskip("torch", reason="needs PyTorch, which running does not")
    from nlp.neural_tagger.labels import CUE_NUMBER, NUMBER
    from nlp.training.batch import IGNORED
    from nlp.training.train import lose, lose_partly

    unknown = torch.full((2, 3), IGNORED)
    assert float(lose(torch.randn(2, CUE_NUMBER, 3), unknown)) == 0
    assert float(lose_partly(torch.randn(2, NUMBER, 3), unknown)) == 0
