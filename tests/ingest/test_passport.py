"""Passports of sources: what a file says, and what is wrong with one that does not hold."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InputError
from domain.passport import Expectation, Passport
from graph.source import read_passport as unpack
from ingest.passport import MOST_BYTES, choose_passport, find_passports, parse_passport, read_passport

LOG = """\
name: 青川镇服务台账
publisher: 青川镇人民政府
kind: log
covers:
  areas: [云杉社区, 落叶松社区]
  from: 2024-01
  to: 2025
licence: 内部使用
contact: 青川镇便民服务中心（0470-1234567）
every: month
expects:
  run:
    documents: 1
    rows: {low: 1200, high: 1600}
    rejected_rows: {high: 20}
    statements: {within_last: 50%}
  rows:
    service_log: {low: 1200}
  statements:
    USED: {low: 1200, high: 1600, within_last: 30}
  mentions:
    PERSON: {high: 0}
"""
REQUIRED = "name: 甲\npublisher: 乙\nkind: log\n"
SECRETS = ("13912345678", "110101199003071233", "someone@example.test")


def refuse(text: str) -> InputError:
    with pytest.raises(InputError) as caught:
        parse_passport(text, "p.yaml")
    error = caught.value
    assert error.file == "p.yaml"
    assert error.remedy
    assert "\n" not in str(error)
    return error


def test_every_field_is_read() -> None:
    """A passport holds what its file says, expectations in the file's order."""
    assert parse_passport(LOG, "p.yaml") == Passport(
        "青川镇服务台账", "青川镇人民政府", "log", ("云杉社区", "落叶松社区"), "2024-01", "2025", "内部使用",
        "青川镇便民服务中心（0470-1234567）", "month",
        (
            Expectation("documents", 1, 1), Expectation("rows", 1200, 1600), Expectation("rejected_rows", None, 20),
            Expectation("statements", None, None, 50), Expectation("rows.service_log", 1200),
            Expectation("statements.USED", 1200, 1600, 30), Expectation("mentions.PERSON", None, 0),
        ),
    )  # fmt: skip


def test_labels_are_words_too() -> None:
    """Who writes the Chinese label of a kind, an interval, a record or a predicate means the same."""
    chinese = LOG.replace("kind: log", "kind: 台账").replace("every: month", "every: 每月")
    chinese = chinese.replace("service_log:", "服务台账:").replace("USED:", "使用服务:")
    assert parse_passport(chinese, "p.yaml") == parse_passport(LOG, "p.yaml")


def test_three_lines_are_enough() -> None:
    """Only name, publisher and kind must be there; one area needs no brackets."""
    assert parse_passport(REQUIRED, "p.yaml") == Passport("甲", "乙", "log")
    assert parse_passport(f"{REQUIRED}covers: {{areas: 云杉社区}}\n", "p.yaml").areas == ("云杉社区",)


def test_what_a_store_keeps_comes_back() -> None:
    """All but the expectations."""
    passport = parse_passport(LOG, "p.yaml")
    kept = unpack(passport.pack())
    assert kept is not None
    assert (kept.areas, kept.contact, kept.every, kept.until) == (
        passport.areas, passport.contact, "month", "2025",
    )  # fmt: skip
    assert kept.expects == ()
    assert unpack("") is None


@pytest.mark.parametrize(
    ("text", "line", "path"),
    [
        (LOG.replace("publisher:", "publsher:"), 2, "publsher"),
        (LOG.replace("kind: log", "kind: blog"), 3, "kind"),
        (LOG.replace("  from:", "  since:"), 6, "covers.since"),
        (LOG.replace("from: 2024-01", "from: 2024-13"), 6, "covers.from"),
        (LOG.replace("to: 2025", "to: 2023"), 7, "covers.to"),
        (LOG.replace("every: month", "every: fortnight"), 10, "every"),
        (LOG.replace("documents: 1", "documents: 一"), 13, "expects.run.documents"),
        (LOG.replace("low: 1200, high: 1600}", "low: 1600, high: 1200}", 1), 14, "expects.run.rows"),
        (LOG.replace("high: 20", "high: -1"), 15, "expects.run.rejected_rows.high"),
        (LOG.replace("50%", "half"), 16, "expects.run.statements.within_last"),
        (LOG.replace("service_log", "servicelog"), 18, "expects.rows.servicelog"),
        (LOG.replace("USED", "Used"), 20, "expects.statements.Used"),
        (LOG.replace("{high: 0}", "{}"), 22, "expects.mentions.PERSON"),
        (LOG.replace("{high: 0}", "[1, 2]"), 22, "expects.mentions.PERSON"),
        (LOG.replace("licence: 内部使用", "licence:"), 8, "licence"),
        (LOG.replace("[云杉社区, 落叶松社区]", "[云杉社区, '']"), 5, "covers.areas.2"),
        (LOG + "every: week\n", 23, "every"),
    ],
)  # fmt: skip
def test_errors_name_the_place(text: str, line: int, path: str) -> None:
    """The line and the way to the key; what may stand there is the remedy."""
    assert refuse(text).place == f"第 {line} 行，{path}"


@pytest.mark.parametrize("missing", ["name", "publisher", "kind"])
def test_what_must_be_there(missing: str) -> None:
    """Each of the three is asked for by name."""
    lines = [line for line in REQUIRED.splitlines() if not line.startswith(missing)]
    assert missing in refuse("\n".join(lines)).problem


@pytest.mark.parametrize(
    "text",
    ["", "# 空\n", "- a\n", "a", "a: [", "a: b\n---\nc: d\n", "name: &a 甲\npublisher: *a\nkind: log\n",
     "[" * 1_200 + "]" * 1_200, "name: !!python/object:os.system x\n", "{[a]: b}", "name: |\n  甲\n  乙\n"],
    ids=lambda text: repr(text[:20]),
)  # fmt: skip
def test_what_is_no_passport(text: str) -> None:
    """Neither broken YAML nor an alias, a tag, a list or a depth of brackets goes beyond one clear line."""
    refuse(text)


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("field", ["name", "publisher", "licence", "contact"])
def test_no_number_of_a_person(field: str, secret: str) -> None:
    """Mobile and identity numbers and mail addresses are refused, and no message repeats one."""
    values = {"name": "甲", "publisher": "乙", "kind": "log", field: f"办公室 {secret}"}
    assert secret not in str(refuse(yaml.safe_dump(values, allow_unicode=True)))
    assert secret not in str(refuse(f"{REQUIRED}'{secret}': 甲\n"))


@pytest.mark.parametrize(
    "contact", ["王建国", "综合科 李娜", "张主任", "欧阳女士", "联系人：其木格", "刘先生（8321234）"]
)
def test_contact_is_no_person(contact: str) -> None:
    """A name alone, beside an office or with a title is refused unrepeated."""
    error = refuse(f"{REQUIRED}contact: '{contact}'\n")
    assert error.place == "第 4 行，contact"
    assert contact not in str(error)


@pytest.mark.parametrize(
    "contact",
    ["青川镇便民服务中心（0470-1234567）", "区民政局养老服务科", "综治办", "报社总编室", "办公室主任", "12345热线"],
)
def test_contact_is_an_office(contact: str) -> None:
    """Offices pass, with their landline."""
    assert parse_passport(f"{REQUIRED}contact: {contact}\n", "p.yaml").contact == contact


@given(st.text(max_size=200))
def test_no_text_is_a_traceback(text: str) -> None:
    """Whatever a file holds, it is a passport or an InputError."""
    with suppress(InputError):
        assert parse_passport(text, "p.yaml").name


@given(st.lists(st.tuples(st.sampled_from(LOG.splitlines()), st.integers(0, 30)), max_size=6))
def test_no_mixture_of_lines_is_a_traceback(moves: list[tuple[str, int]]) -> None:
    """Lines moved, left out and repeated either way."""
    lines = LOG.splitlines()
    for line, place in moves:
        lines.insert(place, line)
        lines.pop(place * 7 % len(lines))
    with suppress(InputError):
        assert parse_passport("\n".join(lines), "p.yaml").name


def test_files(tmp_path: Path) -> None:
    """A folder's passports come in the order of files; broken and repeated ones are told; other files are left."""
    for name, text in (("b.yaml", REQUIRED), ("a.yml", LOG), ("c.yaml", REQUIRED), ("d.yaml", "x"), ("e.txt", "x")):
        (tmp_path / name).write_text(text, "utf-8")
    passports, errors = find_passports(tmp_path)
    assert [passport.name for passport in passports] == ["青川镇服务台账", "甲"]
    assert [Path(error.file).name for error in errors] == ["c.yaml", "d.yaml"]
    assert find_passports(tmp_path / "none") == ([], [])
    found = choose_passport(tmp_path, " 甲 ")
    assert found is not None
    assert found.name == "甲"


def test_a_broken_file_may_be_the_one_that_was_meant(tmp_path: Path) -> None:
    """No passport of the name and a broken one beside: an import must not go on unchecked."""
    (tmp_path / "a.yaml").write_text(LOG, "utf-8")
    assert choose_passport(tmp_path, "丙") is None
    (tmp_path / "b.yaml").write_text("name: 丙\nkin: log\n", "utf-8")
    with pytest.raises(InputError):
        choose_passport(tmp_path, "丙")
    assert choose_passport(tmp_path, "青川镇服务台账") is not None


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", "名: 甲".encode("gb18030"), b"#" * (MOST_BYTES + 1)])
def test_bytes_that_are_none(tmp_path: Path, data: bytes) -> None:
    """Another encoding and a file that is too long are named with their remedy."""
    (tmp_path / "p.yaml").write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_passport(tmp_path / "p.yaml")
    assert caught.value.file.endswith("p.yaml")


def test_no_file(tmp_path: Path) -> None:
    """A path that leads nowhere is one line too."""
    with pytest.raises(InputError):
        read_passport(tmp_path / "none.yaml")
