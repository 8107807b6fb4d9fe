"""What the record says of one entity: portrait, organisation page, holders, coverage, paths.

The field names are the keys of the JSON that other programs read. Every line carries its evidence.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Citation:
    """Evidence as shown: the quote has the names of private people masked, one character for one."""

    document: str
    start: int
    end: int
    quote: str
    statement: str
    stated: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Length:
    """How many months lie between a stated start and a stated end, as exactly as the two dates say it.

    Two years alone leave a range; `precision` (day, month, year) is that of the less exact date.
    """

    least: int
    most: int
    precision: str


@dataclass(frozen=True, slots=True)
class PostLine:
    """One spell in one post, with organisation and post as written.

    `cover` says of the portrait's day: held, not held or unknown (nothing was said for twelve months). `length` is
    None unless sources state both ends and agree on them.
    """

    organisation: str
    post: str
    organisation_id: str
    post_id: str
    status: str
    nature: str
    valid_from: str
    valid_to: str
    first_stated: str
    last_stated: str
    evidence: tuple[Citation, ...]
    cover: str = ""
    length: Length | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """Any other fact: its roles as written, with the entity where there is one."""

    predicate: str
    values: dict[str, str]
    entities: dict[str, str]
    evidence: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Life:
    """Life dates and education, each as the sources state them.

    Where only one thing can be true, a row has `preference`, `rule` and `reason` too.
    """

    born: tuple[dict[str, object], ...] = ()
    native_place: tuple[dict[str, object], ...] = ()
    education: tuple[dict[str, object], ...] = ()
    study: tuple[dict[str, object], ...] = ()
    joined: tuple[dict[str, object], ...] = ()
    gender: tuple[dict[str, object], ...] = ()
    retired: tuple[dict[str, object], ...] = ()
    died: tuple[dict[str, object], ...] = ()
    titles: tuple[dict[str, object], ...] = ()
    names: tuple[dict[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """One of several things that sources say where only one can be true.

    `preference` is preferred, normal or deprecated; `rule` names what gave it and `reason` says it in words. `why` is
    what a person gave as the reason, where a person decided.
    """

    value: str
    preference: str
    rule: str
    reason: str
    why: str
    evidence: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What sources do not agree on: all sides side by side, by value; none is dropped and none wins by being newer.

    `about` is a section or a word of it (born, start, count …), `subject` the post or measure that is meant.
    """

    about: str
    subject: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Concurrent:
    """Two posts that the record shows at the same time, between two months."""

    post: str
    organisation: str
    other_post: str
    other_organisation: str
    valid_from: str
    valid_to: str
    evidence: tuple[Citation, ...]
    other_evidence: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Silence:
    """A stretch between two posts for which the sources state none; it says nothing of what the person did then."""

    valid_from: str
    valid_to: str
    words: str
    evidence: tuple[Citation, ...]
    other_evidence: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """What a section of a portrait rests on: counts and dates of its statements, nothing about the person."""

    name: str
    lines: int
    statements: int
    documents: int
    first_stated: str
    last_stated: str


@dataclass(frozen=True, slots=True)
class Tie:
    """What joins two people by a rule: each side rests on its own evidence.

    `rule` is unit, course or activity and `reason` the rule in words; `what` names the unit, course or activity.
    """

    person: str
    name: str
    rule: str
    reason: str
    what: str
    what_id: str
    own: str
    other: str
    valid_from: str
    valid_to: str
    evidence: tuple[Citation, ...]
    other_evidence: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A document that a portrait rests on; the hash is that of the text into which its evidence points."""

    document: str
    title: str
    source: str
    published: str
    url: str
    text_sha256: str = ""


@dataclass(frozen=True, slots=True)
class AsOf:
    """The two clocks of an answer: valid (when true) and known (when this store knew it)."""

    valid: str
    known: str


@dataclass(frozen=True, slots=True)
class Portrait:
    """What the record says of one person; what it does not say is listed as a gap, never as a "no".

    `ties_cut` names the units that are too large to tie anybody by themselves.
    """

    id: str
    kind: str
    name: str
    life: Life
    posts: tuple[PostLine, ...]
    awards: tuple[Line, ...]
    evaluations: tuple[Line, ...]
    activities: tuple[Line, ...]
    training: tuple[Line, ...]
    ties: tuple[Tie, ...]
    gaps: tuple[str, ...]
    sources: tuple[SourceLine, ...]
    as_of: AsOf
    members: tuple[str, ...] = ()
    sanctions: tuple[Line, ...] = ()
    belongs_to: tuple[Line, ...] = ()
    concurrent: tuple[Concurrent, ...] = ()
    silences: tuple[Silence, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    sections: tuple[Section, ...] = ()
    ties_cut: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a post on the asked day."""

    post: str
    person: str
    name: str
    status: str
    valid_from: str
    valid_to: str
    evidence: tuple[Citation, ...]
    cover: str
    nature: str = ""


@dataclass(frozen=True, slots=True)
class InCharge:
    """Who is said to do the work of a post that nobody holds, or whose holder is not named.

    `own_post` is what the person holds in the same body on that day, "" where the record does not show it.
    """

    post: str
    person: str
    name: str
    valid_from: str
    valid_to: str
    evidence: tuple[Citation, ...]
    own_post: str = ""


@dataclass(frozen=True, slots=True)
class LastKnown:
    """Who was last shown in a post when the record is silent about the asked day."""

    post: str
    person: str
    name: str
    last_stated: str
    evidence: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class NameHeld:
    """A name that a body bore, with from when until when the sources say; "" where they do not."""

    name: str
    valid_from: str
    valid_to: str
    evidence: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Kin:
    """A body from which another came, or that came of it, and by which change."""

    id: str
    name: str
    date: str
    change: str
    evidence: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """An organisation, community or place with its leadership on a day.

    `name_at` is the name it bore on that day, "" where the record leaves it open.
    """

    id: str
    kind: str
    name: str
    names: tuple[str, ...]
    leadership: tuple[Holder, ...]
    last_known: tuple[LastKnown, ...]
    parts: tuple[Line, ...]
    services: tuple[Line, ...]
    activities: tuple[Line, ...]
    awards: tuple[Line, ...]
    counts: tuple[Line, ...]
    as_of: AsOf
    name_at: str = ""
    names_held: tuple[NameHeld, ...] = ()
    changes: tuple[Line, ...] = ()
    predecessors: tuple[Kin, ...] = ()
    successors: tuple[Kin, ...] = ()
    wholes: tuple[Line, ...] = ()
    in_charge: tuple[InCharge, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    terms: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A stretch in which a source says that nobody holds the post."""

    valid_from: str
    valid_to: str
    evidence: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days on which the record has no holder of a post, and why; no vacancy, which only a source can state.

    Where the reason names somebody who was in the post without a beginning, the evidence shows it.
    """

    valid_from: str
    valid_to: str
    why: str
    evidence: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class HoldersPage:
    """Who held one post, or on one day.

    `gaps` lie between a stated end and a stated beginning; `unknown` are days of which nothing was said in time.
    """

    organisation: str
    post: str
    holders: tuple[Holder, ...]
    last_known: tuple[LastKnown, ...]
    vacancies: tuple[Vacancy, ...]
    as_of: AsOf
    gaps: tuple[Stretch, ...] = ()
    unknown: tuple[Stretch, ...] = ()
    in_charge: tuple[InCharge, ...] = ()


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """Coverage of one service in one area and period; None when the record gives no denominator.

    `unknown` counts uses whose household the record does not tell; `gaps` are the households of the register
    without a recorded use, by pseudonym. `unlisted` counts households that were served and stand in no register of the
    area: they are part of neither numerator nor denominator. `uncovered` is the number of `gaps`, which are listed
    where one area is asked for. `basis` says where the denominator is from: "register", or "population" where no
    register is.
    """

    area: str
    service: str
    period: str
    numerator: int
    denominator: int | None
    unknown: int
    uses: int
    unlisted: int
    gaps: tuple[str, ...]
    uncovered: int | None = None
    basis: str = ""
    care: str = ""
    grid: str = ""


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a path: two entities and what joins them.

    Where only facts of one time were asked for, the months between which this one is shown; "" for what has no time.
    """

    source: str
    source_name: str
    target: str
    target_name: str
    predicate: str
    evidence: tuple[Citation, ...]
    valid_from: str = ""
    valid_to: str = ""


@dataclass(frozen=True, slots=True)
class PathsPage:
    """Paths between two entities, shortest first; `cut` names hubs that were not walked through.

    `overlapping` says that all hops of a path were true in the same months; `incomplete` that there were more ties
    than are looked at, so that a path may be missing.
    """

    source: str
    target: str
    paths: tuple[tuple[Hop, ...], ...]
    cut: tuple[str, ...] = field(default=())
    overlapping: bool = False
    incomplete: bool = False
