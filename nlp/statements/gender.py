"""Finds GENDER where a notice states it: 某某，女，1978年5月生."""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.mention import MentionKind, refer
from domain.statement import Value
from nlp.scene import Finding, Scene

_GENDER = re.compile(r"(?:同志)?[，,（(、\s]{1,2}(?P<word>男|女)(?:性)?(?=[，,、；;）)\s。]|$)")
_GENDERS = {"男": "male", "女": "female"}


def find_genders(scene: Scene) -> Iterator[Finding]:
    """Yield the gender that stands behind a name as notices write it: 某某，女，1978年5月生."""
    for person in scene.within(scene.article.start, scene.article.end, MentionKind.PERSON):
        found = _GENDER.match(scene.text, person.end)
        if found is not None:
            gender = Value(_GENDERS[found["word"]])
            statement = scene.state("GENDER", person.start, found.end("word"), person=refer(person), gender=gender)
            yield Finding(statement, "life-gender", 0.95)
