"""How often a service may be used and how soon a request is answered, as texts say it."""

from __future__ import annotations

import pytest

from domain.statement import check_evidence
from nlp.reader import open_reader

READER = open_reader("rules")

CASES = [
    ("红柳社区为居民提供每户每年8次的免费洗车服务。", {"limit": "limited", "allowance": "8", "per": "每户每年"}),
    ("红柳社区规定，每人每月可享受2次免费理发。", {"limit": "limited", "allowance": "2", "per": "每人每月"}),
    ("对行动不便的老人，上门体检服务不限次数。", None),
    ("红柳社区为居民提供每户每年8次的免费洗车服务，残疾居民不限次数。", {"limit": "unlimited"}),
    ("红柳社区承诺，居民诉求15分钟内响应。", {"within": "15分钟", "minutes": "15"}),
    ("居民反映的问题，红柳社区两个工作日内办结。", {"within": "两个工作日", "minutes": "960"}),
    ("“在群里说一声，半个小时就能解决！”", {"within": "半个小时", "minutes": "30"}),
    ("比赛持续了半小时，选手每年训练300次。", None),
    ("他在这里工作了三天。", None),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_service_term_is_read_where_the_text_states_one(text: str, expected: dict[str, str] | None) -> None:
    found = [s for s in READER.read("d" * 64, text).statements if s.predicate == "SERVICE_TERM"]
    for statement in found:
        check_evidence(statement, "d" * 64, text)
        for _, argument in statement.arguments:
            assert argument.start < 0 or text[argument.start : argument.end] == argument.text
    said = [{role: argument.text for role, argument in statement.arguments} for statement in found]
    if expected is None:
        assert said == []
    else:
        assert any(expected.items() <= one.items() for one in said)
