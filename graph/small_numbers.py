"""Keeps counts of people and households out of what leaves the unit (RESPONSIBLE.md R11).

An export of statements is for others. One row of a table of figures is such a count (a grid of 3 households), and its
quote repeats the row; of an activity only the number of those who came is one. What a published text says in numbers
was published with it and stays.
"""

from __future__ import annotations

import re
import unicodedata

from graph.answer import ArgumentView, StatementView
from graph.redaction import mask_spans

COUNTED = {"HELD_ACTIVITY": ("people",)}
"""The roles of a record's statement that count people, beside those whose every line is a count."""

_CELL = re.compile(r"[^\t]+")
_NUMBER = re.compile(r"[\d,.〇零一二两三四五六七八九十百千万]+")


def leaves_unit(view: StatementView) -> bool:
    """False for a figure that an office's own table gives of its people or households."""
    return view.predicate != "POPULATION"


def hide_counts(view: StatementView) -> StatementView:
    """Return a record's statement without the number of people in it, as a role and in its quote."""
    roles = COUNTED.get(view.predicate, ()) if view.extractor.startswith("record:") else ()
    counts = [argument for argument in view.arguments if argument.role in roles]
    if not counts:
        return view
    kept = tuple(argument for argument in view.arguments if argument.role not in roles)
    return view._replace(arguments=kept, quote=_blank_counts(view, counts))


def _blank_counts(view: StatementView, counts: list[ArgumentView]) -> str:
    """Return the quote with the cells of these numbers masked.

    A number that is stored otherwise than it was written (1,260; 四十) has no place of its own: the cells with its
    digits are masked, and where none has them every cell that holds a number and no other value of the statement.
    """
    if all(count.start >= 0 for count in counts):
        return mask_spans(view.quote, [(a.start, a.end) for a in counts], view.start, whole=True)
    taken = [(a.start - view.start, a.end - view.start) for a in view.arguments if a.start >= 0 and a not in counts]
    free = [
        (cell.span(), "".join(_NUMBER.findall(unicodedata.normalize("NFKC", cell[0]))))
        for cell in _CELL.finditer(view.quote)
        if not any(start < cell.end() and cell.start() < end for start, end in taken)
    ]
    told = {count.text for count in counts}
    spans = [span for span, number in free if number.replace(",", "") in told]
    return mask_spans(view.quote, spans or [span for span, number in free if number], whole=True)
