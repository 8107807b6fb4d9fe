"""Frames between the reader and its worker: a length, a letter for what follows, JSON or bytes.

JSON rather than pickle: what comes back was made of a stranger's bytes and must be data and nothing else.
"""

from __future__ import annotations

import json
import struct
from typing import Any, BinaryIO

_HEAD = struct.Struct(">cI")
LONGEST_FRAME = 160 << 20
"""A member of an archive comes in one frame; nothing that is read here is longer."""

JSON, BYTES = b"J", b"B"


class BrokenFrame(Exception):
    """Raised when the other side died, or sent what is no frame."""


def send_json(stream: BinaryIO, value: Any) -> None:
    """Write one value."""
    _send(stream, JSON, json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"))


def send_bytes(stream: BinaryIO, data: bytes | memoryview) -> None:
    """Write bytes as they are."""
    _send(stream, BYTES, data)


def receive(stream: BinaryIO) -> Any:
    """Return the next frame: a JSON value, or bytes. Raises BrokenFrame."""
    head = stream.read(_HEAD.size)
    if len(head) < _HEAD.size:
        raise BrokenFrame("ended")
    kind, length = _HEAD.unpack(head)
    if kind not in (JSON, BYTES) or length > LONGEST_FRAME:
        raise BrokenFrame("no frame")
    data = stream.read(length)
    if len(data) < length:
        raise BrokenFrame("cut off")
    if kind == BYTES:
        return data
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise BrokenFrame("no JSON") from error


def _send(stream: BinaryIO, kind: bytes, data: bytes | memoryview) -> None:
    if len(data) > LONGEST_FRAME:
        raise BrokenFrame("too long")
    stream.write(_HEAD.pack(kind, len(data)))
    stream.write(data)
