"""Writes the past again where it rested on what is withdrawn: who was one with whom, moment by moment.

Questions as of an earlier moment read the closed rows of memberships and participations. Where a cluster had held an
entity that is gone, its rows say who was joined through it; they are derived again from the judgements that are left.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from domain.judgement import Judgement
from graph.cluster import cluster
from graph.work import Work

OPEN = "~"
"""Later than every moment: stands for the end of what has not ended."""


@dataclass(frozen=True, slots=True)
class Membership:
    """That an entity stood in a cluster from a moment until another; "" while it does."""

    member_id: str
    cluster_id: str
    known_from: str
    known_until: str


@dataclass(frozen=True, slots=True)
class Part:
    """That a member, shown as its cluster, took part in a statement from a moment until another."""

    statement_id: str
    role: str
    member_id: str
    cluster_id: str
    predicate: str
    known_from: str
    known_until: str


class HistoricWork(Work, Protocol):
    """A unit of work that can read and write the past."""

    def find_history(self, entity_ids: Collection[str]) -> list[Membership]:
        """Return the memberships, closed ones too, of all that was ever in a cluster with one of these."""
        ...

    def find_memberships(self, entity_ids: Collection[str]) -> list[Membership]:
        """Return the memberships of these members alone, closed ones too."""
        ...

    def find_verdicts(self, entity_ids: Collection[str]) -> list[Judgement]:
        """Return the judgements on entities in which one of these takes part, closed ones too."""
        ...

    def find_parts(self, entity_ids: Collection[str]) -> list[Part]:
        """Return the participations of these members, closed ones too."""
        ...

    def replace_history(
        self, entity_ids: Collection[str], memberships: Sequence[Membership], parts: Sequence[Part]
    ) -> None:
        """Put these rows in the place of all memberships and participations of these members."""
        ...


def rewrite_history(work: HistoricWork, before: Sequence[Membership], gone: Collection[str]) -> None:
    """Derive the past of all that was ever clustered with what is gone, as the judgements that are left have it."""
    scope = {row.member_id for row in before} - set(gone)
    rows = work.find_memberships(scope)
    touched = {row.member_id for row in rows if row.cluster_id != row.member_id}
    if not touched:
        return
    now = {row.member_id: row.cluster_id for row in rows if not row.known_until}
    alive = {member: _join(row for row in rows if row.member_id == member) for member in scope}
    entities = work.find_entities(scope)
    bodies = {entity_id: (entity.body, entity.name) for entity_id, entity in entities.items() if entity.body}
    verdicts = work.find_verdicts(scope)
    edges = {moment for row in rows for moment in (row.known_from, row.known_until) if moment}
    edges |= {moment for one in verdicts for moment in (one.known_from, one.known_until) if moment}
    past = sorted(moment for moment in edges if moment < work.moment)
    ends = [*past[1:], work.moment]
    made: list[Membership] = []
    for since, until in zip(past, ends, strict=True):
        there = {m for m, spans in alive.items() if any(a <= since < b for a, b in spans)}
        standing = [one for one in verdicts if one.known_from <= since < (one.known_until or OPEN)]
        roots = _settle(there, standing, bodies)
        made += [Membership(m, roots[m], since, until) for m in sorted(there & touched)]
    made += [Membership(m, now[m], work.moment, "") for m in sorted(touched & now.keys())]
    memberships = _merge(made)
    work.replace_history(touched, memberships, _cut(work.find_parts(touched), memberships))


def _join(rows: Iterable[Membership]) -> list[tuple[str, str]]:
    return [(row.known_from, row.known_until or OPEN) for row in rows]


def _settle(
    there: Collection[str], standing: Sequence[Judgement], bodies: dict[str, tuple[str, str]]
) -> dict[str, str]:
    """Return the cluster of each: as judged, and of posts as their bodies have it."""
    roots = cluster([member for member in there if member not in bodies], standing)
    smallest: dict[tuple[str, str], str] = {}
    keys = {post: (roots.get(bodies[post][0], bodies[post][0]), bodies[post][1]) for post in there if post in bodies}
    for post, key in keys.items():
        smallest[key] = min(smallest.get(key, post), post)
    return roots | {post: smallest[key] for post, key in keys.items()}


def _merge(rows: Iterable[Membership]) -> list[Membership]:
    """Return the rows with those in one that follow upon each other in one cluster."""
    merged: dict[str, list[Membership]] = {}
    for row in sorted(rows, key=lambda row: (row.member_id, row.known_from)):
        own = merged.setdefault(row.member_id, [])
        if own and own[-1].cluster_id == row.cluster_id and own[-1].known_until == row.known_from:
            own[-1] = replace(own[-1], known_until=row.known_until)
        else:
            own.append(row)
    return [row for own in merged.values() for row in own]


def _cut(parts: Sequence[Part], memberships: Sequence[Membership]) -> list[Part]:
    """Return the participations, each shown as the cluster in which its member stood at the time."""
    own: dict[str, list[Membership]] = {}
    for row in memberships:
        own.setdefault(row.member_id, []).append(row)
    cut: list[Part] = []
    for part in _whole(parts):
        for row in own.get(part.member_id, ()):
            since = max(part.known_from, row.known_from)
            until = min(part.known_until or OPEN, row.known_until or OPEN)
            if since < until:
                fresh = replace(
                    part, cluster_id=row.cluster_id, known_from=since, known_until="" if until == OPEN else until
                )
                cut.append(fresh)
    return cut


def _whole(parts: Sequence[Part]) -> list[Part]:
    """Return the participations with those in one that follow upon each other, whatever they were shown as."""
    whole: list[Part] = []
    for part in sorted(parts, key=lambda p: (p.statement_id, p.role, p.member_id, p.known_from)):
        last = whole[-1] if whole else None
        if (
            last is not None
            and (last.statement_id, last.role, last.member_id) == (part.statement_id, part.role, part.member_id)
            and last.known_until == part.known_from
        ):
            whole[-1] = replace(last, known_until=part.known_until)
        else:
            whole.append(part)
    return whole
