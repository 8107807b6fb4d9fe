"""OFD, the Chinese standard for fixed pages (GB/T 33190) → lines of each page, as pdf.py sends them.

A file is a zip of XML. A text object has a box in millimetres from the upper left corner of the page, and text codes
with a start in that box and the steps from character to character.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from ingest.worker.fault import Fault
from ingest.worker.markup import Attributes, get, iter_starts, parse
from ingest.worker.package import Package

MOST_PAGES = 3_000
MOST_CHARACTERS = 8_000_000
HUNDREDTHS = 7200 / 25.4
"""Hundredths of a point in a millimetre."""
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(slots=True)
class _Run:
    """A row of characters: their left edges and the last right one, the upper and the lower edge, in millimetres."""

    text: str
    edges: list[float]
    upper: float
    lower: float


def read_ofd(data: bytes, send: Callable[[Any], None]) -> None:
    """Send {"page": n, "lines": …} or {"page": n, "scan": true} for each page."""
    package = Package(data)
    if "OFD.xml" not in package:
        raise Fault("not_ofd")
    root = _find_text(package, "OFD.xml", "DocRoot")
    if not root:
        raise Fault("not_ofd")
    folder = posixpath.dirname(root.lstrip("/"))
    pages: list[str] = []
    for name, attributes in iter_starts(package.iter_part(root), root):
        if name == "Encryption":
            raise Fault("encrypted")
        if name == "Page":
            base = get(attributes, "BaseLoc")
            pages.append(base.lstrip("/") if base.startswith("/") else posixpath.normpath(posixpath.join(folder, base)))
    if len(pages) > MOST_PAGES:
        raise Fault("pdf_pages", n=len(pages), most=MOST_PAGES)
    usual = _find_height(_find_text(package, root, "PhysicalBox"))
    size = 0
    for number, part in enumerate(pages, 1):
        reader = _PageReader()
        parse(package.iter_part(part), part, reader.start, reader.end, reader.text)
        size += sum(len(run.text) for run in reader.runs)
        if size > MOST_CHARACTERS:
            raise Fault("text_length", most=MOST_CHARACTERS)
        if reader.has_picture and not reader.runs:
            send({"page": number, "scan": True})
        else:
            send({"page": number, "lines": _write_lines(reader.runs, reader.height or usual)})


def _find_text(package: Package, part: str, wanted: str) -> str:
    """Return the words of the first element of that name."""
    found: list[str] = []
    is_open = False

    def start(name: str, _: Attributes) -> None:
        nonlocal is_open
        is_open = name == wanted and not found

    def end(_: str) -> None:
        nonlocal is_open
        is_open = False

    parse(package.iter_part(part), part, start, end, lambda piece: found.append(piece) if is_open else None)
    return "".join(found).strip()


def _numbers(text: str) -> list[float]:
    return [float(number) for number in _NUMBER.findall(text[:1_000_000])]


def _find_height(box: str) -> float:
    numbers = _numbers(box)
    return numbers[3] if len(numbers) == 4 else 297.0


class _PageReader:
    """Follows the events of a page's content."""

    def __init__(self) -> None:
        self.runs: list[_Run] = []
        self.height = 0.0
        self.has_picture = False
        self._box = [0.0, 0.0, 0.0, 0.0]
        self._size = 0.0
        self._is_code = self._is_box = False
        self._code: Attributes = {}
        self._at = (0.0, 0.0)
        self._pieces: list[str] = []

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "TextObject":
            box = _numbers(get(attributes, "Boundary"))
            self._box = box if len(box) == 4 else [0.0, 0.0, 0.0, 0.0]
            size = _numbers(get(attributes, "Size"))
            matrix = _numbers(get(attributes, "CTM"))
            self._size = (size[0] if size else 4.0) * (abs(matrix[0]) or 1.0 if len(matrix) == 6 else 1.0)
            self._at = (0.0, 0.0)
        elif name == "TextCode":
            self._is_code, self._code = True, attributes
            self._pieces.clear()
        elif name == "ImageObject":
            self.has_picture = True
        elif name == "PhysicalBox":
            self._is_box = True
            self._pieces.clear()

    def end(self, name: str) -> None:
        if name == "TextCode":
            self._is_code = False
            self._close_code("".join(self._pieces))
        elif name == "PhysicalBox":
            self._is_box = False
            self.height = _find_height("".join(self._pieces))

    def text(self, piece: str) -> None:
        if self._is_code or self._is_box:
            self._pieces.append(piece)

    def _close_code(self, text: str) -> None:
        """Add a run; where steps are missing a character is as wide as it is high, a Latin one half of that."""
        across = _numbers(get(self._code, "X")) or [self._at[0]]
        down = _numbers(get(self._code, "Y")) or [self._at[1]]
        self._at = (across[0], down[0])
        if not text.strip():
            return
        steps = _read_steps(get(self._code, "DeltaX"), len(text))
        edges = [self._box[0] + across[0]]
        for index, character in enumerate(text):
            usual = self._size * (0.5 if character.isascii() else 1.0)
            edges.append(edges[-1] + (steps[index] if index < len(steps) else usual))
        base = self._box[1] + down[0]
        self.runs.append(_Run(text, edges, base - 0.88 * self._size, base + 0.12 * self._size))


def _read_steps(text: str, most: int) -> list[float]:
    """Return the steps; "g 5 4.2" stands for five of 4.2."""
    steps: list[float] = []
    words = text.split()[: 3 * most]
    while words and len(steps) < most:
        word = words.pop(0)
        if word == "g" and len(words) >= 2:
            count, step = _numbers(words.pop(0)), _numbers(words.pop(0))
            if count and step:
                steps.extend(step[:1] * int(max(0, min(count[0], most))))
        else:
            steps.extend(_numbers(word)[:1])
    return steps


def _write_lines(runs: list[_Run], height: float) -> list[Any]:
    """Return the runs as lines: those at one height that follow each other belong together."""
    lines: list[Any] = []
    rows: list[list[_Run]] = []
    for run in runs:
        last = rows[-1][-1] if rows else None
        middle = (run.upper + run.lower) / 2
        half = 0.5 * (last.lower - last.upper) if last else 0.0
        if last and last.upper < middle < last.lower and run.edges[0] >= last.edges[-1] - half:
            rows[-1].append(run)
        else:
            rows.append([run])
    for row in rows:
        text, edges = "", [row[0].edges[0]]
        for run in row:
            if text and run.edges[0] - edges[-1] > 0.5 * (run.lower - run.upper):
                text += " "
                edges.append(run.edges[0])
            text += run.text
            edges = [*edges[:-1], *run.edges] if len(edges) > 1 else list(run.edges)
        is_side_by_side = all(after >= before for before, after in pairwise(edges))
        shown = edges if is_side_by_side and len(edges) == len(text) + 1 else [min(edges), max(edges)]
        low, high = (height - max(run.lower for run in row)), (height - min(run.upper for run in row))
        lines.append([_plain(text), *_hundredths(low, high), _hundredths(*shown)])
    return lines


def _plain(text: str) -> str:
    return "".join(character if character.isprintable() else " " for character in text)


def _hundredths(*lengths: float) -> list[int]:
    return [max(-10_000_000, min(10_000_000, round(length * HUNDREDTHS))) for length in lengths]
