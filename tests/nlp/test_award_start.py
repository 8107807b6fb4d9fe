"""An award begins with the whole word for what it is given for."""

from __future__ import annotations

import pytest

from nlp.award_start import start_awards
from tests.nlp.marked import read_marked


@pytest.mark.parametrize(
    ("marked", "awards"),
    [
        ("表彰移风易⟦AWARD 俗示范户⟧98户、移风⟦AWARD 易俗先进典型⟧10户。", ["移风易俗示范户", "移风易俗先进典型"]),
        ("表彰⟦AWARD 移风易俗示范户⟧98户。", ["移风易俗示范户"]),
        ("在移风易俗中，⟦AWARD 先进典型⟧上台。", ["先进典型"]),
        ("移风易俗⟦AWARD 先进典型⟧上台。", ["先进典型"]),
        ("⟦ORG 乡村振⟧⟦AWARD 兴先进集体⟧上台。", ["兴先进集体"]),
        ("乡村振兴局⟦ORG 乡村振兴局⟧。", []),
    ],
)
def test_an_award_does_not_begin_inside_its_field(marked: str, awards: list[str]) -> None:
    """Only where the word runs over its start, and never over another name."""
    text, mentions = read_marked(marked)
    found = start_awards(text, mentions)
    assert [mention.text for mention in found if mention.kind == "AWARD"] == awards
    assert all(text[mention.start : mention.end] == mention.text for mention in found)
    assert len(found) == len(mentions)
