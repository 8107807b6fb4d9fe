"""Draws what single texts say in numbers, terms of services and quotations, each with the place of its words."""

from __future__ import annotations

from collections.abc import Iterable

from domain.told import Figure, Quotation, ServiceTerm
from graph.answer import StatementView
from graph.holding import is_hidden
from graph.line import cite, in_one_piece
from graph.redaction import redact


def draw_figures(views: Iterable[StatementView]) -> list[Figure]:
    """Return the numbers that these statements state, in the order of document and text."""
    found = []
    for view in _shown(views, "COUNT"):
        number = view.find("q") or view.find("value")
        subject = view.find("subject")
        start, end = (number.start, number.end) if number and number.start >= 0 else (view.start, view.end)
        found.append(
            Figure(
                number.text if number else "", view.text_of("value"), view.text_of("unit"),
                in_one_piece(view.text_of("measure")), view.text_of("subject"), subject.entity_id if subject else "",
                view.text_of("period"), start, end, (cite(view),),
            )
        )  # fmt: skip
    return found


def draw_terms(views: Iterable[StatementView]) -> list[ServiceTerm]:
    """Return the terms of services that these statements tell, in the order of document and text."""
    found = []
    for view in _shown(views, "SERVICE_TERM"):
        provider = view.find("provider")
        found.append(
            ServiceTerm(
                view.text_of("service"), view.text_of("provider"), provider.entity_id if provider else "",
                view.text_of("limit"), view.text_of("allowance"), view.text_of("per"), view.text_of("within"),
                view.text_of("minutes"), view.start, view.end, (cite(view),),
            )
        )  # fmt: skip
    return found


def draw_quotations(
    views: Iterable[StatementView], speaker: str = "", occasion: str = "", date: str = "", *, dated: bool = True
) -> list[Quotation]:
    """Return the quotations in which the words asked for stand; with `dated` only those that have a date.

    Speakers are compared as they are shown: who is masked is found by no name.
    """
    found = []
    for view in _shown(views, "SPOKE"):
        words, who = view.find("quote"), view.find("speaker")
        if words is None or (dated and not view.text_of("date")):
            continue
        asked = ((speaker, "speaker"), (occasion, "occasion"), (date, "date"))
        if any(text and text not in in_one_piece(view.text_of(role)) for text, role in asked):
            continue
        found.append(
            Quotation(
                view.text_of("speaker"), who.entity_id if who else "", in_one_piece(view.text_of("occasion")),
                view.text_of("date"), in_one_piece(words.text), view.document_id, words.start, words.end,
                (cite(view),),
            )
        )  # fmt: skip
    return found


def _shown(views: Iterable[StatementView], predicate: str) -> list[StatementView]:
    own = [redact(view) for view in views if view.predicate == predicate and not is_hidden(view)]
    return sorted(own, key=lambda view: (view.document_id, view.start, view.end, view.id))
