"""Where sources disagree: everything that is said stands side by side, with a preference and the rule that gave it.

Disagreements are found where only one thing can be true: a birth date, the start of one term, one count of one
period. A newer source never wins by being newer, nor do two against one. Only what a person judged is preferred or
deprecated against another, and of dates that agree the more exact one is preferred. Who published a document is known
by name, not by kind, so no source outweighs another by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from domain.judgement import HIDING, RULE, Verdict
from domain.partial_date import PartialDate, find_partial_date
from domain.portrait import Disagreement, Side
from graph.answer import StatementView
from graph.holding import Spell, is_hidden
from graph.line import cite
from graph.redaction import redact
from lexicon.areas import load_areas

RULES = {
    "judged": "有人判定以此为准",
    "withdrawn": "有人判定来源有误或读法已更正，保留备查",
    "more precise": "与别的说法不矛盾，写得更确切",
    "less precise": "与更确切的说法不矛盾",
    "judged otherwise": "有人判定以另一种说法为准，保留并列",
    "open": "各来源说法不一，没有判定，一并列出",
}
"""The rules by which a side gets its preference, in words."""

WITHDRAWING = frozenset({Verdict.BAD_SOURCE, Verdict.CORRECTED})
"""Verdicts by which what a source says of this person is kept as deprecated; a misreading is nobody's word."""

SINGLE = (
    ("born", "BORN", "date"), ("native_place", "NATIVE_OF", "place"), ("gender", "GENDER", "gender"),
    ("retired", "RETIRED", "date"), ("died", "DIED", "date"), ("joined", "JOINED", "date"),
)  # fmt: skip
"""Of what a person has one: section, predicate and the role that says it."""

_WRITTEN_DATE = re.compile(r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})[日号])?)?")


@dataclass(frozen=True, slots=True)
class Weight:
    """The preference of one side, the rule that gave it, and why where a person decided."""

    preference: str
    rule: str
    why: str = ""


Sides = Mapping[str, Sequence[StatementView]]


def find_withdrawn(views: Iterable[StatementView]) -> list[StatementView]:
    """Return the statements that stay as deprecated: of a bad source, or corrected within their own document."""
    listed = list(views)
    shown = {(v.document_id, v.predicate) for v in listed if not is_hidden(v)}
    found = []
    for view in listed:
        hiding = {mark.verdict for mark in view.marks if mark.verdict in HIDING}
        is_replaced = Verdict.CORRECTED not in hiding or (view.document_id, view.predicate) in shown
        if hiding and hiding <= WITHDRAWING and is_replaced:
            found.append(view)
    return found


def weigh(sides: Sides, refines: Callable[[str, str], bool]) -> dict[str, Weight]:
    """Return the weight of each side; `refines(a, b)` says that a tells the same as b, more exactly."""
    standing = [value for value, views in sides.items() if not all(is_hidden(v) for v in views)]
    finest = [value for value in standing if not any(refines(other, value) for other in standing if other != value)]
    is_judged = any(_judged(sides[value]) is not None for value in standing)
    weights = {}
    for value, views in sides.items():
        judged = _judged(views)
        if value not in standing:
            weights[value] = Weight("deprecated", "withdrawn", _why_of(views, WITHDRAWING))
        elif judged is not None:
            weights[value] = Weight("preferred", "judged", judged)
        elif len(standing) == 1:
            weights[value] = Weight("normal", "")
        elif value not in finest:
            weights[value] = Weight("normal", "less precise")
        elif is_judged:
            weights[value] = Weight("normal", "judged otherwise")
        elif len(finest) == 1:
            weights[value] = Weight("preferred", "more precise")
        else:
            weights[value] = Weight("normal", "open")
    return weights


def _judged(views: Sequence[StatementView]) -> str | None:
    marks = [m for v in views if not is_hidden(v) for m in v.marks if m.verdict == Verdict.PREFERRED]
    return next((mark.why for mark in marks if not mark.by.startswith(RULE)), None)


def _why_of(views: Sequence[StatementView], verdicts: Iterable[str]) -> str:
    return next((m.why for v in views for m in v.marks if m.verdict in verdicts and m.why), "")


def disagree(about: str, subject: str, sides: Sides, refines: Callable[[str, str], bool]) -> Disagreement | None:
    """Return the sides where they cannot all be true, None where they can."""
    weights = weigh(sides, refines)
    finest = [value for value in sides if not any(refines(other, value) for other in sides if other != value)]
    if len(finest) < 2:
        return None
    told = [
        Side(
            value,
            (weight := weights[value]).preference,
            weight.rule,
            RULES.get(weight.rule, ""),
            weight.why,
            tuple(cite(v) for v in sorted(sides[value], key=lambda v: (v.stated, v.document_id, v.start, v.id))),
        )
        for value in sorted(sides)
    ]
    return Disagreement(about, subject, tuple(told))


def date_of(view: StatementView, role: str) -> str:
    """Return the date in a role in ISO form, as exactly as it is written; "" where none is told."""
    text = view.text_of(role)
    if found := find_partial_date(text) or find_partial_date(view.valid_from):
        return str(found)
    if written := _WRITTEN_DATE.search(text):
        parts = [int(part) for part in written.groups() if part]
        try:
            return str(PartialDate(*parts))
        except ValueError:
            return ""
    return ""


def is_finer_date(one: str, other: str) -> bool:
    """True when a date tells the same as another and more: 1970-03 and 1970."""
    return one.startswith(f"{other}-")


def is_finer_place(one: str, other: str) -> bool:
    """True when a place lies in the other, or names it and more: 山东省济南市 and 山东省, 辽宁省朝阳市 and 朝阳."""
    return one != other and other in one


def _same(_one: str, _other: str) -> bool:
    return False


@lru_cache(maxsize=10_000)
def place_key(name: str) -> str:
    """Return a place with all areas above it in full, so that 山东济南 and 济南市 are one; as written where unsure."""
    areas = load_areas()
    prefixes = areas.split_prefixes(name.strip().removesuffix("人"))
    for number in range(len(prefixes), 0, -1):
        if area := areas.resolve(prefixes[number - 1], prefixes[: number - 1]):
            return areas.full_name(area) + name.strip().removesuffix("人")[len("".join(prefixes[:number])) :]
    return name.strip()


def life_key(section: str, view: StatementView, role: str) -> str:
    """Return what a statement says in a role, in a form by which two statements can be compared."""
    if section == "native_place":
        return place_key(view.text_of(role))
    return date_of(view, role) if role == "date" else view.text_of(role)


def refiner(section: str) -> Callable[[str, str], bool]:
    """Return how finer is told from coarser in a section."""
    if section == "native_place":
        return is_finer_place
    return _same if section in ("gender", "count") else is_finer_date


def sides_of_life(section: str, views: Iterable[StatementView], role: str) -> dict[str, list[StatementView]]:
    """Return the statements of one section by what they say."""
    sides: dict[str, list[StatementView]] = {}
    for view in views:
        if key := life_key(section, view, role):
            sides.setdefault(key, []).append(view)
    return sides


def find_life_disagreements(by_predicate: Mapping[str, Sequence[StatementView]]) -> list[Disagreement]:
    """Return where sources disagree on a life date, a native place or a gender; what is withdrawn stands with it."""
    found = []
    for section, predicate, role in SINGLE:
        views = by_predicate.get(predicate, ())
        kept = [v for v in views if not is_hidden(v)] + find_withdrawn(views)
        kinds = sorted({view.text_of("what") for view in kept}) if section == "joined" else [""]
        for what in kinds:
            sides = sides_of_life(section, [v for v in kept if section != "joined" or v.text_of("what") == what], role)
            if any(not is_hidden(v) for side in sides.values() for v in side):
                found.append(disagree(section, what, sides, refiner(section)))
    return [one for one in found if one is not None]


def find_term_disagreements(spells: Iterable[Spell], withdrawn: Sequence[StatementView]) -> list[Disagreement]:
    """Return where sources disagree on the start or the end of one term."""
    found = []
    for spell in spells:
        subject = f"{spell.organisation.text if spell.organisation else ''}{spell.post.text}"
        same = [v for v in withdrawn if (p := v.find("post")) and p.entity_id and p.entity_id == spell.post.entity_id]
        for about, field in (("start", "valid_from"), ("end", "valid_to")):
            sides: dict[str, list[StatementView]] = {}
            for view in (*spell.statements, *same):
                if value := getattr(view, field):
                    sides.setdefault(value, []).append(view)
            if any(not is_hidden(v) for side in sides.values() for v in side):
                found.append(disagree(about, subject, sides, is_finer_date))
    return [one for one in found if one is not None]


def find_count_disagreements(views: Iterable[StatementView]) -> list[Disagreement]:
    """Return where sources count the same of the same period differently; without a period nothing is compared."""
    groups: dict[tuple[str, str, str], dict[str, list[StatementView]]] = {}
    listed = list(views)
    for view in (*(v for v in listed if not is_hidden(v)), *find_withdrawn(listed)):
        period = view.text_of("period") or view.valid_from
        if period:
            shown = redact(view)
            key = (shown.text_of("measure"), period, shown.text_of("unit"))
            groups.setdefault(key, {}).setdefault(_number(shown.text_of("value")), []).append(view)
    found = [
        disagree("count", f"{measure}（{period}）", {f"{value}{unit}": v for value, v in sides.items()}, _same)
        for (measure, period, unit), sides in sorted(groups.items())
        if any(not is_hidden(v) for side in sides.values() for v in side)
    ]
    return [one for one in found if one is not None]


def _number(text: str) -> str:
    """Return a number without what changes nothing of it: 1,200 and 1200.0 are 1200."""
    plain = text.replace(",", "").replace("，", "").strip()
    return re.sub(r"(\.\d*?)0+$", r"\1", plain).rstrip(".") if "." in plain else plain
