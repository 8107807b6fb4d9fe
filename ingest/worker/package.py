"""Reads zip archives, and the office files that are such, without believing what they say of themselves."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.worker.fault import Fault

MOST_MEMBERS = 10_000
MOST_UNPACKED = 512 << 20
"""What all members of an archive may unpack to."""
LARGEST_PART = 256 << 20
"""What one part of an office file, or one member of an archive, may unpack to."""
MOST_RATIO = 200
RATIO_FROM = 32 << 20
"""Below this size no ratio is suspicious: a short file of spaces packs a thousand to one."""

CHUNK = 1 << 16
LOCAL_HEAD = 30
LONGEST_LOCAL_HEAD = LOCAL_HEAD + 2 * 0xFFFF

_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_ENCRYPTED, _UTF8 = 0x1, 0x800
STORED, DEFLATED = 0, 8


@dataclass(frozen=True, slots=True)
class Member:
    """A member as the directory of the archive describes it; all of it may be false."""

    name: str
    offset: int
    packed: int
    size: int
    crc: int
    method: int
    is_encrypted: bool


def read_directory(data: bytes) -> list[Member]:
    """Return the members that are files. Raises Fault where there are too many, or where it is no archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, struct.error, OverflowError, EOFError) as error:
        raise Fault("not_zip") from error
    except NotImplementedError as error:
        raise Fault("zip_method") from error
    if len(entries) > MOST_MEMBERS:
        raise Fault("zip_members", n=len(entries), most=MOST_MEMBERS)
    return [
        Member(
            _decode_name(entry), entry.header_offset, entry.compress_size, entry.file_size, entry.CRC,
            entry.compress_type, bool(entry.flag_bits & _ENCRYPTED),
        )
        for entry in entries
        if not entry.orig_filename.endswith(("/", "\\"))
    ]  # fmt: skip


def check_total(members: list[Member], packed: int, most: int = MOST_UNPACKED) -> None:
    """Refuse before anything is unpacked what says itself that it is a bomb."""
    total = sum(member.size for member in members)
    if total > most:
        raise Fault("zip_total", n=total >> 20, most=most >> 20)
    if total > RATIO_FROM and total > MOST_RATIO * packed:
        raise Fault("zip_ratio", n=total // max(packed, 1), most=MOST_RATIO)


def iter_member(data: bytes | memoryview, member: Member, start: int = 0, most: int = LARGEST_PART) -> Iterator[bytes]:
    """Yield the member's bytes in pieces. `data` holds the archive from the offset `start` on.

    What counts is what comes out, not what the headers declare: where the two differ the member is refused.
    """
    if member.is_encrypted:
        raise Fault("zip_encrypted", member.name)
    if member.method not in (STORED, DEFLATED):
        raise Fault("zip_method", member.name)
    if member.size > most:
        raise Fault("part_size", member.name, n=member.size >> 20, most=most >> 20)
    begin = _skip_local_head(data, member, start)
    packed = memoryview(data)[begin : begin + member.packed]
    if len(packed) < member.packed:
        raise Fault("zip_cut", member.name)
    size, crc = 0, 0
    for piece in _unpack(packed, member):
        size += len(piece)
        if size > min(member.size, most):
            raise Fault("zip_forged", member.name)
        crc = zlib.crc32(piece, crc)
        yield piece
    if size != member.size:
        raise Fault("zip_forged", member.name)
    if crc != member.crc:
        raise Fault("zip_damaged", member.name)


class Package:
    """An office file: parts by name. What is read of all of them together is bounded."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._members: dict[str, Member] = {}
        for member in read_directory(data):
            self._members.setdefault(_normalise(member.name), member)
        check_total(list(self._members.values()), len(data))
        self._left = MOST_UNPACKED

    def __contains__(self, name: str) -> bool:
        return _normalise(name) in self._members

    def names(self) -> list[str]:
        """Return the names of the parts, lower case, without a leading stroke."""
        return list(self._members)

    def iter_part(self, name: str) -> Iterator[bytes]:
        """Yield a part in pieces; raises Fault where it is missing."""
        member = self._members.get(_normalise(name))
        if member is None:
            raise Fault("part_missing", name)
        for piece in iter_member(self._data, member):
            self._left -= len(piece)
            if self._left < 0:
                raise Fault("zip_total", n=MOST_UNPACKED >> 20, most=MOST_UNPACKED >> 20)
            yield piece


def _normalise(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _skip_local_head(data: bytes | memoryview, member: Member, start: int) -> int:
    at = member.offset - start
    head = bytes(memoryview(data)[at : at + LOCAL_HEAD]) if at >= 0 else b""
    if len(head) < LOCAL_HEAD:
        raise Fault("zip_cut", member.name)
    fields = _LOCAL.unpack(head)
    if fields[0] != b"PK\x03\x04":
        raise Fault("zip_forged", member.name)
    return at + LOCAL_HEAD + int(fields[9]) + int(fields[10])


def _unpack(packed: memoryview, member: Member) -> Iterator[bytes]:
    if member.method == STORED:
        for at in range(0, len(packed), CHUNK):
            yield bytes(packed[at : at + CHUNK])
        return
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for at in range(0, len(packed), CHUNK):
            rest: bytes | memoryview = packed[at : at + CHUNK]
            while rest and not inflater.eof:
                yield inflater.decompress(rest, CHUNK * 4)
                rest = inflater.unconsumed_tail
        while not inflater.eof and (piece := inflater.decompress(inflater.unconsumed_tail, CHUNK * 4)):
            yield piece
    except zlib.error as error:
        raise Fault("zip_damaged", member.name) from error
    if not inflater.eof:
        raise Fault("zip_cut", member.name)


def _decode_name(entry: zipfile.ZipInfo) -> str:
    """Return the member's name; without the flag for UTF-8 it is what Chinese systems write, not code page 437."""
    name = entry.orig_filename
    if not entry.flag_bits & _UTF8:
        raw = name.encode("cp437", "replace")
        for codec in ("utf-8", "gb18030"):
            try:
                return raw.decode(codec)
            except UnicodeDecodeError:
                continue
    return name
