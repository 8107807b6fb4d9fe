"""Keeps the rows of records: of several documents that hold a record the newest counts, with all it says of it.

One code for both engines (graph/derivation.py calls it in the transaction of every change), so that whatever came in
whatever order, the open rows are those of a fresh build. docs/decisions/0010-record-rows.md says why.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice, pairwise
from typing import TypeVar

from domain.judgement import Verdict
from graph.case_row import CaseRow, fold_case
from graph.commit import DocumentCommit
from graph.record_mask import find_masked, mask_commit, mask_source
from graph.record_row import RecordRow, is_kept, make_row, read_said, row_of
from graph.work import RowSource, Span, Telling, Told, Work

CHUNK = 2_000
OPEN = "~"
"""Later than every moment: stands for the end of what has not ended."""

_HIDING = frozenset({Verdict.MISREAD, Verdict.WRONG_PERSON, Verdict.BAD_SOURCE, Verdict.CORRECTED})

T = TypeVar("T")


def record_commit(work: Work, commit: DocumentCommit, members: Sequence[Mapping[str, str]]) -> None:
    """Open the rows of a document that is new to the store; `members` gives, statement by statement, who takes part."""
    valid = {reading.statement_id: reading.valid_from for reading in commit.readings}
    told = zip(commit.statements, members, strict=True)
    kept = ((statement, roles) for statement, roles in told if is_kept(statement.predicate))
    rows = [row for s, roles in kept if (row := row_of(s, roles, valid.get(s.id, ""))) is not None]
    if not rows:
        return
    contested = work.find_contested(commit.document.id)
    free = mask_commit([row for row in rows if row.record not in contested], commit)
    work.open_rows(free)
    settle_cases(work, _cases(free))
    settle_records(work, contested)


def mask_told(work: Work, told: Iterable[Told], commit: DocumentCommit) -> None:
    """Mask in all rows that a document ever had, closed ones too, what its newer reading masks."""
    if masked := list(find_masked(told, commit)):
        work.mask_rows(masked)


def settle_document(work: Work, document_id: str) -> None:
    """Let the rows of all records that a document ever held be what its readings say now."""
    settle_records(work, work.find_records([], document_id))


def settle_statements(work: Work, statement_ids: Sequence[str]) -> None:
    """Let the rows of the records of these statements follow what was judged."""
    if statement_ids:
        settle_records(work, work.find_records(statement_ids, ""))


def settle_records(work: Work, records: Collection[str]) -> None:
    """Close the rows that do not count any more and open those that do now."""
    cases: set[str] = set()
    for chunk in _chunks(sorted(records)):
        tellings = work.find_tellings(chunk)
        ids = sorted({telling.statement_id for telling in tellings})
        hidden = {word.subject for word in work.find_words(ids) if word.verdict in _HIDING}
        wanted = {s for s in _counting(t for t in tellings if not t.known_until) if s not in hidden}
        held = work.find_open_rows(ids)
        made = _build(work, sorted(wanted))
        stale = [held[one] for one in sorted(held) if held[one] != made.get(one)]
        fresh = [made[one] for one in sorted(made) if made[one] != held.get(one)]
        work.close_rows(stale)
        work.open_rows(fresh)
        cases |= _cases([*stale, *fresh])
    settle_cases(work, cases)


def rewrite_records(work: Work, records: Collection[str], cases: Collection[str]) -> None:
    """Derive anew at which moments each telling of these records counted: a document that held them is withdrawn.

    `cases` are those of which the withdrawn document told.
    """
    touched = set(cases)
    for chunk in _chunks(sorted(records)):
        tellings = work.find_tellings(chunk)
        ids = sorted({telling.statement_id for telling in tellings})
        hidden = {word.subject for word in work.find_words(ids) if word.verdict in _HIDING}
        rows = _build(work, ids)
        spans = [(rows[one], Span(*span)) for one, span in _history(tellings) if one in rows and one not in hidden]
        work.replace_rows(ids, spans)
        touched |= _cases(rows.values())
    settle_cases(work, touched)


def settle_cases(work: Work, case_ids: Collection[str]) -> None:
    """Let cases be what the rows of their events make, at every moment."""
    for chunk in _chunks(sorted(case_ids)):
        events: dict[str, list[tuple[RecordRow, Span]]] = {}
        for row, span in work.find_case_events(chunk):
            events.setdefault(row.subject, []).append((row, span))
        work.replace_cases(chunk, [one for case_id in chunk for one in _fold(events.get(case_id, ()))])


def _cases(rows: Iterable[RecordRow]) -> set[str]:
    return {row.subject for row in rows if row.predicate == "CASE_EVENT" and row.subject}


def _fold(events: Sequence[tuple[RecordRow, Span]]) -> Iterator[tuple[CaseRow, Span]]:
    """Yield the case as it stood between each two moments at which its events changed."""
    edges = sorted({span.known_from for _, span in events} | {span.known_until or OPEN for _, span in events})
    last: tuple[CaseRow, Span] | None = None
    for since, until in pairwise(edges):
        there = [row for row, span in events if span.known_from <= since < (span.known_until or OPEN)]
        case = fold_case(there)
        end = "" if until == OPEN else until
        if case is not None and last is not None and last[0] == case and last[1].known_until == since:
            last = (case, Span(last[1].known_from, end))
            continue
        if last is not None:
            yield last
        last = (case, Span(since, end)) if case is not None else None
    if last is not None:
        yield last


def _build(work: Work, statement_ids: Sequence[str]) -> dict[str, RecordRow]:
    """Return the row of each of these statements, by id."""
    sources: list[RowSource] = work.find_row_sources(statement_ids) if statement_ids else []
    links = work.find_participants(statement_ids) if statement_ids else {}
    rows = {}
    for one in sources:
        said = read_said(one.packed)
        row = make_row(one.id, one.document_id, one.predicate, said, links.get(one.id, {}), one.valid_from)
        if row is not None:
            rows[one.id] = mask_source(row, one)
    return rows


def _counting(tellings: Iterable[Telling]) -> set[str]:
    """Return the statements of the newest document of each record."""
    newest: dict[str, tuple[str, str, str]] = {}
    said: dict[tuple[str, str], set[str]] = {}
    for telling in tellings:
        age = (telling.stated, telling.first_known, telling.document_id)
        newest[telling.record] = max(newest.get(telling.record, age), age)
        said.setdefault((telling.record, telling.document_id), set()).add(telling.statement_id)
    return {one for record, age in newest.items() for one in said[record, age[2]]}


def _history(tellings: Sequence[Telling]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield between which moments each statement counted."""
    by_record: dict[str, list[Telling]] = {}
    for telling in tellings:
        by_record.setdefault(telling.record, []).append(telling)
    for told in by_record.values():
        edges = sorted({t.known_from for t in told} | {t.known_until or OPEN for t in told})
        spans: dict[str, list[tuple[str, str]]] = {}
        for since, until in pairwise(edges):
            standing = [t for t in told if t.known_from <= since < (t.known_until or OPEN)]
            for one in sorted(_counting(standing)):
                own = spans.setdefault(one, [])
                if own and own[-1][1] == since:
                    own[-1] = (own[-1][0], until)
                else:
                    own.append((since, until))
        for one, parts in spans.items():
            yield from ((one, (since, "" if until == OPEN else until)) for since, until in parts)


def _chunks(items: Sequence[T]) -> Iterator[list[T]]:
    iterator = iter(items)
    while chunk := list(islice(iterator, CHUNK)):
        yield chunk
