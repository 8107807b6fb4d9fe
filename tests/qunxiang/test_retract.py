"""retract and compact through the command line: what they say, what is left, and that nothing comes back by itself."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import get_args

import pytest

from api.wire import Ground as WireGround
from domain.identifier import hash_bytes, hash_text
from graph.retraction import GROUNDS
from graph.sqlite.store import SqliteStore
from qunxiang.commands.retract import Ground
from qunxiang.console import DONE, FAILED, NOTHING, PARTLY, SEVERAL, WRONG_USE
from tests.graph.bytes import find_bytes
from tests.qunxiang.test_commands import Program

CANARY = "鶺鴒"
LOST = f"青禾县水利局局长{CANARY}朔来到现场。{CANARY}朔说：“{CANARY}水清了。”"
KEPT = "青禾县水利局局长江望潮来到现场。"
DOCUMENT = hash_text(LOST)


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The program with two stories read, one of which is named after the canary."""
    monkeypatch.setenv("QUNXIANG_LANGUAGE", "zh")
    (tmp_path / f"{CANARY}.txt").write_text(LOST, "utf-8")
    (tmp_path / "b.txt").write_text(KEPT, "utf-8")
    run = Program(tmp_path / "project")
    assert (
        run("ingest", str(tmp_path / f"{CANARY}.txt"), str(tmp_path / "b.txt"), "--published", "2024-05-01").exit_code
        == 0
    )
    return run


def everything(program: Program) -> str:
    """All that commands print of the record."""
    commands = (
        ("status", "--json"), ("search", CANARY, "--json"), ("search", "青禾", "--json"), ("review", "--json"),
        ("export", "--kind", "statements"), ("export", "--kind", "mentions"), ("export", "--kind", "entities"),
        ("review", "--orphaned", "--json"), ("organisation", "青禾县水利局", "--json"),
    )  # fmt: skip
    return "\n".join(program(*command).stdout for command in commands)


@pytest.mark.slow
@pytest.mark.parametrize(
    "document", [DOCUMENT, DOCUMENT[:12], f"{CANARY}.txt", "{folder}"], ids=["id", "beginning", "name", "path"]
)
def test_a_document_is_gone_from_every_answer(program: Program, tmp_path: Path, document: str) -> None:
    """By id, its beginning or its path; what went and what stayed is told in numbers, and no command finds it."""
    statements = [json.loads(line) for line in program("export", "--kind", "statements").stdout.splitlines()]
    person = next(row["id"] for row in program.json("search", f"{CANARY}朔")["results"])  # type: ignore[attr-defined]
    assert CANARY in everything(program)
    document = document.format(folder=tmp_path / f"{CANARY}.txt")
    result = program("retract", document)
    assert result.exit_code == DONE, result.output
    assert DOCUMENT in result.stdout
    assert "compact" in result.stdout
    assert CANARY not in everything(program)
    left = [json.loads(line) for line in program("export", "--kind", "statements").stdout.splitlines()]
    assert 0 < len(left) < len(statements)
    for command in (("portrait", "--id", person), ("retract", DOCUMENT), ("diff-reading", DOCUMENT)):
        gone = program(*command)
        assert gone.exit_code == NOTHING
        assert "撤回" in gone.stderr


def test_a_preview_shows_what_would_go(program: Program) -> None:
    """The same numbers as the retraction then prints; until then every answer stays, and it says so."""
    before = everything(program)
    seen = program("retract", DOCUMENT, "--preview")
    assert seen.exit_code == DONE, seen.output
    assert "什么也没有动" in seen.stdout
    assert CANARY not in seen.stdout
    assert everything(program) == before
    foreseen = program.json("retract", DOCUMENT, "--preview")
    gone = program.json("retract", DOCUMENT)
    assert (foreseen.pop("preview"), gone.pop("preview")) == (True, False)
    assert foreseen == gone
    assert gone["statements"]


def test_json_tells_what_went(program: Program) -> None:
    """Numbers and ids, the ground and the day, and no word of the text."""
    gone = program.json("retract", DOCUMENT, "--why", "rights")
    assert gone["tombstone"]["ground"] == "rights"  # type: ignore[index]
    assert gone["statements"]
    assert CANARY not in json.dumps(gone, ensure_ascii=False)


def test_wrong_words_are_refused(program: Program, tmp_path: Path) -> None:
    """A ground of somebody's own, a document nobody knows, a path that fits two: each with its code, nothing gone."""
    before = everything(program)
    assert program("retract", DOCUMENT, "--why", f"{CANARY}要求").exit_code == WRONG_USE
    assert program("retract", "0" * 64).exit_code == NOTHING
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "b.txt").write_text("青禾县水利局局长江望潮讲话。", "utf-8")
    assert program("ingest", str(tmp_path / "other")).exit_code == DONE
    several = program("retract", "b.txt")
    assert several.exit_code == SEVERAL
    assert hash_text(KEPT)[:16] in several.stderr
    assert before.count(CANARY) == everything(program).count(CANARY)


def test_it_comes_back_only_when_asked(program: Program, tmp_path: Path) -> None:
    """ingest leaves it out and says so; --again reads it."""
    file = str(tmp_path / f"{CANARY}.txt")
    before = sorted(everything(program).splitlines())
    program("retract", DOCUMENT)
    refused = program("ingest", file)
    assert refused.exit_code == FAILED
    assert "--again" in refused.stderr
    beside = program("ingest", file, str(tmp_path / "b.txt"))
    assert beside.exit_code == DONE
    assert "--again" in beside.stderr
    assert CANARY not in everything(program)
    assert program("ingest", file, "--again", "--published", "2024-05-01").exit_code not in (FAILED, PARTLY)
    assert sorted(everything(program).splitlines()) == before


def test_compacting_leaves_no_byte(program: Program) -> None:
    """Sizes before and after; no file of the project holds the words, and the audit is as long as it was."""
    program("retract", DOCUMENT)
    before = everything(program)
    entries = count_audit(program)
    result = program("compact")
    assert result.exit_code == DONE, result.output
    assert "→" in result.stdout
    assert find_bytes(program.project, [CANARY]) == []
    assert count_audit(program) == entries
    assert everything(program) == before


def _read_with_bad_rows(program: Program, folder: Path) -> tuple[str, str]:
    """Read two logs of visits, one about the canary, with a row in quarantine each; return their documents."""
    for name, village in (("canary", f"{CANARY}村"), ("other", "东沟村")):
        rows = f"走访日期,社区,户编号,走访事由\n2024/3/1,{village},D001,回访\n2024/13/1,{village},D002,回访\n"
        (folder / f"{name}.csv").write_text(rows, "utf-8")
        program("ingest", str(folder / f"{name}.csv"))
    return tuple(hash_bytes((folder / f"{name}.csv").read_bytes()) for name in ("canary", "other"))  # type: ignore[return-value]


def test_rows_in_quarantine_go_with_their_document(program: Program, tmp_path: Path) -> None:
    """Of no other document."""
    canary, other = _read_with_bad_rows(program, tmp_path)
    folder = program.project / "quarantine"
    assert len(list(folder.iterdir())) == 2
    program("retract", canary)
    assert [path.name for path in folder.iterdir()] == [f"other-{other[:8]}.csv"]


def test_compacting_takes_what_was_withdrawn_over_http_out_of_quarantine(program: Program, tmp_path: Path) -> None:
    canary, other = _read_with_bad_rows(program, tmp_path)
    with closing(SqliteStore(program.project / "store.db")) as store:
        store.retract(canary, "error")
    program("retract", DOCUMENT)
    assert program("compact").exit_code == DONE
    assert find_bytes(program.project, [CANARY]) == []
    assert [path.name for path in (program.project / "quarantine").iterdir()] == [f"other-{other[:8]}.csv"]


def test_the_audit_knows_the_intent_and_no_name(program: Program) -> None:
    """Ids only, written before anything was touched; a path typed for an id is not in it."""
    program("retract", f"{CANARY}.txt")
    with closing(sqlite3.connect(program.project / "audit.db")) as audit:
        rows = audit.execute("SELECT phase, subjects, outcome FROM entry WHERE action = 'retract' ORDER BY number")
        assert rows.fetchall() == [
            ("intent", json.dumps([DOCUMENT]), ""),
            ("outcome", json.dumps([DOCUMENT]), "answered"),
        ]
        assert CANARY not in repr(audit.execute("SELECT * FROM entry").fetchall())


def count_audit(program: Program) -> int:
    """How many rows the audit has."""
    with closing(sqlite3.connect(program.project / "audit.db")) as audit:
        return int(audit.execute("SELECT count(*) FROM entry").fetchone()[0])


def test_the_grounds_are_one_list() -> None:
    """Command line, HTTP and store know the same words."""
    assert tuple(ground.value for ground in Ground) == get_args(WireGround) == GROUNDS


def test_a_file_is_what_it_holds(program: Program, tmp_path: Path) -> None:
    """A copy elsewhere is the same document; a file of several is none; one that was changed is found by its name."""
    (tmp_path / "copies").mkdir()
    (tmp_path / "copies" / "x.txt").write_text(KEPT, "utf-8")
    (tmp_path / "several.jsonl").write_text('{"text": "晴。"}\n{"text": "雨。"}\n', "utf-8")
    assert program("retract", str(tmp_path / "several.jsonl")).exit_code == NOTHING
    (tmp_path / "copies" / "y.txt").write_text("没有读过。", "utf-8")
    assert program("retract", str(tmp_path / "copies" / "y.txt")).exit_code == NOTHING
    gone = program("retract", str(tmp_path / "copies" / "x.txt"))
    assert hash_text(KEPT) in gone.stdout


@pytest.mark.parametrize(
    "words", [DOCUMENT, DOCUMENT[:12], f"{CANARY}.txt", "{folder}"], ids=["id", "beginning", "name", "path"]
)
def test_every_command_takes_a_document_alike(program: Program, tmp_path: Path, words: str) -> None:
    """diff-reading and review --document understand what retract understands; eleven characters are too few."""
    words = words.format(folder=tmp_path / f"{CANARY}.txt")
    assert program.json("diff-reading", words, "--again")["document"] == DOCUMENT
    waiting = program("review", "--document", words, "--json")
    assert waiting.exit_code in (DONE, NOTHING)
    assert "没有这份文件" not in waiting.stderr
    for command in (("diff-reading", DOCUMENT[:11], "--again"), ("review", "--document", DOCUMENT[:11])):
        assert "没有这份文件" in program(*command).stderr
