"""Files that a command writes: whole or not at all, and what the system refuses said in one line."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from qunxiang.console import FAILED, fail
from qunxiang.language import say


def check_target(path: Path) -> None:
    """Leave with one line when the file could not be written; asked before the work, so that none is lost."""
    target = Path(os.path.realpath(path))
    if path.is_dir():
        fail(say("{file}：这是文件夹；请写出文件名", file=path), FAILED)
    if not target.parent.is_dir() and not _is_special(path):
        fail(say("{file}：没有这个文件夹；请先建立它，或换一个路径", file=path), FAILED)
    changed = [path] if path.exists() else []
    if not _is_special(path):
        changed.append(target.parent)
    if not all(os.access(one, os.W_OK) for one in changed):
        fail(say("{file}：没有写入权限；请修改权限，或换一个路径", file=path), FAILED)


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
        handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".draft", dir=target.parent)
        draft = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                yield file
            draft.replace(target)
        finally:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or error
        fail(say("{file}：写不进去（{reason}）；请检查磁盘空间和权限，或换一个路径", file=path, reason=reason), FAILED)


def _is_special(path: Path) -> bool:
    return path.exists() and not path.is_file()
