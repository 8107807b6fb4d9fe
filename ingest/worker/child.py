"""The worker: takes one file after the other from its input, answers with plain data, and can do nothing else."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from typing import Any, BinaryIO

from ingest.worker.confinement import Meter, allow_seconds, confine, leave_network
from ingest.worker.fault import Fault
from ingest.worker.framing import BrokenFrame, receive, send_bytes, send_json

Send = Callable[[Any], None]
Job = Callable[[bytes, Mapping[str, Any], Send], None]


def serve(jobs: Callable[[], Mapping[str, Job]], memory: int, seconds: int) -> None:
    """Answer until the input ends. `jobs` imports what they need: nothing can be imported once the doors are closed.

    Once ready it says so: what goes wrong before is no fault of a file. A request is {"job": name, …} and a frame of
    bytes. The answer is any number of frames, then {"done": …} or {"fault": code, …}, both with the peak of memory.
    """
    source, target = _take_pipes()
    leave_network()
    meter = Meter()
    table = jobs()
    confine(memory)

    def send(value: Any) -> None:
        if isinstance(value, bytes):
            send_bytes(target, value)
        else:
            send_json(target, value)

    send({"ready": True})
    target.flush()
    while True:
        try:
            request, data = receive(source), receive(source)
        except BrokenFrame:
            os._exit(0)
        allow_seconds(seconds)
        last = _answer(table[request["job"]], data, request, send)
        last["peak"] = meter.read()
        send(last)
        target.flush()


def _answer(job: Job, data: bytes, request: Mapping[str, Any], send: Send) -> dict[str, Any]:
    try:
        job(data, request, send)
    except Fault as fault:
        return {"fault": fault.code, "place": fault.place[:200], "facts": fault.facts}
    except MemoryError:
        return {"fault": "memory", "place": "", "facts": {}}
    except RecursionError:
        return {"fault": "damaged", "place": "", "facts": {}}
    except Exception:  # noqa: BLE001 whatever a stranger's bytes cause ends here; what they said is not repeated
        return {"fault": "damaged", "place": "", "facts": {}}
    return {"done": True}


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Return the two pipes, and leave nothing where a library could print into them."""
    source, target = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nothing, number)
    os.close(nothing)
    return os.fdopen(source, "rb", 1 << 16), os.fdopen(target, "wb", 1 << 16)


def load_parsers() -> Mapping[str, Job]:
    """Import the parsers and return them by name."""
    from ingest.worker import jobs

    return jobs.JOBS


if __name__ == "__main__":
    sys.exit("this is started by ingest.worker.worker")
