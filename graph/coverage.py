"""Area × service × period: how many of the register's households a service reached, and which it did not."""

from __future__ import annotations

from domain.portrait import CoverageRow
from graph.store import EntityView, GraphReader


def count_coverage(
    reader: GraphReader, area: EntityView, period: str = "", service: str = "", known: str = ""
) -> list[CoverageRow]:
    """Return a row for each service recorded in the area, by service name.

    Without a register the denominator is unknown, not zero; uses without a household are unknown, not uncovered.
    """
    register = reader.households_in(area.id, known)
    uses = reader.service_use(area.id, period, known=known)
    names = reader.find_names([*register, *(use.service_id for use in uses)])
    rows = []
    for use in uses:
        name = names.get(use.service_id, use.service_id)
        if service and name != service:
            continue
        served = set(use.households)
        rows.append(
            CoverageRow(
                area.name,
                name,
                period,
                len(served & set(register)) if register else len(served),
                len(register) if register else None,
                use.unknown,
                use.uses,
                len(served - set(register)) if register else 0,
                tuple(sorted(names[household] for household in register if household not in served)),
            )
        )
    return sorted(rows, key=lambda row: row.service)
