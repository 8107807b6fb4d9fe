"""The main job through the command line, in process: ingest, ask, export, exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from qunxiang.cli import app
from qunxiang.console import FAILED, NOTHING, PARTLY, SEVERAL, WRONG_USE

STORY = "青禾县水利局局长闻人朔来到现场。居民孟大娘说：“水清了。”"
NAMESAKE = "西林县教育局副局长闻人朔出席了开学典礼。"


class Program:
    """Runs commands in one project folder."""

    def __init__(self, project: Path) -> None:
        self.project = project

    def __call__(self, *arguments: str) -> Result:
        return CliRunner().invoke(app, ["--project", str(self.project), *arguments])

    def json(self, *arguments: str) -> dict[str, object]:
        result = self(*arguments, "--json")
        assert result.exit_code == 0, result.output
        loaded: dict[str, object] = json.loads(result.stdout)
        return loaded


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The program with two stories read, in Chinese."""
    monkeypatch.setenv("QUNXIANG_LANGUAGE", "zh")
    for name, text in (("a.txt", STORY), ("b.txt", NAMESAKE)):
        (tmp_path / name).write_text(text, "utf-8")
    run = Program(tmp_path / "project")
    assert run("ingest", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--published", "2024-05-01").exit_code == 0
    return run


def test_a_name_that_fits_several_is_never_picked(program: Program) -> None:
    """Exit 3 with numbered candidates on stderr and nothing on stdout; --org and --id choose."""
    several = program("portrait", "闻人朔")
    assert several.exit_code == SEVERAL
    assert several.stdout == ""
    assert "1. 闻人朔" in several.stderr
    assert "2. 闻人朔" in several.stderr
    chosen = program.json("portrait", "闻人朔", "--org", "水利局")
    assert program.json("portrait", "--id", str(chosen["id"])) == chosen


def test_portrait_has_the_keys_that_programs_read(program: Program) -> None:
    """Names are fixed; every line has document, start, end and the quote that stands there."""
    portrait = program.json("portrait", "闻人朔", "--org", "水利局")
    assert set(portrait) >= {
        "id", "kind", "name", "life", "posts", "awards", "evaluations", "activities", "training", "ties", "gaps",
        "sources", "as_of",
    }  # fmt: skip
    (post,) = portrait["posts"]  # type: ignore[misc]
    assert (post["organisation"], post["post"], post["status"]) == ("青禾县水利局", "局长", "current")
    evidence = post["evidence"][0]
    assert STORY[evidence["start"] : evidence["end"]] == evidence["quote"]


def test_leadership_lapses_to_last_known(program: Program) -> None:
    """On the day of the news the head is in office; years later the record is silent and says who was last known."""
    then = program.json("organisation", "青禾县水利局", "--at", "2024-05-01")
    assert [h["name"] for h in then["leadership"]] == ["闻人朔"]  # type: ignore[attr-defined]
    later = program.json("organisation", "青禾县水利局", "--at", "2026-05-01")
    assert later["leadership"] == []
    assert [k["name"] for k in later["last_known"]] == ["闻人朔"]  # type: ignore[attr-defined]
    holders = program.json("holders", "青禾县水利局", "局长", "--at", "2024-05-01")
    assert [h["name"] for h in holders["holders"]] == ["闻人朔"]  # type: ignore[attr-defined]


def test_known_at_answers_as_the_store_knew(program: Program) -> None:
    """Before anything was read nothing was known."""
    candidate = program.json("portrait", "闻人朔", "--org", "水利局")
    earlier = program.json("portrait", "--id", str(candidate["id"]), "--known-at", "2020-01-01")
    assert earlier["posts"] == []


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("search", "孟大娘"), NOTHING),
        (("portrait", "无此人"), NOTHING),
        (("coverage", "青禾县"), NOTHING),
        (("portrait",), WRONG_USE),
        (("organisation", "青禾县水利局", "--at", "去年"), WRONG_USE),
        (("--store", "neo4j://neo4j:secret@127.0.0.1:7687", "status"), WRONG_USE),
        (("--store", "mysql://x", "status"), WRONG_USE),
        (("ingest", "no-such-file.txt"), FAILED),
    ],
)
def test_exit_codes(program: Program, arguments: tuple[str, ...], code: int) -> None:
    """Each kind of answer has its code and one line on stderr."""
    result = program(*arguments)
    assert result.exit_code == code
    assert result.stdout == ""
    assert result.stderr.strip()


def test_some_failures_exit_five(program: Program, tmp_path: Path) -> None:
    """Good documents land; the code says that some did not."""
    (tmp_path / "c.txt").write_text(STORY + "完。", "utf-8")
    (tmp_path / "d.docx").write_bytes(b"PK\x03\x04")
    result = program("ingest", str(tmp_path / "c.txt"), str(tmp_path / "d.docx"))
    assert result.exit_code == PARTLY
    assert "docx" in result.stderr


def test_export_is_the_same_each_time_and_masks(program: Program) -> None:
    """Equal bytes; every line is JSON; the resident's name stands in none of the three kinds."""
    for kind in ("statements", "mentions", "entities"):
        first = program("export", "--kind", kind)
        assert first.exit_code == 0
        assert first.stdout == program("export", "--kind", kind).stdout
        assert [json.loads(line) for line in first.stdout.splitlines()]
        assert "孟大娘" not in first.stdout


def test_audit_has_intent_before_outcome_and_no_names(program: Program) -> None:
    """One intent and one outcome for each personal read; no name in the file."""
    import sqlite3

    program("portrait", "闻人朔", "--org", "水利局")
    rows = sqlite3.connect(program.project / "audit.db").execute("SELECT * FROM entry ORDER BY number").fetchall()
    phases = [row[2] for row in rows if row[7] == "portrait"]
    assert phases == ["intent", "outcome"]
    assert "闻人朔" not in json.dumps(rows, ensure_ascii=False)


def test_example_page_of_the_issue(shared: Path, tmp_path: Path) -> None:
    """The page gives nine articles; six officials have post and sentence; residents are nobody."""
    program = Program(tmp_path / "page")
    page = shared / "data" / "gold" / "example-page.txt"
    assert program("ingest", str(page), "--published", "2024-04-10").exit_code == 0
    assert program.json("status")["articles"] == 9
    for name in ("青明", "莫日根", "刘嘉彬", "王晓英", "陈佳佳", "乌恩尔"):
        posts = program.json("portrait", name)["posts"]
        assert posts, name
        assert all(post["organisation"] and post["evidence"] for post in posts)  # type: ignore[attr-defined]
    for name in ("李大爷", "史大娘", "马先生", "王大爷", "刘阿姨", "张大爷"):
        assert program("search", name).exit_code == NOTHING
    leaders = program.json("organisation", "高井嘎查", "--at", "2024-04-10")["leadership"]
    assert {leader["name"] for leader in leaders} == {"青明", "莫日根"}  # type: ignore[attr-defined]
