"""Two who write at once lose nothing and double nothing: threads of one process, and processes."""

from __future__ import annotations

import multiprocessing
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from graph.store import Store
from tests.graph.commits import EDUCATION, Page, judge_same, person_of, write_post
from tests.graph.opening import Opening
from tests.graph.snapshot import snapshot

PAGES = 12


def pages(first: int, last: int) -> list[Page]:
    """Return reports of two officials over some months."""
    return [
        write_post(("陆怀谷", "温如璧")[n % 2], "局长", EDUCATION, f"2024-{n % 12 + 1:02d}-01", note=f"{n}")
        for n in range(first, last)
    ]


def write_pages(opening: Opening, first: int, last: int) -> int:
    """Open the store, write pages, close it; return how many were new."""
    store = opening.open()
    try:
        return sum(store.put_document(page.commit()) for page in pages(first, last))
    finally:
        store.close()


def _write_and_tell(opening: Opening, first: int, last: int, told: multiprocessing.Queue[int]) -> None:
    told.put(write_pages(opening, first, last))


class WriterContract:
    """Two writers at once."""

    def test_threads_take_turns(self, store: Store) -> None:
        """Three threads that write overlapping documents store each once; the clusters are as from one writer."""
        with ThreadPoolExecutor(3) as pool:
            stored = list(
                pool.map(
                    lambda span: sum(store.put_document(page.commit()) for page in pages(*span)),
                    [(0, 8), (4, PAGES), (0, PAGES)],
                )
            )
        assert sum(stored) == PAGES
        together = snapshot(store)
        assert together["count"].documents == PAGES
        assert sorted(len(e.members) for e in together["entities"] if e.kind == "Person") == [6, 6]

    def test_a_reader_beside_a_writer_sees_whole_documents(self, store: Store) -> None:
        """While documents are written and replaced, a reader never sees half of one."""
        stop = threading.Event()

        def write() -> None:
            try:
                for version in range(6):
                    for page in pages(0, 4):
                        store.put_document(page.commit(f"reader-{version}"))
            finally:
                stop.set()

        with ThreadPoolExecutor(1) as pool:
            writer = pool.submit(write)
            seen = 0
            while not stop.is_set():
                for page in pages(0, 4):
                    for view in store.statements_in(page.id):
                        seen += 1
                        assert [a.entity_id != "" for a in view.arguments] == [True, True, True, False]
            writer.result()
        assert seen

    def test_moments_are_told_apart(self, store: Store) -> None:
        """Every change has a moment later than the one before, whoever made it."""
        commits = [page.commit() for page in pages(0, 6)]
        with ThreadPoolExecutor(3) as pool:
            list(pool.map(store.put_document, commits))
        moments = [view.known_from for view in store.iter_statements()]
        assert len(set(moments)) == len(moments)

    def test_judgements_beside_documents(self, store: Store) -> None:
        """A person may judge while documents arrive."""
        one, two = (page.commit() for page in pages(0, 2))
        store.put_document(one)
        store.put_document(two)
        with ThreadPoolExecutor(2) as pool:
            judged = pool.submit(store.put_judgement, judge_same(person_of(one), person_of(two)))
            for page in pages(2, 8):
                store.put_document(page.commit())
            judged.result()
        assert sorted(len(e.members) for e in store.iter_entities() if e.kind == "Person") == [8]

    @pytest.mark.slow
    def test_processes_take_turns(self, opening: Opening, store: Store) -> None:
        """Two processes that write overlapping documents into one store store each once."""
        context = multiprocessing.get_context("spawn")
        told: multiprocessing.Queue[int] = context.Queue()
        processes = [
            context.Process(target=_write_and_tell, args=(opening, *span, told)) for span in ((0, PAGES), (2, PAGES))
        ]
        for process in processes:
            process.start()
        stored = [told.get(timeout=120) for _ in processes]
        for process in processes:
            process.join(timeout=60)
            assert process.exitcode == 0
        assert sum(stored) == PAGES
        assert store.count().documents == PAGES
        assert sorted(len(e.members) for e in store.iter_entities() if e.kind == "Person") == [6, 6]

    def test_two_openings_are_one_store(self, opening: Opening, store: Store) -> None:
        """What one has committed the other sees, before either is closed."""
        commit = write_post("陆怀谷", "局长", EDUCATION).commit()
        other = opening.open()
        try:
            assert other.put_document(commit)
            assert not store.put_document(commit)
            assert [e.name for e in store.iter_entities()] == [e.name for e in other.iter_entities()]
            assert store.address == other.address
        finally:
            other.close()

    def test_a_failed_commit_leaves_nothing(self, store: Store) -> None:
        """A document that cannot be stored whole is not stored at all, and the store goes on."""
        commit = write_post("陆怀谷", "局长", EDUCATION).commit()
        broken = replace(commit, data_classes=())
        before = snapshot(store)
        with pytest.raises(ValueError, match="zip"):
            store.put_document(broken)
        assert snapshot(store) == before
        assert store.put_document(commit)

    def test_closed_store_opens_again(self, opening: Opening) -> None:
        """What was committed is there when the store is opened anew."""
        store = opening.open()
        store.put_document(write_post("陆怀谷", "局长", EDUCATION).commit())
        before = snapshot(store)
        store.close()
        again = opening.open()
        try:
            assert snapshot(again) == before
        finally:
            again.close()
