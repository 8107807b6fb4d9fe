"""Reads invented news through the real command line into a store of its own."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench.command import Place, run
from bench.output import open_workplace
from graph.access import Access
from graph.audit import AuditLog
from graph.policy import Reader
from graph.sqlite.store import SqliteStore

RIGHTS = Reader("local", "operator", "P6")


@dataclass(frozen=True, slots=True)
class News:
    """One text with the day on which it came out."""

    text: str
    published: str
    title: str = ""

    def line(self) -> str:
        """Return the line of a JSONL file."""
        return json.dumps({"text": self.text, "published": self.published, "title": self.title}, ensure_ascii=False)


@contextmanager
def open_record(news: Iterable[News], today: date | None = None) -> Iterator[Access]:
    """Give the desk over a store into which `qunxiang ingest` has read these texts."""
    with open_workplace("identity") as folder:
        path = folder / "news.jsonl"
        path.write_text("".join(f"{one.line()}\n" for one in news), encoding="utf-8")
        place = Place(f"sqlite:///{folder / 'record.db'}", folder / "project")
        log = folder / "ingest.log"
        if run(place, log, "ingest", path).code:
            sys.exit(f"ingest failed:\n{tail(log)}")
        store, audit = SqliteStore(folder / "record.db"), AuditLog(folder / "audit.db")
        try:
            yield Access(store, audit, RIGHTS, (lambda: today) if today else date.today)
        finally:
            audit.close()
            store.close()


def tail(log: Path, lines: int = 20) -> str:
    """Return the last lines of a log."""
    return "\n".join(log.read_text("utf-8", errors="replace").splitlines()[-lines:])
