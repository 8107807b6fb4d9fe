"""Heads as offices write them, with units, numbers, strokes and words that say nothing."""

from __future__ import annotations

import pytest

from ingest.sheet.head import find_unit, flatten_head, make_heads, stack_heads


@pytest.mark.parametrize(
    ("written", "flat"),
    [
        ("服务日期（年月日）", "服务日期"), (" 户  号 ", "户号"), ("＊姓名：", "姓名"), ("专/兼职", "专兼职"),
        ("村、社区", "村社区"),
        ("面积/亩", "面积"), ("1.户号", "户号"), ("三、服务项目", "服务项目"),
        ("Service Request ID", "servicerequestid"),
        ("service_request_id", "servicerequestid"), ("姓\n名", "姓名"), ("1月", "1月"), ("2024.1", "2024.1"),
    ],
)  # fmt: skip
def test_a_head_is_known_by_its_words(written: str, flat: str) -> None:
    assert flatten_head(written) == flat


@pytest.mark.parametrize(
    ("written", "unit"), [("面积（亩）", "亩"), ("时限(单位：分钟)", "分钟"), ("面积/亩", "亩"), ("面积", "")]
)
def test_a_head_states_its_unit(written: str, unit: str) -> None:
    assert find_unit(written) == unit


def test_what_says_nothing_new_is_left_off_last() -> None:
    assert make_heads(("所属网格名称",))[0].forms == ("所属网格名称", "网格")
    assert make_heads(("所在村",))[0].forms == ("所在村", "村")
    assert make_heads(("名称",))[0].forms == ("名称",)


def test_heads_under_each_other_are_tried_both_ways_round() -> None:
    upper, lower = ["首次答复", "", "办结", ""], ["时间", "单位", "时间", "单位"]
    heads = stack_heads([upper, lower], has_merges=False)
    assert [head.shown for head in heads] == ["首次答复/时间", "首次答复/单位", "办结/时间", "办结/单位"]
    turned = stack_heads([["时间", ""], ["首次答复", "办结"]], has_merges=False)
    assert "首次答复时间" in turned[0].forms
    assert "办结时间" in turned[1].forms
