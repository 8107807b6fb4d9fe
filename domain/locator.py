"""Where a span of a document's text stands in the file that it came from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file as people find it again: sheet, row and column of a workbook, page and box of a PDF.

    What does not apply is empty: `sheet` "" outside workbooks, `row` and `page` 0, `box` (). Rows and pages count
    from 1. `column` is the head of the column, or the field of a form. `box` is left, bottom, right, top in points
    (1/72 inch) from the lower left corner of the page. `is_recognised` marks text that OCR made out of an image.
    """

    sheet: str = ""
    row: int = 0
    column: str = ""
    page: int = 0
    box: tuple[float, ...] = ()
    is_recognised: bool = False
