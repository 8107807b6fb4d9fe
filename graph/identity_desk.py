"""The desk for who is who: names that several bear, comparisons, the preview of a merge, judgements and their undo.

Like graph/access.py: decide → audit → read → redact. Only names that are shared are ever compared, and lists are in
order of name and id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import Any

from domain.entity import EntitySummary
from domain.errors import InputError, NotFound
from domain.identity import Comparison, MergePreview, Ruling, SameName
from domain.judgement import ON_ENTITIES, Judgement, Verdict
from domain.portrait import Citation
from graph.answer import ArgumentView, EntityView, SharedName, StatementView
from graph.comparison import ABSTAIN, SHOWN, Profile, compare
from graph.holding import is_hidden
from graph.line import cite
from graph.names import FORMER, sort_name
from graph.policy import Reader, require
from graph.portrait import draw_portrait
from graph.resolve import person_at
from graph.review import is_name
from graph.store import GraphReader, Store
from graph.summary import summarise
from graph.typed_name import find_as_typed
from graph.view import LATEST
from lexicon.forbidden import mask_forbidden

COMPARED = ("HOLDS_POST", "NAMED", "BORN", "GENDER", "NATIVE_OF", "EDUCATED")
MOST_PAIRS = 300
"""How many pairs of one name are compared at once; what is left out is said."""

MOST_STATEMENTS = 300
"""How many statements of each are read for a comparison."""


@dataclass(frozen=True, slots=True)
class IdentityDesk:
    """Answers who may be who for one reader; `record` commits the intent to the audit first."""

    _store: Store
    _shown: GraphReader
    reader: Reader
    record: Callable[..., AbstractContextManager[None]]
    today: Callable[[], date] = date.today

    def shared_names(self, after: str = "", limit: int = 50) -> list[SharedName]:
        """Return names that several people bear, in order; `after` is a name of the page before."""
        require(self.reader, "judge", ("PUB",))
        with self.record("shared names"):
            return self._store.find_shared_names(sort_name(after), limit)

    def waiting(self, after: str = "", limit: int = 50) -> tuple[list[SameName], str]:
        """Return shared names with a pair on which nobody and no rule has decided, and the name to go on after.

        Pairs that something excludes, or somebody judged, do not wait. A page ends early once it has compared
        MOST_PAIRS: a name that hundreds bear fills one alone.
        """
        found: list[SameName] = []
        name, compared, more = sort_name(after), 0, True
        while more:
            names = self.shared_names(name, limit)
            for shared in names:
                name = shared.name
                page, number = self._compare_waiting(shared.entity_ids)
                compared += number
                if page.comparisons or page.left_out:
                    found.append(page)
                if found and (len(found) == limit or compared >= MOST_PAIRS):
                    return found, name
            more = len(names) == limit
        return found, ""

    def same_name(self, name: str) -> SameName:
        """Return all people of a name, compared pair by pair; raises NotFound where nobody bears it.

        A title typed around the name (局长王伟) is taken off as the search does.
        """
        require(self.reader, "read", ("PUB",))
        with self.record("same name"):
            matches = find_as_typed(self._store, name, ("Person",), 200)
            ids = sorted(match.entity.id for match in matches if match.matched_by in ("exact", FORMER))
            if not ids:
                raise NotFound("记录中没有这个名称")
        return self._compare_all(ids)

    def namesakes(self, entity: EntityView) -> SameName:
        """Return whoever else bears a name of this person, each compared with it alone.

        Names that either had before count too: what a source says of them is among the features.
        """
        require(self.reader, "read", ("PUB",))
        with self.record("namesakes", entity.id):
            told = self._store.find_said([entity.id], "NAMED")
            before = {view.text_of("name") for view in told if not is_hidden(view)}
            ids = {
                match.entity.id
                for name in sorted({*entity.names, *before})
                for match in find_as_typed(self._store, name, ("Person",), 200)
                if match.matched_by in ("exact", FORMER)
            }
        return self._compare_all(sorted({entity.id, *ids}), entity.id)

    def compare(self, left_id: str, right_id: str) -> Comparison:
        """Return what agrees and what contradicts between two people, whatever their names."""
        left, right = self._need(left_id), self._need(right_id)
        if left.id == right.id:
            raise InputError("", "", "两个编号已经是同一个人", "先收回合并的结论，再比较")
        with self.record("compare", left.id, right.id):
            profiles = self._read((left, right))
            rulings = self._rulings((left, right))
        return compare(profiles[left.id], profiles[right.id], rulings.get(_pair(left.id, right.id), ()))

    def preview(self, left_id: str, right_id: str) -> MergePreview:
        """Return what would stand if both were one person; nothing is written."""
        comparison = self.compare(left_id, right_id)
        left, right = self._need(left_id), self._need(right_id)
        members = tuple(sorted({*left.members, *right.members}))
        both = replace(
            left, id=members[0], members=members, names=tuple(sorted({*left.names, *right.names})),
            front_line=left.front_line and right.front_line,
        )  # fmt: skip
        with self.record("preview", left.id, right.id):
            joined = _Joined(self._shown, both.id, (left.id, right.id))
            portrait = draw_portrait(joined, both, "", "", self.today())
        return MergePreview(comparison, portrait)

    def judge(self, left_id: str, right_id: str, verdict: Verdict, by: str, why: str) -> Judgement:
        """Say that two entities are the same, different, or that it cannot be told; with who says so and why."""
        require(self.reader, "judge", ("PUB",))
        if verdict not in ON_ENTITIES:
            raise InputError("", "", "对两个条目只能判断相同、不同或不能确定", "用 same、different 或 unsure")
        if not is_name(by) or not why.strip():
            raise InputError("", "", "请写明判断的人和理由", "理由说明依据哪一句原文")
        left, right = self._need(left_id, ()), self._need(right_id, ())
        one, other = _nearest(left, left_id), _nearest(right, right_id)
        if verdict is not Verdict.DIFFERENT and left.id == right.id:
            raise InputError("", "", "两个编号已经是同一个条目", "要拆开时用 different")
        with self.record("judge", one, other):
            said = Judgement(one, verdict, other, by=by.strip(), why=mask_forbidden(why.strip()))
            return self._store.put_judgement(said)

    def undo(self, judgement_id: str) -> Ruling:
        """Take back somebody's judgement on two entities; raises NotFound unless it is one in force."""
        require(self.reader, "judge", ("PUB",))
        words = [word.judgement for word in self._store.words_of_people()]
        found = next((j for j in words if j.id == judgement_id and j.verdict in ON_ENTITIES), None)
        if found is None:
            raise NotFound("没有这条生效中的判断；规则作出的合并用 different 来否定")
        with self.record("undo", judgement_id):
            self._store.undo_judgement(judgement_id)
        return _ruling(found)

    def rulings(self, entity: EntityView) -> tuple[Ruling, ...]:
        """Return the judgements in force, people's and rules', that make this entity one or keep it from another."""
        require(self.reader, "read", ("PUB",))
        with self.record("rulings", entity.id):
            return self._rulings_within(entity)

    def _rulings_within(self, entity: EntityView) -> tuple[Ruling, ...]:
        return tuple(map(_ruling, self._store.rulings_on(entity.members)))

    def _show_sides(self, entity: EntityView, rulings: Iterable[Ruling]) -> list[Ruling]:
        """Return the rulings with the sentences by which each side holds its posts, so that they can be doubted."""
        told: dict[str, list[Citation]] = {}
        for view in self._shown.statements_about(entity.id, ("HOLDS_POST",), ("person",), "", MOST_STATEMENTS):
            named = view.find("person")
            if named is not None and not is_hidden(view):
                told.setdefault(person_at(view.document_id, named.start, named.end), []).append(cite(view))
        return [
            replace(
                ruling,
                left_evidence=tuple(told.get(ruling.left, ())[:SHOWN]),
                right_evidence=tuple(told.get(ruling.right, ())[:SHOWN]),
            )
            for ruling in rulings
        ]

    def _need(self, entity_id: str, kinds: Sequence[str] = ("Person",)) -> EntityView:
        with self.record("entity", entity_id):
            entity = self._store.find_entity(entity_id)
        if entity is None:
            raise NotFound(f"记录中没有编号为 {entity_id} 的条目")
        if kinds and entity.kind not in kinds:
            raise NotFound(f"编号 {entity_id} 不是人物")
        return entity

    def _compare_waiting(self, ids: Sequence[str]) -> tuple[SameName, int]:
        """Return the pairs of one name on which nobody and no rule has decided, and how many were compared.

        A judged pair is not compared at all, and why the parts of one person are one is not told here.
        """
        entities = self._find_all(ids)
        rulings = self._rulings(entities)
        pairs = [(a, b) for a, b in combinations(entities, 2) if _pair(a.id, b.id) not in rulings]
        chosen = pairs[:MOST_PAIRS]
        profiles = self._read_those(chosen)
        compared = (compare(profiles[a.id], profiles[b.id]) for a, b in chosen)
        waiting = tuple(pair for pair in compared if pair.verdict == ABSTAIN)
        left_out = len(pairs) - len(chosen)
        shown = self._summarise(entities, profiles) if waiting or left_out else ()
        return SameName(entities[0].name if entities else "", shown, waiting, (), left_out), len(chosen)

    def _compare_all(self, ids: Iterable[str], one: str = "") -> SameName:
        entities = self._find_all(ids)
        pairs = [pair for pair in combinations(entities, 2) if not one or one in (pair[0].id, pair[1].id)]
        compared = pairs[:MOST_PAIRS]
        profiles = self._read_those(compared or [(entity, entity) for entity in entities])
        told = [entity for entity in entities if entity.id in profiles]
        rulings = self._rulings(told)
        return SameName(
            entities[0].name if entities else "",
            self._summarise(entities, profiles),
            tuple(
                compare(profiles[a.id], profiles[b.id], rulings.get(_pair(a.id, b.id), ())) for a, b in compared
            ),
            tuple(
                ruling
                for entity in told
                if len(entity.members) > 1 and (not one or entity.id == one)
                for ruling in self._show_sides(entity, self._rulings_within(entity))
                if ruling.verdict == Verdict.SAME
            ),
            len(pairs) - len(compared),
        )  # fmt: skip

    def _find_all(self, ids: Iterable[str]) -> list[EntityView]:
        """Return the people with these ids, or the ones they were merged into, each once in the order of the ids."""
        ids = list(ids)
        found = {member: entity for entity in self._store.find_clusters_at(ids, LATEST) for member in entity.members}
        entities = [found[entity_id] for entity_id in ids if entity_id in found]
        return list({entity.id: entity for entity in entities}.values())

    def _read_those(self, pairs: Iterable[tuple[EntityView, EntityView]]) -> dict[str, Profile]:
        return self._read(tuple({entity.id: entity for pair in pairs for entity in pair}.values()))

    def _summarise(self, entities: Sequence[EntityView], profiles: Mapping[str, Profile]) -> tuple[EntitySummary, ...]:
        """Return the short forms of all, also of those who were not compared."""
        rest = [entity for entity in entities if entity.id not in profiles]
        others = summarise(self._store, rest) if rest else {}
        return tuple(profiles[e.id].summary if e.id in profiles else others[e.id] for e in entities)

    def _read(self, entities: Sequence[EntityView]) -> dict[str, Profile]:
        ids = [entity.id for entity in entities]
        views = self._shown.statements_about_each(ids, COMPARED, ("person",), "", MOST_STATEMENTS)
        companions = self._store.find_companions(ids)
        summaries = summarise(self._store, entities)
        return {key: Profile(summaries[key], tuple(views[key]), frozenset(companions[key])) for key in ids}

    def _rulings(self, entities: Sequence[EntityView]) -> Mapping[tuple[str, str], list[Ruling]]:
        """Return the judgements of people between two different ones of these."""
        cluster_of = {member: entity.id for entity in entities for member in entity.members}
        found: dict[tuple[str, str], dict[str, Ruling]] = {}
        for judgement in self._store.rulings_on(list(cluster_of)):
            sides = cluster_of.get(judgement.subject, ""), cluster_of.get(judgement.object, "")
            if not judgement.is_rule and all(sides) and sides[0] != sides[1]:
                found.setdefault(_pair(*sides), {})[judgement.id] = _ruling(judgement)
        return {pair: list(rulings.values()) for pair, rulings in found.items()}


def _pair(one: str, other: str) -> tuple[str, str]:
    left, right = sorted((one, other))
    return left, right


def _nearest(entity: EntityView, asked: str) -> str:
    """Return the member that was asked for: a judgement is on what people saw, not on what it was merged into."""
    return asked if asked in entity.members else entity.id


def _ruling(judgement: Judgement) -> Ruling:
    return Ruling(
        judgement.id, str(judgement.verdict), judgement.by, judgement.why, judgement.known_from,
        judgement.subject, judgement.object,
    )  # fmt: skip


class _Joined:
    """A reader in which two entities are one."""

    def __init__(self, reader: GraphReader, joined: str, parts: tuple[str, str]) -> None:
        self._reader = reader
        self._joined = joined
        self._parts = parts

    def __getattr__(self, name: str) -> Any:
        """Answer every other question as the store does."""
        return getattr(self._reader, name)

    def statements_about(self, entity_id: str, *arguments: Any, **options: Any) -> list[StatementView]:
        asked = self._parts if entity_id == self._joined else (entity_id,)
        found = {view.id: view for part in asked for view in self._reader.statements_about(part, *arguments, **options)}
        return sorted(map(self._join, found.values()), key=lambda view: (view.document_id, view.start, view.id))

    def _join(self, view: StatementView) -> StatementView:
        return view._replace(arguments=tuple(map(self._join_argument, view.arguments)))

    def _join_argument(self, argument: ArgumentView) -> ArgumentView:
        return argument._replace(entity_id=self._joined) if argument.entity_id in self._parts else argument
