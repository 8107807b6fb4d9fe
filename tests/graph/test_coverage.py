"""Coverage with its denominator: the register, what lies outside it, and the gaps."""

from __future__ import annotations

from pathlib import Path

from graph.coverage import count_coverage
from graph.sqlite.store import SqliteStore
from tests.graph.commits import Use, write_log, write_register

AREA = "望槐社区"
CODES = {AREA: "632199001001"}


def test_households_outside_the_register_are_counted_apart(tmp_path: Path) -> None:
    """A household that was served and is not registered vanishes neither from the count nor into the numerator."""
    store = SqliteStore(tmp_path / "store.db")
    uses = [
        Use("2024-01-03", AREA, "助餐", "户甲"),
        Use("2024-01-04", AREA, "助餐", "户丙"),
        Use("2024-01-05", AREA, "助餐"),
    ]
    for page in (write_log(uses, CODES), write_register(["户甲", "户乙"], AREA, CODES[AREA])):
        store.put_document(page.commit())
    (match,) = store.find_by_name(AREA)
    (row,) = count_coverage(store, match.entity)
    assert (row.numerator, row.denominator, row.unlisted, row.unknown, row.uses) == (1, 2, 1, 1, 3)
    assert row.gaps == ("户乙",)
    store.close()


def test_without_a_register_the_denominator_is_unknown(tmp_path: Path) -> None:
    """No register: all that were served, of an unknown number; nothing is outside a register that is not there."""
    store = SqliteStore(tmp_path / "store.db")
    store.put_document(write_log([Use("2024-01-03", AREA, "助餐", "户甲")], CODES).commit())
    (match,) = store.find_by_name(AREA)
    (row,) = count_coverage(store, match.entity)
    assert (row.numerator, row.denominator, row.unlisted, row.gaps) == (1, None, 0, ())
    store.close()
