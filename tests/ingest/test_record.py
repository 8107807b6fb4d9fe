"""Tables become statements: every good row one, each quoting exactly its row; everything else is named and left."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from domain.mention import MentionKind, Reference, ReferenceKind
from domain.ontology.catalogue import check_statement
from domain.statement import Value, check_evidence
from ingest.choice import choose
from ingest.mapping_file import load_mappings
from ingest.pseudonym import Pseudonyms
from ingest.readers.item import Item
from ingest.readers.reading import iter_items
from ingest.record import TableReading, read_sheets
from ingest.sheet.context import Context
from ingest.sheet.head import make_heads
from ingest.sheet.layout import SheetTable

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
LOG_HEAD = "服务日期,旗县,乡镇,社区,网格,户号,服务项目,次数"
LIST_HEAD = "户号,社区,网格,服务对象类别"


@pytest.fixture
def pseudonyms(tmp_path: Path) -> Pseudonyms:
    return Pseudonyms(tmp_path / "key.sqlite")


def read(path: Path, pseudonyms: Pseudonyms) -> TableReading:
    """Read one table through the mapping that its header chooses; every statement is checked on the way."""
    [item] = iter_items([path])
    assert isinstance(item, Item)
    reading = read_sheets(item, pseudonyms)
    for statement, its_reading in zip(reading.statements, reading.readings, strict=True):
        check_statement(statement)
        check_evidence(statement, reading.document.id, reading.document.text)
        assert its_reading.statement_id == statement.id
    return reading


def read_rows(tmp_path: Path, pseudonyms: Pseudonyms, head: str, *rows: str, codec: str = "utf-8") -> TableReading:
    path = tmp_path / "table.csv"
    path.write_bytes("\r\n".join((head, *rows)).encode(codec))
    return read(path, pseudonyms)


def test_a_row_of_a_service_log_is_one_use_with_everything_where_it_stands(
    tmp_path: Path, pseudonyms: Pseudonyms
) -> None:
    reading = read_rows(tmp_path, pseudonyms, LOG_HEAD, "2024-03-05,青山旗,松岭镇,东沟村,二网格,D07,助餐,3")
    [statement] = reading.statements
    pseudonym = pseudonyms.of("coverage:household", "松岭镇东沟村\nD07")
    row = f"2024-03-05\t青山旗\t松岭镇\t东沟村\t二网格\t{pseudonym}\t助餐\t3"
    assert reading.document.text == LOG_HEAD.replace(",", "\t") + "\n" + row + "\n"
    assert statement.predicate == "USED"
    assert statement.evidence.quote == row
    area, grid, service = (statement.find(role) for role in ("area", "grid", "service"))
    assert isinstance(area, Reference)
    assert isinstance(grid, Reference)
    assert isinstance(service, Reference)
    assert (area.kind, area.mention_kind, area.text) == (ReferenceKind.MENTION, MentionKind.COMMUNITY, "东沟村")
    assert area.full_name == "青山旗松岭镇东沟村"
    assert (grid.kind, grid.register, grid.text) == (ReferenceKind.KEY, "grid:松岭镇东沟村", "二网格")
    assert (service.mention_kind, service.text) == (MentionKind.SERVICE, "助餐")
    household = statement.find("household")
    assert isinstance(household, Reference)
    assert (household.kind, household.register, household.text) == (ReferenceKind.KEY, "household", pseudonym)
    for role in ("area", "grid", "service", "household", "date", "times"):
        argument = statement.find(role)
        assert argument is not None
        assert reading.document.text[argument.start : argument.end] == argument.text
    assert (reading.readings[0].valid_from, reading.readings[0].valid_to) == ("2024-03-05", "2024-03-05")


@pytest.mark.parametrize(
    "written", ["2023.5.6", "2023-05-06", "2023年5月6日", "2023/5/6", "２０２３年５月６日", "20230506"]
)
def test_a_date_in_any_form_is_one_day_and_stays_as_written_in_the_text(
    written: str, tmp_path: Path, pseudonyms: Pseudonyms
) -> None:
    reading = read_rows(tmp_path, pseudonyms, LOG_HEAD, f"{written},,,东沟村,,,助餐,")
    [statement] = reading.statements
    assert statement.text_of("date") == "2023-05-06"
    assert reading.readings[0].valid_from == "2023-05-06"
    assert written in statement.evidence.quote


@pytest.mark.parametrize(
    ("written", "times"), [("3", "3"), ("１２", "12"), ("2次", "2"), ('"1,200"', "1200"), ("2.0", "2")]
)
def test_a_number_in_any_width_is_the_number(written: str, times: str, tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    [statement] = read_rows(tmp_path, pseudonyms, LOG_HEAD, f"2024,,,东沟村,,,助餐,{written}").statements
    assert statement.find("times") is not None
    assert statement.text_of("times") == times


def test_a_row_without_household_is_a_use_by_somebody_unknown(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    [statement] = read_rows(tmp_path, pseudonyms, LOG_HEAD, "2024-03-05,,,东沟村,,,助餐,").statements
    assert statement.find("household") is None


def test_the_same_number_in_two_communities_is_two_households(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    rows = ("2024-03-05,,,东沟村,,7,助餐,", "2024-03-05,,,西沟村,,7,助餐,", "2024-04-05,,,东沟村,,７,助餐,")
    first, second, third = read_rows(tmp_path, pseudonyms, LOG_HEAD, *rows).statements
    assert first.text_of("household") == third.text_of("household") != second.text_of("household")


def test_log_and_list_speak_of_the_same_household(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    [use] = read_rows(tmp_path, pseudonyms, LOG_HEAD, "2024-03-05,,,东沟村,,D07,助餐,").statements
    [home] = read_rows(tmp_path, pseudonyms, LIST_HEAD, "D07,东沟村,一网格,独居").statements
    assert home.predicate == "LIVES_IN"
    assert home.text_of("household") == use.text_of("household")


@pytest.mark.parametrize(
    ("written", "kept"),
    [("低保户", "低保"), ("独居、高龄老人", "独居、高龄"), ("高龄", "高龄"), ("", "")],
)
def test_a_care_category_is_one_of_the_closed_list(
    written: str, kept: str, tmp_path: Path, pseudonyms: Pseudonyms
) -> None:
    reading = read_rows(tmp_path, pseudonyms, LIST_HEAD, f"D07,东沟村,一网格,{written}")
    assert reading.statements[0].text_of("care") == kept
    assert reading.findings == ()


def test_a_reason_in_place_of_a_category_is_left_out_and_not_repeated(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    reading = read_rows(tmp_path, pseudonyms, LIST_HEAD, "D07,东沟村,一网格,低保、肺病")
    assert reading.statements[0].text_of("care") == "低保"
    [finding] = reading.findings
    assert (finding.kind, finding.severity, finding.row, finding.column) == ("not_in_list", "warn", 2, "服务对象类别")
    assert "肺病" not in reading.document.text + str(finding)


@pytest.mark.parametrize(
    "head", ["身份证号", "联系电话", "民族", "户主姓名", "健康状况", "家庭住址", "积分", "备注", "经办人"]
)
def test_no_other_column_is_kept_and_each_is_named(head: str, tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    reading = read_rows(tmp_path, pseudonyms, f"{LIST_HEAD},{head}", "D07,东沟村,一网格,独居,不可留存的内容")
    [finding] = reading.findings
    assert (finding.column, finding.severity, finding.row) == (head, "warn", 1)
    assert "不可留存的内容" not in reading.document.text
    assert head not in reading.document.text
    assert len(reading.statements) == 1


def test_no_household_number_is_left_anywhere(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    reading = read_rows(tmp_path, pseudonyms, LIST_HEAD, "QX-0007,东沟村,一网格,独居", "QX-0008,东沟村,,")
    assert "QX-000" not in repr(reading)


BAD_ROWS = [
    (",,,东沟村,,D1,助餐,1", "服务日期", "missing"),
    ("24.3.5,,,东沟村,,D1,助餐,1", "服务日期", "bad_date"),
    ("99999,,,东沟村,,D1,助餐,1", "服务日期", "bad_date"),
    ("5月6日,,,东沟村,,D1,助餐,1", "服务日期", "bad_date"),
    ("2099-03-05,,,东沟村,,D1,助餐,1", "服务日期", "future_date"),
    ("2024-02-30,,,东沟村,,D1,助餐,1", "服务日期", "bad_date"),
    ("2024-03-05,,,,,D1,助餐,1", "社区", "missing"),
    ("2024-03-05,,,东沟村,,D1,,1", "服务项目", "missing"),
    ("2024-03-05,,,东沟村,,D1,助餐,许多", "次数", "bad_number"),
    ("2024-03-05,,,东沟村,,D1,助餐,0", "次数", "bad_number"),
    ("2024-03-05,,,东沟村,,D1,助餐,-1", "次数", "negative"),
    ("2024-03-05,,,东沟村,,D1,助餐13800000000,1", "服务项目", "forbidden"),
    ("2024-03-05,,,东沟村,,D1," + "长" * 80 + ",1", "服务项目", "too_long"),
    ("2024-03-05,,,东沟村,,D1", "", "ragged"),
    ("2024-03-05,,,东沟村,,D1,助餐,1,多余", "", "ragged"),
]


@pytest.mark.parametrize(("row", "column", "kind"), BAD_ROWS)
def test_a_bad_row_is_one_finding_and_the_rows_beside_it_land(
    row: str, column: str, kind: str, tmp_path: Path, pseudonyms: Pseudonyms
) -> None:
    good = "2024-03-05,,,东沟村,,D1,助餐,1"
    reading = read_rows(tmp_path, pseudonyms, LOG_HEAD, good, row, good.replace("D1", "D2"))
    assert len(reading.statements) == 2
    [finding] = reading.findings
    assert (finding.file, finding.sheet, finding.row) == ("table.csv", "", 3)
    assert (finding.column, finding.kind, finding.severity) == (column, kind, "reject")
    assert reading.document.text.count("\n") == 3


@pytest.mark.parametrize("codec", ["utf-8-sig", "gb18030", "utf-16"])
def test_the_encoding_of_the_file_changes_no_statement_but_for_the_document(
    codec: str, tmp_path: Path, pseudonyms: Pseudonyms
) -> None:
    row = "2024-03-05,,,东沟村,二网格,D07,助餐,3"
    other = read_rows(tmp_path, pseudonyms, LOG_HEAD, row, codec=codec)
    plain = read_rows(tmp_path, pseudonyms, LOG_HEAD, row)
    assert other.document.text == plain.document.text
    assert [s.arguments for s in other.statements] == [s.arguments for s in plain.statements]


def records(reading: TableReading) -> list[str]:
    return [statement.text_of("record") for statement in reading.statements]


def test_a_record_has_one_key_in_every_file_that_holds_it(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    """Next month's export repeats this month's rows in another order and with another date form."""
    first = "2024-03-05,,,东沟村,,D1,助餐,1"
    march = read_rows(tmp_path, pseudonyms, LOG_HEAD, first, first, "2024-03-06,,,东沟村,,,义诊,1")
    april = read_rows(
        tmp_path, pseudonyms, LOG_HEAD, "2024-04-01,,,东沟村,,D1,助餐,1", "2024/3/6,,,东沟村,,,义诊,1", first, first
    )
    assert len(set(records(march))) == 3
    assert set(records(march)) < set(records(april))


def test_a_record_number_names_a_record_and_counts_once_in_a_file(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    head, row = f"记录编号,{LOG_HEAD}", "2024-03-05,,,东沟村,,D1,助餐,1"
    reading = read_rows(
        tmp_path, pseudonyms, head, f"R1,{row}", f"R1,{row}", f"R2,{row}", f"R2,{row.replace('助餐', '助浴')}"
    )
    assert len(reading.statements) == 2
    assert [(f.row, f.kind, f.severity) for f in reading.findings] == [
        (3, "repeated", "warn"), (5, "contradicted", "reject"),
    ]  # fmt: skip
    mended = read_rows(tmp_path, pseudonyms, head, f"R1,{row.replace(',1', ',2')}")
    assert records(mended) == records(reading)[:1]


def test_reading_twice_changes_nothing(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    path = EXAMPLES / "service-log.csv"
    assert read(path, pseudonyms) == read(path, Pseudonyms(tmp_path / "key.sqlite"))


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (("日期", "村", "项目"), "service_log"),
        (("服务时间（年月日）", " 所属社区 ", "户 号", "服务内容"), "service_log"),
        (("户编号", "嘎查"), "household_list"),
        (("户号", "社区", "网格", "类别", "登记日期"), "household_list"),
        (("编号", "社区", "提出时间", "状态"), "request_log"),
        (("走访时间", "村", "户号"), "visit_log"),
        (("姓名", "单位", "职务", "任职时间"), "personnel_roster"),
        (("姓名", "电话"), None),
        (("甲", "乙"), None),
    ],
)
def test_the_header_chooses_the_mapping(header: tuple[str, ...], name: str | None) -> None:
    choice = choose(SheetTable("", make_heads(header), 1, ()), Context(), ())
    assert (None if choice.missing else choice.mapping.name) == name


def test_of_two_columns_with_one_meaning_the_first_is_read(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    reading = read_rows(tmp_path, pseudonyms, "日期,服务日期,社区,服务", "2024-03-05,2024-03-09,东沟村,助餐")
    assert reading.statements[0].text_of("date") == "2024-03-05"
    assert [finding.column for finding in reading.findings] == ["服务日期"]


def test_a_table_of_json_lines_is_read_like_any_other(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    path = tmp_path / "log.jsonl"
    path.write_text('{"日期": "2024-03-05", "社区": "东沟村", "服务项目": "助餐", "次数": 2}\n', encoding="utf-8")
    [statement] = read(path, pseudonyms).statements
    assert statement.find("times") == Value("2", *_span(statement.find("times")))


def _span(argument: object) -> tuple[int, int]:
    assert isinstance(argument, Value)
    return argument.start, argument.end


def test_every_mapping_keeps_only_columns_that_no_rule_forbids() -> None:
    from lexicon.forbidden import find_forbidden_column

    heads = {head for mapping in load_mappings() for column in mapping.columns for head in column.heads}
    assert heads
    assert [head for head in sorted(heads) if find_forbidden_column(head)] == []


def test_the_example_tables_are_read_without_a_rejected_row(pseudonyms: Pseudonyms) -> None:
    log = read(EXAMPLES / "service-log.csv", pseudonyms)
    households = read(EXAMPLES / "households.csv", pseudonyms)
    assert [f.kind for f in log.findings] == ["column_dropped"]
    assert households.findings == ()
    assert (len(log.statements), len(households.statements)) == (60, 30)
    registered = {statement.text_of("household") for statement in households.statements}
    served = {statement.text_of("household") for statement in log.statements} - {""}
    assert served < registered
    unknown = Counter(statement.text_of("service") for statement in log.statements if not statement.find("household"))
    assert unknown.total() == 6


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("=cmd|'/c calc'!A1", "formula"),
        ("＝1+1", "formula"),
        ("@助餐", "formula"),
        ("孟秀川透析护理", "forbidden"),
        ("孟秀川助餐", "forbidden"),
        ("助餐（孟秀川）", "forbidden"),
        ("孟大爷家助餐", "forbidden"),
        ("每周二上午到活动室参加手工课", "no_service"),
        ("助餐！", "no_service"),
    ],
)
def test_a_service_cell_is_a_service(tmp_path: Path, pseudonyms: Pseudonyms, cell: str, kind: str) -> None:
    """A formula, a note or somebody's name is no service: the row is reported by place, never by its words."""
    reading = read_rows(
        tmp_path, pseudonyms, "服务日期,社区,服务项目", f"2024-03-05,东沟村,{cell}", "2024-03-05,东沟村,助餐"
    )
    assert [s.text_of("service") for s in reading.statements] == ["助餐"]
    [finding] = reading.findings
    assert (finding.row, finding.column, finding.kind, finding.severity) == (2, "服务项目", kind, "reject")
    assert "孟" not in str(finding)
    assert cell not in reading.document.text


@pytest.mark.parametrize("cell", ["免费上门理发", "老年大学课程", "蒙古语课堂", "红白理事", "金融知识讲座"])
def test_plain_words_for_a_service_are_read(tmp_path: Path, pseudonyms: Pseudonyms, cell: str) -> None:
    """A service that no list knows is one all the same."""
    [statement] = read_rows(tmp_path, pseudonyms, "服务日期,社区,服务项目", f"2024-03-05,东沟村,{cell}").statements
    assert statement.text_of("service") == cell
