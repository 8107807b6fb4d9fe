"""Articles of which only services and occasions are annotated: words become offsets, offsets become words again."""

from __future__ import annotations

import hashlib
import json
import lzma
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from domain.mention import MentionKind
from nlp.cue import CueKind
from nlp.training.corpus import read_deeds
from nlp.training.deeds import DEEDS, compile_deeds, iter_deeds, main

TEXT = "白石社区：义诊到家\n柳溪镇卫生院在白石社区义诊、理发。志愿者陪老人。"


def test_words_become_offsets() -> None:
    """The occurrence that was meant is found, who acts at the last place before the end of the deed."""
    written = {
        "id": "governance:x",
        "services": [{"text": "义诊", "n": 2, "by": ["柳溪镇卫生院", "白石社区"]}, {"text": "理发", "n": 1, "by": []}],
        "activities": [{"text": "陪老人", "n": 1, "by": "志愿者"}, {"text": "义诊到家", "n": 1, "by": ""}],
    }
    compiled = compile_deeds(written, TEXT)
    second = TEXT.rindex("义诊")
    assert compiled["services"] == [
        ((second, second + 2), [(10, 16), (17, 21)]),
        ((second + 3, second + 5), []),
    ]
    assert [(TEXT[slice(*span)], actor and TEXT[slice(*actor)]) for span, actor in compiled["activities"]] == [
        ("义诊到家", None),
        ("陪老人", "志愿者"),
    ]
    assert compiled["text_sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()
    assert "义诊" not in json.dumps(compiled, ensure_ascii=False)


@pytest.mark.parametrize(
    ("services", "said"),
    [
        ([{"text": "义诊", "n": 3, "by": []}], "'义诊' 3 times"),
        ([{"text": "义诊", "n": 1, "by": ["别的镇"]}], "'别的镇'"),
        ([{"text": "义诊", "n": 1, "by": [""]}], "''"),
        ([{"text": "义诊到家", "n": 1, "by": []}, {"text": "义诊", "n": 1, "by": []}], "two marks overlap at 5"),
    ],
)
def test_what_is_not_in_the_text_is_refused(services: list[dict[str, object]], said: str) -> None:
    """A slip of the annotator is an error that shows the words."""
    with pytest.raises(ValueError, match=said):
        compile_deeds({"id": "governance:x", "services": services, "activities": []}, TEXT)


def test_the_file_holds_offsets_only() -> None:
    """Ids, hashes and numbers, and no word of any article."""
    rows = [json.loads(line) for line in DEEDS.read_text(encoding="utf-8").splitlines()]
    assert len(rows) > 1000
    assert len({row["text_sha256"] for row in rows}) == len(rows)
    assert all(set(row) == {"news_id", "text_sha256", "services", "activities"} for row in rows)
    assert DEEDS.read_text(encoding="utf-8").isascii()


@pytest.mark.slow
def test_deeds_fit_their_articles(shared: Path) -> None:
    """Every article is found, unchanged; services do not overlap; as a text to learn from it is marked in part."""
    read = read_deeds(shared / "data")
    for (_, text, annotation), learned in zip(iter_deeds(shared / "data"), read, strict=True):
        spans = sorted((e["start"], e["end"]) for e in annotation["entities"])
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(first[1] <= second[0] for first, second in pairwise(spans))
        assert {kind for *_, kind in learned.spans} <= {MentionKind.SERVICE}
        assert learned.only is MentionKind.SERVICE
        for relation in annotation["relations"]:
            for words in (relation["args"].get("provider"), relation["args"].get("organiser")):
                assert words is None or words in text


@pytest.mark.slow
def test_of_a_text_marked_in_part_only_services_are_denied(shared: Path) -> None:
    """Outside its services a character has any label but theirs; occasions are marked as in other texts."""
    batch = pytest.importorskip("nlp.training.batch", reason="needs PyTorch, which running does not")
    from nlp.neural_tagger.labels import CUES, SERVICES
    from nlp.neural_tagger.vocabulary import Vocabulary

    entries = (shared / "models" / "encoder-zh-news-13m" / "vocab.json").read_bytes()
    seen = set()
    texts = read_deeds(shared / "data")[:40]
    for rows in batch.iter_batches(texts, Vocabulary.parse(entries), 4, Random(1)):
        seen.update(rows.labels.unique().tolist())
        assert rows.cues.max() <= 4 * len(CUES)
    denied = batch.deny(MentionKind.SERVICE)
    assert seen <= {batch.IGNORED, denied, *SERVICES}
    assert denied in seen
    assert any(kind is CueKind.ACTIVITY for text in texts for *_, kind in text.cues)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "no object"),
        ('{"id": "governance:nowhere"}', "no object with id, services and activities"),
        ('{"id": "governance:nowhere", "services": [], "activities": []}', "governance:nowhere is not in"),
        ('{"id": "governance:here", "services": [{"text": "理发", "n": 1, "by": []}], "activities": []}', "'理发' 1"),
    ],
)
def test_a_bad_line_is_named(line: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command stops with the file and the line of what it cannot place, and prints nothing."""
    (tmp_path / "news").mkdir()
    for name in ("governance", "general"):
        with lzma.open(tmp_path / "news" / f"{name}.jsonl.xz", "wt", encoding="utf-8") as file:
            file.write(json.dumps({"id": "here", "text": "白石社区义诊。"}) + "\n")
    good = '{"id": "governance:here", "services": [{"text": "义诊", "n": 1, "by": ["白石社区"]}], "activities": []}'
    written = tmp_path / "out.jsonl"
    written.write_text(f"{good}\n{line}\n", encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["deeds", str(written), "--data", str(tmp_path)])
    with pytest.raises(SystemExit, match=rf"out\.jsonl, line 2: .*{said}"):
        main()


def test_a_character_that_is_no_service_may_be_anything_else() -> None:
    """Of such a character only the probability of a service is lost; a known label is learned as it is."""
    torch = pytest.importorskip("torch", reason="needs PyTorch, which running does not")
    from nlp.neural_tagger.labels import NUMBER, SERVICES, label_of
    from nlp.training.batch import IGNORED, deny
    from nlp.training.train import lose_partly

    def lose(label: int, favoured: int) -> float:
        scores = torch.zeros(1, NUMBER, 2)
        scores[0, favoured, 0] = 20.0
        return float(lose_partly(scores, torch.tensor([[label, IGNORED]])))

    service, award = deny(MentionKind.SERVICE), deny(MentionKind.AWARD)
    assert lose(service, 0) < 0.01
    assert lose(service, max(SERVICES) + 1) < 0.01
    assert lose(service, SERVICES[1]) > 10
    assert lose(award, SERVICES[1]) < 0.01
    assert lose(award, label_of(MentionKind.AWARD, 2)) > 10
    assert lose(SERVICES[1], SERVICES[1]) < 1 < 10 < lose(SERVICES[1], 0)
