"""The example town and the page of real reports, read once by the program as a user would read them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from graph.sqlite.store import SqliteStore
from tools.practices import REPORTS, TOWN, Town, read_into


@dataclass(frozen=True, slots=True)
class Asked:
    """A town to ask, and the words at the places that its answers name."""

    town: Town
    texts: dict[str, str]

    def __call__(self, *arguments: str) -> Any:
        return self.town.ask(*arguments)

    def quotes(self, source: dict[str, Any]) -> list[str]:
        """Return the words at the spans of a source."""
        return [self.texts[source["document"]][start:end] for start, end in source["spans"]]

    def sources(self, answer: dict[str, Any]) -> dict[str, list[str]]:
        """Return the words at all places on which an answer rests, by the title of their document."""
        return {source["title"]: self.quotes(source) for source in answer["sources"]}

    def quote(self, citation: dict[str, Any]) -> str:
        """Return the words at the place of a citation."""
        return self.texts[citation["document"]][citation["start"] : citation["end"]]


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Asked:
    """The example town."""
    return _open(read_into(tmp_path_factory.mktemp("town") / "project", str(TOWN)))


@pytest.fixture(scope="session")
def reports(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Asked:
    """The page of real reports, as another source printed it."""
    assert REPORTS.is_relative_to(shared)
    return _open(read_into(tmp_path_factory.mktemp("reports") / "project", str(REPORTS)))


def _open(town: Town) -> Asked:
    store = SqliteStore(town.project / "store.db")
    try:
        ids = sorted({view.document_id for view in store.iter_statements()})
        found = store.find_documents(ids)
    finally:
        store.close()
    return Asked(town, {one: view.document.text for one, view in found.items()})
