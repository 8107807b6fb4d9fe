"""Counts what a run would bring before anything is written: the same reading, with nothing kept but the numbers.

No more than one document is held at a time, and of the texts that were read a bounded part, so that most imports read
each text once.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from domain.document import Arrival
from domain.errors import InputError, StoreUnavailable
from domain.extract import Extract
from domain.passport import Passport
from graph.commit import DocumentCommit
from graph.source import SourceRun
from ingest.pipeline import Pipeline, TextReader, describe_failure
from ingest.pseudonym import Pseudonyms
from ingest.readers.item import Item
from ingest.report import Report
from ingest.run import iter_batches, iter_settled

REMEMBERED = 2_000_000
"""Characters of text whose readings are kept from the survey for the run behind it."""

"""How the extractor of a row's reading begins; the name of the record's kind follows."""


@dataclass
class Survey:
    """What lies under the paths of one run: counts by key (domain.passport), and what kept items out.

    `report` holds failures and findings as a run would report them; `fresh` counts the documents that the store does
    not hold. A document is counted once however often it lies there, one that was withdrawn not at all.
    """

    counts: Counter[str] = field(default_factory=Counter)
    report: Report = field(default_factory=Report)
    fresh: int = 0
    published: str = ""
    _seen: set[bytes] = field(default_factory=set)

    def __contains__(self, document_id: object) -> bool:
        return isinstance(document_id, str) and bytes.fromhex(document_id) in self._seen

    def add(self, document_id: str) -> bool:
        """Note a document; False for one that was met before."""
        before = len(self._seen)
        self._seen.add(bytes.fromhex(document_id))
        return len(self._seen) > before

    def note_date(self, arrival: Arrival, today: date) -> None:
        """Keep the latest day of publication; one that is yet to come is a slip."""
        day = arrival.published[:10]
        if day <= today.isoformat():
            self.published = max(self.published, day)


class RememberingReader:
    """Reads texts with another reader and keeps a bounded part of what it said until it is asked again, once."""

    def __init__(self, reader: TextReader, characters: int = REMEMBERED) -> None:
        self._reader = reader
        self._room = characters
        self._held: dict[tuple[str, str, str], Extract] = {}

    @property
    def version(self) -> str:
        return self._reader.version

    def read(self, document_id: str, text: str, title: str = "", published: str = "") -> Extract:
        key = document_id, title, published
        held = self._held.pop(key, None)
        if held is not None:
            self._room += len(text)
            return held
        extract = self._reader.read(document_id, text, title, published)
        if len(text) <= self._room:
            self._room -= len(text)
            self._held[key] = extract
        return extract


class _Placeholders(Pseudonyms):
    """Stands for the pseudonyms where nothing may be written: a household is told from another, and that is all."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)

    def of_all(self, purpose: str, identifiers: Iterable[str], mark: str = "户") -> dict[str, str]:
        def make(identifier: str) -> str:
            digest = hmac.digest(self._key, f"{purpose}\n{identifier}".encode("utf-8", "surrogatepass"), hashlib.sha256)
            return f"{mark}-{digest.hex()[:24].upper()}"

        return {identifier: make(identifier) for identifier in identifiers}

    def close(self) -> None:
        """Nothing is open."""


def survey(
    pipeline: Pipeline, passport: Passport, paths: Sequence[Path], *, published: str = "", source: str = "",
    again: bool = False, today: date | None = None, on_progress: Callable[[Survey], None] = lambda survey: None,
) -> Survey:  # fmt: skip
    """Count everything under the paths as the pipeline would read it; neither store nor pseudonyms are written.

    Texts are read only where the passport expects something of what they say; of a text that the store holds in
    this version its statements there are counted.
    """
    surveyor = _Surveyor(replace(pipeline, pseudonyms=_Placeholders()), passport, today or date.today())
    for batch in iter_batches(iter_settled(paths, pipeline.mappings, published, source)):
        documents = [item.document.id for item in batch if isinstance(item, Item)]
        versions = pipeline.store.find_versions(documents)
        withdrawn = {} if again else pipeline.store.find_tombstones(documents)
        for item in batch:
            if isinstance(item, InputError):
                surveyor.fail(item)
            else:
                version = versions.get(item.document.id)
                surveyor.take(item, version, is_withdrawn=version is None and item.document.id in withdrawn)
            on_progress(surveyor.survey)
    return surveyor.survey


class _Surveyor:
    """Counts item by item."""

    def __init__(self, pipeline: Pipeline, passport: Passport, today: date) -> None:
        self._pipeline = pipeline
        self._today = today
        self._statements, self._mentions = passport.needs("statements"), passport.needs("mentions")
        self.survey = Survey()
        # Counted even where there is none, so that the next run can be compared with it. What texts say is counted
        # only where something is expected of it: a number that leaves texts out would mislead.
        always = ("documents", "failed", "rows", "rejected_rows")
        asked = [
            name for name, is_asked in (("statements", self._statements), ("mentions", self._mentions)) if is_asked
        ]
        self.survey.counts.update(dict.fromkeys((*always, *asked), 0))

    def fail(self, error: InputError) -> None:
        self.survey.counts["failed"] += 1
        self.survey.report.failures.append(error)

    def take(self, item: Item, version: str | None, *, is_withdrawn: bool) -> None:
        """Count one item that the store holds in this version, None where it holds none of it."""
        survey = self.survey
        if not survey.add(item.document.id):
            return
        if is_withdrawn:
            survey.report.withdrawn += 1
            return
        survey.report.warnings.extend(item.warnings)
        before = len(survey.report.findings)
        try:
            if item.sheets:
                self._count_table(item, before)
            elif self._statements or self._mentions:
                self._count_text(item, version)
        except InputError as error:
            self.fail(error)
            return
        except StoreUnavailable:
            raise
        except Exception as error:  # noqa: BLE001 the run reports it in the same way
            self.fail(describe_failure(item, error))
            return
        survey.counts["documents"] += 1
        survey.fresh += version is None
        survey.note_date(item.arrival, self._today)

    def _count_table(self, item: Item, before: int) -> None:
        known = self.survey.report.rows.copy()
        commit = self._pipeline.prepare(self.survey.report, item)
        rows = self.survey.report.rows - known
        findings = self.survey.report.findings[before:]
        rejected = {(f.sheet, f.row) for f in findings if f.severity == "reject"}
        counts = self.survey.counts
        counts["rows"] += rows.total()
        counts["rejected_rows"] += len(rejected)
        for kind, number in rows.items():
            counts[f"rows.{kind}"] += number
        self._count_commit(commit)

    def _count_text(self, item: Item, version: str | None) -> None:
        if version != self._pipeline.reader.version:
            self._count_commit(self._pipeline.prepare(self.survey.report, item))
            return
        store, key = self._pipeline.store, item.document.id
        if self._statements:
            self._count("statements", (view.predicate for view in store.statements_in(key)))
        found = store.find_document(key) if self._mentions else None
        if found is not None:
            self._count("mentions", (str(stored.mention.kind) for stored in found.mentions))

    def _count_commit(self, commit: DocumentCommit) -> None:
        if self._statements:
            self._count("statements", (statement.predicate for statement in commit.statements))
        if self._mentions:
            self._count("mentions", (str(stored.mention.kind) for stored in commit.mentions))

    def _count(self, what: str, kinds: Iterable[str]) -> None:
        for kind, number in Counter(kinds).items():
            self.survey.counts[what] += number
            self.survey.counts[f"{what}.{kind}"] += number


def describe_run(survey: Survey, passport: Passport, at: str, *, accepted: bool) -> SourceRun:
    """Return what the store keeps of the run behind a survey."""
    return SourceRun(
        passport.name, at, dict(survey.counts), survey.fresh, survey.published, accepted, passport.pack()
    )  # fmt: skip


def is_worth_keeping(run: SourceRun, last: SourceRun | None) -> bool:
    """False for the same again: nothing new came, and the counts are those of the last run."""
    return last is None or bool(run.fresh) or dict(run.counts) != dict(last.counts)
