"""Ties that were true at the same time: each with the months in which the record surely shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from domain.partial_date import find_partial_date
from domain.portrait import Hop
from graph.answer import Edge, StatementView
from graph.holding import gather_spells
from graph.line import cite
from graph.store import GraphReader
from graph.stretch import ALWAYS, Stretch, is_handover, single_post, stretch_of_event, stretch_of_spell

TIMELESS = frozenset({"NATIVE_OF", "LOCATED_IN", "PART_OF"})
"""What has no time of its own unless a source gives it one."""

MOST_WALKED = 50_000
"""So many steps are tried at most; shorter paths come first, so what is missed then is long."""


@dataclass(frozen=True, slots=True)
class _Fact:
    """One tie between two entities in one stretch, with the statements that show it.

    `post` names a post that one person holds at a time, `holder` who held it.
    """

    months: Stretch
    predicate: str
    views: tuple[StatementView, ...]
    post: str = ""
    holder: str = ""

    def share(self, before: Stretch, last: _Fact | None) -> Stretch | None:
        """Return the months that this tie and a way before it share, whose last tie is given; None for none.

        What one statement says counts once, and who follows in a post was not there beside the one before.
        """
        if self is last or (months := before.overlap(self.months)) is None:
            return None
        both = last.months.overlap(self.months) if last is not None and last.holder != self.holder else None
        return None if last and both and is_handover(last.post, self.post, both) else months


class Contemporary:
    """The dated ties among some entities; walks only where all ties share a month, and one of the window."""

    def __init__(self, reader: GraphReader, edges: Sequence[Edge], window: Stretch = ALWAYS) -> None:
        self._window = window
        views = reader.find_statements(sorted({edge.statement_id for edge in edges})) if edges else {}
        facts = _date_statements(views.values())
        self._facts: dict[tuple[str, str], list[_Fact]] = {}
        for edge in edges:
            for pair in ((edge.source, edge.target), (edge.target, edge.source)):
                known = self._facts.setdefault(pair, [])
                known += [fact for fact in facts.get(edge.statement_id, ()) if fact not in known]
        self._next: dict[str, list[str]] = {}
        for (left, right), known in sorted(self._facts.items()):
            if known:
                self._next.setdefault(left, []).append(right)

    def walk(self, source: str, target: str, hops: int, wanted: int) -> list[list[str]]:
        """Return the paths of at most so many hops all of whose ties share a month, shortest first."""
        found: list[list[str]] = []
        left = MOST_WALKED
        ways: list[tuple[list[str], list[tuple[Stretch, _Fact | None]]]] = [([source], [(self._window, None)])]
        for _ in range(hops):
            longer = []
            for nodes, shared in ways:
                for node in self._next.get(nodes[-1], ()):
                    left -= 1
                    if left < 0:
                        return found
                    if node in nodes or not (months := self._go_on(shared, nodes[-1], node)):
                        continue
                    if node == target:
                        found.append([*nodes, node])
                    else:
                        longer.append(([*nodes, node], months))
            if len(found) >= wanted:
                break
            ways = longer
        return found

    def _go_on(
        self, shared: Sequence[tuple[Stretch, _Fact | None]], left: str, right: str
    ) -> list[tuple[Stretch, _Fact | None]]:
        """Return the months that a way and one more tie share, with the tie."""
        return [
            (months, fact)
            for fact in self._facts[left, right]
            for before, last in shared
            if (months := fact.share(before, last))
        ]

    def hops(self, nodes: Sequence[str], names: Mapping[str, str]) -> Iterator[Hop]:
        """Yield the hops of a path with the evidence of the ties that share the same months."""
        chosen = self._choose([self._facts[pair] for pair in pairwise(nodes)])
        for (left, right), fact in zip(pairwise(nodes), chosen, strict=True):
            dated = fact.months != ALWAYS
            yield Hop(
                left, names.get(left, left), right, names.get(right, right), fact.predicate,
                tuple(cite(view) for view in fact.views),
                fact.months.since if dated else "", fact.months.until if dated else "",
            )  # fmt: skip

    def _choose(self, steps: Sequence[Sequence[_Fact]]) -> tuple[_Fact, ...]:
        """Return one tie of each step such that all share a month: those that share the earliest one."""
        ways: list[tuple[Stretch, tuple[_Fact, ...]]] = [(self._window, ())]
        for step in steps:
            ways = [
                (months, (*facts, fact))
                for before, facts in ways
                for fact in step
                if (months := fact.share(before, facts[-1] if facts else None))
            ]
        return min(ways, key=lambda way: (way[0], [fact.views[0].id for fact in way[1]]))[1]


def _date_statements(views: Iterable[StatementView]) -> dict[str, list[_Fact]]:
    """Return the dated facts that each statement shows; of what tells no month there is none."""
    listed = list(views)
    facts: dict[str, list[_Fact]] = {}
    for spell in gather_spells(view for view in listed if view.predicate == "HOLDS_POST"):
        if months := stretch_of_spell(spell):
            holder = spell.person.entity_id or spell.person.text
            fact = _Fact(months, "HOLDS_POST", spell.statements, single_post(spell), holder)
            for view in spell.statements:
                facts.setdefault(view.id, []).append(fact)
    for view in listed:
        if view.predicate != "HOLDS_POST" and (months := _months_of(view)):
            facts.setdefault(view.id, []).append(_Fact(months, view.predicate, (view,)))
    return facts


def _months_of(view: StatementView) -> Stretch | None:
    """Return when a statement about no post was true: its own dates, else the day of its document."""
    if view.predicate in TIMELESS and not view.valid_from and not view.valid_to:
        return ALWAYS
    since, until = find_partial_date(view.valid_from), find_partial_date(view.valid_to)
    if since and until and since.month and until.month:
        first, last = since.latest(), until.earliest()
        months = Stretch(first.year * 12 + first.month - 1, last.year * 12 + last.month - 1)
        return months if months.first <= months.last else None
    told = stretch_of_event(view, "date", "year")
    if told is not None or view.predicate in ("EDUCATED", "JOINED", "BORN", "RETIRED", "DIED"):
        return told
    stated = find_partial_date(view.stated)
    if stated is None or stated.month is None or view.text_of("date") or view.text_of("year") or view.valid_from:
        return None
    month = stated.year * 12 + stated.month - 1
    return Stretch(month, month)
