"""The names of a body with their time, what it came from, what came of it, and what it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from domain.partial_date import PartialDate, find_partial_date
from domain.portrait import Kin, Line, NameHeld
from graph.answer import EntityView, StatementView
from graph.holding import is_hidden
from graph.line import cite, gather_lines
from graph.printed import printed_in
from graph.store import GraphReader
from lexicon.organisations import normalise_organisation


@dataclass(frozen=True, slots=True)
class Lineage:
    """What the record says of a body's changes; `name_at` is the name it bore on the asked day, "" where unknown."""

    name_at: str
    names: tuple[NameHeld, ...]
    changes: tuple[Line, ...]
    predecessors: tuple[Kin, ...]
    successors: tuple[Kin, ...]
    wholes: tuple[Line, ...]


@dataclass
class _Term:
    """A name with the dates that statements give for its beginning and its end."""

    since: list[str] = field(default_factory=list)
    until: list[str] = field(default_factory=list)
    is_replaced: bool = False
    views: list[StatementView] = field(default_factory=list)


def trace(reader: GraphReader, entity: EntityView, span: PartialDate, known: str) -> Lineage:
    """Return the lineage of an organisation, community or place as known at a moment."""
    views = reader.statements_about(entity.id, ("CHANGED",), ("subject", "other"), known)
    shown = list({view.id: view for view in views if not is_hidden(view)}.values())
    shown.sort(key=lambda view: (view.valid_from, view.stated, view.document_id, view.start, view.id))
    terms = _read_terms(entity, shown)
    before, after = _read_kin(entity, shown)
    above = [("LOCATED_IN", "place_of"), ("PART_OF", "part")]
    return Lineage(
        printed_in(entity.id, _name_on(terms, span) if len(terms) > 1 else entity.name, shown),
        tuple(_hold(printed_in(entity.id, name, term.views), term) for name, term in terms.items() if term.views),
        gather_lines(shown),
        before,
        after,
        tuple(
            line
            for predicate, role in above
            for line in gather_lines(reader.statements_about(entity.id, (predicate,), (role,), known))
        ),
    )


def name_on(reader: GraphReader, entity: EntityView, span: PartialDate, known: str) -> str:
    """Return by which of its names an entity is shown on a day; its first one where the dates leave it open."""
    if len(entity.names) < 2:
        return entity.name
    views = reader.statements_about(entity.id, ("CHANGED",), ("subject", "other"), known)
    return _name_on(_read_terms(entity, [view for view in views if not is_hidden(view)]), span) or entity.name


def names_on(reader: GraphReader, entity_ids: Sequence[str], span: PartialDate, known: str) -> dict[str, str]:
    """Return the same for many; only those of which a rename is told are read whole."""
    names = reader.find_names(entity_ids)
    told = reader.statements_about_each(sorted(names), ("CHANGED",), ("subject", "other"), known) if names else {}
    for entity_id, views in told.items():
        entity = reader.find_entity(entity_id) if views else None
        if entity is not None:
            names[entity_id] = name_on(reader, entity, span, known)
    return names


def _read_terms(entity: EntityView, views: Iterable[StatementView]) -> dict[str, _Term]:
    """Return all names in their order, with when a rename, a founding or an end opens and closes them."""
    terms = {name: _Term() for name in entity.names or (entity.name,)}
    for view in views:
        subject, change = view.find("subject"), view.text_of("change")
        other = view.find("other")
        is_own = subject is not None and subject.entity_id == entity.id
        if not is_own or subject is None:
            continue
        old = terms[_choose(entity, subject.text)]
        if change == "renamed" and other is not None and other.entity_id == entity.id:
            new = terms[_choose(entity, other.text)]
            if new is not old:
                _note(old.until, view)
                _note(new.since, view)
                old.is_replaced = True
                new.views.append(view)
                old.views.append(view)
        elif change == "founded":
            _note(old.since, view)
            old.views.append(view)
        elif change in ("abolished", "merged"):
            _note(old.until, view)
            old.views.append(view)
    return dict(sorted(terms.items(), key=lambda item: (min(item[1].since, default=""), not item[1].is_replaced)))


def _note(dates: list[str], view: StatementView) -> None:
    if view.valid_from:
        dates.append(view.valid_from)


def _choose(entity: EntityView, text: str) -> str:
    """Return which of its names the words are; the one that ends in them, where they are a short form."""
    names = entity.names or (entity.name,)
    words = "".join(text.split())
    normal = normalise_organisation(words)
    fitting = [name for name in names if name in (words, normal)] or [name for name in names if name.endswith(words)]
    return fitting[0] if fitting else entity.name


def _hold(name: str, term: _Term) -> NameHeld:
    cited = tuple(cite(view) for view in term.views)
    return NameHeld(name, min(term.since, default=""), max(term.until, default=""), cited)


def _name_on(terms: dict[str, _Term], span: PartialDate) -> str:
    """Return the one name that the dates leave for the day; the last one, where the day is after all that is said."""
    day = span.latest()
    fitting = []
    for name, term in terms.items():
        since, until = find_partial_date(min(term.since, default="")), find_partial_date(max(term.until, default=""))
        begun = since is None or since.earliest() <= day
        ended = until is not None and until.latest() < day
        if begun and not ended:
            fitting.append((name, since is not None or until is not None, term.is_replaced))
    dated = [name for name, is_dated, _ in fitting if is_dated]
    standing = [name for name, _, is_replaced in fitting if not is_replaced]
    for names in ([name for name, _, _ in fitting], dated, standing):
        if len(names) == 1:
            return names[0]
    return ""


def _read_kin(entity: EntityView, views: Sequence[StatementView]) -> tuple[tuple[Kin, ...], tuple[Kin, ...]]:
    """Return what the body came from and what came of it, each once with all its evidence."""
    before: dict[tuple[str, str], list[StatementView]] = {}
    after: dict[tuple[str, str], list[StatementView]] = {}
    for view in views:
        subject, other = view.find("subject"), view.find("other")
        if subject is None or other is None or subject.entity_id == other.entity_id:
            continue
        is_founded = view.text_of("change") == "founded"
        is_subject = subject.entity_id == entity.id
        kin = other if is_subject else subject
        side = before if is_subject == is_founded else after
        side.setdefault((kin.entity_id or kin.text, kin.name or kin.text), []).append(view)
    return _list_kin(before), _list_kin(after)


def _list_kin(found: dict[tuple[str, str], list[StatementView]]) -> tuple[Kin, ...]:
    return tuple(
        Kin(
            key if key != name else "",
            name,
            min((v.valid_from for v in views if v.valid_from), default=""),
            next((v.text_of("change") for v in views if v.text_of("change") not in ("founded", "abolished")), "")
            or views[0].text_of("change"),
            tuple(cite(view) for view in views),
        )
        for (key, name), views in sorted(found.items(), key=lambda item: (item[0][1], item[0][0]))
    )
