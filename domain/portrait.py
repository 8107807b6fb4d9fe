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
class PostLine:
    """One spell in one post, with organisation and post as written.

    `cover` says of the portrait's day: held, not held or unknown (nothing was said for twelve months).
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


@dataclass(frozen=True, slots=True)
class Line:
    """Any other fact: its roles as written, with the entity where there is one."""

    predicate: str
    values: dict[str, str]
    entities: dict[str, str]
    evidence: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Life:
    """Life dates and education, each as the sources state them."""

    born: tuple[dict[str, object], ...] = ()
    native_place: tuple[dict[str, object], ...] = ()
    education: tuple[dict[str, object], ...] = ()
    joined: tuple[dict[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A document that a portrait rests on."""

    document: str
    title: str
    source: str
    published: str
    url: str


@dataclass(frozen=True, slots=True)
class AsOf:
    """The two clocks of an answer: valid (when true) and known (when this store knew it)."""

    valid: str
    known: str


@dataclass(frozen=True, slots=True)
class Portrait:
    """What the record says of one person; what it does not say is listed as a gap, never as a "no"."""

    id: str
    kind: str
    name: str
    life: Life
    posts: tuple[PostLine, ...]
    awards: tuple[Line, ...]
    evaluations: tuple[Line, ...]
    activities: tuple[Line, ...]
    training: tuple[Line, ...]
    ties: tuple[Line, ...]
    gaps: tuple[str, ...]
    sources: tuple[SourceLine, ...]
    as_of: AsOf
    members: tuple[str, ...] = ()
    sanctions: tuple[Line, ...] = ()


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
    """Who is said to do the work of a post that nobody holds, or whose holder is not named."""

    post: str
    person: str
    name: str
    valid_from: str
    valid_to: str
    evidence: tuple[Citation, ...]


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


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A stretch in which a source says that nobody holds the post."""

    valid_from: str
    valid_to: str
    evidence: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days on which the record has no holder of a post, and why; no vacancy, which only a source can state."""

    valid_from: str
    valid_to: str
    why: str


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
    area: they are part of neither numerator nor denominator.
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


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a path: two entities and what joins them."""

    source: str
    source_name: str
    target: str
    target_name: str
    predicate: str
    evidence: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class PathsPage:
    """Paths between two entities, shortest first; `cut` names hubs that were not walked through."""

    source: str
    target: str
    paths: tuple[tuple[Hop, ...], ...]
    cut: tuple[str, ...] = field(default=())
