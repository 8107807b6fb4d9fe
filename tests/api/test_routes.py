"""What each route answers, over a real store."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from starlette.testclient import TestClient

from domain.locator import PlacedLine, write_pages
from domain.partial_date import PartialDate
from domain.passport import Passport
from graph.seal_check import check_seal
from graph.source import SourceRun
from tests.api.record import COLLEGE, COMMUNITY, OFFICIAL, RESIDENT, Record
from tests.graph.commits import EDUCATION, FINANCE, judge_same, write_post


def read(client: TestClient, path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_search_shows_what_tells_namesakes_apart(client: TestClient, record: Record) -> None:
    """Both officials of one name come with post, organisation and years; none is chosen."""
    results = client.post("/search", json={"name": OFFICIAL}).json()["results"]
    assert {r["id"] for r in results} == {record.official, record.namesake}
    assert {(r["kind"], r["post"], r["organisation"], r["matched_by"]) for r in results} == {
        ("Person", "局长", EDUCATION, "exact"), ("Person", "局长", FINANCE, "exact"),
    }  # fmt: skip
    assert {r["years"] for r in results} == {"2023–2024", "2024"}


def test_search_narrows_by_kind_and_organisation(client: TestClient, record: Record) -> None:
    """Kinds and organisation leave out what does not fit."""
    one = client.post("/search", json={"name": OFFICIAL, "organisation": "沧澜"}).json()["results"]
    assert [r["id"] for r in one] == [record.namesake]
    assert client.post("/search", json={"name": OFFICIAL, "kinds": ["Community"]}).json() == {"results": []}


def test_residents_and_households_are_never_found(client: TestClient) -> None:
    """A private name and a pseudonym find nothing."""
    for name in (RESIDENT, "户甲", "household"):
        assert client.post("/search", json={"name": name}).json() == {"results": []}


def test_passages_find_articles_by_their_words(client: TestClient, record: Record) -> None:
    """The text of an article leads to its document; headlines are masked and a private name finds nothing."""
    found = client.post("/passages", json={"text": "老年食堂"}).json()["results"]
    assert found == [{"document": record.news, "number": 0, "headline": "张某某家门口有了食堂"}]
    assert client.post("/passages", json={"text": RESIDENT}).json() == {"results": []}
    assert client.post("/passages", json={"text": "老年食堂", "sort": "x"}).status_code == 422


def test_portrait_says_all_that_the_record_says(client: TestClient, record: Record) -> None:
    """Post, life, award and source, each with a quote that stands in its document; the rest is a gap."""
    portrait = read(client, f"/entities/{record.official}/portrait")
    (post,) = portrait["posts"]
    assert (post["organisation"], post["post"], post["valid_from"], post["cover"]) == (
        EDUCATION,
        "局长",
        "2023-03",
        "held",
    )
    life = portrait["life"]
    assert (life["born"][0]["date"], life["native_place"][0]["place"]) == ("1975-04", "青海云岫")
    assert (life["education"][0]["school"], life["joined"][0]["date"]) == (COLLEGE, "1998-07")
    assert portrait["awards"][0]["values"]["award"] == "全省教育系统先进工作者"
    assert portrait["gaps"] == []
    text = read(client, f"/documents/{record.career}")["text"]
    citations = [
        citation
        for line in (*portrait["posts"], *life["born"], *life["education"], *portrait["awards"])
        for citation in line["evidence"]
    ]
    assert len(citations) == 4
    for citation in citations:
        assert text[citation["start"] : citation["end"]] == citation["quote"]
    assert read(client, f"/entities/{record.namesake}/portrait")["gaps"]


@pytest.mark.parametrize(("day", "cover"), [("2024-10-01", "held"), ("2026-01", "unknown"), ("2022-01-01", "")])
def test_portrait_covers_a_day_or_says_unknown(client: TestClient, record: Record, day: str, cover: str) -> None:
    """Twelve months after the last word a post is unknown; before its start it is left out."""
    posts = read(client, f"/entities/{record.official}/portrait?valid_at={day}")["posts"]
    assert [post["cover"] for post in posts] == ([cover] if cover else [])


def test_organisation_shows_its_leadership_on_a_day(client: TestClient, record: Record) -> None:
    """Within twelve months somebody leads; later somebody was last known."""
    now = read(client, f"/organisations/{record.organisation}")
    assert [(h["post"], h["name"]) for h in now["leadership"]] == [("局长", OFFICIAL)]
    assert read(client, f"/organisations/{record.organisation}/leadership") == now["leadership"]
    later = read(client, f"/organisations/{record.organisation}?at=2027-01-01")
    assert later["leadership"] == []
    assert [k["person"] for k in later["last_known"]] == [record.official]


def test_community_shows_services_activities_and_counts(client: TestClient, record: Record) -> None:
    """A community's page has its service, its activity and its number."""
    page = read(client, f"/organisations/{record.community}")
    assert page["services"][0]["values"]["service"] == "老年食堂"
    assert page["activities"][0]["values"]["activity"] == "开灶仪式"
    assert page["counts"][0]["values"]["value"] == "320"


def test_post_shows_its_holders(client: TestClient, record: Record) -> None:
    """A post answers who holds it."""
    page = read(client, f"/posts/{record.post}/holders")
    assert [h["person"] for h in page["holders"]] == [record.official]


def test_entity_and_neighbours(client: TestClient, record: Record) -> None:
    """A service knows the community that provides it, by statement."""
    assert read(client, f"/entities/{record.service}")["name"] == "老年食堂"
    neighbours = read(client, f"/entities/{record.service}/adjacent")["neighbours"]
    assert {(n["id"], n["predicate"]) for n in neighbours} == {(record.community, "PROVIDES")}


def test_paths_carry_evidence_on_every_hop(client: TestClient, record: Record) -> None:
    """From an official to the organisation there is a way, and each step has its sentence."""
    page = client.post("/paths", json={"source": record.official, "target": record.organisation}).json()
    assert page["paths"]
    assert all(hop["evidence"] for path in page["paths"] for hop in path)


def test_coverage_counts_households(client: TestClient, record: Record) -> None:
    """Two of three households were served; the third is the gap."""
    (row,) = client.post("/coverage", json={"area": record.community, "period": "2024"}).json()["rows"]
    assert (row["numerator"], row["denominator"], row["unknown"], len(row["gaps"])) == (2, 3, 0, 1)


def test_document_masks_residents_everywhere(client: TestClient, record: Record) -> None:
    """Text, title, headline and what a statement says show 张某某, and every offset still holds."""
    page = read(client, f"/documents/{record.news}")
    assert RESIDENT not in client.get(f"/documents/{record.news}").text
    assert page["text"].count("张某某") == 2
    assert page["title"] == page["articles"][0]["headline"] == "张某某家门口有了食堂"
    spoken = next(h for h in page["highlights"] if h["predicate"] == "SPOKE")
    assert spoken["arguments"]["speaker"] == "张某某"
    assert page["text"][spoken["start"] : spoken["end"]] == "“省心多了。”"
    assert (page["source"], page["published"]) == ("云岫日报", "2024-06-18")


def test_sources_of_a_portrait_mask_residents(client: TestClient) -> None:
    """A headline that names a resident is a snippet outside its document."""
    (found,) = client.post("/search", json={"name": "周予安"}).json()["results"]
    assert read(client, f"/entities/{found['id']}/portrait")["sources"][0]["title"] == "张某某家门口有了食堂"


def test_evidence_of_a_statement(client: TestClient, record: Record) -> None:
    """Document, place, quote and who read it."""
    answer = read(client, f"/statements/{record.holding}/evidence")
    assert answer["evidence"]["document"] == record.career
    assert answer["evidence"]["quote"] == f"{EDUCATION}局长{OFFICIAL}"
    assert (answer["extractor"], answer["confidence"]) == ("by-hand", 0.9)


def test_evidence_says_where_it_stands_in_its_file(client: TestClient, record: Record) -> None:
    """Page and box of the quote, here and at its highlight; what has only a text has none."""
    assert read(client, f"/statements/{record.holding}/evidence")["location"] == []
    commit = write_post("宁知远", "局长", EDUCATION, "2024-03-05").commit()
    length = len(commit.document.text)
    line = PlacedLine(0, length, 70000, 71200, tuple(range(6000, 6000 + 1200 * (length + 1), 1200)))
    record.store.put_document(
        replace(commit, document=replace(commit.document, locator=write_pages([(2, True, [line])])))
    )
    statement = commit.statements[0]
    start, end = (60.0 + 12 * place for place in (statement.evidence.start, statement.evidence.end))
    place = {"sheet": "", "row": 0, "column": "", "page": 2, "box": [start, 700.0, end, 712.0], "is_recognised": True}
    assert read(client, f"/statements/{statement.id}/evidence")["location"] == [place]
    highlights = read(client, f"/documents/{commit.document.id}")["highlights"]
    assert place in [one for highlight in highlights for one in highlight["location"]]


def test_merged_entity_leads_to_the_one_it_became(client: TestClient, record: Record) -> None:
    """After a judgement the larger id answers 307 with the same question; undone, it stands by itself again."""
    first, second = sorted((record.official, record.namesake))
    judgement = record.store.put_judgement(judge_same(first, second))
    for path in (f"/entities/{second}", f"/entities/{second}/portrait?valid_at=2024-10-01"):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["location"]) == (307, path.replace(second, first))
    assert len(read(client, f"/entities/{first}/portrait")["posts"]) == 2
    assert record.store.undo_judgement(judgement.id)
    assert client.get(f"/entities/{second}").status_code == 200


def test_labels_come_from_the_ontology(client: TestClient) -> None:
    """Kinds, predicates, roles and closed words have both languages."""
    labels = read(client, "/ontology")
    assert labels["kinds"]["Person"] == {"zh": "人物", "en": "person"}
    assert labels["predicates"]["HOLDS_POST"]["roles"]["org"] == {"zh": "机构", "en": "organisation"}
    assert labels["predicates"]["HOLDS_POST"]["words"]["status"]["removed"] == {"zh": "已免", "en": "removed"}
    assert labels["words"]["verdict"]["misread"] == {"zh": "读错", "en": "misread"}


def test_sources_are_listed(client: TestClient, record: Record) -> None:
    """Every source that the arrivals name, with what came of it; the same as the command line prints."""
    listed = read(client, "/sources")["sources"]
    assert sum(source["documents"] for source in listed) >= record.store.count().documents
    assert {source["freshness"] for source in listed} == {"open"}
    run = SourceRun(
        "水务公报", "2024-06-01T08:00:00.000000+00:00", {"documents": 2}, 2, "2024-05-31", True,
        Passport("水务公报", "水务局", "gazette", every="month").pack(),
    )  # fmt: skip
    record.store.put_source_run(run)
    (gazette,) = [source for source in read(client, "/sources")["sources"] if source["name"] == "水务公报"]
    assert (gazette["publisher"], gazette["expected"], gazette["freshness"]) == ("水务局", "2024-06-30", "late")
    assert (gazette["counts"], gazette["accepted"]) == ({"documents": 2}, True)
    assert client.get("/sources?name=x").status_code == 422


@pytest.mark.parametrize(
    "path",
    [
        "/entities/{0}", "/entities/{0}/portrait", "/entities/{0}/adjacent", "/organisations/{0}",
        "/organisations/{0}/leadership", "/posts/{0}/holders", "/documents/{0}", "/statements/{0}/evidence", "/{0}",
    ],
)  # fmt: skip
def test_unknown_id_is_not_in_the_record(client: TestClient, path: str) -> None:
    """404 as a problem, and never the words "has no"."""
    for unknown in ("none", "person-0", "..%2F..", "%00", "林知远"):
        answer = client.get(path.format(unknown))
        assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


def test_wrong_kind_is_not_in_the_record(client: TestClient, record: Record) -> None:
    """A community has no portrait, a person no leadership, a service no holders."""
    for path in (
        f"/entities/{record.community}/portrait",
        f"/organisations/{record.official}",
        f"/posts/{record.service}/holders",
    ):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize("parameter", ["name=x", "valid=2024", "limit=5", "token=x"])
def test_unknown_parameter_is_an_error(client: TestClient, record: Record, parameter: str) -> None:
    """A typo changes no answer: 422 on every route that reads."""
    paths = (
        f"/entities/{record.official}",
        f"/entities/{record.official}/portrait",
        f"/documents/{record.news}",
        "/ontology",
    )
    for path in paths:
        answer = client.get(f"{path}?{parameter}")
        assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert client.post(f"/search?{parameter}", json={"name": OFFICIAL}).status_code == 422


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/search", {"name": OFFICIAL, "sort": "score"}),
        ("/search", {"name": "  "}),
        ("/search", {"name": OFFICIAL, "kinds": ["Minister"]}),
        ("/search", {"name": OFFICIAL, "limit": 0}),
        ("/search", {}),
        ("/paths", {"source": "a", "target": "b", "hops": 9}),
        ("/coverage", {"area": "a", "period": "2024-13"}),
        ("/corrections", {"statement": "s", "verdict": "same", "why": "x"}),
        ("/corrections", {"statement": "s", "verdict": "misread", "why": " "}),
    ],
)
def test_wrong_body_is_an_error_that_repeats_nothing(client: TestClient, path: str, body: dict[str, Any]) -> None:
    """Extra fields, closed lists and bounds: 422, and what was sent is not sent back."""
    answer = client.post(path, json=body)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert OFFICIAL not in answer.text
    assert "Minister" not in answer.text


@pytest.mark.parametrize("content", [b"", b"{", b'"\xff"', b'{"name":"\\ud800"}', b"[1]"])
def test_unreadable_body_is_an_error(client: TestClient, content: bytes) -> None:
    """What is no JSON, or no text, is the asker's mistake."""
    answer = client.post("/search", content=content, headers={"content-type": "application/json"})
    assert answer.status_code in (400, 422)
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("day", ["2024-13", "2024-02-30", "0000", "2024-1", "tomorrow", "2024-01-01T00:00", "２０２４"])
def test_day_that_does_not_exist_is_an_error(client: TestClient, record: Record, day: str) -> None:
    """Only a real YYYY, YYYY-MM or YYYY-MM-DD is a day."""
    for path in (f"/entities/{record.official}/portrait?valid_at=", f"/organisations/{record.community}?at="):
        assert client.get(path + day).status_code == 422
    assert PartialDate.parse("2024-02-29")


def test_wrong_method_names_the_right_one(client: TestClient) -> None:
    """405 says what is allowed."""
    answer = client.get("/search")
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
    assert answer.headers["content-type"] == "application/problem+json"


def test_no_answer_puts_a_name_into_an_address(client: TestClient, record: Record) -> None:
    """Redirects and every path of the document carry ids; no parameter takes a name."""
    document = client.get("/openapi.json").json()
    parameters = {
        parameter["name"]
        for operations in document["paths"].values()
        for operation in operations.values()
        for parameter in operation.get("parameters", ())
    }
    assert parameters == {
        "entity_id", "document_id", "statement_id", "judgement_id", "statement", "at", "valid_at", "known_at",
        "predicate", "document", "after", "limit", "why",
        "case_id", "community_id", "grid_id", "area", "place", "body", "period", "periods", "by", "by_care", "by_grid",
        "overdue", "listed", "unvisited_days",
    }  # fmt: skip
    for path, name in (("/coverage", "area"), ("/cases", "place"), ("/services", "body"), ("/evaluations", "body")):
        assert client.get(path, params={name: COMMUNITY}).status_code == 404
        assert client.get(path, params={name: record.community}).status_code == 200
    assert COMMUNITY not in client.get(f"/organisations/{record.community}").headers.get("location", "")


def test_a_sealed_portrait_is_intact_as_it_is_served(client: TestClient, record: Record) -> None:
    """The body is the file: saved as it comes, it passes the check without a store."""
    answer = client.get(f"/entities/{record.official}/seal")
    assert answer.status_code == 200
    check = check_seal("seal.json", answer.content.decode())
    assert check.problems == ()
    assert answer.json()["content"]["posts"] == client.get(f"/entities/{record.official}/portrait").json()["posts"]
    assert client.get(f"/entities/{record.official}/seal?valid_at=2020").json()["as_of"]["valid"] == "2020"


def test_a_side_can_be_judged_to_hold(client: TestClient, record: Record) -> None:
    """Where sources disagree, one line is filed as preferred; it stays on the page with its mark."""
    body = {"statement": record.holding, "verdict": "preferred", "why": "与档案一致"}
    assert client.post("/corrections", json=body).status_code == 201
    (post,) = client.get(f"/entities/{record.official}/portrait").json()["posts"]
    assert post["evidence"][0]["marks"] == ["preferred"]


def test_officials_are_found_by_their_posts(client: TestClient, record: Record) -> None:
    """In name order with the posts that fit; counts have names; an unknown line is refused, and so is GET."""
    page = client.post("/officials", json={"line": "government", "area": "青海省"}).json()
    assert [(one["id"], one["name"]) for one in page["officials"]] == [(record.official, OFFICIAL)]
    assert all(post["evidence"] for one in page["officials"] for post in one["posts"])
    assert [line["value"] for line in page["lines"]] == ["government"]
    everybody = client.post("/officials", json={"limit": 1}).json()
    assert everybody["after"] == everybody["officials"][0]["id"]
    assert client.post("/officials", json={"line": "spaceship"}).status_code in (404, 422)
    assert (
        client.post("/officials", json={"organisation": record.organisation}).json()["officials"][0]["id"]
        == record.official
    )
    assert client.get("/officials").status_code == 405
