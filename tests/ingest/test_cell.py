"""One cell → one value in closed form, or a refusal that says why without repeating the cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.cell import Rejected, holds_forbidden, read_cell
from ingest.day import NoDay, read_day, read_moment
from ingest.mapping import Column
from ingest.naming import split_office
from ingest.readers.item import CellKind
from ingest.sheet.context import Context

MARCH = Context(year=2024, month=3)


def column(holds: str, **words: str) -> Column:
    return Column("c", holds, False, frozenset({"列"}), words)


def value(holds: str, written: str, kind: CellKind | None = None, unit: str = "", **words: str) -> str:
    return read_cell(column(holds, **words), written, kind, Context(), unit, "2025-06-30").value


def refusal(holds: str, written: str, kind: CellKind | None = None, unit: str = "", **words: str) -> str:
    with pytest.raises(Rejected) as caught:
        read_cell(column(holds, **words), written, kind, Context(), unit, "2025-06-30")
    assert len(written) < 4 or written not in caught.value.message
    return caught.value.kind


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2023.5.6", "2023-05-06"),
        ("2023年5月", "2023-05"),
        ("２０２３／５／６", "2023-05-06"),
        ("20230506", "2023-05-06"),
        ("202305", "2023-05"),
        ("2023年度", "2023"),
        ("2023年份", "2023"),
        ("二〇二三年五月六日", "2023-05-06"),
        ("二○二三年十二月三十一日", "2023-12-31"),
        ("二〇二三年十月", "2023-10"),
        ("2024-02-29", "2024-02-29"),
        ("5月6日", "2024-05-06"),
        ("5.6", "2024-05-06"),
        ("5/6", "2024-05-06"),
        ("6日", "2024-03-06"),
        ("5月", "2024-05"),
        ("十一月", "2024-11"),
        ("45366", "2024-03-15"),
        ("29342", "1980-05-01"),
    ],
)
def test_a_day_in_any_form(written: str, day: str) -> None:
    assert read_day(written, MARCH).text == day


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("2023-02-29", "没有这一天"),
        ("2023.13", "没有这一天"),
        ("2月30日", "没有这一天"),
        ("23.5.6", "两位"),
        ("5/6/2023", "次序不明"),
        ("3月下旬", "不是日期"),
        ("2024.6.1O", "不是日期"),
        ("99999", "序号"),
        ("10月2日至3日", "不是日期"),
        ("明天", "不是日期"),
    ],
)
def test_no_day_is_guessed(written: str, says: str) -> None:
    with pytest.raises(NoDay, match=says):
        read_day(written, MARCH)


def test_a_day_without_a_year_needs_one_above_the_table() -> None:
    with pytest.raises(NoDay, match="没有写年份"):
        read_day("5月6日", Context())
    with pytest.raises(NoDay, match="没有写年份"):
        read_day("6日", Context(year=2024))


def test_a_fraction_may_have_lost_its_zero() -> None:
    assert read_day("3.15", MARCH, is_number=True).text == "2024-03-15"
    assert read_day("3.5", MARCH, is_number=True).text == "2024-03-05"
    with pytest.raises(NoDay, match="1 日还是 10 日"):
        read_day("3.1", MARCH, is_number=True)
    assert read_day("3.1", MARCH).text == "2024-03-01"


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2024-3-1 9:05", "2024-03-01T09:05"),
        ("2024/3/1 09:05:07", "2024-03-01T09:05:07"),
        ("2024年3月1日9时", "2024-03-01T09:00"),
        ("2024年3月1日下午3点20分", "2024-03-01T15:20"),
        ("2024年3月1日上午9时", "2024-03-01T09:00"),
        ("3月1日 9时5分", "2024-03-01T09:05"),
        ("45353.5", "2024-03-02T12:00"),
        ("2024-03-05T20:30:00Z", "2024-03-06T04:30:00"),
        ("2024-03-05T10:30:00+08:00", "2024-03-05T10:30:00"),
        ("2024-03-05", "2024-03-05"),
    ],
)
def test_a_moment_in_any_form(written: str, moment: str) -> None:
    assert read_moment(written, MARCH).text == moment


@pytest.mark.parametrize(
    "written", ["2024-3-1 25:12", "2024-3-1 9:5", "2024-3-1 9:61", "9:30", "2024-3 9:30", "3-1-24 9:00"]
)
def test_no_moment_is_guessed(written: str) -> None:
    with pytest.raises(NoDay):
        read_moment(written, Context())


@pytest.mark.parametrize(
    ("written", "number"),
    [("12", "12"), ("１２", "12"), ("1,200", "1200"), ("2次", "2"), ("约20", "20"), ("100+", "100"),
                            ("40余人", "40"), ("20左右", "20"), ("3千", "3000"), ("2.0", "2")]
)  # fmt: skip
def test_a_number(written: str, number: str) -> None:
    assert value("number", written) == number


@pytest.mark.parametrize(
    ("written", "kind"), [("-1", "negative"), ("1.5", "bad_number"), ("二十", "bad_number"), ("30-40", "bad_number"),
                          ("1,5", "bad_number"), ("1.0E+05", "bad_number"), ("0", "bad_number"), ("2小时", "unit"),
                          ("3亩", "unit"),
                          ("TRUE", "bad_number"), ("99999", "bad_number")]
)  # fmt: skip
def test_no_number(written: str, kind: str) -> None:
    assert refusal("number", written) == kind


def test_a_quantity_keeps_its_unit_and_never_another() -> None:
    cell = read_cell(column("quantity"), "12.5亩", None, Context(), "", "")
    assert (cell.value, cell.unit) == ("12.5", "亩")
    assert value("quantity", "12.5亩", unit="亩") == "12.5"
    assert refusal("quantity", "12.5公顷", unit="亩") == "unit"


@pytest.mark.parametrize(
    ("written", "unit", "minutes"),
    [("30", "分钟", "30"), ("半小时", "", "30"), ("2小时", "分钟", "120"), ("1天内", "", "1440"), ("1.5", "小时", "90")]
)  # fmt: skip
def test_a_promise_is_in_minutes(written: str, unit: str, minutes: str) -> None:
    assert value("duration", written, unit=unit) == minutes


@pytest.mark.parametrize(
    ("written", "unit", "days"),
    [("3个工作日", "", "3"), ("5 工作日内", "", "5"), ("2", "工作日", "2"), ("七", "", ""), ("10", "个工作日", "10"),
     ("1个工作日以内", "分钟", "1")],
)  # fmt: skip
def test_a_promise_in_working_days_keeps_its_unit(written: str, unit: str, days: str) -> None:
    if not days:
        assert refusal("duration", written) == "bad_number"
        return
    cell = read_cell(column("duration"), written, None, Context(), unit, "2025-06-30")
    assert (cell.values, cell.unit, cell.note[0]) == ((days,), "工作日", "working_days")


@pytest.mark.parametrize(("written", "kind"), [("30", "unit"), ("尽快", "bad_number"), ("0分钟", "bad_number")])
def test_a_promise_without_a_unit_is_none(written: str, kind: str) -> None:
    assert refusal("duration", written) == kind


@pytest.mark.parametrize(
    ("holds", "written", "kind"),
    [
        ("household", "1.23E+15", "lost_digits"),
        ("household", "王秀英", "no_number"),
        ("key", "1E+05", "lost_digits"),
        ("household", "13812345678", "forbidden"),
        ("household", "152101198005011234", "forbidden"),
        ("text", "副镇长1 3 8 1 2 3 4 5 6 7 8", "forbidden"),
        ("text", "电话 138.1234.5678", "forbidden"),
        ("text", "138  1234\n5678", "forbidden"),
        ("text", "138\u200b1234\u200b5678", "forbidden"),
        ("post", "副镇长一三八一二三四五六七八", "forbidden"),
        ("text", "1 5 2 1 0 1 1 9 8 0 0 5 0 1 1 2 3 4", "forbidden"),
        ("key", "GD152101198005011234", "forbidden"),
        ("case", "152101198005011234A", "forbidden"),
        ("phrase", "送药，糖尿病复查", "forbidden"),
        ("phrase", "刑满释放后走访", "forbidden"),
        ("phrase", "脑梗后卧床照料", "forbidden"),
        ("org", "村民张建国", "forbidden"),
        ("org", "李大娘", "forbidden"),
        ("area", "住户李秀英", "forbidden"),
        ("case", "业主王伟", "forbidden"),
        ("area", "D4", "no_name"),
        ("area", "2024-01-02", "no_name"),
        ("org", "12", "no_name"),
        ("service", "3", "no_service"),
        ("service", "给王秀英送餐", "forbidden"),
        ("phrase", "看望王大爷", "forbidden"),
        ("person", "待定", "no_name"),
        ("person", "东沟村", "no_name"),
        ("person", "张海（已故）", "no_name"),
        ("text", "?", "unreadable"),
        ("text", "〃", "ditto"),
        ("area", "同上", "ditto"),
        ("text", "'=1+1", "formula"),
        ("text", "+1", "formula"),
        ("code", "也许", "unknown_code"),
    ],
)
def test_what_only_looks_like_a_value(holds: str, written: str, kind: str) -> None:
    words = {"是": "yes"} if holds == "code" else {}
    assert refusal(holds, written, **words) == kind


@pytest.mark.parametrize(
    "written",
    [
        "第13 栋 1203",
        "1 3 5 7 9",
        "二〇二四年第一三〇四号",
        "13.123456789",
        "15,000,000,000",
        "2024-03-01 08:30 5678901",
    ],
)
def test_digits_that_stand_apart_are_no_telephone(written: str) -> None:
    """Only what is exactly as long as a personal number is one."""
    assert not holds_forbidden(written)


def test_a_long_number_of_a_spreadsheet_has_lost_its_end() -> None:
    assert refusal("household", "123456789012345680", CellKind.NUMBER) == "lost_digits"
    assert value("key", "123456789012345680") == "123456789012345680"


@pytest.mark.parametrize(
    "topic",
    ["看望高龄老人", "为民服务", "走访低保家庭", "帮办代办", "给老人理发", "节日慰问", "安全检查", "关爱慰问金发放"],
)
def test_plain_words_on_a_matter_name_nobody(topic: str) -> None:
    assert value("phrase", topic) == topic


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("松岭镇人民政府副镇长", ("松岭镇人民政府", "副镇长")),
        ("云杉社区党支部书记", ("云杉社区党支部", "书记")),
        ("旗财政局 局长", ("旗财政局", "局长")),
        ("松岭镇党委副书记、镇长", None),
        ("青山旗委组织部干部科科长", None),
        ("松岭镇镇长", None),
    ],
)
def test_an_office_is_cut_only_where_it_is_certain(written: str, parts: tuple[str, str] | None) -> None:
    assert split_office(written) == parts


@given(st.text(max_size=30))
def test_any_words_are_a_day_or_refused(words: str) -> None:
    for read in (read_day, read_moment):
        try:
            said = read(words, MARCH).text[:2]
        except NoDay as problem:
            said = str(problem)
        assert said in ("19", "20", "21") or len(said) > 2


@given(
    st.sampled_from(["number", "quantity", "duration", "household", "area", "service", "person", "phrase", "text"]),
    st.text(min_size=1, max_size=70),
)
def test_any_words_are_a_value_or_refused_without_being_repeated(holds: str, words: str) -> None:
    try:
        cell = read_cell(column(holds), words, None, MARCH, "", "2025-06-30")
    except Rejected as refused:
        fault = refused
    else:
        assert cell.written == words
        assert all(cell.values)
        return
    assert fault.kind
    assert len(words.strip()) < 8 or words.strip() not in fault.message
