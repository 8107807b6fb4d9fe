"""Who may ask: the link of `serve` opens one session, once."""

from __future__ import annotations

import hmac
import secrets
import threading

from starlette.requests import Request

from domain.errors import QunxiangError

COOKIE = "qunxiang_session"


class NoSession(QunxiangError):
    """Raised when a request carries no open session."""


class Session:
    """The one-time token and the session that it opened."""

    def __init__(self, token: str, standing_token: str = "") -> None:
        self._token: str | None = token
        self._standing_token = standing_token
        self._cookies: set[str] = set()
        self._lock = threading.Lock()

    def open(self, token: str) -> str | None:
        """Return a new session's cookie for the token, which is spent by it; None for any other token."""
        with self._lock:
            if self._token is None or not hmac.compare_digest(token.encode(), self._token.encode()):
                return None
            self._token = None
            cookie = secrets.token_urlsafe(32)
            self._cookies.add(cookie)
            return cookie

    def is_open(self, cookie: str, authorization: str) -> bool:
        """True for an open session's cookie, or for the standing token as a bearer."""
        bearer = authorization.removeprefix("Bearer ")
        if self._standing_token and bearer != authorization:
            return hmac.compare_digest(bearer.encode(), self._standing_token.encode())
        return any(hmac.compare_digest(cookie.encode(), known.encode()) for known in self._cookies)


def open_session(request: Request, token: str) -> str | None:
    """Return the cookie of a new session, None when the token is spent or wrong."""
    session: Session = request.app.state.session
    return session.open(token)


def require_session(request: Request) -> None:
    """Raise NoSession unless the request belongs to an open session."""
    session: Session = request.app.state.session
    if not session.is_open(request.cookies.get(COOKIE, ""), request.headers.get("authorization", "")):
        raise NoSession("请用启动时打印的链接打开；链接只能用一次，失效后请重新运行 qunxiang serve")
