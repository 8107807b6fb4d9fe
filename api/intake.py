"""What a request may bring: nothing without a session, and no more than any question of ours needs."""

from __future__ import annotations

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import describe, problem
from api.headers import SAFE
from api.session import NoSession, check_session

MAX_BODY = 64 * 1024


class Intake:
    """Answers 401 before a body is read, and 413 to one that is too long, announced or not.

    The framework would read a body of any length, and only then ask who sent it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif scope["method"] in SAFE:
            # No such route reads a body. HEAD is answered like GET; the server leaves the content out.
            await self._app({**scope, "method": "GET"}, receive, send)
        else:
            await self._take(scope, receive, send)

    async def _take(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        try:
            check_session(request)
        except NoSession as error:
            await describe(error)(scope, receive, send)
            return
        announced = request.headers.get("content-length", "")
        body = None if announced.isdecimal() and int(announced) > MAX_BODY else await _read(receive)
        if body is None:
            refusal = problem(413, "请求太长", f"请求的内容不能超过 {MAX_BODY:,} 字节")
            await refusal(scope, receive, send)
            return
        waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def replay() -> Message:
            return waiting.pop() if waiting else await receive()

        await self._app(scope, replay, send)


async def _read(receive: Receive) -> bytes | None:
    """Return the body, None when it is longer than any may be or was broken off: then nobody hears the answer."""
    body, more = b"", True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            return None
        body += message.get("body", b"")
        if len(body) > MAX_BODY:
            return None
        more = message.get("more_body", False)
    return body
