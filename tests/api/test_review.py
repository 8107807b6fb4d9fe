"""The review lane over HTTP: a page of what waits, a decision, and its undo by the route for corrections."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from graph.access import Access
from graph.audit import AuditLog
from graph.policy import Reader
from graph.sqlite.store import SqliteStore
from tests.graph.commits import WATER
from tests.graph.contract.review import doubtful

PAGE = doubtful()
STATEMENT = PAGE.statements[0].id
BY = {"by": "馆员甲", "why": "核对原文"}


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    """A client with a session over a store in which one statement waits."""
    store, audit = SqliteStore(tmp_path / "store.db"), AuditLog(tmp_path / "audit.db")
    store.put_document(PAGE.commit())
    app = create_app(Access(store, audit, Reader()), token="once")
    with TestClient(app, base_url="http://127.0.0.1:8000", follow_redirects=False) as opened:
        opened.get("/", params={"token": "once"})
        yield opened
    audit.close()
    store.close()


def waiting(client: TestClient, **query: str) -> list[str]:
    answer = client.get("/review", params=query)
    assert answer.status_code == 200, answer.text
    return [row["statement"] for row in answer.json()["waiting"]]


def test_what_waits_is_listed_with_its_sentence(client: TestClient) -> None:
    """Words by role, evidence, rule and confidence; filters narrow it."""
    (row,) = client.get("/review").json()["waiting"]
    assert (row["statement"], row["predicate"], row["confidence"]) == (STATEMENT, "HOLDS_POST", 0.4)
    assert row["arguments"]["person"] == "陆怀谷"
    assert row["evidence"]["quote"] == PAGE.text
    assert waiting(client, predicate="HOLDS_POST", document=PAGE.id) == [STATEMENT]
    assert waiting(client, predicate="SPOKE") == waiting(client, after=STATEMENT) == []
    assert client.get("/review", params={"predicate": "LOVES"}).status_code == 422
    assert client.get("/review", params={"limit": "0"}).status_code == 422
    assert client.get("/review", params={"document": "0" * 64}).status_code == 404


@pytest.mark.parametrize("decision", ["accept", "refuse"])
def test_a_decision_and_its_undo(client: TestClient, decision: str) -> None:
    """It leaves the lane, and comes back when the verdict is taken back."""
    answer = client.post(f"/review/{STATEMENT}", json={"decision": decision, **BY})
    assert answer.status_code == 201, answer.text
    assert answer.json()["corrected"] == ""
    assert waiting(client) == []
    undone = client.delete(f"/corrections/{answer.json()['judgement']}", params={"statement": STATEMENT})
    assert undone.status_code == 204
    assert waiting(client) == [STATEMENT]


def test_a_correction_over_http(client: TestClient) -> None:
    """The corrected statement has evidence of its own at the same sentence; undo takes it back."""
    body = {"decision": "correct", "changes": {"org": WATER}, **BY}
    answer = client.post(f"/review/{STATEMENT}", json=body).json()
    evidence = client.get(f"/statements/{answer['corrected']}/evidence").json()
    assert (evidence["arguments"]["org"], evidence["extractor"]) == (WATER, "review")
    assert evidence["evidence"]["quote"] == PAGE.text
    corrections = client.get(f"/statements/{STATEMENT}/evidence").json()["corrections"]
    assert [one["verdict"] for one in corrections] == ["corrected"]
    path = f"/corrections/{answer['judgement']}"
    assert client.delete(path, params={"statement": STATEMENT}).status_code == 204
    assert [h["statement"] for h in client.get(f"/documents/{PAGE.id}").json()["highlights"]] == [STATEMENT]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"decision": "correct", "changes": {"org": "不在文中"}, **BY}, 400), ({"decision": "correct", **BY}, 422),
        ({"decision": "accept", "changes": {"org": WATER}, **BY}, 422), ({"decision": "perhaps", **BY}, 422),
        ({"decision": "accept", "by": "甲"}, 422), ({"decision": "accept", "by": "rule:甲", "why": "乙"}, 400),
        ({"decision": "accept", "score": 5, **BY}, 422),
    ],
)  # fmt: skip
def test_a_wrong_decision_changes_nothing(client: TestClient, body: dict[str, object], status: int) -> None:
    """Unknown words, fields and names are refused."""
    assert client.post(f"/review/{STATEMENT}", json=body).status_code == status
    assert waiting(client) == [STATEMENT]


def test_unknown_statement_is_not_decided_on(client: TestClient) -> None:
    """404, whatever is decided."""
    for body in ({"decision": "accept", **BY}, {"decision": "correct", "changes": {"org": WATER}, **BY}):
        assert client.post("/review/statement-none", json=body).status_code == 404
