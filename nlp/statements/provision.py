"""Finds PROVIDES: which body or unnamed group offers a service that the text names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.mention import Mention, MentionKind, refer
from domain.statement import Argument
from nlp.scene import Finding, Scene
from nlp.statements.subject import BODIES, Actor, find_actor, find_chain_ends, find_chain_head, iter_clauses

_GLUE = re.compile(r"(?:的|内|里|内的|里的|：|:|推出的|开展的|提供的|举办的)?[“‘《]?$")
_JOINT = re.compile(r"(?:、|和|与|及|以及|联合|携手|会同)$")
_MOST_PARTNERS = 2
_CONFIDENCE = {
    "provision-owner": 0.6,
    "provision-subject": 0.75,
    "provision-context": 0.5,
    "provision-partner": 0.5,
}
_WIDEST_EVIDENCE = 160


def find_provisions(scene: Scene) -> Iterator[Finding]:
    """Yield a provider for every service mention that has one in its sentence or the sentences before."""
    for service in scene.mentions:
        if service.kind is not MentionKind.SERVICE:
            continue
        start = scene.sentence_at(service.start)[0]
        owner = _find_owner(scene, service, start)
        actor = owner or find_actor(scene, start, service.start)
        if actor is None:
            continue
        rule = "provision-owner" if owner else "provision-subject" if actor.sure else "provision-context"
        yield _state(scene, service, actor.argument, actor.start, rule)
        for partner in _find_partners(scene, actor, service):
            yield _state(scene, service, refer(partner), partner.start, "provision-partner")


def _find_owner(scene: Scene, service: Mention, floor: int) -> Actor | None:
    """Return the body that touches the service: 某社区“周末学堂”, 某镇卫生院的健康义诊."""
    for body in reversed(list(scene.within(max(floor, service.start - 40), service.start, *BODIES))):
        if _GLUE.fullmatch(scene.text, body.end, service.start):
            return Actor(refer(body), body.start, body)
    return None


def _find_partners(scene: Scene, actor: Actor, service: Mention) -> list[Mention]:
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


def _state(scene: Scene, service: Mention, provider: Argument, place: int, rule: str) -> Finding:
    # A provider named in an earlier sentence stays outside the evidence, which shows the service being offered.
    floor = scene.sentence_at(service.start)[0]
    start = max(floor, min(place, service.start))
    if service.end - start > _WIDEST_EVIDENCE:
        start = service.start
    statement = scene.state("PROVIDES", start, service.end, provider=provider, service=refer(service))
    return Finding(statement, rule, _CONFIDENCE[rule])
