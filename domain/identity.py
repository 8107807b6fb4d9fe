"""What tells namesakes apart, or speaks for their being one: comparisons, the page of a name, the preview of a merge.

The field names are the keys of the JSON that other programs read. Nothing here weighs people: a feature agrees,
contradicts, differs or is not told, and the sentences stand beside it.
"""

from __future__ import annotations

from dataclasses import dataclass

from domain.entity import EntitySummary
from domain.portrait import Citation, Portrait

AGREES = "agrees"
CONTRADICTS = "contradicts"
DIFFERS = "differs"
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing in which two entities of one name are compared.

    `outcome` is agrees, contradicts (no one person can be both), differs (one person may be both, at different
    times) or unknown: one side does not tell, or both sides write the same words and it is not certain that they
    mean the same. `left` and `right` are what the record says of each.
    """

    name: str
    outcome: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    left_evidence: tuple[Citation, ...] = ()
    right_evidence: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Ruling:
    """A judgement in force on two entities; `judgement` is its id, by which it is undone.

    Of what makes one entity out of several, the evidence shows in which words each side stood before.
    """

    judgement: str
    verdict: str
    by: str
    why: str
    known_from: str
    left: str
    right: str
    left_evidence: tuple[Citation, ...] = ()
    right_evidence: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two entities of one name: what agrees, what contradicts, and what follows by rule.

    `verdict` is match (somebody judged them the same, or a rule did), no_match (somebody judged them different, or
    something contradicts) or abstain: then a person decides, and `reasons` say what is missing or stands against it.
    """

    left: EntitySummary
    right: EntitySummary
    verdict: str
    reasons: tuple[str, ...]
    features: tuple[Feature, ...]
    rulings: tuple[Ruling, ...] = ()


@dataclass(frozen=True, slots=True)
class SameName:
    """All that bear one name, pair by pair; `attached` says why the parts of each are one.

    `left_out` counts the pairs that were not compared because the name is too frequent.
    """

    name: str
    candidates: tuple[EntitySummary, ...]
    comparisons: tuple[Comparison, ...]
    attached: tuple[Ruling, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What would stand if two entities were judged the same; nothing is written for it."""

    comparison: Comparison
    portrait: Portrait
    also: tuple[EntitySummary, ...] = ()
