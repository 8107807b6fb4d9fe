"""The table of anaphors: what the reader as a whole makes of each, by its statements and mentions alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from domain.extract import Extract
from domain.mention import Reference
from domain.statement import Statement
from nlp.reader import Reader

CASES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("coreference_cases.yaml").read_text(encoding="utf-8")
)
UNRESOLVED = "unresolved"
SILENT = ("SPOKE",)
"""A quotation whose speaker stays open is no statement; a post and a count are stated without their body."""


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def _parameters() -> Iterator[Any]:
    for case in CASES:
        marks = [pytest.mark.xfail(strict=True, reason=case["open"])] if case.get("open") else []
        yield pytest.param(case, id=case["id"], marks=marks)


@pytest.mark.parametrize("case", list(_parameters()))
def test_an_anaphor_stands_for_what_the_text_makes_sure(reader: Reader, case: dict[str, Any]) -> None:
    """Every case is answered as a careful reader would, or left open where the text leaves it open."""
    extract = reader.read("d" * 64, case["text"])
    if case.get("page"):
        assert len(extract.articles) > 1
    assert _answer(extract, case) == case["antecedent"]


def test_the_table_is_large_and_mostly_solved() -> None:
    """At least 160 cases with 15 of each kind, ids of their own, and no more than 8 % still open."""
    assert len(CASES) >= 160
    assert len({case["id"] for case in CASES}) == len(CASES)
    assert min(Counter(case["kind"] for case in CASES).values()) >= 15
    assert sum("open" in case for case in CASES) <= 0.08 * len(CASES)


def _answer(extract: Extract, case: dict[str, Any]) -> str:
    ask = dict(case["ask"])
    if "mention" in ask:
        named = [mention for mention in extract.mentions if mention.text == ask["mention"]]
        assert named, "the anaphor is no mention"
        return named[-1].full_name or UNRESOLVED
    predicate, role = ask.pop("predicate"), ask.pop("role")
    found = [s for s in extract.statements if s.predicate == predicate and _fits(s, ask)]
    if not found and case["antecedent"] == UNRESOLVED and predicate in SILENT:
        return UNRESOLVED
    assert found, "no such statement"
    argument = found[0].find(role)
    if argument is None:
        return UNRESOLVED
    name = argument.name if isinstance(argument, Reference) else argument.text
    return UNRESOLVED if name == case["anaphor"] else name


def _fits(statement: Statement, words: dict[str, str]) -> bool:
    """True when each role asked for holds these words; of a quotation a part is enough."""
    return all(
        value in statement.text_of(role) if role == "quote" else value == statement.text_of(role)
        for role, value in words.items()
    )
