"""The review lane and two readings beside each other, through the command line, with a reader that learns."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any

import pytest

from domain.extract import Extract
from domain.identifier import hash_text
from domain.statement import Statement, Value
from nlp.reader import DEFAULT_TAGGER, VERSIONS, Reader
from qunxiang.console import FAILED, NOTHING, WRONG_USE
from tests.qunxiang.test_commands import Program

STORY = "青禾县水利局局长闻人朔来到现场。居民孟大娘说：“水清了。”青禾县教育局的人也来了。"
DOCUMENT = hash_text(STORY)
FIRST, NEWER = VERSIONS[DEFAULT_TAGGER], "rules-99"


class LearnedReader:
    """The installed reader, but that it takes every holder for one who was appointed."""

    version = NEWER

    def read(self, document_id: str, text: str, title: str = "", published: str = "") -> Extract:
        found = Reader().read(document_id, text, title)
        statements = tuple(_appoint(statement) for statement in found.statements)
        readings = tuple(
            replace(reading, statement_id=statement.id, version=NEWER)
            for statement, reading in zip(statements, found.readings, strict=True)
        )
        return replace(found, version=NEWER, statements=statements, readings=readings)


def _appoint(statement: Statement) -> Statement:
    if statement.predicate != "HOLDS_POST":
        return statement
    arguments = dict(statement.arguments) | {"status": Value("appointed")}
    return replace(statement, arguments=tuple(sorted(arguments.items())))


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The program with a story read, where everything waits."""
    monkeypatch.setenv("QUNXIANG_LANGUAGE", "zh")
    monkeypatch.setenv("QUNXIANG_REVIEW_BELOW", "1")
    (tmp_path / "a.txt").write_text(STORY, "utf-8")
    run = Program(tmp_path / "project")
    assert run("ingest", str(tmp_path / "a.txt"), "--published", "2024-05-01").exit_code == 0
    return run


@pytest.fixture
def learn(program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Read the story again with the newer reader; return what the run said."""

    def read() -> str:
        monkeypatch.setattr("nlp.reader.open_reader", lambda tagger: LearnedReader())
        result = program("ingest", str(tmp_path / "a.txt"), "--published", "2024-05-01")
        assert result.exit_code == 0, result.output
        return result.stderr

    return read


def listed(program: Program, *options: str) -> list[dict[str, Any]]:
    rows = program.json("review", *options)["waiting"]
    assert isinstance(rows, list)
    return rows


def holding(program: Program) -> str:
    """Return the id of the statement about the post."""
    (row,) = listed(program, "--predicate", "HOLDS_POST")
    return str(row["id"])


def posts(program: Program) -> list[tuple[str, str, str]]:
    """Return organisation, post and status of the portrait's lines."""
    found = program.json("portrait", "闻人朔")["posts"]
    assert isinstance(found, list)
    return [(one["organisation"], one["post"], one["status"]) for one in found]


def decide(program: Program, statement: str, *words: str) -> None:
    result = program("review", statement, *words, "--by", "馆员甲", "--reason", "核对原文")
    assert (result.exit_code, result.stdout) == (0, ""), result.output
    assert "已记下" in result.stderr


def test_the_lane_shows_sentence_rule_confidence_and_id(program: Program) -> None:
    """In a terminal and as JSON; filters narrow it, --next shows one."""
    rows = listed(program)
    assert len(rows) > 1
    assert all(
        STORY[e["start"] : e["end"]] == e["quote"] for r in rows for e in r["evidence"] if "某" not in e["quote"]
    )
    shown = program("review").stdout
    for row in rows:
        assert row["id"] in shown
        assert f"〔{row['extractor']}，把握 {row['confidence']:.2f}〕" in shown
    assert "青禾县水利局局长闻人朔" in shown
    assert "孟大娘" not in shown
    assert [row["id"] for row in listed(program, "--next")] == [rows[0]["id"]]
    assert [row["id"] for row in listed(program, "--after", rows[0]["id"])] == [row["id"] for row in rows[1:]]
    assert listed(program, "--document", DOCUMENT) == rows
    assert {row["predicate"] for row in listed(program, "--predicate", "SPOKE")} == {"SPOKE"}
    assert "后面的用 --after" in program("review", "--limit", "2").stderr


def test_what_waits_is_marked_where_it_is_shown(program: Program) -> None:
    """The portrait has the line, and says that nobody has looked at it yet."""
    assert "〔待核〕" in program("portrait", "闻人朔").stdout
    decide(program, holding(program), "accept")
    shown = program("portrait", "闻人朔").stdout
    assert "〔已核对〕" in shown
    assert "待核" not in shown


def test_accept_refuse_and_undo(program: Program) -> None:
    """An accepted line leaves the lane, a refused one the record; undo puts it back into both."""
    statement = holding(program)
    for verdict, people in (("accept", 0), ("refuse", NOTHING)):
        decide(program, statement, verdict)
        assert statement not in [row["id"] for row in listed(program)]
        assert program("search", "闻人朔").exit_code == people
        assert "〔" in program("review", statement).stdout.rpartition("馆员甲")[0]
        undone = program("review", statement, "undo", "--by", "馆员甲", "--json")
        assert json.loads(undone.stdout) == {"statement": statement, "withdrawn": 1}
        assert holding(program) == statement
        assert program("search", "闻人朔").exit_code == 0


def test_a_correction_survives_the_newer_reader(program: Program, learn: Any) -> None:
    """The corrected line is in the portrait before and after; the reader's own stays hidden."""
    decide(program, holding(program), "correct", "--set", "org=青禾县教育局", "--set", "nature=兼任")
    assert posts(program) == [("青禾县教育局", "局长", "current")]
    assert "失去依托" not in learn()
    assert program.json("status")["readings"] == {NEWER: 1}
    assert posts(program) == [("青禾县教育局", "局长", "current")]
    assert program.json("review", "--orphaned") == {"orphaned": []}


def test_a_refusal_survives_the_newer_reader(program: Program, learn: Any) -> None:
    """The line read otherwise is the same line."""
    decide(program, holding(program), "refuse")
    learn()
    assert program("search", "闻人朔").exit_code == NOTHING
    assert [row for row in listed(program) if row["predicate"] == "HOLDS_POST"] == []


def test_orphans_are_told_by_the_run_and_listed(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader that finds nothing leaves the verdict without words: the run says so, and --orphaned lists it."""
    statement = holding(program)
    decide(program, statement, "refuse")

    class Blind(LearnedReader):
        def read(self, document_id: str, text: str, title: str = "", published: str = "") -> Extract:
            return replace(super().read(document_id, text, title), statements=(), readings=())

    monkeypatch.setattr("nlp.reader.open_reader", lambda tagger: Blind())
    result = program("ingest", str(tmp_path / "a.txt"), "--published", "2024-05-01")
    assert "1 个结论依托的文字现在读不出来" in result.stderr
    shown = program("review", "--orphaned").stdout
    assert statement in shown
    assert "〔读错〕馆员甲：核对原文" in shown
    assert [one["subject"] for one in program.json("diff-reading", DOCUMENT)["orphaned"]] == [statement]  # type: ignore[attr-defined]


def test_diff_reading_shows_what_changed(program: Program, learn: Any, tmp_path: Path) -> None:
    """Before the newer reading by --again, which writes nothing; afterwards from the store, the same."""
    once = program("diff-reading", DOCUMENT)
    assert (once.exit_code, once.stdout) == (NOTHING, "")
    assert "--again" in once.stderr
    unchanged = program.json("diff-reading", DOCUMENT, "--again")
    assert (unchanged["added"], unchanged["gone"], unchanged["changed"]) == ([], [], [])
    learn()
    found = program.json("diff-reading", DOCUMENT)
    assert (found["from"]["version"], found["to"]["version"]) == (FIRST, NEWER)  # type: ignore[index]
    (change,) = found["changed"]  # type: ignore[misc]
    assert (found["added"], found["gone"]) == ([], [])
    assert change["from"]["arguments"] | {"status": "appointed"} == change["to"]["arguments"]
    for side in ("from", "to"):
        (evidence,) = change[side]["evidence"]
        assert STORY[evidence["start"] : evidence["end"]] == evidence["quote"]
    shown = program("diff-reading", str(tmp_path / "a.txt")).stdout
    assert f"{FIRST} ({datetime.now(UTC):%Y-%m-%d}) → {NEWER}" in shown
    assert "改变 1" in shown
    assert "~ 任职" in shown
    back = program.json("diff-reading", DOCUMENT, "--from", NEWER, "--to", NEWER)
    assert (back["same"], back["changed"]) == (found["same"] + 1, [])  # type: ignore[operator]


def test_again_tells_what_the_installed_reader_would_change(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """The stored reading stays the stored one."""
    monkeypatch.setattr("nlp.reader.open_reader", lambda tagger: LearnedReader())
    found = program.json("diff-reading", DOCUMENT, "--again")
    assert len(found["changed"]) == 1  # type: ignore[arg-type]
    assert found["to"] == {"version": NEWER, "known_from": ""}
    assert program.json("status")["readings"] == {FIRST: 1}


class Clock(datetime):
    """A clock that stands."""

    day = 1

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        return datetime(2024, 6, cls.day, 12, tzinfo=tz)


def test_known_at_answers_with_the_reading_of_that_day(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Superseded statements answer for the days on which they were what the store knew."""
    run = Program(tmp_path / "dated")
    monkeypatch.setattr("graph.sqlite.store.datetime", Clock)
    for Clock.day, reader in ((1, Reader), (10, LearnedReader)):
        monkeypatch.setattr("nlp.reader.open_reader", lambda tagger, reader=reader: reader())
        assert run("ingest", str(tmp_path / "a.txt"), "--published", "2024-05-01").exit_code == 0

    def status(*options: str) -> list[str]:
        found = run.json("portrait", "闻人朔", *options)["posts"]
        assert isinstance(found, list)
        return [one["status"] for one in found]

    assert status() == ["appointed"]
    assert status("--known-at", "2024-06-09") == ["current"]
    assert status("--known-at", "2024-06-10") == ["appointed"]
    assert run("portrait", "闻人朔", "--known-at", "2024-05-31").exit_code == NOTHING, (
        "nobody of the name was known then"
    )


def test_export_gives_the_same_bytes_and_no_text(program: Program, tmp_path: Path) -> None:
    """Each verdict a line, also where nothing is asked twice; the file holds ids and offsets alone."""
    rows = listed(program)
    for row, verdict in zip(rows, ("accept", "refuse"), strict=False):
        decide(program, row["id"], verdict)
    files = [tmp_path / name for name in ("one.jsonl", "two.jsonl")]
    for file in files:
        assert program("review", "--export", str(file)).exit_code == 0
    one, two = (file.read_bytes() for file in files)
    assert one == two
    assert one.isascii()
    written = [json.loads(line) for line in one.splitlines()]
    assert sorted(row["verdict"] for row in written) == ["accepted", "refused"]
    assert {row["document"] for row in written} == {DOCUMENT}


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("review", "statement-none"), NOTHING, "没有这条陈述"),
        (("review", "x", "accept"), WRONG_USE, "--by"),
        (("review", "x", "accept", "--by", "甲"), WRONG_USE, "--reason"),
        (("review", "x", "accept", "--by", "甲", "--reason", "乙", "--set", "org=丙"), WRONG_USE, "--set"),
        (("review", "x", "correct", "--by", "甲", "--reason", "乙"), WRONG_USE, "--set"),
        (("review", "x", "correct", "--by", "甲", "--reason", "乙", "--set", "org"), WRONG_USE, "项=词"),
        (("review", "x", "--orphaned"), WRONG_USE, "--orphaned"),
        (("review", "x", "maybe"), WRONG_USE, "maybe"),
        (("review", "--by", "甲"), WRONG_USE, "accept"),
        (("review", "--predicate", "LOVES"), WRONG_USE, "LOVES"),
        (("review", "--document", "0" * 64), NOTHING, "没有这份文件"),
        (("review", "x", "accept", "--by", "rule:甲", "--reason", "乙"), NOTHING, "没有这条陈述"),
        (("diff-reading", "0" * 64), NOTHING, "没有这份文件"),
        (("diff-reading", "0" * 64, "--again"), NOTHING, "没有这份文件"),
        (("diff-reading", DOCUMENT, "--from", "rules-0"), NOTHING, "这个版本"),
        (("diff-reading", DOCUMENT, "--again", "--to", FIRST), WRONG_USE, "--again"),
    ],
)
def test_each_mistake_is_one_line(program: Program, arguments: tuple[str, ...], code: int, said: str) -> None:
    """Nothing on stdout, the reason on stderr."""
    result = program(*arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr


def test_a_rule_s_name_decides_nothing(program: Program) -> None:
    """The name of whoever decides may not pass for a rule's."""
    result = program("review", holding(program), "accept", "--by", "rule:甲", "--reason", "乙")
    assert (result.exit_code, result.stdout) == (FAILED, "")
    assert "rule:" in result.stderr


def test_nothing_waits_above_the_threshold(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """With 0 the lane is empty, exit 4; a threshold that is no share is refused."""
    monkeypatch.setenv("QUNXIANG_REVIEW_BELOW", "0")
    empty = program("review", "--json")
    assert empty.exit_code == NOTHING
    assert json.loads(empty.stdout)["waiting"] == []
    assert "待核" not in program("portrait", "闻人朔").stdout
    monkeypatch.setenv("QUNXIANG_REVIEW_BELOW", "1.5")
    assert program("review").exit_code == WRONG_USE


@pytest.mark.parametrize(
    "options",
    [
        ("--orphaned", "--export", "out.jsonl"),
        ("--orphaned", "--next"),
        ("--export", "out.jsonl", "--predicate", "HOLDS_POST"),
        ("statement-1", "--document", "d"),
    ],
)
def test_options_that_would_be_ignored_are_refused(program: Program, options: tuple[str, ...]) -> None:
    """What lists, what exports and what shows one statement do not mix."""
    assert program("review", *options).exit_code == WRONG_USE


def test_a_person_s_later_word_takes_the_earlier_back(program: Program, tmp_path: Path) -> None:
    """Refused, then accepted by the same person: one verdict stands and one is exported; another person's stays."""
    statement = holding(program)
    decide(program, statement, "refuse")
    decide(program, statement, "accept")
    assert "〔读错〕" not in program("review", statement).stdout
    out = tmp_path / "later.jsonl"
    assert program("review", "--export", str(out)).exit_code == 0
    assert [json.loads(line)["verdict"] for line in out.read_text(encoding="utf-8").splitlines()] == ["accepted"]
    assert program("review", statement, "refuse", "--by", "馆员乙", "--reason", "另看").exit_code == 0
    assert program("review", "--export", str(out)).exit_code == 0
    verdicts = [json.loads(line)["verdict"] for line in out.read_text(encoding="utf-8").splitlines()]
    assert sorted(verdicts) == ["accepted", "refused"]


def test_a_correction_brings_no_private_person_in(program: Program, tmp_path: Path) -> None:
    """A masked resident to whose post a body is added would be found by name: refused, and found by nobody."""
    story = tmp_path / "choir.txt"
    story.write_text("热心居民高丽萍牵头成立合唱队，高丽萍任队长。青禾县幸福社区很热闹。", "utf-8")
    assert program("ingest", str(story), "--published", "2024-05-01").exit_code == 0
    out = tmp_path / "all.jsonl"
    assert program("export", "--kind", "statements", "--output", str(out)).exit_code == 0
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    held = [
        row["id"] for row in rows if row["predicate"] == "HOLDS_POST" and "高" in json.dumps(row, ensure_ascii=False)
    ]
    assert held
    for statement in held:
        result = program("review", statement, "correct", "--set", "org=青禾县幸福社区", "--by", "甲", "--reason", "乙")
        assert result.exit_code != 0
    assert program("search", "高丽萍").exit_code == NOTHING
