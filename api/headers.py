"""What holds for every answer: only this machine asks, nothing is loaded from elsewhere, no failure shows data."""

from __future__ import annotations

import hashlib
import logging
import traceback
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from api.errors import problem

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
SECURITY = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
    " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
    " require-trusted-types-for 'script'; trusted-types 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
SAFE = frozenset({"GET", "HEAD"})
log = logging.getLogger(__name__)


def store_nowhere(answer: Response) -> None:
    """Let no browser and no proxy keep the answer: it tells of people's records, households or cases (R13)."""
    answer.headers["Cache-Control"] = "no-store"


def add_headers(app: FastAPI) -> None:
    """Check where a request comes from, answer what fails unforeseen, and add headers and ETags."""

    @app.middleware("http")
    async def guard(request: Request, call: Callable[[Request], Awaitable[Response]]) -> Response:
        answer = _refuse(request) or await _answer(request, call)
        for name, value in SECURITY.items():
            answer.headers[name] = value
        if request.url.path.startswith("/static/"):
            answer.headers["Cache-Control"] = "no-cache"
            return answer
        # Errors may carry candidates with names; a browser would keep a 404 by its own rules.
        answer.headers.setdefault("Cache-Control", "private, no-cache" if answer.status_code == 200 else "no-store")
        is_json = answer.headers.get("content-type", "").startswith("application/json")
        if request.method != "GET" or answer.status_code != 200 or not is_json:
            return answer
        return await _tag(request, answer)


def _refuse(request: Request) -> Response | None:
    """Return the refusal of a request that this machine's own page or programs did not send, else None.

    A foreign page can make its name point to 127.0.0.1 (then Host is foreign), or post from another local port
    (then the cookie comes along, since cookies know no ports, but Origin is foreign).
    """
    host = request.headers.get("host", "")
    if _name_of(host) not in LOOPBACK:
        return problem(400, "请求有误", "只回答发往本机（127.0.0.1、localhost）的请求")
    origin = request.headers.get("origin")
    if request.method not in SAFE and origin is not None and urlsplit(origin).netloc.lower() != host.lower():
        return problem(403, "不允许", "请求来自别的页面")
    return None


def _name_of(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


async def _answer(request: Request, call: Callable[[Request], Awaitable[Response]]) -> Response:
    try:
        return await call(request)
    except Exception as error:  # noqa: BLE001 one bad request must not stop the service; it lands in the log
        # Never the message: that of a database or a validator may quote a name (R13).
        frames = traceback.extract_tb(error.__traceback__)[-6:]
        places = " < ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in reversed(frames))
        log.error("%s at %s", type(error).__name__, places)
        return problem(500, "内部错误", "服务出错了，终端里记下了出错的位置")


async def _tag(request: Request, answer: Response) -> Response:
    """Return the answer with an ETag over its content, or 304 when the asker has it."""
    body = b"".join([chunk async for chunk in answer.body_iterator])  # type: ignore[attr-defined]
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {**answer.headers, "ETag": tag}
    known = {one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")}
    if tag in known or "*" in known:
        headers.pop("content-length", None)
        return Response(status_code=304, headers=headers)
    return Response(body, answer.status_code, headers)
