"""The main job through the command line, in process: ingest, ask, export, exit codes."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main
from typer.testing import CliRunner, Result

from domain.errors import InputError, NameFitsSeveral
from graph.access import Access
from graph.export_desk import ExportDesk
from ingest.finding import Finding
from ingest.pipeline import Pipeline
from ingest.report import Report
from nlp.reader import VERSIONS
from qunxiang.cli import app
from qunxiang.console import FAILED, NOTHING, PARTLY, SEVERAL, WRONG_USE
from tests.conftest import ROOT

COMMANDS: dict[str, Any] = typer.main.get_command(app).commands  # type: ignore[attr-defined]
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


def test_json_says_why_there_is_no_answer(program: Program) -> None:
    """With --json exits 3 and 4 are one object on stdout, the candidates as search lists them; stderr stays."""
    several = program("portrait", "闻人朔", "--json")
    assert several.exit_code == SEVERAL
    candidates = json.loads(several.stdout)["candidates"]
    results = program.json("search", "闻人朔")["results"]
    assert isinstance(results, list)
    assert len(candidates) == 2
    assert [(c["id"], c.keys()) for c in candidates] == [(r["id"], r.keys()) for r in results]
    assert "1. 闻人朔" in several.stderr
    nothing = {
        ("portrait", "无此人"): set(), ("search", "无此人"): {"results"},
        ("coverage", "青禾县水利局"): {"rows", "changes", "stated", "areas", "sources"},
        ("paths", "青禾县水利局", "西林县教育局"): {
            "source", "target", "paths", "cut", "overlapping", "incomplete",
        },
    }  # fmt: skip
    for question, keys in nothing.items():
        answer = program(*question, "--json")
        assert answer.exit_code == NOTHING
        said = json.loads(answer.stdout)
        assert said.keys() == keys | {"reason"}
        assert said["reason"] == answer.stderr.strip()


QUESTIONS = (
    ("search", "甲"), ("portrait", "甲"), ("organisation", "甲"), ("holders", "甲", "乙"), ("coverage", "甲"),
    ("paths", "甲", "乙"), ("status",), ("sources",), ("export",), ("review",), ("officials",), ("diff-reading", "甲"),
)  # fmt: skip


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question[0])
def test_question_to_a_mistyped_path_makes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, question: tuple[str, ...]
) -> None:
    """Exit 1 and one line that says how to make a store; neither folder nor file appears."""
    monkeypatch.setenv("QUNXIANG_LANGUAGE", "zh")
    monkeypatch.chdir(tmp_path)
    for option in (("--store", "sqlite:///typo/x.db"), ("--project", "typo")):
        result = CliRunner().invoke(app, [*option, *question])
        assert (result.exit_code, result.stdout) == (FAILED, "")
        (line,) = result.stderr.splitlines()
        assert "这里还没有存储；请先用 ingest 读入文件" in line
        assert names_in(tmp_path) == []


def test_default_project_starts_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody named a place there is none to mistype: nothing is in the record yet."""
    monkeypatch.setenv("QUNXIANG_LANGUAGE", "zh")
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(app, ["status"]).exit_code == 0
    assert CliRunner().invoke(app, ["search", "甲"]).exit_code == NOTHING


def test_a_post_is_shown_as_held_only_while_the_record_shows_it(program: Program) -> None:
    """Twelve months after the last word the portrait says that nothing is stated, not that the post is held."""
    asked = ("portrait", "闻人朔", "--org", "水利局")
    assert "局长（在任；" in program(*asked, "--valid-at", "2024-06-01").stdout
    assert "局长（此后未载；" in program(*asked, "--valid-at", "2026-06-01").stdout


def test_the_tagger_is_a_setting(program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the other tagger the same documents are read again, by a version of its own; back and forth."""
    files = [str(tmp_path / name) for name in ("a.txt", "b.txt")]
    for tagger in ("rules", "neural"):
        monkeypatch.setenv("QUNXIANG_TAGGER", tagger)
        assert program("ingest", *files, "--published", "2024-05-01").exit_code == 0
        assert program.json("status")["readings"] == {VERSIONS[tagger]: 2}
        posts = program.json("portrait", "闻人朔", "--org", "水利局")["posts"]
        assert isinstance(posts, list)
        assert [(post["organisation"], post["post"]) for post in posts] == [("青禾县水利局", "局长")]
    monkeypatch.setenv("QUNXIANG_TAGGER", "guess")
    assert program("status").exit_code == WRONG_USE


TWINS = (
    "青禾县松口镇白石社区党支部书记闻人朔介绍，白石社区位于青禾县。",
    "西林县柳河镇白石社区党支部书记江望潮说，白石社区位于西林县。",
)


@pytest.fixture
def twins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The program with two communities of one name, and a service log of one of them."""
    monkeypatch.setenv("QUNXIANG_LANGUAGE", "zh")
    for name, text in zip(("a.txt", "b.txt"), TWINS, strict=True):
        (tmp_path / name).write_text(text, "utf-8")
    log = "服务日期,旗县,乡镇,社区,户号,服务项目\n2024-05-02,青禾县,松口镇,白石社区,A1,助餐\n"
    (tmp_path / "c.csv").write_text(log, "utf-8")
    run = Program(tmp_path / "project")
    assert run("ingest", *(str(tmp_path / name) for name in ("a.txt", "b.txt", "c.csv"))).exit_code == 0
    return run


@pytest.mark.parametrize(
    ("command", "behind"), [("organisation", ()), ("holders", ("党支部书记",)), ("coverage", ("--period", "2024"))]
)
def test_the_hint_is_an_option_that_works(twins: Program, command: str, behind: tuple[str, ...]) -> None:
    """What the hint names chooses: each id by --id, and --org by the place."""
    several = twins(command, "白石社区", *behind)
    assert (several.exit_code, several.stdout) == (SEVERAL, "")
    assert "请用 --id 或 --org 选择" in several.stderr
    ids = re.findall(r"^ +(--id) (\S+)$", several.stderr, re.MULTILINE)
    assert len(ids) == 2
    answers = [twins(command, *pair, *behind, "--json") for pair in ids]
    assert {answer.exit_code for answer in answers} <= {0, NOTHING}
    chosen = twins(command, "白石社区", *behind, "--org", "松口镇", "--json")
    assert chosen.exit_code == 0, chosen.stderr
    assert chosen.stdout in [answer.stdout for answer in answers]
    assert twins(command, "白石社区", *behind, "--org", "远山镇").exit_code == NOTHING


def test_holders_wants_organisation_and_post(twins: Program) -> None:
    """One word alone is the post only where --id gives the organisation."""
    for words in ((), ("白石社区",), ("--id", "community-0")):
        refused = twins("holders", *words)
        assert (refused.exit_code, refused.stdout) == (WRONG_USE, "")
        assert "请给出机构和职务" in refused.stderr


def test_paths_asks_for_an_id_in_place_of_the_name_and_takes_it(program: Program) -> None:
    """The command has neither --id nor --org: the hint names neither, and the ids that it prints are arguments."""
    several = program("paths", "闻人朔", "青禾县水利局")
    assert (several.exit_code, several.stdout) == (SEVERAL, "")
    assert "请用编号代替名称" in several.stderr
    assert "--" not in several.stderr
    ids = re.findall(r"^ +(person-\w+)$", several.stderr, re.MULTILINE)
    codes = [program("paths", one, "青禾县水利局").exit_code for one in ids]
    assert sorted(codes) == [0, NOTHING]


@pytest.mark.parametrize(("command", "behind"), [
    ("portrait", ("甲",)), ("organisation", ("甲",)), ("holders", ("甲", "乙")), ("coverage", ("甲",)),
    ("paths", ("甲", "乙")),
])  # fmt: skip
def test_no_command_names_an_option_that_it_lacks(
    program: Program, monkeypatch: pytest.MonkeyPatch, command: str, behind: tuple[str, ...]
) -> None:
    """Every option in the hint of a command is one that the command has."""

    def fit(*_: object, **__: object) -> None:
        raise NameFitsSeveral(())

    monkeypatch.setattr(Access, "choose", fit)
    result = program(command, *behind)
    assert result.exit_code == SEVERAL
    named = set(re.findall(r"--\w+", result.stderr))
    assert named <= {option for parameter in COMMANDS[command].params for option in parameter.opts}
    assert named or command == "paths"


INTERRUPTED = {
    "demo": ("graph.access.Access.portrait", (), "再次运行会接着读示例"),
    "ingest": ("ingest.pipeline.Pipeline.run", ("a.txt",), "再次运行会从停下的地方继续"),
    "map": ("qunxiang.commands.map.iter_items", ("a.txt",), "没有存下任何内容"),
    "gaps": ("graph.access.Access.choose", ("甲", "--output", "甲.xlsx"), "记录没有变动"),
    "extract": ("qunxiang.commands.ingest.iter_settled", ("a.txt",), "没有存下任何内容"),
    "search": ("graph.access.Access.search", ("甲",), "记录没有变动"),
    "portrait": ("graph.access.Access.choose", ("甲",), "记录没有变动"),
    "organisation": ("graph.access.Access.choose", ("甲",), "记录没有变动"),
    "holders": ("graph.access.Access.choose", ("甲", "乙"), "记录没有变动"),
    "coverage": ("graph.access.Access.choose", ("甲",), "记录没有变动"),
    "paths": ("graph.access.Access.choose", ("甲", "乙"), "记录没有变动"),
    "sources": ("graph.access.Access.sources", (), "记录没有变动"),
    "status": ("graph.access.Access.count", (), "记录没有变动"),
    "review": ("graph.review_desk.ReviewDesk.waiting", (), "没有记完的不算数"),
    "diff-reading": ("graph.review_desk.ReviewDesk.difference", ("甲",), "记录没有变动"),
    "retract": ("graph.access.Access.match_documents", ("甲",), "没有动"),
    "compact": ("qunxiang.commands.compact._compact", (), "没有少任何内容"),
    "namesakes": ("graph.identity_desk.IdentityDesk.waiting", (), "记录没有变动"),
    "judge": ("graph.identity_desk.IdentityDesk.preview", ("甲", "乙"), "没有记完的不算数"),
    "export": ("qunxiang.commands.export.export_rows", (), "输出不完整"),
    "officials": ("graph.access.Access.officials", (), "记录没有变动"),
    "verify": ("qunxiang.commands.seal._read", ("a.txt",), "没有改动文件"),
    "cases": ("graph.coverage_desk.CoverageDesk.cases", (), "记录没有变动"),
    "grids": ("graph.access.Access.choose", ("甲",), "记录没有变动"),
    "entitlements": ("graph.coverage_desk.CoverageDesk.entitlements", (), "记录没有变动"),
    "allotments": ("graph.access.Access.choose", ("甲",), "记录没有变动"),
    "plans": ("graph.access.Access.choose", ("甲",), "记录没有变动"),
    "training": ("graph.coverage_desk.CoverageDesk.training", (), "记录没有变动"),
    "files": ("graph.coverage_desk.CoverageDesk.files", (), "记录没有变动"),
    "evaluations": ("graph.coverage_desk.CoverageDesk.evaluations", (), "记录没有变动"),
    "services": ("graph.access.Access.choose", ("甲",), "记录没有变动"),
    "figures": ("graph.access.Access.document", ("甲",), "记录没有变动"),
    "quotations": ("graph.told_desk.ToldDesk.quotations", ("--speaker", "甲"), "记录没有变动"),
    "serve": ("qunxiang.commands.serve._listen", (), "服务已停止"),
}
"""Where each command is stopped, with which arguments, and what it then says."""


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_ctrl_c_says_what_is_true_of_the_command(
    program: Program, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """Only a run that reads files is gone on with; a new command without its sentence fails here."""
    place, arguments, sentence = INTERRUPTED[command]

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(place, stop)
    result = program(command, *arguments)
    assert result.exit_code == FAILED
    assert sentence in result.stderr
    assert ("再次运行" in result.stderr) == (command in ("demo", "ingest"))


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
        (("--store", "neo4j://h:abc", "status"), WRONG_USE),
        (("--store", "neo4j://[::1", "status"), WRONG_USE),
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


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_export_writes_what_stdout_would_show(program: Program, tmp_path: Path) -> None:
    """The file is whole and alone in its folder; a link leads to the file it names."""
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "real.jsonl").write_text("旧", "utf-8")
    (folder / "link.jsonl").symlink_to(folder / "real.jsonl")
    assert program("export", "--output", str(folder / "link.jsonl")).exit_code == 0
    assert (folder / "real.jsonl").read_text("utf-8") == program("export").stdout
    assert (folder / "link.jsonl").is_symlink()
    assert names_in(folder) == ["link.jsonl", "real.jsonl"]


@pytest.mark.parametrize(
    ("command", "option"), [(("export",), "--output"), (("ingest", "a.txt"), "--report")], ids=["export", "ingest"]
)
@pytest.mark.parametrize(
    ("target", "remedy"), [("missing/x.jsonl", "没有这个文件夹；请先建立它"), (".", "这是文件夹；请写出文件名")]
)
def test_target_that_cannot_be_written_is_refused_before_the_work(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...], option: str, target: str, remedy: str,
) -> None:  # fmt: skip
    """Exit 1 and one line with file, trouble and remedy; nothing was read for it."""

    def work(*_: object, **__: object) -> None:
        raise AssertionError("the work has begun")

    monkeypatch.setattr(ExportDesk, "statements", work)
    monkeypatch.setattr(Pipeline, "run", work)
    result = program(*command, option, str(tmp_path / target))
    assert (result.exit_code, result.stdout) == (FAILED, "")
    (line,) = result.stderr.splitlines()
    assert line.startswith(str(tmp_path / target))
    assert remedy in line


@pytest.mark.parametrize(
    "command", [("portrait", "闻人朔", "--seal"), ("gaps", "青禾县", "-o"), ("map", "a.csv", "-o")], ids=lambda c: c[0]
)
def test_what_people_keep_or_fill_in_is_never_overwritten(
    program: Program, tmp_path: Path, command: tuple[str, ...]
) -> None:
    """A seal, a list of households, a mapping that somebody edited: exit 1 with the remedy before anything is asked."""
    target = tmp_path / "mine"
    target.write_text("填好的", "utf-8")
    result = program(*command, str(target))
    assert (result.exit_code, result.stdout) == (FAILED, "")
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"{target}：已经有这个文件")
    assert "换一个文件名" in line
    assert target.read_text("utf-8") == "填好的"


@pytest.mark.parametrize("command", ["grids", "plans", "allotments", "services", "coverage", "organisation"])
def test_a_command_that_needs_a_place_says_so(program: Program, command: str) -> None:
    """Nothing was asked for: wrong use with the remedy, not a name that is not in the record."""
    result = program(command)
    assert (result.exit_code, result.stdout) == (WRONG_USE, "")
    assert "请给出名称" in result.stderr


def test_a_table_in_a_pipe_is_not_folded(program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No terminal, no edge: each request and each head stands whole on one line."""
    monkeypatch.delenv("COLUMNS", raising=False)
    path = tmp_path / "requests.csv"
    path.write_bytes((ROOT / "examples" / "town" / "requests.csv").read_bytes())
    assert program("ingest", str(path)).exit_code == 0
    shown = program("cases").stdout.splitlines()
    assert "首次答复第 90 百分位（分钟）" in shown[0]
    assert "超期办结" in shown[0]
    assert [line for line in shown if line.strip().startswith("不予受理 │")]


@pytest.mark.parametrize(
    "error", [KeyboardInterrupt(), OSError(28, "No space left on device"), InputError("", "", "", "")]
)
def test_export_that_breaks_off_leaves_the_target_as_it_was(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    """No half file, no draft; the system's word comes in one line with file and remedy."""
    folder = tmp_path / "out"
    folder.mkdir()
    target = folder / "x.jsonl"
    target.write_text("旧", "utf-8")

    def rows(*_: object) -> Iterator[dict[str, str]]:
        yield {"id": "1"}
        raise error

    monkeypatch.setattr("qunxiang.commands.export.export_rows", rows)
    result = program("export", "--output", str(target))
    assert result.exit_code == FAILED
    assert isinstance(result.exception, SystemExit)
    assert len(result.stderr.splitlines()) == 1
    assert target.read_text("utf-8") == "旧"
    assert names_in(folder) == ["x.jsonl"]
    if isinstance(error, OSError):
        assert result.stderr.startswith(f"{target}：写不进去（No space left on device）；请检查磁盘空间")
    if isinstance(error, KeyboardInterrupt):
        assert "目标文件没有变动" in result.stderr


def test_export_into_a_pipe_that_no_folder_holds(program: Program) -> None:
    """What /dev/stdout leads to has no name to rename a draft to: it is written as it is."""
    if not Path("/dev/fd").is_dir():
        pytest.skip("no /dev/fd on this system")
    reading, writing = os.pipe()
    with os.fdopen(reading, encoding="utf-8") as end:
        try:
            result = program("export", "--output", f"/dev/fd/{writing}")
        finally:
            os.close(writing)
        assert result.exit_code == 0, result.stderr
        assert end.read() == program("export").stdout


def test_export_into_a_device_writes_into_it(program: Program) -> None:
    """A device is no file to be replaced; a full one is one line."""
    if not Path("/dev/full").is_char_device():
        pytest.skip("no /dev/full on this system")
    result = program("export", "--output", "/dev/full")
    assert result.exit_code == FAILED
    assert result.stderr.startswith("/dev/full：写不进去")
    assert Path("/dev/full").is_char_device()


def test_repeated_warnings_are_folded_and_the_report_has_them_all(program: Program, tmp_path: Path) -> None:
    """Three lines of a kind and a count on the console; the file has each."""
    lines = [{"text": f"{STORY}之{n}", "published": "上周"} for n in range(161)]
    (tmp_path / "many.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    (tmp_path / "one.jsonl").write_text(json.dumps({"text": "晴。", "title": ["a"]}) + "\n", "utf-8")
    report = tmp_path / "report.jsonl"
    files = (str(tmp_path / "many.jsonl"), str(tmp_path / "one.jsonl"))
    result = program("ingest", *files, "--published", "2024-05-01", "--report", str(report))
    assert result.exit_code == 0
    notes = [line for line in result.stderr.splitlines() if line.startswith("注意")]
    assert [re.findall(r"第 \d+ 行", note)[0] for note in notes] == ["第 1 行", "第 2 行", "第 3 行", "第 1 行"]
    assert result.stderr.count("另有 158 处同样的情形，见 --report") == 1
    assert result.stderr.count("另有") == 1
    rows = [json.loads(line) for line in report.read_text("utf-8").splitlines()]
    assert len(rows) == 162
    assert {row["severity"] for row in rows} == {"warn"}


def test_findings_of_one_kind_are_folded_too(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows of a table that lack the same are one kind; another message is another; three alone are not counted."""
    findings = [Finding("t.csv", "", row, "日期", "date", "reject", "缺日期") for row in range(1, 6)]
    findings += [Finding("t.csv", "", row, "户号", "number", "reject", "缺户号") for row in range(1, 4)]
    monkeypatch.setattr(Pipeline, "run", lambda *_, **__: Report(read=1, findings=findings))
    lines = program("ingest", "a.txt").stderr.splitlines()
    assert [line for line in lines if "缺日期" in line] == [f"t.csv 第 {row} 行 日期 缺日期" for row in (1, 2, 3)]
    assert len([line for line in lines if "缺户号" in line]) == 3
    assert [line for line in lines if "另有" in line] == ["另有 2 处同样的情形，见 --report"]


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


def test_ingest_says_how_many_texts_have_no_date(program: Program, tmp_path: Path) -> None:
    """One line and a row each in the report; a table is no text, and a date in the file or the option is one."""
    (tmp_path / "in").mkdir()
    rows = [{"text": "晴。"}, {"text": "雨。"}, {"text": "雪。", "published": "2024-01-02"}]
    (tmp_path / "in" / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    (tmp_path / "in" / "log.csv").write_text("服务日期,社区,户号,服务项目\n2024-05-02,白石社区,A1,助餐\n", "utf-8")
    report = tmp_path / "report.jsonl"
    for _ in ("read", "known"):
        result = program("ingest", str(tmp_path / "in"), "--report", str(report))
        assert result.stderr.count("2 份文字没有发布日期") == 1
        told = [json.loads(line) for line in report.read_text("utf-8").splitlines()]
        undated = [row["message"] for row in told if row["column"] == "published"]
        assert [message[:5] for message in undated] == ["第 1 行", "第 2 行"]
    dated = program("ingest", str(tmp_path / "in"), "--published", "2024-05-01")
    assert "没有发布日期" not in dated.stderr


def test_a_source_once_named_stays_named(program: Program, tmp_path: Path) -> None:
    """A run that names no source takes nothing from the page, whichever way round they come."""
    named, bare = ["--source", "青禾报", "--published", "2024-05-01"], list[str]()
    for name, runs in (("c.txt", (named, bare)), ("d.txt", (bare, named))):
        (tmp_path / name).write_text(f"{name}：西林县林业局局长陆怀谷讲话。", "utf-8")
        for options in runs:
            assert program("ingest", str(tmp_path / name), *options).exit_code == 0
    page = program.json("portrait", "陆怀谷")
    sources = page["sources"]
    assert isinstance(sources, list)
    assert sources
    assert {source["source"] for source in sources} == {"青禾报"}


def test_a_torn_line_is_reported_with_its_row(tmp_path: Path) -> None:
    table, report = tmp_path / "t.csv", tmp_path / "r.jsonl"
    table.write_text('户号,社区\nD1,东沟村\nD2,"东沟村\n', encoding="utf-8")
    Program(tmp_path / "torn")("ingest", str(table), "--report", str(report))
    found = [json.loads(line) for line in report.read_text("utf-8").splitlines()]
    assert [(one["file"], one["row"], one["severity"]) for one in found] == [("t.csv", 3, "warn")]
