"""Older word processor files (doc, wps, rtf, odt) → docx through LibreOffice where it is installed, then as Word."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from domain.errors import InputError, UnsupportedFormat
from ingest.readers.binary import ask, make_error, read_packed
from ingest.readers.item import Item, Origin
from ingest.readers.word import collect_blocks, make_item
from ingest.worker.fault import Fault
from ingest.worker.worker import Worker

SECONDS = 19.0
MEMORY = 2 << 30
"""Address space of LibreOffice, most of it its own libraries."""
LARGEST = 100 << 20
PREFIX = "qunxiang-office-"

_PROGRAMS = ("soffice", "libreoffice")
_REMEDY = "请在 Word 或 WPS 中另存为 docx 后再读入；或安装 LibreOffice，使 soffice 在 PATH 上，由本程序转换"
_COMPOUND, _ZIP, _RTF = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK", b"{\\rtf"
_START = (
    "import sys, json, os, resource; sys.path[:] = json.loads(sys.argv[1]); "
    "from ingest.worker.confinement import leave_network; leave_network(); "
    "limits = ((resource.RLIMIT_AS, int(sys.argv[2])), (resource.RLIMIT_FSIZE, int(sys.argv[3])), "
    "(resource.RLIMIT_CORE, 0)); [resource.setrlimit(kind, (most, most)) for kind, most in limits]; "
    "os.execv(sys.argv[4], sys.argv[4:])"
)


def read_office(origin: Origin, worker: Worker) -> Iterator[Item | InputError]:
    """Yield the document as read_word does; the item's id is the hash of the file that came, not of what it became."""
    data = read_packed(origin)
    ending = origin.path.suffix.lower().lstrip(".")
    if ending in ("doc", "wps") and data.startswith(_ZIP):
        yield make_item(origin, data, collect_blocks(origin, ask(origin, worker, "word", data)))
        return
    if not data.startswith((_COMPOUND, _ZIP, _RTF)):
        raise make_error(origin, Fault("not_word"))
    program = find_program()
    if not program:
        raise UnsupportedFormat(origin.shown, "", f"读 {ending} 需要 LibreOffice，这台机器上没有", _REMEDY)
    converted = convert(origin, data, ending, program)
    yield make_item(origin, data, collect_blocks(origin, ask(origin, worker, "word", converted)))


def find_program() -> str:
    """Return where LibreOffice is, "" where it is not installed."""
    return next((found for name in _PROGRAMS if (found := shutil.which(name))), "")


def convert(origin: Origin, data: bytes, ending: str, program: str) -> bytes:
    """Return the file as docx; raises InputError.

    LibreOffice reads files only, so this one lies for seconds in a folder that nobody else may enter, in memory where
    the system has a folder for that. What an earlier run left when it was killed goes first.
    """
    sweep()
    with tempfile.TemporaryDirectory(prefix=f"{PREFIX}{os.getpid()}-", dir=_find_root()) as name:
        folder = Path(name)
        source = folder / f"in.{ending}"
        source.write_bytes(data)
        command = [
            program, "--headless", "--norestore", "--nodefault", "--nolockcheck", "--nologo",
            f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "docx:MS Word 2007 XML",
            "--outdir", str(folder / "out"), str(source),
        ]  # fmt: skip
        _run(origin, command, folder)
        target = folder / "out" / "in.docx"
        if not target.is_file() or target.is_symlink() or not 0 < target.stat().st_size <= LARGEST:
            raise origin.refuse("", "LibreOffice 没有能转换这份文件：已损坏，或有打开密码", _REMEDY)
        return target.read_bytes()


def sweep() -> None:
    """Remove what processes that live no more left behind."""
    root = _find_root()
    for path in Path(root or tempfile.gettempdir()).glob(f"{PREFIX}*"):
        number = path.name.removeprefix(PREFIX).partition("-")[0]
        if number.isdecimal() and not _lives(int(number)) and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)


def _run(origin: Origin, command: list[str], folder: Path) -> None:
    environment = {"PATH": os.defpath, "HOME": str(folder), "TMPDIR": str(folder), "LANG": "C.UTF-8"}
    limits = [json.dumps([path or os.getcwd() for path in sys.path]), str(MEMORY), str(LARGEST)]
    process = subprocess.Popen(
        [sys.executable, "-I", "-c", _START, *limits, *command], cwd=folder, env=environment,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        raise make_error(origin, Fault("time", n=round(SECONDS))) from None
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@cache
def _find_root() -> str | None:
    """Return a folder that lies in memory, None where the usual one must do."""
    memory = Path("/dev/shm")
    return str(memory) if memory.is_dir() and os.access(memory, os.W_OK) else None


def _lives(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
