"""The shortcuts of the search for words and names find what the whole search finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nlp.rule_tagger.divisions import mark_levels
from nlp.rule_tagger.lattice import MARK, Bond, Edge, cut
from nlp.rule_tagger.persons import NameFinder
from nlp.rule_tagger.vocabulary import Vocabulary

LETTERS = "王欧阳朝鲁门乌优塔双金额尔敦木图一二两万为的同所担兼说（()\n、：。·‧ 书记长镇村族嘎查社区龘淼abc5"
TEXTS = st.text(alphabet=LETTERS, min_size=1, max_size=24)


@given(
    st.text(alphabet="山水风云。", max_size=40),
    st.lists(st.text(alphabet="山水风云", min_size=2, max_size=4), max_size=12),
)
def test_one_walk_finds_the_words_of_every_place(text: str, words: list[str]) -> None:
    vocabulary = Vocabulary({word: number for number, word in enumerate(words)})
    one_by_one = [value for place in range(len(text)) for _, value in vocabulary.find_at(text, place, len(text))]
    assert list(vocabulary.iter_all(text)) == one_by_one


@given(TEXTS)
def test_no_name_begins_where_none_may(text: str) -> None:
    """Where one look says that no name begins, the search finds none; elsewhere it is asked."""
    finder = NameFinder(mark_levels(text, 0, len(text)))
    for place in range(len(text)):
        whole = list(finder._admit(text, place, finder._find_names(text, place, len(text))))
        assert list(finder._find_unlearned(text, place, len(text))) == whole


@given(TEXTS)
def test_what_is_known_of_an_end_changes_no_cost(text: str) -> None:
    """A finder that has seen the whole text answers at each place as one that sees only that place."""
    seen = NameFinder(mark_levels(text, 0, len(text)))
    for place in range(len(text)):
        list(seen._find_names(text, place, len(text)))
    for place in range(len(text)):
        fresh = NameFinder(mark_levels(text, 0, len(text)))
        told = list(fresh._find_names(text, place, len(text)))
        assert list(seen._find_names(text, place, len(text))) == told


def test_every_search_has_bonds_of_its_own() -> None:
    """What one search was told of two neighbours is asked once in it, and nothing of it is left for the next."""
    words = {0: (Edge(2, "A", 1.0), Edge(1, "B", 1.0)), 1: (Edge(2, "C", 1.0),), 2: (Edge(3, "B", 0.0),)}
    asked: list[tuple[str, str]] = []

    def find(text: str, place: int, end: int) -> tuple[Edge, ...]:
        return words[place]

    def prefer(kind: str) -> Bond:
        def bond(before: str, behind: str) -> float:
            asked.append((before, behind))
            return -5.0 if behind == kind else 0.0

        return bond

    whole, parted = (cut("山水间", 0, 3, (find,), {}, prefer(kind)) for kind in ("A", "C"))
    assert [(token.start, token.end) for token in whole] == [(0, 2), (2, 3)]
    assert [(token.start, token.end) for token in parted] == [(0, 1), (1, 2), (2, 3)]
    assert asked.count((MARK, "A")) == 2
