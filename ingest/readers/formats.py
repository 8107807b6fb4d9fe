"""Which reader a file needs, by its name and its first bytes; refuses the others by name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from domain.errors import UnsupportedFormat

HEAD_LENGTH = 16


@cache
def _load() -> Mapping[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(files("ingest.readers").joinpath("formats.yaml").read_text("utf-8"))
    return loaded


def is_litter(name: str) -> bool:
    """True for what file managers and office programs leave in folders; walking a folder passes over it."""
    formats = _load()
    return name.lower() in formats["litter"] or name.startswith(tuple(formats["litter_prefixes"]))


def get_reader(shown: str, name: str, head: bytes) -> str:
    """Return the name of the reader, one of `read` in formats.yaml.

    The first bytes outweigh the ending: a Word file named .txt is refused as a Word file. Raises
    UnsupportedFormat with the format's name and what to do.
    """
    formats = _load()
    ending = _find_ending(name)
    signature = _find_signature(head)
    reader: str = formats["read"].get(ending, "")
    if reader and (not signature or signature in formats["begins"].get(reader, ())):
        return reader
    container = formats["containers"].get(signature)
    is_itself = signature == ending or (container is not None and ending in container["endings"])
    if signature and not is_itself:
        found = container or formats["misnamed"].get(signature)
        if found:
            raise UnsupportedFormat(shown, "", f"内容其实是{found['name']}", found["remedy"])
    found = formats["refused"].get(ending if container else signature or ending)
    if found:
        problem = f"内容其实是{found['name']}，这一版不读" if reader else f"这一版不读{found['name']}"
        raise UnsupportedFormat(shown, "", problem, found["remedy"])
    raise UnsupportedFormat(
        shown,
        "",
        f"不认识的格式 .{ending}" if ending else "文件名没有扩展名，不知道是什么格式",
        "请另存为 txt、docx、pdf、xlsx、csv 之一，并用相应的扩展名；全部格式见 docs/formats.md",
    )


def _find_ending(name: str) -> str:
    """Return the ending without its dot, lower case; "jsonl.xz" counts as one."""
    parts = name.lower().split(".")
    double = ".".join(parts[-2:])
    if len(parts) > 2 and double in _load()["read"]:
        return double
    return parts[-1] if len(parts) > 1 else ""


def _find_signature(head: bytes) -> str:
    signatures: dict[str, str] = _load()["signatures"]
    return next((kind for mark, kind in signatures.items() if head.startswith(bytes.fromhex(mark))), "")
