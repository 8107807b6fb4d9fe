"""Appointment forms and pasted résumés through the real commands: posts with dates, nothing that R5 forbids."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bench.appointments import FORMS, Outcome, measure_f1, read_forms, score
from qunxiang.cli import app
from tests.ingest.appointment.cases import CASES, truth_of, write_case

NAMES = [case["name"] for case in CASES]


class Record:
    """A project into which all cases were read, and what the commands said on the way."""

    def __init__(self, folder: Path) -> None:
        self.project = folder / "project"
        self.said: list[str] = []
        self.report = folder / "report.jsonl"
        files = [str(write_case(case, folder, f"{number:02d}")) for number, case in enumerate(CASES)]
        self.run("ingest", *files, "--report", str(self.report))
        self.exported = self.run("export", "--kind", "statements")
        self.run("export", "--kind", "mentions")
        self.run("export", "--kind", "entities")

    def run(self, *arguments: str) -> str:
        done = CliRunner().invoke(app, ["--project", str(self.project), *arguments])
        self.said.append(done.output)
        return done.stdout

    def portrait(self, name: str) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.run("portrait", name, "--json"))
        return told

    def kept_bytes(self) -> bytes:
        files = [path for path in self.project.rglob("*") if path.is_file()]
        return b"".join(path.read_bytes() for path in files) + self.report.read_bytes()


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    return Record(tmp_path_factory.mktemp("forms"))


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_a_portrait_shows_the_posts_of_the_form(record: Record, case: Mapping[str, Any]) -> None:
    outcome = score(case["name"], record.portrait(case["name"])["posts"], truth_of(case))

    assert (outcome.missing, outcome.extra) == ((), ())
    assert outcome.whole == outcome.asked


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_nothing_that_may_not_be_kept_is_found_anywhere(record: Record, case: Mapping[str, Any]) -> None:
    kept, said = record.kept_bytes(), "\n".join(record.said)

    for words in case.get("never", ()):
        for encoding in ("utf-8", "utf-16-le", "gb18030"):
            assert words.encode(encoding) not in kept, f"{words} in {encoding}"
        assert words not in said


def test_all_statements_of_forms_and_pasted_records_are_of_class_per_and_leave_in_an_export(record: Record) -> None:
    rows = [json.loads(line) for line in record.exported.splitlines()]
    classes = {(row["reading"]["extractor"], row["data_class"]) for row in rows}

    # A notice of appointment that stands alone is published: its posts are facts of office like those of the news.
    assert classes == {("form:appointment", "PER"), ("qunxiang:career", "PER"), ("qunxiang:notice", "PUB")}


def test_faults_are_reported_by_their_place_and_not_mended(record: Record) -> None:
    found = [json.loads(line) for line in record.report.read_text("utf-8").splitlines()]
    kinds = {(row["file"], row["kind"]) for row in found}

    for number, case in enumerate(CASES):
        for kind in case.get("faults", ()):
            assert (f"{number:02d}.lrmx", kind) in kinds


def test_a_removal_proposed_leaves_the_post_as_it_is(record: Record) -> None:
    posts = record.portrait("柏长川")["posts"]
    told = {(post["post"], post["status"]) for post in posts if post["post"] == "副局长"}

    assert told == {("副局长", "current"), ("副局长", "removal_proposed")}


def test_a_yearly_result_stays_in_the_issuers_own_word(record: Record) -> None:
    """F4: verbatim, of class PER, with issuer and year; no number is made of it."""
    evaluations = record.portrait("柏长川")["evaluations"]
    told = [(line["values"]["body"], line["values"]["year"], line["values"]["outcome"]) for line in evaluations]

    assert sorted(told) == [
        ("中共青梧县委组织部", year, result)
        for year, result in (("2022", "称职"), ("2023", "称职"), ("2024", "优秀"))
    ]  # fmt: skip
    assert all(set(line["values"]) == {"body", "target", "year", "outcome"} for line in evaluations)


def test_names_that_a_line_end_broke_are_shown_in_one_piece(record: Record) -> None:
    posts = record.portrait("古力娜尔")["posts"]

    assert {"绿洲县胡杨镇", "绿洲县财政局预算科", "海川市审计局法规处"} <= {post["organisation"] for post in posts}
    assert not any(character in post["post"] for post in posts for character in " \n")


def test_life_dates_are_kept_to_the_month(record: Record) -> None:
    life = record.portrait("柏长川")["life"]

    assert [row["date"] for row in life["born"]] == ["1979-03"]
    assert {(row["what"], row["date"]) for row in life["joined"]} == {("party", "2001-12"), ("work", "1997-12")}
    assert [row["place"] for row in life["native_place"]] == ["湖阳青梧"]


def test_the_first_day_of_an_illness_ends_the_post_before_it(record: Record) -> None:
    posts = record.portrait("简一鸣")["posts"]

    assert [p["valid_to"] for p in posts if p["organisation"] == "渔浦县桃源镇"] == ["2000-01"]


@pytest.mark.slow
@pytest.mark.skipif(not FORMS.exists(), reason="the shared forms are not part of the checkout")
def test_the_shared_forms_give_their_posts(tmp_path: Path) -> None:
    outcomes = list(read_forms([FORMS], tmp_path))

    assert total_f1(outcomes) >= 0.97
    assert sum(o.whole for o in outcomes) == sum(o.right for o in outcomes)


def total_f1(outcomes: list[Outcome]) -> float:
    return measure_f1(*(sum(getattr(o, name) for o in outcomes) for name in ("right", "found", "asked")))
