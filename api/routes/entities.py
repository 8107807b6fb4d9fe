"""Entities: what they are, a person's portrait, an institution's page, who is next to whom."""

from __future__ import annotations

from fastapi import APIRouter, Depends
from fastapi.responses import RedirectResponse
from starlette.requests import Request
from starlette.responses import Response

from api.asking import Desk, Moment, refuse_unknown
from api.headers import store_nowhere
from api.wire import AdjacentAnswer, EntityAnswer, Neighbour
from domain.errors import NotFound
from domain.partial_date import end_of, now
from domain.portrait import Holder, HoldersPage, OrganisationPage, Portrait
from graph.access import Access
from graph.answer import EntityView
from graph.policy import SERVICE_PLANE
from graph.seal import make_seal, write_seal

router = APIRouter(tags=["entities"], dependencies=[Depends(refuse_unknown)])
MERGED: dict[int | str, dict[str, object]] = {307: {"description": "已并入另一条目"}}


def _lead(request: Request, path: str) -> Response:
    """Answer with the way to the entity that another was merged into; the question stays the same."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(path + query, status_code=307)


def _get(desk: Access, entity_id: str, known_at: str = "") -> EntityView:
    entity = desk.find_entity(entity_id, end_of(known_at)) or (desk.find_entity(entity_id) if known_at else None)
    if entity is None:
        raise desk.withdrawn(entity_id) or NotFound("记录中没有这个条目")
    return entity


def _get_uncached(desk: Access, entity_id: str, answer: Response, known_at: str = "") -> EntityView:
    """Return the entity; what is answered of a household or case is stored nowhere."""
    entity = _get(desk, entity_id, known_at)
    if entity.kind in SERVICE_PLANE:
        store_nowhere(answer)
    return entity


@router.get("/entities/{entity_id}", responses=MERGED, response_model=EntityAnswer)
def show_entity(
    entity_id: str, request: Request, desk: Desk, answer: Response, known_at: Moment = ""
) -> EntityAnswer | Response:
    """Show an entity; a merged one answers with the way to the one it was merged into."""
    entity = _get_uncached(desk, entity_id, answer, known_at)
    if entity.id != entity_id:
        return _lead(request, f"/entities/{entity.id}")
    return EntityAnswer(
        id=entity.id, kind=entity.kind, name=entity.name, names=list(entity.names), members=list(entity.members),
        code=entity.code, body=entity.body_id,
    )  # fmt: skip


@router.get("/entities/{entity_id}/portrait", responses=MERGED, response_model=Portrait)
def show_portrait(
    entity_id: str, request: Request, desk: Desk, valid_at: Moment = "", known_at: Moment = ""
) -> Portrait | Response:
    """Show what the record says of a person."""
    entity = _get(desk, entity_id, known_at)
    if entity.id != entity_id:
        return _lead(request, f"/entities/{entity.id}/portrait")
    return desk.portrait(entity, valid_at, end_of(known_at))


@router.get("/entities/{entity_id}/seal", responses=MERGED, response_class=Response)
def show_seal(entity_id: str, request: Request, desk: Desk, valid_at: Moment = "", known_at: Moment = "") -> Response:
    """Give the portrait as a sealed file, as of this moment where no day is named; `qunxiang verify` checks it."""
    entity = _get(desk, entity_id)
    if entity.id != entity_id:
        return _lead(request, f"/entities/{entity.id}/seal")
    seal = make_seal(desk.portrait(entity, valid_at, end_of(known_at) or now()))
    return Response(write_seal(seal), media_type="application/json")


@router.get("/entities/{entity_id}/adjacent")
def show_adjacent(entity_id: str, desk: Desk, answer: Response, known_at: Moment = "") -> AdjacentAnswer:
    """Show what stands next to an entity, with the statement of each tie."""
    neighbours = [
        Neighbour(id=other.id, kind=other.kind, name=other.name, predicate=edge.predicate, statement=edge.statement_id)
        for edge, other in desk.adjacent(_get_uncached(desk, entity_id, answer, known_at), end_of(known_at))
    ]
    return AdjacentAnswer(neighbours=neighbours)


@router.get("/organisations/{entity_id}", responses=MERGED, response_model=OrganisationPage)
def show_organisation(
    entity_id: str, request: Request, desk: Desk, at: Moment = "", known_at: Moment = ""
) -> OrganisationPage | Response:
    """Show an organisation, community or place with its leadership on a day."""
    entity = _get(desk, entity_id, known_at)
    if entity.id != entity_id:
        return _lead(request, f"/organisations/{entity.id}")
    return desk.organisation(entity, at, end_of(known_at))


@router.get("/organisations/{entity_id}/leadership")
def show_leadership(entity_id: str, desk: Desk, at: Moment = "", known_at: Moment = "") -> list[Holder]:
    """Show who leads an organisation on a day."""
    return list(desk.organisation(_get(desk, entity_id, known_at), at, end_of(known_at)).leadership)


@router.get("/posts/{entity_id}/holders")
def show_holders(entity_id: str, desk: Desk, at: Moment = "", known_at: Moment = "") -> HoldersPage:
    """Show who holds or held a post."""
    post = _get(desk, entity_id, known_at)
    if post.kind != "Post":
        raise NotFound("这个条目不是职务")
    return desk.holders(_get(desk, post.body_id, known_at), post.name, at, end_of(known_at))
