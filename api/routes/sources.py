"""Where the record comes from."""

from __future__ import annotations

from fastapi import APIRouter, Depends

from api.asking import Desk, refuse_unknown
from api.wire import SourcesAnswer

router = APIRouter(tags=["sources"], dependencies=[Depends(refuse_unknown)])


@router.get("/sources")
def show_sources(desk: Desk) -> SourcesAnswer:
    """Show every source with what came of it and whether it is up to date; passports as their last import left them."""
    return SourcesAnswer(sources=desk.sources())
