"""Names are masked character for character, also where only a part of one is shown, and in what has no offsets."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.redaction import mask_document, mask_spans
from graph.sqlite.store import SqliteStore
from tests.graph.commits import Page


@pytest.mark.parametrize(
    ("start", "shown"), [(0, "居民白某某来"), (2, "白某某来"), (3, "某某来"), (4, "某来"), (5, "来")]
)
def test_of_a_name_cut_in_front_no_character_is_left(start: int, shown: str) -> None:
    assert mask_spans("居民白砚秋来"[start:], [(2, 5)], start) == shown


@given(st.integers(0, 12), st.integers(0, 12), st.integers(0, 12), st.integers(0, 12))
def test_nothing_moves_and_nothing_else_is_masked(first: int, length: int, begin: int, size: int) -> None:
    """Whatever part of a text is shown, of the name all is masked in it but its first character."""
    text, name = "甲乙丙丁戊己庚辛壬癸子丑", (first, min(12, first + length))
    part = text[begin : begin + size]
    shown = mask_spans(part, [name], begin)
    hidden = range(name[0] + 1, name[1])
    assert shown == "".join("某" if begin + place in hidden else one for place, one in enumerate(part))


def test_the_name_of_a_file_tells_nobody(tmp_path: Path) -> None:
    """A portrait gives it as a source where a document has no title; where the file lies is kept as it is."""
    page = Page("居民白砚秋说饭菜很香。", path="来稿/白砚秋的晚年.txt")
    page.say("SPOKE", speaker=page.resident("白砚秋"), quote=page.value("饭菜很香"))
    store = SqliteStore(tmp_path / "store.db")
    try:
        store.put_document(page.commit())
        view = store.find_document(page.id)
    finally:
        store.close()
    assert view is not None
    assert [arrival.path for arrival in mask_document(view).arrivals] == ["来稿/白某某的晚年.txt"]
    assert [arrival.path for arrival in view.arrivals] == ["来稿/白砚秋的晚年.txt"]
