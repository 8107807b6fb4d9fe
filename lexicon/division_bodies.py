"""The bodies that divisions have, by every short form: 人社局, 住建委, 人大办, those of former years among them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from lexicon.resources import read_yaml

LISTS = "organisations.yaml"
FOLDS = "organisation_folds.yaml"
_OFFICES = {"局": "局", "厅": "厅", "分局": "分局"}
_COMMISSIONS = {"委": "委员会", "委员会": "委员会"}


@cache
def short_forms() -> dict[str, str]:
    """Return short forms of the departments of a government with their full forms: 人社局, 住建厅, 发改委.

    Without the area: they stand at the end of a name. A form that is its own full form is left out.
    """
    forms = read_yaml(LISTS)
    table: dict[str, str] = {}
    for full, *shorts in forms["departments"]:
        offices = _OFFICES | _COMMISSIONS if full in forms["commissions"] else _OFFICES
        table |= _write_shorts(full, shorts, offices)
    table |= forms["short_names"]
    return {short: full for short, full in table.items() if short != full}


@cache
def _rarer_forms() -> dict[str, str]:
    """Return short forms of departments that the tagger knows by their full names only: 教委, 质监局."""
    folds = read_yaml(FOLDS)
    table: dict[str, str] = {}
    for full, *shorts in folds["departments"]:
        table |= _write_shorts(full, shorts, _OFFICES)
    for full, *shorts in folds["commissions"]:
        table |= _write_shorts(full, shorts, _COMMISSIONS)
    return table


def _write_shorts(full: str, shorts: Sequence[str], offices: dict[str, str]) -> dict[str, str]:
    """Return every short form of a department with its full name, with 和, 与, 及 or without."""
    written = (*shorts, full, full.replace("和", "与"), full.replace("和", "及"), full.replace("和", ""))
    return {short + office: full + whole for short in written for office, whole in offices.items()}


def level_class(head: str) -> str:
    """Return by which bodies it has what level a division is of: 自治区, 县 (up to the province), 镇 or 街道."""
    if head.endswith("自治区"):
        return "自治区"
    if head.endswith(("镇", "乡", "苏木")):
        return "镇"
    return "街道" if head.endswith("街道") else "县"


@cache
def longest_body(level: str) -> int:
    """Return the length of the longest form of a body of this level."""
    return max(map(len, bodies_of(level)))


@cache
def bodies_of(level: str) -> dict[str, str]:
    """Return all forms of the bodies of a division of this level with their normal forms."""
    folds = read_yaml(FOLDS)
    table: dict[str, str] = {}
    for body, forms in folds["division_bodies"].items():
        table |= dict.fromkeys((body, *forms), body)
    for full, *_ in read_yaml(LISTS)["departments"]:
        table |= {full + office: full + office for office in _OFFICES}
    for short, full in (_rarer_forms() | short_forms()).items():
        table |= {short: full, full: full}
    for full in dict.fromkeys(full for full in table.values() if full.endswith(("局", "厅", "委员会"))):
        table |= {f"人民政府{full}": full, f"政府{full}": full}
    table |= {body: body for body in folds["division_bodies"]}
    committee = {"自治区": "党委", "镇": "党委", "街道": "党工委"}.get(level, "委")
    table |= dict.fromkeys(("委", "党委") if committee == "党委" else (committee,), committee)
    if level == "街道":
        table |= dict.fromkeys(("办事处", "办", "街道办事处", "街道办"), "办事处")
        return table
    for unit, forms in folds["party_departments"].items():
        for form in (unit, *forms):
            table |= {
                f"委{form}": committee + unit,
                f"委员会{form}": committee + unit,
                committee + form: committee + unit,
            }
            if form in folds["party_only"] and level != "镇":
                table[form] = committee + unit
    return table
