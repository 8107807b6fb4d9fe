"""Finds PROVIDES: which body or unnamed group offers a service that the text names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.mention import Mention, MentionKind, refer
from domain.statement import Argument
from nlp.scene import Finding, Scene
from nlp.statements.acting import Candidate, choose_actor
from nlp.statements.subject import find_chain_ends, find_chain_head, iter_clauses

_JOINT = re.compile(r"(?:、|和|与|及|以及|联合|携手|会同)$")
_MOST_PARTNERS = 2
_LEAST = 0.3
"""Below this probability of the likeliest provider none is stated."""
_PARTNER_SHARE = 0.6
_WIDEST_EVIDENCE = 160


def find_provisions(scene: Scene) -> Iterator[Finding]:
    """Yield a provider for every service mention that has one in its sentence or the sentences before."""
    for service in scene.mentions:
        if service.kind is not MentionKind.SERVICE:
            continue
        choice = choose_actor(scene, "service", service.start, service.end, _LEAST)
        if choice is None:
            continue
        yield _state(scene, service, choice.actor.argument, choice.actor.start, "provision-actor", choice.probability)
        for partner in _find_partners(scene, choice.actor, service):
            yield _state(
                scene, service, refer(partner), partner.start, "provision-partner", choice.probability * _PARTNER_SHARE
            )


def _find_partners(scene: Scene, actor: Candidate, service: Mention) -> list[Mention]:
    """Return the bodies joined to the actor in its own clause: 甲联合乙, 甲、乙. A long list is one of places."""
    if actor.mention is None or actor.mention.end > service.start:
        return []
    previous = actor.mention.end
    clauses = iter_clauses(scene.text, previous, service.start)
    partners: list[Mention] = []
    for body in find_chain_ends(scene, *clauses[0]) if clauses and clauses[0][0] == previous else ():
        gap = scene.text[previous : find_chain_head(scene, body)]
        if len(gap) > 3 or not _JOINT.search(gap):
            break
        partners.append(body)
        previous = body.end
    return partners if len(partners) <= _MOST_PARTNERS else []


def _state(scene: Scene, service: Mention, provider: Argument, place: int, rule: str, confidence: float) -> Finding:
    # A provider named in an earlier sentence stays outside the evidence, which shows the service being offered.
    floor = scene.sentence_at(service.start)[0]
    start = max(floor, min(place, service.start))
    if service.end - start > _WIDEST_EVIDENCE:
        start = service.start
    statement = scene.state("PROVIDES", start, service.end, provider=provider, service=refer(service))
    return Finding(statement, rule, round(confidence, 2))
