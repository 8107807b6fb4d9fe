"""The review lane: what the reader is not sure of waits for a person, who accepts, refuses or corrects it.

A verdict is a judgement like every other: ACCEPTED, MISREAD for a refusal, CORRECTED with the statement in its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from domain.judgement import ON_STATEMENTS, RULE, Judgement, Verdict
from domain.mention import MENTION_OF_ENTITY
from domain.ontology.catalogue import get_predicate
from graph.answer import ArgumentView, DocumentView, Mark, StatementView
from graph.store import GraphReader

REVIEW_BELOW = 0.6
"""Under this confidence a statement waits: the reader itself expects four or more in ten of these to be wrong."""

WAITING = "waiting"
"""The mark of a statement that waits; it is shown all the same."""

DECISIONS = {"accept": Verdict.ACCEPTED, "refuse": Verdict.MISREAD, "correct": Verdict.CORRECTED}
"""What a person may decide on a statement, and the judgement that it is."""

EXPORTED = {Verdict.ACCEPTED: "accepted", Verdict.MISREAD: "refused", Verdict.CORRECTED: "corrected"}
"""Which judgements are training examples, and what they are called there."""

IN_REVIEW = ("REF", "PUB")
"""Classes of the statements that wait for review and may leave as training examples."""

LONGEST_NAME = 60


def is_waiting(view: StatementView, below: float) -> bool:
    """True while the reader is not sure of a statement and nobody has said a word on it."""
    return view.confidence < below and not any(mark.verdict in ON_STATEMENTS for mark in view.marks)


def mark_waiting(view: StatementView, below: float) -> StatementView:
    """Return the statement as it is shown: marked while it waits, never hidden."""
    return view._replace(marks=(*view.marks, Mark(WAITING, "", ""))) if is_waiting(view, below) else view


def is_name(by: str) -> bool:
    """True for what may stand as the name of whoever decides: no rule's name, one line, not empty."""
    return bool(by.strip()) and len(by) <= LONGEST_NAME and by.isprintable() and not by.startswith(RULE)


class Marked:
    """A reader over a store that marks what waits for review in all that is shown of a statement."""

    def __init__(self, reader: GraphReader, below: float) -> None:
        self._reader = reader
        self._below = below

    def __getattr__(self, name: str) -> Any:
        """Answer every other question as the store does."""
        return getattr(self._reader, name)

    def statements_about(self, *arguments: Any, **options: Any) -> list[StatementView]:
        return [mark_waiting(view, self._below) for view in self._reader.statements_about(*arguments, **options)]

    def statements_about_each(self, *arguments: Any, **options: Any) -> dict[str, list[StatementView]]:
        found = self._reader.statements_about_each(*arguments, **options)
        return {about: [mark_waiting(view, self._below) for view in views] for about, views in found.items()}

    def find_statement(self, statement_id: str) -> StatementView | None:
        view = self._reader.find_statement(statement_id)
        return view and mark_waiting(view, self._below)

    def find_statements(self, statement_ids: Sequence[str]) -> dict[str, StatementView]:
        found = self._reader.find_statements(statement_ids)
        return {view.id: mark_waiting(view, self._below) for view in found.values()}

    def statements_in(self, *arguments: Any, **options: Any) -> list[StatementView]:
        return [mark_waiting(view, self._below) for view in self._reader.statements_in(*arguments, **options)]

    def statements_in_each(self, *arguments: Any, **options: Any) -> dict[str, list[StatementView]]:
        found = self._reader.statements_in_each(*arguments, **options)
        return {about: [mark_waiting(view, self._below) for view in views] for about, views in found.items()}


def iter_examples(reader: GraphReader, classes: Sequence[str]) -> Iterator[dict[str, object]]:
    """Yield what people decided as training examples: ids and offsets, by document and place; never the text.

    Only what a person said of a statement itself is an example, not what was carried on to a newer reading of it.
    """
    said = [word.judgement for word in reader.words_of_people() if word.judgement.verdict in EXPORTED]
    rows = []
    documents: dict[str, DocumentView | None] = {}
    for judgement in said:
        view = reader.find_statement(judgement.subject)
        if judgement.ground or view is None or view.data_class not in classes:
            continue
        if view.document_id not in documents:
            documents[view.document_id] = reader.find_document(view.document_id)
        document = documents[view.document_id]
        if document is not None:
            rows.append(
                (view.document_id, view.start, view.id, judgement.id, _example(reader, judgement, view, document))
            )
    for *_, row in sorted(rows, key=lambda row: row[:4]):
        yield row


def _example(
    reader: GraphReader, judgement: Judgement, view: StatementView, document: DocumentView
) -> dict[str, object]:
    corrected = reader.find_statement(judgement.object) if judgement.object else None
    kinds = {(m.mention.start, m.mention.end): str(m.mention.kind) for m in document.mentions}
    row: dict[str, object] = {
        "document": view.document_id,
        "text_sha256": document.document.text_sha256,
        "predicate": view.predicate,
        "evidence": [view.start, view.end],
        "roles": _roles(view, kinds),
        "verdict": EXPORTED[judgement.verdict],
        "extractor": view.extractor,
        "version": view.version,
        "confidence": view.confidence,
    }
    return row | ({"corrected": _roles(corrected, kinds)} if corrected else {})


def _roles(view: StatementView, kinds: Mapping[tuple[int, int], str]) -> dict[str, dict[str, object]]:
    return {argument.role: _role(view.predicate, argument, kinds) for argument in view.arguments}


def _role(predicate: str, argument: ArgumentView, kinds: Mapping[tuple[int, int], str]) -> dict[str, object]:
    """Return where the words stand and what they are labelled; a word of a closed list is no text of a document."""
    spec = get_predicate(predicate).find_role(argument.role)
    if argument.start >= 0:
        label = kinds.get((argument.start, argument.end), "")
        if not label and argument.is_reference:
            label = str(MENTION_OF_ENTITY.get(argument.kind, ""))
        return {"start": argument.start, "end": argument.end, "label": label or None}
    if spec is not None and argument.text in spec.one_of:
        return {"word": argument.text}
    return {"implied": True}
