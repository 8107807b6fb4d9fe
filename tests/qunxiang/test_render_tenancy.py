"""A post as the terminal shows it: who is in it on a past day and who does its work."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console, RenderableType

from domain.mention import imply
from domain.portrait import HoldersPage
from domain.statement import Value
from graph.answer import EntityView
from graph.organisation import draw_holders, draw_organisation
from graph.sqlite.store import SqliteStore
from qunxiang.render import render_holders, render_organisation
from tests.graph.commits import EDUCATION, Page, write_post
from tests.graph.test_tenancy import TODAY


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SqliteStore]:
    monkeypatch.setenv("QUNXIANG_LANGUAGE", "zh")
    opened = SqliteStore(tmp_path / "store.db")
    yield opened
    opened.close()


def print_plain(shown: RenderableType) -> str:
    console = Console(width=200, color_system=None)
    with console.capture() as told:
        console.print(shown)
    return told.get()


def find(store: SqliteStore, name: str, kind: str) -> EntityView:
    return next(m.entity for m in store.find_by_name(name) if (m.entity.kind, m.entity.name) == (kind, name))


def ask(store: SqliteStore, at: str = "") -> HoldersPage:
    body = next(m.entity for m in store.find_by_name(EDUCATION) if m.matched_by == "exact")
    return draw_holders(store, body, find(store, "局长", "Post"), at, "", TODAY)


def put_acting_and_removed(store: SqliteStore) -> None:
    page = Page(f"{EDUCATION}代理局长陆怀谷履新。", "2022-02-01")
    page.say(
        "HOLDS_POST", "", valid_from="2022-02-01", person=page.person("陆怀谷"), post=page.post("局长"),
        org=page.organisation(EDUCATION), status=Value("appointed"), nature=Value("acting"),
    )  # fmt: skip
    store.put_document(page.commit())
    gone = write_post("陆怀谷", "局长", EDUCATION, "2022-11-08", status="removed", valid_to="2022-11-08")
    store.put_document(gone.commit())


def test_on_a_past_day_the_holder_is_in_the_post_and_the_end_stands_apart(store: SqliteStore) -> None:
    """The status is today's: on the day itself he acts in the post, and later he leaves it."""
    put_acting_and_removed(store)
    body = next(m.entity for m in store.find_by_name(EDUCATION) if m.matched_by == "exact")
    pages = (
        render_holders(ask(store, "2022-06-01")),
        render_organisation(draw_organisation(store, body, "2022-06-01", "", TODAY)),
    )
    for shown in map(print_plain, pages):
        assert "局长 陆怀谷（当时在任·代理；自 2022-02-01；其后离任：2022-11-08）" in shown
        assert "已免" not in shown
    assert "已免·代理；2022-02-01 至 2022-11-08" in print_plain(render_holders(ask(store)))


def test_a_holder_who_has_not_left_is_in_the_post_then(store: SqliteStore) -> None:
    """任命 is how it began: on a later day it says that he is in the post."""
    put = write_post("陆怀谷", "局长", EDUCATION, "2022-02-01", status="appointed", valid_from="2022-02-01")
    store.put_document(put.commit())
    assert "局长 陆怀谷（当时在任；2022-02-01 至 未载）" in print_plain(render_holders(ask(store, "2022-06-01")))


def test_vacancies_and_who_is_in_charge_stand_with_their_sentences(store: SqliteStore) -> None:
    """Two statements of one document are one line; the deputy is called by his own post, not by the one he runs."""
    page = Page(f"{EDUCATION}局长一职空缺，由{EDUCATION}副局长陆怀谷主持工作。", "2024-05-01")
    body = page.organisation(EDUCATION)
    page.hold("陆怀谷", "副局长", page.organisation(EDUCATION, 1))
    page.say("VACANT", "局长一职空缺", post=page.post("局长"), org=body, in_charge=page.person("陆怀谷"))
    page.say("VACANT", "副局长陆怀谷主持工作", post=imply("局长"), org=body, in_charge=page.person("陆怀谷"))
    store.put_document(page.commit())
    store.put_document(write_post("沈知白", "副局长", EDUCATION, "2024-05-02").commit())
    drawn = ask(store)
    (one,) = drawn.in_charge
    assert (one.name, one.own_post, len(one.evidence)) == ("陆怀谷", "副局长", 2)
    shown = print_plain(render_holders(drawn))
    assert shown.count("副局长 陆怀谷（局长的工作由其主持；2024-05-01 至 未载）") == 1
    assert "局长 陆怀谷" not in shown.replace("副局长 陆怀谷", "")
    assert "「局长一职空缺」" in shown.split("【空缺（来源所载）】")[1].split("【主持工作】")[0]
    assert "「副局长陆怀谷主持工作」" in shown.split("【主持工作】")[1]


def test_a_removal_without_a_beginning_is_shown_with_its_sentence(store: SqliteStore) -> None:
    """Asked for a day before it the page names who was in the post, and why no more is known."""
    page = write_post("陆怀谷", "局长", EDUCATION, "2022-11-08", status="removed", valid_to="2022-11-08")
    store.put_document(page.commit())
    shown = print_plain(render_holders(ask(store, "2022-10-01")))
    assert "起始未载 至 2022-11-08：陆怀谷任此职至 2022-11-08，何时起任未载" in shown
    assert f"「{page.text}」" in shown
    assert "来源未载" not in shown
