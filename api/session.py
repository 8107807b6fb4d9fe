"""Who may ask: the link of `serve` opens one session, once."""

from __future__ import annotations

import hmac
import secrets
import threading
from typing import Annotated

from fastapi import Depends
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from fastapi.security.utils import get_authorization_scheme_param
from starlette.requests import Request

from domain.errors import QunxiangError

Bearer = Annotated[
    HTTPAuthorizationCredentials | None,
    Depends(HTTPBearer(auto_error=False, description="QUNXIANG_TOKEN；浏览器用 qunxiang serve 打印的链接")),
]


class NoSession(QunxiangError):
    """Raised when a request carries no open session."""


class Session:
    """The one-time token and the session that it opened."""

    def __init__(self, token: str, standing_token: str = "") -> None:
        self._token: str | None = token
        self._standing_token = standing_token
        self._cookie: str | None = None
        self._lock = threading.Lock()

    def open(self, token: str) -> str | None:
        """Return a new session's cookie for the token, which is spent by it; None for any other token."""
        with self._lock:
            if self._token is None or not _are_equal(token, self._token):
                return None
            self._token = None
            self._cookie = secrets.token_urlsafe(32)
            return self._cookie

    def is_open(self, cookie: str, bearer: str) -> bool:
        """True for the open session's cookie, or for the standing token as a bearer."""
        if bearer:
            return bool(self._standing_token) and _are_equal(bearer, self._standing_token)
        return self._cookie is not None and _are_equal(cookie, self._cookie)


def _are_equal(left: str, right: str) -> bool:
    return hmac.compare_digest(left.encode(), right.encode())


def cookie_name(request: Request) -> str:
    """Return the cookie's name, one for each port: cookies know no ports, and two services must not mix."""
    return f"qunxiang_session_{request.url.port or 80}"


def open_session(request: Request, token: str) -> str | None:
    """Return the cookie of a new session, None when the token is spent or wrong."""
    session: Session = request.app.state.session
    return session.open(token)


def require_session(request: Request, bearer: Bearer) -> None:
    """Raise NoSession unless the request belongs to an open session; says in OpenAPI that a bearer is taken."""
    check_session(request)


def check_session(request: Request) -> None:
    """Raise NoSession unless the request belongs to an open session."""
    session: Session = request.app.state.session
    scheme, bearer = get_authorization_scheme_param(request.headers.get("authorization"))
    known = bearer if scheme.lower() == "bearer" else ""
    if not session.is_open(request.cookies.get(cookie_name(request), ""), known):
        raise NoSession("请用启动时打印的链接打开；链接只能用一次，失效后请重新运行 qunxiang serve")
