"""Finds NAMED where a text gives another name of somebody behind the name: 某某，曾用名某某; 某某（又名某某）.

What the text goes on to say there (男，1966年3月生) is said of the bearer, though the other name stands nearer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from domain.document import Span
from domain.mention import Mention, MentionKind, Reference, imply, refer
from domain.statement import Value
from lexicon.names import is_name_shape
from nlp.scene import Finding, Scene

_KINDS = {
    "曾用名": "previous", "原名": "previous", "本名": "previous", "曾名": "previous", "又名": "alias", "别名": "alias",
}  # fmt: skip
_NAME = r"(?:[一-鿿]{1,8}(?:·[一-鿿]{1,8}){1,3}|[一-鿿]{2,4})"
_OTHER = re.compile(
    rf"(?:同志)?[，,（(、\s]{{1,2}}(?P<word>{'|'.join(_KINDS)})(?:为|叫|是)?[：:]?[“‘]?"
    rf"(?P<names>{_NAME}(?:[”’]?[、和][“‘]?{_NAME})*)(?=[”’]?(?:[，,；;。）)\s]|$))"
)
_EACH = re.compile(_NAME)


def find_former_names(scene: Scene) -> Iterator[Finding]:
    """Yield each other name that stands behind a name; 化名 is none, for it hides somebody."""
    for person, found in _iter_named(scene):
        for name in _EACH.findall(found["names"]):
            if name != person.text:
                kind = Value(_KINDS[found["word"]])
                statement = scene.state(
                    "NAMED", person.start, found.end("names"), person=refer(person), name=imply(name), kind=kind
                )
                yield Finding(statement, "life-former-name", 0.95)


def find_bearers(scene: Scene) -> dict[Span, Mention]:
    """Return who bears each other name that stands behind a name, by where the other name stands."""
    return {
        (other.start, other.end): person
        for person, found in _iter_named(scene)
        for other in scene.within(*found.span("names"), MentionKind.PERSON)
    }


def give_to_bearer(scene: Scene, finding: Finding, bearers: Mapping[Span, Mention]) -> Finding:
    """Return what is said of another name as said of its bearer, with the evidence from the bearer's name on."""
    said = finding.statement
    person = said.find("person")
    bearer = bearers.get((person.start, person.end)) if isinstance(person, Reference) else None
    if bearer is None:
        return finding
    arguments = dict(said.arguments) | {"person": refer(bearer)}
    start = min(bearer.start, said.evidence.start)
    return replace(finding, statement=scene.state(said.predicate, start, said.evidence.end, **arguments))


def with_other_names(scene: Scene) -> Scene:
    """Return the scene in which each other name is a name as a whole, whatever the tagger saw there."""
    spans = [one.span() for _, found in _iter_named(scene) for one in _EACH.finditer(scene.text, *found.span("names"))]
    if not spans:
        return scene
    kept = [m for m in scene.mentions if not any(m.start < end and start < m.end for start, end in spans)]
    names = [Mention(start, end, MentionKind.PERSON, scene.text[start:end]) for start, end in spans]
    return replace(scene, mentions=tuple(sorted((*kept, *names))))


def _iter_named(scene: Scene) -> Iterator[tuple[Mention, re.Match[str]]]:
    for person in scene.within(scene.article.start, scene.article.end, MentionKind.PERSON):
        found = _OTHER.match(scene.text, person.end)
        if found and all(is_name_shape(name) for name in _EACH.findall(found["names"])):
            yield person, found
