"""PDF → lines of each page with the place of every character, through pdfium."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.worker.fault import Fault

MOST_PAGES = 3_000
MOST_CHARACTERS = 8_000_000
LEAST_TEXT = 20
"""Characters below which a page with a picture over most of it is a scan with a stamp or a page number on it."""
LARGE_PICTURE = 0.6
MOST_UNKNOWN = 0.3
"""Share of characters without a meaning from which the text layer of a page says nothing."""
PICTURE_EDGE = 1_600
"""Pixels of the longer edge of a page that is rendered for OCR: about 137 to the inch on A4."""

_OBJECT = re.compile(rb"\d+\s+\d+\s+obj\b")
_LINEARISED = re.compile(rb"/Linearized\b[^>]{0,200}?/L\s+(\d{1,12})|/L\s+(\d{1,12})[^>]{0,200}?/Linearized\b")
_WRONG_PASSWORD = 4
_HYPHENS = {0x2: "-", 0xFFFE: "-", 0xAD: "-"}


def read_pdf(data: bytes, send: Callable[[Any], None]) -> None:
    """Send {"page": n, "lines": [[text, lower, upper, edges], …]} or {"page": n, "scan": true} for each page.

    Lengths are hundredths of a point from the lower left corner. `edges` are the left edges of the characters and the
    right one of the last; only two where the characters do not stand side by side.
    """
    document = open_pdf(data)
    count = len(document)
    if count > MOST_PAGES:
        raise Fault("pdf_pages", n=count, most=MOST_PAGES)
    size = unreadable = 0
    for number in range(count):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            unreadable += 1
            send({"page": number + 1, "damaged": True})
            continue
        lines, known, unknown = _read_page(page)
        size += known + unknown
        if size > MOST_CHARACTERS:
            raise Fault("text_length", most=MOST_CHARACTERS)
        if _is_scan(page, known, unknown):
            send({"page": number + 1, "scan": True})
        else:
            send({"page": number + 1, "lines": lines})
        page.close()
    if unreadable == count:
        raise Fault("pdf_damaged")


def render_page(data: bytes, number: int, send: Callable[[Any], None]) -> None:
    """Send the size of a page in pixels and points, and its picture, a byte a pixel, from the top."""
    page = open_pdf(data)[number - 1]
    width, height = page.get_size()
    scale = PICTURE_EDGE / max(width, height, 1)
    bitmap = page.render(scale=scale, grayscale=True, fill_color=(255, 255, 255, 255))
    if bitmap.stride * bitmap.height > PICTURE_EDGE * PICTURE_EDGE * 2:
        raise Fault("damaged", f"第 {number} 页")
    pixels = bytes(bitmap.buffer)
    rows = b"".join(
        pixels[at : at + bitmap.width] for at in range(0, bitmap.stride * bitmap.height, bitmap.stride)
    )  # fmt: skip
    send({"width": bitmap.width, "height": bitmap.height, "points": [width, height]})
    send(rows)


def open_pdf(data: bytes) -> pypdfium2.PdfDocument:
    """Open the document; refuses what is cut off rather than guess at what is left."""
    head = data[:1024]
    if b"%PDF-" not in head:
        raise Fault("not_pdf")
    end = data.rfind(b"%%EOF")
    linearised = _LINEARISED.search(head)
    declared = int(linearised[1] or linearised[2]) if linearised else 0
    if end < 0 or _OBJECT.search(data, end) or declared > len(data):
        raise Fault("pdf_cut")
    try:
        document = pypdfium2.PdfDocument(data)
        if len(document) == 0:
            raise Fault("pdf_damaged")
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None) or pdfium.FPDF_GetLastError()
        raise Fault("encrypted" if code == _WRONG_PASSWORD else "pdf_damaged") from error
    return document


def _read_page(page: pypdfium2.PdfPage) -> tuple[list[Any], int, int]:
    """Return the lines, and how many characters say something and how many nothing."""
    text_page = page.get_textpage()
    lines: list[Any] = []
    line: list[tuple[str, float, float, float, float]] = []
    known = unknown = 0
    for character, box, is_unknown in _iter_characters(text_page):
        if character in "\r\n":
            _end_line(line, lines)
            line = []
            continue
        if line and box[2] > box[0] and _is_elsewhere(line[-1], box):
            _end_line(line, lines)
            line = []
        if is_unknown:
            unknown += 1
        elif not character.isspace():
            known += 1
        line.append((character, *box))
    _end_line(line, lines)
    text_page.close()
    return lines, known, unknown


def _is_elsewhere(last: tuple[str, float, float, float, float], box: tuple[float, float, float, float]) -> bool:
    """True for a character on another line than the one before it, where pdfium did not notice.

    It goes by the shapes of the characters, and has none where the font is not in the file.
    """
    _, left, lower, _, upper = last
    height = min(upper - lower, box[3] - box[1])
    if height <= 0 or min(upper, box[3]) - max(lower, box[1]) > 0.3 * height:
        return False
    is_below = abs(left - box[0]) < 0.5 * height and 0 <= lower - box[3] + 0.3 * height < height
    return not is_below  # one below the other: a line that runs down


def _iter_characters(text_page: Any) -> Iterator[tuple[str, tuple[float, float, float, float], bool]]:
    """Yield each character, its box (left, lower, right, upper), and whether the file does not say what it is."""
    raw = text_page.raw
    rectangle = pdfium.FS_RECTF()
    reference = ctypes.byref(rectangle)
    high = 0
    right = lower = upper = 0.0
    for index in range(pdfium.FPDFText_CountChars(raw)):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else 0xFFFD
        high = 0
        if pdfium.FPDFText_IsGenerated(raw, index) == 1:
            box = (right, lower, right, upper)
        elif pdfium.FPDFText_GetLooseCharBox(raw, index, reference):
            box = (rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
            right, lower, upper = box[2], box[1], box[3]
        else:
            box = (right, lower, right, upper)
        is_unknown = code in (0, 0xFFFD) or 0xE000 <= code < 0xF900 or code > 0x10FFFF
        character = "\ufffd" if is_unknown else _HYPHENS.get(code) or chr(code)
        if not is_unknown and ord(character) < 32 and character not in "\r\n":
            character = " "
        yield character, box, is_unknown


def _end_line(line: list[tuple[str, float, float, float, float]], lines: list[Any]) -> None:
    start, end = 0, len(line)
    while start < end and line[start][0].isspace():
        start += 1
    while end > start and line[end - 1][0].isspace():
        end -= 1
    kept = line[start:end]
    if not kept:
        return
    lefts = [part[1] for part in kept]
    right = max(part[3] for part in kept)
    is_side_by_side = all(after >= before for before, after in zip(lefts, [*lefts[1:], right], strict=True))
    edges = [*lefts, right] if is_side_by_side else [min(lefts), right]
    lower, upper = min(part[2] for part in kept), max(part[4] for part in kept)
    lines.append(["".join(part[0] for part in kept), *_hundredths(lower, upper), _hundredths(*edges)])


def _hundredths(*lengths: float) -> list[int]:
    return [max(-10_000_000, min(10_000_000, round(length * 100))) if length == length else 0 for length in lengths]


def _is_scan(page: pypdfium2.PdfPage, known: int, unknown: int) -> bool:
    """True for a page whose words are in a picture, or drawn, or cannot be told from their codes."""
    if known + unknown >= LEAST_TEXT:
        return unknown > MOST_UNKNOWN * (known + unknown)
    if known + unknown == 0:
        return any(True for _ in page.get_objects(max_depth=3))
    width, height = page.get_size()
    for picture in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, lower, right, upper = picture.get_bounds()
        if (right - left) * (upper - lower) > LARGE_PICTURE * width * height:
            return True
    return False
