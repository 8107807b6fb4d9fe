"""The timelines: how a spell is compared, what counts as a wrong end, and a few read through the whole pipeline."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

from bench.identity.desk import open_desk
from bench.identity.fresh_timelines import FILES as FRESH
from bench.identity.history import invent_histories
from bench.identity.timelines import FILES, TODAY, Told, compare, find_wrong_ends, is_same, load_timelines, read_spells

OPEN = Told("某县", "县长", "2020", "", "held", "full")
ENDED = Told("某县", "县长", "2020", "2022", "ended", "full")


def test_an_end_in_an_open_post_is_wrong() -> None:
    """Only where the texts leave the post open, and only beyond the ends that they state."""
    assert find_wrong_ends([OPEN], [ENDED]) == [ENDED]
    assert find_wrong_ends([ENDED], [ENDED]) == []
    assert find_wrong_ends([ENDED, OPEN], [ENDED, OPEN]) == []
    assert find_wrong_ends([ENDED, OPEN], [ENDED, ENDED]) == [ENDED]


def test_there_are_enough_timelines_of_different_people() -> None:
    """At least sixty, no name twice, every spell with a post and a known state."""
    timelines = load_timelines(*FILES, *FRESH)
    assert len(timelines) >= 100
    assert len({timeline.who for timeline in timelines}) == len(timelines)
    assert {spell.state for timeline in timelines for spell in timeline.spells} == {"held", "ended", "proposed"}


def test_some_timelines_are_read_as_told() -> None:
    """Careers with acting, a move, a retirement, notices, a résumé, a renamed body: from words to spells."""
    wanted = {"阎海潮", "白音仓", "齐勒木", "邢广志", "萧映雪", "凌绝顶", "谭在渊"}
    wanted |= {"翟向晚", "柯正阳", "章若渊", "田甜甜"}
    for timeline in load_timelines(*FILES, *FRESH):
        if timeline.who in wanted:
            with open_desk(timeline.news, TODAY) as desk:
                assert sorted(read_spells(desk, timeline.who)) == sorted(timeline.spells)


def test_a_history_is_its_own_truth() -> None:
    """Each true holder has days of their own, and the news lies within the years."""
    for history in invent_histories(5, Random(3)):
        for left, right in zip(history.reigns, history.reigns[1:], strict=False):
            assert left.since < left.until <= right.since
        for reign in history.reigns:
            held = history.holder_on(reign.since)
            assert held is not None
            assert held[0] == reign.name
        assert all(date.fromisoformat(day).year <= 2025 for day, _ in history.news)


def test_a_body_is_the_same_with_its_county_written_out() -> None:
    """And no other is: neither another town, nor a body that only ends alike; each spell answers one."""
    town, other = replace(OPEN, body="白桦镇"), replace(OPEN, body="云溪县白桦镇")
    assert compare([town], [other]) == ([], [])
    assert compare([town], [other, town]) == ([], [other])
    assert compare([town], [replace(OPEN, body="云溪县红山镇")]) == ([town], [replace(OPEN, body="云溪县红山镇")])
    assert not is_same(replace(OPEN, body="第一中学"), replace(OPEN, body="附属第一中学"))
    assert not is_same(town, replace(other, since="2021"))
