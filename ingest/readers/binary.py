"""Binary formats on this side of the worker: bytes go out, plain data come in, a fault becomes an error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from domain.errors import InputError
from ingest.readers.item import Item, Origin
from ingest.worker.fault import Fault
from ingest.worker.worker import Worker, describe

MOST_BYTES = 100 << 20
"""The largest file that is handed to the worker."""

BinaryReader = Callable[[Origin, Worker], Iterator[Item | InputError]]


class Killed(InputError):
    """Raised for a file over which the worker ran out of time or memory, or died."""


def read_packed(origin: Origin) -> bytes:
    """Return the bytes of a binary file, of which nothing is looked at here; refuses an empty and a huge one."""
    with origin.open() as stream:
        data = stream.read(MOST_BYTES + 1)
    if not data:
        raise make_error(origin, Fault("empty"))
    if len(data) > MOST_BYTES:
        raise make_error(origin, Fault("file_size", n=(len(data) >> 20) + 1, most=MOST_BYTES >> 20))
    return data


def make_error(origin: Origin, fault: Fault, place: str = "") -> InputError:
    """Return what the worker reports as the error of this file."""
    kind = Killed if fault.code in ("time", "memory", "died") else InputError
    return kind(origin.shown, place or show_place(fault.place), *describe(fault))


def ask(origin: Origin, worker: Worker, job: str, data: bytes, **request: Any) -> Iterator[Any]:
    """Yield the worker's answer; raises InputError."""
    try:
        yield from worker.ask(job, data, **request)
    except Fault as fault:
        raise make_error(origin, fault) from None


def show_place(place: str) -> str:
    """Return a place as one line: it may hold a name out of the file."""
    return "".join(character if character.isprintable() else "\ufffd" for character in place)


def refuse_answer(origin: Origin) -> InputError:
    """Return the error for an answer that is not what a worker says: the file took it over, or broke it."""
    return make_error(origin, Fault("damaged"))
