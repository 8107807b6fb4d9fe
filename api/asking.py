"""What every route gets handed: the reading desk, and the refusal of unknown parameters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, Query
from fastapi.dependencies.models import Dependant
from fastapi.exceptions import RequestValidationError
from starlette.requests import Request

from api.wire import Day
from graph.access import Access


def find_access(request: Request) -> Access:
    """Return the reading desk of this service."""
    access: Access = request.app.state.access
    return access


def refuse_unknown(request: Request) -> None:
    """Raise a validation error for a query parameter that the route does not declare: a typo changes no answer."""
    unknown = sorted(set(request.query_params) - set(_declared(request.scope["route"].dependant)))
    if unknown:
        raise RequestValidationError(
            [
                {"type": "extra_forbidden", "loc": ("query", name), "msg": "没有这个参数", "input": None}
                for name in unknown
            ]
        )


def _declared(dependant: Dependant) -> Iterator[str]:
    """Yield the names of query parameters of a route and of all that it depends on."""
    yield from (field.alias for field in dependant.query_params)
    for other in dependant.dependencies:
        yield from _declared(other)


Desk = Annotated[Access, Depends(find_access)]
Moment = Annotated[Day, Query(description="YYYY、YYYY-MM 或 YYYY-MM-DD")]
