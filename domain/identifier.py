"""Identifiers made from content: the same content gives the same id on every machine and in every order."""

from __future__ import annotations

import hashlib
import json
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


def _write(part: object) -> str:
    """Return the part as canonical JSON; texts, numbers and lists, of which nearly all are made, without an encoder."""
    if type(part) is str:
        return encode_basestring(part)
    if type(part) is int:
        return str(part)
    if type(part) is list or type(part) is tuple:
        return "[" + ",".join([encode_basestring(one) if type(one) is str else _write(one) for one in part]) + "]"
    return json.dumps(part, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
