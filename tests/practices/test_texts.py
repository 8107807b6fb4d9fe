"""What a user would ask of the practices' news: numbers, terms of services and dated quotations, with their places."""

from __future__ import annotations

import pytest

from tests.practices.conftest import Asked
from tools.practices import REPORTS, find_numbers, load_practices

NEWS = "https://news.songling.example/"

NUMBERS = {
    "0310": ["10户", "12亩", "120亩", "82户", "45场次", "36户"],
    "0605": ["6项", "320余人", "17件", "3件"],
    "0702": ["15项", "10项", "6大板块", "24个", "1300余条", "2.4万余条", "9名", "14人次", "5名", "21人"],
    "0618": ["10次", "12项"],
    "0510": ["3个"],
    "0625": ["3个", "3名", "6名"],
}


@pytest.mark.parametrize("news", NUMBERS)
def test_numbers_of_a_report_with_their_places(town: Asked, news: str) -> None:
    """Each stands at its place, inside the sentence that says it."""
    answer = town("figures", NEWS + news)
    found = {one["quantity"]: one for one in answer["figures"]}
    assert set(found) >= set(NUMBERS[news])
    for quantity, one in found.items():
        assert town.texts[answer["document"]][one["start"] : one["end"]] == quantity
        assert quantity in town.quote(one["evidence"][0])


def test_figures_about_one_subject(town: Asked) -> None:
    """Only what is said of it; nothing is said of another."""
    about = town("figures", NEWS + "0310", "--about", "河湾")["figures"]
    assert [one["quantity"] for one in about] == ["10户", "12亩", "120亩", "82户"]
    with pytest.raises(RuntimeError, match=" 4 "):
        town.town.run(["figures", NEWS + "0310", "--about", "东沟"])


def test_terms_of_services(town: Asked) -> None:
    """Ten times a year, without limit for some, an answer in half an hour; on the page of the body as well."""
    terms = town("figures", NEWS + "0618")["terms"]
    assert [(one["limit"], one["times"], one["per"]) for one in terms] == [
        ("limited", "10", "每户每年"), ("unlimited", "", ""),
    ]  # fmt: skip
    assert "10次" in town.quote(terms[0]["evidence"][0])
    assert [one["minutes"] for one in town("figures", NEWS + "0625")["terms"]] == ["30"]
    body = terms[0]["provider_id"]
    assert [one["limit"] for one in town("services", "--id", body)["terms"]] == ["limited", "unlimited"]
    page = town("organisation", "--id", body)["terms"]
    assert sorted(one["values"]["limit"] for one in page) == ["limited", "unlimited"]


def test_dated_quotations_of_a_column(town: Asked) -> None:
    """Speaker, occasion, date and place of each; found by speaker, day or occasion over all documents too."""
    answer = town("quotations", NEWS + "0628")["quotations"]
    assert [(one["speaker"], one["date"]) for one in answer] == [
        ("云海", "2024年3月4日"), ("云海", "2024年4月16日"), ("云海", "2024年5月20日至21日"),
    ]  # fmt: skip
    assert [one["occasion"] for one in answer] == ["全旗基层治理工作会议", "松岭镇调研", "向阳社区考察"]
    for one in answer:
        assert town.texts[one["document"]][one["start"] : one["end"]] == one["quote"]
    assert town("quotations", "--speaker", "云海")["quotations"] == answer
    assert town("quotations", "--on", "2024年4月16日")["quotations"] == answer[1:2]
    assert town("quotations", "--speaker", "云海", "--occasion", "考察")["quotations"] == answer[2:]


def test_undated_words_wait_for_being_asked(town: Asked) -> None:
    """A resident's words have no date: they are listed only on request, and the name stays masked."""
    with pytest.raises(RuntimeError, match=" 4 "):
        town.town.run(["quotations", NEWS + "0625"])
    said = town("quotations", NEWS + "0625", "--undated")["quotations"]
    assert [one["speaker"] for one in said if one["quote"] == "“说一声就有人管。”"] == ["赵某某"]
    for words in (["--speaker", "赵大爷"], ["--occasion", "群里"]):
        with pytest.raises(RuntimeError, match=" 2 "):
            town.town.run(["quotations", *words, "--undated"])
    with pytest.raises(RuntimeError, match=" 4 "):
        town.town.run(["quotations", "--speaker", "赵大爷"])


def test_an_answer_from_too_many_articles_says_so(town: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where not every article with the words was looked through, the answer does not look whole."""
    assert town("quotations", "--speaker", "云海")["more"] is False
    monkeypatch.setattr("graph.told_desk.MOST_ARTICLES", 0)
    assert town("quotations", "--speaker", "云海")["more"] is True


REPORTED = [
    ("10户", 105, 108), ("10户", 245, 248), ("12亩", 260, 263), ("120亩", 473, 477), ("82户", 531, 534),
    ("98户", 890, 893), ("110余场次", 874, 880),
    ("203件", 1746, 1750), ("33件", 1757, 1760), ("2000余人", 1660, 1666), ("6大项目", 1638, 1642),
    *((f"第{number}项服务", 1618 + 3 * number, 1620 + 3 * number) for number in range(1, 7)),
    ("18项", 2627, 2630), ("12项", 2641, 2644), ("6大板块", 2901, 2905), ("30余个", 2906, 2910),
    ("8800余条", 2333, 2339), ("5.6万余条", 2924, 2930),
    ("31名", 3620, 3623), ("136人次", 3636, 3641), ("19名", 3661, 3664), ("166人", 3716, 3720),
    ("10次", 4906, 4909), ("12项", 5057, 5060), ("10次", 4902, 4916), ("不限次", 4945, 4949),
    ("2个", 5453, 5455), ("30分钟", 6010, 6018),
    ("2023年3月30日", 3866, 3959), ("2023年4月10日至13日", 3999, 4073), ("2023年5月17日", 4109, 4160),
]  # fmt: skip
"""Numbers and offsets of the page of real reports; none of its words."""


def test_numbers_of_the_page_of_reports(reports: Asked) -> None:
    """Asked of the store after the page was read: every number that the practices are known by, with its span."""
    found = find_numbers(reports.town, str(REPORTS))
    assert [(one.number, one.start, one.end) for one in found] == REPORTED
    (text,) = reports.texts.values()
    plain = [one for one in found if one.command == "figures 文件" and one.end - one.start == len(one.number)]
    assert len(plain) >= 24
    assert all(text[one.start : one.end] == one.number for one in plain)
    assert {one.practice for one in found} == {
        one["name"] for one in load_practices() if one.get("page") or one.get("terms") or one.get("quotations")
    }
