"""Random histories of a store: documents, newer readings, arrivals, judgements and undos, drawn by Hypothesis."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import permutations

from hypothesis import strategies as st

from domain.document import Arrival
from domain.errors import QunxiangError
from domain.judgement import Judgement, Verdict
from domain.mention import MentionKind
from domain.statement import Value
from graph.commit import DocumentCommit, Stage
from graph.retraction import GROUNDS
from graph.store import Store
from ingest.correction import build_correction
from tests.graph.commits import (
    EDUCATION,
    FINANCE,
    RENAMED,
    WATER,
    Page,
    Use,
    write_change,
    write_location,
    write_log,
    write_register,
)

NAMES = ("陆怀谷", "温如璧", "温 如璧", "阿木尔·巴雅尔")
TITLES = ("局长", "副局长", "县长", "网格员")
ORGANISATIONS = (EDUCATION, WATER, RENAMED, FINANCE, "青海省云岫县人民政府", "望槐社区")
BIRTHS = ("1970", "1970-03", "1985-06")
DATES = ("", "2019", "2023-05", "2024-01-05", "2024-06-30", "2031-02-01")
STATUSES = ("current", "appointed", "proposed", "removed", "former")
MARKS = (
    Verdict.MISREAD, Verdict.WRONG_PERSON, Verdict.BAD_SOURCE, Verdict.ENDED_SINCE, Verdict.PREFERRED, Verdict.ACCEPTED,
)  # fmt: skip
CHANGES = (
    (("org", ""),), (("status", "former"),), (("person", "白砚秋"),), (("post", "会"), ("status", "proposed")),
    (("person", "陆怀谷"),), (("org", "青海省云岫县教育局"),), (("boss", "甲"),),
)  # fmt: skip
CODES = {"望槐社区": "632199001001", "听雨嘎查": "632199002002"}
SEARCHES = ("陆怀谷", "温如璧", "谷", "如璧", "青海省云岫", "局", "县长", "社区", "槐社", "巴雅尔", "阿木尔•巴雅尔",
            "荣誉", "5G", "５g", "璧（", "AI", "。", "王(英", "陆 OR 温", "会，青", "谷到",
            "Lu Huaigu", "rubi wen", "Wén Rúbì", "wen1 ru2 bi4", "陆huai谷", "huaigu", "怀谷", "ba", "a")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Put:
    """A document is read."""

    commit: DocumentCommit


@dataclass(frozen=True, slots=True)
class Arrive:
    """A known text comes again."""

    document: int
    published: str
    path: str


@dataclass(frozen=True, slots=True)
class Judge:
    """Somebody judges two entities; they are chosen by number among those the store holds."""

    left: int
    right: int
    verdict: Verdict
    by: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Somebody marks a statement."""

    statement: int
    verdict: Verdict
    by: str


@dataclass(frozen=True, slots=True)
class Correct:
    """Somebody puts other words of the document into a statement."""

    statement: int
    changes: tuple[tuple[str, str], ...]
    by: str


@dataclass(frozen=True, slots=True)
class Identify:
    """Somebody says whom a mention names."""

    mention: int
    entity: int
    by: str


@dataclass(frozen=True, slots=True)
class Undo:
    """A judgement is undone, chosen by number among those that stand on an entity."""

    entity: int
    judgement: int


@dataclass(frozen=True, slots=True)
class Note:
    """A ledger row is written."""

    stage: Stage


@dataclass(frozen=True, slots=True)
class Retract:
    """A document is withdrawn, chosen by number among those that say something."""

    document: int
    ground: str


Step = Put | Retract | Arrive | Judge | Mark | Correct | Identify | Undo | Note


def take(store: Store, step: Step) -> object:
    """Take the step; what it is about is chosen by the store's own order, which is the same in both engines."""
    match step:
        case Put(commit):
            return store.put_document(commit)
        case Arrive(document, published, path):
            ids = sorted({view.document_id for view in store.iter_statements()})
            if not ids:
                return None
            chosen = ids[document % len(ids)]
            return store.put_arrivals([Arrival(chosen, path, published=published), Arrival("0" * 64, path)])
        case Judge(left, right, verdict, by):
            entities = [e for e in store.iter_entities() if e.kind in ("Person", "Organisation")]
            people = [e for e in entities if e.kind == "Person"]
            chosen_from = people if left % 3 and len(people) > 1 else entities
            if not chosen_from:
                return None
            members = [m for e in chosen_from for m in e.members]
            one, two = members[left % len(members)], members[right % len(members)]
            return store.put_judgement(Judgement(one, verdict, two, by=by, why="核对"))
        case Mark(number, verdict, by):
            statements = [view.id for view in store.iter_statements()]
            if not statements:
                return None
            return store.put_judgement(Judgement(statements[number % len(statements)], verdict, by=by, why="核对"))
        case Correct(number, changes, by):
            return correct(store, number, dict(changes), by)
        case Identify(number, entity, by):
            references = [m.reference_id for _, m, _ in store.iter_mentions() if m.mention.kind is MentionKind.PERSON]
            people = [e for e in store.iter_entities() if e.kind == "Person"]
            if not references or not people:
                return None
            chosen = references[number % len(references)]
            return store.put_judgement(
                Judgement(chosen, Verdict.IS, people[entity % len(people)].id, by=by, why="核对")
            )
        case Undo(entity, number):
            return undo(store, entity, number)
        case Retract(document, ground):
            ids = sorted({view.document_id for view in store.iter_statements()})
            return store.retract(ids[document % len(ids)], ground) if ids else None
        case Note(stage):
            store.put_stage(stage)
            return None


def correct(store: Store, number: int, changes: dict[str, str], by: str) -> Judgement | None:
    """Correct one of the statements about posts, chosen by number."""
    views = [view for view in store.iter_statements() if view.predicate == "HOLDS_POST"]
    if not views:
        return None
    wrong = views[number % len(views)]
    document = store.find_document(wrong.document_id)
    assert document is not None
    said = store.statements_in(wrong.document_id)
    return store.put_correction(build_correction(document, said, wrong, changes, by, "核对"))


def undo(store: Store, entity: int, number: int) -> bool | None:
    """Undo one of the people's judgements on an entity, a mention or a statement."""
    subjects = [m for e in store.iter_entities() for m in e.members]
    subjects += [m.reference_id for _, m, _ in store.iter_mentions()]
    subjects += [view.id for view in store.iter_statements()]
    ids = sorted({j.id for s in subjects for j in store.judgements_on(s) if not j.is_rule})
    return store.undo_judgement(ids[(entity + number) % len(ids)]) if ids else None


@dataclass(frozen=True, slots=True)
class Frame:
    """What a text says at most: who is what where, who else is named, and a note that makes it another text."""

    organisation: str
    title: str
    name: str
    other: str
    note: str
    published: str
    headline: str


FRAMES = st.builds(
    Frame, st.sampled_from(ORGANISATIONS), st.sampled_from(TITLES), st.sampled_from(NAMES), st.sampled_from(NAMES),
    st.sampled_from(("", "一事", "二事", "（AI）5G", "，“要实干”")), st.sampled_from(DATES),
    st.sampled_from(("", "开会")),
)  # fmt: skip


@st.composite
def pages(draw: st.DrawFn) -> Page:
    """Draw a text in which one or two people hold posts and perhaps receive an award, speak or are nobody."""
    return read(draw, draw(FRAMES))


def read(draw: st.DrawFn, frame: Frame) -> Page:
    """Draw one of the readings that a text may find."""
    organisation, title, name, other, note = frame.organisation, frame.title, frame.name, frame.other, frame.note
    text = f"会，{organisation}{title}{name}到会{note}。居民白砚秋、{other}得“荣誉{note[:1]}”。"
    page = Page(text, frame.published, headline=frame.headline)
    community = organisation.endswith("社区")
    body = page.community(organisation) if community else page.organisation(organisation)
    if draw(st.integers(0, 5)):
        page.hold(
            name, title, body, status=draw(st.sampled_from(STATUSES)), valid_from=draw(st.sampled_from(DATES)),
            valid_to=draw(st.sampled_from(("", "", "2024-03", "2030"))),
        )  # fmt: skip
    if draw(st.integers(0, 3)) == 0:
        page.say("BORN", person=page.person(name), date=page.value("到会"), valid_from=draw(st.sampled_from(BIRTHS)))
    if draw(st.booleans()):
        page.say(
            "RECEIVED_AWARD", f"{other}得“荣誉{note[:1]}”", recipient=page.person(other, text.count(other) - 1),
            award=page.name(MentionKind.AWARD, f"荣誉{note[:1]}"),
        )  # fmt: skip
    if draw(st.booleans()):
        private = draw(st.booleans())
        page.say(
            "SPOKE", speaker=page.resident("白砚秋") if private else page.person("白砚秋"), quote=page.value("到会")
        )
    if draw(st.integers(0, 3)) == 0:
        page.say("COUNT", measure=page.value("到会"), value=Value("3"), subject=body)
    return page


@st.composite
def tables(draw: st.DrawFn) -> Page:
    """Draw a service log or a register."""
    households = st.sampled_from(("户甲", "户乙", "户丙"))
    area = draw(st.sampled_from(sorted(CODES)))
    if draw(st.booleans()):
        rows = draw(st.lists(households, min_size=1, max_size=3, unique=True))
        return write_register(rows, area, CODES[area], draw(st.sampled_from(("", "一网格"))))
    uses = st.builds(
        Use, st.sampled_from(("2024-01-03", "2024-02-04", "2023-12-31")), st.sampled_from(sorted(CODES)),
        st.sampled_from(("助餐", "助浴")), st.one_of(st.just(""), households), st.sampled_from(("", "2", "三", "4 次")),
    )  # fmt: skip
    return write_log(draw(st.lists(uses, min_size=1, max_size=4)), CODES, draw(st.sampled_from(("甲册", "乙册"))))


@st.composite
def rereadings(draw: st.DrawFn) -> tuple[Put, Put]:
    """Draw an older and a newer reading of one text."""
    if draw(st.integers(0, 4)) == 0:
        page, other = (write_change(EDUCATION, draw(st.sampled_from(("renamed", "merged"))), RENAMED) for _ in range(2))
        return Put(page.commit("reader-1")), Put(other.commit("reader-2"))
    frame = draw(FRAMES)
    return Put(read(draw, frame).commit("reader-1")), Put(read(draw, frame).commit("reader-2"))


@st.composite
def puts(draw: st.DrawFn) -> Put:
    """Draw a document in one of three reader versions."""
    kind = draw(st.integers(0, 5))
    if kind == 0:
        page = draw(tables())
        # Of two tellings of one record without dates the one read later counts: there order matters, and should.
        page.published = (date(1900, 1, 1) + timedelta(days=int(page.id[:8], 16) % 50_000)).isoformat()
    elif kind == 1:
        page = write_location("望槐社区", draw(st.sampled_from(("云岫县", "老槐树"))), draw(st.sampled_from(DATES)))
    elif kind == 2:
        old, new = draw(st.sampled_from(list(permutations((EDUCATION, WATER, RENAMED, FINANCE), 2))))
        page = write_change(
            old, draw(st.sampled_from(("renamed", "renamed", "merged"))), new, draw(st.sampled_from(DATES))
        )
    else:
        page = draw(pages())
    return Put(page.commit(draw(st.sampled_from(("reader-1", "reader-2", "reader-3")))))


NUMBERS = st.integers(0, 40)
PEOPLE = st.sampled_from(("馆员甲", "馆员乙"))
ON_PAIRS = st.sampled_from((Verdict.SAME, Verdict.SAME, Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE))


def later_steps() -> st.SearchStrategy[Step]:
    """Draw what can happen to a store, but for retractions."""
    return st.one_of(
        puts(),
        puts(),
        st.builds(Judge, NUMBERS, NUMBERS, ON_PAIRS, PEOPLE),
        st.builds(Judge, NUMBERS, NUMBERS, ON_PAIRS, PEOPLE),
        st.builds(Undo, NUMBERS, NUMBERS),
        st.builds(Arrive, NUMBERS, st.sampled_from(DATES), st.sampled_from(("甲.txt", "乙.txt"))),
        st.builds(Mark, NUMBERS, st.sampled_from(MARKS), PEOPLE),
        st.builds(Correct, NUMBERS, st.sampled_from(CHANGES), PEOPLE),
        st.builds(Identify, NUMBERS, NUMBERS, PEOPLE),
        st.builds(Note, st.builds(Stage, st.sampled_from(("甲", "乙")), st.just("read"),
                                  st.sampled_from(("failed", "done")), error=st.just("坏"))),
    )  # fmt: skip


def histories(least: int = 4, most: int = 14) -> st.SearchStrategy[list[Step]]:
    """Draw what happens to a store, one step after the other; it begins with documents."""
    later = st.lists(later_steps(), min_size=least, max_size=most)
    return st.tuples(st.lists(puts(), min_size=3, max_size=5), later).map(lambda parts: [*parts[0], *parts[1]])


@st.composite
def histories_with_retractions(draw: st.DrawFn, least: int = 4, most: int = 14) -> list[Step]:
    """Draw a history in which documents are withdrawn, read again while they are, and let in again."""
    retractions = st.builds(Retract, NUMBERS, st.sampled_from(GROUNDS))
    rereading = rereadings().map(list)
    again = puts().map(lambda put: [Put(replace(put.commit, again=True))])
    one = st.one_of(later_steps(), retractions, retractions).map(lambda step: [step])
    parts = draw(st.lists(st.one_of(one, one, one, rereading, again), min_size=least, max_size=most))
    first = draw(st.lists(puts(), min_size=2, max_size=5))
    return [*first, *(step for part in parts for step in part), draw(retractions)]


def run(store: Store, history: list[Step]) -> None:
    """Take all steps; a judgement that the store refuses changes nothing."""
    for step in history:
        try:
            take(store, step)
        except QunxiangError:
            continue


def read_away(commit: DocumentCommit) -> DocumentCommit:
    """Return a reading of the same document that finds nothing."""
    return DocumentCommit(commit.document, "found-nothing", commit.arrivals)
