"""G3: a merge, new facts, and its undo: portraits hash as if nobody had ever been merged."""

from __future__ import annotations

from domain.judgement import Verdict
from tests.graph.commits import EDUCATION, FINANCE, NEWER, WATER, person_of, write_post
from tests.graph.snapshot import portraits
from tests.responsible.record import Project


def test_undo_of_a_merge_leaves_no_trace(project: Project) -> None:
    """Facts come in and are read anew while two are one; afterwards the portraits are those of a store without it."""
    first = [write_post("陆怀谷", "局长", EDUCATION, "2024-01-05"), write_post("陆怀谷", "局长", WATER, "2024-02-05")]
    later = [
        write_post("陆怀谷", "局长", EDUCATION, "2024-05-05", note="一事"),
        write_post("陆怀谷", "副局长", FINANCE, "2024-06-05"),
    ]
    with project.open() as (store, desk):
        for page in first:
            store.put_document(page.commit())
        one, other = (person_of(page.commit()) for page in first)
        said = desk.identity.judge(one, other, Verdict.SAME, "馆员甲", "履历可证")
        assert store.find_entity(one) == store.find_entity(other)
        for page in later:
            store.put_document(page.commit())
        store.put_document(first[1].commit(NEWER))
        merged = portraits(store)
        desk.identity.undo(said.id)
        undone = portraits(store)
    assert undone != merged
    never = Project(project.folder / "never")
    never.folder.mkdir()
    with never.open() as (store, desk):
        for page in (*first, *later):
            store.put_document(page.commit())
        store.put_document(first[1].commit(NEWER))
        assert portraits(store) == undone
