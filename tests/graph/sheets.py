"""Builds tables of records of every kind, a statement a row, as a mapping would; names and numbers are invented."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from domain.mention import MentionKind, Reference, ReferenceKind
from domain.ontology.catalogue import check_statement, get_predicate
from domain.statement import Argument, Reading, Value, check_evidence, make_statement
from tests.graph.commits import Page

CODES = {"望槐社区": "632199001001", "听雨嘎查": "632199002002", "云岭社区": "632199001003"}
KEYS = {"household": "household", "case": "case", "course": "course"}
MENTIONS = {
    "service": MentionKind.SERVICE,
    "org": MentionKind.ORG,
    "provider": MentionKind.ORG,
    "owner": MentionKind.ORG,
}

Row = Mapping[str, str]
"""Predicate, record, the day it is valid from (`from`), and the words of the roles."""


def write_sheet(rows: Iterable[Row], published: str = "", note: str = "") -> Page:
    """Return a table of these rows; `note` makes another document of the same rows."""
    listed = [dict(row) for row in rows]
    lines = ["\t".join([*row.values(), note]) for row in listed]
    page = Page("\n".join(lines), published, media="table")
    offset = 0
    for row, line in zip(listed, lines, strict=True):
        arguments: dict[str, Argument] = {}
        start = offset
        for role, words in row.items():
            span = (start, start + len(words))
            start += len(words) + 1
            if words and role not in ("predicate", "from"):
                arguments[role] = _argument(role, words, span, row)
        statement = make_statement(row["predicate"], page.id, page.text, offset, offset + len(line), **arguments)
        check_statement(statement)
        check_evidence(statement, page.id, page.text)
        page.statements.append(statement)
        page.readings.append(Reading(statement.id, "by-hand", "", 1.0, row.get("from", ""), ""))
        page.classes.append(get_predicate(row["predicate"]).data_class)
        offset += len(line) + 1
    return page


def _argument(role: str, words: str, span: tuple[int, int], row: Row) -> Argument:
    if role in KEYS:
        return Reference(ReferenceKind.KEY, words, None, *span, register=KEYS[role])
    if role in ("area", "place") and words in CODES:
        return Reference(ReferenceKind.MENTION, words, MentionKind.COMMUNITY, *span, code=CODES[words])
    if role == "area":
        return Reference(ReferenceKind.MENTION, words, MentionKind.ORG, *span)
    if role in ("grid", "target"):
        return Reference(ReferenceKind.KEY, words, None, *span, register="grid")
    if role in MENTIONS:
        return Reference(ReferenceKind.MENTION, words, MENTIONS[role], *span)
    if role == "record":
        return Value(words)
    return Value(words, *span) if get_predicate(row["predicate"]).find_role(role).value else Value(words)  # type: ignore[union-attr]


def use(record: str, day: str, area: str, service: str, household: str = "", times: str = "", grid: str = "") -> Row:
    """Return a row of a service log."""
    return {
        "predicate": "USED", "record": record, "from": day, "date": day, "area": area, "service": service,
        "household": household, "times": times, "grid": grid,
    }  # fmt: skip


def home(household: str, area: str, grid: str = "", care: str = "", since: str = "") -> Row:
    """Return a row of a register."""
    return {
        "predicate": "LIVES_IN", "record": f"户册{household}", "from": since, "household": household, "area": area,
        "grid": grid, "care": care,
    }  # fmt: skip


def event(case: str, word: str, moment: str, area: str = "望槐社区", service: str = "供水维修", due: str = "") -> Row:
    """Return a step of a request; all steps of a case are one record."""
    return {
        "predicate": "CASE_EVENT", "record": f"诉求{case}", "from": moment, "case": case, "event": word,
        "date": moment, "area": area, "service": service, "due": due,
    }  # fmt: skip
