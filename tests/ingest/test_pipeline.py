"""From files to the store: what a run leaves, and that running again adds nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.sqlite.store import SqliteStore
from ingest.pipeline import Pipeline, Report
from ingest.pseudonym import Pseudonyms
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


def test_news_and_table_speak_of_one_community(pipeline: Pipeline, tmp_path: Path) -> None:
    """A community named with its county in a story and in a service log is one entity."""
    (tmp_path / "a.txt").write_text("本报讯 岭北旗松口镇白石社区党支部书记闻人朔介绍了情况。", "utf-8")
    (tmp_path / "log.csv").write_text(
        "服务日期,旗县,乡镇,社区,户号,服务项目\n2024-05-02,岭北旗,松口镇,白石社区,A1,助餐\n", "utf-8"
    )
    run(pipeline, tmp_path / "a.txt", tmp_path / "log.csv")
    (match,) = [m for m in pipeline.store.find_by_name("白石社区") if m.matched_by == "exact"]
    assert {view.predicate for view in pipeline.store.statements_about(match.entity.id)} >= {"USED", "HOLDS_POST"}
