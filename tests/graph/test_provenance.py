"""What arrivals say together: one choice a field, the same whatever the order in which they came."""

from __future__ import annotations

from itertools import permutations

from domain.document import Arrival
from graph.provenance import Circumstances, Provenance, describe, find_circumstances, name_file, sort_arrivals

ID = "0" * 64
BARE = Arrival(ID, "a.txt")
PAPER = Arrival(ID, "b.txt", source="青禾报", url="https://example.org/1", published="2024-05-02")
TITLED = Arrival(ID, "c.txt", source="林报", title="水清了", author="记者", published="2024-05-01")


def test_an_empty_field_outweighs_nothing() -> None:
    """Each field comes from the first arrival that has it, in the order of the stores."""
    expected = Provenance("水清了", "林报", "https://example.org/1", "记者", "")
    for order in permutations((BARE, PAPER, TITLED, BARE)):
        held = sort_arrivals(order)
        assert held == (BARE, TITLED, PAPER)
        assert describe(held) == expected
        assert find_circumstances(order) == Circumstances("水清了", "2024-05-01", False)
    assert describe(()) == Provenance()


def test_one_competent_organ_is_enough() -> None:
    """A paper beside it takes nothing away."""
    organ = Arrival(ID, "d.txt", source="青禾县纪委监委")
    assert find_circumstances([PAPER, organ]).from_organ
    assert not find_circumstances([PAPER, BARE]).from_organ


def test_a_file_is_named_without_its_folders() -> None:
    """What has no title is called by its file, wherever that lay and on whichever system."""
    assert name_file([Arrival(ID, ""), Arrival(ID, "甲/乙/丙.xlsx"), BARE]) == "丙.xlsx"
    assert name_file([Arrival(ID, "C:\\甲\\丁.docx")]) == "丁.docx"
    assert name_file([Arrival(ID, "")]) == name_file([]) == ""
