"""A table that no ready mapping reads gets a mapping file that only needs a head filled in."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.mapping_file import load_mapping_file, load_mappings
from ingest.proposal import MISSING, Proposal, propose
from ingest.pseudonym import Pseudonyms
from ingest.readers.item import Item
from ingest.readers.reading import iter_items
from tests.ingest.books import Page, read_file, say, write_book, write_table


def proposals(path: Path) -> list[Proposal]:
    [item] = iter_items([path])
    assert isinstance(item, Item)
    return list(propose(item))


def test_a_file_with_a_head_nobody_knows_is_read_with_its_mended_proposal(tmp_path: Path) -> None:
    page = Page(
        "记录",
        [
            ["锦绣家园2024年6月记录"],
            ["件数码", "报修日期", "所在社区", "联系电话", "完成时间", "处理结果"],
            ["B1", "2024/6/1 08:30", "云杉社区", "13800000001", "2024/6/1 10:00", "已修复"],
        ],
    )
    book = write_book(tmp_path / "repairs.xlsx", page)
    [proposal] = proposals(book)
    assert (proposal.mapping, proposal.is_ready, proposal.row) == ("request_log", False, 2)
    assert (proposal.missing, proposal.forbidden, proposal.left) == (("编号",), ("联系电话",), ("件数码",))
    mapping = tmp_path / "own.yaml"
    mapping.write_text(proposal.text.replace(MISSING, "件数码"), encoding="utf-8")
    reading = read_file(book, Pseudonyms(tmp_path / "k.sqlite"), (load_mapping_file(mapping),))
    assert say(reading, "case", "event", "date") == [
        ("CASE_EVENT", "B1", "raised", "2024-06-01T08:30"),
        ("CASE_EVENT", "B1", "done", "2024-06-01T10:00"),
    ]
    assert reading.mappings == (("记录", "request_log_local"),)


def test_a_ready_table_says_what_each_head_means(tmp_path: Path) -> None:
    path = write_table(tmp_path / "t.csv", "户编码,所属村,困难类型,备注\nD1,东沟村,独居,无\n")
    [proposal] = proposals(path)
    assert (proposal.mapping, proposal.is_ready, proposal.missing) == ("household_list", True, ())
    assert dict(proposal.kept) == {"户编码": "户号（存为化名）", "所属村": "社区、嘎查、村", "困难类型": "服务对象类别"}
    assert proposal.left == ("备注",)


def test_a_wide_table_is_proposed_as_it_is_read(tmp_path: Path) -> None:
    page = Page("S", [["东沟村2024年助餐次数"], ["户号", "服务项目", "1月", "2月"], ["D1", "助餐", 3, 4]])
    [proposal] = proposals(write_book(tmp_path / "wide.xlsx", page))
    assert (proposal.mapping, proposal.is_ready) == ("service_log", True)
    assert [head for head, _ in proposal.kept] == ["户号", "服务项目", "日期", "次数"]


@pytest.mark.parametrize("mapping", load_mappings(), ids=lambda mapping: mapping.name)
def test_the_proposal_of_every_kind_is_a_mapping_that_can_be_read(mapping: object, tmp_path: Path) -> None:
    from ingest.mapping import Mapping

    assert isinstance(mapping, Mapping)
    heads = [column.label for column in mapping.columns]
    path = write_table(tmp_path / f"{mapping.name}.csv", ",".join(heads) + "\n" + ",".join("无" for _ in heads) + "\n")
    for proposal in proposals(path):
        own = tmp_path / "own.yaml"
        own.write_text(proposal.text, encoding="utf-8")
        assert load_mapping_file(own).name == f"{proposal.mapping}_local"
