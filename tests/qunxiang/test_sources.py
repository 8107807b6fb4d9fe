"""Sources with a passport through the command line: stopped before it writes, let through, listed."""

from __future__ import annotations

import json
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from qunxiang.cli import app
from qunxiang.console import DONE, FAILED, NOTHING, PARTLY, WRONG_USE
from tests.conftest import ROOT

PASSPORT = """\
name: 云杉社区服务台账
publisher: 青川镇人民政府
kind: log
covers: {areas: [云杉社区], from: 2024-01}
licence: 内部使用
contact: 便民服务中心
every: month
expects:
  run:
    rows: {low: 3, high: 6}
    rejected_rows: {high: 1}
  statements:
    USED: {low: 3, within_last: 50}
"""
STORY = "青禾县水利局局长闻人朔来到现场。居民孟大娘说：“水清了。”"
HEAD = "服务日期,社区,户号,服务项目,次数"
TODAY = date.today()


class Office:
    """A project folder with an inbox beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.project = folder / "project"
        self.passport = folder / "passport.yaml"
        self.passport.write_text(PASSPORT, "utf-8")

    def __call__(self, *arguments: str) -> Result:
        return CliRunner().invoke(app, ["--project", str(self.project), *arguments])

    def ingest(self, path: Path, *options: str) -> Result:
        return self("ingest", str(path), "--passport", str(self.passport), *options)

    def log(self, name: str, rows: int, bad: int = 0, first: int = 1) -> Path:
        """Write a service log with so many rows, of which some cannot be read."""
        lines = [
            f"2024-05-{number % 28 + 1:02d},云杉社区,Y{number:03d},助餐,{'许多' if number < first + bad else 1}"
            for number in range(first, first + rows)
        ]
        (self.folder / name).write_text("\n".join((HEAD, *lines)) + "\n", "utf-8")
        return self.folder / name

    def sources(self) -> list[dict[str, Any]]:
        result = self("sources", "--json")
        assert result.exit_code == DONE, result.output
        listed: list[dict[str, Any]] = json.loads(result.stdout)["sources"]
        return listed

    def files(self) -> dict[str, bytes]:
        """Return the bytes of what a run may write: the store with its log, pseudonyms and their key."""
        names = ("store.db", "store.db-wal", "key.db", "key.db.key")
        return {name: (self.project / name).read_bytes() for name in names if (self.project / name).exists()}


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUNXIANG_LANGUAGE", "zh")
    monkeypatch.setenv("QUNXIANG_TAGGER", "rules")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """An office that has imported one month as expected."""
    office = Office(tmp_path)
    assert office.ingest(office.log("may.csv", 4)).exit_code == DONE
    return office


def test_too_little_stops_before_it_writes(office: Office) -> None:
    """Exit 1, the expectations that broke with what was found; not one byte of the store or of the keys is another."""
    before = office.files()
    result = office.ingest(office.log("june.csv", 1, first=50))
    assert result.exit_code == FAILED
    assert result.stdout == ""
    assert "没有导入，记录没有变动" in result.stderr
    assert "表格的行：预期 3–6，实际 1" in result.stderr
    assert "陈述 USED（使用服务）：预期 3–6，实际 1（上一次 4）" in result.stderr
    assert "--accept-counts" in result.stderr
    assert office.files() == before


def test_too_much_stops_too(office: Office) -> None:
    """More rows than expected, and a pile of rows that cannot be read, with the rows named."""
    before = office.files()
    assert "表格的行：预期 3–6，实际 7" in office.ingest(office.log("june.csv", 7, first=50)).stderr
    result = office.ingest(office.log("july.csv", 6, bad=2, first=50))
    assert result.exit_code == FAILED
    assert "未收的行：预期 不超过 1，实际 2" in result.stderr
    assert "july.csv 第 2 行 次数" in result.stderr
    assert office.files() == before


def test_a_file_that_is_no_table_any_more_is_named(office: Office) -> None:
    """Another header brings no row: the message names the count and the file's own fault."""
    broken = office.folder / "june.csv"
    broken.write_text("甲,乙\n1,2\n", "utf-8")
    result = office.ingest(broken)
    assert result.exit_code == FAILED
    assert "表格的行：预期 3–6，实际 0" in result.stderr
    assert "没有认出这种表格" in result.stderr


def test_as_expected_goes_through(office: Office) -> None:
    """A good month is read under the passport's name and remembered with its counts."""
    result = office.ingest(office.log("june.csv", 5, first=50), "--published", "2024-06-30")
    assert result.exit_code == DONE
    (source,) = office.sources()
    assert (source["name"], source["documents"], source["published"]) == ("云杉社区服务台账", 2, "2024-06-30")
    assert (source["publisher"], source["kind"], source["areas"]) == ("青川镇人民政府", "log", ["云杉社区"])
    assert source["counts"]["rows"] == source["counts"]["statements.USED"] == 5
    assert source["has_passport"]
    assert not source["accepted"]


def test_let_through_on_purpose(office: Office) -> None:
    """--accept-counts imports it, says so, and the next run is measured by this one."""
    june = office.log("june.csv", 2, first=50)
    result = office.ingest(june, "--accept-counts")
    assert result.exit_code == DONE
    assert "已按 --accept-counts 照样导入" in result.stderr
    (source,) = office.sources()
    assert (source["accepted"], source["documents"], source["counts"]["rows"]) == (True, 2, 2)
    assert "由人放行" in office("sources").stdout
    assert "（上一次 2）" in office.ingest(office.log("july.csv", 4, first=70)).stderr


def test_reading_again_changes_nothing(office: Office) -> None:
    """The same delivery is as expected again; the last run stays the one that brought it."""
    before = office.sources()
    assert office.ingest(office.folder / "may.csv").exit_code == DONE
    assert office.sources() == before


def test_the_report_holds_what_broke(office: Office) -> None:
    """Each broken expectation is a finding, beside those of the rows."""
    report = office.folder / "report.jsonl"
    office.ingest(office.log("june.csv", 2, bad=2, first=50), "--report", str(report))
    rows = [json.loads(line) for line in report.read_text("utf-8").splitlines()]
    broken = [row for row in rows if row["kind"] == "expectation"]
    assert [row["column"] for row in broken] == ["rows", "rejected_rows", "statements.USED"]
    assert {row["severity"] for row in broken} == {"reject"}
    assert [(row["file"], row["row"]) for row in rows if row["kind"] == "bad_number"] == [
        ("june.csv", 2), ("june.csv", 3),
    ]  # fmt: skip


def test_processes_that_are_not_used_are_said(office: Office) -> None:
    """Beside a passport --processes is of no use: the import goes on in one process and says so."""
    done = office.ingest(office.log("june.csv", 5, first=50), "--processes", "3")
    assert "只用一个进程" in done.stderr


def test_passports_of_the_project(office: Office) -> None:
    """--source finds its passport in sources/; a passport from which nothing came is listed as never read."""
    folder = office.project / "sources"
    folder.mkdir()
    (folder / "log.yaml").write_text(PASSPORT, "utf-8")
    (folder / "roster.yaml").write_text("name: 名册\npublisher: 镇政府\nkind: 名册\nevery: quarter\n", "utf-8")
    june = office.log("june.csv", 1, first=50)
    assert office("ingest", str(june), "--source", "云杉社区服务台账").exit_code == FAILED
    assert office("ingest", str(june), "--source", "别的台账").exit_code == DONE
    listed = {source["name"]: source for source in office.sources()}
    assert listed.keys() == {"云杉社区服务台账", "别的台账", "名册"}
    assert (listed["名册"]["freshness"], listed["名册"]["kind"]) == ("never", "roster")
    assert (listed["别的台账"]["has_passport"], listed["别的台账"]["documents"]) == (False, 1)
    (folder / "broken.yaml").write_text("name: 丙\nkin: log\n", "utf-8")
    result = office("sources")
    assert result.exit_code == PARTLY
    assert "broken.yaml：第 2 行，kin：没有这个键" in result.stderr
    assert "名册" in result.stdout
    assert office("ingest", str(june), "--source", "丙").exit_code == FAILED


def test_freshness_is_told(office: Office) -> None:
    """What came today is in time; what was last published 100 days ago is late by the days since it was due."""
    (source,) = office.sources()
    assert source["freshness"] == "in_time"
    day = TODAY - timedelta(days=100)
    office.passport.write_text(PASSPORT.replace("云杉社区服务台账", "旧台账"), "utf-8")
    assert office.ingest(office.log("old.csv", 4, first=80), "--published", day.isoformat()).exit_code == DONE
    old = next(source for source in office.sources() if source["name"] == "旧台账")
    assert old["freshness"] == "late"
    assert date.fromisoformat(old["expected"]) + timedelta(days=old["late_days"]) == TODAY
    assert f"迟了 {old['late_days']} 天" in office("sources").stdout


def test_sources_without_any_passport(tmp_path: Path) -> None:
    """News read with --source, and files of which nobody said where they are from, are listed by what arrived."""
    office = Office(tmp_path)
    for name, text, options in (("a.txt", STORY, ("--source", "青禾日报")), ("b.txt", STORY + "又。", ())):
        (tmp_path / name).write_text(text, "utf-8")
        assert office("ingest", str(tmp_path / name), "--published", "2024-05-01", *options).exit_code == DONE
    assert [(s["name"], s["documents"], s["published"], s["freshness"]) for s in office.sources()] == [
        ("", 1, "2024-05-01", "open"), ("青禾日报", 1, "2024-05-01", "open"),
    ]  # fmt: skip
    shown = office("sources").stdout
    assert "（没有写来源）" in shown
    assert "没有证件" in shown


def test_what_texts_say_can_be_expected(tmp_path: Path) -> None:
    """News pages: a post that is named is counted, and a page that is cut short stops the run."""
    office = Office(tmp_path)
    office.passport.write_text(
        "name: 青禾日报\npublisher: 青禾日报社\nkind: 报纸\nevery: day\n"
        "expects:\n  statements: {HOLDS_POST: {low: 1}}\n  mentions: {PERSON: {low: 1}}\n", "utf-8",
    )  # fmt: skip
    page = tmp_path / "page.txt"
    page.write_text("今天天气很好。", "utf-8")
    result = office.ingest(page)
    assert result.exit_code == FAILED
    assert "陈述 HOLDS_POST（任职）：预期 不少于 1，实际 0" in result.stderr
    page.write_text(STORY, "utf-8")
    assert office.ingest(page, "--published", TODAY.isoformat()).exit_code == DONE
    assert office.sources()[0]["counts"]["statements.HOLDS_POST"] == 1


def test_the_page_shows_a_passport_that_reads(office: Office) -> None:
    """The passport in docs/sources.md stops the small example log, and lets it through with its own numbers."""
    log = ROOT / "examples" / "service-log.csv"
    page = (ROOT / "docs" / "sources.md").read_text("utf-8")
    shown = page.partition("```yaml\n")[2].partition("```")[0]
    office.passport.write_text(shown, "utf-8")
    assert "表格的行：预期 1,200–1,600，实际 60" in office.ingest(log).stderr
    office.passport.write_text(shown.replace("1200", "40"), "utf-8")
    assert office.ingest(log).exit_code == DONE


def test_wrong_use(office: Office) -> None:
    """A --source that is another, --accept-counts without a passport, and a passport that cannot be read."""
    may = str(office.folder / "may.csv")
    assert office.ingest(Path(may), "--source", "别的").exit_code == WRONG_USE
    assert office("ingest", may, "--accept-counts").exit_code == WRONG_USE
    office.passport.write_text("name: 甲\n", "utf-8")
    result = office.ingest(Path(may))
    assert result.exit_code == FAILED
    assert "passport.yaml：第 1 行：没有 publisher" in result.stderr


def test_nothing_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty project has no source: exit 4, with --json an empty list and the reason."""
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, ["sources", "--json"])
    assert result.exit_code == NOTHING
    assert json.loads(result.stdout)["sources"] == []


@pytest.mark.slow
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    held=st.integers(1, 6), rows=st.integers(0, 9), bad=st.integers(0, 3),
    low=st.integers(0, 9), width=st.integers(0, 4), within=st.integers(0, 120),
)  # fmt: skip
def test_a_broken_expectation_changes_nothing_property(
    held: int, rows: int, bad: int, low: int, width: int, within: int
) -> None:
    """Whatever is expected and whatever comes: it lands as expected, or exit 1 with every byte and answer as before."""
    with tempfile.TemporaryDirectory() as name:
        office = Office(Path(name))
        office.ingest(office.log("may.csv", held), "--accept-counts")
        text = PASSPORT.partition("expects:")[0] + (
            f"expects:\n  run: {{rows: {{low: {low}, high: {low + width}}}}}\n"
            f"  rows: {{service_log: {{within_last: {within}}}}}\n"
        )
        office.passport.write_text(text, "utf-8")
        before, listed = office.files(), office.sources()
        result = office.ingest(office.log("june.csv", rows, min(bad, rows), 50))
        kind = rows
        fits = low <= rows <= low + width and abs(kind - held) * 100 <= held * within
        stopped = "没有导入" in result.stderr
        assert stopped == (not fits), (result.stderr, rows, kind)
        if stopped:
            assert result.exit_code == FAILED
            assert (office.files(), office.sources()) == (before, listed)
        else:
            assert len(office.sources()[0]["counts"]) >= 4
