"""Words for services that residents receive."""

from __future__ import annotations

from functools import cache

from lexicon.alternation import longest_first
from lexicon.resources import read_yaml


@cache
def service_words() -> tuple[str, ...]:
    """Return known services, longest first."""
    return longest_first(word for words in read_yaml("services.yaml")["heads"].values() for word in words)


@cache
def _known() -> frozenset[str]:
    return frozenset(service_words())


@cache
def service_prefixes() -> tuple[str, ...]:
    """Return words before a service that belong to its name, longest first."""
    return longest_first(read_yaml("services.yaml")["prefixes"])


@cache
def not_services() -> frozenset[str]:
    """Return words that end like a service and name none."""
    return frozenset(read_yaml("services.yaml")["not_services"])


def is_service(text: str) -> bool:
    """True for a known service, or one with words before it that belong to it (免费上门理发)."""
    if text in not_services():
        return False
    if text in _known():
        return True
    for prefix in service_prefixes():
        if text.startswith(prefix) and is_service(text.removeprefix(prefix)):
            return True
    return text.endswith("服务") and text.removesuffix("服务") in _known()
