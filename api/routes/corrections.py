"""Objections to a line, filed where the line is shown (RESPONSIBLE.md R10)."""

from __future__ import annotations

from fastapi import APIRouter, Depends

from api.asking import Desk, refuse_unknown
from api.wire import CorrectionAnswer, CorrectionRequest, Text
from domain.judgement import Verdict

router = APIRouter(tags=["corrections"], dependencies=[Depends(refuse_unknown)])


@router.post("/corrections", status_code=201)
def file_correction(request: CorrectionRequest, desk: Desk) -> CorrectionAnswer:
    """Mark a line: misread, wrong_person and bad_source take it at once off every page but its own.

    ended_since ends the holding on the day of the correction; the line stays, as what the source said.
    """
    judged = desk.correct(request.statement, Verdict(request.verdict), request.why)
    return CorrectionAnswer(judgement=judged.id, known_from=judged.known_from)


@router.delete("/corrections/{judgement_id}", status_code=204)
def undo_correction(judgement_id: str, statement: Text, desk: Desk) -> None:
    """Take an objection to a statement back; the line stands as if it had never been filed."""
    desk.undo_correction(statement, judgement_id)
