"""Finds PROVIDES: which body or unnamed group offers a service that the text names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.mention import Mention, MentionKind, refer
from domain.statement import Argument
from nlp.scene import Finding, Scene
from nlp.statements.acting import Choice, choose_actor, iter_lists
from nlp.statements.candidate import Candidate
from nlp.statements.subject import find_chain_ends, find_chain_head, iter_clauses

_SURE = 0.4
"""Partners of a provider that is less likely are not looked for."""
_PARTNER_SHARE = 0.7
_MOST_PARTNERS = 2
_LONGEST_JOINT = 3
_JOINT = re.compile(r"(?:联合|携手|会同)$")
_WIDEST_EVIDENCE = 160


def find_provisions(scene: Scene) -> Iterator[Finding]:
    """Yield a provider for every service mention that has one in its sentence or the sentences before."""
    previous = ""
    for services in iter_lists(scene, MentionKind.SERVICE):
        choice = choose_actor(scene, "service", services[0].start, services[-1].end, previous)
        if choice is None:
            continue
        previous = choice.actor.argument.text
        for service in services:
            yield from _state_all(scene, service, choice)


def _state_all(scene: Scene, service: Mention, choice: Choice) -> Iterator[Finding]:
    """Yield the provider of one service, and its partners."""
    yield _state(scene, service, choice.actor.argument, choice.actor.start, "provision-actor", choice.certainty)
    if choice.certainty >= _SURE:
        for partner in _find_partners(scene, choice.actor, service):
            certainty = choice.certainty * _PARTNER_SHARE
            yield _state(scene, service, refer(partner), partner.start, "provision-partner", certainty)


def _find_partners(scene: Scene, actor: Candidate, service: Mention) -> list[Mention]:
    """Return the bodies that act together with the actor in its own clause: 甲联合乙, 甲携手乙."""
    if actor.mention is None or actor.mention.end > service.start:
        return []
    start = scene.sentence_at(actor.mention.start)[0]
    clause = next((c for c in iter_clauses(scene.text, start, service.start) if c[0] <= actor.start < c[1]), None)
    joined: list[Mention] = []
    for body in find_chain_ends(scene, *clause) if clause else ():
        gap = scene.text[joined[-1].end : find_chain_head(scene, body)] if joined else ""
        if joined and not (len(gap) <= _LONGEST_JOINT and _JOINT.search(gap)):
            if actor.mention in joined:
                break
            joined = []
        joined.append(body)
    others = [body for body in joined if body != actor.mention]
    return others if actor.mention in joined and len(others) <= _MOST_PARTNERS else []


def _state(scene: Scene, service: Mention, provider: Argument, place: int, rule: str, confidence: float) -> Finding:
    # A provider named in an earlier sentence stays outside the evidence, which shows the service being offered.
    floor = scene.sentence_at(service.start)[0]
    start = max(floor, min(place, service.start))
    if service.end - start > _WIDEST_EVIDENCE:
        start = service.start
    statement = scene.state("PROVIDES", start, service.end, provider=provider, service=refer(service))
    return Finding(statement, rule, round(confidence, 2))
