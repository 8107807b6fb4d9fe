"""Who is who over HTTP: namesakes side by side, previews that write nothing, judgements with reasons, exact undo."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from graph.attachment import WHY, WHY_BOTH_POSTS, WHY_HELD_BEFORE
from graph.comparison import ONLY_THE_NAME, REASONS, VETOES
from tests.api.record import OFFICIAL, Record
from tests.conftest import ROOT
from tests.graph.commits import EDUCATION, WATER, person_of, write_post

REASON = "两份简历的出生年月和籍贯一致"
NOBODY = "person-" + "0" * 32


def judge(client: TestClient, left: str, right: str, verdict: str, why: str = REASON) -> str:
    body = {"left": left, "right": right, "verdict": verdict, "by": "馆员甲", "why": why}
    answer = client.post("/judgements", json=body)
    assert answer.status_code == 201, answer.text
    assert answer.headers["cache-control"] == "no-store"
    said: str = answer.json()["judgement"]
    return said


def namesakes(client: TestClient, person: str) -> Any:
    answer = client.get(f"/entities/{person}/namesakes")
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_namesakes_stand_side_by_side_with_their_sentences(client: TestClient, record: Record) -> None:
    """Each feature says what it compares, and quotes each side from its own document."""
    page = namesakes(client, record.official)
    (pair,) = page["comparisons"]
    assert {pair["left"]["id"], pair["right"]["id"]} == {record.official, record.namesake}
    assert (pair["verdict"], pair["rulings"], bool(pair["reasons"])) == ("abstain", [], True)
    post = next(one for one in pair["features"] if one["name"] == "post")
    for side in ("left", "right"):
        (cited,) = post[f"{side}_evidence"]
        document = client.get(f"/documents/{cited['document']}").json()
        assert document["text"][cited["start"] : cited["end"]] == cited["quote"]
        assert OFFICIAL in cited["quote"]
    by_name = client.post("/namesakes", json={"name": OFFICIAL}).json()
    assert client.post("/namesakes", json={"name": f"局长{OFFICIAL}"}).json() == by_name
    assert by_name["comparisons"] == page["comparisons"]
    assert len(by_name["candidates"]) == 2


def test_personal_answers_are_kept_by_nobody_without_asking(client: TestClient, record: Record) -> None:
    """As other answers on people: checked each time, or stored nowhere."""
    pair = {"left": record.official, "right": record.namesake}
    answers = [
        client.get(f"/entities/{record.official}/namesakes"),
        client.post("/namesakes", json={"name": OFFICIAL}),
        client.post("/namesakes/waiting", json={}),
        client.post("/judgements/preview", json=pair),
    ]
    assert [answer.status_code for answer in answers] == [200] * 4
    assert {answer.headers["cache-control"] for answer in answers} == {"private, no-cache"}
    assert "etag" in answers[0].headers
    missing = client.get(f"/entities/{NOBODY}/namesakes")
    assert (missing.status_code, missing.headers["cache-control"]) == (404, "no-store")


def test_a_merge_and_its_undo_leave_no_trace(client: TestClient, record: Record) -> None:
    """Merged, both ids lead to one portrait with the posts of both; taken back, every byte is as before."""
    paths = [f"/entities/{one}/portrait" for one in (record.official, record.namesake)]
    before = [client.get(path).content for path in paths]
    preview = client.post("/judgements/preview", json={"left": record.official, "right": record.namesake}).json()
    assert [client.get(path).content for path in paths] == before, "a preview writes nothing"
    said = judge(client, record.official, record.namesake, "same")
    kept, gone = sorted((record.official, record.namesake))
    answer = client.get(f"/entities/{gone}/portrait")
    assert (answer.status_code, answer.headers["location"]) == (307, f"/entities/{kept}/portrait")
    merged = client.get(f"/entities/{kept}/portrait").json()
    assert len(merged["posts"]) == 2
    assert merged["posts"] == preview["portrait"]["posts"]
    page = namesakes(client, gone)
    assert page["comparisons"] == []
    assert [(one["judgement"], one["why"]) for one in page["attached"]] == [(said, REASON)]
    answer = client.delete(f"/judgements/{said}")
    assert (answer.status_code, answer.content) == (204, b"")
    assert [client.get(path).content for path in paths] == before
    assert client.delete(f"/judgements/{said}").status_code == 404


def test_what_was_parted_or_left_open_says_so(client: TestClient, record: Record) -> None:
    """Different excludes, unsure leaves the queue and decides nothing; both can be taken back."""

    def waiting() -> list[str]:
        return [page["name"] for page in client.post("/namesakes/waiting", json={}).json()["waiting"]]

    assert waiting() == [OFFICIAL]
    for verdict, outcome in (("different", "no_match"), ("unsure", "abstain")):
        said = judge(client, record.official, record.namesake, verdict)
        (pair,) = namesakes(client, record.official)["comparisons"]
        assert (pair["verdict"], [one["judgement"] for one in pair["rulings"]]) == (outcome, [said])
        assert waiting() == []
        assert client.delete(f"/judgements/{said}").status_code == 204
        assert waiting() == [OFFICIAL]


def test_the_queue_goes_on_after_a_name_in_the_body(client: TestClient, record: Record) -> None:
    """A page of one name each; the last page says that nothing follows."""
    for org in (EDUCATION, WATER):
        record.store.put_document(write_post("司徒砚", "科长", org, "2024-02-01").commit())
    seen, after = [], ""
    for _ in range(5):
        page = client.post("/namesakes/waiting", json={"after": after, "limit": 1}).json()
        seen += [one["name"] for one in page["waiting"]]
        after = page["after"]
        if not after:
            break
    assert sorted(seen) == sorted([OFFICIAL, "司徒砚"])
    assert after == ""


def test_what_a_rule_joined_can_be_answered(client: TestClient, record: Record) -> None:
    """The reason stands with the sentences of both sides; "different" parts them, and taking it back joins again."""
    pages = [
        write_post("司徒砚", "科长", WATER, day, note=note) for day, note in (("2024-02-01", ""), ("2024-03-01", "一"))
    ]
    for page in pages:
        record.store.put_document(page.commit())
    one = person_of(pages[0].commit())
    (ruling,) = namesakes(client, one)["attached"]
    assert (ruling["why"], ruling["verdict"]) == (WHY, "same")
    assert {cited["document"] for side in ("left", "right") for cited in ruling[f"{side}_evidence"]} == {
        page.id for page in pages
    }
    assert client.delete(f"/judgements/{ruling['judgement']}").status_code == 404, "a rule is answered, not undone"
    said = judge(client, ruling["left"], ruling["right"], "different")
    assert len(client.post("/search", json={"name": "司徒砚"}).json()["results"]) == 2
    assert client.delete(f"/judgements/{said}").status_code == 204
    assert len(client.post("/search", json={"name": "司徒砚"}).json()["results"]) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"why": None}, {"why": "  "}, {"why": "理" * 1001}, {"by": None}, {"by": ""}, {"verdict": "misread"},
        {"verdict": None}, {"right": None}, {"note": "更多"},
    ],
)  # fmt: skip
def test_a_judgement_without_its_parts_is_refused(client: TestClient, record: Record, change: dict[str, Any]) -> None:
    """No reason, no author, no second side, another verdict, an unknown field: 422, and nothing is written."""
    body = {"left": record.official, "right": record.namesake, "verdict": "same", "by": "馆员甲", "why": REASON}
    body = {key: value for key, value in (body | change).items() if value is not None}
    assert client.post("/judgements", json=body).status_code == 422
    assert namesakes(client, record.official)["comparisons"][0]["rulings"] == []


def test_a_judgement_in_a_rule_s_name_is_refused(client: TestClient, record: Record) -> None:
    """Nor can somebody be judged the same as themselves."""
    body = {"left": record.official, "right": record.namesake, "verdict": "same", "by": "rule:mine", "why": REASON}
    assert client.post("/judgements", json=body).status_code == 400
    alone = {"left": record.official, "right": record.official}
    assert client.post("/judgements", json=body | alone | {"by": "馆员甲"}).status_code == 400
    assert client.post("/judgements/preview", json=alone).status_code == 400
    assert namesakes(client, record.official)["comparisons"][0]["rulings"] == []


def test_what_nobody_knows_is_not_in_the_record(client: TestClient, record: Record) -> None:
    """Strangers, institutions, names that nobody bears and judgements that were never made: 404."""
    body = {"left": record.official, "right": NOBODY, "verdict": "same", "by": "馆员甲", "why": REASON}
    answers = [
        client.get(f"/entities/{NOBODY}/namesakes"),
        client.get(f"/entities/{record.organisation}/namesakes"),
        client.post("/namesakes", json={"name": "司徒无名"}),
        client.post("/judgements/preview", json={"left": record.official, "right": NOBODY}),
        client.post("/judgements/preview", json={"left": record.official, "right": record.organisation}),
        client.post("/judgements", json=body),
        client.delete("/judgements/judgement-none"),
    ]
    assert [answer.status_code for answer in answers] == [404] * len(answers)


def test_no_name_in_an_address_and_none_in_the_audit(client: TestClient, record: Record, tmp_path: Path) -> None:
    """Names are taken from bodies only; the audit names ids."""
    assert client.get("/namesakes", params={"name": OFFICIAL}).status_code == 405
    assert client.post("/namesakes", params={"name": OFFICIAL}, json={"name": OFFICIAL}).status_code == 422
    assert client.get(f"/entities/{record.official}/namesakes", params={"name": OFFICIAL}).status_code == 422
    document = client.get("/openapi.json").json()["paths"]
    for path in ("/namesakes", "/namesakes/waiting", "/judgements", "/judgements/preview"):
        assert list(document[path]) == ["post"]
        assert "parameters" not in document[path]["post"]
    client.post("/namesakes", json={"name": OFFICIAL})
    judge(client, record.official, record.namesake, "same")
    written = b"".join(path.read_bytes() for path in tmp_path.glob("audit.db*"))
    assert record.official.encode() in written
    assert OFFICIAL.encode() not in written
    assert REASON.encode() not in written


def test_forbidden_content_in_a_reason_is_masked(client: TestClient, record: Record) -> None:
    """A number of a person's papers does not enter the record by way of a reason."""
    judge(client, record.official, record.namesake, "different", why="证件号 11010519491231002X 不同")
    assert "11010519491231002X" not in client.get(f"/entities/{record.official}/namesakes").text


def test_strangers_get_nothing(stranger: TestClient, record: Record) -> None:
    """Without a session every route answers 401."""
    answers = [
        stranger.get(f"/entities/{record.official}/namesakes"),
        stranger.post("/namesakes", json={"name": OFFICIAL}),
        stranger.post("/namesakes/waiting", json={}),
        stranger.post("/judgements/preview", json={"left": record.official, "right": record.namesake}),
        stranger.post("/judgements", json={}),
        stranger.delete("/judgements/judgement-none"),
    ]
    assert [answer.status_code for answer in answers] == [401] * len(answers)


def test_the_page_says_every_reason_of_a_rule_in_both_languages() -> None:
    """Reasons come from the service in Chinese; the page's list translates each of them."""
    script = (ROOT / "api" / "static" / "words.js").read_text("utf-8")
    block = script.split("const REASONS = {", 1)[1].split("\n};", 1)[0]
    told = dict(re.findall(r'"?([^\s":]+：?[^\s":]*)"?:\s+"([^"]+)"', block))
    expected = {*REASONS.values(), *VETOES.values(), ONLY_THE_NAME, WHY, WHY_BOTH_POSTS, WHY_HELD_BEFORE}
    assert expected - set(told) == set()
