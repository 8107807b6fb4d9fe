"""Everything that the command line says has a Chinese and an English form, and no code page breaks it."""

from __future__ import annotations

import ast
import json
import os
import re
import string
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from graph import preference, tie
from graph.attachment import WHY, WHY_BOTH_POSTS, WHY_HELD_BEFORE
from graph.career import SILENT
from graph.comparison import ONLY_THE_NAME, REASONS, SAME_WORDS, VETOES
from graph.portrait import GAPS
from qunxiang.language import is_chinese, say, translate
from tests.conftest import ROOT

FOLDER = ROOT / "qunxiang"
SOURCES = sorted(FOLDER.rglob("*.py"))
CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
"""Chinese characters and full-width punctuation."""

RULES, TIES = preference.RULES.values(), tie.RULES.values()
"""What gives a side its preference, and what ties two people, in words."""

DATA = {"commands/demo.py": {"PERSON", "PART_OF_A_NAME", "COMMUNITY"}}
"""Names out of the examples, kept as constants: they are data, not language."""

RARE = "𬱖塘社区"
"""Its first character is missing in GBK."""


def relative(path: Path) -> str:
    return path.relative_to(FOLDER).as_posix()


def read_english() -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = yaml.safe_load((FOLDER / "english.yaml").read_text("utf-8"))
    return loaded


def places(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def calls_of_say(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
            yield node


def said_by(path: Path) -> list[tuple[str, set[str]]]:
    """Return the sentences of a module with the names of the values that each is given."""
    found = []
    for call in calls_of_say(path):
        sentence = call.args[0]
        assert isinstance(sentence, ast.Constant), f"{path.name}:{call.lineno}: say() takes a literal"
        assert isinstance(sentence.value, str)
        found.append((sentence.value, {str(keyword.arg) for keyword in call.keywords}))
    return found


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_every_sentence_has_its_english_with_the_same_values(path: Path) -> None:
    """A sentence without English, or with other names in braces than the program fills in, fails here."""
    english = read_english()["said"]
    for sentence, given in said_by(path):
        assert sentence in english
        assert places(sentence) == given
        assert sorted(places(english[sentence])) == sorted(given)


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_no_chinese_escapes_say(path: Path) -> None:
    """A Chinese literal outside say() fails here, docstrings included; the demo's names are the exception."""
    tree = ast.parse(path.read_text("utf-8"))
    names = DATA.get(relative(path), set())
    allowed = {
        id(node.args[0] if isinstance(node, ast.Call) else node.value)
        for node in ast.walk(tree)
        if (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say")
        or (isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id in names)
    }
    escaped = [
        f"{node.lineno}: {node.value}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and CHINESE.search(node.value)
        and id(node) not in allowed
    ]
    assert not escaped


def test_english_list_has_no_sentence_that_nobody_says() -> None:
    """What the program says no more leaves english.yaml too."""
    said = {sentence for path in SOURCES for sentence, _ in said_by(path)}
    assert set(read_english()["said"]) == said


def test_english_has_no_chinese() -> None:
    """The English side is English to its punctuation."""
    for section in read_english().values():
        assert not [english for english in section.values() if CHINESE.search(english)]


RAISING = (
    "access.py",
    "case.py",
    "coverage_desk.py",
    "difference.py",
    "identity_desk.py",
    "officials.py",
    "review_desk.py",
)


def sentences_of(path: Path) -> set[str]:
    """Return every Chinese sentence of a module, its values as {}."""
    tree = ast.parse(path.read_text("utf-8"))
    formatted = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    parts = {id(part) for node in formatted for part in node.values}
    plain = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in parts)
    found = {words for words in plain if isinstance(words, str)}
    found |= {"".join(str(p.value) if isinstance(p, ast.Constant) else "{}" for p in node.values) for node in formatted}
    return {words for words in found if CHINESE.search(words)}


def sentences_below() -> set[str]:
    """Return what the desks raise as NotFound, gaps of portraits and posts, reasons of comparisons; values as {}."""
    found = set()
    trees = [ast.parse((ROOT / "graph" / name).read_text("utf-8")) for name in RAISING]
    for node in (node for tree in trees for node in ast.walk(tree)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("NotFound", "Retracted"):
            (sentence,) = node.args
            parts = sentence.values if isinstance(sentence, ast.JoinedStr) else [sentence]
            found.add("".join(str(p.value) if isinstance(p, ast.Constant) else "{}" for p in parts))
    for name, table in (("unheld.py", "WHY"), ("policy.py", "REASONS")):
        for node in ast.parse((ROOT / "graph" / name).read_text("utf-8")).body:
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == table:
                found |= {re.sub(r"\{\w+\}", "{}", said) for said in ast.literal_eval(node.value).values()}
    found |= sentences_of(ROOT / "graph" / "seal_check.py")
    told = (*GAPS.values(), SILENT, *RULES, *TIES, *REASONS.values(), *VETOES.values(), ONLY_THE_NAME, SAME_WORDS)
    told += (WHY, WHY_BOTH_POSTS, WHY_HELD_BEFORE)
    return found | {re.sub(r"\{\w+\}", "{}", words) for words in told}


def test_sentences_made_below_are_known() -> None:
    """Each "not in the record" of the reading desk and each gap of a portrait has its English, and no more."""
    below = read_english()["made_below"]
    assert {re.sub(r"\{\w+\}", "{}", sentence) for sentence in below} == sentences_below()
    assert all(places(sentence) == places(english) for sentence, english in below.items())


@pytest.mark.parametrize(
    ("environment", "chinese"),
    [
        ({}, True),
        ({"LANG": "C.UTF-8"}, True),
        ({"LANG": "zh_CN.UTF-8"}, True),
        ({"LANG": "en_GB.UTF-8"}, False),
        ({"LC_MESSAGES": "en_US.UTF-8", "LANG": "zh_CN.UTF-8"}, False),
        ({"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, True),
        ({"QUNXIANG_LANGUAGE": "en", "LC_ALL": "zh_CN.UTF-8"}, False),
        ({"QUNXIANG_LANGUAGE": "zh", "LC_ALL": "en_US.UTF-8"}, True),
    ],
    ids=str,
)
def test_language_follows_setting_then_locale(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], chinese: bool
) -> None:
    """The setting decides, then LC_ALL, LC_MESSAGES, LANG; Chinese where none asks for English."""
    for name in ("QUNXIANG_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert is_chinese() is chinese


@pytest.mark.parametrize("language", ["zh", "en"])
def test_braces_in_a_value_are_only_characters(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    """A file called {0}.txt or a brace in an error breaks no sentence."""
    monkeypatch.setenv("QUNXIANG_LANGUAGE", language)
    assert "{0}{x}.txt" in say("失败 {error}", error="{0}{x}.txt")
    assert "{id}" in translate("记录中没有编号为 {id} 的条目")


def test_unknown_sentence_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """What no list knows is shown in the words of whoever raised it."""
    monkeypatch.setenv("QUNXIANG_LANGUAGE", "en")
    assert translate("第 {3} 行：缺少日期") == "第 {3} 行：缺少日期"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the service log of a community whose name has a rare character."""
    folder = tmp_path_factory.mktemp("language")
    log = folder / "log.csv"
    log.write_text(f"社区,户号,服务项目,服务日期\n{RARE},H-01,助餐,2024-03-02\n", "utf-8")
    run = call(folder / "project", "ingest", str(log))
    assert run.returncode == 0, run.stderr.decode()
    return folder / "project"


def call(project: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command line in a process of its own, its output redirected."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("QUNXIANG_", "LC_", "LANG"))}
    code = "from qunxiang.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, "--project", str(project), *arguments],
        cwd=ROOT, env=kept | {"LC_ALL": "C.UTF-8"} | environment, capture_output=True, timeout=120, check=False,
    )  # fmt: skip


@pytest.mark.slow
def test_chinese_process_speaks_chinese(project: Path) -> None:
    """Help, status and search speak Chinese in a plain locale."""
    assert "按名称查找" in call(project, "--help").stdout.decode()
    assert "文件 1  文章 0" in call(project, "status").stdout.decode()
    found = call(project, "search", RARE[:2]).stdout.decode()
    assert "匹配" in found
    assert RARE in found
    nothing = call(project, "search", "查无此名")
    assert (nothing.returncode, nothing.stderr.decode().strip()) == (4, "记录中没有这个名称")


@pytest.mark.slow
def test_english_process_speaks_english(project: Path) -> None:
    """Help, status and search speak English in an English locale; only names stay Chinese."""
    english = {"LC_ALL": "en_US.UTF-8", "PYTHONUTF8": "1"}
    spoken = call(project, "--help", **english).stdout + call(project, "search", "--help", **english).stdout
    assert b"Find people" in spoken
    assert not CHINESE.search(spoken.decode())
    status = call(project, "status", **english).stdout.decode()
    assert status.startswith("documents 1  articles 0")
    assert not CHINESE.search(status)
    found = call(project, "search", RARE[:2], **english).stdout.decode()
    assert "matched by" in found
    assert not CHINESE.search(found.replace(RARE, ""))
    for question in (("search", "查无此名"), ("portrait", "--id", "none"), ("organisation", "查无此名"), ("portrait",)):
        answer = call(project, *question, **english)
        assert answer.returncode in (2, 4)
        assert not CHINESE.search(answer.stderr.decode())


def test_gbk_output_does_not_break(project: Path) -> None:
    """A redirected cp936 console gets both streams whole, with a mark for the character it has not."""
    found = call(project, "search", RARE, PYTHONIOENCODING="gbk")
    assert (found.returncode, found.stderr) == (0, b"")
    assert "?塘社区" in found.stdout.decode("gbk")
    unknown = call(project, "portrait", "--id", RARE, PYTHONIOENCODING="gbk")
    assert unknown.returncode == 4
    assert unknown.stderr.decode("gbk").strip() == "记录中没有编号为 ?塘社区 的条目"


def test_json_in_gbk_loses_no_character(project: Path) -> None:
    """JSON for other programs escapes what the code page has not: the name comes back whole."""
    answer = call(project, "search", RARE, "--json", PYTHONIOENCODING="gbk")
    assert json.loads(answer.stdout.decode("gbk"))["results"][0]["name"] == RARE
    rows = call(project, "export", "--kind", "entities", PYTHONIOENCODING="gbk").stdout.decode("gbk").splitlines()
    assert RARE in {json.loads(row)["name"] for row in rows}
