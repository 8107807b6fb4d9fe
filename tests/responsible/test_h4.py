"""H4: what the record does not say is said to be absent from it, with intervals and the day of the answer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from domain.errors import NotFound
from qunxiang.console import NOTHING
from tests.graph.commits import EDUCATION, Page, write_post
from tests.responsible.record import Project, asking, open_desk

NEGATIONS = ("没有任何", "从未", "无职务", "不是", "查无此人")


def test_unknown_person_is_not_in_the_record(tmp_path: Path) -> None:
    """Asked for somebody nobody wrote about, the answer names the record, never the person."""
    with open_desk(tmp_path) as (store, desk):
        store.put_document(write_post("陆怀谷", "局长", EDUCATION, "2024-01-05").commit())
        for question in ({"name": "钟离朔"}, {"entity_id": "person-unknown"}):
            with pytest.raises(NotFound, match="记录中没有") as refusal:
                desk.choose(**question)
            assert not any(word in str(refusal.value) for word in NEGATIONS)


def test_gaps_are_gaps_of_the_sources(tmp_path: Path) -> None:
    """A portrait without birth, native place or education says that the sources do not show them."""
    with open_desk(tmp_path) as (store, desk):
        store.put_document(write_post("陆怀谷", "局长", EDUCATION, "2024-01-05").commit())
        portrait = desk.portrait(desk.choose("陆怀谷"))
        assert len(portrait.gaps) == 3
        assert all("来源未载" in gap for gap in portrait.gaps)
        assert not any(word in gap for gap in portrait.gaps for word in NEGATIONS)


def test_ended_post_shows_its_interval_and_the_day(tmp_path: Path) -> None:
    """A post that a source ended is shown with its dates and status, under the date of the answer."""
    page = write_post(
        "陆怀谷", "局长", EDUCATION, "2024-03-05", status="former", valid_from="2019-03", valid_to="2023-12"
    )
    with open_desk(tmp_path) as (store, desk):
        store.put_document(page.commit())
        portrait = desk.portrait(desk.choose("陆怀谷"))
        (post,) = portrait.posts
        assert (post.status, post.valid_from, post.valid_to) == ("former", "2019-03", "2023-12")
        assert (portrait.as_of.valid, portrait.as_of.known) == ("2024-06-30", "2024-06-30")
        page_now = desk.organisation(desk.choose(EDUCATION))
        assert (page_now.leadership, page_now.last_known) == ((), ())
        held = desk.organisation(desk.choose(EDUCATION), at="2021-05-01")
        assert [(h.post, h.name, h.valid_from, h.valid_to) for h in held.leadership] == [
            ("局长", "陆怀谷", "2019-03", "2023-12")
        ]
        assert held.as_of.valid == "2021-05-01"


def test_a_holding_lapses_into_last_known(tmp_path: Path) -> None:
    """Twelve months after the last word on it a holding is unknown and names who was last shown, never a vacancy."""
    with open_desk(tmp_path) as (store, desk):
        store.put_document(write_post("陆怀谷", "局长", EDUCATION, "2024-01-05").commit())
        bureau = desk.choose(EDUCATION)
        assert [h.name for h in desk.organisation(bureau, at="2024-12-31").leadership] == ["陆怀谷"]
        later = desk.organisation(bureau, at="2025-03-01")
        assert later.leadership == ()
        assert [(k.post, k.name, k.last_stated) for k in later.last_known] == [("局长", "陆怀谷", "2024-01-05")]
        assert later.last_known[0].evidence


def test_before_the_record_begins_nothing_is_claimed(tmp_path: Path) -> None:
    """On a day before the first word the record says nothing, neither that the post was held nor that it was not."""
    with open_desk(tmp_path) as (store, desk):
        store.put_document(write_post("陆怀谷", "局长", EDUCATION, "2024-01-05").commit())
        early = desk.organisation(desk.choose(EDUCATION), at="2010-01-01")
        assert early.leadership == ()
        assert early.as_of.valid == "2010-01-01"


def test_program_and_service_say_that_it_is_not_in_the_record(project: Project) -> None:
    """Somebody or a post that nobody wrote about: exit 4 and 404, the record is named, and nothing is denied."""
    with project.open() as (store, desk):
        store.put_document(write_post("陆怀谷", "局长", EDUCATION, "2024-01-05").commit())
        bureau = desk.choose(EDUCATION).id
        with asking(desk) as client:
            assert client.post("/search", json={"name": "钟离朔"}).json() == {"results": []}
            absent = [
                client.get("/entities/person-unknown/portrait"),
                client.post("/paths", json={"source": "person-unknown", "target": bureau}),
                client.get("/documents/unknown"),
                client.get("/statements/unknown/evidence"),
            ]
    for answer in absent:
        assert answer.status_code == 404
        assert "记录中没有" in answer.json()["title"] + answer.json()["detail"]
        assert not any(word in answer.text for word in NEGATIONS)
    for command in (
        ("search", "钟离朔"),
        ("portrait", "钟离朔"),
        ("portrait", "--id", "person-unknown"),
        ("holders", EDUCATION, "总工程师"),
        ("paths", "钟离朔", bureau),
    ):
        result = project.run(*command)
        assert (result.exit_code, result.stdout) == (NOTHING, ""), command
        assert "记录中没有" in result.stderr
        assert not any(word in result.stderr for word in NEGATIONS)


def test_program_and_service_show_the_interval_and_the_day(project: Project) -> None:
    """An ended post has its dates and status, and the answer its own day, on every way out."""
    page = write_post(
        "陆怀谷", "局长", EDUCATION, "2024-03-05", status="former", valid_from="2019-03", valid_to="2023-12"
    )
    with project.open() as (store, desk):
        store.put_document(page.commit())
        person, bureau = desk.choose("陆怀谷").id, desk.choose(EDUCATION).id
        with asking(desk) as client:
            portraits = [client.get(f"/entities/{person}/portrait?valid_at=2021-05-01").json()]
            bureaus = [client.get(f"/organisations/{bureau}?at=2021-05-01").json()]
            now = client.get(f"/organisations/{bureau}").json()
    assert (now["leadership"], now["last_known"], now["as_of"]["valid"]) == ([], [], "2024-06-30")
    portraits.append(project.answer("portrait", "--id", person, "--valid-at", "2021-05-01"))
    bureaus.append(project.answer("organisation", EDUCATION, "--at", "2021-05-01"))
    for portrait in portraits:
        (post,) = portrait["posts"]
        assert (post["status"], post["valid_from"], post["valid_to"]) == ("former", "2019-03", "2023-12")
        assert portrait["as_of"]["valid"] == "2021-05-01"
        assert portrait["as_of"]["known"]
    for shown in bureaus:
        assert [(h["name"], h["valid_from"], h["valid_to"]) for h in shown["leadership"]] == [
            ("陆怀谷", "2019-03", "2023-12")
        ]
        assert shown["as_of"]["valid"] == "2021-05-01"
    for printed in (project.run("portrait", "陆怀谷").stdout, project.run("organisation", EDUCATION).stdout):
        assert "截至" in printed


def test_undated_removal_ends_without_a_day(project: Project) -> None:
    """A notice without a date that removes somebody: nobody is shown in office, and no day of the end is made up."""
    page = write_post("陆怀谷", "局长", EDUCATION, status="removed")
    with project.open() as (store, desk):
        store.put_document(page.commit())
        person, bureau = desk.choose("陆怀谷").id, desk.choose(EDUCATION).id
        with asking(desk) as client:
            portraits = [client.get(f"/entities/{person}/portrait").json()]
            bureaus = [client.get(f"/organisations/{bureau}?at={day}").json() for day in ("2024-06-30", "2010-01-01")]
    portraits.append(project.answer("portrait", "--id", person))
    bureaus.append(project.answer("organisation", EDUCATION))
    for portrait in portraits:
        (post,) = portrait["posts"]
        assert (post["status"], post["valid_from"], post["valid_to"]) == ("removed", "", "")
        assert (post["first_stated"], post["last_stated"]) == ("", "")
        assert post["cover"] != "held"
        assert portrait["as_of"]["valid"]
    for shown in bureaus:
        assert shown["leadership"] == []
        assert shown["as_of"]["valid"]


def test_post_of_nobody_is_not_in_the_record(tmp_path: Path) -> None:
    """Asked for a post that no source names, the answer is a notice."""
    with open_desk(tmp_path) as (store, desk):
        store.put_document(write_post("陆怀谷", "局长", EDUCATION, "2024-01-05").commit())
        with pytest.raises(NotFound, match="记录中没有"):
            desk.holders(desk.choose(EDUCATION), "总工程师")


def test_document_and_statement_that_are_not_there(tmp_path: Path) -> None:
    """An unknown document or statement is a notice too."""
    with open_desk(tmp_path, date(2024, 1, 1)) as (store, desk):
        store.put_document(Page("今天天气很好。").commit())
        with pytest.raises(NotFound, match="记录中没有"):
            desk.document("0" * 64)
        with pytest.raises(NotFound, match="记录中没有"):
            desk.statement("statement-unknown")
