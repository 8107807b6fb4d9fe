"""The reader's side of the worker: starts it, asks it, and kills it when it takes too long."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import Any

import yaml

from ingest.worker.confinement import MEMORY, find_peak
from ingest.worker.fault import Fault
from ingest.worker.framing import BrokenFrame, receive, send_bytes, send_json

WALL_SECONDS = 18.0
"""From the first byte sent to the last one received; what is killed is gone well before 20 seconds."""
MOST_ANSWER = 400 << 20
"""Bytes of one answer, frames together."""

_START = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from importlib import import_module; "
    "from ingest.worker.child import serve; module, name = sys.argv[2].split(':'); "
    "serve(getattr(import_module(module), name), int(sys.argv[3]), int(sys.argv[4]))"
)
PARSERS = "ingest.worker.child:load_parsers"


class Worker:
    """One process for a batch of files, started when first needed and again after it was killed."""

    def __init__(self, loader: str = PARSERS, memory: int = MEMORY, seconds: float = WALL_SECONDS) -> None:
        self._loader = loader
        self._memory = memory
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self.peak = 0
        """Most bytes that any of its processes held resident."""

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def process_id(self) -> int:
        """The running process, 0 when there is none."""
        return self._process.pid if self._process else 0

    def ask(self, job: str, data: bytes, **request: Any) -> Iterator[Any]:
        """Yield what the worker answers: JSON values and bytes. Raises Fault.

        The clock runs while the worker works, not while the caller does something with what it got: the caller
        takes all of it before it turns to anything slow.
        """
        if self._process is not None and self._process.poll() is not None:
            self.close()  # it died while nobody asked it anything
        is_new = self._process is None
        process = self._process or self._start()
        is_late = threading.Event()

        def stop() -> None:
            is_late.set()
            self._note_peak(process)
            _kill(process)

        clock = threading.Timer(self._seconds, stop)
        clock.daemon = True
        clock.start()
        is_answered = False
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            size = 0
            try:
                if is_new:
                    receive(process.stdout)
                    is_new = False
                send_json(process.stdin, {"job": job, **request})
                send_bytes(process.stdin, data)
                process.stdin.flush()
                while True:
                    found = receive(process.stdout)
                    if isinstance(found, dict) and ("done" in found or "fault" in found):
                        break
                    size += len(found) if isinstance(found, bytes) else _measure(found)
                    if size > MOST_ANSWER:
                        raise Fault("too_much")
                    yield found
            except (BrokenFrame, OSError):
                raise Fault("no_worker") if is_new else self._explain(process, is_late) from None
            is_answered = found.get("fault") not in ("memory",)
            self.peak = max(self.peak, _whole(found.get("peak")))
            if "fault" in found:
                raise self._make_fault(found)
        finally:
            clock.cancel()
            if not is_answered:
                self.close()

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is None:
            return
        self._note_peak(process)
        _kill(process)
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        process.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        paths = [path or os.getcwd() for path in sys.path]
        environment = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "OMP_NUM_THREADS": "1"}
        limits = [str(self._memory), str(round(self._seconds) + 1)]
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-B", "-c", _START, json.dumps(paths), self._loader, *limits],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd="/", env=environment,
                close_fds=True, start_new_session=True,
            )  # fmt: skip
        except OSError as error:
            raise Fault("no_worker") from error
        return self._process

    def _note_peak(self, process: subprocess.Popen[bytes]) -> None:
        """Look at what the process holds before it goes; afterwards nobody knows."""
        with contextlib.suppress(OSError):
            self.peak = max(self.peak, find_peak(Path(f"/proc/{process.pid}/status").read_bytes()))

    def _explain(self, process: subprocess.Popen[bytes], is_late: threading.Event) -> Fault:
        """Return what the process died of."""
        if is_late.is_set():
            return Fault("time", n=round(self._seconds))
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(2)
        if process.returncode == -signal.SIGXCPU:
            return Fault("time", n=round(self._seconds))
        if process.returncode in (-signal.SIGABRT, -signal.SIGKILL):
            return Fault("memory", n=self._memory >> 20)
        return Fault("died")

    def _make_fault(self, found: Mapping[str, Any]) -> Fault:
        code = found.get("fault")
        facts = found.get("facts")
        numbers = {key: value for key, value in facts.items() if isinstance(value, int)} if facts else {}
        if code == "memory":
            numbers = {"n": self._memory >> 20}
        if code not in load_faults():
            return Fault("damaged")
        return Fault(str(code), str(found.get("place", ""))[:200], **numbers)


@cache
def load_faults() -> Mapping[str, Mapping[str, str]]:
    """Return problem and remedy by the code of a fault."""
    loaded: dict[str, dict[str, str]] = yaml.safe_load(
        files("ingest.worker").joinpath("faults.yaml").read_text("utf-8")
    )
    return loaded


def describe(fault: Fault) -> tuple[str, str]:
    """Return problem and remedy of a fault in one line each."""
    words = load_faults()[fault.code]
    numbers = {"n": 0, "most": 0, "line": 0, **fault.facts}
    return words["problem"].format(**{key: f"{value:,}" for key, value in numbers.items()}), words["remedy"]


def _kill(process: subprocess.Popen[bytes]) -> None:
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGKILL)


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def _measure(value: object) -> int:
    """Return about how much memory a value takes, without walking what is deep."""
    if isinstance(value, dict):
        return 100 + sum(_measure(part) for part in value.values())
    if isinstance(value, list):
        return 60 + sum(_measure(part) if not isinstance(part, str) else 50 + len(part) for part in value)
    return 50 + len(value) if isinstance(value, str) else 30
