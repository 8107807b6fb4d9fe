"""A document over HTTP: what it says of itself."""

from __future__ import annotations

from starlette.testclient import TestClient

from domain.document import Arrival
from tests.api.record import Record


def test_a_document_shows_what_any_arrival_says(client: TestClient, record: Record) -> None:
    """An arrival that says nothing hides neither title nor source nor address of another."""
    told = {"title": "任职公示", "source": "云岫报", "url": "https://example.org/3"}
    record.store.put_arrivals([
        Arrival(record.career, "x.txt", published="1990-01-01"),
        Arrival(record.career, "y.txt", published="2025-01-01", **told),
    ])  # fmt: skip
    answer = client.get(f"/documents/{record.career}").json()
    held = record.store.find_arrivals([record.career])[record.career]
    for name, value in told.items():
        assert answer[name] == next((v for a in held if (v := getattr(a, name))), value)
        assert answer[name]
