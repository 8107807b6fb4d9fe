"""Text and Markdown files → documents."""

from __future__ import annotations

from domain.identifier import hash_bytes
from ingest.readers.encoding import Decoded, Undecodable, decode
from ingest.readers.files import read_bytes
from ingest.readers.item import Item, Origin, check_length, make_document

READER = "text-1"


def read_plain(origin: Origin) -> Item:
    """Return the document whose text is the file, character for character.

    No line end is converted, no width folded, no space trimmed, Markdown is not interpreted; only a leading
    byte order mark is no part of the text. Raises InputError.
    """
    data = read_bytes(origin)
    decoded = decode_file(origin, data)
    document = make_document(hash_bytes(data), decoded.text, media="text", encoding=decoded.encoding, reader=READER)
    return Item(document, origin.arrive(document.id), warnings=origin.warnings, file=origin.shown)


def decode_file(origin: Origin, data: bytes, declared: str = "") -> Decoded:
    """Return the text of a whole file; refuses one without any visible character."""
    try:
        decoded = decode(data, declared)
    except Undecodable as fault:
        raise origin.refuse(f"字节 {fault.offset}", fault.problem, fault.remedy) from fault
    check_length(origin, "", decoded.text)
    if not decoded.text.strip():
        raise origin.refuse("", "文件里没有文字，只有空白", "请检查文件是否保存完整，重新导出")
    return decoded
