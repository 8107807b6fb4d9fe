"""Sheets as offices really make them: what each says, and what is found wrong with it, cell by cell."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ingest.pseudonym import Pseudonyms
from ingest.record import UnfitTables
from tests.ingest.books import Page, places, read_file, say, write_book, write_table


@pytest.fixture
def pseudonyms(tmp_path: Path) -> Pseudonyms:
    return Pseudonyms(tmp_path / "key.sqlite")


def test_a_list_of_households_with_titles_a_double_head_merged_blocks_and_signatures(
    tmp_path: Path, pseudonyms: Pseudonyms
) -> None:
    page = Page(
        "Sheet1",
        [
            ["松岭镇特殊家庭基础信息台账"],
            ["填报单位：松岭镇民政办", "", "", "", "填报日期：2024年6月30日"],
            ["序号", "行政区划", "", "家庭基本情况", "", ""],
            ["", "所属镇", "所属村（社区）", "户编码", "困难类型", "建档年月"],
            [1, "松岭镇", "东沟村", "DG-001", "独居老人", "2023.5"],
            [2, "", "", "DG-002", "空巢", "2023年6月"],
            [3, "", "", "DG-003", "低保户", "2023.13"],
            [4, "", "西沟村", "XG-001", "肺病", "202307"],
            ["合计", "", "", "4户", "", ""],
            ["填表人：（签字）", "", "", "审核人：", "", ""],
        ],
        ("A1:F1", "B3:C3", "D3:F3", "A3:A4", "B5:B8", "C5:C7"),
    )
    reading = read_file(write_book(tmp_path / "list.xlsx", page), pseudonyms)
    assert say(reading, "area", "care") == [
        ("LIVES_IN", "东沟村", "独居"),
        ("LIVES_IN", "东沟村", "空巢"),
        ("LIVES_IN", "西沟村", ""),
    ]
    assert [r.valid_from for r in reading.readings] == ["2023-05", "2023-06", "2023-07"]
    assert places(reading, "merged_filled") == [
        ("Sheet1", 7, "建档年月", "bad_date", "reject"),
        ("Sheet1", 8, "困难类型", "not_in_list", "warn"),
    ]
    assert "肺病" not in repr(reading)


def test_months_as_columns_become_a_statement_for_each_filled_cell(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    page = Page(
        "2024年",
        [
            ["东沟村2024年助餐服务次数统计表"],
            ["户号", "服务项目", "1月", "2月", "3月", "合计"],
            ["D01", "助餐", 10, 12, "", 22],
            ["D02", "助餐", 5, "-3", 4, 9],
            ["D03", "助浴", 1, 0, 2, 4],
            ["合计", "", 16, 9, 7, 35],
        ],
    )
    reading = read_file(write_book(tmp_path / "wide.xlsx", page), pseudonyms)
    assert say(reading, "service", "date", "times") == [
        ("USED", "助餐", "2024-01", "10"),
        ("USED", "助餐", "2024-02", "12"),
        ("USED", "助餐", "2024-01", "5"),
        ("USED", "助餐", "2024-03", "4"),
        ("USED", "助浴", "2024-01", "1"),
        ("USED", "助浴", "2024-03", "2"),
    ]
    assert places(reading) == [
        ("2024年", 3, "1月", "completed_date", "warn"),
        ("2024年", 4, "2月", "negative", "reject"),
        ("2024年", 6, "3月", "total_mismatch", "warn"),
        ("2024年", 4, "合计", "total_mismatch", "warn"),
        ("2024年", 5, "合计", "total_mismatch", "warn"),
    ]


def test_days_as_columns_with_ticks_are_a_duty_roster_of_the_body_in_the_title(
    tmp_path: Path, pseudonyms: Pseudonyms
) -> None:
    page = Page(
        "6月份",
        [
            ["松岭镇便民服务中心2024年6月值班表"],
            ["姓名", "1", "2", "3", "4", "5"],
            ["张海", "√", "", "×", "√", ""],
            ["李芳", "", "√", "", "", "√"],
        ],
    )
    reading = read_file(write_book(tmp_path / "days.xlsx", page), pseudonyms)
    assert say(reading, "person", "date", "org") == [
        ("ON_DUTY", "张海", "2024-06-01", "松岭镇便民服务中心"),
        ("ON_DUTY", "张海", "2024-06-04", "松岭镇便民服务中心"),
        ("ON_DUTY", "李芳", "2024-06-02", "松岭镇便民服务中心"),
        ("ON_DUTY", "李芳", "2024-06-05", "松岭镇便民服务中心"),
    ]  # fmt: skip
    assert [place[3] for place in places(reading)] == ["stated_above", "completed_date"]


def test_words_under_days_are_shifts_and_a_day_off_is_none(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    page = Page(
        "S",
        [
            ["红心物业2024年7月排班表"],
            ["姓名", "1日", "2日", "3日"],
            ["张海", "白", "休", "夜"],
            ["李芳", "?", "白", "白"],
        ],
    )
    reading = read_file(write_book(tmp_path / "shift.xlsx", page), pseudonyms)
    assert say(reading, "person", "date", "shift") == [
        ("ON_DUTY", "张海", "2024-07-01", "白"),
        ("ON_DUTY", "张海", "2024-07-03", "夜"),
        ("ON_DUTY", "李芳", "2024-07-02", "白"),
        ("ON_DUTY", "李芳", "2024-07-03", "白"),
    ]
    assert ("S", 4, "1日", "unreadable", "reject") in places(reading)


def test_services_as_columns_are_counted_by_community(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    page = Page("S", [
        ["松岭镇2024年3月服务人次统计表"], ["社区名称", "助餐", "助洁", "助浴", "合计"], ["东沟村", 10, 2, 3, 15],
        ["西沟村", 4, "", "一些", 4],
        ["合计", 14, 3, 3, 20],
    ])  # fmt: skip
    reading = read_file(write_book(tmp_path / "services.xlsx", page), pseudonyms)
    assert say(reading, "area", "service", "date", "times") == [
        ("USED", "东沟村", "助餐", "2024-03", "10"),
        ("USED", "东沟村", "助洁", "2024-03", "2"),
        ("USED", "东沟村", "助浴", "2024-03", "3"),
        ("USED", "西沟村", "助餐", "2024-03", "4"),
    ]
    assert places(reading, "stated_above") == [
        ("S", 4, "助浴", "bad_number", "reject"),
        ("S", 5, "助洁", "total_mismatch", "warn"),
        ("S", 5, "合计", "total_mismatch", "warn"),
    ]


def test_visits_side_by_side_are_a_visit_each(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    page = Page("S", [
        ["云杉社区独居老人探访登记表"], ["户号", "第一次探访", "第二次探访"], ["Y01", "2024-1-5", "2024-2-5"],
        ["Y02", "", "2024-3-40"],
    ])  # fmt: skip
    reading = read_file(write_book(tmp_path / "visits.xlsx", page), pseudonyms)
    assert say(reading, "area", "date") == [
        ("VISITED", "云杉社区", "2024-01-05"),
        ("VISITED", "云杉社区", "2024-02-05"),
    ]
    assert places(reading) == [("S", 4, "第二次探访", "bad_date", "reject")]


def test_workers_by_kind_are_a_responsibility_each(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    page = Page(
        "S",
        [
            ["红山街道网格化服务管理力量配备情况一览表"],
            ["所属社区", "网格名称", "网格工作力量", "", ""],
            ["", "", "网格长", "专职网格员", "兼职网格员"],
            ["红山社区", "第一网格", "张海", "李芳", "赵敏、钱亮"],
            ["", "第二网格", "王强", "", "待定"],
            ["合计", "2个", "2", "1", "2"],
        ],
        ("A1:E1", "A2:A3", "B2:B3", "C2:E2", "A4:A5"),
    )
    reading = read_file(write_book(tmp_path / "workers.xlsx", page), pseudonyms)
    assert say(reading, "person", "target", "kind") == [
        ("RESPONSIBLE_FOR", "张海", "第一网格", ""),
        ("RESPONSIBLE_FOR", "李芳", "第一网格", "dedicated"),
        ("RESPONSIBLE_FOR", "赵敏", "第一网格", "part_time"),
        ("RESPONSIBLE_FOR", "钱亮", "第一网格", "part_time"),
        ("RESPONSIBLE_FOR", "王强", "第二网格", ""),
    ]
    assert places(reading, "merged_filled") == [("S", 5, "网格工作力量/兼职网格员", "no_name", "reject")]


def test_a_log_of_a_hotline_with_moments_in_every_form(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    head = [
        "工单编号",
        "来电时间",
        "来电人",
        "联系电话",
        "诉求类型",
        "所属社区",
        "承办单位",
        "派单时间",
        "回复时间",
        "办结时间",
        "工单状态",
    ]

    def line(number: str, raised: object, *more: object) -> list[object]:
        rest = [*more, *("" for _ in range(4 - len(more)))]
        return [number, raised, "张某", "13800000001", "供水", "云杉社区", "住建局", *rest]

    rows = [
        head,
        line("A1", "2024-03-01 09:12:33", "2024-03-01 09:40", "2024-03-01 15:00", "2024-03-03 10:00", "已办结"),
        line("A2", "2024-03-01 10:12", "2024-03-01 10:40", "2024-02-28 15:00"),
        line("A3", "2024-03-02 25:12"),
        line("A4", "2024年3月2日下午3时"),
        line("A5", 45353.5),
        line("A6", "2024-03-02 9:5"),
        line("A1", "2024-03-01 09:12:33", "2024-03-01 09:40", "2024-03-01 15:00", "2024-03-04 10:00", "已办结"),
        line("1.23E+15", "2024-03-02"),
        line("A7", "2024-03-02", "", "", "", "也许"),
    ]
    reading = read_file(write_book(tmp_path / "log.xlsx", Page("工单", rows)), pseudonyms)  # type: ignore[arg-type]
    raised = [(s.text_of("case"), s.text_of("date")) for s in reading.statements if s.text_of("event") == "raised"]
    assert raised == [("A1", "2024-03-01T09:12:33"), ("A4", "2024-03-02T15:00"), ("A5", "2024-03-02T12:00")]
    assert places(reading, "column_dropped", "column_forbidden") == [
        ("工单", 3, "回复时间", "order", "reject"),
        ("工单", 4, "来电时间", "bad_date", "reject"),
        ("工单", 6, "来电时间", "excel_serial", "warn"),
        ("工单", 7, "来电时间", "bad_date", "reject"),
        ("工单", 8, "工单编号", "contradicted", "reject"),
        ("工单", 9, "工单编号", "lost_digits", "reject"),
        ("工单", 10, "工单状态", "unknown_code", "reject"),
    ]


def test_the_fields_of_open311_are_a_request_log_without_a_community(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    rows = """
    service_request_id,service_name,status,requested_datetime,updated_datetime,agency_responsible,address
    S1,路灯维修,closed,2024-03-05T10:30:00+08:00,2024-03-06T10:30:00+08:00,住建局,某路1号
    S2,垃圾清运,open,2024-03-05T20:30:00Z,2024-03-06T10:30:00+08:00,城管局,某路2号
    """
    reading = read_file(write_table(tmp_path / "open311.csv", rows), pseudonyms)
    assert say(reading, "case", "event", "date") == [
        ("CASE_EVENT", "S1", "raised", "2024-03-05T10:30:00"),
        ("CASE_EVENT", "S1", "done", "2024-03-06T10:30:00"),
        ("CASE_EVENT", "S2", "raised", "2024-03-06T04:30:00"),
    ]
    assert places(reading, "column_dropped") == [("", 3, "requested_datetime", "time_zone", "warn")]


def test_a_promise_is_kept_in_minutes_or_refused(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    page = Page("S", [
        ["物业服务承诺一览表"], ["服务事项", "责任部门", "响应时限（分钟）", "办结时限"],
        ["水管维修", "工程部", "30", "4小时"],
        ["电梯维修", "工程部", "半小时", "1天"], ["绿化修剪", "环境部", "15", "3个工作日"],
        ["保洁", "环境部", "15", "2"],
    ])  # fmt: skip
    reading = read_file(write_book(tmp_path / "promise.xlsx", page), pseudonyms)
    roles = "answer", "closure", "closure_days"
    promised = [tuple(map(s.text_of, roles)) for s in reading.statements if s.predicate == "PROMISED"]
    assert promised == [("30", "240", ""), ("30", "1440", ""), ("15", "", "3")]
    assert places(reading) == [("S", 5, "办结时限", "working_days", "warn"), ("S", 6, "办结时限", "unit", "reject")]


def test_a_title_says_what_all_rows_attended(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    page = Page("S", [
        ["主题党日签到表"], ["培训名称：春训", "", "", "培训时间：2024年4月10日"],
        ["序号", "所在党支部", "党员编号", "培训方式", "是否签到"],
        [1, "云杉社区党支部", "P1", "集中", "√"], [2, "云杉社区党支部", "P2", "送学上门", "×"],
        [3, "云杉社区党支部", "P3", "自学", "√"],
    ])  # fmt: skip
    reading = read_file(write_book(tmp_path / "signed.xlsx", page), pseudonyms)
    assert say(reading, "course", "date", "mode") == [("ATTENDED", "春训", "2024-04-10", "on_site")]
    assert places(reading, "stated_above") == [("S", 6, "培训方式", "unknown_code", "reject")]


def test_an_office_in_one_cell_is_body_and_post_or_refused(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    page = Page("科级", [
        ["青山旗干部花名册"], ["姓名", "民族", "工作单位及职务", "任现职时间"],
        ["张海", "汉", "松岭镇人民政府副镇长", "2021.06"],
        ["李芳", "汉", "党委副书记、镇长", "2021.06"],
    ])  # fmt: skip
    reading = read_file(write_book(tmp_path / "office.xlsx", page), pseudonyms)
    assert say(reading, "org", "post") == [("HOLDS_POST", "松岭镇人民政府", "副镇长")]
    assert places(reading) == [
        ("科级", 2, "民族", "column_forbidden", "warn"),
        ("科级", 4, "工作单位及职务", "no_office", "reject"),
    ]


def test_two_tables_below_and_two_beside_each_other(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    below = Page("上下", [
        ["东沟村为民服务台账"], ["服务日期", "户号", "服务内容", "次数"], ["2024-01-02", "D1", "助餐", 2],
        ["小计", "", "", 2],
        ["2024-01-03", "D2", "助浴", 1], ["小计", "", "", 3], ["总计", "", "", 3], [], ["东沟村网格员名单"],
        ["网格", "姓名", "专兼职"],
        ["一网格", "张海", "专职"], ["注：名单截至2024年1月"],
    ])  # fmt: skip
    beside = Page("左右", [
        ["西沟村2024年登记表"], ["日期", "户号", "服务项目", "", "日期", "户号", "服务项目"],
        ["1月5日", "D1", "助餐", "", "1月6日", "D5", "助浴"], ["1月7日", "D2", "助餐"],
    ])  # fmt: skip
    reading = read_file(write_book(tmp_path / "two.xlsx", below, beside), pseudonyms)
    assert [s.predicate for s in reading.statements] == ["USED", "USED", "RESPONSIBLE_FOR", "USED", "USED", "USED"]
    assert places(reading, "completed_date") == [("上下", 6, "次数", "total_mismatch", "warn")]


def test_sheets_named_by_months_and_hidden_ones(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    head = ["日期", "社区", "户号", "服务项目", "次数"]
    book = write_book(
        tmp_path / "2024年台账.xlsx",
        Page("一月", [head, ["5日", "东沟村", "D1", "助餐", 1], ["1月32日", "东沟村", "D1", "助餐", 1]]),
        Page("2024.02", [head, ["2月29日", "东沟村", "D1", "助餐", 1], [date(2024, 2, 3), "东沟村", "D1", "助餐", 1]]),
        Page("旧", [head, ["2020-1-1", "东沟村", "D1", "助餐", 1]], state="hidden"),
        Page("更旧", [head, ["2019-1-1", "东沟村", "D1", "助餐", 1]], state="veryHidden"),
        Page("空", []),
    )
    reading = read_file(book, pseudonyms)
    assert [s.text_of("date") for s in reading.statements] == ["2024-01-05", "2024-02-29", "2024-02-03"]
    assert places(reading, "completed_date") == [
        ("一月", 3, "日期", "bad_date", "reject"),
        ("旧", 0, "", "hidden_sheet", "warn"),
        ("更旧", 0, "", "hidden_sheet", "warn"),
    ]


def test_numbers_of_households_that_a_spreadsheet_spoilt(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    page = Page(
        "S",
        [
            ["户号", "社区"],
            ["0001", "东沟村"],
            ["0002", "东沟村"],
            [3, "东沟村"],
            ["1.23E+15", "东沟村"],
            [123456789012345678, "东沟村"],
            ["王秀英", "东沟村"],
            ["152101198005011234", "东沟村"],
            ["同上", "东沟村"],
        ],
    )
    reading = read_file(write_book(tmp_path / "numbers.xlsx", page), pseudonyms)
    assert len(reading.statements) == 2
    assert [(place[1], place[3]) for place in places(reading)] == [
        (4, "lost_zeros"),
        (5, "lost_digits"),
        (6, "lost_digits"),
        (7, "no_number"),
        (8, "forbidden"),
        (9, "ditto"),
    ]
    assert not any(words in repr(reading) for words in ("王秀英", "152101198005011234"))


def test_a_row_that_slipped_is_one_finding_and_leaves_nothing_of_doubt(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    rows = """
    服务日期,社区,户号,服务项目,次数
    2024-01-01,东沟村,D1,助餐,1
    东沟村,王秀英,助餐,1,
    2024-01-03,D4,东沟村,助餐,1
    """
    reading = read_file(write_table(tmp_path / "slipped.csv", rows), pseudonyms)
    assert len(reading.statements) == 1
    assert places(reading) == [
        ("", 3, "服务日期", "shifted", "reject"), ("", 4, "社区", "no_name", "reject"),
        ("", 4, "户号", "no_number", "reject"),
    ]  # fmt: skip
    assert "王秀英" not in repr(reading)


def test_a_list_that_another_mapping_knows_better_is_not_taken_for_households(
    tmp_path: Path, pseudonyms: Pseudonyms
) -> None:
    page = Page("S", [["东沟村统计"], ["户号", "奖励土地（亩）", "年度", "表决方式"], ["D1", 12, "2023", "举手"]])
    with pytest.raises(UnfitTables) as caught:
        read_file(write_book(tmp_path / "other.xlsx", page), pseudonyms)
    [finding] = caught.value.findings
    assert (finding.sheet, finding.row, finding.kind, finding.severity) == ("S", 2, "no_mapping", "reject")
    assert "奖励分配表" in finding.message
    assert "奖励内容" in finding.message


def test_a_ration_without_limit_has_no_number(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    rows = """
    年度,社区,户号,服务项目,年度可用次数,是否限次
    2024,云杉社区,J1,洗车,10,限次
    2024,云杉社区,J2,洗车,不限,不限次
    2024,云杉社区,J3,洗车,不限,限次
    2024,云杉社区,J4,洗车,,
    """
    reading = read_file(write_table(tmp_path / "ration.csv", rows), pseudonyms)
    assert say(reading, "allowance", "limit") == [("ENTITLED", "10", "limited"), ("ENTITLED", "", "unlimited")]
    assert [(place[1], place[3]) for place in places(reading)] == [(4, "contradictory"), (5, "incomplete")]


def test_a_plan_reviewed_before_it_was_made_and_one_for_no_category(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    rows = """
    户号,社区,对象类别,帮扶措施,制定时间,下次评估日期
    Y1,云杉社区,独居,助餐、助浴,2024.3.1,2024.9.1
    Y2,云杉社区,独居,助餐,2024.3.1,2023.9.1
    Y3,云杉社区,精神病,助行,2024.3.1,
    """
    reading = read_file(write_table(tmp_path / "plans.csv", rows), pseudonyms)
    assert say(reading, "service") == [("CARE_PLAN", "助餐"), ("CARE_PLAN", "助浴")]
    assert places(reading) == [
        ("", 3, "下次评估日期", "order", "reject"),
        ("", 4, "对象类别", "not_in_list", "warn"),
        ("", 4, "对象类别", "incomplete", "reject"),
    ]
    assert "精神病" not in repr(reading)


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_block_left_blank_in_text_means_the_cell_above(
    codec: str, mark: str, tmp_path: Path, pseudonyms: Pseudonyms
) -> None:
    lines = [
        "社区,网格,户号,类别",
        "东沟村,一网格,D1,独居",
        ",,D2,",
        ",二网格,D3,高龄",
        "西沟村,一网格,D1,",
        ",,D2,空巢",
    ]
    path = tmp_path / "blocks.csv"
    path.write_bytes("\r\n".join(lines).replace(",", mark).encode(codec))
    reading = read_file(path, pseudonyms)
    assert say(reading, "area", "grid") == [
        ("LIVES_IN", "东沟村", "一网格"),
        ("LIVES_IN", "东沟村", "一网格"),
        ("LIVES_IN", "东沟村", "二网格"),
        ("LIVES_IN", "西沟村", "一网格"),
        ("LIVES_IN", "西沟村", "一网格"),
    ]
    assert {place[3] for place in places(reading)} == {"merged_filled"}


def test_wide_and_double_tables_of_text_lose_no_torn_row(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    wide = """
    东沟村2024年助餐次数统计表,,,
    户号,服务项目,1月,2月
    D1,助餐,1,2
    D2,助餐,3
    D3,助餐,4,5,6
    """
    reading = read_file(write_table(tmp_path / "wide.csv", wide), pseudonyms)
    assert [s.text_of("times") for s in reading.statements] == ["1", "2"]
    assert places(reading, "completed_date") == [("", 4, "", "ragged", "reject"), ("", 5, "", "ragged", "reject")]
    double = """
    日期,社区,户号,服务项目,,日期,社区,户号,服务项目
    2024-1-1,东沟村,D1,助餐,,2024-1-2,东沟村,D2,助餐
    2024-1-3,东沟村,D3,助餐,,,,,
    """
    reading = read_file(write_table(tmp_path / "double.csv", double), pseudonyms)
    assert len(reading.statements) == 3
    assert reading.findings == ()


def test_posts_that_name_their_body_need_no_column_of_bodies(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    rows = """
    姓名,现任职务,任职时间
    张海,松岭镇党委书记,2020.5
    李芳,松岭镇党委副书记、镇长,2021.5
    高原,副镇长、党委委员,2021.5
    """
    reading = read_file(write_table(tmp_path / "posts.csv", rows), pseudonyms)
    assert say(reading, "org", "post") == [
        ("HOLDS_POST", "松岭镇党委", "书记"), ("HOLDS_POST", "松岭镇", "党委副书记"), ("HOLDS_POST", "松岭镇", "镇长")
    ]  # fmt: skip
    assert places(reading) == [("", 4, "现任职务", "no_office", "reject")]


def test_the_same_row_again_is_told_apart_by_its_number_and_asked_about_without_one(
    tmp_path: Path, pseudonyms: Pseudonyms
) -> None:
    head = ["记录编号", "日期", "社区", "户号", "服务项目"]
    turned = ["户号", "社区", "服务项目", "日期", "记录编号"]
    one = Page("1月", [head, ["R1", "2024-1-1", "东沟村", "D1", "助餐"], ["R2", "2024-1-1", "东沟村", "D2", "助餐"]])
    two = Page("2月", [turned, ["D1", "东沟村", "助餐", "2024-1-1", "R1"], ["D3", "东沟村", "助浴", "2024-2-1", "R2"]])
    bare = Page(
        "3月", [head[1:], *[["2024-3-1", "东沟村", "D1", "助餐"]] * 2, *[["2024-3-1", "东沟村", "", "助餐"]] * 2]
    )
    reading = read_file(write_book(tmp_path / "again.xlsx", one, two, bare), pseudonyms)
    assert len(reading.statements) == 6
    assert places(reading) == [
        ("2月", 2, "记录编号", "repeated", "warn"),
        ("2月", 3, "记录编号", "contradicted", "reject"),
        ("3月", 3, "", "same_again", "warn"),
    ]


def test_a_day_beside_another_weekday_is_refused(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    """The weekday has a column of its own; where there are two columns of days nobody knows whose it is."""
    page = Page("6月", [
        ["松岭镇便民服务中心2024年6月值班表"], ["日期", "星期", "值班人员"],
        ["6月3日", "一", "张海"], ["6月4日", "星期三", "李芳"], ["6月5日", "周三", "王静"], ["6月6日", "", "张海"],
        ["6月9日", "天", "李芳"],
    ])  # fmt: skip
    reading = read_file(write_book(tmp_path / "duty.xlsx", page), pseudonyms)
    assert say(reading, "date") == [("ON_DUTY", f"2024-06-0{day}") for day in (3, 5, 6, 9)]
    assert [one for one in places(reading) if one[4] == "reject"] == [("6月", 4, "日期", "bad_date", "reject")]


def test_a_request_log_that_says_only_when_requests_were_taken_up(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    """受理时间 stands for the moment of the request where no other head does; beside one it is what it says."""
    rows = """
    事项编号,接单时间,所属社区,事项类别,办结时间
    S1,2024-03-01 09:10,东沟社区,路灯维修,2024-03-02 16:00
    S2,2024-03-03 09:10,东沟社区,供水维修,2024-03-02 16:00
    """
    reading = read_file(write_table(tmp_path / "工单.csv", rows), pseudonyms)
    assert say(reading, "case", "event", "date") == [
        ("CASE_EVENT", "S1", "raised", "2024-03-01T09:10"), ("CASE_EVENT", "S1", "done", "2024-03-02T16:00"),
    ]  # fmt: skip
    assert ("", 3, "办结时间", "bad_order", "reject") in [(*p[:3], "bad_order", p[4]) for p in places(reading)]
    assert ("", 1, "接单时间", "head_guessed", "warn") in places(reading)
    both = rows.replace("接单时间", "提出时间,接单时间").replace("10,东", "10,2024-03-01 10:00,东")
    reading = read_file(write_table(tmp_path / "工单2.csv", both), pseudonyms)
    assert "received" in [event for _, event in say(reading, "event")]


def test_a_column_of_words_is_no_column_of_numbers_whatever_its_head(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    """餐次 may count meals or name them; below it stands 午餐, and the numbers are in the next column."""
    page = Page("3月", [
        ["东沟村助餐服务登记（2024年3月）"], ["服务日期", "户号", "餐次", "就餐人数"],
        ["3月4日", "D1", "午餐", 2], ["3月4日", "D2", "早餐", 1], ["3月5日", "D1", "晚餐", "0"],
    ])  # fmt: skip
    reading = read_file(write_book(tmp_path / "meals.xlsx", page), pseudonyms)
    assert say(reading, "date", "times") == [("USED", "2024-03-04", "2"), ("USED", "2024-03-04", "1")]
    assert [one for one in places(reading) if one[4] == "reject"] == [("3月", 5, "就餐人数", "bad_number", "reject")]
    counted = Page("3月", [["东沟村助餐台账（2024年3月）"], ["日期", "户号", "餐次"], ["3月4日", "D1", 3]])
    assert say(read_file(write_book(tmp_path / "counted.xlsx", counted), pseudonyms), "times") == [("USED", "3")]


def test_a_month_of_services_is_no_yearly_ration(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    """A sheet of one month with a column of categories says what was used, not what is due in a year."""
    rows: list[list[str | int]] = [["户号", "人员类别", "助餐", "助浴"], ["D1", "独居", 20, 2], ["D2", "空巢", 18, ""]]
    month = Page("S", [["松岭镇东沟村2024年5月为老服务登记"], *rows])
    reading = read_file(write_book(tmp_path / "month.xlsx", month), pseudonyms)
    assert say(reading, "service", "times", "date") == [
        ("USED", "助餐", "20", "2024-05"), ("USED", "助浴", "2", "2024-05"), ("USED", "助餐", "18", "2024-05"),
    ]  # fmt: skip
    year = Page("S", [["松岭镇东沟村2024年度免费服务额度表"], *rows])
    reading = read_file(write_book(tmp_path / "year.xlsx", year), pseudonyms)
    assert {said[0] for said in say(reading, "service")} == {"ENTITLED"}


def test_a_post_below_the_word_before_is_held_no_more(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    page = Page("S", [
        ["北坡乡干部调整情况表"], ["姓名", "换届前", "", "换届后", "", "任职时间"],
        ["", "单位", "职务", "单位", "职务", ""], ["张海", "北坡乡财政所", "副所长", "北坡乡林业站", "站长", "2024.3"],
    ], ("B2:C2", "D2:E2", "A2:A3", "F2:F3"))  # fmt: skip
    reading = read_file(write_book(tmp_path / "moved.xlsx", page), pseudonyms)
    assert say(reading, "org", "post", "status") == [("HOLDS_POST", "北坡乡林业站", "站长", "current")]


def test_a_duty_roster_of_a_town_is_the_towns(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    """The title names the town and no body; a body in it comes first, and a title without either is refused."""
    rows: list[list[str | int]] = [["日期", "值班人员", "带班领导"], ["8月1日", "张海", "李芳"]]
    for title, body in (
        ("柳林镇2024年8月防汛值班安排表", "柳林镇"), ("附件1：望山街道2024年8月值班表", "望山街道"),
        ("柳林镇卫生院2024年8月值班表", "柳林镇卫生院"),
    ):  # fmt: skip
        page = Page("8月", [[title], *rows])
        reading = read_file(write_book(tmp_path / "duty.xlsx", page), pseudonyms)
        assert say(reading, "org", "person", "date") == [
            ("ON_DUTY", body, "张海", "2024-08-01"), ("ON_DUTY", body, "李芳", "2024-08-01")
        ]  # fmt: skip
        assert ("8月", 2, "", "stated_above", "warn") in places(reading)
    with pytest.raises(UnfitTables):
        read_file(write_book(tmp_path / "none.xlsx", Page("8月", [["2024年8月防汛值班安排表"], *rows])), pseudonyms)
