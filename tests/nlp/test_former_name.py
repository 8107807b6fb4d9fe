"""NAMED: other names of somebody, with their words, and who is meant by what stands behind them."""

from __future__ import annotations

import pytest

from domain.identifier import hash_text
from nlp.reader import Reader
from nlp.statements.former_name import find_former_names
from tests.nlp.marked import make_scene, tell


def read(marked: str) -> list[tuple[str, ...]]:
    scene = make_scene(marked)
    return tell(scene, find_former_names(scene), "person", "name", "kind")


@pytest.mark.parametrize(
    ("marked", "told"),
    [
        ("⟦PERSON 韩立冬⟧，曾用名⟦PERSON 韩卫东⟧，男，汉族。", [("韩立冬", "韩卫东", "previous")]),
        ("⟦PERSON 韩立冬⟧（原名韩卫东）到会。", [("韩立冬", "韩卫东", "previous")]),
        ("⟦PERSON 韩立冬⟧同志，又名韩冬，现任某职。", [("韩立冬", "韩冬", "alias")]),
        ("⟦PERSON 乌云其木格⟧，曾用名：阿依古丽·买买提。", [("乌云其木格", "阿依古丽·买买提", "previous")]),
        (
            "⟦PERSON 韩立冬⟧，曾用名韩卫东、韩向东，男。",
            [("韩立冬", "韩卫东", "previous"), ("韩立冬", "韩向东", "previous")],
        ),
        ("⟦PERSON 韩立冬⟧（化名）到会。", []),
        ("⟦PERSON 韩立冬⟧，曾用名韩立冬，男。", []),
        ("⟦PERSON 韩立冬⟧到⟦ORG 水利局⟧，原名水利电力局的这个单位。", []),
    ],
)
def test_another_name_stands_right_behind_the_name(marked: str, told: list[tuple[str, ...]]) -> None:
    """The word, then a name, then a mark; a body's former name and a name that hides somebody are none."""
    assert read(marked) == told


def test_what_stands_behind_the_other_name_is_said_of_its_bearer() -> None:
    """男，1966年3月生 behind 曾用名某某 is the life of whom the line is about; the evidence begins with that name."""
    text = "韩立冬，曾用名韩卫东，男，汉族，1966年3月生，1988年7月参加工作，现任青禾县水利局局长。"
    found = [s for s in Reader().read(hash_text(text), text).statements if s.find("person")]
    assert {s.predicate for s in found} >= {"NAMED", "GENDER", "BORN", "JOINED", "HOLDS_POST"}
    assert {s.text_of("person") for s in found} == {"韩立冬"}
    assert all(s.evidence.quote.startswith("韩立冬") for s in found)
