"""Private names in the words of record rows: a row is a copy, and shows no more than its statement does.

Also rows that count no more, so that no question as of an earlier moment shows a name that was found private since.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from domain.document import Span
from graph.commit import DocumentCommit
from graph.record_row import COLUMNS, RecordRow, is_kept
from graph.redaction import mask_name, mask_spans
from graph.view import PrivateNames, cut_words, find_private_names
from graph.work import MaskedWords, RowSource, Told

NO_MASKS = "[]"
PRIVATE = ",true]"
"""How packed arguments end that hold a private name: looked for first, as nearly no record has one."""

Said = tuple[str, str, int, int]
"""Role, words and place of an argument."""


def mask_commit(rows: list[RecordRow], commit: DocumentCommit) -> list[RecordRow]:
    """Return the rows of a new document as they are shown outside it."""
    names = find_private_names(commit.mentions)
    if not names.private:
        return rows
    statements = {statement.id: statement for statement in commit.statements}
    shown = []
    for row in rows:
        statement = statements[row.statement_id]
        said = [(role, a.text, a.start, a.end) for role, a in statement.arguments]
        shown.append(_mask_row(row, said, names.of(statement)))
    return shown


def mask_source(row: RecordRow, source: RowSource) -> RecordRow:
    """Return the row that was made of a stored statement as it is shown outside its document."""
    if source.masks == NO_MASKS and PRIVATE not in source.packed:
        return row
    said: list[Said] = [(role, words, start, end) for role, words, start, end, *_ in json.loads(source.packed)]
    return _mask_row(row, said, _private_in(source.packed, source.masks))


def find_masked(told: Iterable[Told], commit: DocumentCommit) -> Iterator[MaskedWords]:
    """Yield the words of rows in which a newer reading masks more than the older one did."""
    names, text = find_private_names(commit.mentions), commit.document.text
    for one in told:
        is_same = text[one.start : one.end] == one.quote and one.masks == NO_MASKS and PRIVATE not in one.packed
        if is_kept(one.predicate) and (names.private or not is_same):
            yield from _compare(one, names, text)


def _compare(told: Told, names: PrivateNames, text: str) -> Iterator[MaskedWords]:
    before, private = _private_in(told.packed, told.masks), names.of_told(told)
    was, now = {}, {}
    for role, words, start, end, *_ in json.loads(told.packed):
        was[role] = _mask(words, start, end, before)
        now[role] = _mask(cut_words(text, start, end, words), start, end, private)
    columns = COLUMNS[told.predicate]
    old, new = ((said.get(columns.word, ""), said.get(columns.detail, "")) for said in (was, now))
    if old != new:
        yield MaskedWords(told.id, *old, *new)


def _mask_row(row: RecordRow, said: Sequence[Said], private: Collection[Span]) -> RecordRow:
    columns = COLUMNS[row.predicate]
    shown = {role: _mask(words, start, end, private) for role, words, start, end in said}
    return replace(row, word=shown.get(columns.word, row.word), detail=shown.get(columns.detail, row.detail))


def _mask(words: str, start: int, end: int, private: Collection[Span]) -> str:
    if start < 0:
        return words
    return mask_name(words) if (start, end) in private else mask_spans(words, private, start)


def _private_in(packed: str, masks: str) -> set[Span]:
    """Return where a stored statement masks names: in its evidence, and of roles that stand outside it."""
    own = {(start, end) for _, _, start, end, _, private in json.loads(packed) if private}
    return own | {(start, end) for start, end in json.loads(masks)}
