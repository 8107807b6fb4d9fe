"""The reading desk: every question of the command line and the API passes here.

decide → audit → read → redact. Nothing above this module asks a store directly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain.entity import EntitySummary
from domain.errors import NameFitsSeveral, NotFound
from domain.judgement import Judgement, Verdict
from domain.portrait import CoverageRow, HoldersPage, OrganisationPage, PathsPage, Portrait
from graph.audit import AuditLog
from graph.coverage import count_coverage
from graph.organisation import draw_holders, draw_organisation
from graph.path import MAX_HOPS, find_paths
from graph.policy import Reader, require
from graph.portrait import draw_portrait
from graph.redaction import mask_document, mask_spans, redact
from graph.store import DocumentView, Edge, EntityView, NameMatch, Passage, StatementView, Store, StoreCounts
from graph.summary import summarise
from lexicon.areas import load_areas
from lexicon.offices import office_of
from lexicon.organisations import normalise_organisation

INSTITUTIONS = ("Organisation", "Community", "Place", "Grid")
SERVICE_PLANE = ("Household", "Case")
"""Kinds that no name search finds and no page draws: pseudonyms for those who serve them (R1)."""


@dataclass(frozen=True, slots=True)
class Access:
    """Answers one reader's questions from one store."""

    store: Store
    audit: AuditLog
    reader: Reader
    today: Callable[[], date] = date.today

    def search(
        self, name: str, kinds: Sequence[str] = (), organisation: str = "", limit: int = 50
    ) -> list[EntitySummary]:
        """Return entities by name: exact, then prefix, then part. Households and private names are never found."""
        require(self.reader, "search", ("REF", "PUB"))
        with self.audit.record(self.reader, "search"):
            matches = self._match(name, kinds, limit)
            return [
                replace(summarise(self.store, m.entity), matched_by=m.matched_by)
                for m in matches
                if m.entity.kind not in SERVICE_PLANE and self._is_in(m.entity, organisation)
            ]

    def _match(self, name: str, kinds: Sequence[str], limit: int) -> list[NameMatch]:
        """Find by the name as typed; when nothing has exactly it, also by its full form, or as an area."""
        matches = self.store.find_by_name(name, kinds, limit)
        if any(match.matched_by == "exact" for match in matches):
            return matches
        normal = normalise_organisation(name)
        found = [m.entity for m in self.store.find_by_name(normal, kinds, limit) if m.matched_by == "exact"]
        areas = [self.store.find_by_code(area.code) for area in load_areas().by_name(name)]
        found += [area for area in areas if area is not None and (not kinds or area.kind in kinds)]
        exact = {entity.id: NameMatch(entity, "exact") for entity in found}
        return [*exact.values(), *(m for m in matches if m.entity.id not in exact)]

    def _is_in(self, entity: EntityView, organisation: str) -> bool:
        """True when one of the entity's posts, or what it belongs to, names the organisation."""
        if not organisation:
            return True
        views = self.store.statements_about(entity.id, ("HOLDS_POST", "MEMBER_OF", "LOCATED_IN"))
        return any(
            organisation in argument.text or organisation in argument.name
            for view in views
            for argument in view.arguments
            if argument.role in ("org", "place") and argument.entity_id != entity.id
        )

    def choose(
        self, name: str = "", entity_id: str = "", kinds: Sequence[str] = (), organisation: str = ""
    ) -> EntityView:
        """Return the one entity that the name or id fits.

        Raises NotFound, or NameFitsSeveral with the candidates: never the first hit.
        """
        if entity_id:
            entity = self.find_entity(entity_id)
            if entity is None or (kinds and entity.kind not in kinds):
                raise NotFound(f"记录中没有编号为 {entity_id} 的条目")
            return entity
        found = self.search(name, kinds, organisation)
        exact = [candidate for candidate in found if candidate.matched_by == "exact"]
        if len(exact) == 1:
            return self._get(exact[0].id)
        if len(exact) > 1:
            raise NameFitsSeveral(exact)
        if len(found) == 1:
            return self._get(found[0].id)
        if found:
            raise NameFitsSeveral(found)
        raise NotFound("记录中没有这个名称")

    def _get(self, entity_id: str) -> EntityView:
        entity = self.store.find_entity(entity_id)
        if entity is None:
            raise NotFound(f"记录中没有编号为 {entity_id} 的条目")
        return entity

    def find_entity(self, entity_id: str) -> EntityView | None:
        """Return the entity, or the one into which it was merged."""
        require(self.reader, "read", ("REF", "PUB"))
        with self.audit.record(self.reader, "entity", (entity_id,)):
            entity = self.store.find_entity(entity_id)
        if entity is not None and entity.kind in SERVICE_PLANE:
            require(self.reader, "read", ("CASE",))
        return entity

    def portrait(self, entity: EntityView, valid_at: str = "", known_at: str = "") -> Portrait:
        """Return what the record says of a person."""
        require(self.reader, "read", ("PUB",))
        if entity.kind != "Person":
            raise NotFound("只有担任公职的人物有画像；机构、社区请用 organisation")
        with self.audit.record(self.reader, "portrait", (entity.id,)):
            return draw_portrait(self.store, entity, valid_at, known_at, self.today())

    def organisation(self, entity: EntityView, at: str = "", known_at: str = "") -> OrganisationPage:
        """Return an organisation, community or place with its leadership on a day."""
        require(self.reader, "read", ("REF", "PUB"))
        if entity.kind not in INSTITUTIONS:
            raise NotFound("这个条目不是机构、社区或地方")
        with self.audit.record(self.reader, "organisation", (entity.id,)):
            return draw_organisation(self.store, entity, at, known_at, self.today())

    def holders(self, organisation: EntityView, post: str, at: str = "", known_at: str = "") -> HoldersPage:
        """Return who holds or held a post of an organisation."""
        require(self.reader, "read", ("REF", "PUB"))
        office = office_of(organisation.name, post)
        with self.audit.record(self.reader, "holders", (organisation.id,)):
            views = self.store.statements_about(organisation.id, ("HOLDS_POST",), ("org", "body"), known_at)
            posts = {
                argument.entity_id
                for view in views
                if (argument := view.find("post")) and argument.entity_id and argument.name == office.title
            }
            if not posts:
                raise NotFound(f"记录中没有 {organisation.name} 的这个职务")
            found = self.store.find_entity(min(posts))
            if found is None:
                raise NotFound(f"记录中没有 {organisation.name} 的这个职务")
            return draw_holders(self.store, organisation, found, at, known_at, self.today())

    def coverage(self, area: EntityView, period: str = "", service: str = "") -> list[CoverageRow]:
        """Return coverage of an area for those who serve it: exact inside the unit (R11)."""
        require(self.reader, "read", ("CASE", "STAT"))
        with self.audit.record(self.reader, "coverage", (area.id,)):
            return count_coverage(self.store, area, period, service)

    def paths(self, source: EntityView, target: EntityView, hops: int = MAX_HOPS, known_at: str = "") -> PathsPage:
        """Return paths between two entities with evidence on every hop."""
        require(self.reader, "read", ("REF", "PUB"))
        with self.audit.record(self.reader, "paths", (source.id, target.id)):
            return find_paths(self.store, source, target, hops, known_at)

    def adjacent(self, entity: EntityView, known_at: str = "") -> list[tuple[Edge, EntityView]]:
        """Return the entities next to one, with the statement of each tie."""
        require(self.reader, "read", ("REF", "PUB"))
        with self.audit.record(self.reader, "adjacent", (entity.id,)):
            edges = self.store.adjacent(entity.id, known_at)
            others = {target: self.store.find_entity(target) for target in {edge.target for edge in edges}}
        return [(edge, other) for edge in edges if (other := others[edge.target]) is not None]

    def document(self, document_id: str) -> tuple[DocumentView, list[StatementView]]:
        """Return a document as it was printed, private names masked, with its statements."""
        require(self.reader, "read", ("PUB",))
        with self.audit.record(self.reader, "document", (document_id,)):
            view = self.store.find_document(document_id)
            if view is None:
                raise NotFound("记录中没有这份文件")
            statements = [redact(s) for s in self.store.statements_in(document_id)]
        for data_class in sorted({statement.data_class for statement in statements}):
            require(self.reader, "read", (data_class,))
        return mask_document(view), statements

    def statement(self, statement_id: str) -> StatementView:
        """Return a statement with its evidence, also one that no reader finds any more."""
        require(self.reader, "read", ("PUB",))
        with self.audit.record(self.reader, "statement", (statement_id,)):
            view = self.store.find_statement(statement_id)
        if view is None:
            raise NotFound("记录中没有这条陈述")
        require(self.reader, "read", (view.data_class,))
        return redact(view)

    def passages(self, words: str, limit: int = 50) -> list[Passage]:
        """Return the articles in which the words stand; private names are masked in the index and the headlines."""
        require(self.reader, "search", ("PUB",))
        with self.audit.record(self.reader, "passages"):
            found = self.store.find_passages(words, limit)
            views = [self.store.find_document(key) for key in sorted({passage.document_id for passage in found})]
        articles = {view.document.id: mask_document(view).articles for view in views if view is not None}
        return [replace(p, headline=articles[p.document_id][p.number].headline) for p in found]

    def judge(self, judgement: Judgement) -> Judgement:
        """Add a judgement: a merge, its refusal, or a correction of a line."""
        require(self.reader, "judge", ("PUB",))
        with self.audit.record(self.reader, "judge", (judgement.subject, judgement.object)):
            return self.store.put_judgement(judgement)

    def correct(self, statement_id: str, verdict: Verdict, why: str) -> Judgement:
        """Object to a line where it is shown; raises NotFound when there is no such line."""
        require(self.reader, "judge", (self.statement(statement_id).data_class,))
        return self.judge(Judgement(statement_id, verdict, by=self.reader.name, why=why))

    def undo_correction(self, statement_id: str, judgement_id: str) -> None:
        """Take an objection back; raises NotFound unless it is one in force on this very statement.

        Merges and the rules' judgements have ids of the same form: they are not undone from a line.
        """
        view = self.statement(statement_id)
        require(self.reader, "judge", (view.data_class,))
        if judgement_id not in {correction.id for correction in open_corrections(view)}:
            raise NotFound("这条陈述没有这条生效中的更正")
        self.undo(judgement_id)

    def undo(self, judgement_id: str) -> bool:
        """Undo a judgement."""
        require(self.reader, "judge", ("PUB",))
        with self.audit.record(self.reader, "undo", (judgement_id,)):
            return self.store.undo_judgement(judgement_id)

    def export_statements(self) -> Iterator[StatementView]:
        """Yield the statements of the classes that may leave, redacted."""
        require(self.reader, "export", ("REF", "PUB"))
        with self.audit.record(self.reader, "export statements"):
            for view in self.store.iter_statements():
                if view.data_class in ("REF", "PUB"):
                    yield redact(view)

    def export_entities(self) -> Iterator[EntityView]:
        """Yield the entities of the record plane."""
        require(self.reader, "export", ("REF", "PUB"))
        with self.audit.record(self.reader, "export entities"):
            for entity in self.store.iter_entities():
                if entity.kind not in SERVICE_PLANE:
                    yield entity

    def export_mentions(self) -> Iterator[dict[str, object]]:
        """Yield the mentions; names of private people are masked."""
        require(self.reader, "export", ("REF", "PUB"))
        with self.audit.record(self.reader, "export mentions"):
            for text_sha256, stored, entity_id in self.store.iter_mentions():
                mention = stored.mention
                text = mask_spans(mention.text, [(0, len(mention.text))]) if stored.private else mention.text
                why = "private" if stored.private else "" if entity_id else "not judged"
                yield {
                    "text_sha256": text_sha256, "start": mention.start, "end": mention.end, "text": text,
                    "kind": str(mention.kind), "entity": entity_id or None, "why": why,
                }  # fmt: skip

    def count(self) -> StoreCounts:
        """Return what the store holds; numbers only."""
        return self.store.count()


def open_corrections(view: StatementView) -> tuple[Judgement, ...]:
    """Return the corrections in force on a statement; a mark carries all that makes a judgement's id."""
    return tuple(Judgement(view.id, Verdict(mark.verdict), by=mark.by, why=mark.why) for mark in view.marks)
