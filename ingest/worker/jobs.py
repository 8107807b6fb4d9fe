"""What the worker can be asked to do."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from typing import Any

from ingest.worker.child import Job, Send
from ingest.worker.fault import Fault
from ingest.worker.markup import parse
from ingest.worker.ofd import read_ofd
from ingest.worker.old_workbook import read_old_workbook
from ingest.worker.package import Member, Package, check_total, iter_member, read_directory
from ingest.worker.pdf import read_pdf, render_page
from ingest.worker.word import read_word
from ingest.worker.workbook import read_workbook

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

for _codec in ("cp437", "gb18030", "utf-8", "utf-16-le", "utf-16-be", "utf-32", "ascii", "latin-1", "idna"):
    codecs.lookup(_codec)  # each is a module of its own, which can be imported no more once the doors are closed


def _workbook(data: bytes, request: Mapping[str, Any], send: Send) -> None:
    if data.startswith(COMPOUND):
        _refuse_encrypted(data)
        read_old_workbook(data, send)
        return
    if not data.startswith(b"PK"):
        raise Fault("not_zip" if b"\0" in data[:4096] else "not_workbook")
    package = Package(data)
    if "content.xml" in package:
        parse(package.iter_part("content.xml"), "content.xml", _pass, _pass, _pass)
        read_old_workbook(data, send)
    elif "xl/workbook.bin" in package:
        for name in package.names():
            for _ in package.iter_part(name):
                pass
        read_old_workbook(data, send)
    else:
        read_workbook(data, send)


def _pass(*_: object) -> None:
    """Look at nothing: the sizes are counted and the entities refused on the way."""


def _word(data: bytes, request: Mapping[str, Any], send: Send) -> None:
    if data.startswith(COMPOUND):
        _refuse_encrypted(data)
        raise Fault("old_word")
    read_word(data, send)


def _refuse_encrypted(data: bytes) -> None:
    """Office files with a password are compound files that hold the encrypted package."""
    if _ENCRYPTED in data:
        raise Fault("encrypted")


def _directory(data: bytes, request: Mapping[str, Any], send: Send) -> None:
    members = read_directory(data)
    check_total(members, len(data), request["most"])
    for m in members:
        send([m.name[:1000], m.offset, m.packed, m.size, m.crc, m.method, m.is_encrypted])


def _member(data: bytes, request: Mapping[str, Any], send: Send) -> None:
    member = Member("", 0, *request["member"])
    send(b"".join(iter_member(data, member, 0, request["most"])))


def _pdf(data: bytes, request: Mapping[str, Any], send: Send) -> None:
    read_pdf(data, send)


def _ofd(data: bytes, request: Mapping[str, Any], send: Send) -> None:
    read_ofd(data, send)


def _picture(data: bytes, request: Mapping[str, Any], send: Send) -> None:
    render_page(data, request["page"], send)


JOBS: Mapping[str, Job] = {
    "workbook": _workbook,
    "word": _word,
    "pdf": _pdf,
    "ofd": _ofd,
    "picture": _picture,
    "directory": _directory,
    "member": _member,
}
