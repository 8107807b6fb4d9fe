"""Officials by line, area, organisation, title, training and period: in name order, never by anybody's worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.errors import NotFound
from domain.officials import FacetLine, Official, OfficialsPage, OfficialsQuery
from domain.partial_date import PartialDate, find_partial_date
from domain.portrait import AsOf
from graph.holding import Spell, gather_spells
from graph.lineage import names_on
from graph.portrait import post_line
from graph.printed import printed_in
from graph.store import GraphReader
from lexicon.areas import Area, load_areas
from lexicon.posts import normalise_title

LINES = {
    "party": "党委", "government": "政府", "congress": "人大", "cppcc": "政协", "discipline": "纪检监察",
    "court": "法院", "procuratorate": "检察院", "army": "军队", "mass_organisation": "群团", "enterprise": "企业",
    "school": "学校", "health": "卫生", "village": "村和社区", "title": "职级职称", "other": "其他",
}  # fmt: skip
"""The lines by which officials are sought, with what they are called."""

SHORT = {
    "党": "party",
    "纪委": "discipline",
    "监委": "discipline",
    "村": "village",
    "社区": "village",
    "医院": "health",
}
"""Shorter words for some of them."""


MOST_OFFICIALS = 50
"""How many officials a page has where nobody says."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asks for in words; `body` is the id of an organisation."""

    line: str = ""
    area: str = ""
    body: str = ""
    post: str = ""
    training: str = ""
    since: str = ""
    until: str = ""


def read_wanted(reader: GraphReader, wanted: Wanted) -> OfficialsQuery:
    """Return the query that the words mean; raises NotFound for a line or an area that is none."""
    training = wanted.training.strip()
    if training and training.isascii():
        raise NotFound("培训请写中文词")
    area, place = find_area(reader, wanted.area) if wanted.area else ("", "")
    return OfficialsQuery(
        line=parse_line(wanted.line),
        area=area,
        place=place,
        body=wanted.body,
        title=normalise_title(wanted.post) if wanted.post else "",
        training=training,
        since=wanted.since,
        until=wanted.until,
    )


def parse_line(words: str) -> str:
    """Return the line that these words mean, a code or a name; raises NotFound for any other."""
    names = {name: code for code, name in LINES.items()} | SHORT
    if words in LINES or not words:
        return words
    if words not in names:
        raise NotFound(f"没有这条条线；可用：{'、'.join(f'{code} {name}' for code, name in LINES.items())}")
    return names[words]


def find_area(reader: GraphReader, name: str) -> tuple[str, str]:
    """Return the code of an area, or else the id of the place of this name; raises NotFound where it is not one."""
    areas = load_areas()
    prefixes = areas.split_prefixes(name)
    if prefixes and "".join(prefixes) == name:
        if area := areas.resolve(prefixes[-1], prefixes[:-1]):
            return area.code, ""
        found = areas.by_name(prefixes[-1])
        raise NotFound(f"这个地名不止一处，请写出上级：{'、'.join(_full_names(found))}")
    matches = reader.find_by_name(name, ("Community", "Place", "Grid"))
    exact = [match.entity for match in matches if match.matched_by == "exact"]
    if len(exact) == 1:
        return (exact[0].code, "") if exact[0].code else ("", exact[0].id)
    if exact:
        raise NotFound("这个地名不止一处；请换一个写法，或用 --org 指定机构")
    raise NotFound("没有这个地方；请核对写法，或用 --org 指定机构")


def _full_names(areas: Sequence[Area]) -> list[str]:
    return sorted(load_areas().full_name(area) for area in areas)[:10]


def is_within(spell: Spell, since: str, until: str) -> bool:
    """True unless all that the record says of a spell is before or after the window; "" leaves a side open.

    A term before the window and one after it are two spells of one holding; neither is within.
    """
    first, last = find_partial_date(since), find_partial_date(until)
    if last is not None and spell.begins_after(last.latest()):
        return False
    end = find_partial_date(spell.valid_to or spell.ended_on or spell.over_by or spell.last_shown)
    return first is None or end is None or end.latest() >= first.earliest()


def draw_officials(
    reader: GraphReader, query: OfficialsQuery, known: str, today: date, after: str = "", limit: int = 50
) -> OfficialsPage:
    """Return a page of officials with the posts that fit, and the counts of all that fit."""
    found = reader.find_officials(query, known, after, limit + 1)
    page = found[:limit]
    told = reader.statements_about_each([one.person for one in page], ("HOLDS_POST",), ("person",), known)
    asked = PartialDate.parse(query.until or today.isoformat())
    officials = []
    for one in page:
        fitting = set(one.statements)
        spells = [
            spell
            for spell in gather_spells(view for view in told[one.person] if view.id in fitting)
            if is_within(spell, query.since, query.until)
        ]
        if not spells:
            continue
        officials.append(Official(one.person, one.name, tuple(post_line(spell, asked) for spell in spells)))
    counts = reader.count_officials(query, known)
    bodies = names_on(reader, [count.value for count in counts if count.facet == "body"], asked, known)
    printing = [view for views in told.values() for view in views]
    bodies |= {body: printed_in(body, name, printing) for body, name in bodies.items()}
    areas = load_areas()
    facets: dict[str, list[FacetLine]] = {"line": [], "area": [], "body": []}
    for count in counts:
        area = areas.find(count.value) if count.facet == "area" else None
        name = {"line": LINES.get(count.value), "body": bodies.get(count.value)}.get(count.facet)
        shown = areas.full_name(area) if area else name or count.value
        facets[count.facet].append(FacetLine(count.value, shown, count.people))
    by_name = {facet: tuple(sorted(lines, key=lambda one: (one.name, one.value))) for facet, lines in facets.items()}
    return OfficialsPage(
        tuple(officials),
        by_name["line"],
        by_name["area"],
        by_name["body"],
        after=page[-1].person if len(found) > limit else "",
        as_of=AsOf(query.until or today.isoformat(), known or today.isoformat()),
    )
