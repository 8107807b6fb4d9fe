"""Who is who: namesakes side by side, what a merge would show, judgements with their reasons, and their undo."""

from __future__ import annotations

from fastapi import APIRouter, Depends

from api.asking import Desk, refuse_unknown
from api.wire import JudgementAnswer, JudgementRequest, NameRequest, PairRequest, WaitingNames, WaitingNamesRequest
from domain.errors import NotFound
from domain.identity import MergePreview, SameName
from domain.judgement import Verdict

router = APIRouter(tags=["identity"], dependencies=[Depends(refuse_unknown)])


@router.get("/entities/{entity_id}/namesakes")
def show_namesakes(entity_id: str, desk: Desk) -> SameName:
    """Compare a person with everybody else of the name."""
    entity = desk.find_entity(entity_id)
    if entity is None or entity.kind != "Person":
        raise NotFound("记录中没有这个条目")
    return desk.identity.namesakes(entity)


@router.post("/namesakes")
def compare_name(request: NameRequest, desk: Desk) -> SameName:
    """Compare all who bear a name, pair by pair; names travel in the body, never in an address."""
    return desk.identity.same_name(request.name)


@router.post("/namesakes/waiting")
def list_waiting(request: WaitingNamesRequest, desk: Desk) -> WaitingNames:
    """List the names with pairs that neither a rule nor a person has decided on, in order of the name."""
    found, after = desk.identity.waiting(request.after, request.limit)
    return WaitingNames(waiting=found, after=after)


@router.post("/judgements/preview")
def preview_merge(request: PairRequest, desk: Desk) -> MergePreview:
    """Show what would stand if two people were one; nothing is written."""
    return desk.identity.preview(request.left, request.right)


@router.post("/judgements", status_code=201)
def judge(request: JudgementRequest, desk: Desk) -> JudgementAnswer:
    """Say that two entities are the same, different or that it cannot be told."""
    said = desk.identity.judge(request.left, request.right, Verdict(request.verdict), request.by, request.why)
    return JudgementAnswer(judgement=said.id, known_from=said.known_from)


@router.delete("/judgements/{judgement_id}", status_code=204)
def undo_judgement(judgement_id: str, desk: Desk) -> None:
    """Take a judgement on two entities back; the record is as if it had never been made."""
    desk.identity.undo(judgement_id)
