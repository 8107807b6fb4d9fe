"""Turns the words of the domain into plain JSON values, under the same names."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any


def to_plain(value: Any) -> Any:
    """Return dicts, lists, texts and numbers only; a dataclass becomes a dict under its field names."""
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): to_plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [to_plain(item) for item in value]
    return value


def to_json(value: Any, *, indent: int | None = None) -> str:
    """Return the JSON of a value with Chinese left readable; the same value gives the same bytes."""
    return json.dumps(to_plain(value), ensure_ascii=False, indent=indent)
