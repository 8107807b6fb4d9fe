"""Spans lead back to page and box, or to sheet, row and column."""

from __future__ import annotations

import json
import random

import pytest

from domain.locator import TOLERANCE, Location, PlacedLine, is_recognised, locate, write_pages

TEXT = "网格员走访\n第二行"


def locator(edges: tuple[int, ...] = (5000, 6200, 7400, 8600, 9800, 11000), ocr: bool = False) -> str:
    """Return the locator of TEXT, whose second line stands on the next page."""
    second = PlacedLine(6, 3, 100, 1300, (0, 1000, 3000, 3500))
    return write_pages([(1, False, [PlacedLine(0, 5, 70000, 71200, edges)]), (3, ocr, [second])])


def test_a_span_is_found_as_the_box_of_its_characters() -> None:
    assert locate(locator(), TEXT, 1, 3) == [Location(page=1, box=(62.0, 700.0, 86.0, 712.0))]
    assert locate(locator(), TEXT, 7, 8) == [Location(page=3, box=(10.0, 1.0, 30.0, 13.0))]


def test_a_span_over_two_pages_has_a_box_on_each() -> None:
    assert [(place.page, place.box) for place in locate(locator(), TEXT, 4, 7)] == [
        (1, (98.0, 700.0, 110.0, 712.0)), (3, (0.0, 1.0, 10.0, 13.0)),
    ]  # fmt: skip
    assert locate(locator(), TEXT, 5, 6) == []
    assert locate("", TEXT, 0, 3) == []


def test_characters_that_do_not_stand_side_by_side_are_found_as_their_line() -> None:
    assert locate(locator((5000, 5600)), TEXT, 2, 3) == [Location(page=1, box=(50.0, 700.0, 56.0, 712.0))]


def test_what_ocr_read_is_marked() -> None:
    assert [place.is_recognised for place in locate(locator(ocr=True), TEXT, 4, 7)] == [False, True]
    assert is_recognised(locator(ocr=True), 6, 7)
    assert not is_recognised(locator(ocr=True), 0, 5)
    assert not is_recognised(locator(), 6, 7)


@pytest.mark.parametrize("seed", range(20))
def test_no_edge_is_off_by_more_than_the_tolerance_however_long_the_line(seed: int) -> None:
    source = random.Random(seed)
    edges = [0]
    for _ in range(300):
        edges.append(edges[-1] + source.choice([1200, 1197, 1203, 600, 612, 0, 5]))
    text = "字" * 300
    found = write_pages([(1, False, [PlacedLine(0, 300, 0, 100, tuple(edges))])])
    for index in range(300):
        places = locate(found, text, index, index + 1)
        assert abs(places[0].box[0] * 100 - edges[index]) <= TOLERANCE
        assert abs(places[0].box[2] * 100 - edges[index + 1]) <= TOLERANCE


def test_an_even_line_is_short_in_the_locator() -> None:
    line = PlacedLine(0, 400, 0, 1200, tuple(range(0, 401 * 1200, 1200)))
    assert len(write_pages([(1, False, [line])])) < 80


SHEETS = json.dumps(
    {"sheets": [
        {"name": "一月", "start": 0, "heads": ["户号", "次数", "日期"], "rows": [[3, 3], [5, 6]]},
        {"name": "二月", "start": 28, "heads": ["户号"], "rows": [[2, 3]]},
    ]}
)  # fmt: skip
ROWS = "A1\t2\t2024\nA2\t3\t\nA3\t\t5月\nB1\nB2"


def places(start: int, end: int) -> list[tuple[str, int, str]]:
    """Return sheet, row and column of a span."""
    return [(place.sheet, place.row, place.column) for place in locate(SHEETS, ROWS, start, end)]


def test_a_cell_is_found_by_sheet_row_and_column() -> None:
    assert places(0, 2) == [("一月", 3, "户号")]
    assert places(ROWS.index("3"), ROWS.index("3") + 1) == [("一月", 5, "次数")]
    assert places(ROWS.index("5月"), ROWS.index("5月") + 2) == [("一月", 6, "日期")]


def test_a_row_is_found_as_its_filled_cells() -> None:
    start = ROWS.index("A2")
    assert places(start, ROWS.index("\nA3")) == [("一月", 5, "户号"), ("一月", 5, "次数")]


def test_the_next_sheet_begins_where_it_says() -> None:
    begin = ROWS.index("B1")
    found = json.loads(SHEETS)
    found["sheets"][1]["start"] = begin
    here = [(p.sheet, p.row, p.column) for p in locate(json.dumps(found), ROWS, begin - 3, len(ROWS))]
    assert here == [("一月", 6, "日期"), ("二月", 2, "户号"), ("二月", 3, "户号")]


def test_a_table_of_twenty_thousand_rows_is_short_and_fast() -> None:
    text = "\n".join(f"A{n}\t{n}" for n in range(20_000))
    found = json.dumps({"sheets": [{"name": "a", "start": 0, "heads": ["户号", "次数"], "rows": [[2, 20_001]]}]})
    start = text.index("A19999")
    assert len(found) < 120
    assert locate(found, text, start, start + 6) == [Location(sheet="a", row=20_001, column="户号")]
