"""Ticks and strokes: what people put into a cell for yes, for no and for nothing."""

from __future__ import annotations

MARKS = frozenset("√✓✔☑●◉★■○◯vVyY") | {"是", "有", "1", "已", "对", "到", "参加"}
NO_MARKS = frozenset(
    {
        "×",
        "✗",
        "否",
        "无",
        "0",
        "未",
        "x",
        "X",
        "/",
        "-",
        "—",
        "缺",
        "缺席",
        "未参加",
        "请假",
        "事假",
        "未到",
        "缺勤",
        "╳",
        "✕",
        "未走访",
        "未入户",
        "未上门",
        "未开展",
        "未服务",
        "未使用",
        "未享受",
        "未领取",
    }
)
_EMPTY = frozenset({"", "-", "—", "--", "——", "/", "无", "\\", "N/A", "n/a"})


def is_empty(words: str) -> bool:
    """True for a cell that holds nothing, or the stroke that people put there."""
    return words.strip() in _EMPTY
