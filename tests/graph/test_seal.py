"""Seals: any touch is found and named, quotes are compared with their texts, two seals tell what changed."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from domain.judgement import Judgement, Verdict
from domain.portrait import Portrait
from graph.portrait import draw_portrait
from graph.seal import canonical, digest, iter_places, make_seal, seal_hash, write_seal
from graph.seal_check import check_seal
from graph.seal_difference import compare_seals
from graph.sqlite.store import SqliteStore
from tests.graph.commits import EDUCATION, WATER, Page, judge_same, write_award, write_post

TODAY = date(2024, 12, 31)
NAME = "陆怀谷"
TEXT = f"{EDUCATION}局长{NAME}看望居民白砚秋，陆怀谷生于1975年3月。"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    opened = SqliteStore(tmp_path / "store.db")
    page = Page(TEXT, "2024-03-05")
    page.hold(NAME, "局长", page.organisation(EDUCATION), valid_from="2019-03")
    page.say("BORN", "生于1975年3月", person=page.person(NAME), date=page.value("1975年3月"))
    page.resident("白砚秋")
    opened.put_document(page.commit())
    yield opened
    opened.close()


def draw(store: SqliteStore, valid_at: str = "") -> Portrait:
    found = store.find_by_name(NAME)
    first, *others = (match.entity.id for match in found)
    for other in others:
        store.put_judgement(judge_same(first, other))
    entity = store.find_by_name(NAME)[0].entity
    return draw_portrait(store, entity, valid_at, "", TODAY)


def sealed(store: SqliteStore) -> str:
    return write_seal(make_seal(draw(store)))


def test_canonical_json_is_that_of_rfc_8785() -> None:
    """Keys by UTF-16 units, short escapes, no white space, no number but whole ones."""
    value = {"\U0001f600": 1, "\ufb33": [True, None], "b": 'a"\\\n\x01é\u20ac/', "a": {}}
    assert canonical(value) == '{"a":{},"b":"a\\"\\\\\\n\\u0001é€/","\U0001f600":1,"\ufb33":[true,null]}'
    assert digest({"b": 1, "a": "陆"}) == hashlib.sha256('{"a":"陆","b":1}'.encode()).hexdigest()
    with pytest.raises(TypeError):
        canonical(1.5)


def test_a_seal_holds_moments_sources_and_every_quote(store: SqliteStore) -> None:
    """The hash of the content is the same whenever it is sealed; every quote stands with its source."""
    portrait = draw(store)
    seal = make_seal(portrait)
    assert seal["as_of"] == {"valid": "2024-12-31", "known": "2024-12-31"}
    assert seal["content_sha256"] == digest(seal["content"])
    (source,) = seal["sources"]
    assert source["text_sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()
    assert {row["quote"] for row in source["evidence"]} == {TEXT.replace("白砚秋", "白某某"), "生于1975年3月"}
    later = make_seal(draw_portrait(store, store.find_by_name(NAME)[0].entity, "", "2099-01-01", TODAY))
    assert later["content_sha256"] == seal["content_sha256"]
    assert later["seal_sha256"] != seal["seal_sha256"]


def test_an_untouched_seal_is_intact(store: SqliteStore) -> None:
    """With the text at hand its quotes are compared too, masked names by their other characters."""
    text = sealed(store)
    check = check_seal("a.json", text)
    assert check.problems == ()
    assert check.seal_sha256 == json.loads(text)["seal_sha256"]
    (document,) = [source["document"] for source in json.loads(text)["sources"]]
    check = check_seal("a.json", text, {document: TEXT})
    assert (check.problems, check.quotes, check.masked, check.unread) == ((), 2, 1, ())
    assert check_seal("a.json", text, {"f" * 64: TEXT}).unread == (document,)


@pytest.mark.slow
def test_any_touch_of_one_character_is_found_and_named(store: SqliteStore) -> None:
    """Changed, added or taken out anywhere, spaces too: there is a problem, with its file, place and remedy."""
    text = sealed(store)
    chance = random.Random(11)
    places = sorted(chance.sample(range(len(text)), 400))
    for place in places:
        other = chance.choice('0a陆 "}某')
        for touched in (
            text[:place] + ("9" if text[place] == other else other) + text[place + 1 :],
            text[:place] + text[place + 1 :],
            text[:place] + other + text[place:],
        ):
            if touched == text:
                continue
            found = check_seal("a.json", touched).problems
            assert found, (place, text[max(0, place - 20) : place + 20])
            assert all(problem.file == "a.json" and problem.remedy for problem in found)
            assert found[0].place


@pytest.mark.parametrize(
    ("before", "after", "place"),
    [
        ("2019-03", "2018-03", "/content/posts/0"),
        ("生于1975年3月", "生于1976年3月", "/content/life/born/0"),
        ('.txt"', '.doc"', "/sources/0"),
    ],
)
def test_the_touched_line_is_named(store: SqliteStore, before: str, after: str, place: str) -> None:
    found = check_seal("a.json", sealed(store).replace(before, after, 1)).problems
    assert place in {problem.place for problem in found}


def test_new_hashes_do_not_hide_a_quote_that_is_not_the_text(store: SqliteStore) -> None:
    """Whoever computes all hashes anew is found by the text, or by the length of the quote."""
    seal = json.loads(sealed(store).replace("1975年3月", "1976年3月"))
    (document,) = [source["document"] for source in seal["sources"]]
    forged = write_seal(_seal_again(seal))
    assert check_seal("a.json", forged).problems == ()
    problems = check_seal("a.json", forged, {document: TEXT}).problems
    assert {problem.problem for problem in problems} == {"原文在这里不是这句话"}
    start = TEXT.index("生于1975年3月")
    assert f"文件 {document[:12]} {start}–{start + 9}" in {problem.place for problem in problems}
    longer = json.loads(sealed(store).replace("生于1975年3月", "生于1975年13月"))
    assert "起止却是" in check_seal("a.json", write_seal(_seal_again(longer))).problems[0].problem


def _seal_again(seal: dict[str, Any]) -> dict[str, Any]:
    seal["hashes"] = {place: digest(value) for place, value in iter_places(seal)}
    seal["content_sha256"] = digest(seal["content"])
    return seal | {"seal_sha256": seal_hash(seal)}


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", "1", "{" * 100_000, '{"format": 1}', "9" * 5000])
def test_what_is_no_seal_is_refused_in_words(text: str) -> None:
    """Whatever the file holds, there is one problem that names it, and no crash."""
    (problem,) = check_seal("x.json", text).problems
    assert problem.file == "x.json"
    assert problem.remedy


def test_two_seals_tell_what_changed_with_the_sources(store: SqliteStore) -> None:
    """A new post and award are added, a post that ended is changed, a corrected line is gone."""
    old = json.loads(sealed(store))
    born = next(v for v in store.iter_statements() if v.predicate == "BORN")
    store.put_judgement(Judgement(born.id, Verdict.MISREAD, by="馆员甲", why="读错"))
    store.put_document(write_post(NAME, "局长", EDUCATION, "2024-06-01", status="removed", valid_to="2024-05").commit())
    store.put_document(write_award(NAME, "副局长", WATER, "节水先锋", "2024-07-01").commit())
    new = json.loads(sealed(store))
    found = compare_seals(old, new)
    assert ("posts", "副局长") in {(line.section, line.says.get("post")) for line in found.added}
    assert ("awards", "节水先锋") in {
        (line.section, json.loads(line.says["values"]).get("award")) for line in found.added if "values" in line.says
    }
    assert [line.section for line in found.gone] == ["life/born"]
    (change,) = [one for one in found.changed if one.section == "posts"]
    assert (change.before.says["valid_to"], change.after.says["valid_to"]) == ("", "2024-05")
    assert len(change.after.evidence) == len(change.before.evidence) + 1
    for line in (*found.added, *found.gone):
        assert line.evidence or line.section == "members"
    assert compare_seals(old, old).added == compare_seals(old, old).gone == compare_seals(old, old).changed == ()
