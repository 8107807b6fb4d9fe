"""Makes the HTTP service: routes, session, headers, errors."""

from __future__ import annotations

import mimetypes
from importlib.resources import files

from fastapi import Depends, FastAPI
from fastapi.responses import FileResponse, RedirectResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.requests import Request

from api.errors import add_error_handlers
from api.headers import add_headers
from api.intake import Intake
from api.routes import corrections, documents, entities, health, identity, ontology, records, review, search, sources
from api.session import Session, cookie_name, open_session, require_session
from api.wire import Problem
from graph.access import Access

STATIC = files("api").joinpath("static")
_PROBLEM = {"application/problem+json": {"schema": Problem.model_json_schema()}}
PROBLEMS: dict[int | str, dict[str, object]] = {
    "4XX": {"description": "请求不能照办；说明原因", "content": _PROBLEM},
    "5XX": {"description": "审计或存储不可用，没有读取任何内容", "content": _PROBLEM},
}

# Where the registry of Windows calls .js plain text, a browser that is told nosniff would run no module.
mimetypes.add_type("text/javascript", ".js")


def create_app(access: Access, *, token: str, standing_token: str = "") -> FastAPI:
    """Return the service over one reading desk.

    `token` opens one session by the link that `serve` prints, then is spent. `standing_token` lets programs in by
    an Authorization header; it is set in a container only.
    """
    app = FastAPI(
        title="群像 Qunxiang", version="0.1.0", docs_url=None, redoc_url=None,
        description="谁在何处任何职、谁得到何种服务：每一条都带着说它的那句话。",
    )  # fmt: skip
    app.state.access = access
    app.state.session = Session(token, standing_token)
    guarded = [Depends(require_session)]
    app.include_router(health.router, responses=PROBLEMS)
    for module in (search, entities, documents, corrections, identity, review, sources, ontology, records):
        app.include_router(module.router, dependencies=guarded, responses=PROBLEMS)
    app.mount("/static", StaticFiles(directory=str(STATIC)), name="static")

    @app.get("/", include_in_schema=False)
    def show_page(request: Request, token: str = "") -> Response:
        """Open the session by the link, or show the page."""
        if token:
            answer = RedirectResponse("/", status_code=303)
            cookie = open_session(request, token)
            if cookie:
                answer.set_cookie(cookie_name(request), cookie, httponly=True, samesite="strict", path="/")
            return answer
        return FileResponse(str(STATIC.joinpath("index.html")))

    # The one added last is asked first: where a request comes from, then what it brings.
    app.add_middleware(Intake)
    add_headers(app)
    add_error_handlers(app)
    return app
