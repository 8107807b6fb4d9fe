"""Documents with their statements highlighted, and the evidence of one statement."""

from __future__ import annotations

from collections.abc import Iterable

from fastapi import APIRouter, Depends
from starlette.responses import Response

from api.asking import Desk, Moment, refuse_unknown
from api.headers import store_nowhere
from api.wire import (
    ArticleAnswer,
    Correction,
    DocumentAnswer,
    EvidenceAnswer,
    Ground,
    Highlight,
    RetractionAnswer,
)
from domain.partial_date import end_of
from graph.access import open_corrections
from graph.answer import StatementView
from graph.line import cite
from graph.provenance import describe
from graph.tombstone import Retraction

router = APIRouter(tags=["documents"], dependencies=[Depends(refuse_unknown)])


def _words(view: StatementView) -> dict[str, str]:
    return {argument.role: argument.text for argument in view.arguments}


def _entities(view: StatementView) -> dict[str, str]:
    return {argument.role: argument.entity_id for argument in view.arguments if argument.entity_id}


def _corrections(view: StatementView) -> list[Correction]:
    return [Correction(judgement=one.judgement, verdict=one.verdict, why=one.why) for one in open_corrections(view)]


def _keep_uncached(answer: Response, statements: Iterable[StatementView]) -> None:
    """Let no browser store an answer with records of people or cases (R13)."""
    if any(statement.data_class not in ("REF", "PUB") for statement in statements):
        store_nowhere(answer)


@router.get("/documents/{document_id}")
def show_document(document_id: str, desk: Desk, answer: Response, known_at: Moment = "") -> DocumentAnswer:
    """Show a document as it was printed with what was read from it; every offset points into `text`."""
    view, statements = desk.document(document_id, end_of(known_at))
    _keep_uncached(answer, statements)
    origin = describe(view.arrivals)
    return DocumentAnswer(
        id=document_id,
        media=view.document.media,
        text=view.document.text,
        text_sha256=view.document.text_sha256,
        published=view.stated,
        title=origin.title,
        source=origin.source,
        url=origin.url,
        articles=[
            ArticleAnswer(
                headline=a.headline,
                byline=a.byline,
                segments=list(a.segments),
                headline_span=a.headline_span,
                byline_span=a.byline_span,
            )
            for a in view.articles
        ],
        highlights=[
            Highlight(
                location=location,
                statement=s.id,
                predicate=s.predicate,
                start=s.start,
                end=s.end,
                arguments=_words(s),
                entities=_entities(s),
                corrections=_corrections(s),
            )
            for s, location in zip(statements, desk.locate(statements), strict=True)
        ],
    )


@router.delete("/documents/{document_id}")
def retract_document(document_id: str, desk: Desk, why: Ground = "unstated") -> RetractionAnswer:
    """Withdraw a document: what rests on it alone is gone from every answer at once, and its address says 410.

    What another document says too stays. `why` is a word of a closed list: a reason in words could hold a name.
    """
    return _tell_retraction(document_id, desk.retract(document_id, why))


@router.get("/documents/{document_id}/retraction")
def foresee_retraction(document_id: str, desk: Desk) -> RetractionAnswer:
    """Show what DELETE would take and leave today; nothing is changed, and `ground` is "unstated"."""
    return _tell_retraction(document_id, desk.foresee_retraction(document_id))


def _tell_retraction(document_id: str, gone: Retraction) -> RetractionAnswer:
    return RetractionAnswer(
        document=document_id,
        ground=gone.tombstone.ground,
        day=gone.tombstone.day,
        arrivals=gone.arrivals,
        articles=gone.articles,
        mentions=gone.mentions,
        statements=gone.statements,
        judgements=gone.judgements,
        entities=list(gone.entities),
        kept=gone.kept,
        shared=gone.shared,
    )


@router.get("/statements/{statement_id}/evidence")
def show_evidence(statement_id: str, desk: Desk, answer: Response) -> EvidenceAnswer:
    """Show one statement with document, start, end and quote, and the rule or model that read it."""
    view = desk.statement(statement_id)
    _keep_uncached(answer, (view,))
    return EvidenceAnswer(
        location=desk.locate([view])[0],
        statement=view.id,
        predicate=view.predicate,
        arguments=_words(view),
        entities=_entities(view),
        evidence=cite(view),
        corrections=_corrections(view),
        extractor=view.extractor,
        version=view.version,
        confidence=view.confidence,
    )
