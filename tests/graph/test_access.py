"""The reading desk: it decides first, leaves an audit row for every read, and reads no more often than it must."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import graph.policy
from domain.errors import AccessDenied, NameFitsSeveral, NotFound, StoreUnavailable
from domain.judgement import Verdict
from graph.access import Access
from graph.audit import AuditLog
from graph.commit import Stage
from graph.policy import Reader
from graph.sqlite.store import SqliteStore
from graph.store import Store
from tests.graph.commits import (
    EDUCATION,
    WATER,
    Page,
    Use,
    entity_of,
    person_of,
    write_log,
    write_post,
)

COMMUNITY = "望槐社区"
CODE = "632199001001"


class CountingStore:
    """A store that keeps the names of the questions put to it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.asked: list[str] = []

    def __getattr__(self, name: str) -> Any:
        method = getattr(self.store, name)

        def ask(*arguments: Any, **options: Any) -> Any:
            self.asked.append(name)
            return method(*arguments, **options)

        return ask


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    """An empty store."""
    opened = SqliteStore(tmp_path / "store.db")
    yield opened
    opened.close()


@pytest.fixture
def counting(store: SqliteStore) -> CountingStore:
    """The same store, counting."""
    return CountingStore(store)


@pytest.fixture
def desk(counting: CountingStore, tmp_path: Path) -> Iterator[Access]:
    """The desk over it."""
    audit = AuditLog(tmp_path / "audit.db")
    yield Access(counting, audit, Reader())  # type: ignore[arg-type]
    audit.close()


def audited(folder: Path) -> list[tuple[str, str, list[str], str]]:
    """Return phase, action, subjects and outcome of every audit row."""
    with sqlite3.connect(folder / "audit.db") as audit:
        rows = audit.execute("SELECT phase, action, subjects, outcome FROM entry ORDER BY number").fetchall()
    return [(phase, action, json.loads(subjects), outcome) for phase, action, subjects, outcome in rows]


def test_nobody_goes_around_the_desk(desk: Access) -> None:
    """What the desk offers holds no store."""
    assert not hasattr(desk, "store")


def test_choose_end_takes_an_id_or_a_name_and_audits_both(desk: Access, store: SqliteStore, tmp_path: Path) -> None:
    """Both lead to the person; every read has intent and outcome, and no name stands in the audit."""
    commit = write_post("陆怀谷", "局长", EDUCATION, "2024-01-05").commit()
    store.put_document(commit)
    person = person_of(commit)
    assert desk.choose_end(person).id == desk.choose_end("陆怀谷").id == person
    rows = audited(tmp_path)
    assert [row for row in rows if row[0] == "intent"] == [
        ("intent", "entity", [person], ""), ("intent", "search", [], ""), ("intent", "entity", [person], ""),
    ]  # fmt: skip
    assert [row[3] for row in rows if row[0] == "outcome"] == ["answered"] * 3
    for unknown in ("钟离朔", "person-" + "0" * 32):
        with pytest.raises(NotFound):
            desk.choose_end(unknown)


def test_a_name_typed_for_an_id_stays_out_of_the_audit(desk: Access, tmp_path: Path) -> None:
    """The audit holds ids only, whatever somebody sends as one."""
    assert desk.find_entity("陆怀谷") is None
    with pytest.raises(NotFound):
        desk.document("陆怀谷")
    assert len(audited(tmp_path)) == 4
    assert "陆怀谷" not in str(audited(tmp_path))


def test_choose_end_picks_none_of_several(desk: Access, store: SqliteStore) -> None:
    """Two namesakes are candidates."""
    for organisation in (EDUCATION, WATER):
        store.put_document(write_post("陆怀谷", "局长", organisation).commit())
    with pytest.raises(NameFitsSeveral) as several:
        desk.choose_end("陆怀谷")
    assert len(several.value.candidates) == 2


def test_failures_are_audited_and_quote_nothing(desk: Access, store: SqliteStore, tmp_path: Path) -> None:
    """Our own words stay; what a foreign error says may quote a text and is left out."""
    told = "a.txt: 读取时出错（ValueError: 陆怀谷（局长）\n住在）(请把这份文件附在问题报告里)"
    store.put_stage(Stage("a.txt", "read", "failed", error=told))
    store.put_stage(Stage("b.docx", "read", "failed", error="b.docx: 不支持（docx） (请另存为 txt)"))
    first, second = desk.failures()
    assert first.error == "a.txt: 读取时出错（ValueError）(请把这份文件附在问题报告里)"
    assert second.error == "b.docx: 不支持（docx） (请另存为 txt)"
    assert [row[1] for row in audited(tmp_path)] == ["failures", "failures"]


def test_readiness_reads_nothing(desk: Access, counting: CountingStore, tmp_path: Path) -> None:
    """True while the store answers, False when it does not; no audit row, since nobody's data is read."""
    assert desk.is_ready()
    assert counting.asked == ["find_versions"]

    class Broken:
        def find_versions(self, ids: object) -> None:
            raise StoreUnavailable("x")

    assert not replace(desk, _store=Broken()).is_ready()
    assert not (tmp_path / "audit.db").exists()


def write_household(store: Store) -> str:
    """Store a row of a service log; return the household's id."""
    commit = write_log([Use("2024-05-06", COMMUNITY, "助餐", "户甲")], {COMMUNITY: CODE}).commit()
    store.put_document(commit)
    return entity_of(commit, "Household").id


def test_a_household_is_decided_on_before_it_is_read(
    desk: Access, store: SqliteStore, counting: CountingStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the right to CASE the store is not asked; where an id hides its kind, the refusal is in the audit."""
    household = write_household(store)
    assert desk.find_entity(household) is not None
    table = {"local": {"operator": {"read": ["REF", "PUB"], "search": ["REF", "PUB"]}}}
    monkeypatch.setattr(graph.policy, "_table", lambda: table)
    counting.asked.clear()
    with pytest.raises(AccessDenied):
        desk.find_entity(household)
    assert counting.asked == []

    class Renaming(CountingStore):
        def find_entity(self, entity_id: str, known: str = "") -> Any:
            return self.store.find_entity(household)

    with pytest.raises(AccessDenied):
        replace(desk, _store=Renaming(store)).find_entity("person-" + "0" * 32)
    assert audited(tmp_path)[-1] == ("outcome", "entity", ["person-" + "0" * 32], "AccessDenied")


def put_namesakes(store: Store, number: int) -> list[str]:
    """Store people of one name, each in a bureau of its own."""
    commits = [write_post("陆怀谷", "局长", f"青海省云岫县第{n}管理局", "2024-01-05").commit() for n in range(number)]
    for commit in commits:
        store.put_document(commit)
    return [person_of(commit) for commit in commits]


def test_the_organisation_is_looked_for_in_all_namesakes(desk: Access, store: SqliteStore) -> None:
    """Of sixty namesakes each is found by his bureau, however far down the list he stands."""
    people = put_namesakes(store, 60)
    assert len(desk.search("陆怀谷")) == 50
    for number, person in enumerate(people):
        assert desk.choose("陆怀谷", organisation=f"第{number}管理局").id == person
    assert {s.id for s in desk.search("陆怀谷", organisation="云岫县", limit=60)} == set(people)
    assert len(desk.search("陆怀谷", organisation="云岫县")) == 50
    assert desk.search("陆怀谷", organisation="沧澜县") == []


def test_households_do_not_fill_the_list(desk: Access, store: SqliteStore) -> None:
    """Pseudonyms that begin like the name take no place in the answer, and are not found when asked for."""
    uses = [Use("2024-05-06", COMMUNITY, "助餐", f"陆家{n}") for n in range(5)]
    store.put_document(write_log(uses, {COMMUNITY: CODE}).commit())
    person = person_of(commit := write_post("陆家骏", "局长", EDUCATION).commit())
    store.put_document(commit)
    assert [s.id for s in desk.search("陆家", limit=1)] == [person]
    assert desk.search("陆家", ("Household",)) == []


def test_a_line_taken_off_tells_nothing_in_the_list(desk: Access, store: SqliteStore) -> None:
    """What was judged misread is shown in no summary and fits no organisation; without a post nobody is found."""
    page = Page(f"{EDUCATION}局长陆怀谷，青海云岫人。")
    page.hold("陆怀谷", "局长", page.organisation(EDUCATION))
    native = page.say("NATIVE_OF", person=page.person("陆怀谷"), place=page.place("青海云岫"))
    store.put_document(page.commit())
    (before,) = desk.search("陆怀谷", organisation="教育局")
    assert before.native_place == "青海云岫"
    desk.correct(native.id, Verdict.MISREAD, "x")
    (without,) = desk.search("陆怀谷")
    assert without.native_place == ""
    desk.correct(page.statements[0].id, Verdict.MISREAD, "x")
    assert desk.search("陆怀谷") == []
    assert desk.search("陆怀谷", organisation="教育局") == []


def test_why_of_a_correction_holds_no_number_of_a_person(desk: Access, store: SqliteStore) -> None:
    """What somebody types into the reason is stored masked, and can be taken back all the same."""
    store.put_document(write_post("陆怀谷", "局长", EDUCATION).commit())
    (statement,) = [s for s in desk.export.statements() if s.predicate == "HOLDS_POST"]
    made = desk.correct(statement.id, Verdict.MISREAD, "本人来电 139-1234-5678 说明")
    assert [mark.why for mark in desk.statement(statement.id).marks] == ["本人来电 某某某某某某某某某某某某某 说明"]
    desk.undo_correction(statement.id, made.id)
    assert desk.statement(statement.id).marks == ()


def test_neighbours_are_named_in_one_question(desk: Access, store: SqliteStore, counting: CountingStore) -> None:
    """However many stand next to an entity, the store is asked twice."""
    names = ["温如璧", "陆怀谷", "白砚秋", "钟离朔", "闻人远"]
    for number, name in enumerate(names):
        store.put_document(write_post(name, f"{number}科科长", EDUCATION, "2024-01-05").commit())
    bureau = desk.choose(EDUCATION)
    counting.asked.clear()
    found = desk.adjacent(bureau)
    assert counting.asked == ["adjacent", "find_names"]
    assert all(edge.target == other.id for edge, other in found)
    assert [other.name for _, other in found if other.kind == "Person"] == sorted(names)
    assert sum(1 for _, other in found if other.kind == "Post") == len(names)


def test_bodies_of_posts_are_named_in_one_question(desk: Access, store: SqliteStore, counting: CountingStore) -> None:
    """A list of posts asks for all their bodies at once, and at once how sources print them."""
    put_namesakes(store, 12)
    counting.asked.clear()
    found = desk.search("局长", ("Post",))
    assert len(found) == 12
    assert counting.asked == ["find_by_name", "find_names", "statements_about_each"]
    assert {s.organisation for s in found} == {f"青海省云岫县第{n}管理局" for n in range(12)}


def test_paths_ask_for_names_once(desk: Access, store: SqliteStore, counting: CountingStore) -> None:
    """All names are one question, and so are all statements of all paths."""
    commits = [write_post(name, "科长", EDUCATION, "2024-01-05").commit() for name in ("陆怀谷", "温如璧")]
    for commit in commits:
        store.put_document(commit)
    ends = [desk.choose(entity_id=person_of(commit)) for commit in commits]
    counting.asked.clear()
    page = desk.paths(*ends)
    assert len(page.paths) > 1
    assert counting.asked == ["neighbourhood", "find_names", "degree_of", "find_statements"]


@pytest.mark.parametrize(
    "words",
    ["局长陆怀谷", "陆怀谷同志", "陆怀谷（男）", "云岫县教育局局长陆怀谷", "Mr Lu Huaigu", "陸懷谷副局長", "Lu Huaigu"],
)
def test_people_are_found_with_their_titles(store: SqliteStore, desk: Access, words: str) -> None:
    """What somebody writes around a full name is no part of it."""
    store.put_document(write_post("陆怀谷", "局长", EDUCATION).commit())
    assert [one.name for one in desk.search(words)] == ["陆怀谷"]
    assert desk.choose(words).name == "陆怀谷"


@pytest.mark.parametrize("words", ["陆局长", "陆怀古同志", "局长", "陆怀谷教育局"])
def test_a_surname_with_a_title_finds_nobody(store: SqliteStore, desk: Access, words: str) -> None:
    """Who 陆局长 is, is not for a search to guess."""
    store.put_document(write_post("陆怀谷", "局长", EDUCATION).commit())
    assert [one.name for one in desk.search(words) if one.kind == "Person"] == []


def test_a_body_whose_name_ends_in_a_title_is_found_first(store: SqliteStore, desk: Access) -> None:
    """Titles are taken off only where nothing bears the name as typed."""
    store.put_document(write_post("陆怀谷", "局长", EDUCATION).commit())
    assert desk.search(EDUCATION)[0].name == EDUCATION
    assert desk.search("陆怀谷", ("Organisation",)) == []
    assert desk.search("局长陆怀谷", ("Organisation",)) == []
