"""What holds for every answer: headers, ETags, and failures that show nothing."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from api.app import create_app
from api.errors import add_error_handlers
from domain.entity import EntitySummary
from domain.errors import (
    AccessDenied,
    AuditUnavailable,
    NameFitsSeveral,
    NotFound,
    OntologyError,
    QunxiangError,
    StoreError,
    StoreUnavailable,
)
from graph.access import Access
from graph.audit import AuditLog
from graph.policy import Reader
from tests.api.conftest import BASE, TOKEN
from tests.api.record import OFFICIAL, Record


def test_every_answer_carries_the_security_headers(client: TestClient, record: Record) -> None:
    """Page, script, answer, problem, refusal and redirect alike."""
    for path in ("/", "/static/page.js", f"/entities/{record.official}", "/entities/none", "/nowhere", "/?token=x"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "no-referrer"
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
    assert "content-security-policy" in client.get("/healthz", headers={"host": "evil.example"}).headers


def test_scripts_come_as_modules(stranger: TestClient) -> None:
    """A browser that is told nosniff runs a module only as JavaScript."""
    assert stranger.get("/static/page.js").headers["content-type"].startswith("text/javascript")


def test_personal_answer_has_an_etag_over_its_content(client: TestClient, record: Record) -> None:
    """The same content answers 304 without a body; other content does not."""
    path = f"/entities/{record.official}/portrait"
    first = client.get(path)
    assert first.headers["cache-control"] == "private, no-cache"
    tag = first.headers["etag"]
    for condition in (tag, f'"other", W/{tag}', "*"):
        again = client.get(path, headers={"if-none-match": condition})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get(f"{path}?valid_at=2020", headers={"if-none-match": tag}).status_code == 200


def test_answers_with_cases_and_errors_are_stored_nowhere(client: TestClient, record: Record) -> None:
    """Coverage, a service log and every error are no-store."""
    coverage = client.post("/coverage", json={"area": record.community})
    log = client.get(f"/documents/{record.log}")
    missing = client.get("/entities/none")
    assert [answer.status_code for answer in (coverage, log, missing)] == [200, 200, 404]
    assert {answer.headers["cache-control"] for answer in (coverage, log, missing)} == {"no-store"}
    assert client.get(f"/documents/{record.news}").headers["cache-control"] == "private, no-cache"


def test_what_is_told_of_a_household_is_stored_nowhere(client: TestClient, record: Record) -> None:
    """Its own answer and its neighbours are no-store; those of an institution are kept with a check."""
    (household, *_) = (e.id for e in record.store.iter_entities() if e.kind == "Household")
    for path in (f"/entities/{household}", f"/entities/{household}/adjacent"):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store"), path
    for path in (f"/entities/{record.community}", f"/entities/{record.community}/adjacent"):
        assert client.get(path).headers["cache-control"] == "private, no-cache"


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (AccessDenied("x"), 403),
        (NotFound("x"), 404),
        (NameFitsSeveral([EntitySummary("person-1", "Person", "甲")]), 409),
        (StoreError("x"), 409),
        (StoreUnavailable("x"), 503),
        (AuditUnavailable("x"), 503),
        (OntologyError("x"), 400),
        (QunxiangError("x"), 400),
    ],
)
def test_every_error_of_ours_is_a_problem(error: QunxiangError, status: int) -> None:
    """The table has an answer for each branch of the tree; several that fit come as candidates."""
    app = FastAPI()
    add_error_handlers(app)

    @app.get("/")
    def fail() -> None:
        raise error

    answer = TestClient(app).get("/")
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert answer.json()["status"] == status
    if isinstance(error, NameFitsSeveral):
        assert answer.json()["candidates"][0]["id"] == "person-1"


def test_no_audit_no_answer(record: Record, tmp_path: Path) -> None:
    """Where the audit cannot be written, every personal question answers 503 and shows no data."""
    (tmp_path / "audit.db").mkdir()
    desk = Access(record.store, AuditLog(tmp_path / "audit.db"), Reader())
    client = TestClient(create_app(desk, token=TOKEN), base_url=BASE)
    client.get(f"/?token={TOKEN}")
    answers = [
        client.post("/search", json={"name": OFFICIAL}),
        client.post("/passages", json={"text": OFFICIAL}),
        client.post("/paths", json={"source": record.official, "target": record.organisation}),
        client.post("/coverage", json={"area": record.community}),
        client.post("/corrections", json={"statement": record.holding, "verdict": "misread", "why": "x"}),
        client.post("/namesakes", json={"name": OFFICIAL}),
        client.post("/namesakes/waiting", json={}),
        client.post("/judgements/preview", json={"left": record.official, "right": record.namesake}),
        *(
            client.get(path)
            for path in (
                f"/entities/{record.official}", f"/entities/{record.official}/portrait",
                f"/entities/{record.official}/adjacent", f"/entities/{record.official}/namesakes",
                f"/organisations/{record.organisation}",
                f"/organisations/{record.organisation}/leadership", f"/posts/{record.post}/holders",
                f"/documents/{record.career}", f"/statements/{record.holding}/evidence",
            )
        ),
    ]  # fmt: skip
    for answer in answers:
        assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
        assert OFFICIAL not in answer.text
        assert "局长" not in answer.text
    assert record.store.judgements_on(record.holding) == []


def test_not_ready_without_a_store(app: FastAPI, stranger: TestClient) -> None:
    """A store that does not answer is 503 without a word on where it is."""

    class Broken:
        def find_versions(self, ids: object) -> None:
            raise StoreUnavailable("bolt://secret-host:7687")

    assert stranger.get("/readyz").status_code == 200
    app.state.access = replace(app.state.access, _store=Broken())
    answer = stranger.get("/readyz")
    assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
    assert "secret-host" not in answer.text
    assert stranger.get("/healthz").status_code == 200


def test_unforeseen_failure_shows_and_logs_no_data(
    app: FastAPI, client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    """What breaks unforeseen is 500 with the place in the log, never the message: it may quote a name."""

    @app.get("/broken")
    def fail() -> None:
        raise RuntimeError(OFFICIAL)

    with caplog.at_level(logging.DEBUG):
        answer = client.get("/broken")
    assert (answer.status_code, answer.headers["content-type"]) == (500, "application/problem+json")
    assert "x-frame-options" in answer.headers
    assert "RuntimeError at " in caplog.text
    assert OFFICIAL not in caplog.text + answer.text
