"""Pictures of pages → lines, by the optional extra `ocr`; its weights come with the package, nothing is fetched."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec

from domain.errors import InputError
from ingest.readers.item import Origin
from ingest.readers.pages import Line, Page
from ingest.worker.fault import Fault
from ingest.worker.worker import Worker, describe

OCR_REMEDY = "请安装文字识别：pip install 'qunxiang[ocr]'；或先做文字识别，存为 txt 后再读入"
MEMORY = 4 << 30
"""Address space of the process that recognises: most of it is libraries that are mapped and never touched."""
SECONDS = 120.0
"""For one page: five on two idle cores, and ten to load. No stranger's bytes are in it, only pixels that we drew."""
MOST_PAGES = 200

LOADER = "ingest.worker.ocr:load_recogniser"


@cache
def is_installed() -> bool:
    """True where the extra is there."""
    return find_spec("rapidocr") is not None


def recognise(
    origin: Origin, worker: Worker, data: bytes, numbers: Sequence[int]
) -> tuple[list[Page], list[InputError]]:  # fmt: skip
    """Return the pages that were read, and an error for each that was not.

    The worker that knows the file draws the page; one beside it, which has seen no byte of the file, reads the picture.
    """
    pages: list[Page] = []
    failed: list[InputError] = []
    if len(numbers) > MOST_PAGES:
        failed.append(
            origin.refuse("", f"扫描页超过 {MOST_PAGES} 页，只识别了前 {MOST_PAGES} 页", "请拆成几个较小的文件再读入")
        )
    with Worker(LOADER, MEMORY, SECONDS) as reader:
        for number in numbers[:MOST_PAGES]:
            try:
                pages.append(_recognise_page(worker, reader, data, number))
            except Fault as fault:
                problem, remedy = describe(fault)
                failed.append(origin.refuse(f"第 {number} 页", f"文字识别没有成功：{problem}", remedy))
    return pages, failed


def _recognise_page(worker: Worker, reader: Worker, data: bytes, number: int) -> Page:
    lines: list[Line] = []
    try:
        size, pixels = list(worker.ask("picture", data, page=number))
        width, height = int(size["width"]), int(size["height"])
        across, up = float(size["points"][0]) / width, float(size["points"][1]) / height
        for found in reader.ask("recognise", pixels, width=width, height=height):
            for text, left, upper, right, lower in found["lines"]:
                edges = _spread(str(text), round(left * across * 100), round(right * across * 100))
                if text:
                    low, high = round((height - lower) * up * 100), round((height - upper) * up * 100)
                    lines.append(Line(str(text), low, high, edges))
    except (TypeError, ValueError, KeyError, IndexError, ZeroDivisionError) as error:
        raise Fault("damaged") from error
    return Page(number, tuple(lines), is_recognised=True)


def _spread(text: str, left: int, right: int) -> tuple[int, ...]:
    """Return where the characters stand in a line of which only the ends are known: a Latin letter takes half."""
    weights = [1 if character.isascii() else 2 for character in text]
    total = sum(weights) or 1
    edges, done = [left], 0
    for weight in weights:
        done += weight
        edges.append(left + round((right - left) * done / total))
    return tuple(edges)
