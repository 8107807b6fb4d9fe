"""What a request may bring: no body is read from a stranger, none is read beyond the limit."""

from __future__ import annotations

from collections.abc import Iterator

import anyio
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from starlette.types import Message

from api.intake import MAX_BODY
from tests.api.record import OFFICIAL, Record


def ask(app: FastAPI, cookie: str, *headers: tuple[bytes, bytes]) -> tuple[int, int]:
    """Post a body without end to the application; return the status and how many bytes it took."""
    taken, answers = 0, []

    async def receive() -> Message:
        nonlocal taken
        taken += 1024
        assert taken < 100 * MAX_BODY, "it reads for ever"
        return {"type": "http.request", "body": b"x" * 1024, "more_body": True}

    async def send(message: Message) -> None:
        answers.append(message)

    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST", "scheme": "http",
        "path": "/search", "raw_path": b"/search", "query_string": b"", "root_path": "", "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 8000),
        "headers": [
            (b"host", b"127.0.0.1:8000"), (b"content-type", b"application/json"), (b"cookie", cookie.encode()),
            *headers,
        ],
    }  # fmt: skip

    async def call() -> None:
        await app(scope, receive, send)

    anyio.run(call)
    return answers[0]["status"], taken


def test_stranger_is_refused_before_a_byte_is_read(app: FastAPI) -> None:
    """401 comes first, whatever the length."""
    assert ask(app, "") == (401, 0)


def test_body_that_is_too_long_is_read_no_further(app: FastAPI, client: TestClient) -> None:
    """An announced one is not read at all, an unannounced one to the limit."""
    cookie = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    assert ask(app, cookie, (b"content-length", str(MAX_BODY + 1).encode())) == (413, 0)
    status, taken = ask(app, cookie)
    assert status == 413
    assert taken <= MAX_BODY + 1024


@pytest.mark.parametrize("chunked", [False, True])
def test_too_long_is_a_problem_and_the_limit_itself_is_not(client: TestClient, chunked: bool) -> None:
    """A question padded to the limit is answered; one byte more is 413."""
    question = f'{{"name": "{OFFICIAL}"}}'.encode()
    for length, status in ((MAX_BODY, 200), (MAX_BODY + 1, 413)):
        body = question.ljust(length)

        def pieces(body: bytes = body) -> Iterator[bytes]:
            yield body[:1000]
            yield body[1000:]

        headers = {"content-type": "application/json"}
        answer = client.post("/search", content=pieces() if chunked else body, headers=headers)
        assert answer.status_code == status
        assert "x-frame-options" in answer.headers
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["title"] == "请求太长"


def test_head_is_answered_like_get(client: TestClient, record: Record) -> None:
    """Page and answer alike, without the content."""
    for path in ("/", "/healthz", f"/entities/{record.official}"):
        answer = client.head(path)
        assert (answer.status_code, answer.content) == (200, b""), path
    assert client.head("/entities/none").status_code == 404
