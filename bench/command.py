"""Runs the real command line as a process of its own: timed, with its peak memory, and killed on request."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PROGRAM = (sys.executable, "-c", "from qunxiang.cli import main; main()")
"""The entry point of the console script, by the interpreter that runs the bench."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where one run works: its store, its project folder (pseudonyms, audit) and what it needs to log in."""

    store: str
    project: Path
    password_file: Path | None = None

    def command(self, *arguments: object) -> list[str]:
        """Return the command line."""
        return [*PROGRAM, "--store", self.store, "--project", str(self.project), *map(str, arguments)]

    def environment(self) -> dict[str, str]:
        """Return the environment: no setting of the user's reaches the run."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("QUNXIANG_")}
        if self.password_file:
            kept["QUNXIANG_NEO4J_PASSWORD_FILE"] = str(self.password_file)
        return kept | {"PYTHONIOENCODING": "utf-8"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a process ended: seconds, peak resident megabytes, exit code."""

    seconds: float
    megabytes: float
    code: int


@contextmanager
def start(place: Place, log: Path, *arguments: object) -> Iterator[subprocess.Popen[bytes]]:
    """Start a command whose messages go to the log; it never outlives the block."""
    with log.open("ab") as messages:
        process = subprocess.Popen(
            place.command(*arguments), stdout=messages, stderr=messages, env=place.environment(), start_new_session=True
        )
        try:
            yield process
        finally:
            if process.returncode is None:
                kill(process)


def run(place: Place, log: Path, *arguments: object) -> Outcome:
    """Run a command to its end."""
    begin = time.monotonic()
    with start(place, log, *arguments) as process:
        return reap(process, begin)


def run_until(place: Place, log: Path, is_time: Callable[[], bool], *arguments: object) -> bool:
    """Run a command and kill it as soon as it is time; says whether it was killed before it ended."""
    with start(place, log, *arguments) as process:
        while process.poll() is None:
            if is_time():
                kill(process)
                return process.returncode == -signal.SIGKILL
            time.sleep(0.005)
    return False


def reap(process: subprocess.Popen[bytes], begin: float) -> Outcome:
    """Wait for the end and ask the system how much memory the process had at most."""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    # The system counts kilobytes, on macOS bytes.
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    return Outcome(time.monotonic() - begin, usage.ru_maxrss / unit, process.returncode)


def kill(process: subprocess.Popen[bytes]) -> None:
    """Send SIGKILL and collect the process."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(process.pid, signal.SIGKILL)
    process.wait()
