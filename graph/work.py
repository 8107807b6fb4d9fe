"""A unit of work: the few reads and writes that derivation needs inside one transaction, per engine."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from domain.document import Arrival
from domain.entity import Entity
from domain.judgement import Judgement
from graph.answer import ArgumentView
from graph.case_row import CaseRow
from graph.commit import DocumentCommit, Stage
from graph.life import Life
from graph.record_row import RecordRow
from graph.source import SourceRun
from graph.term import Tenure


class Participation(NamedTuple):
    """That an entity takes part in a statement: the member it was linked to, the cluster it shows as."""

    statement_id: str
    role: str
    member_id: str
    cluster_id: str
    predicate: str


@dataclass(frozen=True, slots=True)
class ReferenceUse:
    """That a reference stands in a role of a statement."""

    statement_id: str
    predicate: str
    role: str
    reference_id: str


@dataclass(frozen=True, slots=True)
class Told:
    """A statement of a document as it was told last; `is_open` while a reading of it stands, found by `extractor`.

    `quote`, `packed` and `masks` are its evidence, arguments and masked names as they are stored.
    """

    id: str
    predicate: str
    start: int
    end: int
    arguments: tuple[ArgumentView, ...]
    extractor: str
    is_open: bool
    quote: str
    packed: str
    masks: str


@dataclass(frozen=True, slots=True)
class Masked:
    """A stored statement with its evidence, arguments and masked names, packed as they are stored."""

    id: str
    quote: str
    packed: str
    masks: str


@dataclass(frozen=True, slots=True)
class Place:
    """A mention of a stored document: where it stands and which reference it is."""

    reference_id: str
    kind: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Group:
    """People of one name in one post: the set within which the resolver may attach by itself."""

    post_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Telling:
    """That a document tells a record in a statement, from a moment until another; `stated` and on order documents."""

    record: str
    statement_id: str
    document_id: str
    stated: str
    first_known: str
    known_from: str
    known_until: str


@dataclass(frozen=True, slots=True)
class RowSource:
    """A stored statement as far as its record row is made from it.

    `packed` are its arguments and `masks` the names that are masked in it, as they are stored.
    """

    id: str
    document_id: str
    predicate: str
    packed: str
    valid_from: str
    masks: str


@dataclass(frozen=True, slots=True)
class MaskedWords:
    """The words of a statement's rows as they were written, and as they are with names masked that were found since."""

    statement_id: str
    word: str
    detail: str
    masked_word: str
    masked_detail: str


@dataclass(frozen=True, slots=True)
class Span:
    """From which moment to which something counts; "" while it does."""

    known_from: str
    known_until: str


class Work(Protocol):
    """Reads see what was written before in the same unit; all of it is committed together or not at all."""

    @property
    def moment(self) -> str:
        """Return the moment of this unit on the known clock, later than every earlier unit's."""
        ...

    def find_version(self, document_id: str) -> str | None:
        """Return the version by which the document was read, None when it is not stored."""
        ...

    def close_document(self, document_id: str) -> set[str]:
        """Close readings, participations and rules' links of the document; drop articles, mentions, passages.

        Returns the members that were linked to it.
        """
        ...

    def insert_document(self, commit: DocumentCommit, stated: str) -> None:
        """Write the rows of the commit but participations; entities that exist stay as they are."""
        ...

    def insert_statements(self, commit: DocumentCommit) -> None:
        """Write entities and statements with readings of a stored document, beside what it says already."""
        ...

    def find_told(self, document_id: str) -> list[Told]:
        """Return all statements that any reading of the document ever stated, by start and id."""
        ...

    def find_places(self, document_id: str) -> list[Place]:
        """Return the mentions of the document as it is stored."""
        ...

    def find_words(self, subjects: Collection[str]) -> list[Judgement]:
        """Return the open judgements of people on these statements and references."""
        ...

    def find_carried(self, root: str) -> list[Judgement]:
        """Return the open judgements that carry on this one."""
        ...

    def mask_statements(self, rows: Iterable[Masked]) -> None:
        """Store what is masked in these statements now: names, and what is masked in the text itself."""
        ...

    def reopen_readings(self, statement_ids: Collection[str]) -> None:
        """Let the readings of these statements that were closed at this moment stand on, from this moment."""
        ...

    def close_readings(self, statement_ids: Collection[str]) -> None:
        """Close the open readings of these statements."""
        ...

    def find_arrivals(self, document_id: str) -> Sequence[Arrival]:
        """Return how a document came."""
        ...

    def insert_arrivals(self, arrivals: Sequence[Arrival]) -> tuple[int, set[str]]:
        """Add arrivals of stored documents; return how many were new and whose first publication moved."""
        ...

    def put_stage(self, stage: Stage) -> None:
        """Write a ledger row, counting the attempts."""
        ...

    def put_source_run(self, run: SourceRun) -> None:
        """Keep what an import of a source found."""
        ...

    def insert_participations(self, rows: Iterable[Participation]) -> None:
        """Open participations from this moment."""
        ...

    def close_participations(self, keys: Iterable[tuple[str, str]]) -> None:
        """Close the open participations with these (statement, role)."""
        ...

    def find_participations(self, statement_ids: Sequence[str]) -> list[Participation]:
        """Return the open participations of these statements."""
        ...

    def find_clusters(self, member_ids: Collection[str]) -> dict[str, str]:
        """Return the open cluster of each member that has one."""
        ...

    def find_members(self, cluster_ids: Collection[str]) -> set[str]:
        """Return all members of these clusters."""
        ...

    def find_entities(self, entity_ids: Collection[str]) -> dict[str, Entity]:
        """Return member entities by id."""
        ...

    def find_posts(self, body_ids: Collection[str]) -> list[Entity]:
        """Return the posts founded on these bodies (member ids)."""
        ...

    def find_groups(self, post_members: Collection[str], document_id: str = "") -> set[Group]:
        """Return the groups with a tenure in these posts, or the groups that a document touches."""
        ...

    def find_tenures(self, group: Group) -> list[Tenure]:
        """Return the tenures of a group; statements judged misread, wrong or of a bad source do not count."""
        ...

    def find_lives(self, member_ids: Collection[str]) -> dict[str, Life]:
        """Return what documents state of the lives of these members; what was judged misread does not count."""
        ...

    def find_judgements(self, entity_ids: Collection[str]) -> list[Judgement]:
        """Return the open judgements on entities in which one of these takes part."""
        ...

    def find_grounded(self, grounds: Collection[str]) -> list[Judgement]:
        """Return the open judgements that rest on one of these grounds."""
        ...

    def find_open_judgement(self, judgement_id: str) -> Judgement | None:
        """Return the judgement while it is open."""
        ...

    def find_links(self, reference_ids: Collection[str]) -> dict[str, str]:
        """Return the member that each reference is, a person's word before a rule's."""
        ...

    def find_uses(self, reference_id: str) -> list[tuple[str, str, str]]:
        """Return (statement, role, predicate) of the open statements in which the reference stands."""
        ...

    def find_arguments(self, statement_ids: Sequence[str]) -> list[ReferenceUse]:
        """Return all references of these statements with their roles."""
        ...

    def open_judgements(self, judgements: Iterable[Judgement]) -> None:
        """Write judgements, open from this moment."""
        ...

    def close_judgements(self, judgement_ids: Collection[str]) -> None:
        """Close open judgements at this moment."""
        ...

    def move(self, clusters: Mapping[str, str]) -> None:
        """Give members a new cluster: membership and participations are closed and opened again."""
        ...

    def close_dead(self, entity_ids: Collection[str]) -> set[str]:
        """Close the membership of entities that no open link or participation names; return them."""
        ...

    def find_statement_document(self, statement_id: str) -> str | None:
        """Return the document of a statement."""
        ...

    def find_records(self, statement_ids: Sequence[str], document_id: str) -> set[str]:
        """Return the records of these statements, and those that any reading of the document ever held."""
        ...

    def find_contested(self, document_id: str) -> set[str]:
        """Return the records of the document that another document holds or held too."""
        ...

    def find_tellings(self, records: Collection[str]) -> list[Telling]:
        """Return who tells these records in a predicate that has rows, closed readings too."""
        ...

    def find_row_sources(self, statement_ids: Sequence[str]) -> list[RowSource]:
        """Return what the rows of these statements are made from."""
        ...

    def find_participants(self, statement_ids: Sequence[str]) -> dict[str, dict[str, str]]:
        """Return by statement the member in each role, the latest where several were."""
        ...

    def find_open_rows(self, statement_ids: Sequence[str]) -> dict[str, RecordRow]:
        """Return the open rows of these statements."""
        ...

    def open_rows(self, rows: Sequence[RecordRow]) -> None:
        """Open rows from this moment."""
        ...

    def close_rows(self, rows: Sequence[RecordRow]) -> None:
        """Close open rows; one of this very moment was never visible and goes."""
        ...

    def mask_rows(self, rows: Sequence[MaskedWords]) -> None:
        """Let all rows of these statements that hold the words, closed ones too, hold them masked."""
        ...

    def replace_rows(self, statement_ids: Sequence[str], rows: Sequence[tuple[RecordRow, Span]]) -> None:
        """Put these rows in the place of all that these statements ever had."""
        ...

    def find_case_events(self, case_ids: Sequence[str]) -> list[tuple[RecordRow, Span]]:
        """Return all rows of events of these cases, closed ones too."""
        ...

    def find_told_cases(self, document_id: str) -> set[str]:
        """Return the cases of which any row of the document tells or told."""
        ...

    def replace_cases(self, case_ids: Sequence[str], rows: Sequence[tuple[CaseRow, Span]]) -> None:
        """Put these in the place of all that these cases ever were."""
        ...
