"""G2: only the rules of R6, or a person with a reason, attach; what somebody called different stays so."""

from __future__ import annotations

import pytest

from domain.errors import InputError
from domain.judgement import Verdict
from graph.attachment import BOTH_POSTS, HELD_BEFORE, RULE
from tests.graph.commits import EDUCATION, NEWER, WATER, person_of, write_post
from tests.responsible.record import Project, asking

ALLOWED = {RULE, BOTH_POSTS, HELD_BEFORE}


def test_only_rules_of_r6_and_people_with_a_reason_attach(project: Project) -> None:
    """Every "same" in the store is by one of the rules, or by somebody who says why."""
    pages = [
        write_post("陆怀谷", "局长", EDUCATION, "2024-01-05"),
        write_post("陆怀谷", "局长", EDUCATION, "2024-06-05", note="一事"),
        write_post("陆怀谷", "局长", WATER, "2024-02-05"),
    ]  # fmt: skip
    with project.open() as (store, desk):
        for page in pages:
            store.put_document(page.commit())
        one, again, other = (person_of(page.commit()) for page in pages)
        held = [j for j in store.judgements_on(one) if j.verdict is Verdict.SAME]
        assert held
        assert {judgement.by for judgement in held} <= ALLOWED
        assert all(judgement.why for judgement in held)
        with pytest.raises(InputError):
            desk.identity.judge(one, other, Verdict.SAME, "馆员甲", "")
        with asking(desk) as client:
            bare = client.post("/judgements", json={"left": one, "right": other, "verdict": "same", "by": "馆员甲"})
            assert bare.status_code == 422
            forged = {"left": one, "right": other, "verdict": "same", "by": "rule:same-post", "why": "规则"}
            assert client.post("/judgements", json=forged).status_code in (400, 422)
        assert store.find_entity(one) != store.find_entity(other)
        assert store.find_entity(one) == store.find_entity(again)


def test_not_the_same_sticks(project: Project) -> None:
    """However often the documents are read again, whatever the rules find: the pair stays apart until it is undone."""
    pages = [
        write_post("陆怀谷", "局长", EDUCATION, "2024-01-05"),
        write_post("陆怀谷", "局长", EDUCATION, "2024-06-05", note="一事"),
    ]  # fmt: skip
    with project.open() as (store, desk):
        for page in pages:
            store.put_document(page.commit())
        one, other = (person_of(page.commit()) for page in pages)
        with asking(desk) as client:
            asked = {"left": one, "right": other, "verdict": "different", "by": "馆员甲", "why": "两人同名"}
            said = client.post("/judgements", json=asked)
            assert said.status_code == 201
        for version in (NEWER, "reader-3"):
            for page in pages:
                store.put_document(page.commit(version))
            assert store.find_entity(one) != store.find_entity(other)
        store.put_document(write_post("陆怀谷", "局长", EDUCATION, "2024-03-05", note="二事").commit())
        assert store.find_entity(one) != store.find_entity(other)
        with asking(desk) as client:
            assert client.delete(f"/judgements/{said.json()['judgement']}").status_code == 204
        assert store.find_entity(one) == store.find_entity(other)
