"""From files to the store: what a run leaves, and that running again adds nothing."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.errors import InputError, NotFound, OntologyError, StoreError, StoreUnavailable
from domain.extract import Extract
from domain.identifier import hash_text
from domain.judgement import Judgement, Verdict
from graph.commit import DocumentCommit
from graph.sqlite.store import SqliteStore
from ingest.pipeline import Pipeline
from ingest.pseudonym import Pseudonyms
from ingest.report import Report
from nlp.reader import Reader
from tests.ingest.broken import make_broken

STORY = "青禾县水利局局长闻人朔来到现场。居民孟大娘说：“水清了。”"


@pytest.fixture
def pipeline(tmp_path: Path) -> Iterator[Pipeline]:
    """A pipeline over an empty embedded store."""
    store = SqliteStore(tmp_path / "project" / "store.db")
    yield Pipeline(store, Reader(), Pseudonyms(tmp_path / "project" / "key.db"))
    store.close()


def run(pipeline: Pipeline, *paths: Path, published: str = "2024-05-01") -> Report:
    return pipeline.run(paths, published=published)


def test_reading_twice_changes_nothing(pipeline: Pipeline, tmp_path: Path) -> None:
    """The second run knows everything; statements and their readings stay the same to the character."""
    (tmp_path / "a.txt").write_text(STORY, "utf-8")
    first = run(pipeline, tmp_path / "a.txt")
    before = list(pipeline.store.iter_statements())
    second = run(pipeline, tmp_path / "a.txt")
    assert (first.read, second.read, second.known) == (1, 0, 1)
    assert list(pipeline.store.iter_statements()) == before != []


def test_same_text_elsewhere_is_an_arrival(pipeline: Pipeline, tmp_path: Path) -> None:
    """A copy under another name adds an arrival to the one document and nothing else."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(STORY, "utf-8")
    report = run(pipeline, tmp_path / "a.txt", tmp_path / "b.txt")
    assert pipeline.store.count().documents == 1
    (document_id,) = {s.document_id for s in pipeline.store.iter_statements()}
    document = pipeline.store.find_document(document_id)
    assert document is not None
    assert sorted(a.path for a in document.arrivals) == ["a.txt", "b.txt"]
    assert (report.read, report.known) == (1, 1)


def test_private_names_are_nobody(pipeline: Pipeline, tmp_path: Path) -> None:
    """The resident is no entity and stands in no index; the official is found."""
    (tmp_path / "a.txt").write_text(STORY, "utf-8")
    run(pipeline, tmp_path / "a.txt")
    assert [m.entity.kind for m in pipeline.store.find_by_name("闻人朔")] == ["Person"]
    assert pipeline.store.find_by_name("孟大娘") == []
    assert pipeline.store.find_passages("孟大娘") == []
    assert pipeline.store.find_passages("闻人朔") != []


def test_bad_files_are_reported_and_good_ones_read(pipeline: Pipeline, tmp_path: Path) -> None:
    """Each broken input gives one line with file and remedy; the good file beside them is read."""
    folder = tmp_path / "inputs"
    folder.mkdir()
    for broken in make_broken():
        if "long-line" not in broken.name:
            (folder / broken.name).write_bytes(broken.data)
    (folder / "good.txt").write_text(STORY, "utf-8")
    report = run(pipeline, folder)
    assert pipeline.store.find_by_name("闻人朔") != []
    assert len(report.failures) >= 50
    for error in report.failures:
        assert error.file
        assert error.remedy
        assert "\n" not in str(error)
    assert {stage.state for stage in pipeline.store.failures()} == {"failed"}
    assert len(pipeline.store.failures()) == len(report.failures)


def test_mended_file_leaves_the_list_of_failures(pipeline: Pipeline, tmp_path: Path) -> None:
    """A failure stays until the file is read without it."""
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": \n', "utf-8")
    run(pipeline, path)
    assert len(pipeline.store.failures()) == 1
    path.write_text(json.dumps({"text": STORY}, ensure_ascii=False) + "\n", "utf-8")
    report = run(pipeline, path)
    assert report.read == 1
    assert pipeline.store.failures() == []


def typed(path: Path, way: str) -> Path:
    """The path as somebody may type it: from the working folder, from the root, with a detour."""
    return {"relative": Path(os.path.relpath(path)), "absolute": path, "detour": path.parent / "x" / ".." / path.name}[
        way
    ]


@pytest.mark.parametrize("first", ["relative", "absolute", "detour", "folder"])
@pytest.mark.parametrize("second", ["relative", "absolute", "detour", "folder", "link"])
def test_mended_file_is_known_however_its_path_is_typed(
    pipeline: Pipeline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: str, second: str
) -> None:
    """The ledger has one name for a file; the report shows the one that was typed."""
    folder = tmp_path / "inputs"
    (folder / "x").mkdir(parents=True)
    (folder / "x" / "good.txt").write_text("晴。", "utf-8")
    (tmp_path / "link").symlink_to(folder)
    monkeypatch.chdir(tmp_path)
    path = folder / "a#1.jsonl"  # a # in a name is no mark of a place
    path.write_text(f'{{"text": "{STORY}"}}\n{{"text": \n', "utf-8")
    ways = {"folder": Path("inputs"), "link": Path("link")}
    (failure,) = run(pipeline, ways.get(first) or typed(path, first)).failures
    (stage,) = pipeline.store.failures()
    assert stage.item == f"{os.path.realpath(path)}#{failure.place}"
    assert failure.file == str(Path("inputs/a#1.jsonl") if first == "folder" else typed(path, first))
    assert stage.error.startswith(failure.file)
    path.write_text(json.dumps({"text": STORY}, ensure_ascii=False) + "\n", "utf-8")
    run(pipeline, ways.get(second) or typed(path, second))
    assert pipeline.store.failures() == []


def test_failure_of_a_reader_crash_names_file_and_line_and_is_mended(
    pipeline: Pipeline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the text reader or a table's heads make fail is found again by the same name as every other failure."""
    folder = tmp_path / "inputs"
    (folder / "deep").mkdir(parents=True)
    lines = folder / "deep" / "a.jsonl"
    lines.write_text('{"text": "甲"}\n{"text": "乙"}\n', "utf-8")
    table = folder / "deep" / "t.csv"
    table.write_text("不,认,识\n1,2,3\n", "utf-8")

    def crash(self: Reader, document_id: str, text: str, title: str = "") -> None:
        raise ValueError("两行\n错误")

    with monkeypatch.context() as patch:
        patch.setattr(Reader, "read", crash)
        failures = run(pipeline, folder).failures
    assert [(f.file, f.place) for f in failures] == [
        (str(lines), "第 1 行"), (str(lines), "第 2 行"), (str(table), "第 1 行")
    ]  # fmt: skip
    assert not any("\n" in str(failure) for failure in failures)
    assert len(pipeline.store.failures()) == 3
    table.unlink()
    run(pipeline, folder)
    assert pipeline.store.failures() == []


def test_other_failures_stay_when_one_file_is_mended(pipeline: Pipeline, tmp_path: Path) -> None:
    """Reading one file says nothing of the file beside it, nor of a longer name that begins the same."""
    for name in ("a.jsonl", "a.jsonl.txt"):
        (tmp_path / name).write_bytes(b"")
    run(pipeline, tmp_path / "a.jsonl", tmp_path / "a.jsonl.txt")
    (tmp_path / "a.jsonl").write_text('{"text": "晴"}\n', "utf-8")
    run(pipeline, tmp_path / "a.jsonl")
    assert [stage.item for stage in pipeline.store.failures()] == [f"{os.path.realpath(tmp_path)}/a.jsonl.txt#"]


class _Picky(SqliteStore):
    """A store that takes every document but one."""

    def __init__(self, path: Path, refused: str, error: Exception) -> None:
        super().__init__(path)
        self._refused = refused
        self._error = error

    def put_document(self, commit: DocumentCommit) -> bool:
        if commit.document.id == self._refused:
            raise self._error
        return super().put_document(commit)


def take_with(error: Exception, tmp_path: Path) -> tuple[Report, SqliteStore]:
    """Read three texts into a store that refuses the second."""
    texts = (STORY, STORY + "完。", STORY + "又完。")
    for name, text in zip(("a.txt", "b.txt", "c.txt"), texts, strict=True):
        (tmp_path / name).write_text(text, "utf-8")
    store = _Picky(tmp_path / "project" / "store.db", hash_text(texts[1]), error)
    pipeline = Pipeline(store, Reader(), Pseudonyms(tmp_path / "project" / "key.db"))
    return run(pipeline, *(tmp_path / name for name in ("a.txt", "b.txt", "c.txt"))), store


@pytest.mark.parametrize(
    "error", [OntologyError("没有这个谓词"), StoreError("写不进"), sqlite3.IntegrityError("NOT NULL")], ids=repr
)
def test_document_that_the_store_refuses_stops_no_other(tmp_path: Path, error: Exception) -> None:
    """The refused one is a failure with file and reason; the ones before and behind it are there."""
    report, store = take_with(error, tmp_path)
    assert (report.read, len(report.failures)) == (2, 1)
    assert report.failures[0].file == str(tmp_path / "b.txt")
    assert str(error) in str(report.failures[0])
    assert store.count().documents == 2
    assert [stage.item for stage in store.failures()] == [f"{os.path.realpath(tmp_path / 'b.txt')}#"]
    store.close()


def test_store_that_is_gone_stops_the_run(tmp_path: Path) -> None:
    """A store that cannot be reached is no fault of one document: the run ends with its error."""
    with pytest.raises(StoreUnavailable):
        take_with(StoreUnavailable("连不上"), tmp_path)


def test_news_and_table_speak_of_one_community(pipeline: Pipeline, tmp_path: Path) -> None:
    """A community named with its county in a story and in a service log is one entity."""
    (tmp_path / "a.txt").write_text("本报讯 岭北旗松口镇白石社区党支部书记闻人朔介绍了情况。", "utf-8")
    (tmp_path / "log.csv").write_text(
        "服务日期,旗县,乡镇,社区,户号,服务项目\n2024-05-02,岭北旗,松口镇,白石社区,A1,助餐\n", "utf-8"
    )
    run(pipeline, tmp_path / "a.txt", tmp_path / "log.csv")
    (match,) = [m for m in pipeline.store.find_by_name("白石社区") if m.matched_by == "exact"]
    assert {view.predicate for view in pipeline.store.statements_about(match.entity.id)} >= {"USED", "HOLDS_POST"}


def test_arrival_is_stored_masked_and_once(pipeline: Pipeline, tmp_path: Path) -> None:
    """A number in the title is never stored, neither by the first run nor by the second."""
    line = {"text": STORY, "title": "水清了 电话13912345678", "source": "青禾报"}
    (tmp_path / "a.jsonl").write_text(json.dumps(line, ensure_ascii=False) + "\n", "utf-8")
    run(pipeline, tmp_path / "a.jsonl")
    run(pipeline, tmp_path / "a.jsonl")
    (document_id,) = {s.document_id for s in pipeline.store.iter_statements()}
    document = pipeline.store.find_document(document_id)
    assert document is not None
    assert [a.title for a in document.arrivals] == ["水清了 电话某某某某某某某某某某某"]


def test_reading_again_tells_and_writes_nothing(pipeline: Pipeline, tmp_path: Path) -> None:
    """What the reader says of the stored text is what it stored, to the statement; the store stays as it was."""
    (tmp_path / "a.txt").write_text(STORY, "utf-8")
    run(pipeline, tmp_path / "a.txt")
    stored = list(pipeline.store.iter_statements())
    (document_id,) = {view.document_id for view in stored}
    again = pipeline.read_again(document_id)
    assert again.version == pipeline.reader.version
    assert {(v.id, v.quote, v.confidence, v.masks) for v in again.statements} == {
        (v.id, v.quote, v.confidence, v.masks) for v in stored
    }
    assert any(argument.private for view in again.statements for argument in view.arguments)
    assert list(pipeline.store.iter_statements()) == stored
    assert len(pipeline.store.find_runs(document_id)) == 1


def test_only_a_stored_text_is_read_again(pipeline: Pipeline, tmp_path: Path) -> None:
    """An unknown document is not in the record; of a table the file itself is not kept."""
    with pytest.raises(NotFound):
        pipeline.read_again("0" * 64)
    (tmp_path / "log.csv").write_text("服务日期,社区,户号,服务项目\n2024-05-02,白石社区,A1,助餐\n", "utf-8")
    run(pipeline, tmp_path / "log.csv")
    (document_id,) = {view.document_id for view in pipeline.store.iter_statements()}
    with pytest.raises(InputError, match="没有保存"):
        pipeline.read_again(document_id)


def test_a_run_counts_lost_verdicts_only_where_it_read_anew(pipeline: Pipeline, tmp_path: Path) -> None:
    """A first reading loses nothing; one that finds less says how many words of people apply no more."""
    for name, text in (("a.txt", STORY), ("b.txt", "晴。")):
        (tmp_path / name).write_text(text, "utf-8")
    assert run(pipeline, tmp_path / "a.txt").orphaned == 0
    view = next(v for v in pipeline.store.iter_statements() if v.predicate == "HOLDS_POST")
    pipeline.store.put_judgement(Judgement(view.id, Verdict.MISREAD, by="馆员甲"))

    class Blind:
        version = "blind-1"

        def read(self, document_id: str, text: str, title: str = "", published: str = "") -> Extract:
            return Extract(document_id, self.version, (), (), (), ())

    blind = Pipeline(pipeline.store, Blind(), pipeline.pseudonyms)
    assert run(blind, tmp_path / "a.txt").orphaned == 1
    assert run(blind, tmp_path / "b.txt").orphaned == 0
    assert run(pipeline, tmp_path / "a.txt").orphaned == 0


def test_lines_without_text_are_told_of_the_key_they_lack(pipeline: Pipeline, tmp_path: Path) -> None:
    """Lines of another shape are no table with wrong headings: the message names text; a CSV keeps its own."""
    (tmp_path / "a.jsonl").write_text('{"content": "晴。", "date": "2024-01-02"}\n', "utf-8")
    (tmp_path / "b.csv").write_text("甲,乙\n1,2\n", "utf-8")
    lines, table = run(pipeline, tmp_path / "a.jsonl", tmp_path / "b.csv").failures
    assert (lines.place, "text" in lines.problem, "text" in lines.remedy) == ("第 1 行", True, True)
    assert "表头" in table.problem
    (tmp_path / "c.jsonl").write_text('{"服务日期": "2024-05-02", "社区": "白石社区", "服务项目": "助餐"}\n', "utf-8")
    assert run(pipeline, tmp_path / "c.jsonl").failures == []
