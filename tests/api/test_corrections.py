"""Objections: a line can be taken off where it is shown, and put back exactly."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from tests.api.record import OFFICIAL, Record
from tests.graph.commits import judge_same


def portrait_of(client: TestClient, record: Record) -> bytes:
    content: bytes = client.get(f"/entities/{record.official}/portrait").content
    return content


def correct(client: TestClient, record: Record, verdict: str) -> str:
    body = {"statement": record.holding, "verdict": verdict, "why": "原文说的是前任"}
    answer = client.post("/corrections", json=body)
    assert answer.status_code == 201, answer.text
    judgement: str = answer.json()["judgement"]
    return judgement


@pytest.mark.parametrize("verdict", ["misread", "wrong_person", "bad_source"])
def test_correction_hides_the_line_and_undo_restores_it(client: TestClient, record: Record, verdict: str) -> None:
    """The line goes at once from portrait and organisation; undo gives the same bytes as before."""
    before = portrait_of(client, record)
    judgement = correct(client, record, verdict)
    assert client.get(f"/entities/{record.official}/portrait").json()["posts"] == []
    assert client.get(f"/organisations/{record.organisation}").json()["leadership"] == []
    answer = client.delete(f"/corrections/{judgement}", params={"statement": record.holding})
    assert (answer.status_code, answer.content) == (204, b"")
    assert portrait_of(client, record) == before


@pytest.mark.parametrize("verdict", ["misread", "wrong_person", "bad_source"])
def test_correction_hides_the_line_from_every_other_page(client: TestClient, record: Record, verdict: str) -> None:
    """Nobody is next to somebody, or on a way to an office, by a line that was taken off; undo restores both."""
    pages = (
        lambda: client.get(f"/entities/{record.organisation}/adjacent").json()["neighbours"],
        lambda: client.post("/paths", json={"source": record.official, "target": record.organisation}).json()["paths"],
        lambda: client.get(f"/posts/{record.post}/holders").json()["holders"],
        lambda: [s["post"] for s in client.post("/search", json={"name": OFFICIAL}).json()["results"]],
    )
    before = [page() for page in pages]
    judgement = correct(client, record, verdict)
    shown = [page() for page in pages]
    assert not any(one.get("statement") == record.holding for one in shown[0])
    assert not any(e["statement"] == record.holding for path in shown[1] for hop in path for e in hop["evidence"])
    assert shown[2] == []
    assert len(shown[3]) == len(before[3]) - 1, "without a post nobody is a Person, or found"
    assert client.get(f"/statements/{record.holding}/evidence").status_code == 200
    client.delete(f"/corrections/{judgement}", params={"statement": record.holding})
    assert [page() for page in pages] == before


def test_ended_since_marks_the_line(client: TestClient, record: Record) -> None:
    """What has ended since is still what the source said: it stays, marked."""
    correct(client, record, "ended_since")
    (post,) = client.get(f"/entities/{record.official}/portrait").json()["posts"]
    assert post["evidence"][0]["marks"] == ["ended_since"]


def test_corrected_statement_stays_open_to_undo(client: TestClient, record: Record) -> None:
    """Its document and its evidence show the objection with the id that takes it back."""
    judgement = correct(client, record, "misread")
    expected = [{"judgement": judgement, "verdict": "misread", "why": "原文说的是前任"}]
    assert client.get(f"/statements/{record.holding}/evidence").json()["corrections"] == expected
    highlights = client.get(f"/documents/{record.career}").json()["highlights"]
    assert {h["statement"]: h["corrections"] for h in highlights}[record.holding] == expected


def test_correction_can_be_filed_again_after_undo(client: TestClient, record: Record) -> None:
    """Undo is no verdict: the same objection works a second time."""
    for _ in range(2):
        judgement = correct(client, record, "misread")
        assert client.get(f"/entities/{record.official}/portrait").json()["posts"] == []
        assert client.delete(f"/corrections/{judgement}", params={"statement": record.holding}).status_code == 204
    assert client.delete(f"/corrections/{judgement}", params={"statement": record.holding}).status_code == 404


def test_unknown_statement_cannot_be_corrected(client: TestClient, record: Record) -> None:
    """An objection to nothing, or to an entity, is refused and leaves no judgement."""
    for subject in ("statement-none", record.official):
        body = {"statement": subject, "verdict": "misread", "why": "x"}
        assert client.post("/corrections", json=body).status_code == 404
        assert [j for j in record.store.judgements_on(subject) if not j.is_rule] == []


def test_undo_reaches_nothing_but_this_correction(client: TestClient, record: Record) -> None:
    """A merge and a rule's judgement are not undone from a line, whatever id is sent."""
    merge = record.store.put_judgement(judge_same(record.official, record.namesake))
    for judgement in (merge.id, "judgement-none"):
        answer = client.delete(f"/corrections/{judgement}", params={"statement": record.holding})
        assert answer.status_code == 404
    found = client.post("/search", json={"name": OFFICIAL}).json()["results"]
    assert len(found) == 1
