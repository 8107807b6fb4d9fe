"""H1: every rendered line is text[start:end] of a document whose hash matches, checked before masking."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from starlette.testclient import TestClient

from domain.errors import NotFound
from domain.identifier import hash_text
from domain.plain import to_plain
from graph.access import INSTITUTIONS, Access
from graph.answer import EntityView
from graph.policy import SERVICE_PLANE
from graph.redaction import mask_spans
from graph.store import Store
from tests.graph.commits import EDUCATION, Page, write_award, write_post
from tests.graph.steps import Step, histories, run
from tests.responsible.conftest import NewProject
from tests.responsible.record import Project, asking, open_desk

CITATION = {"document", "start", "end", "quote", "statement"}
EXAMPLES = 30


def iter_citations(value: Any) -> Iterator[dict[str, Any]]:
    """Yield all evidence inside an answer as a program reads it, however deep."""
    if isinstance(value, dict):
        if value.keys() >= CITATION:
            yield value
        for item in value.values():
            yield from iter_citations(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from iter_citations(item)


def iter_pages(desk: Access, entities: list[EntityView]) -> Iterator[object]:
    """Yield every page that can be drawn from the record."""
    for entity in entities:
        if entity.kind == "Person":
            yield desk.portrait(entity)
            yield desk.portrait(entity, valid_at="2024-03-01")
        elif entity.kind in INSTITUTIONS:
            yield desk.organisation(entity)
            yield desk.organisation(entity, at="2024-01-06")
        elif entity.kind == "Post" and (body := desk.find_entity(entity.body_id)):
            for at in ("", "2024-01-06"):
                try:
                    yield desk.holders(body, entity.name, at)
                except NotFound:
                    continue
    people = [e for e in entities if e.kind == "Person"]
    for one in people[:2]:
        for two in people[-2:]:
            yield desk.paths(one, two)


def iter_answers(client: TestClient, entities: list[EntityView]) -> Iterator[Any]:
    """Yield what the service answers of the same entities."""
    for entity in entities:
        if entity.kind == "Person":
            yield client.get(f"/entities/{entity.id}/portrait").json()
        elif entity.kind in INSTITUTIONS:
            yield client.get(f"/organisations/{entity.id}").json()
        elif entity.kind == "Post":
            yield client.get(f"/posts/{entity.id}/holders").json()
    people = [e.id for e in entities if e.kind == "Person"]
    for one, two in pairwise(people):
        yield client.post("/paths", json={"source": one, "target": two}).json()


def iter_printed(project: Project, entities: list[EntityView]) -> Iterator[Any]:
    """Yield what the command line prints for programs of the first person, institution and post."""
    people = [e for e in entities if e.kind == "Person"]
    for entity in people[:1]:
        yield project.answer("portrait", "--id", entity.id)
        yield project.answer("paths", entity.id, people[-1].id)
    for entity in [e for e in entities if e.kind in INSTITUTIONS][:1]:
        yield project.answer("organisation", "--id", entity.id, "--at", "2024-01-06")


def check_line(store: Store, citation: dict[str, Any]) -> None:
    """Check one line against its document as stored, before anything is masked."""
    document = store.find_document(citation["document"])
    statement = store.find_statement(citation["statement"])
    assert document is not None
    assert statement is not None
    text, start, end = document.document.text, citation["start"], citation["end"]
    assert hash_text(text) == document.document.text_sha256
    assert (statement.document_id, statement.start, statement.end) == (citation["document"], start, end)
    assert statement.quote == text[start:end]
    private = [(m.mention.start, m.mention.end) for m in document.mentions if m.private]
    inside = [s for s in private if start <= s[0] and s[1] <= end]
    assert citation["quote"] == mask_spans(text, inside)[start:end]
    assert len(citation["quote"]) == end - start


def check_highlights(store: Store, client: TestClient, document_id: str) -> int:
    """Check that each highlight of a document stands where its statement does; return how many there are."""
    page = client.get(f"/documents/{document_id}").json()
    document = store.find_document(document_id)
    assert document is not None
    text = document.document.text
    assert hash_text(text) == document.document.text_sha256 == page["text_sha256"]
    private = [(m.mention.start, m.mention.end) for m in document.mentions if m.private]
    assert page["text"] == mask_spans(text, private)
    stored = {view.id: view for view in store.statements_in(document_id)}
    assert {h["statement"] for h in page["highlights"]} == stored.keys()
    for highlight in page["highlights"]:
        view = stored[highlight["statement"]]
        assert (view.start, view.end) == (highlight["start"], highlight["end"])
        assert view.quote == text[view.start : view.end]
        evidence = client.get(f"/statements/{view.id}/evidence").json()["evidence"]
        check_line(store, evidence)
    return len(stored)


def lines_of(desk: Access, entity: EntityView) -> list[dict[str, Any]]:
    """Return the evidence of a portrait."""
    return list(iter_citations(to_plain(desk.portrait(entity))))


@pytest.mark.slow
@pytest.mark.timeout(600)
@settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
@given(history=histories(1, 6))
def test_every_rendered_line_is_the_text(new_project: NewProject, history: list[Step]) -> None:
    """Whatever the desk, the service or the command line shows of a random record is quoted to the character."""
    project = new_project()
    with project.open() as (store, desk), asking(desk) as client:
        run(store, history)
        entities = [e for e in store.iter_entities() if e.kind not in SERVICE_PLANE]
        pages = [
            *(to_plain(page) for page in iter_pages(desk, entities)),
            *iter_answers(client, entities),
            *iter_printed(project, entities),
        ]
        lines = {tuple(sorted((key, line[key]) for key in CITATION)) for line in iter_citations(pages)}
        for line in lines:
            check_line(store, dict(line))
        highlights = sum(
            check_highlights(store, client, document) for document in {v.document_id for v in store.iter_statements()}
        )
        assert highlights == sum(1 for _ in store.iter_statements())
        assert lines or not any(e.kind == "Person" for e in entities)


def test_every_line_of_a_portrait_has_evidence(tmp_path: Path) -> None:
    """Posts, awards and life dates each carry at least one quote."""
    page = Page("青海省云岫县教育局局长陆怀谷，男，1975年3月出生。", "2024-03-01")
    page.hold("陆怀谷", "局长", page.organisation(EDUCATION))
    page.say("BORN", person=page.person("陆怀谷"), date=page.value("1975年3月"))
    with open_desk(tmp_path) as (store, desk):
        store.put_document(page.commit())
        store.put_document(write_award("陆怀谷", "局长", EDUCATION, "节水先锋", "2024-04-01").commit())
        (entity,) = [m.entity for m in store.find_by_name("陆怀谷")]
        portrait = desk.portrait(entity)
        assert len(portrait.posts) == len(portrait.awards) == len(portrait.life.born) == 1
        for line in (*portrait.posts, *portrait.awards):
            assert line.evidence
        assert portrait.life.born[0]["evidence"]
        citations = lines_of(desk, entity)
        assert len(citations) == 4
        for citation in citations:
            check_line(store, citation)


def test_a_private_name_is_masked_after_the_check(tmp_path: Path) -> None:
    """The stored quote is the text; the shown one has the same length and no private name."""
    text = "青海省云岫县教育局局长陆怀谷看望居民白砚秋。"
    page = Page(text, "2024-03-01")
    page.hold("陆怀谷", "局长", page.organisation(EDUCATION))
    page.resident("白砚秋")
    with open_desk(tmp_path) as (store, desk):
        store.put_document(page.commit())
        (entity,) = [m.entity for m in store.find_by_name("陆怀谷")]
        (citation,) = lines_of(desk, entity)
        check_line(store, citation)
        assert citation["quote"] == text.replace("白砚秋", "白某某")
        stored = store.find_statement(citation["statement"])
        assert stored is not None
        assert stored.quote == text


def test_a_stranger_document_is_no_evidence(tmp_path: Path) -> None:
    """A line stays with its own document when another says the same."""
    one = write_post("陆怀谷", "局长", EDUCATION, "2024-01-05")
    two = write_post("陆怀谷", "局长", EDUCATION, "2024-02-05", note="一事")
    with open_desk(tmp_path) as (store, desk):
        for page in (one, two):
            store.put_document(page.commit())
        (entity,) = [m.entity for m in store.find_by_name("陆怀谷")]
        citations = lines_of(desk, entity)
        assert {c["document"] for c in citations} == {one.id, two.id}
        for citation in citations:
            check_line(store, citation)
