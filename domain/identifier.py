"""Identifiers made from content: the same content gives the same id on every machine and in every order."""

from __future__ import annotations

import hashlib
import json
import json.encoder
from collections.abc import Callable
from json.encoder import encode_basestring

HEX_LENGTH = 32


def hash_text(text: str) -> str:
    """Return the SHA-256 of the text's UTF-8 bytes, in hexadecimal."""
    return hash_bytes(text.encode("utf-8", "surrogatepass"))


def hash_bytes(data: bytes) -> str:
    """Return the SHA-256 of the bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def make_id(prefix: str, *parts: object) -> str:
    """Return `prefix-` and 128 bits of hash over the parts.

    The parts are written as canonical JSON first, so that ("ab", "c") and ("a", "bc") never meet.
    """
    return f"{prefix}-{hash_text(_write(parts))[:HEX_LENGTH]}"


def _make_writer() -> Callable[[object], str]:
    """Return what writes canonical JSON: the encoder in C made once where Python has it, since making it costs more
    than the short texts of ids do."""
    canonical = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True, check_circular=False)
    make = getattr(json.encoder, "c_make_encoder", None)
    if make is None:
        return canonical.encode
    encode = make(None, canonical.default, encode_basestring, None, ":", ",", True, False, True)
    return lambda part: "".join(encode(part, 0))


_write = _make_writer()
