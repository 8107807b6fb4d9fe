"""Streams → lines of bytes and of text, with bounded memory however long a line is."""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from ingest.readers.encoding import Undecodable, decode, find_mark, find_utf8_run, find_utf16
from ingest.readers.item import MAX_BYTES

CHUNK = 1 << 20
UNPACK_MEMORY = 256 << 20
"""What an xz stream may ask for; the strongest usual setting needs 65 MB."""


@dataclass(frozen=True, slots=True)
class RawLine:
    """A line without its end: number from 1, byte offset from 0. `data` is empty when the line is `too_long`."""

    number: int
    offset: int
    data: bytes
    too_long: bool = False


def iter_chunks(stream: BinaryIO) -> Iterator[bytes]:
    """Yield what the stream holds, a block at a time."""
    while chunk := stream.read(CHUNK):
        yield chunk


def iter_unpacked(stream: BinaryIO) -> Iterator[bytes]:
    """Yield what an xz file holds, a block at a time; raises lzma.LZMAError where it is damaged or cut off."""
    decompressor = lzma.LZMADecompressor(memlimit=UNPACK_MEMORY)
    packed = b""
    while True:
        if decompressor.eof:
            packed = (decompressor.unused_data + stream.read(CHUNK)).lstrip(b"\0")  # streams may stand in a row
            if not packed:
                return
            decompressor = lzma.LZMADecompressor(memlimit=UNPACK_MEMORY)
        elif decompressor.needs_input:
            packed = stream.read(CHUNK)
            if not packed:
                raise lzma.LZMAError("cut off")
        unpacked = decompressor.decompress(packed, CHUNK)
        packed = b""
        if unpacked:
            yield unpacked


def iter_raw_lines(chunks: Iterator[bytes], line_end: bytes = b"\n", limit: int = MAX_BYTES) -> Iterator[RawLine]:
    """Yield the lines; of one longer than the limit nothing is kept but its place, and reading goes on after it."""
    number, offset, width = 1, 0, len(line_end)
    pending = bytearray()
    searched = dropped = 0
    for chunk in chunks:
        pending += chunk
        begin = 0
        while (end := _find_end(pending, line_end, max(begin, searched))) >= 0:
            length = dropped + end - begin
            too_long = length > limit
            yield RawLine(number, offset, b"" if too_long else bytes(pending[begin:end]), too_long)
            number, offset, dropped, begin = number + 1, offset + length + width, 0, end + width
        del pending[:begin]
        searched = max(0, len(pending) - width + 1) // width * width
        if len(pending) + dropped > limit:
            whole = len(pending) // width * width
            dropped += whole
            del pending[:whole]
            searched = 0
    if pending or dropped:
        length = len(pending) + dropped
        yield RawLine(number, offset, b"" if length > limit else bytes(pending), length > limit)


def _find_end(data: bytearray, line_end: bytes, start: int) -> int:
    """Return where the line ends, -1 when it goes on; a UTF-16 line end counts at even places only."""
    found = data.find(line_end, start)
    while found >= 0 and found % len(line_end):
        found = data.find(line_end, found + 1)
    return found


class LineDecoder:
    """Decodes the lines of one file in one encoding; the first line that is not ASCII decides which.

    A later line in another encoding is refused by itself: the lines around it stay readable.
    """

    def __init__(self, head: bytes) -> None:
        mark = find_mark(head)
        self._fixed = mark[1] if mark else (find_utf16(head) if b"\0" in head else "")
        self.encoding = mark[0] if mark else self._fixed or "utf-8"
        self.mark_length = mark[2] if mark else 0

    @property
    def line_end(self) -> bytes:
        """The line feed in this encoding."""
        return "\n".encode(self._fixed or "ascii")

    def decode(self, data: bytes) -> str:
        """Return the line's text; raises Undecodable with the offset in the line."""
        if b"\0" in data and not self._fixed.startswith(("utf-16", "utf-32")):
            raise Undecodable(data.index(b"\0"), "含 NUL 字节，是二进制内容或已损坏", "请删除这一行或重新导出")
        if not self._fixed:
            if data.isascii():
                return data.decode("ascii")
            decoded = decode(data)
            self.encoding = self._fixed = decoded.encoding
            return decoded.text
        if self._fixed == "gb18030" and (run := find_utf8_run(data)) >= 0:
            raise Undecodable(run, "这一行是 UTF-8，前面各行是 GB18030：编码混用")
        try:
            return data.decode(self._fixed)
        except UnicodeDecodeError as error:
            raise Undecodable(error.start, f"这里不是 {self._fixed.upper()}：编码混用、已损坏或被截断") from error
