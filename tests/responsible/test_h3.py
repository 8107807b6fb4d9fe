"""H3: an adverse claim in the media is on no portrait; the competent organ's notice is, with issuer and outcome."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.store import Store
from ingest.pipeline import Pipeline
from ingest.pseudonym import Pseudonyms
from nlp.reader import Reader
from tests.responsible.record import Project, asking

OPENED = "通辽市教育局局长陆怀谷涉嫌严重违纪违法，目前正接受通辽市纪委监委纪律审查和监察调查。"
GIVEN = (
    "经查，通辽市教育局局长陆怀谷违反中央八项规定精神。"
    "2024年5月6日，通辽市纪委监委研究，决定给予陆怀谷党内严重警告处分。"
)
LIFTED = "2025年5月8日，通辽市纪委监委决定解除对通辽市教育局局长陆怀谷的处分。"


@pytest.fixture(scope="module")
def reader() -> Reader:
    """The reader of the program."""
    return Reader()


def ingest(store: Store, folder: Path, reader: Reader, source: str, *texts: str) -> None:
    """Take the texts in from one source."""
    for number, text in enumerate(texts):
        path = folder / f"{len(text)}-{number}.txt"
        path.write_text(text, "utf-8")
        run = Pipeline(store, reader, Pseudonyms(folder / "key.db")).run([path], published="2024-05-07", source=source)
        assert run.failures == []


@pytest.mark.parametrize("source", [
    "", "通辽日报", "某某网（据通辽市纪委监委消息）", "通辽市纪委监委：转载", "转自通辽市纪委监委",
    "网友转载通辽市纪委监委",
    "据通辽市纪委监委", "非通辽市纪委监委", "纪委监委",
])  # fmt: skip
def test_a_claim_in_the_media_is_nowhere(project: Project, reader: Reader, source: str) -> None:
    """No line of it on the portrait, in an export, or behind any statement."""
    with project.open() as (store, desk):
        ingest(store, project.folder, reader, source, OPENED, GIVEN)
        portrait = desk.portrait(desk.choose("陆怀谷"))
        assert portrait.sanctions == ()
        assert [post.post for post in portrait.posts] == ["局长"]
        assert {view.predicate for view in store.iter_statements()} == {"HOLDS_POST"}
        assert not any("警告" in view.quote or "违纪" in view.quote for view in store.iter_statements())


@pytest.mark.parametrize("source", ["通辽市纪委监委", "通辽市纪委监委网站", "中共通辽市纪律检查委员会"])
def test_the_organ_s_own_notice_is_shown_with_issuer_and_outcome(project: Project, reader: Reader, source: str) -> None:
    """Inquiry, measure and its lifting stand together, each with the organ, the words and the sentence."""
    with project.open() as (store, desk):
        ingest(store, project.folder, reader, source, OPENED, GIVEN, LIFTED)
        shown = desk.portrait(desk.choose("陆怀谷")).sanctions
        told = {line.values["sanction"]: line for line in shown}
        assert any("纪律审查和监察调查" in words for words in told)
        assert any("党内严重警告处分" in words for words in told)
        assert any(words.startswith("解除") for words in told)
        assert {line.values["organ"] for line in shown} == {"通辽市纪委监委"}
        for line in shown:
            for cited in line.evidence:
                document = store.find_document(cited.document)
                assert document is not None
                assert document.document.text[cited.start : cited.end] == cited.quote
                assert [arrival.source for arrival in document.arrivals] == [source]
        with asking(desk) as client:
            person = desk.choose("陆怀谷").id
            assert len(client.get(f"/entities/{person}/portrait").json()["sanctions"]) == len(shown)
