"""G1: namesakes, reprints and the same person elsewhere are attached by the rule, told apart, or wait; never mixed."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.identifier import hash_text
from graph.store import Store
from ingest.pipeline import Pipeline
from ingest.pseudonym import Pseudonyms
from nlp.reader import Reader
from tests.responsible.record import Project

APPEARS = "会议于当天举行，通辽市教育局局长陆怀谷出席并讲话。"
REPRINT = "据当地媒体报道，会议于当天举行，通辽市教育局局长陆怀谷出席并讲话。"
LATER = "通辽市教育局局长陆怀谷到学校检查开学准备情况。"
SAME_UNIT = "通辽市教育局副局长陆怀谷主持会议。"
ELSEWHERE = "湖州市财政局局长陆怀谷介绍了预算情况。"
RESIDENT = "居民陆怀谷说：“灯亮了，路好走。”"


@pytest.fixture(scope="module")
def reader() -> Reader:
    """The reader of the program."""
    return Reader()


def ingest(store: Store, folder: Path, reader: Reader, texts: tuple[str, ...]) -> None:
    """Take the texts in as files, a month apart."""
    for number, text in enumerate(texts):
        path = folder / f"{number}.txt"
        path.write_text(text, "utf-8")
        Pipeline(store, reader, Pseudonyms(folder / "key.db")).run([path], published=f"2024-0{number + 1}-04")


def entities_by_text(store: Store, texts: tuple[str, ...]) -> list[str]:
    """Return whom the name stands for in each text, "" for nobody."""
    by_text = {}
    for text_sha256, stored, entity in store.iter_mentions():
        if stored.mention.text == "陆怀谷":
            by_text[text_sha256] = entity
    return [by_text.get(hash_text(text), "") for text in texts]


def test_namesakes_and_reprints_are_separate_attached_or_queued(project: Project, reader: Reader) -> None:
    """The reprint and the later report are one person; another post, another unit and a resident are not."""
    texts = (APPEARS, REPRINT, LATER, SAME_UNIT, ELSEWHERE, RESIDENT)
    with project.open() as (store, desk):
        ingest(store, project.folder, reader, texts)
        head, again, later, deputy, other, resident = entities_by_text(store, texts)
        assert head == again == later != ""
        assert len({head, deputy, other}) == 3
        assert resident == ""
        page = desk.identity.same_name("陆怀谷")
        assert {one.id for one in page.candidates} == {head, deputy, other}
        assert {(pair.verdict, bool(pair.reasons)) for pair in page.comparisons} == {("abstain", True)}
        waiting, _ = desk.identity.waiting()
        assert [len(name.comparisons) for name in waiting] == [3]
        portrait = desk.portrait(desk.find_entity(other))
        assert {post.organisation for post in portrait.posts} == {"湖州市财政局"}
