"""R11: counts of people and households do not leave the unit until small ones can be hidden; inside they are exact."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from domain.errors import AccessDenied
from graph.policy import REASONS, Reader, decide
from tests.graph.sheets import home, use, write_sheet
from tests.responsible.record import Project, asking

AREA = "望槐社区"
LEAVING = (
    ("export", "--kind", "counts"), ("export", "--kind", "counts", "--output", "counts.jsonl"),
    ("coverage", AREA, "--for-others"), ("coverage", "--all", "--for-others"),
    ("coverage", AREA, "--for-others", "--json"), ("gaps", AREA, "--output", "list.xlsx", "--for-others"),
    ("gaps", AREA, "--grids", "--output", "list.xlsx", "--for-others"),
)  # fmt: skip


@pytest.fixture
def filled(project: Project) -> Project:
    """A community of three households, one of which a service reached."""
    rows = [home(f"户-AAAAA{n}", AREA, "一网格") for n in range(3)]
    with project.open() as (store, _):
        store.put_document(write_sheet([*rows, use("一", "2024-01-03", AREA, "助餐", "户-AAAAA1")]).commit())
    return project


def test_what_would_leave_is_refused_with_the_reason(
    filled: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for question in LEAVING:
        result = filled.run(*question)
        assert result.exit_code == 1, (question, result.output)
        assert REASONS["publish"] in result.stderr
        assert result.stdout == ""
    assert list(tmp_path.glob("*.jsonl")) == list(tmp_path.glob("*.xlsx")) == []


def test_a_refusal_is_in_the_audit(filled: Project) -> None:
    filled.run("coverage", AREA, "--for-others")
    with closing(sqlite3.connect(filled.folder / "audit.db")) as audit:
        rows = "".join(str(row) for row in audit.execute("SELECT * FROM entry"))
    assert "publish counts" in rows
    assert "AccessDenied" in rows


def test_inside_the_unit_numbers_are_exact(filled: Project) -> None:
    [row] = filled.answer("coverage", AREA)["rows"]
    assert (row["numerator"], row["denominator"], len(row["gaps"])) == (1, 3, 2)


def test_no_export_holds_a_line_of_a_household(filled: Project) -> None:
    """An export is for others: what was recorded of households, and so what could be counted, is not in it."""
    for kind in ("statements", "mentions", "entities"):
        result = filled.run("export", "--kind", kind)
        assert result.exit_code == 0, result.output
        rows = [json.loads(line) for line in result.stdout.splitlines()]
        assert not [row for row in rows if row.get("data_class") in ("CASE", "STAT") or row.get("kind") == "Household"]
        assert "户-" not in result.stdout


FIGURES = (
    "乡镇,村（社区）,网格,统计日期,户数,人口\n"
    "云岭镇,望槐社区,一网格,2024.12.31,3,7\n云岭镇,望槐社区,二网格,2024.12.31,4103,9207\n"
)
ACTIVITIES = (
    "活动时间,组织单位,活动名称,活动地点,参加人数\n"
    '2024.3.7,望槐社区,插花小课堂,望槐社区活动室,6\n2024.4.9,望槐社区,春日健步走,望槐社区广场,"1,487"\n'
    "2024.5.8,望槐社区,邻里读书会,望槐社区书屋,约 8 人\n"
)


def test_no_export_holds_a_count_of_people_from_a_table(project: Project, tmp_path: Path) -> None:
    """A figure of a grid is a small number in one row, and its quote repeats the row; the activity itself stays."""
    for name, words in (("figures.csv", FIGURES), ("activities.csv", ACTIVITIES)):
        (tmp_path / name).write_text(words, "utf-8")
        result = project.run("ingest", str(tmp_path / name))
        assert result.exit_code == 0, result.output
    with project.open() as (store, _):
        held = {view.predicate for view in store.iter_statements()}
    assert {"POPULATION", "HELD_ACTIVITY"} <= held
    rows = [json.loads(line) for line in project.run("export", "--kind", "statements").stdout.splitlines()]
    assert {row["predicate"] for row in rows} == {"HELD_ACTIVITY"}
    assert {row["arguments"]["activity"]["text"] for row in rows} == {"插花小课堂", "春日健步走", "邻里读书会"}
    assert not [row for row in rows if "people" in row["arguments"]]
    quotes = [row["evidence"]["quote"].split("\t") for row in rows]
    assert sorted(quote[0] for quote in quotes) == ["2024.3.7", "2024.4.9", "2024.5.8"]
    assert sorted(quote[-1] for quote in quotes) == ["某", "某某某某某", "约 某 人"]


def test_over_http_nothing_is_published(filled: Project) -> None:
    """The answers of the local profile are for its operator; there is no route for tables that others get."""
    with filled.open() as (_, desk), asking(desk) as client:
        assert client.post("/exports", json={"kind": "counts"}).status_code in (404, 405)
        assert client.get("/coverage", params={"for_others": "true"}).status_code == 422


def test_nobody_may_publish(filled: Project) -> None:
    for classes in (("STAT",), ("CASE",), ("PER",), ("REF",)):
        assert decide(Reader(), "publish", classes).reason == REASONS["publish"]
    with filled.open() as (_, desk), pytest.raises(AccessDenied):
        desk.records.publish(None)
