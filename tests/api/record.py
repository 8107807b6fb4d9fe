"""A small record for the tests of the service: an official with a whole life, a namesake, a community, a resident."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from domain.document import Arrival
from domain.mention import MentionKind
from domain.statement import Value
from graph.sqlite.store import SqliteStore
from tests.graph.commits import EDUCATION, FINANCE, Page, Use, person_of, write_log, write_post, write_register

OFFICIAL = "林知远"
RESIDENT = "张秀英"
COMMUNITY = "青石社区"
CODE = "630199001001"
COLLEGE = "青海云岫师范学院"


@dataclass(frozen=True, slots=True)
class Record:
    """The store with the ids that tests ask for."""

    store: SqliteStore
    official: str
    namesake: str
    community: str
    organisation: str
    post: str
    service: str
    career: str
    news: str
    log: str
    holding: str


def write_career() -> Page:
    """Return a notice that states an official's post and life; it begins with a character outside the BMP."""
    page = Page(
        f"𠮷林省任职公示\r\n{EDUCATION}局长{OFFICIAL}，1975年4月生，青海云岫人，大学学历，毕业于{COLLEGE}教育学专业，"
        "1998年7月参加工作，2023年3月任现职，获评“全省教育系统先进工作者”。",
        "2024-03-05",
    )
    person = page.person(OFFICIAL)
    page.hold(OFFICIAL, "局长", page.organisation(EDUCATION), quote=f"{EDUCATION}局长{OFFICIAL}", valid_from="2023-03")
    page.say("BORN", "1975年4月生", person=person, date=Value("1975-04"))
    page.say("NATIVE_OF", "青海云岫人", person=person, place=page.place("青海云岫", 0))
    page.say(
        "EDUCATED", f"大学学历，毕业于{COLLEGE}教育学专业", person=person, level=page.value("大学学历"),
        kind=Value("full_time"), school=page.organisation(COLLEGE), major=page.value("教育学"),
    )  # fmt: skip
    page.say("JOINED", "1998年7月参加工作", person=person, what=Value("work"), date=Value("1998-07"))
    page.say(
        "RECEIVED_AWARD", "获评“全省教育系统先进工作者”", recipient=person,
        award=page.name(MentionKind.AWARD, "全省教育系统先进工作者"),
    )  # fmt: skip
    return page


def write_news() -> Page:
    """Return news of a community whose headline and body name a resident."""
    headline = f"{RESIDENT}家门口有了食堂"
    page = Page(
        f"{headline}\n{COMMUNITY}开办老年食堂，每月送餐320份。{COMMUNITY}居民{RESIDENT}说：“省心多了。”"
        f"{COMMUNITY}党支部书记周予安主持开灶仪式。",
        "2024-06-18",
        headline=headline,
    )
    community = page.community(COMMUNITY, code=CODE)
    page.resident(RESIDENT)
    speaker = page.resident(RESIDENT, 1)
    page.say(
        "PROVIDES", f"{COMMUNITY}开办老年食堂", provider=community, service=page.name(MentionKind.SERVICE, "老年食堂")
    )
    page.say(
        "COUNT",
        "每月送餐320份",
        subject=community,
        measure=page.value("送餐"),
        value=page.value("320"),
        unit=page.value("份"),
    )
    page.say(
        "HELD_ACTIVITY", "主持开灶仪式", organiser=community, activity=page.value("开灶仪式"), kind=Value("ceremony")
    )
    page.say("SPOKE", "“省心多了。”", speaker=speaker, quote=page.value("“省心多了。”"))
    page.hold("周予安", "党支部书记", community, quote=f"{COMMUNITY}党支部书记周予安")
    page.arrivals = (
        Arrival(
            page.id, "news.jsonl", source="云岫日报", url="https://news.example/20240618", title=headline,
            published="2024-06-18",
        ),
    )  # fmt: skip
    return page


def make_record(path: Path) -> Record:
    """Fill a store of its own and return it with the ids."""
    store = SqliteStore(path)
    career, news = write_career(), write_news()
    official, namesake = career.commit(), write_post(OFFICIAL, "局长", FINANCE, "2024-05-20").commit()
    uses = [Use("2024-05-06", COMMUNITY, "老年食堂", "户甲"), Use("2024-05-08", COMMUNITY, "老年食堂", "户乙")]
    log = write_log(uses, {COMMUNITY: CODE})
    community = news.commit()
    for commit in (official, namesake, community, log.commit()):
        store.put_document(commit)
    store.put_document(write_register(["户甲", "户乙", "户丙"], COMMUNITY, CODE).commit())

    def find(name: str, kind: str) -> str:
        return store.find_by_name(name, (kind,))[0].entity.id

    holding = store.statements_about(person_of(official, OFFICIAL), ("HOLDS_POST",))[0]
    post = holding.find("post")
    assert post is not None
    return Record(
        store, person_of(official, OFFICIAL), person_of(namesake, OFFICIAL), find(COMMUNITY, "Community"),
        find(EDUCATION, "Organisation"), post.entity_id, find("老年食堂", "Service"), career.id, news.id, log.id,
        holding.id,
    )  # fmt: skip
