"""Walks files and folders in one order and names each file as reports and arrivals will."""

from __future__ import annotations

import errno
import os
import stat
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from domain.errors import InputError
from ingest.readers.formats import is_litter
from ingest.readers.item import MAX_BYTES, MAX_CHARACTERS, SPLIT_REMEDY, Origin
from lexicon.forbidden import mask_numbers


@dataclass(frozen=True, slots=True)
class _Entry:
    """A file or folder still to visit, with the folders above it by device and inode."""

    path: Path
    name: str
    shown: str
    above: tuple[tuple[int, int], ...]

    def enter(self, name: str, here: tuple[int, int]) -> _Entry:
        """Return what this folder holds under the name."""
        visible = show_name(name)
        return _Entry(
            self.path / name,
            f"{self.name}/{visible}" if self.name else visible,
            f"{self.shown.rstrip('/')}/{visible}",
            (*self.above, here),
        )


def iter_origins(paths: Sequence[Path]) -> Iterator[Origin | InputError]:
    """Yield the regular files at and under the paths, each folder's entries sorted by name.

    Links are followed; a link back to a folder above is one error. What cannot be entered is one error and
    stops nothing. Hidden files and what office programs leave behind are passed over inside folders only.
    """
    for path in paths:
        shown = show_name(str(path))
        try:
            is_folder = stat.S_ISDIR(path.stat().st_mode)
        except OSError as error:
            yield describe_fault(shown, error)
            continue
        if not is_folder:
            yield _find_origin(path, show_name(path.name), shown)
            continue
        empty = True
        for found in _walk(path, shown):
            empty = False
            yield found
        if empty:
            yield InputError(
                shown, "", "文件夹里没有可读的文件", "请检查路径，放入读得了的文件，种类见 docs/formats.md"
            )


def read_bytes(origin: Origin) -> bytes:
    """Return the bytes of the file; refuses an empty one and one too long for a document."""
    with origin.open() as stream:
        data = stream.read(MAX_BYTES + 1)
    if not data:
        raise origin.refuse("", "文件是空的（0 字节）", "请检查文件是否保存完整，重新导出")
    if len(data) > MAX_BYTES:
        raise origin.refuse(
            "", f"文件超过 {MAX_BYTES:,} 字节，容不下每篇 {MAX_CHARACTERS:,} 个字符的上限", SPLIT_REMEDY
        )
    return data


def show_name(name: str) -> str:
    """Return a file name as it can be shown and stored: one line, valid text, GB18030 names read as such.

    Numbers of persons in it (a telephone, an identity or card number) are masked: the name goes into the store,
    reports and the quarantine file.
    """
    raw = os.fsencode(name)
    for codec in ("utf-8", "gb18030"):
        try:
            shown = raw.decode(codec)
            break
        except UnicodeDecodeError:
            continue
    else:
        shown = raw.decode("utf-8", "replace")
    plain = "".join(
        "\ufffd" if unicodedata.category(character) in {"Cc", "Zl", "Zp"} else character for character in shown
    )
    return mask_numbers(plain)


def describe_fault(shown: str, error: OSError) -> InputError:
    """Return what the operating system refused, in one line."""
    if isinstance(error, FileNotFoundError):
        return InputError(shown, "", "文件不存在", "请检查路径")
    if isinstance(error, PermissionError):
        return InputError(shown, "", "没有读取权限", "请修改文件权限，或换一个有权限的用户")
    if error.errno == errno.ELOOP:
        return InputError(shown, "", "符号链接成环，读不到文件", "请删除这个链接")
    if error.errno == errno.ENAMETOOLONG:
        return InputError(shown, "", "路径太长，系统打不开", "请缩短文件夹的名称，或减少层数")
    return InputError(shown, "", f"读不出来：{error.strerror or error}", "请检查磁盘和文件是否完好")


def _walk(folder: Path, shown: str) -> Iterator[Origin | InputError]:
    """Yield what lies under the folder; a stack, not recursion, so that depth costs nothing."""
    waiting: list[_Entry] = [_Entry(folder, "", shown, ())]
    while waiting:
        entry = waiting.pop()
        # Path.is_dir raises where a path is too long; this one says no, and the file's own error follows.
        if entry.name and not os.path.isdir(entry.path):
            yield _find_origin(entry.path, entry.name, entry.shown)
            continue
        try:
            status = entry.path.stat()
            names = sorted((name for name in os.listdir(entry.path) if not is_litter(name)), reverse=True)
        except OSError as error:
            yield describe_fault(entry.shown, error)
            continue
        here = (status.st_dev, status.st_ino)
        if here in entry.above:
            yield InputError(entry.shown, "", "符号链接成环，又回到上层文件夹", "请删除这个链接")
            continue
        waiting.extend(entry.enter(name, here) for name in names)


def _find_origin(path: Path, name: str, shown: str) -> Origin | InputError:
    """Return the origin when a regular file lies there: a pipe or a device would never end."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return describe_fault(shown, error)
    if not stat.S_ISREG(mode):
        return InputError(shown, "", "不是普通文件（管道、设备或套接字）", "请先把内容存成文件")
    return Origin(path, name, shown)
