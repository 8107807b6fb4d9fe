"""All stages in order, on one page.

file → Document → Article → Mention → Statement → (admit) → Judgement → graph

A document commits as a whole; what is killed in between leaves nothing and is read again by the next run.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from domain.document import Arrival, Article, Document
from domain.errors import InputError, NotFound, Retracted, StaleReading, StoreUnavailable
from domain.extract import Extract
from domain.mention import refer
from domain.ontology.catalogue import check_statement
from domain.statement import check_evidence
from graph.commit import DocumentCommit, Stage, StoredMention
from graph.difference import Again
from graph.provenance import find_circumstances
from graph.redaction import mask_spans
from graph.resolve import Resolver
from graph.store import Store
from graph.view import view_commit
from ingest.admit import Admission, admit, mask_arrival
from ingest.collecting import keeping_all
from ingest.crew import Crew, Turn
from ingest.job import Job
from ingest.mapping import Mapping
from ingest.pseudonym import Pseudonyms
from ingest.readers.files import show_name
from ingest.readers.item import Item
from ingest.record import read_sheets
from ingest.report import Report
from ingest.run import Run, iter_batches, iter_settled

TRIES = 5
"""How often a text is read that others bring in at the same time with another date, title or source."""


class TextReader(Protocol):
    """Reads statements out of a text; nlp.reader.Reader is one."""

    @property
    def version(self) -> str: ...

    def read(self, document_id: str, text: str, title: str = "", published: str = "") -> Extract: ...


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Takes files into one store with one reader; tables by the given mappings, by the ready ones without."""

    store: Store
    reader: TextReader
    pseudonyms: Pseudonyms
    mappings: tuple[Mapping, ...] = ()

    def run(
        self, paths: Sequence[Path], *, published: str = "", source: str = "",
        again: bool = False, on_progress: Callable[[Report], None] = lambda report: None,
        counted: Container[str] | None = None,
        crew: Crew[Job, Report] | None = None,
    ) -> Report:  # fmt: skip
        """Read everything under the paths; one bad document never stops the others.

        With `counted`, the documents of a survey (ingest.survey), whatever is none of them fails: it came after it.

        A document that was withdrawn is left out, unless such are let in again. A known text is read again when
        it now comes with an earlier date, another title or from a competent organ: the outcome is that of the
        arrivals, in whatever order they came.

        With a crew its processes read and store, each with a pipeline of its own; without one this process does.
        """
        report = Report()
        run = Run(self, report, crew, again, counted, on_progress)
        for batch in iter_batches(iter_settled(paths, self.mappings, published, source)):
            run.take_batch(batch)
        run.end()
        if run.is_anew:
            report.orphaned = sum(not word.applies for word in self.store.words_of_people())
        roots = [Path(_key_of(show_name(str(path)))) for path in paths]
        self._clear_failures(report, {_key_of(file) for file in run.seen}, roots)
        return report

    def lose(self, job: Job) -> Report:
        """Return the report of an item whose process ended on its own."""
        report = Report()
        problem = "读这份文件的进程意外结束，可能是内存不够"
        self.note_failure(report, job.item.refuse(problem, "请拆成几个较小的文件，或加 --processes 1 再读入"))
        return report

    def _clear_failures(self, report: Report, seen: set[str], roots: Sequence[Path]) -> None:
        """Mark what failed in an earlier run and did not fail now: the file was mended, or it is gone.

        Everything under the roots was asked for in this run; what was seen besides was reached through a link.
        """
        failing = {_item_of(error) for error in report.failures}
        for stage in self.store.failures():
            file = stage.item.rpartition("#")[0]
            if stage.item not in failing and (file in seen or any(Path(file).is_relative_to(root) for root in roots)):
                self.store.put_stage(Stage(stage.item, stage.stage, "done", version=self.reader.version))

    def take(self, job: Job, turn: Turn = lambda: None) -> Report:
        """Read and store one item; what is wrong with it stands in the report, which is about this item only.

        A table waits for its turn before it is stored.
        """
        report, item = Report(), job.item
        try:
            if item.sheets:
                with keeping_all():
                    count, is_new = self._take_table(report, job, turn)
            elif item.form:
                commit, is_new = self._put(self._read_form(report, item, item.form), job.again)
                count = len(commit.statements)
            else:
                commit, is_new = self._put_text(report, job)
                count = len(commit.statements)
        except Retracted:
            report.withdrawn += 1
            return report
        except InputError as error:
            self.note_failure(report, error)
            return report
        except StoreUnavailable:
            raise
        except Exception as error:  # noqa: BLE001 one bad document must not stop the rest; it lands in the report
            self.note_failure(report, describe_failure(item, error))
            return report
        if is_new:
            report.read += 1
            report.statements += count
        else:
            report.known += 1
        return report

    def _take_table(self, report: Report, job: Job, turn: Turn) -> tuple[int, bool]:
        """Read and store a table; return how many statements it made, and nothing that would keep its rows alive."""
        read = self._read_table(report, job.item)
        turn()
        commit, is_new = self._put(read, job.again)
        return len(commit.statements), is_new

    def prepare(self, report: Report, item: Item) -> DocumentCommit:
        """Return what would be stored of an item that is not known yet; writes nothing into the store."""
        if item.sheets:
            return self._read_table(report, item)
        admission, version = self._read_text(Job(item))
        return commit_text(item.document, item.arrival, admission, version)

    def _put(self, commit: DocumentCommit, again: bool) -> tuple[DocumentCommit, bool]:
        return commit, self.store.put_document(replace(commit, again=again))

    def _put_text(self, report: Report, job: Job) -> tuple[DocumentCommit, bool]:
        """Read and store a text; read it once more where another process brought it meanwhile."""
        for tried in range(1, TRIES + 1):
            admission, version = self._read_text(job)
            commit = commit_text(job.item.document, job.item.arrival, admission, version)
            try:
                put = self._put(replace(commit, read_with=job.circumstances), job.again)
            except StaleReading:
                if tried == TRIES:
                    raise
                document_id = job.item.document.id
                job = replace(job, held=self.store.find_arrivals([document_id]).get(document_id, ()))
                continue
            report.dropped.update(admission.dropped)
            report.note_date(job)
            return put
        raise AssertionError("the last try returned or raised")

    def version_of(self, item: Item) -> str:
        """Return the version of what reads such an item."""
        if item.form:
            return item.form.version
        return TABLE_VERSION if item.sheets else self.reader.version

    def note_failure(self, report: Report, error: InputError) -> None:
        """Keep in the report and the ledger what could not be read."""
        report.failures.append(error)
        report.findings.extend(getattr(error, "findings", ()))
        self.store.put_stage(Stage(_item_of(error), "read", "failed", error=str(error), version=self.reader.version))

    def _read_text(self, job: Job) -> tuple[Admission, str]:
        """Read a text as all its arrivals say that it came; its own title is taken before it is masked."""
        document, own = job.item.document, mask_arrival(job.item.arrival)
        circumstances = job.circumstances
        title = job.item.arrival.title if own.title == circumstances.title else circumstances.title
        extract = self.reader.read(document.id, document.text, title, circumstances.published)
        for statement in extract.statements:
            check_statement(statement)
            check_evidence(statement, document.id, document.text)
        return admit(extract, document.text, [*job.held, own]), extract.version

    def read_again(self, document_id: str) -> Again:
        """Return what the reader says now of a stored document, as it is stored; writes nothing.

        Raises NotFound for an unknown document, InputError for a table, whose file is not kept.
        """
        found = self.store.find_document(document_id)
        if found is None:
            raise NotFound("记录中没有这份文件")
        if found.document.media != "text":
            raise InputError(document_id[:12], "", "表格的原文件没有保存，不能再读一遍", "请用 ingest 读入改正后的表格")
        circumstances = find_circumstances(found.arrivals)
        extract = self.reader.read(document_id, found.document.text, circumstances.title, circumstances.published)
        admission = admit(extract, found.document.text, found.arrivals)
        arrival = Arrival(document_id, "", published=circumstances.published)
        commit = commit_text(found.document, arrival, admission, extract.version)
        return Again(extract.version, tuple(view_commit(commit)))

    def _read_form(self, report: Report, item: Item, form: Extract) -> DocumentCommit:
        """Admit what a form says as the personnel record of its issuer (PER)."""
        report.findings.extend(item.faults)
        for statement in form.statements:
            check_statement(statement)
            check_evidence(statement, item.document.id, item.document.text)
        admission = admit(form, item.document.text, [mask_arrival(item.arrival)], is_form=True)
        report.dropped.update(admission.dropped)
        return commit_text(item.document, item.arrival, admission, form.version)

    def _read_table(self, report: Report, item: Item) -> DocumentCommit:
        table = read_sheets(item, self.pseudonyms, self.mappings, find_tellers=self.store.find_tellers)
        report.findings.extend(table.findings)
        report.mappings.extend((item.file, sheet, name) for sheet, name in table.mappings)
        report.rows.update(table.rows)
        if table.quarantined:
            report.quarantined[item.document.id] = (item.file, table.quarantined)
        document = table.document
        for statement in table.statements:
            check_statement(statement)
            check_evidence(statement, document.id, document.text)
        resolution = Resolver(document.id, (), table.statements, is_table=True, known=table.people).resolve(())
        return DocumentCommit(
            document=document, version=TABLE_VERSION, arrivals=(mask_arrival(item.arrival),),
            statements=table.statements, readings=table.readings,
            entities=tuple(resolution.entities.values()), links=resolution.links,
            data_classes=table.data_classes,
            stages=(Stage(document.id, "read", "done", version=TABLE_VERSION),),
        )  # fmt: skip


TABLE_VERSION = "table-8"
"""Version of the record mappings; raise it when a mapping reads more or otherwise."""


def commit_text(document: Document, arrival: Arrival, admission: Admission, version: str) -> DocumentCommit:
    """Resolve the references of an admitted text and return all that commits together."""
    if admission.text_sha256 != document.text_sha256:
        document = replace(document, text_sha256=admission.text_sha256, text=admission.text)
    resolution = Resolver(document.id, admission.articles, admission.statements).resolve(admission.mentions)
    mentions = tuple(
        StoredMention(
            m,
            refer(m).id(document.id, ""),
            (m.start, m.end) in admission.private,
            (m.start, m.end) in admission.honoured,
        )
        for m in admission.mentions
    )
    return DocumentCommit(
        document=document, version=version, arrivals=(mask_arrival(arrival),), articles=admission.articles,
        mentions=mentions,
        statements=admission.statements, readings=admission.readings, data_classes=admission.data_classes,
        entities=tuple(resolution.entities.values()), judgements=tuple(resolution.judgements.values()),
        passages=tuple(_passages(admission)), stages=(Stage(document.id, "read", "done", version=version),),
    )  # fmt: skip


def _passages(admission: Admission) -> Iterator[str]:
    """Yield each article's words for the full-text index with the names of private people masked."""
    names = [
        (m.start, m.end) for m in admission.mentions if (m.start, m.end) in admission.private
    ]  # fmt: skip
    text = mask_spans(admission.text, names)
    for article in admission.articles:
        yield "\n".join((_heading(article, text), *(text[start:end] for start, end in article.segments)))


def _heading(article: Article, text: str) -> str:
    return text[slice(*article.headline_span)] if article.headline_span else article.headline


def describe_failure(item: Item, error: Exception) -> InputError:
    """Return what the report says of an item that stopped the program's own code."""
    reason = " ".join(f"{type(error).__name__}: {error}".split())
    return item.refuse(f"读入时出错（{reason}）", "请把这份文件附在问题报告里")


def _item_of(error: InputError) -> str:
    """Return the ledger's name of what failed: the file, and after the last # the place when only that failed."""
    return f"{_key_of(error.file)}#{error.place}"


def _key_of(file: str) -> str:
    """Return the one name of a file in the ledger, however its path was typed; reports show it as typed."""
    return os.path.realpath(file)
