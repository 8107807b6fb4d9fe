"""H2: people who only stand in one text have no path between them, and every hop of a path has its evidence."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from qunxiang.console import NOTHING
from tests.graph.commits import EDUCATION, FINANCE, WATER, Page, person_of, write_post
from tests.responsible.record import Project, asking

ONE, TWO = "陆怀谷", "温如璧"


def meet(times: int) -> list[Page]:
    """Return pages on which two officials of different bodies stand side by side, again and again."""
    pages = []
    for number in range(times):
        page = Page(f"{EDUCATION}局长{ONE}与{FINANCE}科长{TWO}同日出席第{number}次座谈。", f"2024-01-{number + 1:02d}")
        page.hold(ONE, "局长", page.organisation(EDUCATION))
        page.hold(TWO, "科长", page.organisation(FINANCE))
        pages.append(page)
    return pages


def ask(project: Project, source: str, target: str, *options: str) -> list[Any]:
    """Return the paths as the command line, the desk and the service give them; all three must agree."""
    printed = project.answer("paths", source, target, *options)
    with project.open() as (_, desk), asking(desk) as client:
        body = {"source": source, "target": target} | ({"overlapping": True} if "--overlapping" in options else {})
        answered = client.post("/paths", json=body).json()
    assert answered["paths"] == printed["paths"]
    return list(printed["paths"])


@pytest.mark.parametrize("options", [(), ("--overlapping",)])
def test_standing_in_one_text_is_no_path(project: Project, options: tuple[str, ...]) -> None:
    """However often two are named together, no path leads from one to the other, and the answer is "nothing"."""
    pages = meet(5)
    with project.open() as (store, _):
        for page in pages:
            store.put_document(page.commit())
    one, two = (person_of(pages[0].commit(), name) for name in (ONE, TWO))
    assert ask(project, one, two, *options) == []
    refused = project.run("paths", one, two, *options)
    assert refused.exit_code == NOTHING
    assert "记录中没有两者之间的联系" in refused.output


@pytest.mark.parametrize("options", [(), ("--overlapping",)])
def test_every_hop_has_its_evidence(project: Project, options: tuple[str, ...]) -> None:
    """What joins two officials is quoted to the character, hop by hop, from one end to the other."""
    pages = [write_post(ONE, "局长", EDUCATION, "2024-01-05"), write_post(TWO, "科长", EDUCATION, "2024-01-20")]
    texts = {page.id: page.text for page in pages}
    with project.open() as (store, _):
        for page in (*pages, *meet(2), write_post("钟离朔", "科长", WATER, "2024-01-05")):
            store.put_document(page.commit())
    one, two = (person_of(page.commit()) for page in pages)
    paths = ask(project, one, two, *options)
    assert paths
    for path in paths:
        assert [path[0]["source"], path[-1]["target"]] == [one, two]
        assert all(left["target"] == right["source"] for left, right in pairwise(path))
        assert len(path) <= 4
        for hop in path:
            assert hop["evidence"]
            for line in hop["evidence"]:
                if line["document"] in texts:
                    assert texts[line["document"]][line["start"] : line["end"]] == line["quote"]
                assert len(line["quote"]) == line["end"] - line["start"]
