"""What a tagger cut or took for a name is mended: bodies that need what stands before them, counts before posts."""

from __future__ import annotations

import pytest

from nlp.slot import mend_names
from tests.nlp.marked import read_marked


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("⟦PLACE 云溪县⟧⟦PLACE 白桦镇⟧⟦ORG 人民政府⟧开会。", ["云溪县", "白桦镇人民政府"]),
        ("⟦PLACE 云溪县⟧⟦ORG 监委⟧开会。", ["云溪县监委"]),
        ("⟦PLACE 锡林郭勒盟⟧⟦ORG 盟委⟧开会。", ["锡林郭勒盟", "盟委"]),
        ("⟦PLACE 云溪县⟧⟦ORG 白桦镇人民政府⟧开会。", ["云溪县", "白桦镇人民政府"]),
        ("⟦PLACE 云溪县⟧，⟦ORG 监委⟧开会。", ["云溪县", "监委"]),
        ("⟦ORG 政协⟧⟦ORG 云溪县委员会⟧⟦ORG 监委⟧开会。", ["政协云溪县委员会", "监委"]),
        ("⟦ORG 云溪县⟧⟦POST 县长⟧⟦POST 候选人⟧讲话。", ["云溪县", "县长"]),
        ("⟦ORG 云溪县博物馆⟧⟦POST 第五任馆长⟧讲话，⟦POST 首任⟧⟦POST 馆长⟧在场。", ["云溪县博物馆", "馆长", "馆长"]),
        ("⟦ORG 云溪县公安局⟧⟦ORG 白桦派出所⟧开会。", ["云溪县公安局白桦派出所"]),
        ("⟦ORG 白桦协会⟧⟦ORG 云溪县爱心中心⟧⟦ORG 云溪银行⟧。", ["白桦协会", "云溪县爱心中心", "云溪银行"]),
    ],
)
def test_a_body_that_needs_a_division_takes_the_one_before_it(marked: str, names: list[str]) -> None:
    """Only right before it, only one, and not where the body says itself of what it is."""
    assert [mention.text for mention in mend_names(*read_marked(marked))] == names
