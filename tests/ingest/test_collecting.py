"""Tables are read with the collector of cycles at rest: they must leave nothing for it to find."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from bench.town_store import NoReader
from graph.sqlite.store import SqliteStore
from ingest.collecting import keeping_all
from ingest.job import Job
from ingest.pipeline import Pipeline
from ingest.pseudonym import Pseudonyms
from ingest.readers.reading import iter_items

pytestmark = pytest.mark.slow

RECORDS = Path("examples/records")


@pytest.mark.parametrize("file", sorted(RECORDS.iterdir()), ids=lambda path: path.name)
def test_a_table_leaves_no_cycles(tmp_path: Path, file: Path) -> None:
    """What was read of a table and stored is free when it is done, not when somebody collects it."""
    store = SqliteStore(tmp_path / "store.db")
    pseudonyms = Pseudonyms(tmp_path / "key.db")
    pipeline = Pipeline(store, NoReader(), pseudonyms)
    for item in iter_items([file]):
        assert not isinstance(item, Exception)
        pipeline.take(Job(item))
        kinds = _collect_after(partial(pipeline.take, Job(item)))
        assert not [kind for kind in kinds if kind.startswith(("domain.", "ingest.", "graph."))]
    pseudonyms.close()
    store.close()


def _collect_after(act: Callable[[], object]) -> list[str]:
    """Return the types of what the act leaves that only the collector of cycles can free."""
    gc.collect()
    gc.disable()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        act()
        gc.collect()
        return [f"{type(one).__module__}.{type(one).__qualname__}" for one in gc.garbage]
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()


def test_the_collector_is_as_it_was_before() -> None:
    with keeping_all():
        assert not gc.isenabled()
    assert gc.isenabled()
    gc.disable()
    with keeping_all():
        pass
    assert not gc.isenabled()
    gc.enable()
