"""D1: residents named by a form of address never become anyone."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.mention import refer
from graph.commit import StoredMention
from graph.store import Store
from ingest.pipeline import Pipeline
from ingest.pseudonym import Pseudonyms
from nlp.reader import Reader
from qunxiang.console import NOTHING
from tests.responsible.record import Project, asking, open_desk

ARTICLES = (
    "望槐社区食堂飘出饭香\n\n"
    "本报讯 12月3日中午，云岫县望槐社区的老年食堂飘出饭香。"
    "82岁的李大爷拄着拐杖来到助餐点，他笑着说：“热汤面送得及时。”\n"
    "望槐社区党支部书记陆怀谷介绍，社区每天为老人准备三菜一汤。\n",
    "新炉子暖了老人心\n\n"
    "本报讯 入冬以后，云岫县望槐社区给李大爷家换了新炉子。“屋里暖和，睡得踏实。”李大爷说。\n"
    "望槐社区党支部书记陆怀谷说：“天再冷也要把服务送到家。”\n",
)
NAMES = ("李大爷", "李", "大爷", "李某某")


@pytest.fixture(scope="module")
def reader() -> Reader:
    """The reader of the program."""
    return Reader()


def ingest(store: Store, folder: Path, reader: Reader, texts: tuple[str, ...]) -> None:
    """Take the texts in as files, all the way."""
    paths = []
    for number, text in enumerate(texts):
        paths.append(folder / f"{number}.txt")
        paths[-1].write_text(text, "utf-8")
    report = Pipeline(store, reader, Pseudonyms(folder / "key.db")).run(paths, published="2024-12-04")
    assert (report.read, report.failures) == (len(texts), [])


def residents(store: Store, name: str = "李大爷") -> list[tuple[StoredMention, str]]:
    """Return the mentions of this name, each with the entity that it was led to."""
    return [(stored, entity) for _, stored, entity in store.iter_mentions() if stored.mention.text == name]


def test_two_articles_on_one_form_of_address_name_nobody(project: Project, reader: Reader) -> None:
    """Three mentions of 李大爷 in two articles are three ids; no entity, no tie, no path, no hit on any way in."""
    with project.open() as (store, desk):
        ingest(store, project.folder, reader, ARTICLES)
        rows = residents(store)
        assert len(rows) == 3
        assert all(stored.private and not entity for stored, entity in rows)
        assert len({stored.reference_id for stored, _ in rows}) == 3
        spoken = [view for view in store.iter_statements() if view.predicate == "SPOKE"]
        assert sum(1 for view in spoken if (speaker := view.find("speaker")) and speaker.text == "李大爷") == 2
        entities = list(store.iter_entities())
        assert {e.name for e in entities if e.kind == "Person"} == {"陆怀谷"}
        assert not any("大爷" in name for e in entities for name in e.names)
        references = {stored.reference_id for stored, _ in rows}
        for reference in references:
            assert store.adjacent(reference) == []
            assert store.find_entity(reference) is None
        ties = [edge for e in entities for edge in store.neighbourhood([e.id], 4, 1000)]
        assert ties
        assert not references & {end for edge in ties for end in (edge.source, edge.target)}
        for name in NAMES:
            assert desk.search(name) == []
            assert store.find_by_name(name, front_line=True) == []
        assert desk.passages("李大爷") == []
        official, *_ = desk.search("陆怀谷")
        with asking(desk) as client:
            for name in NAMES:
                assert client.post("/search", json={"name": name}).json() == {"results": []}
                assert client.post("/paths", json={"source": official.id, "target": name}).status_code == 404
    for name in NAMES:
        for command in (
            ("search", name),
            ("portrait", name),
            ("paths", name, official.id),
            ("paths", official.id, name),
        ):
            result = project.run(*command)
            assert (result.exit_code, result.stdout) == (NOTHING, ""), command


def test_id_of_a_resident_ignores_the_name(tmp_path: Path, reader: Reader) -> None:
    """In one document, the reference is made of document, place and kind: the name is no part of it."""
    with open_desk(tmp_path) as (store, _):
        ingest(store, tmp_path, reader, ARTICLES)
        references = {stored.reference_id: stored for stored, _ in residents(store)}
    for stored in references.values():
        renamed = type(stored.mention)(stored.mention.start, stored.mention.end, stored.mention.kind, "史大娘")
        ids = {refer(mention).id("d", "speaker") for mention in (stored.mention, renamed)}
        assert len(ids) == 1


def test_a_resident_is_masked_outside_the_document(project: Project, reader: Reader) -> None:
    """What is exported or shown of such a line holds no name."""
    with project.open() as (store, desk):
        ingest(store, project.folder, reader, ARTICLES)
        told = repr([*desk.export.statements(), *desk.export.mentions(), *desk.export.entities()])
        assert "李大爷" not in told
        assert "李某某" in told
