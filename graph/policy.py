"""The one function that every read passes: may this be done with data of this class?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from domain.errors import AccessDenied

REASONS = {
    "publish": "户数、人数的统计离开本单位，要隐去 10 以下的数和能反推出它的数；这要等办公模式完成，在那之前不导出。"
    "单位内部请用 coverage、gaps、grids 等命令查看，数字是准确的"
}
"""Why an action is refused, where that says more than which class it was refused for (RESPONSIBLE.md R11)."""
SERVICE_PLANE = ("Household", "Case")
"""Kinds that no name search finds and no page draws: pseudonyms for those who serve them (R1)."""
PERSONAL = frozenset({"PUB", "PER", "CASE", "KEY", "RAW"})
"""Classes whose reading leaves an audit row first."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks: profile and role choose the table's rows; the purpose is written into the audit."""

    profile: str = "local"
    role: str = "operator"
    purpose: str = "P1"
    name: str = "operator"


@dataclass(frozen=True, slots=True)
class Decision:
    """The policy's answer: the classes that are allowed, and why the others are not."""

    allowed: frozenset[str]
    reason: str


@cache
def _table() -> dict[str, dict[str, dict[str, list[str]]]]:
    loaded: dict[str, dict[str, dict[str, list[str]]]] = yaml.safe_load(
        files("graph").joinpath("policy.yaml").read_text("utf-8")
    )
    return loaded


def decide(reader: Reader, action: str, classes: Iterable[str]) -> Decision:
    """Return which of the classes the reader may use for this action; deny what the table does not name."""
    asked = frozenset(classes)
    allowed = frozenset(_table().get(reader.profile, {}).get(reader.role, {}).get(action, ()))
    refused = sorted(asked - allowed)
    reason = REASONS.get(action, f"{action}: {', '.join(refused)} 不在允许范围内")
    return Decision(asked & allowed, reason if refused else "")


def require(reader: Reader, action: str, classes: Iterable[str]) -> None:
    """Raise AccessDenied unless all of the classes are allowed."""
    decision = decide(reader, action, classes)
    if decision.reason:
        raise AccessDenied(decision.reason)
