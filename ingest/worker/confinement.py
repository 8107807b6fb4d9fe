"""Takes from this process all that parsing does not need: memory, time, network, files, programs."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import sys
from typing import Any

MEMORY = 512 << 20
"""Address space of the worker; what it holds resident is less."""
SECONDS = 20

_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 1, 4, 38
_SIGKILL = 9
_REFUSED = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system", "os.remove", "os.rename",
            "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown", "shutil.", "open")  # fmt: skip


def confine(memory: int = MEMORY) -> None:
    """Close the doors for good; call when everything is imported and the pipes to the reader are open.

    From here no file can be opened, for reading or writing, no socket and no process made: no further file
    descriptor is granted, nothing can be written but to the pipes, and Python itself refuses the calls.
    """
    _limit(resource.RLIMIT_AS, memory)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, 0)
    with contextlib.suppress(AttributeError):
        _limit(resource.RLIMIT_NPROC, 0)
    _limit(resource.RLIMIT_NOFILE, _count_descriptors())
    sys.addaudithook(_refuse)


def leave_network() -> None:
    """On Linux, go where no network is, end with the parent and gain no rights; elsewhere confine does what it can."""
    if sys.platform != "linux":
        return
    library = ctypes.CDLL(None, use_errno=True)
    library.prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)
    library.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if library.unshare(_CLONE_NEWNET) != 0:
        library.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)
    library.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def allow_seconds(seconds: int = SECONDS) -> None:
    """Let this process compute for so long from now on; the reader watches the clock on the wall beside it."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    _limit_softly(resource.RLIMIT_CPU, int(usage.ru_utime + usage.ru_stime) + seconds + 1)


def measure_peak() -> int:
    """Return the most bytes that this process has held resident."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _limit(kind: int, most: int) -> None:
    with contextlib.suppress(ValueError, OSError):  # a limit that is lower already stays
        resource.setrlimit(kind, (most, most))


def _limit_softly(kind: int, most: int) -> None:
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(kind, (most, resource.getrlimit(kind)[1]))


def _count_descriptors() -> int:
    """Return the number above the highest open descriptor; they are numbered without gaps by then."""
    highest = 2
    for number in range(3, 64):
        with contextlib.suppress(OSError):
            os.fstat(number)
            highest = number
    return highest + 1


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith(_REFUSED):
        raise PermissionError(event)
