"""A unit of work's transaction and clock: asks statements by name, holds judgements back until they could be seen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from neo4j import ManagedTransaction, Record

from domain.judgement import Judgement
from graph.neo4j.cypher import load_cypher
from graph.neo4j.rows import Values, pack_judgement

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Neo4jUnit:
    """One managed write transaction that holds the clock.

    Judgements are written when the next question could see them, or at the end.
    """

    def __init__(self, transaction: ManagedTransaction, document_id: str = "") -> None:
        self._transaction = transaction
        self._opened: dict[str, Judgement] = {}
        self._closed: set[str] = set()
        now = (datetime.now(UTC) - _EPOCH) // timedelta(microseconds=1)
        self._begun = self._rows("begin", now=now, document=document_id)[0]
        moment = _EPOCH + timedelta(microseconds=self._begun["moment"])
        self._moment = moment.isoformat(timespec="microseconds")

    @property
    def moment(self) -> str:
        return self._moment

    def _rows(self, name: str, /, **values: Any) -> list[Record]:
        return list(self._transaction.run(load_cypher(f"work/{name}"), values))

    def _ask(self, name: str, /, **values: Any) -> list[Record]:
        self._flush()
        return self._rows(name, **values)

    def _flush(self) -> None:
        if self._opened or self._closed:
            batch = {
                "moment": self._moment,
                "closed": sorted(self._closed),
                "opened": [pack_judgement(judgement, self._moment) for judgement in self._opened.values()],
            }
            self._opened, self._closed = {}, set()
            self._rows("write_judgements", batch=batch)

    def _batch(self, rows: Iterable[Values]) -> Values:
        """Return rows and moment as one map: a list of another length would be another type with its own plan."""
        return {"moment": self._moment, "rows": list(rows)}
