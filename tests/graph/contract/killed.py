"""A writer killed in the middle of reading anew leaves every document whole: as it was before, or as it is after."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Sequence
from itertools import cycle
from multiprocessing.connection import Connection

import pytest

from domain.judgement import Judgement, Verdict
from graph.commit import DocumentCommit
from graph.store import Store
from tests.graph.commits import EDUCATION, NEWER, VERSION, Page, write_award
from tests.graph.opening import Opening
from tests.graph.snapshot import snapshot

PAGES = 4
DELAYS = (0.0, 0.004, 0.011, 0.023, 0.05)
"""How long after a document was told the writer is killed: somewhere in the next ones."""


def read(number: int, version: str) -> DocumentCommit:
    """Return the older reading of a page, with post and award, or the newer, with another status and no award."""
    page = write_award("陆怀谷", "局长", EDUCATION, f"节水先锋{number}", f"2024-0{number + 1}-01")
    if version == VERSION:
        return page.commit(version)
    newer = Page(page.text, page.published)
    newer.hold("陆怀谷", "局长", newer.organisation(EDUCATION), status="appointed")
    return newer.commit(version)


def read_on(opening: Opening, told: Connection) -> None:
    """Read all pages anew, newer and older in turn, and tell of each, until somebody kills this process."""
    store = opening.open()
    for version in cycle((NEWER, VERSION)):
        for number in range(PAGES):
            store.put_document(read(number, version))
            told.send(number)


def check_whole(store: Store, documents: Sequence[str]) -> None:
    """Each document says what one version says, all of it, with the verdict on its line and its entities linked."""
    for number, document_id in enumerate(documents):
        version = store.find_versions([document_id])[document_id]
        views = store.statements_in(document_id)
        assert {view.id for view in views} == {s.id for s in read(number, version).statements}
        assert {view.version for view in views} == {version}
        holding = next(view for view in views if view.predicate == "HOLDS_POST")
        assert [mark.verdict for mark in holding.marks] == ["accepted"]
        assert all(argument.entity_id for view in views for argument in view.arguments if argument.is_reference)
        assert store.find_runs(document_id)[-1].version == version
        document = store.find_document(document_id)
        assert document is not None
        assert {m.reference_id for m in document.mentions} == {m.reference_id for m in read(number, version).mentions}


class KilledContract:
    """kill -9 while a newer reading replaces an older one."""

    @pytest.mark.slow
    def test_killed_reader_leaves_whole_documents(self, opening: Opening, store: Store) -> None:
        """Killed again and again, then read to the end: every answer is that of a store that nobody killed."""
        commits = [read(number, VERSION) for number in range(PAGES)]
        for commit in commits:
            store.put_document(commit)
            holding = next(s for s in commit.statements if s.predicate == "HOLDS_POST")
            store.put_judgement(Judgement(holding.id, Verdict.ACCEPTED, by="馆员甲"))
        for commit in (read(number, NEWER) for number in range(PAGES)):
            store.put_document(commit)
        expected = snapshot(store)
        documents = [commit.document.id for commit in commits]
        context = multiprocessing.get_context("spawn")
        for delay in DELAYS:
            ours, theirs = context.Pipe(duplex=False)
            process = context.Process(target=read_on, args=(opening, theirs))
            process.start()
            theirs.close()
            for _ in range(PAGES + 1):
                assert ours.poll(60)
                ours.recv()
            time.sleep(delay)
            process.kill()
            process.join(timeout=60)
            assert process.exitcode != 0
            check_whole(store, documents)
        for number in range(PAGES):
            store.put_document(read(number, NEWER))
        assert snapshot(store) == expected
