"""What a body or area offers: services, promises, equipment, and who is on duty on a day."""

from __future__ import annotations

from domain.coverage import DutyLine, OfferedService
from graph.answer import EntityView, StatementView
from graph.holding import is_hidden
from graph.line import cite
from graph.record_reader import RowQuery
from graph.store import GraphReader

MOST = 5_000


def draw_services(reader: GraphReader, body: EntityView, known: str = "") -> list[OfferedService]:
    """Return the services that the body provides, by name, with what it promised last and its equipment.

    Equipment that is for no service named stands under "".
    """
    provided: dict[str, list[StatementView]] = {}
    for view in reader.statements_about(body.id, ("PROVIDES",), ("provider",), known):
        service = view.find("service")
        if service is not None and not is_hidden(view):
            provided.setdefault(service.entity_id or service.text, []).append(view)
    promises = {
        row.service: row for row in reader.find_rows(RowQuery("PROMISED", bodies=(body.id,), known=known), limit=MOST)
    }
    assets: dict[str, set[str]] = {}
    for row in reader.find_rows(RowQuery("HAS_ASSET", bodies=(body.id,), known=known), limit=MOST):
        assets.setdefault(row.service, set()).add(row.word)
    keys = sorted({*provided, *promises, *assets})
    names = reader.find_names([key for key in keys if key])
    found = []
    for key in keys:
        promise = promises.get(key)
        found.append(
            OfferedService(
                names.get(key, key), body.name, _minutes(promise.second if promise else None),
                _minutes(promise.number if promise else None), tuple(sorted(assets.get(key, ()))),
                tuple(cite(view) for view in provided.get(key, ())), _days(promise.detail if promise else ""),
                _days(promise.word if promise else ""),
            )
        )  # fmt: skip
    return sorted(found, key=lambda one: one.service)


def draw_duty(reader: GraphReader, body: EntityView, day: str, known: str = "") -> list[DutyLine]:
    """Return who is on duty at the body on a day, by shift and name."""
    query = RowQuery("ON_DUTY", bodies=(body.id,), since=day, until=f"{day}~", known=known)
    rows = reader.find_rows(query, limit=MOST)
    names = reader.find_names(sorted({row.subject for row in rows if row.subject}))
    lines = [
        DutyLine(row.subject, names.get(row.subject, ""), row.date, row.word, row.detail, row.statement_id)
        for row in rows
    ]
    return sorted(lines, key=lambda line: (line.shift, line.name, line.id))


def _days(written: str) -> float | None:
    return float(written) if written else None


def _minutes(number: float | None) -> int | None:
    return None if number is None else int(number)
