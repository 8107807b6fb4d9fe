"""Several processes that read and store the items of one run beside each other.

Reading is work for one core, and a store takes turns between its writers document by document, so that every core
can read. Of two tables without a day that hold one record the later one counts, so that tables are stored in the order
in which they were handed out, whoever read them first; for all else the graph is the same in whatever order documents
come.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from types import TracebackType
from typing import Generic, TypeVar

from domain.errors import InputError
from ingest.readers.files import iter_origins

MOST = 4
"""Processes that a run starts by itself: each holds the reader and a document in memory."""
FEWEST_BYTES = 256 * 1024
"""Below this the processes take longer to start than the reading takes."""
JOIN_SECONDS = 5.0

J = TypeVar("J")
R = TypeVar("R")
Turn = Callable[[], None]
"""Waits until all ordered jobs handed out before this one have ended."""

Hand = Callable[[J, Turn], R]
"""What a process does with a job; it raises only what ends the whole run. An ordered job asks for its turn."""

Opener = Callable[[], AbstractContextManager[Hand[J, R]]]
"""Opens in a new process what does the jobs there; goes to that process by pickle."""


class Abandoned(BaseException):
    """Raised in a process whose job nobody waits for any more; nothing on the way is to take it for a failure."""


@dataclass(frozen=True, slots=True)
class _Ready:
    """Sent by a process that asks for its turn, and sent back when it has come."""


@dataclass(slots=True)
class _Process:
    process: SpawnProcess
    connection: Connection
    number: int = -1
    """The job at which it works, -1 while it waits for one."""
    is_ready: bool = False
    """Whether it waits for its turn."""


class Crew(Generic[J, R]):
    """Hands out jobs to processes, started one by one as there is work, and gives the results back in order.

    A process that ends on its own is an answer as well: `lost` says what becomes of its job, and the next job finds a
    new process. Ctrl-C reaches this process only; the others are stopped with it.
    """

    def __init__(
        self, opener: Opener[J, R], size: int, lost: Callable[[J], R], ordered: Callable[[J], bool] = lambda job: False
    ) -> None:
        self._opener = opener
        self._ordered = ordered
        self._turns: deque[int] = deque()
        """The ordered jobs that have not ended, in order: it is the first one's turn."""
        self._size = size
        self._lost = lost
        self._processes: list[_Process] = []
        self._waiting: deque[tuple[int, J]] = deque()
        self._results: dict[int, R] = {}
        self._next = 0
        self._given = 0

    def __enter__(self) -> Crew[J, R]:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the processes end: at once after an error, since what they were at is undone by the store."""
        for one in self._processes:
            if kind is not None:
                one.process.terminate()
            one.connection.close()
        for one in self._processes:
            one.process.join(JOIN_SECONDS)
            if one.process.is_alive():
                one.process.kill()
                one.process.join()

    def submit(self, job: J) -> None:
        """Hand the job to a free process; waits while all are at work."""
        while (free := self._find_free()) is None:
            self._receive()
        free.number, self._next = self._next, self._next + 1
        self._waiting.append((free.number, job))
        if self._ordered(job):
            self._turns.append(free.number)
        try:
            free.connection.send(job)
        except (BrokenPipeError, ConnectionResetError):
            self._bury(free)

    def finished(self) -> Iterator[tuple[J, R]]:
        """Yield the results that are there, in the order in which the jobs came."""
        self._receive(0.0)
        while self._waiting and self._waiting[0][0] in self._results:
            number, job = self._waiting.popleft()
            yield job, self._results.pop(number)

    def drain(self) -> Iterator[tuple[J, R]]:
        """Wait for all jobs; yield their results."""
        yield from self.finished()
        while self._waiting:
            self._receive()
            yield from self.finished()

    def _find_free(self) -> _Process | None:
        free = next((one for one in self._processes if one.number < 0), None)
        if free is None and len(self._processes) < self._size:
            free = self._start()
        return free

    def _start(self) -> _Process:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(theirs, self._opener), daemon=True)
        process.start()
        theirs.close()
        started = _Process(process, ours)
        self._processes.append(started)
        return started

    def _receive(self, seconds: float | None = None) -> None:
        """Wait until some process answers, and keep the answers; raises what a process could not go on with."""
        busy = {one.connection: one for one in self._processes if one.number >= 0}
        for connection in wait(list(busy), seconds) if busy else ():
            one = busy[connection]  # type: ignore[index]
            try:
                result = one.connection.recv()
            except (EOFError, ConnectionResetError):
                self._bury(one)
                continue
            if isinstance(result, BaseException):
                raise result
            if isinstance(result, _Ready):
                one.is_ready = True
                self._give_turn()
                continue
            number, one.number = one.number, -1
            self._end(number, result)

    def _end(self, number: int, result: R) -> None:
        """Keep the result of a job, and let the next one in order have its turn."""
        self._results[number] = result
        if number in self._turns:
            self._turns.remove(number)
            self._give_turn()

    def _give_turn(self) -> None:
        for one in self._processes:
            if one.is_ready and (one.number not in self._turns or one.number == self._turns[0]):
                one.is_ready = False
                with suppress(BrokenPipeError, ConnectionResetError):  # that it is gone is received next
                    one.connection.send(_Ready())

    def _bury(self, one: _Process) -> None:
        """Answer for a process that is gone."""
        job = next(job for number, job in self._waiting if number == one.number)
        self._processes.remove(one)
        one.connection.close()
        one.process.join(JOIN_SECONDS)
        self._end(one.number, self._lost(job))


def _work(connection: Connection, opener: Opener[J, R]) -> None:
    """Do the jobs that come until the other end is closed, by whatever cause."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def turn() -> None:
        try:
            connection.send(_Ready())
            connection.recv()
        except (EOFError, OSError) as error:
            raise Abandoned from error

    with suppress(Abandoned, EOFError, BrokenPipeError, ConnectionResetError):
        try:
            with opener() as hand:
                while True:
                    connection.send(hand(connection.recv(), turn))
        except (EOFError, BrokenPipeError, ConnectionResetError):
            return
        except Exception as error:  # noqa: BLE001 it ends the run, and the run says why
            connection.send(error)


def choose_size(paths: Sequence[Path], wanted: int = 0) -> int:
    """Return how many processes a run is worth: as many as asked for, else one more than the cores that it may use.

    One of them waits for its turn to write while the others read. On one core, and for a small run, it is one, which is
    then this process itself.
    """
    if wanted:
        return wanted
    cores = _count_cores()
    return min(cores + 1, MOST) if cores > 1 and _weighs(paths, FEWEST_BYTES) else 1


def _count_cores() -> int:
    """Return on how many cores this process may run."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _weighs(paths: Sequence[Path], least: int) -> bool:
    """True when the files under the paths hold at least so many bytes together."""
    total = 0
    for origin in iter_origins(paths):
        if isinstance(origin, InputError):
            continue
        with suppress(OSError):
            total += origin.path.stat().st_size
        if total >= least:
            return True
    return False
