"""Groups equal statements of several documents into one line with all its evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable

from domain.portrait import Citation, Line
from graph.answer import StatementView
from graph.holding import is_hidden
from graph.redaction import redact


def cite(view: StatementView) -> Citation:
    """Return the evidence of a statement as it is shown outside its document."""
    shown = redact(view)
    return Citation(
        view.document_id, view.start, view.end, shown.quote, view.id, view.stated,
        tuple(mark.verdict for mark in view.marks),
    )  # fmt: skip


_BROKEN = re.compile(r"(?<=[^\x00-\x7f])[ \t\u3000]*[\r\n]+[ \t\u3000]*|(?<=[一-鿿])[ \t\u3000]+(?=[一-鿿])")


def in_one_piece(words: str) -> str:
    """Return words as they are meant to be read where a line end or a scanner's blanks stand inside them."""
    return _BROKEN.sub("", words)


def gather_lines(views: Iterable[StatementView]) -> tuple[Line, ...]:
    """Return the lines, earliest date first; what was judged misread or wrong is left out."""
    groups: dict[tuple[object, ...], list[StatementView]] = {}
    for view in views:
        if is_hidden(view):
            continue
        key = (view.predicate, tuple((a.role, a.entity_id or a.text) for a in view.arguments))
        groups.setdefault(key, []).append(view)
    lines = []
    for group in groups.values():
        group.sort(key=lambda v: (v.stated, v.document_id, v.start, v.id))
        shown = redact(group[0])
        lines.append(
            Line(
                shown.predicate,
                {a.role: in_one_piece(a.text) for a in shown.arguments},
                {a.role: a.entity_id for a in shown.arguments if a.entity_id},
                tuple(cite(view) for view in group),
            )
        )
    return tuple(sorted(lines, key=lambda line: (line.evidence[0].stated, sorted(line.values.items()))))
