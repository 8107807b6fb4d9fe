"""Puts the parts together: the one place that knows which classes fulfil which contract."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from operator import attrgetter
from pathlib import Path
from urllib.parse import urlsplit

from domain.errors import SettingsError, StoreUnavailable
from graph.access import Access
from graph.audit import AuditLog
from graph.policy import Reader
from graph.store import Store
from ingest.crew import Crew, Hand
from ingest.job import Job
from ingest.mapping import Mapping
from ingest.pipeline import Pipeline
from ingest.pseudonym import Pseudonyms
from ingest.report import Report
from qunxiang.language import say
from qunxiang.settings import Settings


@contextmanager
def open_store(settings: Settings) -> Iterator[Store]:
    """Open the store that the settings name; closed again in every case."""
    store = _make_store(settings)
    try:
        yield store
    finally:
        store.close()


def _make_store(settings: Settings) -> Store:
    parts = urlsplit(settings.store_address)
    if parts.scheme == "sqlite":
        from graph.sqlite.store import SqliteStore

        return SqliteStore(find_sqlite_file(settings.store_address))
    if not parts.hostname:
        raise SettingsError(say("store：Neo4j 地址缺少主机名，应写成 neo4j://用户@主机:7687"))
    # The driver is imported only where it is used: it costs a fifth of a second.
    from graph.neo4j.store import Neo4jStore

    address = f"{parts.scheme}://{parts.hostname}:{parts.port or 7687}"
    return Neo4jStore(address, parts.username or "neo4j", settings.find_neo4j_password())


def find_sqlite_file(address: str) -> Path:
    """Return the file of sqlite:///relative.db or sqlite:////absolute.db."""
    path = address.removeprefix("sqlite:///")
    if path == address or not path:
        raise SettingsError(say("store：应写成 sqlite:///文件.db"))
    return Path(path)


def make_private(folder: Path) -> None:
    """Create the folder, and what is missing above it, for its owner alone: what lies in it names people."""
    try:
        if not folder.is_dir():
            make_private(folder.parent)
            folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        problem = say("project：建不了项目文件夹 {folder}（{reason}）", folder=folder, reason=error.strerror)
        raise SettingsError(problem) from error


def need_store(settings: Settings) -> None:
    """Raise StoreUnavailable where somebody names a file or a project in which no store lies yet.

    A question must not answer a mistyped path with an empty store. The default project starts empty by itself.
    """
    is_named = bool(settings.store) or "project" in settings.model_fields_set
    address = settings.store_address
    if is_named and urlsplit(address).scheme == "sqlite" and not os.path.exists(find_sqlite_file(address)):
        raise StoreUnavailable(
            say("{address}：这里还没有存储；请先用 ingest 读入文件，或检查 --store 和 --project", address=address)
        )


@contextmanager
def open_access(settings: Settings) -> Iterator[Access]:
    """Open the reading desk over the store, with the audit log of the project folder."""
    make_private(settings.project)
    audit = AuditLog(settings.project / "audit.db")
    try:
        with open_store(settings) as store:
            reader = Reader(settings.profile, "operator", settings.purpose)
            yield Access(store, audit, reader, review_below=settings.review_below, person_file=settings.person_file)
    finally:
        audit.close()


@contextmanager
def open_pipeline(settings: Settings, mappings: tuple[Mapping, ...] = ()) -> Iterator[Pipeline]:
    """Open the way in: store, text reader, pseudonyms; tables by the given mappings, by the ready ones without."""
    # The lexicons take time to load: only commands that read pay for it.
    from nlp.reader import open_reader

    make_private(settings.project)
    with open_store(settings) as store:
        yield Pipeline(store, open_reader(settings.tagger), Pseudonyms(settings.project / "key.db"), mappings)


@contextmanager
def open_crew(
    pipeline: Pipeline, settings: Settings, mappings: tuple[Mapping, ...], size: int
) -> Iterator[Crew[Job, Report] | None]:
    """Open so many processes that read beside each other into the pipeline's store; None stands for this process."""
    if size < 2:
        yield None
        return
    with Crew(partial(_open_hand, settings, mappings), size, pipeline.lose, attrgetter("is_ordered")) as crew:
        yield crew


@contextmanager
def _open_hand(settings: Settings, mappings: tuple[Mapping, ...]) -> Iterator[Hand[Job, Report]]:
    with open_pipeline(settings, mappings) as pipeline:
        yield pipeline.take
