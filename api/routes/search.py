"""Questions that carry a name or two ends: always POST, so that no name stands in an address or a log."""

from __future__ import annotations

from fastapi import APIRouter, Depends
from starlette.responses import Response

from api.asking import Desk, refuse_unknown
from api.headers import store_nowhere
from api.wire import (
    CoverageAnswer,
    CoverageRequest,
    OfficialsRequest,
    PassageAnswer,
    PassagesAnswer,
    PassagesRequest,
    PathsRequest,
    SearchAnswer,
    SearchRequest,
)
from domain.officials import OfficialsPage
from domain.partial_date import end_of
from domain.portrait import PathsPage
from graph.officials import Wanted

router = APIRouter(tags=["search"], dependencies=[Depends(refuse_unknown)])


@router.post("/search")
def search(request: SearchRequest, desk: Desk) -> SearchAnswer:
    """Find people, institutions and posts by name; ordered by match, then name."""
    found = desk.search(
        request.name, request.kinds, request.organisation, request.limit,
        valid_at=request.valid_at, known_at=end_of(request.known_at),
    )  # fmt: skip
    return SearchAnswer(results=found)


@router.post("/passages")
def find_passages(request: PassagesRequest, desk: Desk) -> PassagesAnswer:
    """Find the articles in which the words stand; names of private people are not in the index."""
    found = desk.passages(request.text, request.limit, end_of(request.known_at))
    return PassagesAnswer(
        results=[PassageAnswer(document=one.document_id, number=one.number, headline=one.headline) for one in found]
    )


@router.post("/paths")
def find_paths(request: PathsRequest, desk: Desk) -> PathsPage:
    """Find how two entities are tied, with the sentence for every hop."""
    known = end_of(request.known_at)
    source = desk.choose(entity_id=request.source, known_at=known)
    target = desk.choose(entity_id=request.target, known_at=known)
    return desk.paths(source, target, request.hops, known, request.overlapping, request.valid_at)


@router.post("/officials")
def find_officials(request: OfficialsRequest, desk: Desk) -> OfficialsPage:
    """Find officials by line, area, organisation, post, training and period; in name order, with counts."""
    wanted = Wanted(
        request.line, request.area, request.organisation, request.post, request.training, request.since, request.until
    )
    return desk.officials(wanted, end_of(request.known_at), request.after, request.limit)


@router.post("/coverage")
def count_coverage(request: CoverageRequest, desk: Desk, answer: Response) -> CoverageAnswer:
    """Count which households of an area a service reached; the gap list holds pseudonyms and is kept nowhere."""
    store_nowhere(answer)
    known = end_of(request.known_at)
    area = desk.choose(entity_id=request.area, known_at=known)
    return CoverageAnswer(rows=desk.coverage(area, request.period, request.service, known))
