"""HTML pages → documents: the visible text, one line a block."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from selectolax.lexbor import LexborHTMLParser, LexborNode

from domain.identifier import hash_bytes
from ingest.readers.dates import find_moment
from ingest.readers.files import read_bytes
from ingest.readers.item import Item, Origin, check_length, make_document
from ingest.readers.plain import decode_file

READER = "html-1"
HEAD_BYTES = 4096
"""A declaration of the encoding stands within the first bytes, or browsers do not see it either."""

_DECLARED = re.compile(rb"""<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_HIDING = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\U00020000-\U0003ffff]")


def read_markup(origin: Origin) -> Item:
    """Return the page as a document; the id is the hash of its bytes, the text what a reader of the page sees.

    Title, date, source and author come from the page's meta tags where it has them. Raises InputError.
    """
    data = read_bytes(origin)
    declared = _DECLARED.search(data[:HEAD_BYTES])
    decoded = decode_file(origin, data, declared[1].decode("ascii") if declared else "")
    page = LexborHTMLParser(decoded.text)
    text = extract_text(page)
    if not text:
        raise origin.refuse("", "网页里没有可见的文字", "网页可能由脚本生成：请在浏览器中打开，把文字另存为 txt")
    check_length(origin, "", text)
    document = make_document(hash_bytes(data), text, media="text", encoding=decoded.encoding, reader=READER)
    meta = find_metadata(page)
    warnings = origin.warnings
    published = find_moment(meta["published"])
    if meta["published"] and published is None:
        warnings = (
            *warnings,
            origin.refuse("meta", "网页标明的发布日期不是日期，已留空", "可以用 --published 给出，形如 2024-04-10"),
        )
    arrival = origin.arrive(
        document.id,
        published=published or "",
        source=meta["source"],
        url=meta["url"],
        title=meta["title"],
        author=meta["author"],
    )
    return Item(document, arrival, warnings=warnings, file=origin.shown)


def extract_text(page: LexborHTMLParser) -> str:
    """Return the visible text: a line for each block, cells of a row joined by tabs, white space as browsers do.

    A line break between two Chinese characters in the source leaves nothing, so that no name is torn.
    """
    lines = _Lines()
    node: LexborNode | None = page.body
    depth = 0
    while node is not None:
        inner = None
        if node.tag == "-text":
            lines.add(node.text_content or "")
        elif not _is_hidden(node):
            lines.open(node.tag or "")
            inner = node.child
            if inner is None:
                lines.close(node.tag or "")
        if inner is not None:
            node, depth = inner, depth + 1
            continue
        while node is not None and node.next is None and depth > 0:
            node, depth = node.parent, depth - 1
            if node is not None:
                lines.close(node.tag or "")
        node = node.next if node is not None and depth > 0 else None
    return lines.finish()


def find_metadata(page: LexborHTMLParser) -> dict[str, str]:
    """Return title, published, source, author and url as the page states them, "" for what it does not."""
    stated: dict[str, str] = {}
    for tag in page.css("meta"):
        attributes = {name.lower(): value for name, value in tag.attributes.items()}
        name = (attributes.get("name") or attributes.get("property") or "").strip().lower()
        content = _SPACE.sub(" ", attributes.get("content") or "").strip()
        if name and content:
            stated.setdefault(name, content)
    found = {
        field: next((stated[name] for name in names if name in stated), "")
        for field, names in _load_words()["meta"].items()
    }
    title = page.css_first("title")
    if not found["title"] and title is not None:
        found["title"] = _SPACE.sub(" ", title.text()).strip()
    return found


@cache
def _load_words() -> Mapping[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(files("ingest.readers").joinpath("markup.yaml").read_text("utf-8"))
    return loaded


@cache
def _elements(group: str) -> frozenset[str]:
    return frozenset(_load_words()[group])


def _is_hidden(node: LexborNode) -> bool:
    """True for what no reader of the page sees; a hidden sentence must not become somebody's evidence."""
    tag = node.tag or ""
    if tag in _elements("unseen") or not node.is_element_node:
        return True
    attributes = node.attributes
    return "hidden" in attributes or bool(_HIDING.search(attributes.get("style") or ""))


class _Lines:
    """Collects text into cells and lines as the walk goes through blocks."""

    def __init__(self) -> None:
        self._done: list[str] = []
        self._cells: list[str] = []
        self._pieces: list[str] = []
        self._verbatim = 0

    def add(self, text: str) -> None:
        if not self._verbatim:
            self._pieces.append(text)
            return
        for number, line in enumerate(text.splitlines()):
            if number:
                self._end_line()
            self._pieces.append(line)

    def open(self, tag: str) -> None:
        if tag in _elements("blocks"):
            self._end_line()
        self._verbatim += tag == "pre"

    def close(self, tag: str) -> None:
        if tag in _elements("cells"):
            self._end_cell()
        elif tag in _elements("blocks"):
            self._end_line()
        self._verbatim -= tag == "pre"

    def finish(self) -> str:
        self._end_line()
        return "\n".join(self._done)

    def _end_cell(self) -> None:
        self._cells.append(collapse("".join(self._pieces)))
        self._pieces.clear()

    def _end_line(self) -> None:
        self._end_cell()
        line = "\t".join(cell for cell in self._cells if cell)
        self._cells.clear()
        if line:
            self._done.append(line)


def collapse(text: str) -> str:
    """Return the text with runs of ASCII white space as one space, or none at a line break amid Chinese."""

    def shorten(run: re.Match[str]) -> str:
        before, after = text[run.start() - 1 : run.start()], text[run.end() : run.end() + 1]
        amid = _WIDE.match(before) and _WIDE.match(after) and "\n" in run.group()
        return "" if amid else " "

    return _SPACE.sub(shorten, text).strip(" ")
