"""Zip archives → their members as files of their own, unpacked in the worker and held in memory only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from domain.errors import InputError
from ingest.readers.binary import MOST_BYTES, ask, make_error, read_packed, refuse_answer
from ingest.readers.files import show_name
from ingest.readers.formats import is_litter
from ingest.readers.item import Origin
from ingest.worker.fault import Fault
from ingest.worker.package import LONGEST_LOCAL_HEAD, MOST_UNPACKED
from ingest.worker.worker import Worker

DEEPEST = 2
"""An archive may lie in an archive, and that is where it ends."""

MOST_KILLED = 5
"""Members over which a worker may die before the rest of the archive is left alone: each takes up to 18 seconds."""

_NAME_REMEDY = "这个成员没有读；请核实来源，解压后直接读入需要的文件"


@dataclass(slots=True)
class Budget:
    """What the archives of one file may still unpack to, the inner ones included, and how often they cost a worker."""

    left: int = MOST_UNPACKED
    killed: int = 0


def iter_members(origin: Origin, worker: Worker, budget: Budget) -> Iterator[Origin | InputError]:
    """Yield each member as an origin with its bytes, or the one error that keeps it out; sorted by name.

    Names that lead out of the archive are refused: nothing is written by them here, but who made them meant harm, and
    a report must not show them as files that were read. Each member goes to the worker by itself.
    """
    if origin.depth >= DEEPEST:
        raise origin.refuse("", f"压缩包套了 {origin.depth} 层以上", "请先解压里面的压缩包，再读入")
    data = read_packed(origin)
    entries = []
    for found in ask(origin, worker, "directory", data, most=budget.left):
        if not _is_entry(found):
            raise refuse_answer(origin)
        entries.append(found)
    empty = True
    for raw, *numbers in sorted(entries, key=lambda entry: str(entry[0])):
        name = show_name(raw.replace("\\", "/"))
        parts = PurePosixPath(name).parts
        if any(is_litter(part) or part == "__MACOSX" for part in parts if part != ".."):
            continue
        empty = False
        member = replace(
            origin, path=Path(parts[-1] if parts else "_"), name=f"{origin.name}/{name}",
            shown=f"{origin.shown}/{name}", data=b"", depth=origin.depth + 1,
        )  # fmt: skip
        if not parts or name.startswith("/") or ".." in parts or parts[0].endswith(":"):
            yield member.refuse("", "成员名指向压缩包之外（含 ../ 或绝对路径）", _NAME_REMEDY)
            continue
        try:
            unpacked = _unpack(data, numbers, worker, budget)
        except Fault as fault:
            yield make_error(member, fault)
            continue
        budget.left -= len(unpacked)
        yield replace(member, data=unpacked)
    if empty:
        raise origin.refuse("", "压缩包里没有可读的文件", "请检查压缩包，放入读得了的文件，种类见 docs/formats.md")


def _unpack(data: bytes, numbers: list[int], worker: Worker, budget: Budget) -> bytes:
    """Return the member's bytes; only its own part of the archive goes to the worker."""
    offset, packed, *rest = numbers
    part = data[offset : offset + LONGEST_LOCAL_HEAD + packed]
    found = list(worker.ask("member", part, member=[packed, *rest], most=min(MOST_BYTES, budget.left)))
    if len(found) != 1 or not isinstance(found[0], bytes):
        raise Fault("damaged")
    return found[0]


def _is_entry(found: object) -> bool:
    return (
        isinstance(found, list)
        and len(found) == 7
        and isinstance(found[0], str)
        and all(isinstance(number, int) and number >= 0 for number in found[1:])
    )
