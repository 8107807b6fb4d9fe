"""Headers of every answer: nothing cached by others, nothing loaded from elsewhere, only asked for by this machine."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable

from fastapi import FastAPI
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response

LOOPBACK = ["127.0.0.1", "localhost", "[::1]", "::1"]
SECURITY = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def add_headers(app: FastAPI) -> None:
    """Add security headers to all answers and an ETag over the content to JSON ones."""
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=LOOPBACK)

    @app.middleware("http")
    async def add(request: Request, call: Callable[[Request], Awaitable[Response]]) -> Response:
        answer = await call(request)
        for name, value in SECURITY.items():
            answer.headers[name] = value
        if request.url.path.startswith("/static") or answer.status_code != 200:
            return answer
        answer.headers["Cache-Control"] = "private, no-cache"
        if request.method != "GET" or not answer.headers.get("content-type", "").startswith("application/json"):
            return answer
        body = b"".join([chunk async for chunk in answer.body_iterator])  # type: ignore[attr-defined]
        tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        headers = {**answer.headers, "ETag": tag}
        if request.headers.get("if-none-match") == tag:
            headers.pop("content-length", None)
            return Response(status_code=304, headers=headers)
        return Response(body, answer.status_code, headers)
