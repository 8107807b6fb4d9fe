"""The text that is kept of a form: a line for each allowed field, its label and its words, and where each stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from domain.document import Span
from ingest.appointment.form import Form, form_tags
from lexicon.career import is_never_kept
from lexicon.forbidden import mask_forbidden
from nlp.career.career import read_career
from nlp.career.copy import Copy, copy_text
from nlp.career.dates import read_date
from nlp.career.entry import cut_entries
from nlp.career.honour import find_adverse_sentences
from nlp.career.model import Fault

_NONE = re.compile(r"^[\s(（]*(?:无|没有|暂无|未填|[-—/]+)[\s)）。]*$")
MONTHS = ("born", "joined_party", "joined_work", "filled", "age_day")
"""Fields that are kept to the month and written as YYYY-MM."""


@dataclass(slots=True)
class FormText:
    """The text under construction: where each field's words stand in it, and what was left out of which."""

    text: str = ""
    spans: dict[str, Span] = field(default_factory=dict)
    faults: list[tuple[str, int, str]] = field(default_factory=list)
    """Field, number of the line in it (0 for the whole), kind of fault."""

    def add(self, name: str, lines: list[str]) -> None:
        """Write a field with its label; several lines stand below it."""
        if not any(lines):
            return
        label = f"{labels()[name]}："
        self.text += label if len(lines) == 1 else f"{label}\n"
        start = len(self.text)
        self.text += "\n".join(lines)
        self.spans[name] = start, len(self.text)
        self.text += "\n"

    def copy(self, name: str) -> Copy:
        """Return the words of a field for reading; an empty copy where it has none."""
        start, end = self.spans.get(name, (0, 0))
        return copy_text(self.text, start, end)


@cache
def labels() -> dict[str, str]:
    """Return how each field is headed."""
    return {name: spec["label"] for name, spec in form_tags()["kept"].items()}


def write_form(form: Form) -> FormText:
    """Return the text of the allowed fields; what may not be kept inside them is left out and told by its place."""
    written = FormText()
    for name in labels():
        value = form.get(name)
        if not value or _NONE.match(value):
            continue
        if name in MONTHS:
            written.add(name, [_write_month(written, name, value)])
        elif name == "name":
            written.add(name, ["".join(value.split())])
        elif name == "resume":
            written.add(name, _write_resume(written, value))
        elif name == "awards":
            written.add(name, _write_awards(written, value))
        else:
            written.add(name, [_write_plain(written, name, value)])
    return written


def _write_month(written: FormText, name: str, value: str) -> str:
    """Return the month as YYYY-MM, "" where the field holds no date or one that cannot be."""
    flat = copy_text(value).text
    for place in range(len(flat)):
        date = read_date(flat, place)
        if date is not None:
            if date.impossible:
                written.faults.append((name, 0, "impossible_month"))
            return date.value
    return ""


def _write_plain(written: FormText, name: str, value: str) -> str:
    line = "".join(part.strip(" \t") for part in copy_text(value).text.split("\n")) if "\n" in value else value.strip()
    if is_never_kept(line):
        written.faults.append((name, 0, "not_kept"))
        return ""
    return mask_forbidden(line.replace("\r", "").replace("\n", ""))


def _write_resume(written: FormText, value: str) -> list[str]:
    """Return the lines of the résumé, each in one piece, without what may not be kept."""
    copy = copy_text(value)
    dropped = read_career(copy).dropped
    lines = []
    for number, entry in enumerate(cut_entries(copy), 1):
        if any(
            start <= place < end for start, end in dropped for place in (entry.whole.places[0], entry.whole.places[-1])
        ) or any(entry.whole.places[0] <= start < entry.whole.places[-1] for start, _ in dropped):
            written.faults.append(("resume", number, "not_kept"))
        kept = [i for i, place in enumerate(entry.whole.places) if not any(s <= place < e for s, e in dropped)]
        text = "".join("\n" if entry.whole.text[i] == "\n" else value[entry.whole.places[i]] for i in kept)
        lines.append(mask_forbidden(_join_lines(text)))
    if not lines:
        written.faults.append(("resume", 0, "unread"))
    return lines


def _join_lines(text: str) -> str:
    """Return a wrapped line in one piece; the blanks behind the dates stay."""
    parts = text.replace("\r", "\n").replace("\t", " ").split("\n")
    return "".join(
        (parts[0].rstrip() if len(parts) > 1 and any(parts[1:]) else parts[0], *(p.strip() for p in parts[1:]))
    ).rstrip()


def _write_awards(written: FormText, value: str) -> list[str]:
    """Return the award list without what says something adverse: that is held back and not stored."""
    copy = copy_text(value)
    adverse = list(find_adverse_sentences(copy))
    lines = []
    number = 0
    start = 0
    for end, mark in (*((i, c) for i, c in enumerate(value) if c in "。；;\n\r"), (len(value), "")):
        sentence = value[start:end]
        if sentence.strip():
            number += 1
            first = start + len(sentence) - len(sentence.lstrip())
            if any(s < end and first < e for s, e in adverse):
                written.faults.append(("awards", number, "adverse"))
            elif is_never_kept(sentence):
                written.faults.append(("awards", number, "not_kept"))
            else:
                lines.append(mask_forbidden(sentence.strip() + (mark if mark in "。；;" else "")))
        start = end + 1
    return lines


def number_of_line(text: str, span: Span, start: int) -> int:
    """Return on which line of a field, counted from 1, a span stands."""
    return text.count("\n", start, span[0]) + 1


def find_fault_lines(written: FormText, faults: list[Fault]) -> list[tuple[str, int, str]]:
    """Return the faults of the résumé with the number of their line."""
    start, _ = written.spans.get("resume", (0, 0))
    return [("resume", number_of_line(written.text, fault.said, start), fault.kind) for fault in faults]
