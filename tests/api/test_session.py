"""Who may ask: one link, one session, this machine only."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from api.app import create_app
from graph.access import Access
from graph.audit import AuditLog
from graph.policy import Reader
from tests.api.conftest import BASE, TOKEN
from tests.api.record import OFFICIAL, Record

OPEN = {"/", "/healthz", "/readyz"}


def test_link_opens_one_session_once(app: FastAPI) -> None:
    """The link works for the first who opens it and for nobody after."""
    first = TestClient(app, base_url=BASE, follow_redirects=False)
    second = TestClient(app, base_url=BASE, follow_redirects=False)
    assert first.get(f"/?token={TOKEN}").headers["location"] == "/"
    assert "set-cookie" not in second.get(f"/?token={TOKEN}").headers
    assert first.post("/search", json={"name": OFFICIAL}).status_code == 200
    assert second.post("/search", json={"name": OFFICIAL}).status_code == 401


def test_cookie_is_out_of_reach_of_scripts_and_other_sites(stranger: TestClient) -> None:
    """The cookie is HttpOnly, strict, without an end date, and named after the port."""
    cookie = stranger.get(f"/?token={TOKEN}").headers["set-cookie"]
    name, *flags = (part.strip().lower() for part in cookie.split(";"))
    assert name.startswith("qunxiang_session_8000=")
    assert {"httponly", "samesite=strict", "path=/"} == set(flags)


def test_session_of_another_port_does_not_count(app: FastAPI) -> None:
    """A cookie that a service on another port set opens nothing here, also when the browser sends it along."""
    client = TestClient(app, base_url=BASE, follow_redirects=False)
    client.get(f"/?token={TOKEN}")
    value = next(iter(client.cookies.values()))
    stranger = TestClient(app, base_url=BASE, cookies={"qunxiang_session_8001": value})
    assert stranger.post("/search", json={"name": OFFICIAL}).status_code == 401


@pytest.mark.parametrize("token", ["", "wrong", "once-only ", "令牌"])
def test_wrong_token_opens_nothing(stranger: TestClient, token: str) -> None:
    """A wrong token leaves the right one unspent."""
    assert "set-cookie" not in stranger.get("/", params={"token": token}).headers
    assert "set-cookie" in stranger.get("/", params={"token": TOKEN}).headers


def test_every_route_but_the_named_ones_needs_a_session(stranger: TestClient, record: Record) -> None:
    """Each operation of the OpenAPI document answers 401 as a problem, whatever stands in it."""
    paths = stranger.get("/openapi.json").json()["paths"]
    asked = 0
    for path, operations in paths.items():
        for method in operations:
            address = re.sub(r"\{\w+\}", "x", path)
            answer = stranger.request(method, address)
            if path in OPEN:
                assert answer.status_code == 200
                continue
            asked += 1
            assert (answer.status_code, answer.headers["content-type"]) == (401, "application/problem+json"), path
            assert answer.headers["www-authenticate"] == "Bearer"
            assert OFFICIAL not in answer.text
    assert asked >= 12


def test_standing_token_lets_programs_in(record: Record, tmp_path: Path) -> None:
    """With a standing token a bearer is a session; another bearer, or none set, is not."""
    desk = Access(record.store, AuditLog(tmp_path / "audit.db"), Reader())
    with_token = TestClient(create_app(desk, token="t", standing_token="standing"), base_url=BASE)
    without = TestClient(create_app(desk, token="t"), base_url=BASE)
    question = {"name": OFFICIAL}
    right, wrong = {"Authorization": "Bearer standing"}, {"Authorization": "Bearer other"}
    assert with_token.post("/search", json=question, headers=right).status_code == 200
    assert with_token.post("/search", json=question, headers=wrong).status_code == 401
    assert without.post("/search", json=question, headers={"Authorization": "Bearer "}).status_code == 401
    desk.audit.close()


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "10.0.0.1:8000", "", "[::1", "localhost@evil"]
)
def test_foreign_host_is_refused(client: TestClient, host: str) -> None:
    """A page whose name was made to point to this machine gets nothing, also with the cookie."""
    answer = client.post("/search", json={"name": OFFICIAL}, headers={"host": host})
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "LOCALHOST", "[::1]:8000"])
def test_names_of_this_machine_are_answered(stranger: TestClient, host: str) -> None:
    """Every name of the loopback is this machine."""
    assert stranger.get("/healthz", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("origin", ["http://localhost:3000", "https://evil.example", "null"])
def test_post_from_another_page_is_refused(client: TestClient, origin: str) -> None:
    """A page on another local port has our cookie sent along; its Origin gives it away."""
    asked = {"name": OFFICIAL}
    assert client.post("/search", json=asked, headers={"origin": origin}).status_code == 403
    assert client.post("/search", json=asked, headers={"origin": BASE}).status_code == 200
