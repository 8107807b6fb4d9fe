"""Acts that a sentence denies, supposes, doubts or announces are no facts; ordinary negatives stay what they are."""

from __future__ import annotations

import pytest

from tests.nlp.test_terms import holds

BODY = "⟦ORG 青河县水利局⟧⟦POST 局长⟧"
WHO = "⟦PERSON 韩立冬⟧"


def statuses(marked: str) -> list[str]:
    """Return the status of each holding, in order."""
    return [status for _, status, _, _, _ in holds(marked)]


@pytest.mark.parametrize(
    "marked",
    [
        f"{WHO}从未担任过{BODY}。",
        f"{WHO}没能当选{BODY}。",
        f"{WHO}婉拒出任{BODY}。",
        f"{WHO}尚未被任命为{BODY}。",
        f"会议并未免去{WHO}的{BODY}职务。",
        f"县政府没有作出任命{WHO}为{BODY}的决定。",
        f"县委不再任命{WHO}为{BODY}。",
        f"县委否认了任命{WHO}为{BODY}的传闻。",
        f"{WHO}不是{BODY}，也没有编制。",
        f"{WHO}辞去{BODY}职务的申请被驳回。",
        f"{WHO}被提名为{BODY}，但未获通过。",
        f"{WHO}出任{BODY}的说法纯属捏造。",
        f"网传{WHO}被免去{BODY}职务，官方辟谣。",
        f"有传言说{WHO}接任{BODY}。",
        f"倘若{WHO}出任{BODY}，水价会降。",
        f"假如由{WHO}担任{BODY}，水价会降。",
        f"{WHO}若当选{BODY}，水价会降。",
        f"{WHO}有望接任{BODY}。",
        f"{WHO}是否担任{BODY}，尚无定论。",
        f"下周，{WHO}将卸任{BODY}。",
        f"男子冒充{BODY}{WHO}行骗。",
    ],
)
def test_what_is_no_fact_is_no_holding(marked: str) -> None:
    """Denied, refused, rumoured, supposed, hoped for, asked, pretended: nobody gained or lost the post."""
    assert statuses(marked) == []


def test_what_is_announced_is_proposed() -> None:
    """将担任 and 将不再担任 are to come; 提出辞去 is asked for until somebody grants it."""
    assert statuses(f"{WHO}下月起将担任{BODY}。") == ["proposed"]
    assert statuses(f"县委将任命{WHO}为{BODY}。") == ["proposed"]
    assert statuses(f"{WHO}下月起将不再担任{BODY}。") == ["removal_proposed"]
    assert statuses(f"{WHO}已提出辞去{BODY}职务。") == ["removal_proposed"]
    assert statuses(f"会议决定接受{WHO}提出辞去{BODY}职务的请求。") == ["removed"]


@pytest.mark.parametrize(
    ("marked", "status"),
    [
        (f"{WHO}不再担任{BODY}。", "removed"),
        (f"{WHO}不仅担任{BODY}，还写书。", "current"),
        (f"{WHO}将继续担任{BODY}。", "current"),
        (f"县委将{WHO}任命为{BODY}。", "appointed"),
        (f"{WHO}没有经验，但担任{BODY}后进步很快。", "current"),
        (f"针对网传{WHO}被查一事，官方回应称，{WHO}仍担任{BODY}。", "current"),
        (f"网传{BODY}{WHO}被免职，官方辟谣称消息不实。", "current"),
        ("⟦PERSON 安之若⟧当选" + BODY + "。", "appointed"),
        (f"若有疑问，请找{BODY}{WHO}。", "current"),
    ],
)
def test_small_words_that_deny_nothing(marked: str, status: str) -> None:
    """The words of a denial elsewhere in the sentence, in a name or with another sense leave the fact a fact."""
    assert statuses(marked) == [status]


def test_a_denial_reaches_no_other_post() -> None:
    """从未担任… in an attribute says nothing of the post that its noun holds."""
    found = statuses(f"从未担任过⟦ORG 青河县审计局⟧⟦POST 局长⟧的{WHO}出任{BODY}。")
    assert found == ["appointed"]
