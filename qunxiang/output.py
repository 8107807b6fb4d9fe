"""Files that a command writes: whole or not at all, and what the system refuses said in one line."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import TextIO

from qunxiang.console import FAILED, fail
from qunxiang.language import say

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


def check_target(path: Path) -> None:
    """Leave with one line when the file could not be written; asked before the work, so that none is lost."""
    target = Path(os.path.realpath(path))
    if os.path.isdir(path):
        fail(say("{file}：这是文件夹；请写出文件名", file=path), FAILED)
    if not os.path.isdir(target.parent) and not _is_special(path):
        fail(say("{file}：没有这个文件夹；请先建立它，或换一个路径", file=path), FAILED)
    changed = [path] if os.path.exists(path) else []
    if not _is_special(path):
        changed.append(target.parent)
    if not all(os.access(one, os.W_OK) for one in changed):
        fail(say("{file}：没有写入权限；请修改权限，或换一个路径", file=path), FAILED)


def check_new(path: Path) -> None:
    """Leave with one line when the file is there already: what people keep, fill in or edit is never overwritten."""
    if os.path.isfile(path):
        fail(say("{file}：已经有这个文件，没有动它；请换一个文件名，或先把它移走", file=path), FAILED)
    check_target(path)


@contextmanager
def replacing(path: Path) -> Iterator[TextIO]:
    """Give a file to write that takes the place of the target when all is well; else the target stays as it was.

    The draft lies beside the target, readable by its owner alone, as it names people. A device or a pipe is written
    as it is.
    """
    check_target(path)
    try:
        if _is_special(path):
            with path.open("w", encoding="utf-8", newline="\n") as file:
                yield file
            return
        # Where the target is a link, the file it names is replaced, not the link.
        target = Path(os.path.realpath(path))
        _clear_drafts(target)
        handle, name = tempfile.mkstemp(prefix=_prefix(target), suffix=".draft", dir=target.parent)
        draft = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                with suppress(OSError):
                    _hold(handle)
                yield file
            draft.replace(target)
        finally:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or error
        fail(say("{file}：写不进去（{reason}）；请检查磁盘空间和权限，或换一个路径", file=path, reason=reason), FAILED)


def _prefix(target: Path) -> str:
    return f".{target.name[:40]}."


def _clear_drafts(target: Path) -> None:
    """Remove the drafts that runs which were killed left beside the target; one that is being written stays."""
    pattern = re.compile(re.escape(_prefix(target)) + r"[a-z0-9_]{8}\.draft")
    with suppress(OSError):
        for draft in [path for path in target.parent.iterdir() if pattern.fullmatch(path.name)]:
            # Windows has no such lock, and removes no file that is open.
            with suppress(OSError), draft.open("r+b") if fcntl else nullcontext() as file:
                if file is not None:
                    _hold(file.fileno())
                draft.unlink()


def _hold(handle: int) -> None:
    """Lock the file for as long as it is open; raises OSError when another run holds it."""
    if fcntl is not None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _is_special(path: Path) -> bool:
    # Unlike those of Path, these say no where a path is too long.
    return os.path.exists(path) and not os.path.isfile(path)
