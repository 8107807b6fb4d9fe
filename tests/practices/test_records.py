"""What a user would ask of the practices' records: the number, and the rows that it rests on."""

from __future__ import annotations

import pytest

from tests.practices.conftest import Asked

HERE = ("向阳社区", "--org", "松岭镇")
"""A text without a town speaks of another 向阳社区: the name alone fits both."""


def test_land_for_thrift_is_counted_by_year_and_fits_what_was_set_aside(town: Asked) -> None:
    """Ten households with 12 亩 each fit the 120 亩 of 2024; 82 households in seven years, a row of the list each."""
    answer = town("allotments", "河湾嘎查")
    by_year = {row["year"]: row for row in answer["rows"]}
    assert [by_year[str(year)]["households"] for year in range(2018, 2025)] == [12] * 6 + [10]
    assert (by_year["2024"]["each"], by_year["2024"]["quantity"], by_year["2024"]["whole"]) == (12, 120, 120)
    assert all(by_year[str(year)]["fits"] for year in range(2018, 2025))
    assert (by_year[""]["households"], by_year[""]["fits"]) == (82, None)
    told = town.sources(answer)
    assert len(told["rewards.csv"]) == 82
    assert sum("\t12\t亩" in row for row in told["rewards.csv"]) == 10
    assert ["120" in row for row in told["figures.csv"]] == [True]


def test_households_are_chosen_by_review_and_vote(town: Asked) -> None:
    """Body, scheme, outcome and vote as the sheet has them, household by household."""
    answer = town("evaluations", "--period", "2024")
    assert len(answer["rows"]) == 10
    assert {(r["scheme"], r["outcome"]) for r in answer["rows"]} == {("节俭办事评选办法", "入选")}
    assert {r["vote"] for r in answer["rows"]} == {"举手表决：赞成46票、反对0票"}
    assert all(r["target"].startswith("户-") and r["target"] in town.quote(r) for r in answer["rows"])


def test_six_kinds_of_help_with_denominator_and_gaps(town: Asked) -> None:
    """Households served of those in the register; a meal for nobody named is unknown, not uncovered."""
    answer = town("coverage", *HERE, "--period", "2024")
    rows = {row["service"]: row for row in answer["rows"]}
    helps = ("助餐", "助洁", "助行", "助急", "助医", "助浴")
    assert [rows[name]["numerator"] for name in helps] == [4, 3, 2, 4, 3, 2]
    assert {rows[name]["denominator"] for name in helps} == {36}
    assert (rows["助餐"]["unknown"], len(rows["助餐"]["gaps"])) == (1, 32)
    assert len(town.sources(answer)["households.csv"]) == 36


def test_stated_numbers_stand_beside_counted_ones(town: Asked) -> None:
    """17 difficulties in the news, 18 in the log; 3 consultations in both, held by the community in its own hall."""
    stated = {(one["value"], one["unit"]): one for one in town("coverage", *HERE)["stated"]}
    assert (stated[17, "件"]["counted"], stated[17, "件"]["difference"]) == (18, 1)
    assert (stated[3, "件"]["counted"], stated[3, "件"]["difference"]) == (3, 0)
    assert "17件" in town.quote(stated[17, "件"]["evidence"][0])


def test_equipment_of_a_mine_stands_by_its_service(town: Asked) -> None:
    """The inspection robot belongs to the inspection that the branch provides."""
    answer = town("services", "松岭露天矿运输党支部")
    assert [(s["service"], s["assets"]) for s in answer["services"]] == [("输煤系统巡检", ["巡检机器人"])]
    assert ["巡检机器人" in row for row in town.sources(answer)["service-catalogue.csv"]] == [True]


def test_activities_of_a_body_come_from_list_and_news(town: Asked) -> None:
    """Each with its sentence or row."""
    page = town("organisation", "松岭露天矿运输党支部", "--at", "2024-06-30")
    held = {one["values"]["activity"] for one in page["activities"]}
    assert held >= {"安全知识竞赛", "查隐患活动"}
    assert all(one["values"]["activity"] in town.quote(one["evidence"][0]) for one in page["activities"])
    police = town("organisation", "青山旗公安局松岭派出所", "--at", "2024-06-30")
    counted = {one["values"]["activity"]: one["values"].get("people") for one in police["activities"]}
    assert counted["防火防盗宣讲"] == "28"
    assert any("河湾嘎查" in one["values"].get("place", "") for one in police["activities"])


def test_sections_of_files_at_the_end_of_a_quarter(town: Asked) -> None:
    """Which sections are missing and which are old, counted over all files; no grade."""
    answer = town("files", "--at", "2024-06-30")
    files = {one["name"]: one for one in answer["files"]}
    assert [files["云青山"][key] for key in ("missing", "stale", "is_complete")] == [[], [], True]
    assert files["齐树林"]["missing"] == ["奖励表彰"]
    assert files["包雅娜"]["stale"] == ["学习培训"]
    counts = {one["section"]: (one["files"], one["complete"], one["fresh"]) for one in answer["sections"]}
    assert counts["学习培训"] == (3, 3, 2)
    assert counts["奖励表彰"] == (3, 2, 2)
    assert len(town.sources(answer)["person-files.csv"]) == 20
    early = town("files", "--at", "2024-02-15")
    assert sum(source["statements"] for source in early["sources"]) < 20


def test_outcomes_stand_as_their_issuer_wrote_them(town: Asked) -> None:
    """Who assessed whom in which year, verbatim."""
    answer = town("evaluations", "青山旗委组织部", "--period", "2023")
    assert sorted((r["target"], r["outcome"]) for r in answer["rows"]) == [("云青山", "优秀"), ("齐树林", "称职")]
    assert all(r["outcome"] in town.quote(r) for r in answer["rows"])


def test_requests_by_state_with_times_and_promises(town: Asked) -> None:
    """Counts by state; times and lateness leave out the days on which a request was paused."""
    answer = town("cases", *HERE)
    groups = {one["state"]: one for one in answer["groups"]}
    assert {state: one["cases"] for state, one in groups.items()} == {
        "done": 17, "declined": 1, "assigned": 1, "answered": 1,
    }  # fmt: skip
    done = groups["done"]
    assert (done["answer_median"], done["answer_p90"]) == (45, 115)
    assert (done["closure_median"], done["closure_p90"]) == (864, 4320)
    assert (done["promised"], done["overdue_answer"], done["overdue_closure"]) == (17, 3, 4)
    assert len(town.sources(answer)["requests.csv"]) == 20
    assert len(town.sources(answer)["service-catalogue.csv"]) == 12


def test_the_ramp_has_its_way_from_raised_to_done(town: Asked) -> None:
    """Asked for by its number: nine days from end to end, six of them paused, within ten days promised."""
    page = town("cases", "--case", "SQ001")
    assert [one["event"] for one in page["transitions"]] == [
        "raised", "received", "assigned", "answered", "paused", "resumed", "done",
    ]  # fmt: skip
    case = page["case"]
    assert (case["closure_minutes"], case["paused_minutes"], case["closure_promised"]) == (3 * 1440, 6 * 1440, 14400)
    assert not case["overdue_closure"]
    assert town.sources(page)["requests.csv"][0].startswith("SQ001")


def test_overdue_requests_are_listed(town: Asked) -> None:
    """Each late one once, the paused one that kept its promise is none of them."""
    late = {one["name"] for one in town("cases", *HERE, "--overdue", "--list")["cases"]}
    assert late == {"SQ003", "SQ006", "SQ007", "SQ010", "SQ011", "SQ018", "SQ019"}


def test_free_washes_left_and_for_whom_they_are_unlimited(town: Asked) -> None:
    """Of ten washes one is used and nine are left; unlimited ones have no number left."""
    rows = town("entitlements", *HERE, "--year", "2024", "--service", "免费洗衣")["rows"]
    assert sorted(row["left"] for row in rows if row["used"] and row["left"] is not None) == [0, 6, 7, 9]
    one = next(row["household"] for row in rows if row["left"] == 9)
    answer = town("entitlements", "--year", "2024", "--service", "免费洗衣", "--household", one)
    assert [(row["allowance"], row["used"], row["left"]) for row in answer["rows"]] == [(10, 1, 9)]
    told = town.sources(answer)
    assert {name: [one in row for row in rows] for name, rows in told.items()} == {
        "entitlements.csv": [True], "service-log.csv": [True],
    }  # fmt: skip
    free = town("entitlements", *HERE, "--year", "2024", "--unlimited")["rows"]
    assert sorted(row["care"] for row in free) == ["残疾补贴对象", "特困", "独居", "独居"]
    assert {row["left"] for row in free} == {None}


def test_twelve_services_with_promises_and_who_is_on_duty(town: Asked) -> None:
    """The catalogue's promises in minutes, the roster of the day."""
    answer = town("services", "松岭物业服务公司", "--at", "2024-06-03")
    promised = {one["service"]: one for one in answer["services"] if one["closure_minutes"]}
    assert len(promised) == 12
    assert (promised["电梯维护"]["answer_minutes"], promised["坡道修建"]["closure_minutes"]) == (30, 14400)
    assert [(one["shift"], one["name"]) for one in answer["duty"]] == [("夜班", "丁一鸣"), ("白班", "田野")]
    assert all(row.startswith("2024-06-03") for row in town.sources(answer)["duty-roster.csv"])


def test_training_by_branch_township_and_mode(town: Asked) -> None:
    """People once each, of the members that the branch counts; who did not come to the online hall is not counted."""
    answer = town("training", "--period", "2024")
    rows = {(row["by"], row["name"]): row for row in answer["rows"]}
    branch = rows["branch", "青山旗松岭镇河湾嘎查党支部"]
    assert (branch["attendees"], branch["attendances"], branch["denominator"]) == (10, 14, 12)
    assert rows["township", "松岭镇"]["attendees"] == 23
    modes = {name: row["attendees"] for (by, name), row in rows.items() if by == "mode"}
    assert modes == {"on_site": 17, "at_home": 3, "online": 8}
    assert sorted(len(rows) for rows in town.sources(answer).values()) == [2, 28]


def test_grids_with_workers_households_and_last_visit(town: Asked) -> None:
    """One full-time worker and several part-time ones for each grid."""
    answer = town("grids", *HERE)
    found = {g["grid"]: (g["dedicated"], g["part_time"], g["households"], g["last_visit"]) for g in answer["grids"]}
    assert found == {
        "第一网格": (1, 2, 12, "2024-02-10"),
        "第二网格": (1, 3, 12, "2024-03-17"),
        "第三网格": (1, 1, 12, "2024-04-22"),
    }
    assert {name: len(rows) for name, rows in town.sources(answer).items()} == {
        "grid-roster.csv": 9, "households.csv": 36, "visits.csv": 31,
    }  # fmt: skip


def test_one_plan_for_each_household_that_needs_care(town: Asked) -> None:
    """By category of the closed list, with those whose review is past."""
    answer = town("plans", *HERE)
    assert sum(row["households"] for row in answer["rows"]) == 9
    assert {row["care"]: row["households"] for row in answer["rows"]}["独居"] == 2
    assert len(answer["past"]) == 5
    assert len(town.sources(answer)["care-plans.csv"]) == 9


@pytest.mark.parametrize("command", ["cases", "training", "files", "evaluations"])
def test_an_empty_answer_names_no_source(town: Asked, command: str) -> None:
    """Nothing counted rests on nothing."""
    with pytest.raises(RuntimeError, match=" 4 "):
        town(command, "松岭镇党委")
