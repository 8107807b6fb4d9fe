"""A document withdrawn over HTTP: gone from every answer, 410 at its addresses."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.testclient import TestClient

from tests.api.record import OFFICIAL, Record


def test_a_withdrawn_document_is_gone(client: TestClient, record: Record) -> None:
    """The numbers come back; document, person and portrait answer 410 as a problem, search finds nobody."""
    answer = client.delete(f"/documents/{record.career}", params={"why": "rights"})
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert (told["document"], told["ground"]) == (record.career, "rights")
    assert record.official in told["entities"]
    assert told["statements"] > 0
    assert OFFICIAL not in answer.text
    for path in (
        f"/documents/{record.career}",
        f"/entities/{record.official}",
        f"/entities/{record.official}/portrait",
    ):
        gone = client.get(path)
        assert (gone.status_code, gone.headers["content-type"]) == (410, "application/problem+json")
        assert "撤回" in gone.json()["detail"]
        assert OFFICIAL not in gone.text
    found = client.post("/search", json={"name": OFFICIAL}).json()["results"]
    assert record.official not in {one["id"] for one in found}
    assert client.get(f"/statements/{record.holding}/evidence").status_code == 404
    assert client.delete(f"/documents/{record.career}").status_code == 410


def test_what_would_go_is_told_and_nothing_goes(client: TestClient, record: Record) -> None:
    """The numbers are those of the withdrawal itself; an unknown document is 404, a withdrawn one 410."""
    address = f"/documents/{record.career}/retraction"
    before = client.get(f"/entities/{record.official}/portrait").json()["posts"]
    told = client.get(address).json()
    assert client.get(f"/entities/{record.official}/portrait").json()["posts"] == before
    assert told["statements"] > 0
    gone = client.delete(f"/documents/{record.career}").json()
    assert {**told, "day": gone["day"]} == gone
    assert client.get(address).status_code == 410
    assert client.get("/documents/" + "0" * 64 + "/retraction").status_code == 404


def test_what_another_document_says_stays(client: TestClient, record: Record) -> None:
    """The organisation that other documents name answers as before, under its name."""
    before = client.get(f"/entities/{record.community}").json()
    client.delete(f"/documents/{record.career}")
    assert client.get(f"/entities/{record.community}").json() == before


def test_nobody_withdraws_without_a_session(stranger: TestClient, app: FastAPI, record: Record) -> None:
    """Without the link it is 401 and nothing is touched; an unknown document is 404, another ground 422."""
    assert stranger.delete(f"/documents/{record.career}").status_code == 401
    assert record.store.find_document(record.career) is not None


def test_an_unknown_document_or_ground_is_refused(client: TestClient, record: Record) -> None:
    """404 and 422, and the document stays."""
    assert client.delete("/documents/" + "0" * 64).status_code == 404
    assert client.delete(f"/documents/{record.career}", params={"why": "他要求"}).status_code == 422
    assert client.get(f"/documents/{record.career}").status_code == 200
