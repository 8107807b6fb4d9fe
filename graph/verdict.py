"""Writes what people and rules decided, takes it back, and derives what either changes.

One code for both engines; every function works inside a unit of work, as in graph/derivation.py.
"""

from __future__ import annotations

from dataclasses import replace

from domain.errors import NotFound, StoreError
from domain.judgement import ON_ENTITIES, ON_STATEMENTS, Judgement, Verdict
from domain.ontology.catalogue import load_kinds
from graph.commit import Correction
from graph.derivation import (
    bury,
    chain_groups,
    derive_parts,
    recluster,
    refuse_crossing,
    rejoin,
    settle_lives,
    settle_names,
)
from graph.inheritance import REVIEW
from graph.recording import settle_statements
from graph.work import Work


def judge(work: Work, judgement: Judgement) -> Judgement:
    """Write a judgement and derive what it changes; saying the same again changes nothing."""
    if judgement.verdict in ON_ENTITIES:
        found = work.find_entities({judgement.subject, judgement.object})
        if len(found) < 2:
            raise NotFound("both sides of the judgement must be entities of this store, and two of them")
        kinds = {entity.kind for entity in found.values()}
        if len(kinds) > 1 or "Post" in kinds:
            raise StoreError("only entities of one kind are judged; a post follows its body")
    elif judgement.verdict is Verdict.IS:
        if not work.find_clusters({judgement.object}):
            raise NotFound("the entity that the reference is judged to be is not in this store, or nothing names it")
        if load_kinds()[work.find_entities({judgement.object})[judgement.object].kind].plane == "service":
            raise StoreError("households and cases are known by their record key alone")
    elif judgement.verdict is Verdict.CORRECTED:
        raise StoreError("a correction comes with the statement that it puts in place: put_correction")
    elif judgement.verdict in ON_STATEMENTS:
        if work.find_statement_document(judgement.subject) is None:
            raise NotFound("the judged statement is not in this store")
        said = _find_said(work, judgement)
        if said is not None:
            return said
    held = work.find_open_judgement(judgement.id)
    if held is not None and not _is_outweighed(work, held):
        return held
    if held is not None:
        work.close_judgements([held.id])
    work.open_judgements([judgement])
    _derive_after(work, judgement)
    return replace(judgement, known_from=work.moment)


def _find_said(work: Work, judgement: Judgement) -> Judgement | None:
    """Return the open judgement by which the same person said the same of a statement, carried on or made here."""
    return next(
        (
            held
            for held in work.find_words([judgement.subject])
            if (held.verdict, held.by, held.object) == (judgement.verdict, judgement.by, judgement.object)
        ),
        None,
    )


def correct(work: Work, correction: Correction) -> Judgement:
    """Put a statement in the place of another of the same document and derive what it says."""
    judgement, commit = correction.judgement, correction.commit
    (statement,) = commit.statements
    document_id = commit.document.id
    told = {one.id: one for one in work.find_told(document_id)}
    if judgement.subject not in told:
        raise NotFound("the corrected statement is not in this document of the store")
    if work.find_version(document_id) != commit.version:
        raise StoreError("这份文件刚被重新读过；请重新核对现在的读法")
    if judgement.verdict is not Verdict.CORRECTED or judgement.object != statement.id:
        raise StoreError("a correction names the statement that it puts in place")
    if statement.id == judgement.subject:
        raise StoreError("a correction changes something")
    refuse_crossing(commit)
    held = _find_said(work, judgement)
    if held is not None:
        return held
    groups = work.find_groups((), document_id)
    is_stated = statement.id in told and told[statement.id].is_open
    meant = [replace(one, by=judgement.by, ground=judgement.id) for one in commit.judgements]
    work.insert_statements(
        replace(commit, judgements=(), statements=(), readings=(), data_classes=()) if is_stated else
        replace(commit, judgements=())
    )  # fmt: skip
    work.open_judgements([judgement, *meant])
    if not is_stated:
        work.insert_participations(derive_parts(work, "", [statement.id], {}))
    rejoin(work, commit.entities)
    for one in meant:
        _relink(work, one.subject)
    settle_names(work, {document_id})
    chain_groups(work, groups | work.find_groups((), document_id))
    settle_lives(work, work.find_participations([judgement.subject, statement.id]))
    settle_statements(work, [judgement.subject, statement.id])
    return replace(judgement, known_from=work.moment)


def _is_outweighed(work: Work, held: Judgement) -> bool:
    """True when a person has since said otherwise of the same pair: saying it again then counts anew."""
    pair = {held.subject, held.object}
    return held.verdict in ON_ENTITIES and any(
        {other.subject, other.object} == pair and not other.is_rule and other.known_from > held.known_from
        for other in work.find_judgements({held.subject})
    )


def unjudge(work: Work, judgement_id: str) -> bool:
    """Close an open judgement and derive the graph as if it had never been made."""
    judgement = work.find_open_judgement(judgement_id)
    if judgement is None:
        return False
    family = [judgement]
    if not judgement.is_rule:
        own = work.find_open_judgement(judgement.root)
        family = [*([own] if own else []), *work.find_carried(judgement.root)]
    work.close_judgements([one.id for one in family])
    for statement_id in sorted({one.object for one in family if one.verdict is Verdict.CORRECTED}):
        _take_back(work, statement_id)
    for one in family:
        _derive_after(work, one)
    named = {one.object for one in family if one.verdict is Verdict.IS}
    if named:
        bury(work, named)
    return True


def _take_back(work: Work, statement_id: str) -> None:
    """Take out what a correction put in place, unless a reader states it too or another correction rests on it."""
    document_id = work.find_statement_document(statement_id)
    told = {one.id: one for one in work.find_told(document_id)} if document_id else {}
    one = told.get(statement_id)
    if one is None or not one.is_open or one.extractor != REVIEW:
        return
    if any(j.object == statement_id for j in work.find_words(told) if j.verdict is Verdict.CORRECTED):
        return
    groups = work.find_groups((), document_id or "")
    held = work.find_participations([statement_id])
    work.close_readings([statement_id])
    work.close_participations([(part.statement_id, part.role) for part in held])
    bury(work, {part.member_id for part in held})
    settle_names(work, {document_id} if document_id else set())
    chain_groups(work, groups)
    settle_lives(work, held)
    settle_statements(work, [statement_id])


def _derive_after(work: Work, judgement: Judgement) -> None:
    if judgement.verdict in ON_ENTITIES:
        recluster(work, {judgement.subject, judgement.object})
    elif judgement.verdict is Verdict.IS:
        _relink(work, judgement.subject)
    else:
        document_id = work.find_statement_document(judgement.subject)
        if document_id:
            settle_names(work, {document_id})
            chain_groups(work, work.find_groups((), document_id))
            settle_lives(work, work.find_participations([judgement.subject]))
            settle_statements(work, [judgement.subject])


def _relink(work: Work, reference_id: str) -> None:
    """Let the statements of a reference follow what it is now judged to be.

    All roles of a statement are derived again, since who holds a post decides whether the post takes part.
    """
    statements = sorted({statement_id for statement_id, _, _ in work.find_uses(reference_id)})
    held = {(p.statement_id, p.role): p for p in work.find_participations(statements)}
    wanted = {(p.statement_id, p.role): p for p in derive_parts(work, reference_id, statements, held)}
    stale = [p for key, p in held.items() if key not in wanted or wanted[key].member_id != p.member_id]
    fresh = [p for key, p in wanted.items() if key not in held or held[key].member_id != p.member_id]
    if not stale and not fresh:
        return
    documents = sorted({work.find_statement_document(statement_id) or "" for statement_id in statements})
    groups = {group for document_id in documents for group in work.find_groups((), document_id)}
    work.close_participations([(p.statement_id, p.role) for p in stale])
    work.insert_participations(fresh)
    bury(work, {p.member_id for p in stale})
    settle_names(work, set(documents) - {""})
    chain_groups(work, groups | {g for document_id in documents for g in work.find_groups((), document_id)})
    settle_lives(work, [*stale, *fresh])
    settle_statements(work, statements)
