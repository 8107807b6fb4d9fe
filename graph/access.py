"""The reading desk: every question of the command line and the API passes here.

decide → audit → read → redact. Nothing above this module asks a store directly: the store is the desk's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import cast

from domain.entity import EntitySummary
from domain.errors import NameFitsSeveral, NotFound, Retracted, StoreUnavailable
from domain.judgement import Judgement, Verdict
from domain.locator import Location, locate
from domain.officials import OfficialsPage
from domain.ontology.catalogue import load_kinds
from domain.passport import Passport
from domain.portrait import CoverageRow, HoldersPage, OrganisationPage, PathsPage, Portrait
from graph.answer import DocumentView, Edge, EntityView, Mark, NameMatch, Passage, StatementView, StoreCounts
from graph.audit import AuditLog
from graph.commit import Stage
from graph.coverage import count_coverage
from graph.coverage_desk import CoverageDesk
from graph.export_desk import ExportDesk
from graph.holding import is_hidden
from graph.hub import NAMING
from graph.identity_desk import IdentityDesk
from graph.names import FORMER
from graph.officials import MOST_OFFICIALS, Wanted, draw_officials, read_wanted
from graph.organisation import POSTS, draw_holders, draw_organisation
from graph.past import find_then
from graph.path import MAX_HOPS, find_paths
from graph.policy import SERVICE_PLANE, Reader, require
from graph.portrait import draw_portrait
from graph.redaction import mask_document, redact
from graph.review import REVIEW_BELOW, Marked
from graph.review_desk import ReviewDesk
from graph.source import SourceLine, list_sources
from graph.store import GraphReader, Store
from graph.summary import summarise
from graph.told_desk import ToldDesk
from graph.tombstone import Retraction
from graph.typed_name import NAME, find_as_typed
from lexicon.areas import load_areas
from lexicon.forbidden import mask_forbidden
from lexicon.offices import office_of
from lexicon.organisations import normalise_organisation

INSTITUTIONS = ("Organisation", "Community", "Place", "Grid")

_ID = re.compile(r"[a-z]+-[0-9a-f]{32}|[0-9a-f]{64}")
_FOREIGN = re.compile(r"（(\w+): .*）", re.DOTALL)
"""What an error that is not ours says after its name: it may quote a text, and with it a name."""


@dataclass(frozen=True, slots=True)
class Access:
    """Answers one reader's questions from one store."""

    _store: Store
    audit: AuditLog
    reader: Reader
    today: Callable[[], date] = date.today
    review_below: float = REVIEW_BELOW
    person_file: Path | None = None

    @property
    def _shown(self) -> GraphReader:
        """The store as pages show it: what waits for review is marked."""
        return cast(GraphReader, Marked(self._store, self.review_below))

    def _record(self, action: str, *subjects: str) -> AbstractContextManager[None]:
        """Commit the intent before anything is read; only ids go in: a name typed for an id stays out of the audit."""
        return self.audit.record(self.reader, action, [one for one in subjects if _ID.fullmatch(one)])

    @property
    def review(self) -> ReviewDesk:
        """The desk for what waits for review."""
        return ReviewDesk(
            self._store, self.reader, self._record, self.statement, self.withdrawn, self.judge, self.undo,
            self.review_below,
        )  # fmt: skip

    @property
    def export(self) -> ExportDesk:
        """The desk for what leaves the store."""
        return ExportDesk(self._store, self.reader, self._record)

    @property
    def identity(self) -> IdentityDesk:
        """The desk for who is who."""
        return IdentityDesk(self._store, self._shown, self.reader, self._record, self.today)

    def search(
        self,
        name: str,
        kinds: Sequence[str] = (),
        organisation: str = "",
        limit: int = 50,
        *,
        valid_at: str = "",
        known_at: str = "",
    ) -> list[EntitySummary]:
        """Return entities by name, in the order of docs/names.md. Households and private names are never found.

        With `valid_at` only people with a post that may cover the day; with `known_at` as the store knew them then.

        Nor is somebody whose every post was corrected away: without a post nobody is a Person (R4).
        """
        require(self.reader, "search", ("REF", "PUB"))
        findable = [kind for kind in kinds or load_kinds() if kind not in (*SERVICE_PLANE, NAME)]
        with self._record("search"):
            found = self._find_fitting(name, findable, organisation, limit, known_at) if findable else []
            summaries = summarise(self._store, [match.entity for match in found], valid_at, known_at)
        return [
            replace(summary, matched_by=m.matched_by)
            for m in found
            if (summary := summaries[m.entity.id]).kind != "Person" or summary.post
        ]

    def _find_fitting(
        self, name: str, kinds: Sequence[str], organisation: str, limit: int, known: str
    ) -> list[NameMatch]:
        """Find those of the organisation; four times as many are asked for until enough fit or there are no more."""
        is_in: dict[str, bool] = {}
        asked = limit
        while True:
            found = self._match(name, kinds, asked, known)
            matches = find_then(self._store, name, found, known) if known else found
            is_in |= self._are_in([m.entity for m in matches if m.entity.id not in is_in], organisation, known)
            fitting = [match for match in matches if is_in[match.entity.id]]
            if len(fitting) >= limit or len(found) < asked:
                return fitting[:limit]
            asked *= 4

    def _match(self, name: str, kinds: Sequence[str], limit: int, known: str) -> list[NameMatch]:
        """Find by the name as typed; when nothing has exactly it, also without titles, by its full form, or as an area.

        A title around a full name (局长王伟, 王伟同志) is taken off by graph/typed_name.py and nowhere else.
        """
        matches = find_as_typed(self._store, name, kinds, limit, known)
        if any(match.matched_by == "exact" for match in matches):
            return matches
        normal = normalise_organisation(name)
        found = [m.entity for m in self._store.find_by_name(normal, kinds, limit) if m.matched_by == "exact"]
        areas = [self._store.find_by_code(area.code) for area in load_areas().by_name(name)]
        found += [area for area in areas if area is not None and area.kind in kinds]
        exact = {entity.id: NameMatch(entity, "exact") for entity in found}
        return [*exact.values(), *(m for m in matches if m.entity.id not in exact)]

    def _are_in(self, entities: Sequence[EntityView], organisation: str, known: str) -> dict[str, bool]:
        """Say of each whether its own name, a post of it, or what it belongs to names the organisation."""
        if not organisation or not entities:
            return {entity.id: not organisation for entity in entities}
        told = ("HOLDS_POST", "MEMBER_OF", "LOCATED_IN")
        views = self._store.statements_about_each([e.id for e in entities], told, known=known)
        return {
            entity.id: (entity.kind != "Person" and organisation in entity.name)
            or any(
                organisation in argument.text or organisation in argument.name
                for view in views[entity.id]
                if not is_hidden(view)
                for argument in view.arguments
                if argument.role in ("org", "place") and argument.entity_id != entity.id
            )
            for entity in entities
        }

    def choose(
        self,
        name: str = "",
        entity_id: str = "",
        kinds: Sequence[str] = (),
        organisation: str = "",
        known_at: str = "",
    ) -> EntityView:
        """Return the one entity that the name or id fits, or fitted when the store knew so much.

        Raises NotFound, or NameFitsSeveral with the candidates: never the first hit.
        """
        if entity_id:
            entity = self._read(entity_id, known_at)
            if kinds and entity.kind not in kinds:
                raise NotFound(f"记录中没有编号为 {entity_id} 的条目")
            return entity
        found = self.search(name, kinds, organisation, known_at=known_at)
        exact = [candidate for candidate in found if candidate.matched_by in ("exact", FORMER)]
        fitting = exact or found
        if not fitting:
            raise NotFound("记录中没有这个名称")
        if len(fitting) > 1:
            raise NameFitsSeveral(fitting)
        return self._read(fitting[0].id, known_at)

    def choose_end(self, text: str, known_at: str = "") -> EntityView:
        """Return the one entity that the text, an id or a name, fits; raises as `choose` does."""
        is_id = _ID.fullmatch(text) is not None
        return self.choose("" if is_id else text, text if is_id else "", known_at=known_at)

    def _read(self, entity_id: str, known_at: str = "") -> EntityView:
        # Of whom the store did not know yet, a page of then says nothing: it is drawn empty under the name of now.
        entity = self.find_entity(entity_id, known_at) or (self.find_entity(entity_id) if known_at else None)
        if entity is None:
            raise self.withdrawn(entity_id) or NotFound(f"记录中没有编号为 {entity_id} 的条目")
        return entity

    def withdrawn(self, one: str) -> Retracted | None:
        """Return what is to be said of a document or entity that was withdrawn, None of any other."""
        stone = self._store.find_tombstones([one]).get(one)
        if stone is None:
            return None
        if stone.id == stone.document_id:
            return Retracted(f"这份文件已撤回（{stone.day}）")
        return Retracted(f"这个条目已随文件撤回（{stone.day}）")

    def find_entity(self, entity_id: str, known_at: str = "") -> EntityView | None:
        """Return the entity, or the one into which it was merged; a household or case only where CASE may be read."""
        require(self.reader, "read", ("REF", "PUB"))
        if _kind_of(entity_id) in SERVICE_PLANE:
            require(self.reader, "read", ("CASE",))
        with self._record("entity", entity_id):
            entity = self._store.find_entity(entity_id, known_at)
            if entity is not None and entity.kind in SERVICE_PLANE:
                require(self.reader, "read", ("CASE",))
        return entity

    def portrait(self, entity: EntityView, valid_at: str = "", known_at: str = "") -> Portrait:
        """Return what the record says of a person."""
        require(self.reader, "read", ("PUB",))
        if entity.kind != "Person":
            raise NotFound("只有担任公职的人物有画像；机构、社区请用 organisation")
        with self._record("portrait", entity.id):
            return draw_portrait(self._shown, entity, valid_at, known_at, self.today())

    def organisation(self, entity: EntityView, at: str = "", known_at: str = "") -> OrganisationPage:
        """Return an organisation, community or place with its leadership on a day."""
        require(self.reader, "read", ("REF", "PUB"))
        if entity.kind not in INSTITUTIONS:
            raise NotFound("这个条目不是机构、社区或地方")
        with self._record("organisation", entity.id):
            return draw_organisation(self._shown, entity, at, known_at, self.today())

    def holders(self, organisation: EntityView, post: str, at: str = "", known_at: str = "") -> HoldersPage:
        """Return who holds or held a post of an organisation."""
        require(self.reader, "read", ("REF", "PUB"))
        office = office_of(organisation.name, post)
        with self._record("holders", organisation.id):
            views = self._store.statements_about(organisation.id, POSTS, ("org", "body"), known_at)
            posts = {
                argument.entity_id
                for view in views
                if (argument := view.find("post")) and argument.entity_id and argument.name == office.title
            }
            if not posts:
                raise NotFound(f"记录中没有 {organisation.name} 的这个职务")
            found = self._store.find_entity(min(posts), known_at)
            if found is None:
                raise NotFound(f"记录中没有 {organisation.name} 的这个职务")
            return draw_holders(self._shown, organisation, found, at, known_at, self.today())

    def coverage(self, area: EntityView, period: str = "", service: str = "", known_at: str = "") -> list[CoverageRow]:
        """Return coverage of an area for those who serve it: exact inside the unit (R11)."""
        require(self.reader, "read", ("CASE", "STAT"))
        with self._record("coverage", area.id):
            return count_coverage(self._store, area, period, service, known_at)

    @property
    def records(self) -> CoverageDesk:
        """The desk for what records add up to."""
        return CoverageDesk(self._store, self.reader, self._record, self.today, self.person_file)

    @property
    def told(self) -> ToldDesk:
        """The desk for what texts say word by word, and for where answers from records rest."""
        return ToldDesk(self._shown, self.reader, self._record)

    def paths(
        self,
        source: EntityView,
        target: EntityView,
        hops: int = MAX_HOPS,
        known_at: str = "",
        overlapping: bool = False,
        valid_at: str = "",
    ) -> PathsPage:
        """Return paths with evidence on every hop; with `overlapping` only ties of one time, `valid_at` of that day."""
        require(self.reader, "read", ("REF", "PUB"))
        with self._record("paths", source.id, target.id):
            return find_paths(self._shown, source, target, hops, known_at, overlapping, valid_at)

    def officials(
        self, wanted: Wanted, known_at: str = "", after: str = "", limit: int = MOST_OFFICIALS
    ) -> OfficialsPage:
        """Return a page of officials in name order, with the posts that fit and counts by line, area and body."""
        require(self.reader, "search", ("REF", "PUB"))
        with self._record("officials", wanted.body, after):
            query = read_wanted(self._store, wanted)
            return draw_officials(self._shown, query, known_at, self.today(), after, limit)

    def adjacent(self, entity: EntityView, known_at: str = "") -> list[tuple[Edge, EntitySummary]]:
        """Return the entities next to one by name, with the statement of each tie."""
        require(self.reader, "read", ("REF", "PUB"))
        with self._record("adjacent", entity.id):
            edges = [e for e in self._store.adjacent(entity.id, known_at) if e.predicate not in NAMING]
            names = self._store.find_names(sorted({edge.target for edge in edges}))
        others = {target: EntitySummary(target, _kind_of(target), name) for target, name in names.items()}
        known = [(edge, others[edge.target]) for edge in edges if edge.target in others]
        return sorted(known, key=lambda pair: pair[1].name)

    def document(self, document_id: str, known_at: str = "") -> tuple[DocumentView, list[StatementView]]:
        """Return a document as it was printed, private names masked, with its statements, as known at a moment."""
        require(self.reader, "read", ("PUB",))
        with self._record("document", document_id):
            view = self._store.find_document(document_id)
            if view is None or not self._has_arrived(document_id, known_at):
                raise self.withdrawn(document_id) or NotFound("记录中没有这份文件")
            statements = [redact(s) for s in self._shown.statements_in(document_id, known_at)]
            require(self.reader, "read", sorted({statement.data_class for statement in statements}))
        return mask_document(view), statements

    def _has_arrived(self, document_id: str, known_at: str) -> bool:
        """True when the document had been read by then."""
        return not known_at or any(run.known_from <= known_at for run in self._store.find_runs(document_id))

    def statement(self, statement_id: str) -> StatementView:
        """Return a statement with its evidence, also one that no reader finds any more."""
        require(self.reader, "read", ("PUB",))
        with self._record("statement", statement_id):
            view = self._shown.find_statement(statement_id)
            if view is None:
                raise NotFound("记录中没有这条陈述")
            require(self.reader, "read", (view.data_class,))
        return redact(view)

    def locate(self, views: Sequence[StatementView]) -> list[list[Location]]:
        """Return for each statement that this reader was shown where its evidence stands in the file it came from."""
        documents = self._store.find_documents(sorted({view.document_id for view in views}))
        found = {key: held.document for key, held in documents.items()}
        return [
            locate(document.locator, document.text, view.start, view.end) if document else []
            for view in views
            for document in (found.get(view.document_id),)
        ]

    def passages(self, words: str, limit: int = 50, known_at: str = "") -> list[Passage]:
        """Return the articles in which the words stand; private names are masked in the index and the headlines."""
        require(self.reader, "search", ("PUB",))
        with self._record("passages"):
            found = self._store.find_passages(words, limit)
            if known_at:
                here = {p.document_id for p in found if self._has_arrived(p.document_id, known_at)}
                found = [passage for passage in found if passage.document_id in here]
            views = [self._store.find_document(key) for key in sorted({passage.document_id for passage in found})]
        articles = {view.document.id: mask_document(view).articles for view in views if view is not None}
        return [replace(p, headline=articles[p.document_id][p.number].headline) for p in found]

    def judge(self, judgement: Judgement) -> Judgement:
        """Add a judgement: a merge, its refusal, or a correction of a line."""
        require(self.reader, "judge", ("PUB",))
        with self._record("judge", judgement.subject, judgement.object):
            return self._store.put_judgement(judgement)

    def correct(self, statement_id: str, verdict: Verdict, why: str) -> Judgement:
        """Object to a line where it is shown; raises NotFound when there is no such line."""
        require(self.reader, "judge", (self.statement(statement_id).data_class,))
        return self.judge(Judgement(statement_id, verdict, by=self.reader.name, why=mask_forbidden(why)))

    def undo_correction(self, statement_id: str, judgement_id: str) -> None:
        """Take an objection back; raises NotFound unless it is one in force on this very statement.

        Merges and the rules' judgements have ids of the same form: they are not undone from a line.
        """
        view = self.statement(statement_id)
        require(self.reader, "judge", (view.data_class,))
        if judgement_id not in {correction.judgement for correction in open_corrections(view)}:
            raise NotFound("这条陈述没有这条生效中的更正")
        self.undo(judgement_id)

    def match_documents(self, words: str) -> list[str]:
        """Return the documents that an id, the beginning of one, a path or a url fits."""
        require(self.reader, "read", ("PUB",))
        with self._record("find document", words):
            return self._store.match_documents(words)

    def retract(self, document_id: str, ground: str) -> Retraction:
        """Withdraw a document with all that rests on it alone; the intent is in the audit before anything is done."""
        require(self.reader, "judge", ("PUB",))
        with self._record("retract", document_id):
            return self._store.retract(document_id, ground)

    def foresee_retraction(self, document_id: str) -> Retraction:
        """Return what a retraction would take and leave; nothing is changed."""
        require(self.reader, "judge", ("PUB",))
        with self._record("foresee retraction", document_id):
            return self._store.foresee_retraction(document_id)

    def undo(self, judgement_id: str) -> bool:
        """Undo a judgement."""
        require(self.reader, "judge", ("PUB",))
        with self._record("undo", judgement_id):
            return self._store.undo_judgement(judgement_id)

    def count(self) -> StoreCounts:
        """Return what the store holds; numbers only."""
        return self._store.count()

    def failures(self) -> list[Stage]:
        """Return what failed, by file, with the reason in our words; what a foreign error quotes is left out."""
        require(self.reader, "read", ("REF",))
        with self._record("failures"):
            return [replace(s, error=_FOREIGN.sub(r"（\1）", s.error)) for s in self._store.failures()]

    def sources(self, passports: Sequence[Passport] = ()) -> list[SourceLine]:
        """Return every source with what came of it and whether it is up to date."""
        require(self.reader, "read", ("REF",))
        with self._record("sources"):
            return list_sources(self._store, passports, self.today())

    def is_ready(self) -> bool:
        """True when the store answers; nobody's data is read for it."""
        try:
            self._store.find_versions(())
        except StoreUnavailable:
            return False
        return True


def open_corrections(view: StatementView) -> tuple[Mark, ...]:
    """Return the corrections in force on a statement: every mark but that it waits for review."""
    return tuple(mark for mark in view.marks if mark.judgement)


def _kind_of(entity_id: str) -> str:
    """Return the kind that an entity's id begins with, "" for any other text."""
    kinds = {name.lower(): name for name in load_kinds()}
    return kinds.get(entity_id.partition("-")[0], "")
