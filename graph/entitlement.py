"""Entitlements: how much of a service a household may use in a year, has used, and has left."""

from __future__ import annotations

from domain.coverage import EntitlementRow
from domain.period import Period
from graph.record_reader import RowQuery
from graph.record_row import RecordRow
from graph.store import GraphReader

UNLIMITED = "unlimited"


def draw_entitlements(
    reader: GraphReader,
    year: Period,
    areas: tuple[str, ...] = (),
    households: tuple[str, ...] = (),
    services: tuple[str, ...] = (),
    limits: tuple[str, ...] = (),
    known: str = "",
    after: str = "",
    limit: int = 100,
) -> tuple[list[EntitlementRow], str]:
    """Return a page of entitlements of a year with their use, and the statement after which the next page begins.

    One without a year holds for every year. Of several for the same household and service the one of the year counts,
    else the last one written.
    """
    query = RowQuery(
        "ENTITLED", areas, services=services, subjects=households, words=limits, until=year.until, known=known
    )
    rows = reader.find_rows(query, after, limit)
    standing = [row for row in rows if not row.date or not year.name or row.date[:4] == year.name[:4]]
    chosen: dict[tuple[str, str], RecordRow] = {}
    for row in standing:
        chosen[row.subject, row.service] = row
    used = {
        count.key: int(count.total)
        for count in (
            reader.count_rows(
                RowQuery(
                    "USED", services=tuple(sorted({row.service for row in chosen.values()})),
                    subjects=tuple(sorted({row.subject for row in chosen.values()})), since=year.since,
                    until=year.until, known=known,
                ),
                ("subject", "service"),
            )
            if chosen
            else []
        )
    }  # fmt: skip
    names = reader.find_names(
        sorted({one for row in chosen.values() for one in (row.subject, row.service, row.area) if one})
    )
    found = [_row(row, used.get(key, 0), names, year) for key, row in chosen.items()]
    found.sort(key=lambda row: (row.area, row.household, row.service))
    return found, rows[-1].statement_id if len(rows) == limit else ""


def _row(row: RecordRow, used: int, names: dict[str, str], year: Period) -> EntitlementRow:
    allowance = None if row.word == UNLIMITED or row.number is None else int(row.number)
    return EntitlementRow(
        names.get(row.subject, row.subject), names.get(row.area, ""), names.get(row.service, ""), year.name, row.word,
        allowance, used, None if allowance is None else max(0, allowance - used),
        0 if allowance is None else max(0, used - allowance), row.detail,
    )  # fmt: skip
