"""Bytes → text and the name of their encoding; refuses what is mixed, damaged or binary, with the place."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
)
_DECLARABLE = re.compile(r"utf-(?:8|16|32)|gb|big5|cp\d|iso|euc|shift|koi8")
_GB_NAMES = frozenset({"gb2312", "gbk", "gb18030"})
_UTF8_RUN = re.compile(rb"(?:[\xe3-\xe9\xef][\x80-\xbf]{2}){3,}")
_LONG_SEQUENCE = re.compile(rb"[\xe0-\xf4]")
_LATIN_WORD = re.compile(r"[A-Za-z][\xc0-\u024f]|[\xc0-\u024f][A-Za-z]")
_CONTROL = re.compile(r"[\x01-\x08\x0b\x0e-\x1f\x7f]")

SAMPLE = 20_000
"""Characters or bytes that are enough to judge whether a decoding makes sense."""
LIKELY, POSSIBLE = 0.9, 0.7
"""Share of usual characters from which a decoding is believed, and below which none is."""
MAX_CONTROLS = 0.01

SAVE_REMEDY = "请用文本编辑器打开，另存为 UTF-8 编码后再读入"
BINARY_REMEDY = "这不是文本文件；请用原来的软件打开，另存为 txt 或 csv"


class Undecodable(ValueError):
    """Raised when bytes are no text in one encoding; the offset counts bytes from 0."""

    def __init__(self, offset: int, problem: str, remedy: str = SAVE_REMEDY) -> None:
        super().__init__(problem)
        self.offset = offset
        self.problem = problem
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text exactly as written, without the byte order mark, and the encoding it was in."""

    text: str
    encoding: str


def decode(data: bytes, declared: str = "") -> Decoded:
    """Return the text; nothing but a leading byte order mark is taken away, no line end is converted.

    Order: byte order mark, what the document declares where that makes as much sense, UTF-8, UTF-16 without a
    mark, GB18030; only when all of these fail, a guess. Raises Undecodable for mixed encodings and binary data.
    """
    decoded = _decode_marked(data) or _decode_declared(data, declared) or _decode_unmarked(data)
    _check_controls(decoded)
    return decoded


def find_mark(head: bytes) -> tuple[str, str, int] | None:
    """Return (name to record, codec, length) of the byte order mark with which the bytes begin, or None."""
    for mark, name, codec in _BOMS:
        if head.startswith(mark):
            return name, codec, len(mark)
    return None


def find_utf16(head: bytes) -> str:
    """Return the UTF-16 codec in which bytes with NULs among them make sense, "" when there is none."""
    scores = {}
    for codec in ("utf-16-le", "utf-16-be"):
        text = codecs.getincrementaldecoder(codec)("ignore").decode(head[: 2 * SAMPLE])
        if text and "\0" not in text:
            scores[codec] = measure_usual(text)
    best = max(scores, key=lambda codec: scores[codec], default="")
    return best if best and scores[best] >= POSSIBLE else ""


def find_utf8_run(data: bytes) -> int:
    """Return where Chinese in UTF-8 begins among bytes that are not all UTF-8, -1 when there is none.

    Chance makes such a run out of GB18030 once in many millions of characters, so what it says in either
    encoding is compared as well.
    """
    for run in _UTF8_RUN.finditer(data):
        piece = run.group()
        others = (data[run.start() - shift : run.end()].decode("gb18030", "replace") for shift in (0, 1))
        if measure_usual(piece.decode("utf-8", "replace")) > max(measure_usual(other) for other in others):
            return run.start()
    return -1


def measure_usual(text: str) -> float:
    """Return the share of usual characters among those that are not ASCII; 1.0 when all are ASCII.

    Usual is what GB2312 or Big5 hold, and the Mongolian letters: a wrong decoding yields others.
    """
    counts = Counter(character for character in text[:SAMPLE] if not character.isascii())
    total = sum(counts.values())
    return sum(n for character, n in counts.items() if _is_usual(character)) / total if total else 1.0


def _is_usual(character: str) -> bool:
    return "\u1800" <= character <= "\u18af" or any(_encodes(character, codec) for codec in ("gb2312", "big5"))


def _encodes(character: str, codec: str) -> bool:
    try:
        character.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def _decode_marked(data: bytes) -> Decoded | None:
    mark = find_mark(data)
    if mark is None:
        return None
    name, codec, length = mark
    try:
        text = data[length:].decode(codec)
    except UnicodeDecodeError as error:
        raise Undecodable(
            length + error.start, f"文件头标明 {codec.upper()}，但从这里起不是：编码混用、已损坏或被截断"
        ) from error
    if "\0" in text:
        raise Undecodable(
            length + len(text[: text.index("\0")].encode(codec)), "含 NUL 字符，是二进制内容或已损坏", BINARY_REMEDY
        )
    return Decoded(text, name)


def _decode_declared(data: bytes, declared: str) -> Decoded | None:
    try:
        codec = codecs.lookup(declared).name if declared else ""
    except LookupError:
        return None
    codec = "gb18030" if codec in _GB_NAMES else codec
    text = _find_text(data, codec) if _DECLARABLE.match(codec) else None
    if text is None or "\0" in text:
        return None
    other = _find_text(data, "utf-8")
    if other is not None and measure_usual(other) > measure_usual(text):
        return None
    return Decoded(text, codec)


def _decode_unmarked(data: bytes) -> Decoded:
    if b"\0" in data:
        codec = find_utf16(data)
        text = _find_text(data, codec) if codec else None
        if text is None or "\0" in text:
            raise Undecodable(data.index(b"\0"), "含 NUL 字节，是二进制内容或已损坏", BINARY_REMEDY)
        return Decoded(text, codec)
    try:
        decoded = Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        return _decode_legacy(data, error.start)
    return decoded if data.isascii() or _LONG_SEQUENCE.search(data) else _choose_ambiguous(data, decoded)


def _choose_ambiguous(data: bytes, utf8: Decoded) -> Decoded:
    """Return GB18030 where that makes more sense of a text whose UTF-8 would be letters of two bytes only.

    A few Chinese characters in GB18030 can be such letters by chance: 联通, 选. Letters within a Latin word stay
    what they are.
    """
    text = _find_text(data, "gb18030")
    if text is None or measure_usual(text) < 1.0 or _LATIN_WORD.search(utf8.text):
        return utf8
    return Decoded(text, "gb18030")


def _decode_legacy(data: bytes, not_utf8: int) -> Decoded:
    """Decode what is not UTF-8 and has no NUL."""
    if (run := find_utf8_run(data)) >= 0:
        raise Undecodable(max(run, not_utf8), "一部分是 UTF-8，一部分不是：编码混用、已损坏或被截断")
    text = _find_text(data, "gb18030")
    score = measure_usual(text if text is not None else data.decode("gb18030", "replace"))
    if text is not None and score >= LIKELY:
        return Decoded(text, "gb18030")
    if text is None and score >= LIKELY:
        raise Undecodable(_find_gb_fault(data), "按 GB18030 读到这里读不下去：编码混用、已损坏或被截断")
    found = _guess(data, ("big5", "utf-16-le", "utf-16-be"))
    if found is None or measure_usual(found.text) < LIKELY:
        found = _guess_statistically(data)
    if found is not None and measure_usual(found.text) > (score if text is not None else 0.0):
        return found
    if text is not None and score >= POSSIBLE:
        return Decoded(text, "gb18030")
    raise Undecodable(not_utf8, "认不出编码：不是 UTF-8、UTF-16 或 GB18030，也可能是二进制内容")


def _find_gb_fault(data: bytes) -> int:
    try:
        data.decode("gb18030")
    except UnicodeDecodeError as error:
        return error.start
    return len(data)


def _guess(data: bytes, codecs_to_try: Iterable[str]) -> Decoded | None:
    found = [Decoded(text, codec) for codec in codecs_to_try if (text := _find_text(data, codec)) is not None]
    return max(found, key=lambda decoded: measure_usual(decoded.text), default=None)


def _guess_statistically(data: bytes) -> Decoded | None:
    """Ask charset-normalizer; its answer counts only where the whole decodes and no C1 control appears."""
    from charset_normalizer import from_bytes  # costs 50 ms to import and is nearly never needed

    best = from_bytes(data[: 4 * SAMPLE], threshold=0.1).best()
    text = _find_text(data, best.encoding) if best is not None else None
    if best is None or text is None or re.search(r"[\x80-\x9f]", text):
        return None
    return Decoded(text, best.encoding)


def _find_text(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _check_controls(decoded: Decoded) -> None:
    """Refuse a text of which more than a hundredth are control characters."""
    controls = sum(1 for _ in _CONTROL.finditer(decoded.text))
    if controls > MAX_CONTROLS * len(decoded.text):
        first = _CONTROL.search(decoded.text)
        before = decoded.text[: first.start()] if first else ""
        raise Undecodable(len(before.encode(decoded.encoding, "replace")), "控制字符太多，是二进制内容", BINARY_REMEDY)
