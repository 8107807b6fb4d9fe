"""What a unit of work has read already, kept true while it writes: Bolt costs a millisecond a question.

The derivation asks small questions, group by group; over a socket each would be a round trip. A unit therefore
asks for all groups, or for a whole component, at once and answers the small questions from here. Nobody else
writes meanwhile: the unit holds the clock.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from domain.judgement import ON_ENTITIES, Judgement
from graph.term import Tenure
from graph.work import Group


class Knowledge:
    """Each table holds complete answers only: what is missing from it has not been asked yet."""

    def __init__(self) -> None:
        self.groups: set[Group] = set()
        self.tenures: dict[Group, list[Tenure]] = {}
        self.clusters: dict[str, str | None] = {}
        self.members: dict[str, set[str]] = {}
        self.judgements: dict[str, dict[str, Judgement]] = {}
        self.grounded: dict[str, dict[str, Judgement]] = {}

    def forget_tenures(self) -> None:
        """Participations changed: who is in which post has to be asked again."""
        self.groups.clear()
        self.tenures.clear()

    def learn_clusters(self, asked: Iterable[str], found: Mapping[str, str]) -> None:
        """Keep the open clusters of the asked members; one that was not found has none."""
        for member in asked:
            self.clusters[member] = found.get(member)

    def learn_members(self, found: Mapping[str, Collection[str]]) -> None:
        """Keep the complete membership of clusters."""
        for cluster_id, members in found.items():
            self.members[cluster_id] = set(members)
            self.clusters |= dict.fromkeys(members, cluster_id)

    def learn_judgements(self, entity_ids: Iterable[str], judgements: Iterable[Judgement]) -> None:
        """Keep all open judgements on these entities."""
        fresh: dict[str, dict[str, Judgement]] = {entity_id: {} for entity_id in entity_ids}
        for judgement in judgements:
            for side in {judgement.subject, judgement.object} & fresh.keys():
                fresh[side][judgement.id] = judgement
        self.judgements |= fresh

    def learn_grounded(self, grounds: Iterable[str], judgements: Iterable[Judgement]) -> None:
        """Keep all open attachments on these grounds."""
        self.grounded |= {ground: {} for ground in grounds}
        for judgement in judgements:
            self.grounded[judgement.ground][judgement.id] = judgement

    def move(self, clusters: Mapping[str, str]) -> None:
        """Follow members into their new clusters."""
        for member, cluster_id in clusters.items():
            before = self.clusters.get(member)
            if before is None:
                self.members.clear()
            elif before in self.members:
                self.members[before].discard(member)
            if cluster_id in self.members:
                self.members[cluster_id].add(member)
            self.clusters[member] = cluster_id
        self.forget_tenures()

    def bury(self, entity_ids: Iterable[str]) -> None:
        """Take dead entities out of their clusters."""
        for entity_id in entity_ids:
            self.clusters[entity_id] = None
            for members in self.members.values():
                members.discard(entity_id)

    def open(self, judgement: Judgement) -> None:
        """Follow a judgement that opens."""
        if judgement.verdict in ON_ENTITIES:
            for side in (judgement.subject, judgement.object):
                if side in self.judgements:
                    self.judgements[side][judgement.id] = judgement
        if judgement.ground in self.grounded:
            self.grounded[judgement.ground][judgement.id] = judgement

    def close(self, judgement_ids: Collection[str]) -> None:
        """Follow judgements that close; one that nobody asked for may be on a statement, which bears on tenures."""
        unseen = set(judgement_ids)
        for table in (self.judgements, self.grounded):
            for held in table.values():
                for judgement_id in held.keys() & set(judgement_ids):
                    del held[judgement_id]
                    unseen.discard(judgement_id)
        if unseen:
            self.forget_tenures()
