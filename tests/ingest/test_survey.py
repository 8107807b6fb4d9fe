"""Counting what a run would bring: the numbers of the run, and nothing written for them."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.extract import Extract
from domain.passport import Expectation, Passport
from graph.sqlite.store import SqliteStore
from graph.store import Store
from ingest.pipeline import Pipeline
from ingest.pseudonym import Pseudonyms
from ingest.survey import RememberingReader, Survey, describe_run, is_worth_keeping, survey
from nlp.reader import Reader
from tests.graph.snapshot import snapshot

STORY = "青禾县水利局局长闻人朔来到现场。居民孟大娘说：“水清了。”"
OTHER = "西林县教育局副局长闻人朔出席了开学典礼。"
HEAD = "服务日期,社区,户号,服务项目,次数"
ALL = Passport("来源", "单位", "log", expects=tuple(Expectation(c, 0) for c in ("statements", "mentions")))
FEW = Passport("来源", "单位", "log", expects=(Expectation("documents", 1),))
TODAY = date(2024, 12, 31)


class CountingReader:
    """A reader that says how often it read."""

    def __init__(self) -> None:
        self._reader = Reader()
        self.calls = 0

    @property
    def version(self) -> str:
        return self._reader.version

    def read(self, document_id: str, text: str, title: str = "", published: str = "") -> Extract:
        self.calls += 1
        return self._reader.read(document_id, text, title, published)


class OnlyRead:
    """A store of which nothing but reads can be asked."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __getattr__(self, name: str) -> Any:
        assert not name.startswith(("put_", "undo_", "retract")), name
        return getattr(self._store, name)


@contextmanager
def opened(folder: Path) -> Iterator[Pipeline]:
    store = SqliteStore(folder / "store.db")
    pseudonyms = Pseudonyms(folder / "key.db")
    try:
        yield Pipeline(store, CountingReader(), pseudonyms)
    finally:
        store.close()
        pseudonyms.close()


@pytest.fixture
def pipeline(tmp_path: Path) -> Iterator[Pipeline]:
    """A pipeline over an empty embedded store."""
    with opened(tmp_path / "project") as pipeline:
        yield pipeline


def calls(pipeline: Pipeline) -> int:
    assert isinstance(pipeline.reader, CountingReader)
    return pipeline.reader.calls


def write(folder: Path, *texts: str, rows: Sequence[str] = ()) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(texts):
        (folder / f"{number}.txt").write_text(text, "utf-8")
    if rows:
        (folder / "log.csv").write_text("\n".join((HEAD, *rows)) + "\n", "utf-8")
    return folder


def row(day: int, household: int, service: str = "助餐", times: str = "1") -> str:
    return f"2024-05-{day:02d},云杉社区,Y{household:03d},{service},{times}"


def count(pipeline: Pipeline, path: Path, passport: Passport = ALL) -> Survey:
    return survey(pipeline, passport, [path], published="2024-05-01", today=TODAY)


def test_counts_are_those_of_the_run(pipeline: Pipeline, tmp_path: Path) -> None:
    """Documents, rows good and bad, statements by predicate and mentions by kind are what the run then stores."""
    rows = [row(1, 1), row(2, 2, times="很多"), row(3, 3)]
    inbox = write(tmp_path / "inbox", STORY, OTHER, rows=rows)
    (inbox / "empty.txt").write_bytes(b"")
    found = count(pipeline, inbox)
    assert {k: v for k, v in found.counts.items() if "." not in k} == {
        "documents": 3, "failed": 1, "rows": 3, "rejected_rows": 1,
        "statements": found.counts["statements"], "mentions": found.counts["mentions"],
    }  # fmt: skip
    assert found.counts["rows.service_log"] == 3
    assert found.counts["statements.USED"] == 2
    assert (found.fresh, found.published, len(found.report.failures)) == (3, "2024-05-01", 1)
    report = pipeline.run([inbox], published="2024-05-01")
    assert report.statements == found.counts["statements"]
    stored = Counter(view.predicate for view in pipeline.store.iter_statements())
    assert {f"statements.{predicate}": n for predicate, n in stored.items()} == {
        key: n for key, n in found.counts.items() if key.startswith("statements.")
    }
    kinds = Counter(str(stored.mention.kind) for _, stored, _ in pipeline.store.iter_mentions())
    assert {f"mentions.{kind}": n for kind, n in kinds.items()} == {
        key: n for key, n in found.counts.items() if key.startswith("mentions.")
    }


def test_known_documents_count_as_before(pipeline: Pipeline, tmp_path: Path) -> None:
    """The same files again give the same counts, nothing of them is new, and no text is read again for it."""
    inbox = write(tmp_path / "inbox", STORY, OTHER, rows=[row(1, 1)])
    first = count(pipeline, inbox)
    pipeline.run([inbox], published="2024-05-01")
    before = calls(pipeline)
    second = count(pipeline, inbox)
    assert (second.counts, second.fresh) == (first.counts, 0)
    assert calls(pipeline) == before


def test_one_text_counts_once(pipeline: Pipeline, tmp_path: Path) -> None:
    """Copies are one document."""
    found = count(pipeline, write(tmp_path / "inbox", STORY, STORY))
    assert (found.counts["documents"], found.fresh) == (1, 1)


def test_texts_are_read_only_where_it_matters(pipeline: Pipeline, tmp_path: Path) -> None:
    """A passport that expects documents alone costs no reading, and its counts claim nothing of what texts say."""
    found = count(pipeline, write(tmp_path / "inbox", STORY, rows=[row(1, 1)]), FEW)
    assert calls(pipeline) == 0
    assert dict(found.counts) == {"documents": 2, "failed": 0, "rows": 1, "rejected_rows": 0, "rows.service_log": 1}


def test_withdrawn_documents_do_not_count(pipeline: Pipeline, tmp_path: Path) -> None:
    """They are not read, so they are not counted; let in again they are."""
    inbox = write(tmp_path / "inbox", STORY)
    pipeline.run([inbox], published="2024-05-01")
    (statement, *_) = pipeline.store.iter_statements()
    pipeline.store.retract(statement.document_id, "source")
    assert count(pipeline, inbox).counts["documents"] == 0
    assert survey(pipeline, ALL, [inbox], again=True).counts["documents"] == 1


def test_counting_calls_no_writer(pipeline: Pipeline, tmp_path: Path) -> None:
    """Whatever the engine: a store that can only be read and pseudonyms that give none are enough."""
    inbox = write(tmp_path / "inbox", STORY, rows=[row(1, 1)])
    pipeline.run([inbox], published="2024-05-01")
    (inbox / "2.txt").write_text(OTHER, "utf-8")
    (inbox / "empty.txt").write_bytes(b"")
    reading = Pipeline(cast(Store, OnlyRead(pipeline.store)), pipeline.reader, cast(Pseudonyms, None))
    found = count(reading, inbox)
    assert (found.counts["documents"], found.fresh, found.counts["failed"]) == (3, 1, 1)


def test_what_came_after_the_counting_is_not_read(pipeline: Pipeline, tmp_path: Path) -> None:
    """A file that changed between counting and reading fails with its remedy; the counted ones land."""
    inbox = write(tmp_path / "inbox", STORY, OTHER)
    found = count(pipeline, inbox)
    (inbox / "1.txt").write_text(OTHER + "又一句。", "utf-8")
    report = pipeline.run([inbox], published="2024-05-01", counted=found)
    assert (report.read, len(report.failures)) == (1, 1)
    assert "清点" in str(report.failures[0])
    assert pipeline.store.count().documents == 1


def test_a_text_is_read_once_for_both(pipeline: Pipeline, tmp_path: Path) -> None:
    """The run takes the reading of the survey; what does not fit is read again, with the same result."""
    inbox = write(tmp_path / "inbox", STORY, OTHER)
    for characters, expected in ((1_000, 2), (len(STORY), 3), (0, 4)):
        reader = CountingReader()
        folder = tmp_path / f"project-{characters}"
        with opened(folder) as other:
            reading = replace(other, reader=RememberingReader(reader, characters))
            count(reading, inbox)
            reading.run([inbox], published="2024-05-01")
            assert reader.calls == expected
            statements = snapshot(other.store)["statements"]
        pipeline.run([inbox], published="2024-05-01")
        assert statements == snapshot(pipeline.store)["statements"] != []


def test_a_day_yet_to_come_is_no_publication(pipeline: Pipeline, tmp_path: Path) -> None:
    """A slip of the pen does not keep a source fresh for ever."""
    inbox = write(tmp_path / "inbox", STORY)
    assert survey(pipeline, FEW, [inbox], published="2204-05-01", today=TODAY).published == ""


def test_the_same_again_is_not_worth_keeping() -> None:
    """Nothing new and the same counts is no run to remember; anything else is."""
    found = Survey(Counter(rows=3), fresh=0)
    run = describe_run(found, ALL, "2024-05-01T00:00:00.000000+00:00", accepted=False)
    assert is_worth_keeping(run, None)
    assert not is_worth_keeping(replace(run, at="2024-06-01"), run)
    assert is_worth_keeping(replace(run, fresh=1), run)
    assert is_worth_keeping(replace(run, counts={"rows": 4}), run)


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if not path.name.endswith("-shm")}


ROWS = st.lists(
    st.builds(row, st.integers(1, 28), st.integers(0, 999), st.sampled_from(["助餐", "助浴", "助洁", ""]),
              st.sampled_from(["1", "2", "许多", "-1"])),
    max_size=12,
)  # fmt: skip
TEXTS = st.lists(st.sampled_from([STORY, OTHER, STORY + OTHER, "今天天气很好。", ""]), max_size=4)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(held=ROWS, rows=ROWS, texts=TEXTS)
def test_counting_writes_nothing_property(held: list[str], rows: list[str], texts: list[str]) -> None:
    """Whatever lies there, store, log, pseudonyms and their key are the same bytes after the counting as before."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        before_inbox, inbox = write(folder / "held", STORY, rows=held), write(folder / "inbox", *texts, rows=rows)
        with opened(folder / "project") as pipeline:
            pipeline.run([before_inbox], published="2024-05-01")
            files, answers = bytes_of(folder / "project"), snapshot(pipeline.store)
            found = count(pipeline, inbox)
            assert bytes_of(folder / "project") == files
            assert snapshot(pipeline.store) == answers
            before = pipeline.store.count().documents
            report = pipeline.run([inbox], published="2024-05-01", counted=found)
            assert pipeline.store.count().documents == before + found.fresh
            assert len(report.failures) == found.counts["failed"]
