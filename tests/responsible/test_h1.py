"""H1: every rendered line is text[start:end] of a document whose hash matches, checked before masking."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from domain.identifier import hash_text
from domain.portrait import Citation
from graph.access import Access
from graph.redaction import mask_spans
from tests.graph.commits import EDUCATION, Page, write_award, write_post
from tests.graph.steps import Step, histories, run
from tests.responsible.record import open_desk


def iter_citations(value: object) -> Iterator[Citation]:
    """Yield all evidence inside an answer, however deep."""
    if isinstance(value, Citation):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from iter_citations(getattr(value, field.name))
    elif isinstance(value, dict):
        for item in value.values():
            yield from iter_citations(item)
    elif isinstance(value, tuple | list):
        for item in value:
            yield from iter_citations(item)


def iter_answers(desk: Access) -> Iterator[object]:
    """Yield every page that can be drawn from the record."""
    entities = [e for e in desk.store.iter_entities() if e.kind not in ("Household", "Case")]
    people = [e for e in entities if e.kind == "Person"]
    for entity in entities:
        if entity.kind == "Person":
            yield desk.portrait(entity)
            yield desk.portrait(entity, valid_at="2024-03-01")
        elif entity.kind in ("Organisation", "Community", "Place"):
            yield desk.organisation(entity)
            yield desk.organisation(entity, at="2024-01-06")
    for one in people[:2]:
        for two in people[-2:]:
            yield desk.paths(one, two)


def check_line(desk: Access, citation: Citation) -> None:
    """Check one line against its document as stored, before anything is masked."""
    document = desk.store.find_document(citation.document)
    statement = desk.store.find_statement(citation.statement)
    assert document is not None
    assert statement is not None
    text = document.document.text
    assert hash_text(text) == document.document.text_sha256
    assert (statement.document_id, statement.start, statement.end) == (
        citation.document, citation.start, citation.end,
    )  # fmt: skip
    assert statement.quote == text[citation.start : citation.end]
    private = [(m.mention.start, m.mention.end) for m in document.mentions if m.private]
    inside = [s for s in private if citation.start <= s[0] and s[1] <= citation.end]
    assert citation.quote == mask_spans(text, inside)[citation.start : citation.end]
    assert len(citation.quote) == citation.end - citation.start


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(history=histories(1, 8))
def test_every_rendered_line_is_the_text(history: list[Step]) -> None:
    """Portraits, organisation pages and paths of random records quote their documents to the character."""
    with tempfile.TemporaryDirectory() as folder, open_desk(Path(folder)) as desk:
        run(desk.store, history)
        for answer in iter_answers(desk):
            for citation in iter_citations(answer):
                check_line(desk, citation)


def test_every_line_of_a_portrait_has_evidence(tmp_path: Path) -> None:
    """Posts, awards and life dates each carry at least one quote."""
    page = Page("青海省云岫县教育局局长陆怀谷，男，1975年3月出生。", "2024-03-01")
    page.hold("陆怀谷", "局长", page.organisation(EDUCATION))
    page.say("BORN", person=page.person("陆怀谷"), date=page.value("1975年3月"))
    with open_desk(tmp_path) as desk:
        desk.store.put_document(page.commit())
        desk.store.put_document(write_award("陆怀谷", "局长", EDUCATION, "节水先锋", "2024-04-01").commit())
        (entity,) = [m.entity for m in desk.store.find_by_name("陆怀谷")]
        portrait = desk.portrait(entity)
        assert len(portrait.posts) == len(portrait.awards) == len(portrait.life.born) == 1
        for line in (*portrait.posts, *portrait.awards):
            assert line.evidence
        assert portrait.life.born[0]["evidence"]
        citations = list(iter_citations(portrait))
        assert len(citations) == 4
        for citation in citations:
            check_line(desk, citation)


def test_a_private_name_is_masked_after_the_check(tmp_path: Path) -> None:
    """The stored quote is the text; the shown one has the same length and no private name."""
    text = "青海省云岫县教育局局长陆怀谷看望居民白砚秋。"
    page = Page(text, "2024-03-01")
    page.hold("陆怀谷", "局长", page.organisation(EDUCATION))
    page.resident("白砚秋")
    with open_desk(tmp_path) as desk:
        desk.store.put_document(page.commit())
        (entity,) = [m.entity for m in desk.store.find_by_name("陆怀谷")]
        (citation,) = iter_citations(desk.portrait(entity).posts)
        check_line(desk, citation)
        assert citation.quote == text.replace("白砚秋", "白某某")
        stored = desk.store.find_statement(citation.statement)
        assert stored is not None
        assert stored.quote == text


def test_a_stranger_document_is_no_evidence(tmp_path: Path) -> None:
    """A line stays with its own document when another says the same."""
    one = write_post("陆怀谷", "局长", EDUCATION, "2024-01-05")
    two = write_post("陆怀谷", "局长", EDUCATION, "2024-02-05", note="一事")
    with open_desk(tmp_path) as desk:
        for page in (one, two):
            desk.store.put_document(page.commit())
        (entity,) = [m.entity for m in desk.store.find_by_name("陆怀谷")]
        (post,) = desk.portrait(entity).posts
        assert {c.document for c in post.evidence} == {one.id, two.id}
        for citation in post.evidence:
            check_line(desk, citation)
