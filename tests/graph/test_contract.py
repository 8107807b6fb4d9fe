"""Both engines answer for the whole contract: no class of it is left out by either."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from types import ModuleType

import pytest

import tests.graph.contract
from tests.graph import test_neo4j_contract, test_sqlite_contract


def contract_classes() -> set[type]:
    """Return every class of the contract."""
    modules = [
        importlib.import_module(f"{tests.graph.contract.__name__}.{found.name}")
        for found in pkgutil.iter_modules(tests.graph.contract.__path__)
    ]
    return {
        found
        for module in modules
        for name, found in inspect.getmembers(module, inspect.isclass)
        if name.endswith("Contract") and found.__module__ == module.__name__
    }


@pytest.mark.parametrize("backend", [test_sqlite_contract, test_neo4j_contract])
def test_every_capability_is_tried_on_every_backend(backend: ModuleType) -> None:
    """Each class of the contract has a test class in the backend's module, which adds no tests of its own."""
    tried = [found for name, found in inspect.getmembers(backend, inspect.isclass) if name.startswith("Test")]
    assert {base for found in tried for base in found.__bases__} == contract_classes()
    assert [found for found in tried if any(name.startswith("test") for name in vars(found))] == []
