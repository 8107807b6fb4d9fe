"""Labels of a personnel form pasted as plain text: where each stands and where its value does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from lexicon.alternation import longest_first
from lexicon.resources import read_yaml

_TABLE = "form_labels.yaml"
SECTIONS = frozenset({"resume", "awards", "appraisals", "family", "stop"})
"""Labels whose value goes on over several lines."""
PERSONAL = frozenset({"name", "gender", "born", "native_place", "joined_party", "joined_work", "technical_title",
                      "education",
                      "current", "proposed", "removal", "issuer", "resume", "family", "never"})  # fmt: skip

VALUES = frozenset({"健康"})
"""Labels that are values too: in a cell of its own 健康 says how somebody is."""

COLUMN_HEADS = frozenset({"工作单位及职务", "单位及职务", "单位", "现任单位及职务"})
"""Heads of a column that holds the career where its lines begin below."""

ROW_HEADS = frozenset({"工作单位及职务", "单位及职务"})
"""Heads of a column in a table of relatives."""

_VALUE_MARK = (
    r"(?:[ \t　]{0,3}(?:[（(][^（()）\n]{0,10}[)）])?[ \t　]{0,3}(?:[:：]|\t|\|)[ \t　|]*"
    r"|[ \t　]{1,}(?=\S)|[ \t　]*(?:\r?\n|$))"
)


@dataclass(frozen=True, slots=True)
class Label:
    """A label with its kind, where it stands and where its value does."""

    kind: str
    word: str
    start: int
    end: int
    value_end: int


@cache
def _label_form() -> re.Pattern[str]:
    words = longest_first(word for kind, listed in read_yaml(_TABLE).items() if kind != "source" for word in listed)
    spread = ("[ \t　]{0,6}".join(map(re.escape, word)) for word in words)
    return re.compile(
        rf"(?:(?<=[\n\t|。；;，,、 　\]】)）])"
        rf"|^)[【\[●■◆·•*#]{{0,3}}(?:[一二三四五六七八九十\d]{{1,2}}[、.．])?(?P<label>{'|'.join(spread)})(?:(?P<mark>{_VALUE_MARK})"
        rf"|[】\]](?P<boxed>[ \t　:：]*))"
    )


@cache
def _kind_of() -> dict[str, str]:
    table = read_yaml(_TABLE)
    return {word: kind for kind, listed in table.items() if kind != "source" for word in listed}


def find_labels(text: str) -> list[Label]:
    """Return the labels in order, each with the end of its value: the next label, or its line if it is no section."""
    found = []
    for match in _label_form().finditer(text):
        word = re.sub(r"\s", "", match["label"])
        kind = _kind_of()[word]
        if not _is_headed(text, match, kind):
            continue
        if word in COLUMN_HEADS and _RANGE_LINE.match(text, _line_end(text, match.start("label"))):
            kind = "noise"  # the head of a column of the career, above its first line
        found.append((kind, word, match.start("label"), match.end()))
    labels: list[Label] = []
    family = 0
    for number, (kind, word, start, end) in enumerate(found):
        if start < family and kind != "never":
            continue  # the heads of a table of relatives (姓名, 工作单位及职务) are theirs
        label = Label(kind, word, start, end, _end_of_value(text, kind, end, found[number + 1 :]))
        labels.append(label)
        if kind == "family":
            family = label.value_end
    return labels


def _is_headed(text: str, match: re.Match[str], kind: str) -> bool:
    """True where the word heads a value: with a colon or tab, or as a line or cell of its own."""
    mark = match["mark"]
    if mark is None:
        return text[max(0, match.start("label") - 1)] in "【["
    if any(sign in mark for sign in ":：\t|"):
        return True
    before = text[match.start() - 1 : match.start()] if match.start() else "\n"
    if "\n" in mark or match.end() == len(text):
        return before in "\n\t|" and match["label"] not in VALUES
    return before in "\n\t|" and len(re.sub(r"\s", "", match["label"])) >= 2


def _line_end(text: str, place: int) -> int:
    end = text.find("\n", place)
    return end if end >= 0 else len(text)


_RANGE_LINE = re.compile(r"\n[ \t　]*(?:19|20)\d{2}[ 　]?[.．年/·\-]?[ 　]?\d{0,2}[ 　]?月?[ 　]{0,2}[-—–~～－至]")


def _end_of_value(text: str, kind: str, start: int, behind: Sequence[tuple[str, str, int, int]]) -> int:
    if kind == "noise":
        return start
    if kind == "family":
        # A table of relatives has labels of its own (姓名, 年龄): only another section ends it.
        ends = [
            begin
            for other, word, begin, _ in behind
            if other in SECTIONS | {"issuer", "current", "proposed", "removal"}
            and other != "family"
            and word not in ROW_HEADS
        ]
        end = min(ends, default=len(text))
        line = _RANGE_LINE.search(text, start, end)
        return line.start() if line else end
    end = behind[0][2] if behind else len(text)
    if kind in SECTIONS:
        return end
    line = re.search(r"\S[^\n]*", text[start:end])
    if line is None:
        return end
    # A value on the line below its label counts only where nothing stands beside the label.
    return start + line.end()


def count_personal(labels: Sequence[Label]) -> int:
    """Return how many kinds of personal fields the labels head."""
    return len({label.word for label in labels if label.kind in PERSONAL})
