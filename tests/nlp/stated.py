"""What a finder states about a marked text, as statements, for tests that look at more than the words of roles."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from domain.statement import Statement, check_evidence
from nlp.scene import Finding, Scene
from tests.nlp.marked import DOCUMENT, make_scene


def read(finder: Callable[[Scene], Iterable[Finding]], marked: str) -> list[Statement]:
    """Return the finder's statements; every one must stand in the text to the character."""
    scene = make_scene(marked)
    findings = list(finder(scene))
    for finding in findings:
        check_evidence(finding.statement, DOCUMENT, scene.text)
        assert 0 < finding.confidence <= 1
        assert finding.rule
    return [finding.statement for finding in findings]


def pairs(statements: list[Statement], *roles: str) -> list[tuple[str, ...]]:
    """Return the words of the given roles, statement by statement."""
    return [tuple(statement.text_of(role) for role in roles) for statement in statements]
