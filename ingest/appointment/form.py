"""Bytes of an appointment form → its allowed fields; all other content is let go here and named nowhere."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

MAX_FORM_BYTES = 16_000_000
"""A form with a photograph is well below a megabyte."""
MAX_FIELD = 20_000
MAX_DEPTH = 8
LRM_FIELDS = 33
_EDUCATION = ("full_time_level", "full_time_degree", "in_service_level", "in_service_degree")

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARATION = re.compile(r"^\s*<\?xml(?P<rest>[^>]*)\?>", re.IGNORECASE)
_ENCODING = re.compile(r"encoding\s*=\s*[\"'](?P<name>[\w.-]+)[\"']", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_GB = frozenset({"gb2312", "gbk", "gb18030", "cp936", "936", "hz"})


class BadForm(ValueError):
    """Raised when bytes are no appointment form; says where and why, never what stands there."""

    def __init__(self, place: str, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.place, self.problem, self.remedy = place, problem, remedy


@dataclass(slots=True)
class Form:
    """The allowed fields of one form by name, stripped; which tags were dropped, which are unknown."""

    fields: dict[str, str] = field(default_factory=dict)
    dropped: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    encoding: str = "utf-8"
    wrong_declaration: str = ""

    def get(self, name: str) -> str:
        return self.fields.get(name, "")


@cache
def form_tags() -> dict[str, Any]:
    """Return the table of tags."""
    loaded: dict[str, Any] = yaml.safe_load(files("ingest.appointment").joinpath("tags.yaml").read_text("utf-8"))
    return loaded


@cache
def _name_of_tag() -> dict[str, str]:
    return {spec["tag"]: name for name, spec in form_tags()["kept"].items()}


def decode_form(data: bytes) -> tuple[str, str, str]:
    """Return the text, its encoding, and what the form declared where that was wrong.

    Order: byte-order mark, UTF-8, GB18030; the declaration decides nothing, for forms saved by hand often lie.
    """
    if len(data) > MAX_FORM_BYTES:
        raise BadForm(
            "", f"文件超过 {MAX_FORM_BYTES:,} 字节，不像一份任免审批表", "请检查文件，照片过大时请压缩后重新保存"
        )
    text, encoding = _decode(data)
    found = _DECLARATION.match(text)
    named = _ENCODING.search(found["rest"]) if found else None
    declared = named["name"].lower() if named else ""
    told = "gb18030" if declared in _GB else declared.replace("utf8", "utf-8")
    is_wrong = bool(declared) and not encoding.startswith(told) and not data.isascii()
    return text[found.end() :] if found else text, encoding, declared if is_wrong else ""


def _decode(data: bytes) -> tuple[str, str]:
    for mark, codec in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(codec), codec
            except UnicodeDecodeError:
                break
    for codec in ("utf-8", "gb18030"):
        try:
            return data.removeprefix(codecs.BOM_UTF8).decode(codec), codec
        except UnicodeDecodeError:
            continue
    raise BadForm(
        "", "认不出编码：不是 UTF-8，也不是 GB18030，可能已损坏或被截断", "请用原来的软件打开，重新保存后再读入"
    )


def read_lrmx(data: bytes) -> Form:
    """Return the allowed fields of a form in XML.

    A document type, an entity or a root other than Person is refused; what the parser objects to is told by its line.
    """
    text, encoding, wrong = decode_form(data)
    reader = _XmlReader()
    reader.read(_CONTROL.sub(" ", text))
    form = Form(encoding=encoding, wrong_declaration=wrong)
    for tag, value in reader.values.items():
        name = _name_of_tag().get(tag)
        if name is not None:
            form.fields[name] = value
        elif tag in form_tags()["dropped"]:
            if value and tag not in form_tags()["silent"]:
                form.dropped.append(tag)
        elif tag not in form_tags()["silent"]:
            form.unknown.append(tag)
    return form


class _XmlReader:
    """Collects the text of the elements below the root; of what is never kept only that there is some."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        self._stack: list[str] = []
        self._pieces: list[str] = []
        self._size = 0

    def read(self, text: str) -> None:
        from xml.parsers import expat  # only where a form is read: the rest of the program parses no markup itself

        parser = expat.ParserCreate("utf-8", namespace_separator=None)
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._take
        parser.StartDoctypeDeclHandler = self._refuse
        parser.EntityDeclHandler = self._refuse
        try:
            parser.Parse(text.strip().encode("utf-8", "replace"), True)
        except expat.ExpatError as error:
            raise BadForm(
                f"第 {error.lineno} 行", "XML 不完整或有误，读不下去", "请用原来的软件打开，重新保存后再读入"
            ) from None
        if not self.values:
            raise BadForm("", "文件里没有任何一栏", "请检查是不是任免审批表（lrmx）")

    def _refuse(self, *_: object) -> None:
        raise BadForm("", "文件带有文档类型或实体声明，任免审批表不会有，拒绝读取", "请用原来的软件重新保存")

    def _start(self, tag: str, _: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        self._stack.append(tag)
        if len(self._stack) > MAX_DEPTH:
            raise BadForm("", "嵌套太深，不是任免审批表", "请检查是不是任免审批表（lrmx）")
        if len(self._stack) == 1 and tag != "Person":
            raise BadForm("", "根元素不是 Person，不是任免审批表", "请检查是不是任免审批表（lrmx）")
        if len(self._stack) == 2:
            self._pieces, self._size = [], 0

    def _take(self, words: str) -> None:
        if len(self._stack) < 2:
            return
        tag = self._stack[1]
        if tag not in _name_of_tag():
            if words.strip() and len(self._stack) >= 2:
                self._pieces = ["…"]  # that it is filled, not with what
            return
        if len(self._stack) == 2 or tag in _name_of_tag():
            self._size += len(words)
            if self._size > MAX_FIELD:
                raise BadForm(f"{tag} 一栏", f"超过 {MAX_FIELD:,} 个字符", "请检查文件内容是否放错了栏")
            self._pieces.append(words)

    def _end(self, _: str) -> None:
        if len(self._stack) == 2:
            self.values[self._stack[1]] = "".join(self._pieces).strip("\r\n ")
            if self._stack[1] in _name_of_tag() and not self.values[self._stack[1]].strip("　\t \r\n"):
                self.values[self._stack[1]] = ""
        self._stack.pop()


def read_lrm(data: bytes) -> Form:
    """Return the allowed fields of a form of the older kind: quoted fields with commas between, in a fixed order."""
    text, encoding, _ = decode_form(data)
    text = text.strip("\ufeff\0\r\n \t\x1a")
    if not text.startswith('"'):
        raise BadForm("", "不是以引号分栏的任免审批表（lrm）", "请用原来的软件打开，另存为 lrmx 后再读入")
    values = [part.strip("\r\n ") for part in re.split(r"\"\s*,\s*\"", text[1:].rstrip().removesuffix('"'))]
    if len(values) < LRM_FIELDS:
        raise BadForm(
            f"第 {len(values)} 栏",
            f"应有 {LRM_FIELDS} 栏，只有 {len(values)} 栏",
            "请用原来的软件打开，重新保存后再读入",
        )
    form = Form(encoding=encoding)
    for name, spec in form_tags()["kept"].items():
        if "field" in spec:
            form.fields[name] = values[spec["field"]]
    for position, suffix in ((9, ""), (10, "_school")):
        for name, value in zip(_EDUCATION, values[position].split("#"), strict=False):
            # The older form orders full-time level, degree, then in-service level, degree: as _EDUCATION does.
            form.fields[name + suffix] = value.strip()
    for tag, position in form_tags()["dropped"].items():
        filled = any(values[20:25]) if position == 20 else position >= 0 and bool(values[position])
        if filled and tag not in form_tags()["silent"]:
            form.dropped.append(tag)
    return form
