"""XML of office files as a stream of events; no document type, so no entity, is let in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from xml.parsers import expat

from ingest.worker.fault import Fault

DEEPEST = 200
"""No office file nests deeper; a thousand levels are made to break who reads them."""

_PLAIN_ROOT = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?[^>]*\?>\s*)?<[A-Za-z][\w.-]*[\s/>]")

Attributes = dict[str, str]
Handler = Callable[[str, Attributes], None]


def parse(
    pieces: Iterable[bytes], part: str, on_start: Handler, on_end: Callable[[str], None],
    on_text: Callable[[str], None],
) -> None:  # fmt: skip
    """Call the handlers with local names, prefixes taken off; raises Fault for what is no plain XML.

    Where the root has no prefix, names come as they are: that is the large sheets, and half as fast again. Office formats have no document type: one is only there to define entities that unfold without end.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = 1 << 16
    depth = 0

    def start(name: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise Fault("xml_depth", part, most=DEEPEST)
        on_start(name.rpartition(":")[2], attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        on_end(name.rpartition(":")[2])

    def refuse(*_: object) -> None:
        raise Fault("xml_entities", part)

    pieces = iter(pieces)
    first = next(pieces, b"")
    is_plain = bool(_PLAIN_ROOT.match(first))
    parser.StartElementHandler = on_start if is_plain else start
    parser.EndElementHandler = on_end if is_plain else end
    parser.CharacterDataHandler = on_text
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        for piece in chain((first,), pieces):
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Fault("xml_damaged", part, line=error.lineno) from error


def iter_starts(pieces: Iterable[bytes], part: str) -> Iterator[tuple[str, Attributes]]:
    """Return the start tags of a small part."""
    found: list[tuple[str, Attributes]] = []
    parse(pieces, part, lambda name, attributes: found.append((name, attributes)), lambda _: None, lambda _: None)
    return iter(found)


def get(attributes: Attributes, name: str) -> str:
    """Return an attribute by its local name, whatever prefix the file uses; "" where it is missing."""
    if name in attributes:
        return attributes[name]
    return next((value for key, value in attributes.items() if key.rpartition(":")[2] == name), "")
