"""An invented county life of any size: bureaus and their officials in the news, communities and their registers."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any

import yaml

from bench.page import Page
from domain.mention import MentionKind
from domain.statement import Value
from graph.commit import DocumentCommit

FIRST_DAY = date(2023, 7, 1)
DAYS = 540
APPEARANCES = 4
"""How many documents an official appears in, on average; with two statements in each a portrait has eight."""

OFFICIALS_IN_A_TEXT = 3
TEXTS_TO_A_TABLE = 40
ROWS_OF_A_TABLE = 100


@cache
def load_words() -> dict[str, Any]:
    """Return the words of world.yaml."""
    words: dict[str, Any] = yaml.safe_load(files("bench").joinpath("world.yaml").read_text("utf-8"))
    return words


@dataclass(frozen=True, slots=True)
class Office:
    """A bureau of a county and those who sit in it: (title, name)."""

    county: str
    county_code: str
    name: str
    officials: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """A community with its code and the pseudonyms of its households."""

    name: str
    code: str
    county: str
    county_code: str
    households: tuple[str, ...]


class World:
    """The same seed and size give the same documents in the same order."""

    def __init__(self, seed: int, documents: int, rows: int = ROWS_OF_A_TABLE) -> None:
        self._random = random.Random(seed)
        self._documents = documents
        self._rows = rows
        self.offices = self._found_offices()
        self.communities = self._found_communities()

    def iter_commits(self) -> Iterator[DocumentCommit]:
        """Yield documents without end: news texts, and after every so many a table of a community."""
        tables = self._iter_tables()
        while True:
            for _ in range(TEXTS_TO_A_TABLE):
                yield self._write_news().commit()
            yield next(tables).commit()

    def _found_offices(self) -> tuple[Office, ...]:
        words = load_words()
        county = words["county"]
        parts = product(county["first"], county["second"], words["provinces"])
        counties = [
            (f"{province}{first}{second}{county['suffix']}", f"99{number:04d}")
            for number, (first, second, province) in enumerate(parts)
        ]
        self._random.shuffle(counties)
        wanted = max(1, self._documents * OFFICIALS_IN_A_TEXT // APPEARANCES // len(words["titles"]))
        places = [(c, code, f"{c}{bureau}") for c, code in counties for bureau in words["bureaus"]][:wanted]
        return tuple(
            Office(*place, tuple((title, self._name_person()) for title in words["titles"])) for place in places
        )

    def _found_communities(self) -> tuple[Neighbourhood, ...]:
        words = load_words()["community"]
        names = [f"{first}{second}{words['suffix']}" for first, second in product(words["first"], words["second"])]
        number = max(1, min(len(names), self._documents // TEXTS_TO_A_TABLE // 5))
        return tuple(self._found_community(place, name) for place, name in enumerate(names[:number]))

    def _found_community(self, number: int, name: str) -> Neighbourhood:
        office = self._random.choice(self.offices)
        households = tuple(f"H{number:03d}-{household:04d}" for household in range(self._rows))
        return Neighbourhood(name, f"{office.county_code}{number:06d}", office.county, office.county_code, households)

    def _name_person(self) -> str:
        words = load_words()
        given = self._random.choices(words["given"], k=self._random.choice((1, 2, 2)))
        return "".join((self._random.choice(words["surnames"]), *given))

    def _draw_day(self) -> str:
        return (FIRST_DAY + timedelta(days=self._random.randrange(DAYS))).isoformat()

    def _write_news(self) -> Page:
        """Write of an event: who held it where, three officials in their posts, one who speaks, one honoured."""
        words, office, place = load_words(), self._random.choice(self.offices), self._random.choice(self.communities)
        page = Page(self._draw_day())
        page.add(f"（第{self._random.randrange(10**9)}期）")
        start = page.length
        organisation = page.name(MentionKind.ORG, office.name)
        page.add("日前在")
        community = page.name(MentionKind.COMMUNITY, place.name, place.code)
        page.add("举办")
        number = self._random.randrange(len(words["activities"]))
        activity = page.value(words["activities"][number])
        page.say(
            "HELD_ACTIVITY", start, organiser=organisation, activity=activity, kind=Value(words["kinds"][number]),
            place=community,
        )  # fmt: skip
        page.add("。")
        attending = self._random.sample(office.officials, OFFICIALS_IN_A_TEXT)
        for title, name in attending:
            start = page.length
            post = page.name(MentionKind.POST, title)
            person = page.name(MentionKind.PERSON, name)
            page.say("HOLDS_POST", start, person=person, post=post, org=organisation, status=Value("current"))
            page.add("到场，")
        start = page.length
        speaker = page.name(MentionKind.PERSON, attending[0][1])
        page.add("说：“")
        quote = page.value(self._random.choice(words["remarks"]))
        page.say("SPOKE", start, speaker=speaker, quote=quote)
        page.add("”")
        start = page.length
        recipient = page.name(MentionKind.PERSON, attending[1][1])
        page.add("获")
        award = page.name(MentionKind.AWARD, self._random.choice(words["awards"]))
        page.say("RECEIVED_AWARD", start, recipient=recipient, award=award)
        page.add("。")
        start = page.length
        inner = page.name(MentionKind.COMMUNITY, place.name, place.code)
        page.add("位于")
        county = page.name(MentionKind.PLACE, place.county, place.county_code)
        page.say("LOCATED_IN", start, place_of=inner, place=county)
        page.add("。")
        return page

    def _iter_tables(self) -> Iterator[Page]:
        while True:
            for community in self.communities:
                yield self._write_register(community)
                for _ in range(4):
                    yield self._write_log(community)

    def _write_register(self, community: Neighbourhood) -> Page:
        page = Page(self._draw_day(), is_table=True)
        page.add(f"登记{self._random.randrange(10**9)}\n")
        for household in community.households:
            start = page.length
            whose = page.household(household)
            page.add("\t")
            area = page.name(MentionKind.COMMUNITY, community.name, community.code)
            page.say("LIVES_IN", start, household=whose, area=area)
            page.add("\n")
        return page

    def _write_log(self, community: Neighbourhood) -> Page:
        page = Page(self._draw_day(), is_table=True)
        batch = self._random.randrange(10**9)
        page.add(f"日志{batch}\n")
        for row in range(self._rows):
            start, day = page.length, self._draw_day()
            moment = page.value(day)
            page.add("\t")
            area = page.name(MentionKind.COMMUNITY, community.name, community.code)
            page.add("\t")
            household = page.household(self._random.choice(community.households)) if row % 9 else None
            page.add("\t")
            service = page.name(MentionKind.SERVICE, self._random.choice(load_words()["services"]))
            page.say(
                "USED", start, day=day, area=area, household=household, service=service, date=moment,
                record=Value(f"{batch}-{row}"),
            )  # fmt: skip
            page.add("\n")
        return page
