"""The store contract: what a store keeps and answers, in the words of the domain.

Two engines fulfil it, graph/sqlite and graph/neo4j; tests/graph/contract holds what both must do. Every read is
ordered by name, then id (statements by document, start, id), never by an engine's own relevance. A moment
(`known`) is an ISO 8601 UTC text with microseconds; "" means now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from domain.document import Arrival
from domain.judgement import Judgement
from domain.officials import FacetCount, OfficialMatch, OfficialsQuery
from graph.answer import (
    DocumentView,
    Edge,
    EntityView,
    NameMatch,
    Passage,
    PersonsWord,
    Run,
    SharedName,
    StatementView,
    StoreCounts,
)
from graph.commit import Correction, DocumentCommit, Stage, StoredMention
from graph.record_reader import RecordReader, ServiceUse
from graph.source import SourceArrivals, SourceRun
from graph.tombstone import Retraction, Tombstone


class GraphReader(RecordReader, Protocol):
    """What can be asked. Every method is one bounded query or a fixed few in the store."""

    def find_entity(self, entity_id: str, known: str = "") -> EntityView | None:
        """Return the entity, or the one it was merged into; None when the store knows none."""
        ...

    def find_clusters_at(self, entity_ids: Sequence[str], known: str) -> list[EntityView]:
        """Return the clusters in which these entities were at a moment, by name, then id; unknown ones are left out."""
        ...

    def find_names(self, entity_ids: Sequence[str]) -> dict[str, str]:
        """Return the name of each of these entities in one query; unknown ids are left out."""
        ...

    def find_by_name(
        self, name: str, kinds: Sequence[str] = (), limit: int = 50, *, front_line: bool = False
    ) -> list[NameMatch]:
        """Return entities by name, match after match as graph.names.MATCHES has them; in each by name, then by who was
        known first, then id. People are found by given name and by sound too, others by their characters.

        Front-line people are left out unless asked for; private names are no entities and never found.
        """
        ...

    def find_shared_names(self, after: str = "", limit: int = 50) -> list[SharedName]:
        """Return the names that more than one person bears, in order of the name; `after` is the last one seen.

        Front-line people are left out: they are found through their organisation alone.
        """
        ...

    def find_companions(self, entity_ids: Sequence[str], limit: int = 1_000) -> dict[str, list[str]]:
        """Return the people in statements of the same documents, by id; `limit` holds for each."""
        ...

    def find_by_code(self, code: str) -> EntityView | None:
        """Return the area with this official code."""
        ...

    def statements_about(
        self,
        entity_id: str,
        predicates: Sequence[str] = (),
        roles: Sequence[str] = (),
        known: str = "",
        limit: int = 10_000,
    ) -> list[StatementView]:
        """Return the statements in which the entity takes part, by document, start and id."""
        ...

    def statements_about_each(
        self,
        entity_ids: Sequence[str],
        predicates: Sequence[str] = (),
        roles: Sequence[str] = (),
        known: str = "",
        limit: int = 10_000,
    ) -> dict[str, list[StatementView]]:
        """Return the same for several entities in one query, by id; `limit` holds for each."""
        ...

    def find_said(self, entity_ids: Sequence[str], predicate: str, known: str = "") -> list[StatementView]:
        """Return the statements of one predicate in which any of these takes part, by document, start and id.

        The other statements of an entity are not looked at: an area has tens of thousands of rows of logs.
        """
        ...

    def find_statement(self, statement_id: str) -> StatementView | None:
        """Return the statement, also one that no reader finds any more."""
        ...

    def find_statements(self, statement_ids: Sequence[str]) -> dict[str, StatementView]:
        """Return the same for several statements at once, by id; unknown ids are left out."""
        ...

    def statements_in(self, document_id: str, known: str = "") -> list[StatementView]:
        """Return what a document says as the store knew it at a moment, by start and id."""
        ...

    def statements_in_each(
        self, document_ids: Sequence[str], predicates: Sequence[str] = (), known: str = ""
    ) -> dict[str, list[StatementView]]:
        """Return what several documents say, by document in one query; with predicates only these."""
        ...

    def find_runs(self, document_id: str) -> list[Run]:
        """Return when a document was read and by which version, the latest last; also a run that found nothing."""
        ...

    def find_waiting(
        self,
        below: float,
        predicates: Sequence[str] = (),
        document_id: str = "",
        after: str = "",
        limit: int = 50,
        classes: Sequence[str] = ("REF", "PUB"),
    ) -> list[StatementView]:
        """Return the open statements under a confidence on which nobody has said a word, by document, start and id.

        `after` is the id of the last statement of the page before.
        """
        ...

    def words_of_people(self) -> list[PersonsWord]:
        """Return every open judgement of a person, by moment and id."""
        ...

    def find_document(self, document_id: str) -> DocumentView | None:
        """Return the document with articles and mentions."""
        ...

    def find_documents(self, document_ids: Sequence[str]) -> dict[str, DocumentView]:
        """Return the same for several documents at once, by id; unknown ids are left out."""
        ...

    def find_passages(self, words: str, limit: int = 50) -> list[Passage]:
        """Return the articles in which the words stand next to each other, by document and number."""
        ...

    def neighbourhood(
        self, ends: Sequence[str], steps: int, hub: int, known: str = "", limit: int = 20_000
    ) -> list[Edge]:
        """Return the ties among all that is reached from the ends in so many steps, by source, target, statement.

        An entity with more participations than `hub` is reached but not walked through. Ties rest on a statement
        in which both take part, never on standing in the same document; households and cases are never reached, and
        a statement that a correction hides ties nobody.
        """
        ...

    def adjacent(self, entity_id: str, known: str = "", limit: int = 1_000) -> list[Edge]:
        """Return the ties of one entity, by when the other side was first known, then statement."""
        ...

    def degree_of(self, entity_ids: Sequence[str], known: str = "") -> dict[str, int]:
        """Return how many statements each entity takes part in; a hub is not walked through."""
        ...

    def find_officials(
        self, query: OfficialsQuery, known: str = "", after: str = "", limit: int = 50
    ) -> list[OfficialMatch]:
        """Return a page of the people in posts that the query fits, by name, then id; `after` is the last page's last.

        Front-line staff are never found, nor whoever was only proposed.
        """
        ...

    def count_officials(self, query: OfficialsQuery, known: str = "") -> list[FacetCount]:
        """Return how many people the query fits by line, by area down to the county, and by body; by facet, value."""
        ...

    def judgements_on(self, subject: str) -> list[Judgement]:
        """Return all judgements, undone ones too, on a reference, an entity or a statement; by moment, id."""
        ...

    def rulings_on(self, entity_ids: Sequence[str]) -> list[Judgement]:
        """Return the judgements in force that say of these entities who is whom; by moment, id."""
        ...

    def service_use(self, area_id: str, period: str = "", service_id: str = "", known: str = "") -> list[ServiceUse]:
        """Return use per service and month (or the year) in an area, counted in the store."""
        ...

    def households_in(self, area_id: str, known: str = "") -> list[str]:
        """Return the ids of the households that the register puts into the area, in order."""
        ...

    def iter_statements(self) -> Iterator[StatementView]:
        """Yield all open statements by id, a page at a time."""
        ...

    def iter_mentions(self) -> Iterator[tuple[str, StoredMention, str]]:
        """Yield (text_sha256, mention, entity id or "") by text_sha256 and start."""
        ...

    def iter_entities(self) -> Iterator[EntityView]:
        """Yield all entities by id; merged members are inside their cluster."""
        ...

    def count(self) -> StoreCounts:
        """Count what the store holds now."""
        ...

    def failures(self) -> list[Stage]:
        """Return the ledger's failed rows, by item."""
        ...

    def find_versions(self, document_ids: Sequence[str]) -> dict[str, str]:
        """Return the reader version by which each of these documents was read; unknown ones are left out."""
        ...

    def find_arrivals(self, document_ids: Sequence[str]) -> dict[str, tuple[Arrival, ...]]:
        """Return how each of these documents came, in order; unknown ones are left out."""
        ...

    def find_tombstones(self, ids: Sequence[str]) -> dict[str, Tombstone]:
        """Return what is left of each of these documents and entities that was withdrawn; others are left out."""
        ...

    def source_arrivals(self, day: str) -> list[SourceArrivals]:
        """Return each source that an arrival names, by name; publications after the day are left out as slips."""
        ...

    def last_source_runs(self) -> list[SourceRun]:
        """Return the last run of each source that has one, by name."""
        ...

    def match_documents(self, words: str, limit: int = 20) -> list[str]:
        """Return the documents whose id is or begins so (12 characters or more), or that came from this path or url."""
        ...


class GraphWriter(Protocol):
    """What can be changed. Each call is one transaction; a killed process leaves all of it or nothing."""

    def put_document(self, commit: DocumentCommit) -> bool:
        """Store a document and all that was read from it; False when it was known in this version.

        A known version is replaced too when its arrivals now say what they did not when it was read
        (graph.provenance.Circumstances); StaleReading when this reading does not know them all.
        A newer version replaces what the older one said in the same transaction: what is no longer found keeps
        its closed reading. What people said is carried on to the same words as they are read now; where these are
        gone, it stays as it is and `words_of_people` says that it applies to nothing.
        Raises Retracted for a document that was withdrawn, unless it is let in again.
        """
        ...

    def retract(self, document_id: str, ground: str) -> Retraction:
        """Take a document out with all that rests on it alone, at every moment; only tombstones are left.

        Raises Retracted when that has happened already, NotFound for a document that never was here.
        """
        ...

    def foresee_retraction(self, document_id: str) -> Retraction:
        """Return what a retraction of the document would take and leave; nothing is changed. Raises as retract does."""
        ...

    def put_correction(self, correction: Correction) -> Judgement:
        """Put a statement in the place of another; return the judgement with its moment. Undo takes both back."""
        ...

    def put_arrivals(self, arrivals: Iterable[Arrival]) -> int:
        """Add arrivals of known documents; return how many were new."""
        ...

    def put_judgement(self, judgement: Judgement) -> Judgement:
        """Add a judgement and derive again what it touches; return it with its moment."""
        ...

    def undo_judgement(self, judgement_id: str) -> bool:
        """Close an open judgement with all that carries it on; the graph is as if it had never been made.

        False when none is open.
        """
        ...

    def put_stage(self, stage: Stage) -> None:
        """Write a ledger row outside a document's own commit: a failure, or a run that begins."""
        ...

    def put_source_run(self, run: SourceRun) -> None:
        """Keep what an import of a source found; a run of the same source and moment is the same."""
        ...


class Store(GraphReader, GraphWriter, Protocol):
    """Both sides, and a life: open it with open_store, close it when done."""

    @property
    def address(self) -> str:
        """Return where it is, without any password."""
        ...

    def close(self) -> None:
        """Release the connections."""
        ...
