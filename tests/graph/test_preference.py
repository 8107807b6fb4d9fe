"""Sources that disagree: all sides are kept, each with its preference and the rule that gave it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from domain.judgement import Judgement, Verdict
from domain.portrait import Disagreement, Portrait
from domain.statement import Statement, Value
from graph.organisation import draw_organisation
from graph.portrait import draw_portrait
from graph.preference import RULES, place_key
from graph.sqlite.store import SqliteStore
from ingest.correction import build_correction
from tests.graph.commits import EDUCATION, Page

TODAY = date(2024, 12, 31)
NAME = "陆怀谷"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    opened = SqliteStore(tmp_path / "store.db")
    yield opened
    opened.close()


def tell(
    store: SqliteStore,
    published: str,
    born: str = "",
    place: str = "",
    gender: str = "",
    since: str = "",
    until: str = "",
) -> Statement:
    """Store a page that shows the official in the post with what is given; return its last statement."""
    page = Page(f"{EDUCATION}局长{NAME}，生于{born}，{place}人，{published}报道。", published)
    status = "former" if until else "current"
    said = page.hold(NAME, "局长", page.organisation(EDUCATION), status=status, valid_from=since, valid_to=until)
    person = page.person(NAME)
    if born:
        said = page.say("BORN", f"生于{born}", person=person, date=page.value(born))
    if place:
        said = page.say("NATIVE_OF", f"{place}人", person=person, place=page.value(place))
    if gender:
        said = page.say("GENDER", person=person, gender=Value(gender))
    store.put_document(page.commit())
    return said


def draw(store: SqliteStore) -> Portrait:
    (match,) = store.find_by_name(NAME)
    return draw_portrait(store, match.entity, "", "", TODAY)


def weights(one: Disagreement) -> dict[str, tuple[str, str]]:
    for side in one.sides:
        assert side.evidence
        assert side.reason == RULES.get(side.rule, "")
    return {side.value: (side.preference, side.rule) for side in one.sides}


def test_two_birth_dates_stand_side_by_side(store: SqliteStore) -> None:
    """The later document does not win, nor do two against one."""
    for day, born in (("2024-01-05", "1970年3月"), ("2024-02-05", "1971年3月"), ("2024-03-05", "1971年3月")):
        tell(store, day, born)
    (found,) = draw(store).disagreements
    assert found.about == "born"
    assert weights(found) == {"1970-03": ("normal", "open"), "1971-03": ("normal", "open")}
    assert [len(side.evidence) for side in found.sides] == [1, 2]


def test_dates_that_agree_are_no_disagreement(store: SqliteStore) -> None:
    """1970 and March 1970 are one; the row that says more is preferred, and the reason says so."""
    tell(store, "2024-01-05", "1970年3月")
    tell(store, "2024-02-05", "1970年")
    portrait = draw(store)
    assert portrait.disagreements == ()
    assert {row["date"]: (row["preference"], row["rule"]) for row in portrait.life.born} == {
        "1970年3月": ("preferred", "more precise"), "1970年": ("normal", "less precise"),
    }  # fmt: skip


def test_a_coarse_date_takes_no_side(store: SqliteStore) -> None:
    """A bare year agrees with both days of it; the days disagree all the same."""
    for day, born in (("2024-01-05", "1970年"), ("2024-02-05", "1970年3月"), ("2024-03-05", "1970年5月")):
        tell(store, day, born)
    (found,) = draw(store).disagreements
    assert weights(found) == {
        "1970": ("normal", "less precise"), "1970-03": ("normal", "open"), "1970-05": ("normal", "open"),
    }  # fmt: skip


def test_a_person_decides_and_undo_restores(store: SqliteStore) -> None:
    """A judged side is preferred with the reason that was given; taken back, all stand as before."""
    said = tell(store, "2024-01-05", "1970年3月")
    tell(store, "2024-02-05", "1971年3月")
    before = draw(store)
    judged = store.put_judgement(Judgement(said.id, Verdict.PREFERRED, by="馆员甲", why="与档案一致"))
    (found,) = draw(store).disagreements
    assert weights(found) == {"1970-03": ("preferred", "judged"), "1971-03": ("normal", "judged otherwise")}
    assert found.sides[0].why == "与档案一致"
    store.undo_judgement(judged.id)
    assert draw(store) == before


def test_a_bad_source_is_kept_as_deprecated(store: SqliteStore) -> None:
    """It leaves the life of the person, and stands in the disagreement with the reason; its document stays a source."""
    said = tell(store, "2024-01-05", "1970年3月")
    tell(store, "2024-02-05", "1971年3月")
    store.put_judgement(Judgement(said.id, Verdict.BAD_SOURCE, by="馆员甲", why="转载有误"))
    portrait = draw(store)
    assert [row["date"] for row in portrait.life.born] == ["1971年3月"]
    (found,) = portrait.disagreements
    assert weights(found) == {"1970-03": ("deprecated", "withdrawn"), "1971-03": ("normal", "")}
    assert {c.document for s in found.sides for c in s.evidence} <= {source.document for source in portrait.sources}


@pytest.mark.parametrize("verdict", [Verdict.MISREAD, Verdict.WRONG_PERSON])
def test_what_no_source_says_of_the_person_is_no_side(store: SqliteStore, verdict: Verdict) -> None:
    """A misreading, or a line about somebody else, disagrees with nothing."""
    said = tell(store, "2024-01-05", "1970年3月")
    tell(store, "2024-02-05", "1971年3月")
    store.put_judgement(Judgement(said.id, verdict, by="馆员甲", why="读错"))
    assert draw(store).disagreements == ()


def test_a_corrected_reading_stands_beside_its_correction(store: SqliteStore) -> None:
    """What a person put in its place counts; what was read first is kept as deprecated."""
    page = Page(f"{EDUCATION}局长{NAME}，1970年3月生，1998年参加工作。", "2024-01-05")
    page.hold(NAME, "局长", page.organisation(EDUCATION))
    said = page.say("BORN", person=page.person(NAME), date=page.value("1998年"))
    store.put_document(page.commit())
    document, view = store.find_document(page.id), store.find_statement(said.id)
    assert document is not None
    assert view is not None
    change = build_correction(document, store.statements_in(page.id), view, {"date": "1970年3月"}, "馆员甲", "核对")
    store.put_correction(change)
    (found,) = draw(store).disagreements
    assert weights(found) == {"1970-03": ("normal", ""), "1998": ("deprecated", "withdrawn")}


def test_native_places_of_one_name_agree(store: SqliteStore) -> None:
    """A province agrees with its city, however long it is written; another province does not."""
    for day, place in (("2024-01-05", "山东"), ("2024-02-05", "山东济南"), ("2024-03-05", "山东省济南市")):
        tell(store, day, place=place)
    assert draw(store).disagreements == ()
    tell(store, "2024-04-05", place="辽宁沈阳")
    (found,) = draw(store).disagreements
    assert found.about == "native_place"
    assert [side.value for side in found.sides] == ["山东省", "山东省济南市", "辽宁省沈阳市"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("内蒙古赤峰", "内蒙古自治区赤峰市"), ("沈阳", "辽宁省沈阳市人"), ("通辽科左后旗", "科尔沁左翼后旗")],
)
def test_names_of_one_place_have_one_key(one: str, other: str) -> None:
    """Short and full names of a division, with or without what lies above."""
    assert place_key(one) == place_key(other)


def test_two_genders_disagree(store: SqliteStore) -> None:
    """No rule joins them; somebody who knows better did, and both stay shown."""
    for day, gender in (("2024-01-05", "male"), ("2024-02-05", "female")):
        tell(store, day, gender=gender)
    one, other = (match.entity.id for match in store.find_by_name(NAME))
    store.put_judgement(Judgement(one, Verdict.SAME, other, by="馆员甲", why="档案可证"))
    portrait = draw(store)
    assert [found.about for found in portrait.disagreements] == ["gender"]
    assert {row["gender"] for row in portrait.life.gender} == {"male", "female"}


def test_start_and_end_of_one_term_disagree(store: SqliteStore) -> None:
    """Both ends are shown with all sides, no length is given, and the earliest is not passed off as the one."""
    tell(store, "2023-01-05", since="2019-03", until="2022-05")
    tell(store, "2023-02-05", since="2020-03", until="2022-07")
    portrait = draw(store)
    assert [(d.about, [s.value for s in d.sides]) for d in portrait.disagreements] == [
        ("start", ["2019-03", "2020-03"]), ("end", ["2022-05", "2022-07"]),
    ]  # fmt: skip
    assert [post.length for post in portrait.posts] == [None]


def test_counts_of_one_period_disagree(store: SqliteStore) -> None:
    """The same measure of the same period; another period, or none, is another number."""
    for number, (value, period) in enumerate((("320", "2024-05"), ("1,320", "2024-05"), ("400", "2024-06"), ("9", ""))):
        page = Page(f"望槐社区第{number}次送餐{value}份。", "2024-07-01")
        page.say(
            "COUNT", subject=page.community("望槐社区", code="632199001001"), measure=page.value("送餐"),
            value=page.value(value), unit=page.value("份"), period=Value(period) if period else None,
        )  # fmt: skip
        store.put_document(page.commit())
    (match,) = store.find_by_name("望槐社区")
    (found,) = draw_organisation(store, match.entity, "", "", TODAY).disagreements
    assert (found.about, found.subject) == ("count", "送餐（2024-05）")
    assert weights(found) == {"1320份": ("normal", "open"), "320份": ("normal", "open")}
