"""The server store: Neo4j 5, one managed transaction a change, writers one after another."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar
from urllib.parse import urlsplit

from neo4j import ManagedTransaction

from domain.document import Arrival
from domain.judgement import Judgement
from graph.commit import Correction, DocumentCommit, Stage
from graph.derivation import add_arrivals
from graph.neo4j.connection import Connection
from graph.neo4j.reader import Neo4jReader
from graph.neo4j.retraction import Neo4jRetraction
from graph.retraction import foresee_retraction, put_unless_retracted, retract_document
from graph.source import SourceRun
from graph.tombstone import Retraction
from graph.verdict import correct, judge, unjudge

T = TypeVar("T")


class Neo4jStore(Neo4jReader):
    """Fulfils graph.store.Store over Bolt.

    `uri` is bolt:// or neo4j:// with host and port; the user may stand in it or be given beside it. Raises
    StoreUnavailable when the server cannot be reached or refuses the password.
    """

    def __init__(self, uri: str, user: str, password: str, database: str = "neo4j") -> None:
        parts = urlsplit(uri)
        place = parts.netloc.rpartition("@")[2]
        super().__init__(Connection(f"{parts.scheme}://{place}", user, password, database))
        self._address = f"{parts.scheme}://{user}@{place}"

    @property
    def address(self) -> str:
        return self._address

    def close(self) -> None:
        self._connection.close()

    def put_document(self, commit: DocumentCommit) -> bool:
        return self._write(lambda work: put_unless_retracted(work, commit), commit.document.id)

    def put_arrivals(self, arrivals: Iterable[Arrival]) -> int:
        rows = tuple(arrivals)
        return self._write(lambda work: add_arrivals(work, rows))

    def put_judgement(self, judgement: Judgement) -> Judgement:
        return self._write(lambda work: judge(work, judgement))

    def put_correction(self, correction: Correction) -> Judgement:
        return self._write(lambda work: correct(work, correction))

    def undo_judgement(self, judgement_id: str) -> bool:
        return self._write(lambda work: unjudge(work, judgement_id))

    def retract(self, document_id: str, ground: str) -> Retraction:
        return self._write(lambda work: retract_document(work, document_id, ground), document_id)

    def foresee_retraction(self, document_id: str) -> Retraction:
        return foresee_retraction(lambda change: self._write(change, document_id), document_id)

    def put_stage(self, stage: Stage) -> None:
        self._write(lambda work: work.put_stage(stage))

    def put_source_run(self, run: SourceRun) -> None:
        self._write(lambda work: work.put_source_run(run))

    def _write(self, change: Callable[[Neo4jRetraction], T], document_id: str = "") -> T:
        def run(transaction: ManagedTransaction) -> T:
            work = Neo4jRetraction(transaction, document_id)
            result = change(work)
            work.finish()
            return result

        return self._connection.write(run)
