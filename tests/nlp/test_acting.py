"""Who acts: candidates around a place, probabilities, and the choice that real sentences ask for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.mention import MentionKind
from nlp.cue import Cue, CueKind
from nlp.statements.acting import NOBODY, choose_actor, find_candidates, load_weights, weigh, weighed_by
from tests.nlp.marked import make_scene

SENTENCE = "近日，⟦ORG 柳溪镇卫生院⟧在⟦COMMUNITY 白石社区⟧为居民提供⟦SERVICE 义诊⟧。"


def test_probabilities_are_one_together() -> None:
    """Whatever the weights, the candidates and nobody share the whole probability."""
    scene = make_scene(SENTENCE)
    service = next(m for m in scene.mentions if m.text == "义诊")
    candidates, nobody = find_candidates(scene, service.start, service.end)
    assert {candidate.argument.text for candidate in candidates} >= {"柳溪镇卫生院", "白石社区"}
    assert NOBODY in nobody
    for weights in (load_weights()["service"], {}, {"ORG": 3.0, NOBODY: -2.0}):
        chances = weigh(candidates, nobody, weights)
        assert len(chances) == len(candidates) + 1
        assert sum(chances) == pytest.approx(1)
        assert min(chances) > 0


def test_the_body_that_acts_is_chosen_and_not_the_place() -> None:
    """The clinic offers it; the community is where."""
    scene = make_scene(SENTENCE)
    service = next(m for m in scene.mentions if m.text == "义诊")
    choice = choose_actor(scene, "service", service.start, service.end)
    assert choice is not None
    assert choice.actor.argument.text == "柳溪镇卫生院"
    assert 0.3 < choice.certainty <= 1


def test_nobody_is_an_answer() -> None:
    """Where no one is named none is invented, and where nobody is likelier none is given."""
    scene = make_scene("这里有⟦SERVICE 义诊⟧。")
    service = scene.mentions[0]
    assert choose_actor(scene, "service", service.start, service.end) is None
    scene = make_scene(SENTENCE)
    service = next(m for m in scene.mentions if m.text == "义诊")
    with weighed_by({"service": {"nobody": 50.0}}):
        assert choose_actor(scene, "service", service.start, service.end) is None


def test_other_weights_count_inside_the_block_only() -> None:
    """Measuring with the weights of a fold leaves nothing behind."""
    scene = make_scene(SENTENCE)
    service = next(m for m in scene.mentions if m.text == "义诊")
    with weighed_by({"service": {"COMMUNITY": 50.0}}):
        choice = choose_actor(scene, "service", service.start, service.end)
        assert choice is not None
        assert choice.actor.argument.text == "白石社区"
    choice = choose_actor(scene, "service", service.start, service.end)
    assert choice is not None
    assert choice.actor.argument.text == "柳溪镇卫生院"


def test_how_sure_the_service_is_speaks_for_nobody() -> None:
    """What may be no service is offered by nobody, if the weights say so; the best covering cue counts."""
    scene = make_scene(SENTENCE)
    service = next(m for m in scene.mentions if m.text == "义诊")
    cues = (
        Cue(service.start - 2, service.start + 1, CueKind.SERVICE, 0.95),
        Cue(service.start, service.end, CueKind.SERVICE, 0.3),
    )
    doubtful = replace(scene, cues=cues)
    _, nobody = find_candidates(doubtful, service.start, service.end)
    assert {"nobody:SERVICE:2", "nobody:ACTIVITY:unseen"} <= nobody
    with weighed_by({"service": {"nobody:SERVICE:2": 9.0}}):
        assert choose_actor(doubtful, "service", service.start, service.end) is None
        assert choose_actor(scene, "service", service.start, service.end) is not None


@pytest.mark.parametrize(
    ("sentence", "group"),
    [
        ("⟦COMMUNITY 白石社区⟧邀请返乡大学生为孩子们⟦SERVICE 辅导作业⟧。", "返乡大学生"),
        ("近日，推动法官、民警进村开展⟦SERVICE 普法宣传⟧。", "法官"),
        ("活动中，志愿者为老人⟦SERVICE 免费理发⟧。", "志愿者"),
    ],
)
def test_who_is_sent_acts_without_the_verb(sentence: str, group: str) -> None:
    """The verb that invites or moves people is no part of what they are called."""
    scene = make_scene(sentence)
    service = next(m for m in scene.mentions if m.kind is MentionKind.SERVICE)
    candidates, _ = find_candidates(scene, service.start, service.end)
    names = [c.argument.text for c in candidates if c.mention is None]
    assert group in names
    assert not any(verb in name for name in names for verb in ("邀请", "推动"))
