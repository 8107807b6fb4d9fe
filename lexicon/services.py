"""Words for services that residents receive, by kind."""

from __future__ import annotations

from functools import cache

from lexicon.resources import read_yaml


@cache
def service_kinds() -> dict[str, str]:
    """Return known services with their kinds: health, meals, elderly, children, law and others."""
    return {word: kind for kind, words in read_yaml("services.yaml")["heads"].items() for word in words}


@cache
def service_words() -> tuple[str, ...]:
    """Return known services, longest first."""
    return tuple(sorted(service_kinds(), key=lambda word: (-len(word), word)))


@cache
def service_suffixes() -> tuple[str, ...]:
    """Return words that make a service of what stands before them, longest first."""
    return tuple(sorted(read_yaml("services.yaml")["suffixes"], key=lambda word: (-len(word), word)))


@cache
def service_prefixes() -> tuple[str, ...]:
    """Return words before a service that belong to its name, longest first."""
    return tuple(sorted(read_yaml("services.yaml")["prefixes"], key=lambda word: (-len(word), word)))


@cache
def service_verbs() -> tuple[str, ...]:
    """Return verbs that stand between a provider and its services."""
    return tuple(read_yaml("services.yaml")["verbs"])


@cache
def not_services() -> frozenset[str]:
    """Return words that end like a service and name none."""
    return frozenset(read_yaml("services.yaml")["not_services"])


def is_service(text: str) -> bool:
    """True for a known service, or one with words before it that belong to it (免费上门理发)."""
    if text in not_services():
        return False
    if text in service_kinds():
        return True
    for prefix in service_prefixes():
        if text.startswith(prefix) and is_service(text.removeprefix(prefix)):
            return True
    return text.endswith("服务") and text.removesuffix("服务") in service_kinds()


def kind_of_service(text: str) -> str:
    """Return the kind of a service by the longest known word at its end or within it, "" if none."""
    ending = next((word for word in service_words() if text.endswith(word)), "")
    inside = ending or next((word for word in service_words() if word in text), "")
    return service_kinds().get(inside, "")
