"""A reading desk over a store of its own, filled with dated news by the real pipeline."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.access import Access
from graph.audit import AuditLog
from graph.policy import Reader
from graph.sqlite.store import SqliteStore
from ingest.pipeline import Pipeline
from ingest.pseudonym import Pseudonyms
from nlp.reader import open_reader

News = tuple[str, str]
"""When it came out, and its text."""


@contextmanager
def open_desk(news: Iterable[News], today: date) -> Iterator[Access]:
    """Yield the desk that knows just this news, on that day."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        lines = (json.dumps({"text": text, "published": day}, ensure_ascii=False) for day, text in news)
        (folder / "news.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        store = SqliteStore(folder / "store.db")
        audit = AuditLog(folder / "audit.db")
        try:
            report = Pipeline(store, open_reader("neural"), Pseudonyms(folder / "key.db")).run([folder / "news.jsonl"])
            if report.failures:
                raise SystemExit(f"not read: {report.failures[0]}")
            yield Access(store, audit, Reader(), today=lambda: today)
        finally:
            audit.close()
            store.close()
