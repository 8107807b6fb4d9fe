"""Goes through the items of one run: which are known, which are read, by this process or by several."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from domain.document import Arrival
from domain.errors import InputError
from graph.store import Store
from ingest.admit import mask_arrival
from ingest.crew import Crew
from ingest.job import Job
from ingest.mapping import Mapping
from ingest.readers.item import Item
from ingest.readers.reading import iter_items
from ingest.record import settle
from ingest.report import Report

BATCH = 64
BATCH_ROWS = 20_000
"""Items, and rows of tables, of which the store is asked together and which are in memory at one time."""


class Taker(Protocol):
    """What a run needs of a pipeline."""

    @property
    def store(self) -> Store: ...

    def version_of(self, item: Item) -> str: ...

    def take(self, job: Job) -> Report: ...

    def note_failure(self, report: Report, error: InputError) -> None: ...


class Run:
    """Goes through the items of one run: which are known, which are read, by this process or by a crew."""

    def __init__(
        self, pipeline: Taker, report: Report, crew: Crew[Job, Report] | None, again: bool,
        counted: Container[str] | None, on_progress: Callable[[Report], None],
    ) -> None:  # fmt: skip
        self._pipeline = pipeline
        self._store = pipeline.store
        self._report = report
        self._crew = crew
        self._again = again
        self._counted = counted
        self._on_progress = on_progress
        self._given: set[str] = set()
        self.seen: set[str] = set()
        """The files of all items."""
        self.is_anew = False
        """Whether something was read anew that an older version had read."""

    def take_batch(self, batch: Sequence[Item | InputError]) -> None:
        documents = [item.document.id for item in batch if isinstance(item, Item)]
        versions = self._store.find_versions(documents)
        held = self._store.find_arrivals(list(versions))
        withdrawn = {} if self._again else self._store.find_tombstones(documents)
        known: list[Arrival] = []
        for item in batch:
            self.seen.add(item.file)
            if isinstance(item, InputError):
                self._fail(item)
                continue
            document_id = item.document.id
            if document_id in self._given:  # twice in this run: what the first reading brought counts
                self._settle(wait=True)
                versions.update(self._store.find_versions([document_id]))
                held.update(self._store.find_arrivals([document_id]))
            job = Job(item, tuple(held.get(document_id, ())), self._again)
            if self._counted is not None and document_id not in self._counted:
                self._fail(item.refuse("清点之后文件有了变化，没有读入", "请再运行一次，让它重新清点"))
            elif document_id in withdrawn and document_id not in versions:
                self._report.withdrawn += 1
                self._on_progress(self._report)
            elif versions.get(document_id) == self._pipeline.version_of(item) and not job.is_news:
                self._note(item)
                self._report.note_date(job)
                known.append(mask_arrival(item.arrival))
                self._report.known += 1
                self._on_progress(self._report)
            else:
                self.is_anew = self.is_anew or document_id in versions
                self._note(item)
                self._give(job)
        if known:
            self._store.put_arrivals(known)

    def end(self) -> None:
        """Wait for all that was given out."""
        self._settle(wait=True)

    def _give(self, job: Job) -> None:
        self._given.add(job.item.document.id)
        if self._crew is None:
            self._land(job, self._pipeline.take(job))
        else:
            self._crew.submit(job)
            self._settle(wait=False)

    def _settle(self, *, wait: bool) -> None:
        if self._crew is not None:
            for job, report in self._crew.drain() if wait else self._crew.finished():
                self._land(job, report)

    def _land(self, job: Job, report: Report) -> None:
        self._report.undated.pop(job.item.document.id, None)
        self._report.add(report)
        self._on_progress(self._report)

    def _fail(self, error: InputError) -> None:
        self._pipeline.note_failure(self._report, error)
        self._on_progress(self._report)

    def _note(self, item: Item) -> None:
        self._report.warnings.extend(item.warnings)
        self._report.encodings[item.document.encoding] += 1


def iter_settled(
    paths: Sequence[Path], mappings: tuple[Mapping, ...], published: str = "", source: str = ""
) -> Iterator[Item | InputError]:
    """Yield what lies under the paths; a file that is text and table alike as the one that it is read as."""
    for item in iter_items(paths, published=published, source=source):
        yield settle(item, mappings) if isinstance(item, Item) else item


def iter_batches(items: Iterable[Item | InputError]) -> Iterator[list[Item | InputError]]:
    """Yield the items, so many at a time that the store is asked about them together; of long tables fewer."""
    batch: list[Item | InputError] = []
    rows = 0
    for item in items:
        batch.append(item)
        rows += sum(len(sheet.rows) for sheet in item.sheets) if isinstance(item, Item) else 0
        if len(batch) == BATCH or rows >= BATCH_ROWS:
            yield batch
            batch, rows = [], 0
    if batch:
        yield batch
