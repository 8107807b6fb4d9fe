"""Namesakes through the command line: listed with reasons, previewed, merged, taken back."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from qunxiang.console import DONE, FAILED, NOTHING, WRONG_USE
from tests.qunxiang.test_commands import Program, program

__all__ = ["program"]


def answer(program: Program, *arguments: str) -> Any:
    """Return what the command prints as JSON."""
    result = program(*arguments, "--json")
    assert result.exit_code == DONE, result.output
    return json.loads(result.stdout)


def test_search_and_portrait_show_the_namesakes(program: Program) -> None:
    """Search compares all of the name; a portrait compares with each of the others, evidence on both sides."""
    found = answer(program, "search", "闻人朔")
    assert len(found["results"]) == 2
    (pair,) = found["namesakes"]["comparisons"]
    assert (pair["verdict"], bool(pair["reasons"])) == ("abstain", True)
    shown = answer(program, "portrait", "闻人朔", "--org", "水利局")["namesakes"]
    (pair,) = shown["comparisons"]
    told = {feature["name"]: feature for feature in pair["features"]}
    assert told["post"]["outcome"] == "differs"
    assert all("闻人朔" in line["quote"] for line in (*told["post"]["left_evidence"], *told["post"]["right_evidence"]))
    assert "同名者" in program("portrait", "闻人朔", "--org", "水利局").stdout
    assert answer(program, "search", "青禾县水利局")["namesakes"] is None


def test_a_portrait_shows_why_it_is_one_and_how_to_part_it(program: Program, tmp_path: Path) -> None:
    """The rule, the day and the sentences of both sides; the command that it prints parts them."""
    (tmp_path / "c.txt").write_text("青禾县水利局局长闻人朔主持会议。", "utf-8")
    assert program("ingest", str(tmp_path / "c.txt"), "--published", "2024-05-02").exit_code == DONE
    _, why, shown = program("portrait", "闻人朔", "--org", "水利局").stdout.partition("【为何合在一起】")
    shown, _, _ = shown.partition("【")
    assert why
    assert "按规则" in shown
    assert "同名、同机构、同职务、任期重叠" in shown
    assert shown.count("「") == 2
    (command,) = re.findall(r"qunxiang (judge \S+ \S+ different) --by", shown)
    assert program(*command.split(), "--by", "馆员甲", "--reason", "年龄不符").exit_code == DONE
    assert len(answer(program, "search", "闻人朔")["results"]) == 3


def test_reasons_in_english_are_english(program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Why a portrait is one is said in the reader's language."""
    (tmp_path / "c.txt").write_text("青禾县水利局局长闻人朔主持会议。", "utf-8")
    assert program("ingest", str(tmp_path / "c.txt"), "--published", "2024-05-02").exit_code == DONE
    monkeypatch.setenv("QUNXIANG_LANGUAGE", "en")
    shown = program("portrait", "闻人朔", "--org", "水利局").stdout
    assert "same name, organisation and post, overlapping term" in shown


def test_whom_nobody_could_tell_apart_waits_no_more(program: Program) -> None:
    """待辨认 is said of what waits, 不能确定 of what somebody looked at and left."""
    assert "待辨认" in program("namesakes", "闻人朔").stdout
    left, right = (one["id"] for one in answer(program, "search", "闻人朔")["results"])
    answer(program, "judge", left, right, "unsure", "--by", "馆员甲", "--reason", "履历不全")
    shown = program("namesakes", "闻人朔").stdout
    assert "待辨认" not in shown
    assert "不能确定" in shown


@pytest.mark.parametrize("typed", ["局长闻人朔", "闻人朔同志"])
def test_a_title_typed_around_a_shared_name_is_taken_off(program: Program, typed: str) -> None:
    """Search and namesakes ask for the same people, whatever courtesy stands around the name."""
    found = answer(program, "search", typed)
    assert len(found["results"]) == 2
    assert found["namesakes"] == answer(program, "search", "闻人朔")["namesakes"]
    assert answer(program, "namesakes", typed) == answer(program, "namesakes", "闻人朔")


def test_the_queue_is_emptied_by_judgements_and_filled_by_undo(program: Program) -> None:
    """Preview, judge, search again, take back: each step says what comes next."""
    (waiting,) = answer(program, "namesakes")["waiting"]
    left, right = (one["id"] for one in waiting["candidates"])
    preview = answer(program, "judge", left, right)
    assert len(preview["portrait"]["posts"]) == 2
    assert len(answer(program, "search", "闻人朔")["results"]) == 2
    assert "尚未写入" in program("judge", left, right).stdout
    said = answer(program, "judge", left, right, "same", "--by", "馆员甲", "--reason", "履历写明")
    assert len(answer(program, "search", "闻人朔")["results"]) == 1
    assert program("namesakes").exit_code == NOTHING
    shown = program("namesakes", "闻人朔").stdout
    assert "馆员甲" in shown
    assert said["judgement"] in shown
    assert answer(program, "judge", "--undo", said["judgement"])["undone"]["by"] == "馆员甲"
    assert len(answer(program, "search", "闻人朔")["results"]) == 2
    assert program("judge", "--undo", said["judgement"]).exit_code == NOTHING


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("judge",), WRONG_USE),
        (("judge", "甲"), WRONG_USE),
        (("judge", "甲", "乙", "same"), WRONG_USE),
        (("judge", "甲", "乙", "--undo", "丙"), WRONG_USE),
        (("judge", "甲", "乙"), NOTHING),
        (("namesakes", "钟离朔"), NOTHING),
        (("namesakes", "闻人朔", "--after", "闻"), WRONG_USE),
    ],
)
def test_wrong_use_is_one_line(program: Program, arguments: tuple[str, ...], code: int) -> None:
    """Missing sides, reasons and strangers are told apart by the exit code."""
    result = program(*arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_rule_s_name_judges_nobody(program: Program) -> None:
    """--by with the beginning of a rule's name is refused."""
    (waiting,) = answer(program, "namesakes")["waiting"]
    left, right = (one["id"] for one in waiting["candidates"])
    result = program("judge", left, right, "same", "--by", "rule:x", "--reason", "理由")
    assert result.exit_code == FAILED
    assert len(answer(program, "search", "闻人朔")["results"]) == 2


def test_the_same_words_on_both_sides_are_never_called_different(program: Program, tmp_path: Path) -> None:
    """Two papers name a 档案馆 without its place: the line says that it is not told apart."""
    for number, (day, what) in enumerate((("2015-03-01", "来到现场"), ("2024-05-01", "出席会议"))):
        path = tmp_path / f"archive{number}.txt"
        path.write_text(f"档案馆副馆长陆怀谷{what}。", "utf-8")
        assert program("ingest", str(path), "--published", day).exit_code == DONE
    shown = program("namesakes", "陆怀谷").stdout
    lines = [line.split() for line in shown.splitlines() if " ／ " in line]
    assert all(line[-1] != line[-3] for line in lines)
    assert "未能区分  机构  档案馆（名称相同，尚不能确定是同一机构）" in shown
