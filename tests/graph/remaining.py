"""What a store would hold that never met the documents which were withdrawn: records a history, replays the rest."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from domain.document import Arrival, Document
from domain.entity import KEPT, Entity
from domain.errors import NotFound, QunxiangError
from domain.judgement import ON_ENTITIES, Judgement, Verdict
from graph.commit import Correction, DocumentCommit, Stage
from graph.derivation import bury
from graph.store import Store
from graph.tombstone import Retraction

Act = DocumentCommit | list[Arrival] | Judgement | Correction | Stage | Retraction | str
"""What changed a store: the very call, so that it can be made again; a text is the id of a judgement undone."""


BARE = DocumentCommit(Document("0" * 64, "", ""), "", ())
"""A document that nobody stores, by which entities are put into a store alone."""


@dataclass
class Recorder:
    """A store that remembers every change that was made; everything else it hands on."""

    store: Store
    acts: list[Act] = field(default_factory=list)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)

    def put_document(self, commit: DocumentCommit) -> bool:
        is_new = self.store.put_document(commit)
        self.acts.append(replace(commit, again=False))
        return is_new

    def put_arrivals(self, arrivals: Iterable[Arrival]) -> int:
        rows = list(arrivals)
        self.acts.append(rows)
        return self.store.put_arrivals(rows)

    def put_judgement(self, judgement: Judgement) -> Judgement:
        judged = self.store.put_judgement(judgement)
        self.acts.append(judgement)
        return judged

    def put_correction(self, correction: Correction) -> Judgement:
        judged = self.store.put_correction(correction)
        self.acts.append(correction)
        return judged

    def undo_judgement(self, judgement_id: str) -> bool:
        self.acts.append(judgement_id)
        return self.store.undo_judgement(judgement_id)

    def put_stage(self, stage: Stage) -> None:
        self.acts.append(stage)
        self.store.put_stage(stage)

    def retract(self, document_id: str, ground: str) -> Retraction:
        retraction = self.store.retract(document_id, ground)
        self.acts.append(retraction)
        return retraction

    @property
    def retracted(self) -> set[str]:
        """The documents that were ever withdrawn."""
        return {act.tombstone.document_id for act in self.acts if isinstance(act, Retraction)}


def replay(recorder: Recorder, fresh: Store) -> None:
    """Make in a fresh store every change that does not speak of what was withdrawn after it.

    Whom people's words on other documents have kept is put there first: nothing else in the fresh store founds them.
    A word on somebody whom only a later document names there waits for that document.
    """
    kept = find_kept(recorder)
    write: Any = fresh
    early: dict[str, Judgement] = {}
    for number, act in enumerate(recorder.acts):
        later = [one for one in recorder.acts[number:] if isinstance(one, Retraction)]
        lost = {one.tombstone.document_id for one in later}
        if kept:
            write._write(lambda work: work.insert_statements(replace(BARE, entities=tuple(kept))))
        gone = {entity_id for one in later for entity_id in one.entities}
        try:
            _act(fresh, recorder, act, lost, gone)
        except NotFound:
            if isinstance(act, Judgement) and act.verdict in ON_ENTITIES:
                early[act.id] = act
        except QunxiangError:
            pass
        if isinstance(act, str):
            early.pop(act, None)
        for judgement_id, judgement in list(early.items()):
            with suppress(NotFound):
                fresh.put_judgement(judgement)
                del early[judgement_id]
    if kept:
        write._write(lambda work: bury(work, {entity.id for entity in kept}))


def find_kept(recorder: Recorder) -> list[Entity]:
    """Return the entities that outlived the document which founded them."""
    founded = {e.id for act in recorder.acts if isinstance(act, DocumentCommit) for e in act.entities}
    found: dict[str, Entity] = {}
    store: Any = recorder.store
    store._write(lambda work: found.update(work.find_entities(founded)))
    return [entity for entity in found.values() if entity.founding.startswith(KEPT)]


def _act(fresh: Store, recorder: Recorder, act: Act, lost: set[str], gone: set[str]) -> None:
    match act:
        case DocumentCommit():
            if act.document.id not in lost:
                fresh.put_document(act)
        case list():
            fresh.put_arrivals([arrival for arrival in act if arrival.document_id not in lost])
        case Judgement():
            if not _speaks_of(act, recorder, lost, gone):
                fresh.put_judgement(act)
        case Correction():
            if act.commit.document.id not in lost:
                fresh.put_correction(act)
        case Stage():
            fresh.put_stage(act)
        case str():
            fresh.undo_judgement(act)


def _speaks_of(judgement: Judgement, recorder: Recorder, lost: set[str], gone: set[str]) -> bool:
    """True when the judgement is on something of a document that is lost, or on somebody who is gone with it."""
    if judgement.verdict in ON_ENTITIES:
        return bool({judgement.subject, judgement.object} & gone)
    if judgement.verdict is Verdict.IS and judgement.object in gone:
        return True
    commits = [act for act in recorder.acts if isinstance(act, DocumentCommit) and act.document.id in lost]
    commits += [act.commit for act in recorder.acts if isinstance(act, Correction) and act.commit.document.id in lost]
    subjects = {statement.id for commit in commits for statement in commit.statements}
    return judgement.subject in subjects | {m.reference_id for commit in commits for m in commit.mentions}
