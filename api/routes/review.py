"""The review lane: what the reader is not sure of, and what a person decides on it (docs/review.md)."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from api.asking import Desk, refuse_unknown
from api.wire import Predicate, ReviewAnswer, ReviewedAnswer, ReviewRequest, WaitingStatement
from graph.answer import DocumentView, StatementView
from graph.commit import Correction
from graph.line import cite
from graph.review import DECISIONS
from ingest.correction import build_correction

router = APIRouter(tags=["review"], dependencies=[Depends(refuse_unknown)])

Id = Annotated[str, Query(max_length=100)]


@router.get("/review")
def list_waiting(
    desk: Desk,
    predicate: Predicate = "",
    document: Id = "",
    after: Id = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> ReviewAnswer:
    """List the statements that wait, by document and place, each with its sentence and how it was read."""
    views = desk.review.waiting([predicate] if predicate else [], document, after, limit)
    return ReviewAnswer(waiting=[_show(view) for view in views])


@router.post("/review/{statement_id}", status_code=201)
def decide(statement_id: str, request: ReviewRequest, desk: Desk) -> ReviewedAnswer:
    """Accept a statement, refuse it, or put what the text says in its place; DELETE /corrections takes it back."""
    if request.decision == "correct":

        def build(
            document: DocumentView, said: list[StatementView], wrong: StatementView, by: str, why: str
        ) -> Correction:
            return build_correction(document, said, wrong, request.changes, by, why)

        judged = desk.review.correct(statement_id, request.by, request.why, build)
    else:
        judged = desk.review.decide(statement_id, DECISIONS[request.decision], request.by, request.why)
    return ReviewedAnswer(judgement=judged.id, known_from=judged.known_from, corrected=judged.object)


def _show(view: StatementView) -> WaitingStatement:
    return WaitingStatement(
        statement=view.id,
        predicate=view.predicate,
        arguments={argument.role: argument.text for argument in view.arguments},
        entities={argument.role: argument.entity_id for argument in view.arguments if argument.entity_id},
        evidence=cite(view),
        extractor=view.extractor,
        version=view.version,
        confidence=view.confidence,
    )
