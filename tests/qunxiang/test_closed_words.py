"""Closed words have their labels in the ontology alone."""

from __future__ import annotations

import re

import pytest

from domain.ontology.catalogue import load_predicates, load_words
from graph.names import FORMER
from graph.neo4j.reader import MATCHES as SERVER_MATCHES
from graph.sqlite.reader import MATCHES
from qunxiang.closed_words import name_mark, name_match, name_nature, name_status, name_value
from tests.conftest import ROOT


def test_every_word_is_named_in_the_reader_s_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the command line says is the label of the ontology."""
    monkeypatch.setenv("QUNXIANG_LANGUAGE", "zh")
    assert (name_status("removed"), name_nature("full"), name_nature("acting")) == ("已免", "", "代理")
    assert (name_value("service"), name_mark("bad_source"), name_match("part")) == ("服务活动", "来源有误", "部分相符")
    monkeypatch.setenv("QUNXIANG_LANGUAGE", "en")
    assert (name_status("removed"), name_value("work"), name_match("exact")) == ("removed", "began work", "full name")
    assert name_status("on leave") == "on leave"


def test_both_stores_find_names_in_the_ways_that_have_labels() -> None:
    """A way of finding without a label would be shown as its key."""
    assert set(MATCHES) == set(SERVER_MATCHES)
    assert {*MATCHES, FORMER} == {word.name for word in load_words()["matched_by"]}


def test_the_page_brings_no_closed_words_of_its_own() -> None:
    """Its script knows how the keys of each list begin, and holds none of the words."""
    script = (ROOT / "api" / "static" / "words.js").read_text("utf-8")
    begins = dict(re.findall(r"(\w+): \"(\w+)\"", next(line for line in script.splitlines() if "const CLOSED" in line)))
    lists = [(role.name, role.words) for spec in load_predicates().values() for role in spec.roles if role.words]
    lists += list(load_words().items())
    assert {name for name, _ in lists} == set(begins)
    own = {f"{begins[name]}_{word.name}" for name, words in lists for word in words}
    assert [key for key in sorted(own) if re.search(rf"^  {key}:", script, re.MULTILINE)] == []
