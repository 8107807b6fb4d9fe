"""A record row: one row of a file as questions count it, with the entities, words, numbers and days it holds.

Derived from a statement whose predicate is kept in records (service log, register, request log, …). Of several
documents that hold a record the newest counts; its rows are open, the others' closed (graph/recording.py). Entities are
members, never clusters: who is one with whom is asked when rows are counted, so a merge moves no row.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from domain.statement import Statement


@dataclass(frozen=True, slots=True)
class RecordRow:
    """What one statement of a record says; "" and None where the record is silent.

    `service` is the service, course or scheme; `body` who acts or is in charge; `subject` the household, case or
    person, or an attendee's pseudonym. What `word`, `detail` and the numbers are, COLUMNS says for each predicate.
    """

    statement_id: str
    document_id: str
    predicate: str
    record: str
    area: str = ""
    grid: str = ""
    service: str = ""
    body: str = ""
    subject: str = ""
    word: str = ""
    detail: str = ""
    number: float | None = None
    second: float | None = None
    date: str = ""
    due: str = ""

    @property
    def entities(self) -> tuple[str, str, str, str, str]:
        """The entities in their columns: area, grid, service, body, subject."""
        return self.area, self.grid, self.service, self.body, self.subject


@dataclass(frozen=True, slots=True)
class Columns:
    """Which role of a predicate fills which column; the first role that is filled counts."""

    area: tuple[str, ...] = ()
    grid: tuple[str, ...] = ()
    service: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    word: str = ""
    detail: str = ""
    number: str = ""
    second: str = ""
    due: str = ""
    unwritten: float | None = None
    """What a number counts as that nobody wrote down."""


COLUMNS: dict[str, Columns] = {
    "USED": Columns(("area",), ("grid", "area"), ("service",), (), ("household",), number="times", unwritten=1.0),
    "LIVES_IN": Columns(("area",), ("grid",), subject=("household",), word="care"),
    "RESPONSIBLE_FOR": Columns(
        ("target",), ("target",), ("target",), ("org",), ("person", "post"), word="kind", detail="duty"
    ),
    "HAS_ASSET": Columns(service=("service",), body=("owner",), word="asset", number="quantity"),
    "PROMISED": Columns(
        service=("service",), body=("provider",), word="closure_days", detail="answer_days", number="closure",
        second="answer",
    ),
    "POPULATION": Columns(("area",), ("area",), word="of", number="value"),
    "ALLOTTED": Columns(("area",), ("area",), subject=("household",), word="item", detail="unit", number="quantity"),
    "ENTITLED": Columns(
        ("area",), ("area",), ("service",), (), ("household",), word="limit", detail="care", number="allowance"
    ),
    "VISITED": Columns(("area",), ("grid",), subject=("household",), detail="topic"),
    "CARE_PLAN": Columns(("area",), ("grid",), ("service",), subject=("household",), word="care", due="review"),
    "CASE_EVENT": Columns(("area",), ("grid",), ("service",), ("org",), ("case",), "event", "channel", due="due"),
    "ON_DUTY": Columns(body=("org",), subject=("person",), word="shift", detail="duty"),
    "ATTENDED": Columns(
        ("area",), (), ("course",), ("org",), ("person", "attendee"), word="mode", number="hours"
    ),
    "FILE_ITEM": Columns(body=("org",), subject=("person",), word="section", detail="item"),
    "EVALUATED": Columns(
        service=("scheme",), body=("body",), subject=("target",), word="outcome", detail="criterion"
    ),
    "HELD_ACTIVITY": Columns(("place",), (), ("course",), ("organiser",), word="kind", number="people"),
}  # fmt: skip

KINDS_OF_COLUMN = {
    "area": ("community", "place", "organisation"),
    "grid": ("grid",),
    "service": ("service", "course", "scheme"),
}
"""Where several columns take one role, the kind of the entity says which; a body is what is left."""

_WHOLE = re.compile(r"\s*([+-]?\d+(?:\.\d+)?)", re.ASCII)

Said = Mapping[str, str]
"""The words of each argument by its role."""


def is_kept(predicate: str) -> bool:
    """True where rows of a record say this."""
    return predicate in COLUMNS


def make_row(
    statement_id: str, document_id: str, predicate: str, said: Said, links: Mapping[str, str], valid_from: str
) -> RecordRow | None:
    """Return the row of a statement; None of one that belongs to no record.

    `links` gives the member entity of each role. A word for nobody we know is kept only where the ontology takes a
    pseudonym (`attendee`): a name in its place would be somebody's.
    """
    record = said.get("record", "")
    columns = COLUMNS.get(predicate)
    if columns is None or not record:
        return None
    number = _read_number(said[columns.number]) if columns.number in said else columns.unwritten
    return RecordRow(
        statement_id, document_id, predicate, record,
        area=_find(columns.area, links, "area"),
        grid=_find(columns.grid, links, "grid"),
        service=_find(columns.service, links, "service"),
        body=_find(columns.body, links, ""),
        subject=_find(columns.subject, links, "") or said.get("attendee", ""),
        word=said.get(columns.word, ""),
        detail=said.get(columns.detail, ""),
        number=number,
        second=_read_number(said[columns.second]) if columns.second in said else None,
        date=said.get("date", "") or valid_from,
        due=said.get(columns.due, "") if columns.due else "",
    )  # fmt: skip


def row_of(statement: Statement, members: Mapping[str, str], valid_from: str) -> RecordRow | None:
    """Return the row of a statement that is being committed; `members` gives the entity of each of its roles."""
    said = {role: argument.text for role, argument in statement.arguments}
    return make_row(statement.id, statement.document_id, statement.predicate, said, members, valid_from)


def read_said(packed: str) -> dict[str, str]:
    """Return role and words of packed arguments."""
    return {argument[0]: argument[1] for argument in json.loads(packed)}


def _find(roles: tuple[str, ...], links: Mapping[str, str], column: str) -> str:
    kinds = KINDS_OF_COLUMN.get(column, ())
    for role in roles:
        member = links.get(role, "")
        if member and (not kinds or member.partition("-")[0] in kinds):
            return member
    return ""


def _read_number(words: str) -> float:
    """Return the number with which the words begin, 0 where they begin with none: nothing is guessed."""
    found = _WHOLE.match(words)
    return float(found[1]) if found else 0.0
