"""Finds the body whose assembly chooses its officers: 某商会第三届会员大会选举…会长 is the 会长 of 某商会."""

from __future__ import annotations

import re

from domain.mention import MentionKind, Reference, imply
from nlp.coreference import BODIES
from nlp.scene import Scene

_TERM = re.compile(
    r"第[一二三四五六七八九十百\d]+[届次](?:(?:执行|常务|全体)?(?:委员会|执委会|理事会|监事会|代表大会|会员(?:代表)?大会|大会|会议|全会)"
    r"|执委|理事)?"
)


def find_convened(scene: Scene, offset: int, endings: tuple[str, ...]) -> Reference | None:
    """Return the body before its assembly in the sentence when it can have such an officer, None if none or several."""
    start = scene.sentence_at(offset)[0]
    names = set()
    for body in scene.within(start, offset, *BODIES):
        term = _TERM.search(body.name)
        name = body.name[: term.start()] if term is not None and body.kind is MentionKind.ORG else ""
        if name.endswith(endings) and len(name) > 2:
            names.add(name)
    return imply(names.pop()) if len(names) == 1 else None
