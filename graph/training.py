"""Training coverage by branch, township and mode; person files by section; evaluations as sheets tell them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from domain.training import EvaluationLine, FileLine, HeldCourse, SectionCount, SectionLine, TrainingRow
from graph.measure import Section, load_measures
from graph.record_reader import RowCount, RowQuery
from graph.store import GraphReader

BY = {"branch": "body", "township": "area", "mode": "word"}
MOST_COURSES = 500
MOST_FILES = 200_000
"""How many (person, section) pairs are looked at for one answer."""


def draw_training(reader: GraphReader, query: RowQuery) -> list[TrainingRow]:
    """Return attendance by branch, by township and by mode, each in order of name; `query` asks of ATTENDED.

    A person counts once in each row. Attendances without a person are unknown. The denominator of a branch is its
    own figure of members, the last before the period's end; of a township the sum over the branches seen in it only
    where the township has a figure itself.
    """
    rows = []
    for label, column in BY.items():
        counts = [count for count in reader.count_rows(query, (column,)) if count.key[0]]
        courses = _count_courses(reader, query, column)
        names = reader.find_names([count.key[0] for count in counts]) if column != "word" else {}
        members = _find_members(reader, [count.key[0] for count in counts], query) if column != "word" else {}
        drawn = [
            TrainingRow(
                label, names.get(count.key[0], count.key[0]), count.subjects, count.rows, count.total,
                courses.get(count.key[0], 0), members.get(count.key[0]), count.unnamed,
            )
            for count in counts
        ]  # fmt: skip
        rows += sorted(drawn, key=lambda row: row.name)
    return rows


def _count_courses(reader: GraphReader, query: RowQuery, column: str) -> dict[str, int]:
    """Return how many courses were attended in each row: of one name on several days as many."""
    found: dict[str, int] = {}
    for count in reader.count_rows(query, (column, "service", "day")):
        found[count.key[0]] = found.get(count.key[0], 0) + 1
    return found


def _find_members(reader: GraphReader, places: Sequence[str], query: RowQuery) -> dict[str, int]:
    if not places:
        return {}
    asked = RowQuery(
        "POPULATION", areas=tuple(places), words=load_measures().members, until=query.until, known=query.known
    )
    return {row.area: int(row.number or 0) for row in reader.find_rows(asked, limit=10_000)}


def draw_held(reader: GraphReader, query: RowQuery) -> list[HeldCourse]:
    """Return the courses and trainings that were held, by day; `query` asks of HELD_ACTIVITY."""
    rows = reader.find_rows(replace(query, words=("training",)), limit=MOST_COURSES)
    names = reader.find_names(sorted({one for row in rows for one in (row.body, row.service) if one}))
    return [
        HeldCourse(
            names.get(row.body, ""), names.get(row.service, ""), row.date,
            None if row.number is None else int(row.number), row.statement_id,
        )
        for row in rows
    ]  # fmt: skip


def draw_files(
    reader: GraphReader, query: RowQuery, at: str, sections: Sequence[Section], after: str = "", limit: int = 50
) -> tuple[list[FileLine], list[SectionCount], str]:
    """Return a page of person files at a day, all sections counted over all files, and where the next page begins.

    Complete is a file with an item in each section; fresh is a section whose newest item is within its months.
    """
    counts = reader.count_rows(query, ("subject", "word"))
    own: dict[str, dict[str, list[RowCount]]] = {}
    for count in counts:
        name = next((section.name for section in sections if count.key[1] in section.names), count.key[1])
        own.setdefault(count.key[0], {}).setdefault(name, []).append(count)
    files = {person: _file(person, held, at, sections) for person, held in own.items() if person}
    ids = sorted(files)
    page = [one for one in ids if one > after][:limit]
    names = reader.find_names(page)
    lines = [replace(files[one], name=names.get(one, "")) for one in page]
    tally = [
        SectionCount(
            section.name, len(files), sum(section.name not in one.missing for one in files.values()),
            sum(section.name not in (*one.missing, *one.stale) for one in files.values()),
        )
        for section in sections
    ]  # fmt: skip
    return sorted(lines, key=lambda line: (line.name, line.id)), tally, page[-1] if len(page) == limit else ""


def _file(person: str, held: dict[str, list[RowCount]], at: str, sections: Sequence[Section]) -> FileLine:
    lines, missing, stale = [], [], []
    for section in sections:
        counts = held.get(section.name, [])
        if not counts:
            missing.append(section.name)
            continue
        newest = max(count.last for count in counts)
        is_fresh = newest >= months_before(at, section.months) if section.months else None
        if is_fresh is False:
            stale.append(section.name)
        lines.append(SectionLine(section.name, sum(count.rows for count in counts), newest, is_fresh))
    return FileLine(person, "", tuple(lines), tuple(missing), tuple(stale), not missing)


def months_before(day: str, months: int) -> str:
    """Return the day that lies so many months before; of a shorter month the same number, which orders as well."""
    whole = int(day[:4]) * 12 + int(day[5:7]) - 1 - months
    return f"{whole // 12:04}-{whole % 12 + 1:02}-{day[8:10] or '01'}"


def draw_evaluations(
    reader: GraphReader, query: RowQuery, after: str = "", limit: int = 100
) -> tuple[list[EvaluationLine], str]:
    """Return evaluations by day as their sheets word them; `query` asks of EVALUATED."""
    rows = reader.find_rows(query, after, limit)
    views = reader.find_statements([row.statement_id for row in rows])
    names = reader.find_names(sorted({one for r in rows for one in (r.body, r.subject, r.service) if one}))
    lines = []
    for row in rows:
        view = views.get(row.statement_id)
        if view is None:
            continue
        said = {role: view.text_of(role) for role in ("body", "target", "scheme", "vote")}
        lines.append(
            EvaluationLine(
                names.get(row.body, said["body"]), names.get(row.subject, said["target"]),
                names.get(row.service, said["scheme"]), row.detail, row.word, said["vote"], row.date,
                row.statement_id, row.document_id, view.start, view.end,
            )
        )  # fmt: skip
    return lines, rows[-1].statement_id if len(rows) == limit else ""
