"""One table from error to answer: problem+json, never a trace. api/headers.py answers what nobody foresaw."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.requests import Request

from api.session import NoSession
from domain.errors import (
    AccessDenied,
    AuditUnavailable,
    NameFitsSeveral,
    NotFound,
    QunxiangError,
    Retracted,
    StoreError,
    StoreUnavailable,
)
from domain.plain import to_plain

STATUS: tuple[tuple[type[QunxiangError], int, str], ...] = (
    (NoSession, 401, "需要会话"),
    (AccessDenied, 403, "不允许"),
    (Retracted, 410, "已撤回"),
    (NotFound, 404, "记录中没有"),
    (NameFitsSeveral, 409, "名称对应多个条目"),
    (AuditUnavailable, 503, "审计不可用"),
    (StoreUnavailable, 503, "存储不可用"),
    (StoreError, 409, "存储不能照办"),
    (QunxiangError, 400, "请求有误"),
)
"""The first class that fits decides."""

HTTP = {400: "请求的内容读不懂", 404: "没有这个地址", 405: "这个地址不接受这种请求"}
"""What the framework answers by itself, in our words."""


def problem(status: int, title: str, detail: str, **more: object) -> JSONResponse:
    """Return a problem+json answer."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    return JSONResponse(body, status_code=status, media_type="application/problem+json")


def describe(error: QunxiangError) -> JSONResponse:
    """Return the answer to an error of ours."""
    status, title = next((status, title) for kind, status, title in STATUS if isinstance(error, kind))
    more = {"candidates": to_plain(error.candidates)} if isinstance(error, NameFitsSeveral) else {}
    answer = problem(status, title, str(error), **more)
    if status == 401:
        answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def add_error_handlers(app: FastAPI) -> None:
    """Let every error of ours and of the framework end in the same shape."""

    @app.exception_handler(QunxiangError)
    def answer_ours(request: Request, error: QunxiangError) -> JSONResponse:
        return describe(error)

    @app.exception_handler(RequestValidationError)
    def answer_invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        # The input itself is left out of the answer: it may hold a name.
        fields = [{"field": ".".join(map(str, one["loc"])), "problem": one["msg"]} for one in error.errors()]
        return problem(422, "参数有误", "请求的参数不符合约定", errors=fields)

    @app.exception_handler(HTTPException)
    def answer_http(request: Request, error: HTTPException) -> JSONResponse:
        answer = problem(error.status_code, "请求有误", HTTP.get(error.status_code, str(error.detail)))
        answer.headers.update(error.headers or {})
        return answer
