"""A post through time: closings by life, who gives way to whom, gaps, what is unknown, and orders of arrival."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.partial_date import PartialDate
from domain.portrait import HoldersPage, PostLine
from domain.statement import Value
from graph.answer import StatementView
from graph.holding import Cover, gather_spells
from graph.organisation import draw_holders
from graph.portrait import draw_portrait
from graph.sqlite.store import SqliteStore
from graph.store import Store
from graph.unheld import WHY
from lexicon.posts import is_civil_rank, is_part_time, is_single, normalise_title
from tests.graph.commits import EDUCATION, FINANCE, WATER, Page, write_post

pytestmark = pytest.mark.slow

TODAY = date(2024, 12, 1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    opened = SqliteStore(tmp_path / "store.db")
    yield opened
    opened.close()


def put(store: Store, *pages: Page) -> None:
    for page in pages:
        store.put_document(page.commit())


def posts_of(store: Store, name: str) -> list[PostLine]:
    found = [m.entity for m in store.find_by_name(name) if m.entity.kind == "Person"]
    return [post for entity in found for post in draw_portrait(store, entity, "", "", TODAY).posts]


def holders(store: Store, at: str = "", title: str = "局长") -> HoldersPage:
    (body,) = [m.entity for m in store.find_by_name(EDUCATION) if m.matched_by == "exact"]
    (office,) = [m.entity for m in store.find_by_name(title) if m.entity.kind == "Post" and m.entity.name == title]
    return draw_holders(store, body, office, at, "", TODAY)


def leave(name: str, predicate: str, day: str, *titles: tuple[str, str, str], valid: str | None = None) -> Page:
    """Return a page on which the holder of these posts (body, title, nature) retires or dies."""
    shown = "、".join(f"{body}{title}" for body, title, _ in titles)
    page = Page(f"{shown}{name}走完了工作历程，{day}离开。", day)
    for body, title, nature in titles:
        page.say(
            "HOLDS_POST", "", person=page.person(name), post=page.post(title), org=page.organisation(body),
            status=Value("current"), nature=Value(nature) if nature else None,
        )  # fmt: skip
    page.say(predicate, "离开", valid_from=day if valid is None else valid, person=page.person(name))
    return page


def test_retirement_leaves_part_time_seats_open_and_death_closes_all(store: SqliteStore) -> None:
    """Retirement ends the job; the seat and what is held beside stay. Death ends them too."""
    titles = ((EDUCATION, "局长", ""), (WATER, "政协委员", ""), (FINANCE, "主任", "concurrent"))
    put(store, leave("陆怀谷", "RETIRED", "2024-02-01", *titles))
    assert {p.post: p.valid_to for p in posts_of(store, "陆怀谷")} == {"局长": "2024-02-01", "政协委员": "", "主任": ""}
    put(store, leave("陆怀谷", "DIED", "2024-05-01", *titles[1:]))
    ends = {p.post: p.valid_to for p in posts_of(store, "陆怀谷") if p.valid_to}
    assert ends == {"局长": "2024-02-01", "政协委员": "2024-05-01", "主任": "2024-05-01"}


def test_a_post_taken_after_retirement_stays_open(store: SqliteStore) -> None:
    """The end reaches only what was open on its day."""
    put(store, leave("陆怀谷", "RETIRED", "2023-02-01", (EDUCATION, "局长", "")))
    page = Page(f"{EDUCATION}原局长陆怀谷受聘任{WATER}主任。", "2024-03-01")
    page.hold("陆怀谷", "局长", page.organisation(EDUCATION), status="former")
    page.say(
        "HOLDS_POST", person=page.person("陆怀谷"), post=page.post("主任"), org=page.organisation(WATER),
        status=Value("appointed"),
    )  # fmt: skip
    put(store, page)
    assert {(p.post, p.valid_to) for p in posts_of(store, "陆怀谷")} == {("局长", "2023-02-01"), ("主任", "")}


def test_a_post_that_the_sentence_of_the_retirement_goes_on_with_stays_open(store: SqliteStore) -> None:
    """2024年退休，继续担任…: what was held before is closed, what goes on is not."""
    text = f"{EDUCATION}局长陆怀谷于2024-02-01退休，继续担任{WATER}主任。"
    page = Page(text, "2024-02-03")
    page.hold("陆怀谷", "局长", page.organisation(EDUCATION), quote=f"{EDUCATION}局长陆怀谷")
    page.say("RETIRED", "2024-02-01退休", valid_from="2024-02-01", person=page.person("陆怀谷"))
    page.hold("陆怀谷", "主任", page.organisation(WATER), quote=text[text.index("陆怀谷") : -1])
    put(store, page)
    assert {(p.post, p.valid_to) for p in posts_of(store, "陆怀谷")} == {("局长", "2024-02-01"), ("主任", "")}


def test_an_undated_retirement_gives_no_day(store: SqliteStore) -> None:
    """已退休 in a paper of 2024 says that it is over by then, not when it ended."""
    put(store, write_post("陆怀谷", "局长", EDUCATION, "2023-10-05"))
    put(store, leave("陆怀谷", "RETIRED", "2024-02-01", (EDUCATION, "局长", ""), valid=""))
    (post,) = posts_of(store, "陆怀谷")
    assert (post.status, post.valid_to, post.cover) == ("former", "", Cover.NOT_HELD.value)


def test_removing_one_post_closes_no_other(store: SqliteStore) -> None:
    """Of two posts in one notice the one that is taken ends."""
    page = Page(f"{EDUCATION}局长、{WATER}主任陆怀谷。", "2023-05-05")
    page.hold("陆怀谷", "局长", page.organisation(EDUCATION))
    page.say("HOLDS_POST", person=page.person("陆怀谷"), post=page.post("主任"), org=page.organisation(WATER))
    put(store, page, write_post("陆怀谷", "主任", WATER, "2023-11-01", status="removed", note="免去"))
    assert {(p.post, p.valid_to) for p in posts_of(store, "陆怀谷")} == {("局长", ""), ("主任", "2023-11-01")}


def test_an_appointment_and_a_removal_years_later_are_one_spell(store: SqliteStore) -> None:
    """Within a term of office an appointment nobody ended and the removal from the post are of one person."""
    put(
        store,
        write_post("陆怀谷", "局长", EDUCATION, "2019-03-01", status="appointed"),
        write_post("陆怀谷", "局长", EDUCATION, "2023-05-01", status="removed", note="免去"),
    )
    assert [(p.valid_from, p.valid_to) for p in posts_of(store, "陆怀谷")] == [("2019-03-01", "2023-05-01")]


def test_two_terms_far_apart_stay_two(store: SqliteStore) -> None:
    """A removal reaches back to the end before it, not through it to an older appointment."""
    put(
        store,
        write_post("陆怀谷", "局长", EDUCATION, "2014-03-01", status="appointed"),
        write_post("陆怀谷", "局长", EDUCATION, "2016-05-01", status="removed", note="免去"),
        write_post("陆怀谷", "局长", EDUCATION, "2020-03-01", status="appointed", note="再任"),
        write_post("陆怀谷", "局长", EDUCATION, "2023-05-01", status="removed", note="又免"),
    )
    spells = sorted((p.valid_from, p.valid_to) for p in posts_of(store, "陆怀谷"))
    assert spells == [("2014-03-01", "2016-05-01"), ("2020-03-01", "2023-05-01")]


def test_a_vague_end_leaves_its_month_unknown(store: SqliteStore) -> None:
    """2015-03 to 2018-06 covers neither June 10 nor denies it, and covers June as a whole."""
    put(
        store,
        write_post(
            "陆怀谷", "局长", EDUCATION, "2023-01-01", status="former", valid_from="2015-03", valid_to="2018-06"
        ),
    )
    (spell,) = gather_spells(_views(store))
    days = {"2015-02-28": Cover.NOT_HELD, "2015-03-10": Cover.UNKNOWN, "2015-04-01": Cover.HELD,
            "2018-06-10": Cover.UNKNOWN, "2018-07-01": Cover.NOT_HELD}  # fmt: skip
    assert {day: spell.cover(date.fromisoformat(day)) for day in days} == days
    assert spell.cover_any(PartialDate.parse("2018-06")) is Cover.HELD


def _views(store: SqliteStore) -> list[StatementView]:
    return [view for view in store.iter_statements() if view.predicate == "HOLDS_POST"]


def test_the_day_of_a_change_has_one_holder(store: SqliteStore) -> None:
    """On the day on which one goes and the next comes only the next holds the post."""
    put(
        store,
        write_post("陆怀谷", "局长", EDUCATION, "2021-03-01", status="appointed", valid_from="2021-03-01"),
        write_post("陆怀谷", "局长", EDUCATION, "2024-03-01", status="removed", valid_to="2024-03-01", note="免去"),
        write_post("沈知白", "局长", EDUCATION, "2024-03-01", status="appointed", valid_from="2024-03-01"),
    )
    assert [h.name for h in holders(store, "2024-03-01").holders] == ["沈知白"]
    assert holders(store).gaps == ()


def test_the_next_holder_shows_that_the_one_before_has_gone(store: SqliteStore) -> None:
    """Nobody said that the first left: from the day of the next he holds nothing, and his end stays unstated."""
    put(
        store,
        write_post("陆怀谷", "局长", EDUCATION, "2024-01-10"),
        write_post("沈知白", "局长", EDUCATION, "2024-05-01", status="appointed", valid_from="2024-05-01"),
    )
    assert [h.name for h in holders(store, "2024-04-30").holders] == ["陆怀谷"]
    assert [h.name for h in holders(store, "2024-05-02").holders] == ["沈知白"]
    assert [(h.name, h.valid_to) for h in holders(store).holders] == [("陆怀谷", ""), ("沈知白", "")]


def test_deputies_do_not_displace_each_other(store: SqliteStore) -> None:
    """A post of several people keeps them side by side."""
    put(
        store,
        write_post("陆怀谷", "副局长", EDUCATION, "2024-01-10"),
        write_post("沈知白", "副局长", EDUCATION, "2024-05-01", status="appointed"),
    )
    assert sorted(h.name for h in holders(store, "2024-05-02", "副局长").holders) == ["沈知白", "陆怀谷"]


def test_gaps_and_the_unknown_say_why(store: SqliteStore) -> None:
    """A stated end and a stated beginning leave a gap; twelve silent months leave the answer unknown."""
    put(
        store,
        write_post("陆怀谷", "局长", EDUCATION, "2019-03-01", status="appointed", valid_from="2019-03-01"),
        write_post("陆怀谷", "局长", EDUCATION, "2020-03-01", status="removed", valid_to="2020-03-01", note="免去"),
        write_post("沈知白", "局长", EDUCATION, "2020-09-01", status="appointed", valid_from="2020-09-01"),
    )
    page = holders(store)
    assert [(g.valid_from, g.valid_to, g.why) for g in page.gaps] == [("2020-03-01", "2020-09-01", WHY["between"])]
    silent = WHY["silent"].format(name="沈知白", day="2020-09-01")
    assert [(u.valid_from, u.valid_to, u.why) for u in page.unknown] == [
        ("", "2019-03-01", WHY["before"]),
        ("2021-09-02", "", silent),
    ]
    assert page.vacancies == ()
    asked = holders(store, "2020-06-01")
    assert (asked.holders, len(asked.gaps), asked.unknown) == ((), 1, ())
    assert [k.name for k in holders(store, "2023-01-01").last_known] == ["沈知白"]


def test_a_career_line_without_an_end_is_a_beginning_once_the_post_is_seen_later(store: SqliteStore) -> None:
    """2017年3月任某局局长 in a paper of 2020, and the same man in the post in 2022."""
    put(
        store,
        write_post("陆怀谷", "局长", EDUCATION, "2020-11-03", status="former", valid_from="2017-03"),
        write_post("陆怀谷", "局长", EDUCATION, "2021-11-03", note="又见"),
    )
    assert [(p.valid_from, p.valid_to, p.status) for p in posts_of(store, "陆怀谷")] == [("2017-03", "", "current")]


def test_what_a_title_says_of_the_post() -> None:
    """Acting is no other office; heads are one at a time; ranks are titles; seats outlast retirement."""
    assert normalise_title("代县长") == normalise_title("代理县长") == "县长"
    assert normalise_title("代表团团长") == "代表团团长"
    assert normalise_title("代副县长") == "代副县长"
    assert [is_single(t) for t in ("县长", "党委书记", "副县长", "党支部副书记", "委员", "科员")] == [True, True] + [
        False
    ] * 4
    assert [is_civil_rank(t) for t in ("一级调研员", "四级高级法官", "调研员", "高级工程师", "局长")] == [True] * 3 + [
        False
    ] * 2
    assert [is_part_time(t) for t in ("人大代表", "名誉会长", "局长", "残联理事长")] == [True, True, False, False]


STEPS = st.lists(
    st.tuples(st.sampled_from(("局长", "副局长")), st.sampled_from(("appointed", "current", "removed", "former"))),
    min_size=1, max_size=6,
)  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS, seed=st.integers(0, 10_000))
def test_the_order_of_arrival_changes_no_spell(steps: list[tuple[str, str]], seed: int) -> None:
    """The same dated documents in any order give the same spells; each post has only ends of its own."""
    day = date(2018, 1, 10)
    pages = [
        write_post(
            "陆怀谷", title, EDUCATION, (day + timedelta(days=150 * n)).isoformat(), status=status, note=f"第{n}次"
        )
        for n, (title, status) in enumerate(steps)
    ]
    shuffled = list(pages)
    random.Random(seed).shuffle(shuffled)
    told = [_spells(pages), _spells(shuffled)]
    assert told[0] == told[1]
    for title in ("局长", "副局长"):
        removed = {page.published for page, step in zip(pages, steps, strict=True) if step == (title, "removed")}
        assert {end for post, _, end, _ in told[0] if post == title and end} <= removed


def _spells(pages: list[Page]) -> list[tuple[str, str, str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        store = SqliteStore(Path(folder) / "store.db")
        put(store, *pages)
        spells = sorted((p.post, p.valid_from, p.valid_to, p.status) for p in posts_of(store, "陆怀谷"))
        store.close()
    return spells


def write_notice(coming: str, going: str, day: str, title: str = "局长") -> Page:
    """Return the commonest notice: one is appointed and another removed, on the day of the paper."""
    page = Page(f"任命{coming}为{EDUCATION}{title}，免去{going}的{EDUCATION}{title}职务。", day)
    for name, status, number in ((coming, "appointed", 0), (going, "removed", 1)):
        day_of = {"valid_from" if status == "appointed" else "valid_to": day}
        page.hold(
            name, title, page.organisation(EDUCATION, number), status=status,
            quote=page.text[page.text.index(name) - 2 :].rstrip("。"), **day_of,
        )  # fmt: skip
    return page


@pytest.mark.parametrize(("coming", "going"), [("沈知白", "陆怀谷"), ("陆怀谷", "沈知白")])
def test_a_notice_leaves_no_unknown_day_that_its_lines_tell(store: SqliteStore, coming: str, going: str) -> None:
    """One begins on the day the other leaves; of the time before it is known who held the post, not since when."""
    put(store, write_notice(coming, going, "2024-09-03"))
    page = holders(store)
    until = WHY["until"].format(name=going, day="2024-09-03")
    assert [(u.valid_from, u.valid_to, u.why) for u in page.unknown] == [("", "2024-09-03", until)]
    (asked,) = holders(store, "2024-08-01").unknown
    assert (asked.why, bool(asked.evidence)) == (until, True)
    assert holders(store, "2024-10-01").unknown == ()


def test_a_removal_without_a_beginning_reaches_back_to_the_one_before(store: SqliteStore) -> None:
    """After a stated end somebody held the post until a removal: since when is unknown, who it was is not."""
    put(
        store,
        write_post("陆怀谷", "局长", EDUCATION, "2019-05-01", status="removed", valid_to="2019-05-01", note="免去"),
        write_notice("沈知白", "韩若川", "2024-09-03"),
    )
    assert [(u.valid_from, u.valid_to, u.why) for u in holders(store).unknown] == [
        ("", "2019-05-01", WHY["until"].format(name="陆怀谷", day="2019-05-01")),
        ("2019-05-01", "2024-09-03", WHY["until"].format(name="韩若川", day="2024-09-03")),
    ]


def test_a_shorter_term_within_a_longer_one_opens_no_unknown_days(store: SqliteStore) -> None:
    """Of a post of several people the days are unknown on which none of them is shown, whoever came first."""
    terms = (("陆怀谷", "2016-01-01", "2024-10-01"), ("沈知白", "2018-01-01", "2018-05-01"))
    put(
        store,
        *(
            write_post(name, "副局长", EDUCATION, "2024-11-01", status="former", valid_from=first, valid_to=last)
            for name, first, last in terms
        ),
    )
    page = holders(store, title="副局长")
    assert [(u.valid_from, u.valid_to) for u in page.unknown] == [("", "2016-01-01"), ("2024-10-01", "")]


DAYS = st.integers(0, 2900)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(("陆怀谷", "沈知白", "韩若川")),
            st.sampled_from(("appointed", "current", "removed", "former")), DAYS, st.sampled_from((4, 7, 10)),
        ),
        min_size=1, max_size=5,
    ),
    asked=st.lists(DAYS, min_size=4, max_size=4),
    title=st.sampled_from(("局长", "副局长")),
)  # fmt: skip
def test_every_day_has_a_holder_or_a_reason(
    steps: list[tuple[str, str, int, int]], asked: list[int], title: str
) -> None:
    """An empty answer says why; where one person holds a post, a day with a holder is never called unknown."""
    first = date(2017, 1, 1)
    with tempfile.TemporaryDirectory() as folder:
        store = SqliteStore(Path(folder) / "store.db")
        for number, (name, status, day, exact) in enumerate(steps):
            told = (first + timedelta(days=day)).isoformat()
            dates = {"removed": {"valid_to": told[:exact]}, "appointed": {"valid_from": told[:exact]}}.get(status, {})
            put(store, write_post(name, title, EDUCATION, told, status=status, note=f"第{number}次", **dates))
        for day in asked:
            at = (first + timedelta(days=day)).isoformat()
            page = holders(store, at, title)
            assert page.holders or page.gaps or page.unknown, at
            if title == "局长" and page.holders:
                assert (page.unknown, page.gaps) == ((), ()), (at, page.holders)
        store.close()
