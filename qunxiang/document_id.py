"""What a person may write for a document: its id, the beginning of one, a file that was read, a path or an address."""

from __future__ import annotations

import os
from pathlib import Path

from domain.errors import NotFound
from graph.access import Access
from qunxiang.console import SEVERAL, fail
from qunxiang.language import say

ID_LENGTH = 64


def find_document_id(access: Access, words: str) -> str:
    """Return the id of the one document that is meant.

    A file that lies there counts by what it holds, wherever it lies now; where the record does not know that, and for
    all else, by how the document came. What fits nothing comes back as it is, and whoever asks for it says so.
    """
    own = _read_id(words) if os.path.isfile(words) else ""
    if own and access.match_documents(own):
        return own
    if len(words) == ID_LENGTH and not own:
        return words
    found = access.match_documents(words)
    if len(found) > 1:
        fail(say("这对应多份文件，请写编号：{ids}", ids=say("，").join(one[:16] for one in found)), SEVERAL)
    return found[0] if found else own or words


def _read_id(path: str) -> str:
    """Return the id that reading the file gives; of a file that holds one document."""
    from ingest.readers.item import Item
    from ingest.readers.reading import iter_items

    ids = {item.document.id for item in iter_items([Path(path)]) if isinstance(item, Item)}
    if len(ids) != 1:
        raise NotFound(say("这个文件里不是正好一份文件；请写文件的编号"))
    return ids.pop()
