"""Laws of the graph on the embedded store, over random histories: order, undo, ids, evidence, clusters."""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.errors import QunxiangError
from domain.judgement import Judgement, Verdict
from graph.cluster import cluster
from graph.names import MATCHES, sort_name
from graph.sqlite.store import SqliteStore
from graph.store import Store
from tests.graph.commits import Page
from tests.graph.snapshot import clusters, portraits, snapshot
from tests.graph.steps import (
    CHANGES,
    MARKS,
    Correct,
    Identify,
    Judge,
    Mark,
    Put,
    Step,
    histories,
    puts,
    read_away,
    rereadings,
    run,
    take,
)

pytestmark = pytest.mark.slow

TIMES = 10 if os.environ.get("QUNXIANG_PROPERTIES") == "search" else 1
BRIEF = settings(max_examples=12 * TIMES, deadline=None, suppress_health_check=list(HealthCheck))
LONG = settings(BRIEF, max_examples=80 * TIMES)
ANSWERS = ("entities", "about", "adjacent", "degrees", "near", "members", "portraits", "mentions", "use", "households")


@contextmanager
def fresh_store() -> Iterator[Store]:
    """An empty store of its own, in memory where the machine has such a folder: each commit waits for the disk."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        store = SqliteStore(Path(folder) / "law.db")
        try:
            yield store
        finally:
            store.close()


def last_readings(steps: list[Put]) -> list[Put]:
    """Return the steps of which each document's is the only one."""
    return list({step.commit.document.id: step for step in steps}.values())


def without_order(answers: dict[str, Any]) -> dict[str, Any]:
    """Return a snapshot in which equal names stand by id: whoever is known first comes first, in a store."""
    names = {
        name: sorted(matches, key=lambda m: (MATCHES.index(m.matched_by), sort_name(m.entity.name), m.entity.id))
        for name, matches in answers["names"].items()
    }
    adjacent = {e: sorted(edges, key=lambda x: (x.target, x.statement_id)) for e, edges in answers["adjacent"].items()}
    return answers | {"names": names, "adjacent": adjacent}


def check_order(documents: list[Put], seed: int) -> None:
    """Store the documents in two orders and compare every answer."""
    documents = last_readings(documents)
    shuffled = random.Random(seed).sample(documents, len(documents))
    with fresh_store() as one, fresh_store() as two:
        run(one, list(documents))
        run(two, list(shuffled))
        here, there = without_order(snapshot(one)), without_order(snapshot(two))
        assert clusters(one) == clusters(two)
        for question, answer in here.items():
            assert there[question] == answer, question


def check_undo(history: list[Step], words: list[Judge]) -> None:
    """Make judgements after a history and undo them in another order: every answer is as before."""
    with fresh_store() as store:
        run(store, history)
        before = snapshot(store)
        made: list[Judgement] = []
        for word in words:
            try:
                judged = take(store, word)
            except QunxiangError:
                continue
            if isinstance(judged, Judgement) and judged.id not in {j.id for j in made}:
                made.append(judged)
        standing = [j for j in made if j.by == "复核员"]
        for judgement in sorted(standing, key=lambda j: j.id):
            assert store.undo_judgement(judgement.id)
        after = snapshot(store)
        assert portraits(store) == before["portraits"]
        for question, answer in before.items():
            assert after[question] == answer, question


def check_rebuild(history: list[Step]) -> None:
    """Let a newer reader find nothing in any document, then read all again: every answer is back."""
    with fresh_store() as store:
        last = {}
        for step in history:
            with suppress(QunxiangError):
                if take(store, step) is True and isinstance(step, Put):
                    last[step.commit.document.id] = step.commit
        before = snapshot(store)
        for commit in last.values():
            store.put_document(read_away(commit))
        for commit in last.values():
            store.put_document(commit)
        after = snapshot(store)
        for question in ANSWERS:
            assert after[question] == before[question], question


@BRIEF
@given(documents=st.lists(puts(), min_size=2, max_size=7), seed=st.integers(0, 999))
def test_order_of_arrival_does_not_matter(documents: list[Put], seed: int) -> None:
    """The same documents in any order give the same clusters, portraits and answers."""
    check_order(documents, seed)


@pytest.mark.slow
@LONG
@given(documents=st.lists(puts(), min_size=2, max_size=12), seed=st.integers(0, 999))
def test_order_of_arrival_does_not_matter_at_length(documents: list[Put], seed: int) -> None:
    """Likewise for more documents and more examples."""
    check_order(documents, seed)


JUDGES = st.lists(
    st.builds(
        Judge, st.integers(0, 40), st.integers(0, 40), st.sampled_from((Verdict.SAME, Verdict.SAME, Verdict.DIFFERENT)),
        st.just("复核员"),
    ),
    min_size=1, max_size=4,
)  # fmt: skip


@BRIEF
@given(history=histories(1, 6), words=JUDGES)
def test_undo_is_exact(history: list[Step], words: list[Judge]) -> None:
    """After merging and undoing, portraits hash as if nobody had ever been merged."""
    check_undo(history, words)


@pytest.mark.slow
@settings(BRIEF, max_examples=1_000 * TIMES)
@given(history=histories(0, 4), words=JUDGES)
def test_a_thousand_merges_and_undos_leave_portraits_as_they_were(history: list[Step], words: list[Judge]) -> None:
    """Merge, let nothing else happen, undo in another order: every portrait is, to the byte, as if never merged."""
    with fresh_store() as store:
        run(store, history)
        before = portraits(store)
        made = []
        for word in words:
            with suppress(QunxiangError):
                judged = take(store, word)
                if isinstance(judged, Judgement) and judged.by == word.by:
                    made.append(judged.id)
        for judgement_id in sorted(set(made)):
            store.undo_judgement(judgement_id)
        assert portraits(store) == before


@pytest.mark.slow
@LONG
@given(history=histories(2, 14), words=JUDGES)
def test_undo_is_exact_at_length(history: list[Step], words: list[Judge]) -> None:
    """Likewise after longer histories."""
    check_undo(history, words)


@pytest.mark.slow
@LONG
@given(history=histories(1, 10))
def test_reading_again_derives_the_same(history: list[Step]) -> None:
    """Whatever was judged in between, a reader that found nothing for a while leaves no trace."""
    check_rebuild(history)


MARKINGS = st.lists(
    st.one_of(
        st.builds(Mark, st.integers(0, 40), st.sampled_from(MARKS), st.just("复核员")),
        st.builds(Correct, st.integers(0, 40), st.sampled_from(CHANGES), st.just("复核员")),
        st.builds(Judge, st.integers(0, 40), st.integers(0, 40), st.just(Verdict.SAME), st.just("复核员")),
        st.builds(Identify, st.integers(0, 40), st.integers(0, 40), st.just("复核员")),
    ),
    max_size=4,
)  # fmt: skip


def check_newer(pairs: list[tuple[Put, Put]], words: list[Step]) -> None:
    """Read all twice, say something in between, take it back: every answer is as if only the newer had read."""
    pairs = list({new.commit.document.id: (old, new) for old, new in pairs}.values())
    with fresh_store() as once, fresh_store() as twice:
        run(once, [new for _, new in pairs])
        run(twice, [old for old, _ in pairs])
        run(twice, words)
        said = [word.judgement for word in twice.words_of_people()]
        for _, new in pairs:
            assert twice.put_document(new.commit)
        kept = twice.words_of_people()
        assert {j.id for j in said} <= {word.judgement.id for word in kept}
        for judgement in said:
            family = [word for word in kept if word.judgement.root == judgement.root]
            assert len({word.applies for word in family}) == 1
        for judgement in said:
            twice.undo_judgement(judgement.id)
        assert twice.words_of_people() == []
        here, there = without_order(snapshot(once)), without_order(snapshot(twice))
        for question, answer in here.items():
            assert there[question] == answer, question


@BRIEF
@given(pairs=st.lists(rereadings(), min_size=1, max_size=4), words=MARKINGS)
def test_old_then_new_is_new(pairs: list[tuple[Put, Put]], words: list[Step]) -> None:
    """Clocks and history apart, a store that an older reader filled first answers like one that it never touched."""
    check_newer(pairs, words)


@pytest.mark.slow
@LONG
@given(pairs=st.lists(rereadings(), min_size=1, max_size=6), words=MARKINGS)
def test_old_then_new_is_new_at_length(pairs: list[tuple[Put, Put]], words: list[Step]) -> None:
    """Likewise for more documents and more examples."""
    check_newer(pairs, words)


@BRIEF
@given(history=histories(1, 8))
def test_reading_twice_changes_nothing(history: list[Step]) -> None:
    """Every document of a history again, in the version that the store holds, is refused and changes nothing."""
    with fresh_store() as store:
        run(store, history)
        before = snapshot(store)
        for step in history:
            if isinstance(step, Put):
                document = step.commit.document.id
                if store.find_versions([document])[document] == step.commit.version:
                    assert not store.put_document(step.commit)
        assert snapshot(store) == before


@BRIEF
@given(history=histories(1, 8))
def test_evidence_is_always_the_text(history: list[Step]) -> None:
    """Every statement that a store gives is text[start:end] of its document, and so is every argument with a span."""
    with fresh_store() as store:
        run(store, history)
        for view in store.iter_statements():
            document = store.find_document(view.document_id)
            assert document is not None
            text = document.document.text
            assert text[view.start : view.end] == view.quote
            for argument in view.arguments:
                assert argument.start < 0 or text[argument.start : argument.end] == argument.text
        for _, stored, _ in store.iter_mentions():
            assert stored.mention.end - stored.mention.start == len(stored.mention.text)


@BRIEF
@given(history=histories(1, 8))
def test_every_entity_stands_in_one_cluster(history: list[Step]) -> None:
    """Members are told once, the cluster shows the smallest, and every argument names a cluster that exists."""
    with fresh_store() as store:
        run(store, history)
        entities = list(store.iter_entities())
        members = [member for entity in entities for member in entity.members]
        assert len(members) == len(set(members))
        shown = {entity.id for entity in entities}
        assert all(entity.id == min(entity.members) for entity in entities)
        named = {a.entity_id for view in store.iter_statements() for a in view.arguments if a.entity_id}
        assert named <= shown


@given(st.text(alphabet="陆怀谷温璧县长局，。（", min_size=12, max_size=40))
def test_ids_come_from_content_alone(words: str) -> None:
    """Building the same page twice gives the same ids of document, statements, references and entities."""

    def build() -> tuple[object, ...]:
        page = Page("青海省云岫县教育局局长陆怀谷" + words)
        page.hold("陆怀谷", "局长", page.organisation("青海省云岫县教育局"))
        commit = page.commit()
        return (
            commit.document.id, [s.id for s in commit.statements], [m.reference_id for m in commit.mentions],
            sorted(e.id for e in commit.entities), sorted(j.id for j in commit.judgements),
        )  # fmt: skip

    assert build() == build()


MEMBERS = [f"person-{n}" for n in range(7)]
JUDGEMENTS = st.lists(
    st.builds(
        lambda pair, verdict, by, moment: Judgement(
            pair[0], verdict, pair[1], by=by, known_from=f"2024-01-01T00:00:00.{moment:06d}+00:00"
        ),
        st.sampled_from(list(combinations(MEMBERS, 2))),
        st.sampled_from((Verdict.SAME, Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE)),
        st.sampled_from(("馆员甲", "馆员乙", "rule:same-post-overlapping-term")),
        st.integers(0, 9),
    ),
    max_size=14,
    unique_by=lambda j: (j.id, j.known_from),
)


@given(judgements=JUDGEMENTS, seed=st.integers(0, 999))
def test_cluster_depends_on_the_set_of_judgements(judgements: list[Judgement], seed: int) -> None:
    """In whatever order they come, and whichever side is the subject, the clusters are the same."""
    shuffled = random.Random(seed).sample(judgements, len(judgements))
    turned = [Judgement(j.object, j.verdict, j.subject, j.by, known_from=j.known_from) for j in shuffled]
    assert cluster(MEMBERS, judgements) == cluster(MEMBERS, shuffled) == cluster(reversed(MEMBERS), turned)


@given(judgements=JUDGEMENTS)
def test_cluster_is_named_by_its_smallest_member(judgements: list[Judgement]) -> None:
    """Every member has one root, a root is its own, and no member is smaller than its root."""
    root = cluster(MEMBERS, judgements)
    assert set(root) == set(MEMBERS)
    for member, head in root.items():
        assert root[head] == head <= member


@given(judgements=JUDGEMENTS)
def test_cluster_keeps_apart_whom_a_person_last_judged_different(judgements: list[Judgement]) -> None:
    """A pair whose latest word of a person is "different" never shares a cluster."""
    root = cluster(MEMBERS, judgements)
    for left, right in combinations(MEMBERS, 2):
        words = [j for j in judgements if {j.subject, j.object} == {left, right} and not j.is_rule]
        if words and {max(words, key=lambda j: (j.known_from, j.id)).verdict} == {Verdict.DIFFERENT}:
            assert root[left] != root[right]


@given(judgements=JUDGEMENTS)
def test_cluster_joins_nobody_without_a_chain_of_same(judgements: list[Judgement]) -> None:
    """Two share a cluster only if "same" leads from one to the other; without "different" always then."""
    root = cluster(MEMBERS, judgements)
    same = [j for j in judgements if j.verdict is Verdict.SAME]
    loose = cluster(MEMBERS, same)
    for left, right in combinations(MEMBERS, 2):
        assert loose[left] == loose[right] or root[left] != root[right]
    if len(same) == len(judgements):
        assert root == loose


@given(judgements=JUDGEMENTS)
def test_cluster_leaves_strangers_out(judgements: list[Judgement]) -> None:
    """Judgements on entities that are not asked about change nothing."""
    few = MEMBERS[:3]
    inside = [j for j in judgements if {j.subject, j.object} <= set(few)]
    assert cluster(few, judgements) == cluster(few, inside)
