"""Private matters and personal numbers in cells and file names: refused or masked, whatever words they come in.

The phrases were collected after the word lists were closed; none of them was used to write them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.pseudonym import Pseudonyms
from ingest.readers.files import show_name
from ingest.readers.item import Item
from ingest.readers.reading import iter_items
from lexicon.forbidden import find_personal_numbers, mask_numbers
from tests.ingest.books import places, read_file, write_table

PRIVATE = (
    "长子在少管所服刑", "信奉东正教", "每周去教堂", "多年上访不止", "曾两次戒毒", "刑满回乡", "癌细胞扩散",
    "帕金森用药", "赌输了房子", "遭丈夫殴打", "未婚妈妈", "前妻来闹", "智力障碍", "子女不赡养", "取保期间", "念经超度",
)  # fmt: skip
PLAIN = (
    "疏通暖气管道", "送白面和煤", "宣传医保新政", "查看羊圈受灾情况", "协助办老年卡", "教老人用手机", "登记出租房",
    "收垃圾清运费", "修剪果树", "发放节水龙头", "代写申请", "核对草牧场面积", "精神慰藉", "测量血压", "排除安全隐患",
)  # fmt: skip
PUBLIC = ("反邪教宣传", "糖尿病健康讲座", "婚姻法普法")


@pytest.fixture
def pseudonyms(tmp_path: Path) -> Pseudonyms:
    return Pseudonyms(tmp_path / "k.sqlite")


def write_log(folder: Path, date: str, head: str, matters: tuple[str, ...]) -> Path:
    lines = [f"2024.3.{number % 28 + 1},云杉社区,H{number},{words}" for number, words in enumerate(matters)]
    return write_table(folder / f"{date[:2]}台账.csv", "\n".join([f"{date},社区,户号,{head}", *lines]))


@pytest.mark.parametrize(
    ("date", "head", "role"), [("走访日期", "走访事由", "topic"), ("服务日期", "服务项目", "service")]
)
def test_a_private_matter_of_a_household_is_refused(
    tmp_path: Path, pseudonyms: Pseudonyms, date: str, head: str, role: str
) -> None:
    """The row goes back without the words; what was done for the household is kept."""
    reading = read_file(write_log(tmp_path, date, head, (*PRIVATE, *PLAIN, *PUBLIC)), pseudonyms)
    assert [s.text_of(role) for s in reading.statements if s.text_of(role)] == [*PLAIN, *PUBLIC]
    assert places(reading) == [("", number + 2, head, "forbidden", "reject") for number in range(len(PRIVATE))]
    left = "".join(str(one) for one in (*reading.findings, *reading.quarantined, reading.document.text))
    assert not [words for words in PRIVATE if words in left]


def test_a_public_word_hides_nobody(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    """A lecture is nobody's matter; policy explained to somebody who was in prison is."""
    reading = read_file(write_log(tmp_path, "走访日期", "走访事由", ("向服刑人员家属宣传政策", "禁毒宣传")), pseudonyms)
    assert [s.text_of("topic") for s in reading.statements] == ["禁毒宣传"]


def test_a_row_with_another_fault_leaves_no_private_matter_behind(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    table = write_table(tmp_path / "走访台账.csv", "走访日期,社区,户号,走访事由\n2024.13.7,云杉社区,H1,前妻来闹\n")
    assert "前妻" not in str(read_file(table, pseudonyms).quarantined)


def test_an_activity_speaks_of_nobody(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    """The wider list is for rows about one household."""
    table = write_table(
        tmp_path / "活动台账.csv",
        "活动时间,组织单位,活动名称,参加人数\n2024.3.7,云杉社区,好媳妇好婆婆评选,30\n2024.3.8,云杉社区,亲子阅读会,12\n",
    )
    reading = read_file(table, pseudonyms)
    assert [s.text_of("activity") for s in reading.statements] == ["好媳妇好婆婆评选", "亲子阅读会"]


@pytest.mark.parametrize(
    ("written", "is_card"),
    [
        ("6217003810026896707", True), ("6228 4804 0256 4890 018", True), ("4012888888881881", True),
        ("６２１７００３８１００２６８９６７０７", True), ("6217003810026896706", False), ("202405060001234567", False),
        ("0000000000000000", False),
    ],
)  # fmt: skip
def test_a_bare_card_number_is_found_by_its_check_digit(written: str, is_card: bool) -> None:
    assert bool(list(find_personal_numbers(f"请打到{written}。"))) is is_card


def test_a_card_number_in_a_cell_is_refused_and_a_code_of_a_house_is_not(
    tmp_path: Path, pseudonyms: Pseudonyms
) -> None:
    """A code only becomes a pseudonym, so that one which looks like a card by chance does no harm."""
    table = write_table(
        tmp_path / "走访台账.csv",
        "走访日期,社区,户号,走访事由\n2024.3.7,云杉社区,H1,6217003810026896707\n"
        "2024.3.8,云杉社区,6217003810026896707,送白面\n",
    )
    reading = read_file(table, pseudonyms)
    assert places(reading) == [("", 2, "走访事由", "forbidden", "reject")]
    assert [s.text_of("topic") for s in reading.statements] == ["送白面"]
    assert "6217003810026896707" not in reading.document.text


@pytest.mark.parametrize("number", ["13812345678", "138-1234-5678", "110101199003074514", "6217003810026896707"])
@pytest.mark.parametrize("form", ["{}.csv", "李{}打款表.csv", "id_{}_a.csv", "1组-{}.csv"])
def test_a_number_in_a_file_name_is_masked_everywhere(
    tmp_path: Path, pseudonyms: Pseudonyms, form: str, number: str
) -> None:
    """In arrivals, findings and the quarantine; the file is read all the same."""
    table = write_table(tmp_path / form.format(number), "走访日期,社区,户号\n2024.3.7,云杉社区,H1\n坏,云杉社区,H2\n")
    [item] = iter_items([table])
    assert isinstance(item, Item)
    reading = read_file(table, pseudonyms)
    assert len(reading.statements) == 1
    assert number not in "".join(map(str, (item.arrival, item.file, *reading.findings, *reading.quarantined)))


def test_a_day_or_a_serial_number_in_a_file_name_stays() -> None:
    for name in ("20240506-台账.xlsx", "IMG_20240506123456.jpg", "青政发〔2024〕12号.pdf", "632199001001村.csv"):
        assert show_name(name) == mask_numbers(name) == name
