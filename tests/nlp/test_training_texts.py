"""What the tagger is trained on: folds that share nothing, variations whose spans still fit their texts."""

from __future__ import annotations

from pathlib import Path
from random import Random

from domain.mention import MentionKind
from nlp.training.corpus import AnnotatedText, deal_folds, leave_out, read_corpus
from nlp.training.names import make_han_name, make_name
from nlp.training.places import swap_area, swap_community, swap_prefix
from nlp.training.variation import vary_text

TEXT = "龙泉市安仁镇季家村村民季小满来到龙泉市民政局，见到了局长季小满。\n季小满说好。"


def _annotate() -> AnnotatedText:
    words = [
        ("龙泉市", MentionKind.PLACE),
        ("安仁镇", MentionKind.PLACE),
        ("季家村", MentionKind.COMMUNITY),
        ("季小满", MentionKind.PERSON),
        ("龙泉市民政局", MentionKind.ORG),
        ("局长", MentionKind.POST),
        ("季小满", MentionKind.PERSON),
        ("季小满", MentionKind.PERSON),
    ]
    spans, place = [], 0
    for word, kind in words:
        start = TEXT.index(word, place)
        place = start + len(word)
        spans.append((start, place, kind))
    return AnnotatedText("own", "own", TEXT, tuple(spans))


def test_a_variation_keeps_kinds_and_one_name_for_one_name() -> None:
    """Spans move with their words, and what was the same name before is the same name after, spaces aside."""
    original = _annotate()
    seen = set()
    for seed in range(60):
        varied = vary_text(original, Random(seed))
        words = [varied.text[start:end] for start, end, _ in varied.spans]
        assert [kind for *_, kind in varied.spans] == [kind for *_, kind in original.spans]
        assert len({word.replace(" ", "").replace("\u3000", "") for word in (words[3], *words[6:])}) == 1
        assert words[5] == "局长"
        assert all(word and word == word.strip() for word in words)
        seen.update(words)
    assert len(seen) > 30


def test_an_organisation_follows_its_division() -> None:
    """Where a division is replaced, an organisation that bears its name bears the new one."""
    assert swap_prefix("龙泉市民政局", Random(1), {"龙泉市": "青铜峡市"}) == "青铜峡市民政局"
    assert swap_prefix("新华通讯社", Random(1), {}) == "新华通讯社"


def test_swapped_places_keep_their_form() -> None:
    """A banner becomes a banner, a community a community; what is no division stays."""
    for seed in range(20):
        assert (swap_area("乌审旗", Random(seed)) or "").endswith("旗")
        assert (swap_community("某某社区", Random(seed)) or "社区").endswith("社区")
    assert swap_area("不是地名的词", Random(1)) is None


def test_names_are_made_from_the_seed() -> None:
    """The same seed makes the same names; Han names have two to six characters (爱新觉罗 is a surname)."""
    assert [make_name(Random(seed)) for seed in range(50)] == [make_name(Random(seed)) for seed in range(50)]
    assert all(2 <= len(make_han_name(Random(seed))) <= 6 for seed in range(200))


def test_folds_part_the_texts_and_keep_the_twins_together(shared: Path) -> None:
    """Every text lies in one fold; the two texts of one case never stand on both sides."""
    texts = read_corpus(shared / "data")
    folds = deal_folds(texts, 5, 7)
    assert sorted(text.id for fold in folds for text in fold) == sorted(text.id for text in texts)
    for place, fold in enumerate(folds):
        held = {text.id for text in fold}
        assert len(held & {"g084", "g097"}) in (0, 2)
        assert held.isdisjoint(text.id for text in leave_out(folds, place))
