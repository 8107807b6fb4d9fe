"""The benches of names: what they make is what they say it is, and the floors of the pairs hold."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from bench import search
from bench.identity import names
from lexicon.spelling import is_same_written_name


def test_pairs_are_many_and_even() -> None:
    """No pair stands on both sides, every form is there for every name but a tone that a character has too."""
    pairs = list(names.iter_pairs())
    counted = Counter((pair.kind, pair.same) for pair in pairs)
    assert len(pairs) >= 1_104
    assert len(set(counted.values())) <= 2
    assert {(p.one, p.other) for p in pairs if p.same}.isdisjoint((p.one, p.other) for p in pairs if not p.same)
    assert all(pair.one and pair.other for pair in pairs)


def test_forms_are_spelled_as_people_spell() -> None:
    """Marks on the vowel that bears them, an apostrophe before a vowel, ü, capitals, the given name first."""
    forms = {(pair.kind, pair.other) for pair in names.iter_pairs()}
    assert ("pinyin with tones", "Lǚ Lǜpíng") in forms or ("pinyin", "Lü Jie") in forms
    assert any(kind == "pinyin" and other.endswith(" Xi'an") for kind, other in forms)
    assert any(kind == "pinyin, given name first" and other.endswith(" OUYANG") for kind, other in forms)
    assert any(kind == "pinyin with tones" and other.startswith("Ōuyáng ") for kind, other in forms)
    assert any(kind == "pinyin with tones" and other.startswith("Liú ") for kind, other in forms)


@pytest.mark.slow
def test_names_are_judged_within_the_floors() -> None:
    """F1 at least .98, and not one negative in a hundred lost."""
    pairs = list(names.iter_pairs())
    judged = [is_same_written_name(pair.one, pair.other) for pair in pairs]
    right = sum(pair.same and said for pair, said in zip(pairs, judged, strict=True))
    assert 2 * right / (sum(judged) + sum(pair.same for pair in pairs)) >= 0.98
    assert sum(said for pair, said in zip(pairs, judged, strict=True) if not pair.same) <= 0.01 * len(pairs)


@pytest.mark.slow
def test_search_asks_every_kind(capsys: pytest.CaptureFixture[str]) -> None:
    """A small run gives a time for every kind of question, and each kind but the last finds somebody."""
    search.main(["--persons", "400", "--questions", "6"])
    lines = capsys.readouterr().out.splitlines()
    figures = json.loads(lines[-1])
    kinds = [question.name for question in search.draw_questions(search.draw_names(400, 1), 1, 1)]
    assert all(figures[f"{kind}_p95_ms"] > 0 for kind in ("bare_exact", *kinds))
    found = {
        line.split()[0]: float(line.split()[-2]) for line in lines if line.split()[:1] and line.split()[0] in kinds
    }
    assert found.keys() == set(kinds)
    assert [kind for kind in kinds if found[kind] == 0] == ["nobody"]
