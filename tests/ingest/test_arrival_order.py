"""What a document says depends on how it came, never on the order of the commands that brought it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import count, permutations
from pathlib import Path

import pytest

from domain.judgement import Judgement, Verdict
from graph.answer import StatementView
from graph.commit import DocumentCommit
from graph.sqlite.store import SqliteStore
from graph.store import Store
from ingest.pipeline import Pipeline
from ingest.pseudonym import Pseudonyms
from ingest.report import Report
from nlp.reader import Reader
from tests.graph.snapshot import without_clock

NOTICE = "闻人朔任青禾县水利局局长\n\n7月1日，闻人朔任青禾县水利局局长。\n"
ADVERSE = "青禾县水利局原局长闻人朔因违纪受到党内严重警告处分。"

Line = dict[str, str]


class Bench:
    """Fresh stores, one after another."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.opened: list[SqliteStore] = []
        self.numbers = count()

    def open(self) -> Pipeline:
        """Return a pipeline over an empty store."""
        project = self.folder / f"project-{next(self.numbers)}"
        store = SqliteStore(project / "store.db")
        self.opened.append(store)
        return Pipeline(store, Reader(), Pseudonyms(project / "key.db"))

    def bring(self, pipeline: Pipeline, *lines: Line, text: str = NOTICE) -> Report:
        """Ingest the text as one JSONL file whose lines say this of it."""
        path = self.folder / "in" / "a.jsonl"
        path.parent.mkdir(exist_ok=True)
        rows = [json.dumps({"text": text, **line}, ensure_ascii=False) + "\n" for line in lines]
        path.write_text("".join(rows), "utf-8")
        return pipeline.run([path])


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """Stores that are closed at the end."""
    made = Bench(tmp_path)
    yield made
    for store in made.opened:
        store.close()


def told(store: Store) -> list[StatementView]:
    """All that stands, clocks apart."""
    return [without_clock(view) for view in store.iter_statements()]


ARRIVALS: Sequence[Line] = (
    {},
    {"published": "2024-07-02", "source": "青禾报"},
    {"published": "2024-07-09", "title": "闻人朔任青禾县水利局局长"},
)


def test_a_date_that_comes_later_is_read_as_if_it_had_come_first(bench: Bench) -> None:
    """The day in the text is completed, and the run says that it read something."""
    at_once, later = bench.open(), bench.open()
    bench.bring(at_once, {"published": "2024-07-02"})
    undated = bench.bring(later, {})
    assert len(undated.undated) == 1
    assert told(later.store) != told(at_once.store)
    dated = bench.bring(later, {"published": "2024-07-02"})
    assert (dated.read, dated.known, dated.undated) == (1, 0, {})
    assert told(later.store) == told(at_once.store)
    assert "2024-07-01" in {v.valid_from for v in later.store.iter_statements()}


@pytest.mark.slow
@pytest.mark.parametrize("order", list(permutations(range(3))))
@pytest.mark.parametrize("apart", [True, False], ids=["three runs", "one run"])
def test_any_order_of_arrivals_gives_one_record(bench: Bench, order: tuple[int, ...], apart: bool) -> None:
    """Dates, titles and sources in any order, in one run or in several, leave the same statements."""
    expected, found = bench.open(), bench.open()
    bench.bring(expected, *ARRIVALS)
    lines = [ARRIVALS[number] for number in order]
    for part in [[line] for line in lines] if apart else [lines]:
        bench.bring(found, *part)
    assert told(found.store) == told(expected.store) != []


def test_what_brings_nothing_new_reads_nothing(bench: Bench) -> None:
    """The same again, a later date and another source are arrivals and no readings."""
    pipeline = bench.open()
    bench.bring(pipeline, ARRIVALS[1])
    before = list(pipeline.store.iter_statements())
    for line in (ARRIVALS[1], {}, {"published": "2025-01-01"}, {"published": "2024-07-03", "source": "某报"}):
        report = bench.bring(pipeline, line)
        assert (report.read, report.known) == (0, 1)
    assert list(pipeline.store.iter_statements()) == before
    assert len(pipeline.store.find_runs(before[0].document_id)) == 1


def test_an_adverse_line_counts_once_the_organ_itself_publishes_it(bench: Bench) -> None:
    """A paper's report admits nothing; the organ's own arrival does, also when it comes later."""
    organ, paper = {"source": "青禾县纪委监委"}, {"source": "青禾报"}
    at_once, later = bench.open(), bench.open()
    bench.bring(at_once, organ, text=ADVERSE)
    bench.bring(later, paper, text=ADVERSE)
    assert "SANCTIONED" not in {v.predicate for v in later.store.iter_statements()}
    bench.bring(later, organ, text=ADVERSE)
    assert "SANCTIONED" in {v.predicate for v in later.store.iter_statements()}
    assert told(later.store) == told(at_once.store)
    assert bench.bring(later, paper, text=ADVERSE).read == 0
    assert told(later.store) == told(at_once.store)


def test_what_people_said_holds_for_the_later_reading(bench: Bench) -> None:
    """A verdict on a line stays with it when the date comes."""
    pipeline = bench.open()
    bench.bring(pipeline, {})
    view = next(v for v in pipeline.store.iter_statements() if v.predicate == "HOLDS_POST")
    pipeline.store.put_judgement(Judgement(view.id, Verdict.MISREAD, by="馆员甲"))
    assert bench.bring(pipeline, ARRIVALS[1]).orphaned == 0
    assert [word.applies for word in pipeline.store.words_of_people()] != []
    assert any(mark.by == "馆员甲" for v in pipeline.store.iter_statements() for mark in v.marks)


def test_a_date_that_another_process_brings_meanwhile_is_not_lost(bench: Bench) -> None:
    """Between reading and writing somebody else stores the same text with a date: it is read once more."""
    expected, pipeline = bench.open(), bench.open()
    bench.bring(expected, {"published": "2024-07-02"})
    other = Pipeline(pipeline.store, Reader(), pipeline.pseudonyms)

    class Racing:
        """Lets the other one in before the first write."""

        is_first = True

        def __getattr__(self, name: str) -> object:
            return getattr(pipeline.store, name)

        def put_document(self, commit: DocumentCommit) -> bool:
            if self.is_first:
                Racing.is_first = False
                bench.bring(other, {})
            return pipeline.store.put_document(commit)

    racing = Pipeline(Racing(), Reader(), pipeline.pseudonyms)  # type: ignore[arg-type]
    report = bench.bring(racing, {"published": "2024-07-02"})
    assert report.failures == []
    assert told(pipeline.store) == told(expected.store)
