"""Writes the invented forms of cases.yaml as files and gives their truths in the shape of the shared ones."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import yaml

CASES: list[dict[str, Any]] = [
    case
    for file in ("cases.yaml", "cases_by_another_hand.yaml")
    for case in yaml.safe_load(Path(__file__).with_name(file).read_text("utf-8"))
]
_MEMBER = ("ChengWei", "XingMing", "GongZuoDanWeiJiZhiWu")
_POST = ("organisation", "post", "valid_from", "valid_to", "status", "nature")


def write_case(case: Mapping[str, Any], folder: Path, name: str = "form") -> Path:
    """Write a case as a form or as plain text and return its path."""
    if "text" in case:
        path = folder / f"{name}.txt"
        path.write_text(case["text"], "utf-8")
        return path
    path = folder / f"{name}.lrmx"
    path.write_bytes(write_xml(case["tags"]).encode("utf-8-sig"))
    return path


def write_xml(tags: Mapping[str, Any]) -> str:
    """Return the XML of a form, with line ends as Windows programs write them."""
    parts = ['<?xml version="1.0" encoding="utf-8"?>', "<Person>"]
    for tag, value in tags.items():
        if tag == "Family":
            members = (
                "<Item>" + "".join(f"<{t}>{escape(v)}</{t}>" for t, v in zip(_MEMBER, row, strict=True)) + "</Item>"
                for row in value
            )
            parts.append(f"<JiaTingChengYuan>{''.join(members)}</JiaTingChengYuan>")
        else:
            parts.append(f"  <{tag}>{escape(value)}</{tag}>")
    return "\r\n".join((*parts, "</Person>"))


def truth_of(case: Mapping[str, Any]) -> dict[str, Any]:
    """Return the truth of a case."""
    posts, optional = (
        [dict(zip(_POST, (_word(w) for w in line.split("|")), strict=True)) for line in case.get(key, ())]
        for key in ("posts", "optional")
    )
    return {
        "person": {"name": case["name"]}, "posts": posts, "optional_posts": optional, "forbid": case.get("never", []),
    }  # fmt: skip


def _word(text: str) -> str | None:
    text = text.strip()
    return None if text == "~" else text
