"""Search by name in an embedded store of 700,000 people, beside one bare query for a whole name in the same run.

`python -m bench.search [--persons N] [--seed N] [--questions N]`
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import islice, product
from pathlib import Path

from bench.output import open_workplace, print_result, print_table, say
from bench.page import Page
from bench.timing import WARM_UP, Timing, measure, summarise
from bench.world import load_words
from domain.entity import Entity
from graph.commit import DocumentCommit
from graph.sqlite.store import SqliteStore
from lexicon.names import given_names_of, surname_of
from lexicon.spelling import sounds_of
from nlp.training.names import make_han_name, make_name

BATCH = 5_000
LIMIT = 50
ORGANISATIONS = 10_000
FREQUENT = ("王伟", 400)
NOT_HAN = 0.1
"""How many bear a name that the maker of names draws freely: Mongolian, Turkic, with dots, by sound."""

FLOOR_MS = 5.0

BARE = """
SELECT m.cluster_id, e.name FROM entity e JOIN membership m ON m.member_id = e.id AND m.known_until = ''
WHERE e.sort_name = ? ORDER BY m.known_from, e.id LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Question:
    """One kind of question with what is asked."""

    name: str
    asked: Sequence[str]


@dataclass(frozen=True, slots=True)
class Answered:
    """How long the answers to one kind of question took, and how many lines they had on average."""

    clock: Timing
    processor_p95: float
    found: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Build, ask, print; returns the exit code: 1 when a kind of question takes the processor longer than the floor."""
    parser = argparse.ArgumentParser(prog="python -m bench.search", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--persons", type=int, default=700_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--questions", type=int, default=300, help="of each kind [300]")
    plan = parser.parse_args(arguments)
    with open_workplace("bench-search") as folder:
        path = folder / "store.db"
        names = draw_names(plan.persons, plan.seed)
        with closing(SqliteStore(path)) as store:
            begin = time.monotonic()
            for done, commit in enumerate(_iter_commits(names), 1):
                store.put_document(commit)
                built, took = min(done * BATCH, len(names)), time.monotonic() - begin
                say(f"built {built:,} of {len(names):,} people, {took:.0f} s")
            seconds = time.monotonic() - begin
            questions = draw_questions(names, plan.seed, plan.questions)
            bare = _time_bare(path, questions[0])
            answers = {one.name: _ask(store, one) for one in questions}
        size = path.stat().st_size
    rows: list[list[object]] = [["bare SQL, whole name", bare.p50, bare.p95, bare.p99, None, None, bare.number]]
    for name, one in answers.items():
        rows.append([name, one.clock.p50, one.clock.p95, one.clock.p99, one.processor_p95, one.found, one.clock.number])
    title = f"{len(names):,} people, {len(set(names)):,} names, {size / 2**20:,.0f} MB; milliseconds"
    print_table(title, ("question", "p50", "p95", "p99", "processor p95", "found", "asked"), rows)
    figures: dict[str, object] = {"bench": "search", "persons": len(names), "seed": plan.seed}
    figures |= {"build_s": round(seconds, 1), "megabytes": round(size / 2**20)}
    for name, timing in (("bare_exact", bare), *((name, one.clock) for name, one in answers.items())):
        for part in ("p50", "p95", "p99"):
            figures[f"{name}_{part}_ms"] = round(getattr(timing, part), 3)
    worst = max(one.processor_p95 for one in answers.values())
    figures["worst_p95_ms"] = round(max(one.clock.p95 for one in answers.values()), 3)
    print_result(figures | {"worst_processor_p95_ms": round(worst, 3)})
    return int(worst > FLOOR_MS)


def draw_names(number: int, seed: int) -> list[str]:
    """Return the names of so many people, drawn as often as their characters are counted in names."""
    chance = random.Random(seed)
    drawn = [make_name(chance) if chance.random() < NOT_HAN else make_han_name(chance) for _ in range(number)]
    name, times = FREQUENT
    for place in chance.sample(range(number), min(times, number)):
        drawn[place] = name
    return drawn


def draw_questions(names: Sequence[str], seed: int, number: int) -> list[Question]:
    """Return what is asked, each kind made of names that people bear."""
    chance = random.Random(seed)

    def draw(some: Sequence[str] = names) -> list[str]:
        return chance.choices(some, k=number)

    han = [name for name in chance.sample(names, min(len(names), 50_000)) if given_names_of(name) and "·" not in name]
    common = [name for name, _ in Counter(han).most_common(40)]
    long = [name for name in han if len(given_names_of(name)[0]) == 2] or han
    single = [name for name in han if len(given_names_of(name)[0]) == 1] or han
    other = [name for name in chance.sample(names, min(len(names), 50_000)) if not given_names_of(name)] or han
    return [
        Question("exact", draw()),
        Question("exact_frequent", [FREQUENT[0], *draw(common)]),
        Question("prefix_surname", [surname_of(name) for name in draw(han)]),
        Question("prefix_two", [name[:2] for name in draw(long)]),
        Question("given_two", [given_names_of(name)[0] for name in draw(long)]),
        Question("given_one", [given_names_of(name)[0] for name in draw(single)]),
        Question("pinyin", [spell(name) for name in draw(han)]),
        Question("pinyin_given_first", [spell(name, given_first=True) for name in draw(han)]),
        Question("pinyin_tones", [spell(name, tones=True) for name in draw(han)]),
        Question("pinyin_joined", [spell(name, given_first=number % 2 > 0).replace(" ", "").lower()
                                   for number, name in enumerate(draw(han))]),
        Question("pinyin_frequent", [spell(name) for name in (FREQUENT[0], *draw(common))]),
        Question("pinyin_one_syllable", [spell(name).split()[0] for name in draw(han)]),
        Question("pinyin_not_han", [spell(name) for name in draw([name for name in other if sounds_of(name)])]),
        Question("mixed", [_mix(name, chance) for name in draw(han)]),
        Question("one_character", [chance.choice(name) for name in draw()]),
        Question("part", [name[1:3] for name in draw(other)]),
        Question("nobody", [f"{name}{name[-1]}" for name in draw(long)]),
    ]  # fmt: skip


def spell(name: str, given_first: bool = False, tones: bool = False) -> str:
    """Return the name in pinyin, the surname a word and the rest a word; by the first reading of each character."""
    syllables, heard = sounds_of(name)[0]
    words = [syllable + tone[:1] if tones else syllable for syllable, tone in zip(syllables, heard, strict=True)]
    cut = max(1, len(surname_of(name)))
    parts = ["".join(words[:cut]).capitalize(), "".join(words[cut:]).capitalize()]
    return " ".join(part for part in (reversed(parts) if given_first else parts) if part)


def _mix(name: str, chance: random.Random) -> str:
    place = chance.randrange(len(name))
    return f"{name[:place]}{sounds_of(name)[0][0][place]}{name[place + 1 :]}"


def _iter_commits(names: Sequence[str]) -> Iterator[DocumentCommit]:
    """Yield documents that found many people each, and some organisations for the rest of a search to look at."""
    words = load_words()
    county = words["county"]
    places = product(words["provinces"], county["first"], county["second"], words["bureaus"])
    organisations = [f"{p}{a}{b}{county['suffix']}{bureau}" for p, a, b, bureau in islice(places, ORGANISATIONS)]
    founded = [*(("Person", n) for n in names), *(("Organisation", n) for n in organisations)]
    for number in range(0, len(founded), BATCH):
        some = enumerate(founded[number : number + BATCH], number)
        entities = tuple(Entity(kind, name, f"bench:{place}") for place, (kind, name) in some)
        page = Page("2024-01-01")
        page.add(f"第{number}批。")
        yield replace(page.commit(), entities=entities)


def _time_bare(path: Path, question: Question) -> Timing:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA cache_size = -65536")
        return summarise(
            [measure(lambda one=name: connection.execute(BARE, (one, LIMIT)).fetchall()) for name in question.asked]  # type: ignore[misc]
        )


def _ask(store: SqliteStore, question: Question) -> Answered:
    """Ask each once after a few to warm up: how long it takes, on the clock and of the processor, and what is found."""
    for name in question.asked[:WARM_UP]:
        store.find_by_name(name, limit=LIMIT)
    found, clock, processor = 0, [], []
    for name in question.asked:
        begin = time.thread_time()
        clock.append(measure(lambda one=name: store.find_by_name(one, limit=LIMIT)))  # type: ignore[misc]
        processor.append((time.thread_time() - begin) * 1000)
        found += len(store.find_by_name(name, limit=LIMIT))
    return Answered(summarise(clock), summarise(processor).p95, found / len(question.asked))


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        say("stopped; everything is cleaned up")
        sys.exit(130)
