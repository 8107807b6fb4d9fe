"""PDF and OFD → text with page and box of every character; scanned pages through OCR where it is installed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from domain.errors import InputError
from domain.identifier import hash_bytes
from ingest.readers.binary import ask, read_packed, refuse_answer
from ingest.readers.item import Item, Origin, check_length, make_document
from ingest.readers.ocr import OCR_REMEDY, is_installed, recognise
from ingest.readers.pages import Line, Page, write_text
from ingest.worker.worker import Worker

READER = "pdf-1"
OFD_READER = "ofd-1"


def read_pdf(origin: Origin, worker: Worker) -> Iterator[Item | InputError]:
    """Yield the text of the pages in their order. A page that is a picture is read by OCR, or named in a warning.

    Where no page has a word, the file is refused.
    """
    data = read_packed(origin)
    pages, scans, damaged = _collect(origin, worker, "pdf", data)
    warnings = list(origin.warnings)
    if damaged:
        warnings.append(origin.refuse(show_pages(damaged), "页已损坏，没有读", "请用阅读器打开，另存后再读入"))
    if scans and is_installed():
        recognised, failed = recognise(origin, worker, data, scans)
        pages = sorted([*pages, *recognised], key=lambda page: page.number)
        warnings += failed
    elif scans:
        warnings.append(origin.refuse(show_pages(scans), "是扫描的图片或没有可辨认的文字层，没有读", OCR_REMEDY))
    yield make_item(origin, data, pages, warnings, READER)


def read_ofd(origin: Origin, worker: Worker) -> Iterator[Item | InputError]:
    """Yield the text of an OFD as read_pdf does that of a PDF; a page that is a picture is named in a warning."""
    data = read_packed(origin)
    pages, scans, _ = _collect(origin, worker, "ofd", data)
    warnings = list(origin.warnings)
    if scans:
        warnings.append(origin.refuse(show_pages(scans), "是图片，没有读", "请用阅读器打开，另存为 PDF 后再读入"))
    yield make_item(origin, data, pages, warnings, OFD_READER)


def _collect(origin: Origin, worker: Worker, job: str, data: bytes) -> tuple[list[Page], list[int], list[int]]:
    """Return the pages with words, the numbers of those that are pictures, and of those that are damaged."""
    pages: list[Page] = []
    scans: list[int] = []
    damaged: list[int] = []
    for found in ask(origin, worker, job, data):
        try:
            number = int(found["page"])
            if found.get("scan"):
                scans.append(number)
            elif found.get("damaged"):
                damaged.append(number)
            else:
                pages.append(Page(number, tuple(read_line(*line) for line in found["lines"])))
        except (TypeError, ValueError, KeyError, IndexError, AttributeError) as error:
            raise refuse_answer(origin) from error
    return pages, scans, damaged


def make_item(
    origin: Origin, data: bytes, pages: Sequence[Page], warnings: Sequence[InputError], reader: str
) -> Item:  # fmt: skip
    """Return the item of the pages; where they have no word, raise the last of what was wrong with them."""
    text, locator = write_text(pages)
    if not text.strip():
        own = warnings[len(origin.warnings) :]
        raise own[-1] if own else origin.refuse("", "文件里没有文字", "请检查文件是否导出完整")
    check_length(origin, "", text)
    document = make_document(
        hash_bytes(data), text, media="text", encoding="utf-8", reader=reader, locator=locator
    )  # fmt: skip
    return Item(document, origin.arrive(document.id), warnings=tuple(warnings), file=origin.shown)


def read_line(text: Any, lower: Any, upper: Any, edges: Any) -> Line:
    """Return a line out of the worker's answer; raises ValueError for what is none."""
    line = Line(str(text), int(lower), int(upper), tuple(int(edge) for edge in edges))
    if not line.text or len(line.edges) not in (2, len(line.text) + 1):
        raise ValueError("no line")
    return line


def show_pages(numbers: Sequence[int]) -> str:
    """Return page numbers as people write them: 第 1–3、7 页."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    shown = [str(first) if first == last else f"{first}–{last}" for first, last in runs]
    more = "、".join(shown[:20]) + ("等" if len(shown) > 20 else "")
    return f"第 {more} 页"
