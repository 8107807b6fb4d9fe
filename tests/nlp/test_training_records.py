"""Sets, our own annotations, and records of held-out answers: they fit their texts and hold no word of them."""

from __future__ import annotations

import json
import lzma
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest

from domain.identifier import hash_text
from domain.mention import MentionKind
from nlp.cue import Cue, CueKind
from nlp.layout import cut_articles
from nlp.rule_tagger.reader import RuleTagger
from nlp.tagger import VERSION, Tagged
from nlp.training.corpus import iter_own
from nlp.training.recorded import RecordedTagger, load_heldout, record_answers
from nlp.training.sets import read_sets

NOTES = files("nlp.training").joinpath("annotations")
TEXT = "本报讯 6月3日，柳溪镇卫生院院长白露来到柳溪镇。"


class _CueTagger(RuleTagger):
    """The rules, with cues."""

    def tag_document(self, text: str, articles: object) -> Tagged:
        tagged = super().tag_document(text, cut_articles(text))
        cues = (Cue(0, 3, CueKind.ACTIVITY, 0.5), Cue(4, 6, CueKind.SERVICE, 0.125))
        return Tagged(tagged.mentions, cues)


def test_a_record_answers_as_the_tagger_did() -> None:
    """What was recorded comes back, mention for mention and cue for cue; an unknown text is an error."""
    answers = record_answers(_CueTagger(), [TEXT])
    assert TEXT[:6] not in json.dumps(answers, ensure_ascii=False)
    recorded = RecordedTagger(json.loads(json.dumps(answers)))
    assert recorded.tag_document(TEXT, ()) == _CueTagger().tag_document(TEXT, ())
    assert all(mention.end <= 9 for mention in recorded.tag(TEXT, 0, 9))
    with pytest.raises(KeyError):
        recorded.tag_document("别的文字", ())


def test_a_record_belongs_to_one_tagger(tmp_path: Path) -> None:
    """Answers of another tagger are refused with the remedy; a newer reader with the same tagger keeps them."""
    path = tmp_path / "heldout.json.xz"
    for version in (VERSION, "tagger-0"):
        with lzma.open(path, "wt", encoding="utf-8") as file:
            json.dump({"version": version, "folds": []}, file)
        if version == VERSION:
            assert load_heldout(path) == []
            continue
        with pytest.raises(ValueError, match=r"heldout\.json\.xz holds answers of tagger-0.*nlp\.training\.heldout"):
            load_heldout(path)


def test_our_annotations_hold_offsets_only() -> None:
    """Each note names its article and its hash; its strings are ids, closed words, or names that no text holds."""
    notes = [path for path in NOTES.iterdir() if path.name.endswith(".json")]
    assert len(notes) >= 30
    for path in notes:
        note = json.loads(path.read_text(encoding="utf-8"))
        assert set(note) == {"id", "news_id", "text_sha256", "articles", "entities", "relations"}
        assert all(set(entity) == {"id", "type", "start", "end"} for entity in note["entities"])
        assert all(entity["type"] in set(MentionKind) for entity in note["entities"])


def test_our_annotations_fit_their_texts(shared: Path) -> None:
    """Every article is found, unchanged; no string of an annotation stands in its text, so none is copied from it."""
    seen = 0
    for name, text, annotation in iter_own(shared / "data"):
        seen += 1
        spans = sorted((entity["start"], entity["end"]) for entity in annotation["entities"])
        assert all(0 <= start < end <= len(text) for start, end in spans), name
        assert all(end <= start for (_, end), (start, _) in pairwise(spans)), name
        raw = json.loads(NOTES.joinpath(f"{name}.json").read_text(encoding="utf-8"))
        for relation in raw["relations"]:
            for value in relation["args"].values():
                copied = isinstance(value, str) and not value.isascii() and len(value) > 1 and value in text
                assert not copied, (name, value)
    assert seen >= 30


def test_a_surname_and_a_given_name_are_one(tmp_path: Path) -> None:
    """The segmented newspaper writes them apart; in the set they are one name, brackets one body, lines joined."""
    line = "19980101-01-001-001/m  兰/nr  红光/nr  在/p  [北京/ns  出版社/n]nt  说/v  。/w\n"
    with lzma.open(tmp_path / "pfr1998.txt.xz", "wt", encoding="utf-8") as file:
        file.write(line * 2)
    (news,) = read_sets(tmp_path, {"pfr1998": 1.0}, 1)
    ((text, spans),) = news.passages
    assert text == "兰红光在北京出版社说。\n兰红光在北京出版社说。"
    assert [(text[start:end], kind) for start, end, kind in spans[:2]] == [("兰红光", "nr"), ("北京出版社", "nt")]
    assert len(spans) == 4
    assert hash_text(text)
