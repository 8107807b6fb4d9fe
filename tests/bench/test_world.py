"""The invented world that the benches are built from."""

from __future__ import annotations

from itertools import islice

from bench.world import TEXTS_TO_A_TABLE, World


def test_the_same_seed_gives_the_same_documents() -> None:
    """Two runs of a bench measure the same data."""
    first = [commit.document.id for commit in islice(World(3, 200).iter_commits(), 50)]
    again = [commit.document.id for commit in islice(World(3, 200).iter_commits(), 50)]
    assert first == again
    assert len(set(first)) == 50
    assert first != [commit.document.id for commit in islice(World(4, 200).iter_commits(), 50)]


def test_news_and_tables_come_in_turn_and_everyone_named_in_a_post_is_a_person() -> None:
    """What is measured has officials, organisations and households, as real data has."""
    commits = list(islice(World(1, 200).iter_commits(), TEXTS_TO_A_TABLE + 1))
    assert [commit.document.media for commit in commits] == ["text"] * TEXTS_TO_A_TABLE + ["table"]
    holdings = [s for s in commits[0].statements if s.predicate == "HOLDS_POST"]
    assert len(holdings) == sum(entity.kind == "Person" for entity in commits[0].entities) == 3
    assert any(entity.kind == "Household" for entity in commits[-1].entities)
