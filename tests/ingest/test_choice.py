"""Which mapping a table goes by: the one that knows its heads, never one that merely fits two of them."""

from __future__ import annotations

import pytest

from ingest.choice import Choice, choose, choose_form
from ingest.sheet.context import Context, find_context
from ingest.sheet.grid import GridRow
from ingest.sheet.head import make_heads
from ingest.sheet.layout import SheetTable

HEADS = [
    ("户编码 所属村（社区） 困难类型 建档年月", "household_list"),
    ("家庭编号 社区名称 所在网格 家庭类型", "household_list"),
    ("服务时间 服务社区 服务对象编号 服务类别 服务人次", "service_log"),
    ("日期 社区 户号 项目 份数", "service_log"),
    ("入户时间 村 户码 走访内容 走访人", "visit_log"),
    ("探访日期 嘎查 户编号 事由", "visit_log"),
    ("工单编号 诉求类型 所属社区 承办单位 来电时间 派单时间 办结时间 工单状态", "request_log"),
    ("案件编号 事件类型 网格 社区 上报时间 处置单位 结案时间", "request_log"),
    ("service_request_id service_name status requested_datetime agency_responsible", "request_log"),
    ("工单号 流转环节 操作时间 操作单位", "request_transitions"),
    ("社区 网格名称 网格员姓名 专/兼职", "grid_roster"),
    ("所属村 网格编号 网格长 岗位 上岗时间", "grid_roster"),
    ("村 户号 服务事项 年度额度（次）", "entitlement"),
    ("年度 村 户号 奖励内容 奖励面积（亩） 表决情况", "allotment"),
    ("活动时间 活动主题 活动地点 参与人数 主办单位", "activity_list"),
    ("活动名称 开展日期 组织部门 形式 受益人数", "activity_list"),
    ("培训班次 培训日期 党组织名称 学员编号 参训形式 学时", "course_attendance"),
    ("荣誉称号 获奖单位 授予机关 获奖时间", "award_list"),
    ("姓名 单位 职务 荣誉称号 表彰单位 表彰年度", "award_list"),
    ("姓名 所在单位 现任职务 考核等次 考核机关 考核年度", "evaluation_sheet"),
    ("户号 社区 评选项目 评选结果 同意票 评选单位 评选时间", "household_evaluation"),
    ("值班日期 值班单位 值班人员 班次", "duty_roster"),
    ("姓名 性别 出生年月 单位 现任职务 任现职时间 职级", "personnel_roster"),
    ("姓名 工作单位及职务 任现职时间", "personnel_roster"),
    ("姓名 单位 任免情况 职务 文件日期", "appointment_notice"),
    ("姓名 单位 免去职务 时间", "appointment_notice"),
    ("姓名 性别 出生年月 拟任职务", "appointment_proposal"),
    ("姓名 工作单位 材料类别 材料名称 材料形成时间", "person_file"),
    ("村（社区） 户数（户） 人口数（人） 党员数", "population"),
    ("服务事项 责任单位 响应时限 办结时限", "service_promise"),
    ("户号 社区 对象类别 帮扶措施 制定时间", "care_plan"),
    ("甲 乙 丙", ""),
    ("姓名 电话 住址", ""),
    ("议题 发言人 内容", ""),
    ("户号 姓名 身份证号", ""),
]


def choose_for(heads: str, title: str = "", *rows: str) -> Choice:
    data = tuple(GridRow(n, tuple(row.split(" "))) for n, row in enumerate(rows, 2))
    table = SheetTable("", make_heads(heads.split(" ")), 1, data)
    return choose(table, find_context([title]), [title])


@pytest.mark.parametrize(("heads", "mapping"), HEADS)
def test_the_heads_choose(heads: str, mapping: str) -> None:
    choice = choose_for(heads)
    assert ("" if choice.missing else choice.mapping.name) == mapping


def test_every_mapping_is_chosen_by_some_heads() -> None:
    from ingest.mapping_file import load_mappings

    assert {mapping for _, mapping in HEADS} - {""} == {mapping.name for mapping in load_mappings()}


def test_a_title_decides_between_equals() -> None:
    heads = "日期 社区 户号"
    assert choose_for(heads, "入户走访登记表").mapping.name == "visit_log"


def test_a_table_that_is_clearly_another_kind_is_not_read_as_a_list_of_households() -> None:
    choice = choose_for("户号 社区 奖励面积 年度 表决情况")
    assert choice.mapping.name == "allotment"
    assert [column.name for column in choice.missing] == ["item"]


def test_a_head_that_is_only_alike_needs_cells_that_fit() -> None:
    rows = ("2024-01-05 东沟村 D1 助餐", "2024-01-06 东沟村 D2 助浴")
    choice = choose_for("服务日期 村 户号 惠老服务项目", "", *rows)
    assert (choice.mapping.name, choice.missing, len(choice.guessed)) == ("service_log", (), 1)
    wrong = choose_for("服务日期 村 户号 惠老服务项目", "", *(row[:-2] + "王秀英的老伴住院了一个多月" for row in rows))
    assert wrong.missing or wrong.mapping.name != "service_log"


def test_no_head_of_another_meaning_is_guessed() -> None:
    choice = choose_for("姓名 任现职时间 工作单位", "", "张海 2021-06 松岭镇人民政府")
    assert choice.mapping.name == "personnel_roster"
    assert choice.missing


def test_bodies_under_a_head_for_people_are_bodies() -> None:
    heads = "考核对象 考核结果 考核单位 考核时间"
    bodies = choose_for(heads, "", "东沟村 优秀 松岭镇党委 2024", "西沟村 良好 松岭镇党委 2024")
    assert {column.name for column in bodies.columns.values()} == {"org", "outcome", "body", "date"}
    people = choose_for(f"{heads} 单位", "", "张海 优秀 松岭镇党委 2024 东沟村")
    assert {column.name for column in people.columns.values()} == {"person", "org", "outcome", "body", "date"}


def test_what_stands_above_is_taken_for_one_column_only() -> None:
    choice = choose_for("户号 网格", "东沟村2024年助餐服务对象清单", "D1 一网格")
    assert (choice.mapping.name, choice.stated) == ("household_list", {})
    labelled = Context(labelled=(("培训名称", "春训"), ("培训时间", "2024-04-10")))
    table = SheetTable("", make_heads(("党支部", "党员编号")), 1, (GridRow(2, ("云杉社区党支部", "P1")),))
    assert choose(table, labelled, ()).stated == {"course": "春训", "date": "2024-04-10"}


def test_a_wide_table_that_no_mapping_reads_so_stays_as_it_is() -> None:
    heads = make_heads(("户号", "社区", "1月电费", "2月电费"))
    table = SheetTable("", heads, 1, (GridRow(2, ("D1", "东沟村", "10", "20")),))
    same, choice = choose_form(table, Context(year=2024), ())
    assert same is table
    assert choice.mapping.name == "household_list"
