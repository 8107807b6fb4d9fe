"""Which statement says anew what another said: the law of pairs, and where a person's word may follow."""

from __future__ import annotations

import random
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from graph.answer import ArgumentView
from graph.succession import is_same_line, pair_statements

TEXT = "会议决定任命江望潮为水利局局长、闻人朔为副局长。"


@dataclass(frozen=True, slots=True)
class Line:
    """A statement as far as pairing looks at it."""

    id: str
    predicate: str
    start: int
    end: int
    arguments: tuple[ArgumentView, ...]


def hold(key: str, person: str, post: str, org: str = "", *, start: int = 0, end: int = len(TEXT)) -> Line:
    """Return a holding by the words of the text."""
    given = (("person", person), ("post", post), ("org", org))
    spans = {words: (TEXT.index(words), TEXT.index(words) + len(words)) for _, words in given}
    arguments = tuple(ArgumentView(role, words, *spans[words], True) for role, words in given if words)
    return Line(key, "HOLDS_POST", start, end, arguments)


def pairs(before: list[Line], after: list[Line]) -> set[tuple[str, str]]:
    return {(before[p.before].id, after[p.after].id) for p in pair_statements(before, after)}


def test_words_lead_before_evidence() -> None:
    """Of two lines in one sentence each goes to the one of the same person and post, whatever the order."""
    old = [hold("a", "江望潮", "局长"), hold("b", "闻人朔", "副局长")]
    new = [hold("y", "闻人朔", "副局长", "水利局"), hold("x", "江望潮", "局长", "水利局")]
    assert pairs(old, new) == {("a", "x"), ("b", "y")}


def test_only_what_overlaps_is_paired() -> None:
    """A statement elsewhere in the document is another one, however alike."""
    assert pairs([hold("a", "江望潮", "局长", end=10)], [hold("x", "江望潮", "局长", start=10)]) == set()
    assert pairs([hold("a", "江望潮", "局长", end=11)], [hold("x", "江望潮", "局长", start=10)]) == {("a", "x")}


def test_a_word_follows_the_same_words_or_the_only_line_of_the_evidence() -> None:
    """Other organisation: same line. Other person: only where nothing else stands on the same evidence."""
    old, other_org = hold("a", "江望潮", "局长"), hold("x", "江望潮", "局长", "水利局", start=2)
    other_person, beside = hold("y", "闻人朔", "副局长"), hold("z", "闻人朔", "局长")
    assert is_same_line(old, other_org, [other_person, beside])
    assert is_same_line(old, other_person, [])
    assert not is_same_line(old, other_person, [beside])
    assert not is_same_line(old, hold("w", "闻人朔", "副局长", start=1), [])
    longer = Line("v", "HOLDS_POST", 0, len(TEXT), (
        ArgumentView("person", "江望潮为", TEXT.index("江"), TEXT.index("江") + 4, True), old.arguments[1],
    ))  # fmt: skip
    assert is_same_line(old, longer, [beside])


LINES = st.lists(
    st.builds(
        lambda person, post, start, length: hold("", person, post, start=start, end=start + length),
        st.sampled_from(("江望潮", "闻人朔")), st.sampled_from(("局长", "副局长", "水利局")), st.integers(0, 20),
        st.integers(1, 12),
    ),
    max_size=7,
)  # fmt: skip


def number(lines: list[Line], prefix: str) -> list[Line]:
    return [Line(f"{prefix}{n}", line.predicate, line.start, line.end, line.arguments) for n, line in enumerate(lines)]


@given(old=LINES, new=LINES, seed=st.integers(0, 99))
def test_pairs_depend_on_no_order_and_use_each_once(old: list[Line], new: list[Line], seed: int) -> None:
    """Shuffled lists give the same pairs; every pair overlaps; nothing that overlaps is left over on both sides."""
    old, new = number(old, "a"), number(new, "x")
    found = pairs(old, new)
    shuffle = random.Random(seed).sample
    assert pairs(shuffle(old, len(old)), shuffle(new, len(new))) == found
    assert len({a for a, _ in found}) == len({x for _, x in found}) == len(found)
    spans = {line.id: (line.start, line.end) for line in (*old, *new)}

    def overlap(one: str, other: str) -> bool:
        return spans[one][0] < spans[other][1] and spans[other][0] < spans[one][1]

    assert all(overlap(a, x) for a, x in found)
    left = [line.id for line in old if line.id not in {a for a, _ in found}]
    right = [line.id for line in new if line.id not in {x for _, x in found}]
    assert [(a, x) for a in left for x in right if overlap(a, x)] == []
