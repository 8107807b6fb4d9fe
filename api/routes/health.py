"""Is the process alive, and can it answer?"""

from __future__ import annotations

from fastapi import APIRouter

from api.asking import Desk
from domain.errors import StoreUnavailable

router = APIRouter(tags=["health"])


@router.get("/healthz")
def is_alive() -> dict[str, str]:
    """The process runs."""
    return {"status": "ok"}


@router.get("/readyz")
def is_ready(desk: Desk) -> dict[str, str]:
    """The store answers; a store that does not gives 503."""
    if not desk.is_ready():
        raise StoreUnavailable("存储没有应答")
    return {"status": "ok"}
