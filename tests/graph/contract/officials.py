"""Officials are found by what their posts are, in name order and by pages; counts are of posts' lines and places."""

from __future__ import annotations

from domain.judgement import Judgement, Verdict
from domain.officials import FacetCount, OfficialMatch, OfficialsQuery
from domain.statement import Value
from graph.store import Store
from tests.graph.commits import EDUCATION, Page, entity_of, judge_same, person_of, write_post

CHIFENG = "内蒙古自治区赤峰市教育局"
JINAN = "山东省济南市人民政府"


DAY = "2024-01-05"


def seen(name: str, title: str, body: str, **options: str) -> Page:
    """Return a page of one day that shows somebody in a post."""
    return write_post(name, title, body, DAY, **options)


def put(store: Store, *pages: Page) -> None:
    for page in pages:
        store.put_document(page.commit())


def names(store: Store, known: str = "", **asked: str) -> list[str]:
    """Return whom a query finds."""
    return [match.name for match in store.find_officials(OfficialsQuery(**asked), known)]


def counts(store: Store, facet: str, **asked: str) -> dict[str, int]:
    return {c.value: c.people for c in store.count_officials(OfficialsQuery(**asked)) if c.facet == facet}


class OfficialsContract:
    """Faceted search of officials."""

    def test_by_line_in_name_order(self, store: Store) -> None:
        """A line finds its posts and no other; everybody comes by name; counts are of all that fit."""
        put(
            store, seen("温如璧", "局长", CHIFENG), seen("陆怀谷", "副市长", JINAN),
            seen("白砚秋", "党支部书记", EDUCATION),
        )  # fmt: skip
        assert names(store, line="party") == ["白砚秋"]
        assert names(store, line="government") == sorted(["温如璧", "陆怀谷"])
        assert names(store) == sorted(["温如璧", "陆怀谷", "白砚秋"])
        assert counts(store, "line") == {"party": 1, "government": 2}
        assert counts(store, "area") == {"1504": 1, "3701": 1, "63": 1}
        assert names(store, line="court") == []
        assert store.count_officials(OfficialsQuery(line="court")) == []

    def test_by_area_with_all_that_lies_below(self, store: Store) -> None:
        """A province finds its cities; a body that a source puts into a place is found by the place's area too."""
        put(
            store,
            seen("温如璧", "局长", CHIFENG),
            seen("陆怀谷", "副市长", JINAN),
        )
        page = Page("望槐社区党支部书记白砚秋到岗。", "2024-01-05")
        page.hold("白砚秋", "党支部书记", page.community("望槐社区"))
        located = Page("望槐社区位于赤峰市东侧。", "2024-01-05")
        located.say("LOCATED_IN", place_of=located.community("望槐社区"), place=located.place("赤峰市"))
        put(store, page, located)
        first, second = (entity_of(one.commit(), "Community").id for one in (page, located))
        store.put_judgement(judge_same(first, second))
        assert names(store, area="15") == names(store, area="1504") == sorted(["温如璧", "白砚秋"])
        assert names(store, area="37") == ["陆怀谷"]
        assert names(store, area="1505") == []
        place = entity_of(located.commit(), "Place").id
        assert names(store, place=place) == ["白砚秋"]

    def test_by_body_and_title(self, store: Store) -> None:
        """A body by its id; a title is that title and never its deputy's."""
        pages = [
            seen("温如璧", "局长", CHIFENG),
            seen("陆怀谷", "副局长", CHIFENG),
        ]
        put(store, *pages, seen("白砚秋", "局长", EDUCATION))
        body = entity_of(pages[0].commit(), "Organisation").id
        assert names(store, body=body) == sorted(["温如璧", "陆怀谷"])
        assert names(store, body=body, title="局长") == ["温如璧"]
        assert names(store, title="教育局局长") == sorted(["温如璧", "白砚秋"])
        assert names(store, title="长") == []
        assert counts(store, "body", title="副局长") == {body: 1}

    def test_by_period(self, store: Store) -> None:
        """Who was in the post within the period as far as it is told; without a time nobody is."""
        put(
            store, seen("温如璧", "局长", CHIFENG, status="former", valid_from="2010-03", valid_to="2012"),
            write_post("陆怀谷", "局长", JINAN, "2018-06-05", valid_from="2015"),
            write_post("白砚秋", "局长", EDUCATION),
            write_post("钟离朔", "局长", EDUCATION, "2020-01-01", status="removed", valid_to="2019-05"),
        )  # fmt: skip
        assert names(store, since="2011", until="2011-06") == ["温如璧"]
        assert names(store, since="2012-05") == sorted(["温如璧", "陆怀谷", "钟离朔"])
        assert names(store, since="2016-02", until="2017") == ["陆怀谷"]
        assert names(store, until="2010-02") == []
        assert names(store, since="2019-05", until="2019-12") == ["钟离朔"]
        assert names(store, since="2019-06") == []

    def test_a_term_before_and_one_after_the_period_are_none_within(self, store: Store) -> None:
        """What ended before and began anew after was not held between; what was seen on both sides was."""
        told = {
            "温如璧": [("former", "2010-03", "2012-05"), ("current", "2025-01", "")],
            "陆怀谷": [("current", "2010-03", ""), ("removed", "", "2012-05"), ("appointed", "2025-01-06", "")],
            "白砚秋": [("former", "2010-03", ""), ("removed", "", "2025-01-06")],
        }
        pages = {
            name: [
                write_post(
                    name,
                    "局长",
                    EDUCATION,
                    f"{(until or since)[:7]}-20",
                    status=status,
                    valid_from=since,
                    valid_to=until,
                    note=f"{since}{until}",
                )
                for status, since, until in terms
            ]
            for name, terms in told.items()
        }
        put(store, *(page for written in pages.values() for page in written))
        for first, *others in pages.values():
            for other in others:
                store.put_judgement(judge_same(*(person_of(page.commit()) for page in (first, other))))
        assert names(store, since="2024-10", until="2024-12") == ["白砚秋"]
        assert counts(store, "line", since="2024-10", until="2024-12") == {"government": 1}
        assert names(store, since="2024-12", until="2025-01") == sorted(told)
        assert names(store, since="2012", until="2013") == sorted(told)

    def test_line_follows_from_body_and_title(self, store: Store) -> None:
        """院长 of a court and of a hospital, 书记 of the league and of a bureau stand under four lines."""
        put(
            store, seen("温如璧", "院长", "青海省云岫县人民法院"), seen("陆怀谷", "院长", "青海省云岫县人民医院"),
            seen("白砚秋", "书记", "共青团青海省西宁市委"), seen("钟离朔", "书记", EDUCATION),
        )  # fmt: skip
        found = {line: names(store, line=line) for line in ("court", "health", "mass_organisation", "party", "school")}
        assert found == {
            "court": ["温如璧"], "health": ["陆怀谷"], "mass_organisation": ["白砚秋"], "party": ["钟离朔"],
            "school": [],
        }  # fmt: skip

    def test_all_must_be_true_of_one_post(self, store: Store) -> None:
        """A party post here and a government post there is no party post there."""
        pages = [
            seen("温如璧", "局长", CHIFENG),
            seen("温如璧", "党委书记", "山东省济南市水利局"),
        ]
        put(store, *pages)
        store.put_judgement(judge_same(*(person_of(page.commit()) for page in pages)))
        assert names(store) == ["温如璧"]
        assert names(store, line="party", area="37") == ["温如璧"]
        assert names(store, line="party", area="15") == []
        (match,) = store.find_officials(OfficialsQuery(area="15"))
        assert match.statements == (pages[0].statements[0].id,)

    def test_by_training(self, store: Store) -> None:
        """Words of a course or school that the person is told to have attended; a corrected line counts no more."""
        page = seen("温如璧", "局长", CHIFENG, note="，曾在云岫行政学院参加青年“干部”班")
        said = page.say(
            "EDUCATED", person=page.person("温如璧"), level=page.value("青年“干部”班"), kind=Value("training"),
            school=page.organisation("云岫行政学院"),
        )  # fmt: skip
        put(store, page, seen("陆怀谷", "局长", EDUCATION, note="，提到青年“干部”班"))
        for words in ("青年“干部”班", "行政学院"):
            assert names(store, training=words) == ["温如璧"]
        assert names(store, training="财务班") == []
        store.put_judgement(Judgement(said.id, Verdict.MISREAD, by="馆员甲", why="读错"))
        assert names(store, training="行政学院") == []

    def test_front_line_and_proposed_people_are_not_found(self, store: Store) -> None:
        """Grid workers are found through their organisation alone; who is only proposed holds nothing."""
        put(
            store, seen("温如璧", "网格员", EDUCATION),
            seen("陆怀谷", "局长", EDUCATION, status="proposed"),
        )  # fmt: skip
        assert names(store) == []
        assert store.count_officials(OfficialsQuery()) == []

    def test_pages_lead_on_without_a_hole(self, store: Store) -> None:
        """Namesakes come by id; the last of a page leads to the next, until nobody is left."""
        pages = [seen(name, "局长", f"青海省云岫县第{n}管理局") for n, name in enumerate(["甲一"] * 3 + ["乙二"] * 2)]
        put(store, *pages)
        whole = store.find_officials(OfficialsQuery())
        assert len({match.person for match in whole}) == 5
        paged: list[OfficialMatch] = []
        while page := store.find_officials(OfficialsQuery(), after=paged[-1].person if paged else "", limit=2):
            paged += page
        assert paged == whole
        assert whole == sorted(whole, key=lambda match: (match.name, match.person))

    def test_as_the_store_knew_it(self, store: Store) -> None:
        """What came later was not known then; a corrected line is known until it was corrected."""
        first = seen("温如璧", "局长", CHIFENG)
        put(store, first)
        then = store.find_runs(first.id)[0].known_from
        put(store, seen("陆怀谷", "局长", JINAN))
        store.put_judgement(Judgement(first.statements[0].id, Verdict.MISREAD, by="馆员甲", why="读错"))
        assert names(store, then) == ["温如璧"]
        assert names(store) == ["陆怀谷"]
        assert store.count_officials(OfficialsQuery(line="government"), then)[-1] == FacetCount("line", "government", 1)

    def test_one_post_of_merged_bodies_counts_once(self, store: Store) -> None:
        """Two names of one body are one in the counts after they were judged the same, and two again after undo."""
        pages = [
            seen("温如璧", "局长", CHIFENG),
            seen("陆怀谷", "副局长", EDUCATION),
        ]
        put(store, *pages)
        bodies = sorted(entity_of(page.commit(), "Organisation").id for page in pages)
        judged = store.put_judgement(judge_same(*bodies))
        assert counts(store, "body") == {bodies[0]: 2}
        assert names(store, body=bodies[0]) == sorted(["温如璧", "陆怀谷"])
        store.undo_judgement(judged.id)
        assert counts(store, "body") == dict.fromkeys(bodies, 1)
