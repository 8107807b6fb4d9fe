"""Paths → items: every file under the paths through the reader that its format needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from domain.errors import InputError
from ingest.appointment.reading import read_lrm_file, read_lrmx_file
from ingest.readers.archive import MOST_KILLED, Budget, iter_members
from ingest.readers.binary import BinaryReader, Killed
from ingest.readers.dates import find_moment
from ingest.readers.files import describe_fault, iter_origins
from ingest.readers.formats import HEAD_LENGTH, get_reader
from ingest.readers.item import Item, Origin
from ingest.readers.json_lines import iter_documents, iter_packed_documents
from ingest.readers.markup import read_markup
from ingest.readers.office import read_office
from ingest.readers.pdf import read_ofd, read_pdf
from ingest.readers.plain import read_plain
from ingest.readers.table import read_table_file
from ingest.readers.word import read_word
from ingest.readers.workbook import read_workbook
from ingest.worker.worker import Worker

Reader = Callable[[Origin], Iterator[Item | InputError]]


def _read_one(read: Callable[[Origin], Item]) -> Reader:
    def read_file(origin: Origin) -> Iterator[Item | InputError]:
        yield read(origin)

    return read_file


READERS: Mapping[str, Reader] = {
    "plain": _read_one(read_plain),
    "markup": _read_one(read_markup),
    "table": read_table_file,
    "lines": iter_documents,
    "packed_lines": iter_packed_documents,
    "lrmx": _read_one(read_lrmx_file),
    "lrm": _read_one(read_lrm_file),
}

BINARY_READERS: Mapping[str, BinaryReader] = {
    "office": read_office,
    "ofd": read_ofd,
    "pdf": read_pdf,
    "word": read_word,
    "workbook": read_workbook,
}
"""What is parsed in the worker; an archive besides, whose members come back here."""


def iter_items(paths: Sequence[Path], *, published: str = "", source: str = "") -> Iterator[Item | InputError]:
    """Yield what lies at and under the paths in sorted order: an item, or the one error that keeps it out.

    `published` and `source` hold for items that say nothing of the kind themselves. The text of an item is never
    altered: bytes are decoded, a byte order mark is taken off, nothing else. A line is read when it is asked for,
    so that a file of any length needs no more memory than its longest document.
    """
    moment = find_moment(published) if published else ""
    with Worker() as worker:
        for origin in iter_origins(paths):
            if isinstance(origin, InputError):
                yield origin
                continue
            warnings = origin.warnings
            if moment is None:
                warnings = (*warnings, origin.refuse("", "给出的发布日期不是日期，已留空", "应形如 2024-04-10"))
            known = replace(origin, published=moment or "", source=source, warnings=warnings)
            yield from _read_file(known, worker, Budget())


def _read_file(origin: Origin, worker: Worker, budget: Budget) -> Iterator[Item | InputError]:
    """Yield what one file holds; whatever goes wrong with it ends here."""
    try:
        with origin.open() as stream:
            head = stream.read(HEAD_LENGTH)
        reader = get_reader(origin.shown, origin.path.name, head)
        if reader == "archive":
            for member in iter_members(origin, worker, budget):
                if budget.killed >= MOST_KILLED:
                    raise origin.refuse("", f"已有 {MOST_KILLED} 个成员解析不下去，其余的没有读", "请解压后分开读入")
                if isinstance(member, InputError):
                    yield member
                else:
                    yield from _read_file(member, worker, budget)
        elif reader in BINARY_READERS:
            yield from BINARY_READERS[reader](origin, worker)
        else:
            yield from READERS[reader](origin)
    except InputError as error:
        budget.killed += isinstance(error, Killed)
        yield error
    except OSError as error:
        yield describe_fault(origin.shown, error)
