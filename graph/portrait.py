"""Puts together what the record says of one person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from domain.partial_date import PartialDate
from domain.portrait import AsOf, Citation, Life, Line, Portrait, PostLine, Section, SourceLine
from graph.answer import EntityView, StatementView
from graph.career import evidence_of, find_concurrent, find_silences
from graph.closing import close_posts
from graph.holding import Cover, Spell, gather_spells, is_hidden
from graph.line import gather_lines, in_one_piece
from graph.preference import (
    RULES,
    SINGLE,
    Weight,
    find_life_disagreements,
    find_term_disagreements,
    find_withdrawn,
    life_key,
    refiner,
    sides_of_life,
    weigh,
)
from graph.printed import show_body
from graph.provenance import describe, name_file
from graph.redaction import mask_document
from graph.store import GraphReader
from graph.stretch import length_between, most_precise
from graph.tie import find_ties
from lexicon.posts import is_civil_rank

GAPS = {
    "born": "出生日期：来源未载",
    "native_place": "籍贯：来源未载",
    "education": "学历：来源未载",
    "posts": "任职：来源未载",
}

LIFE: dict[str, tuple[str, tuple[str, ...]]] = {
    "names": ("NAMED", ("name", "kind")),
    "born": ("BORN", ("date",)),
    "native_place": ("NATIVE_OF", ("place",)),
    "education": ("EDUCATED", ("level", "kind", "school", "major")),
    "titles": ("TITLED", ("title",)),
    "study": ("STUDIED", ("school", "major", "level", "kind")),
    "joined": ("JOINED", ("what", "date")),
    "gender": ("GENDER", ("gender",)),
    "retired": ("RETIRED", ("date",)),
    "died": ("DIED", ("date",)),
}
"""Sections of a life: the predicate of each and the roles that are shown."""

DATED = frozenset({"study"})
"""Sections whose rows have a beginning and an end."""

FACTS = {"awards": "RECEIVED_AWARD", "evaluations": "EVALUATED", "belongs_to": "MEMBER_OF"}


def draw_portrait(reader: GraphReader, entity: EntityView, valid_at: str, known_at: str, today: date) -> Portrait:
    """Return the portrait; with `valid_at` only the posts that may cover that day, else the whole history."""
    told = reader.statements_about(entity.id, known=known_at)
    views = [view for view in told if not is_hidden(view)]
    by_predicate = _by_predicate(views)
    offices = [view for view in by_predicate.get("HOLDS_POST", ()) if _is_office(view)]
    history = close_posts(gather_spells(offices), views)
    asked = PartialDate.parse(valid_at or today.isoformat())
    spells = [s for s in history if not valid_at or s.cover_any(asked) is not Cover.NOT_HELD]
    life = Life(**{name: _life(name, by_predicate.get(predicate, ())) for name, (predicate, _) in LIFE.items()})
    activities = [v for v in by_predicate.get("HELD_ACTIVITY", ()) if v.text_of("kind") != "training"]
    training = [v for v in by_predicate.get("HELD_ACTIVITY", ()) if v.text_of("kind") == "training"]
    silences = find_silences(history)
    posts = tuple(post_line(s, asked) for s in spells)
    lines = {name: gather_lines(by_predicate.get(predicate, ())) for name, predicate in FACTS.items()}
    lines |= {"activities": gather_lines(activities), "training": gather_lines(training)}
    disagreements = (
        *find_life_disagreements(_by_predicate(told)),
        *find_term_disagreements(spells, find_withdrawn(v for v in told if v.predicate == "HOLDS_POST")),
    )
    ties = find_ties(reader, entity.id, spells, views, known_at)
    cited = [
        *(line.evidence for line in posts), *(side.evidence for one in disagreements for side in one.sides),
        *(evidence for tie in ties.ties for evidence in (tie.evidence, tie.other_evidence)),
    ]  # fmt: skip
    documents = {view.document_id for view in views} | {one.document for evidence in cited for one in evidence}
    return Portrait(
        id=entity.id,
        kind=entity.kind,
        name=entity.name,
        life=life,
        posts=posts,
        awards=lines["awards"],
        evaluations=lines["evaluations"],
        activities=lines["activities"],
        training=lines["training"],
        ties=ties.ties,
        gaps=(*_gaps(life, spells), *(silence.words for silence in silences)),
        sources=_sources(reader, documents),
        as_of=AsOf(valid_at or today.isoformat(), known_at or today.isoformat()),
        members=entity.members,
        sanctions=gather_lines(by_predicate.get("SANCTIONED", ())),
        belongs_to=lines["belongs_to"],
        concurrent=find_concurrent(spells),
        silences=silences,
        disagreements=disagreements,
        sections=tuple(_sections(posts, life, lines)),
        ties_cut=ties.cut,
    )


def _is_office(view: StatementView) -> bool:
    """True for a post; a rank is one only where a personnel form gives it as the post of a line of a career."""
    return not is_civil_rank(view.text_of("post")) or (view.data_class == "PER" and view.text_of("nature") != "")


def _by_predicate(views: Iterable[StatementView]) -> dict[str, list[StatementView]]:
    found: dict[str, list[StatementView]] = {}
    for view in views:
        found.setdefault(view.predicate, []).append(view)
    return found


def _life(section: str, views: Sequence[StatementView]) -> tuple[dict[str, object], ...]:
    """Return the rows of a section; where only one can be true, each with its preference and the reason for it."""
    _, roles = LIFE[section]
    single = next((role for name, _, role in SINGLE if name == section), "")
    rows: dict[object, tuple[dict[str, object], list[Citation]]] = {}
    by_id = {view.id: view for view in views}
    parts = [[view] for view in sorted(views, key=_by_dates)] if section in DATED else [views]
    for line in (line for part in parts for line in gather_lines(part)):
        row: dict[str, object] = {role: line.values.get(role, "") for role in roles}
        own = by_id[line.evidence[0].statement]
        if section in DATED:
            row |= {"valid_from": own.valid_from, "valid_to": own.valid_to}
        key: object = tuple(row.values())
        if single:
            key = (own.text_of("what"), life_key(section, own, single) or key)
            row |= _weight_of(section, own, views, single)
        rows.setdefault(key, (row, []))[1].extend(line.evidence)
    return tuple(row | {"evidence": tuple(evidence)} for row, evidence in rows.values())


def _by_dates(view: StatementView) -> tuple[str, str, int]:
    return view.valid_from, view.valid_to, view.start


def _weight_of(section: str, own: StatementView, views: Sequence[StatementView], role: str) -> dict[str, object]:
    same = [v for v in views if section != "joined" or v.text_of("what") == own.text_of("what")]
    weights = weigh(sides_of_life(section, same, role), refiner(section))
    weight = weights.get(life_key(section, own, role), Weight("normal", ""))
    return {"preference": weight.preference, "rule": weight.rule, "reason": RULES.get(weight.rule, "")}


def post_line(spell: Spell, asked: PartialDate) -> PostLine:
    """Return a spell as it is shown; `asked` is the day of which its cover is said."""
    organisation = spell.organisation
    view = spell.statements[-1]
    starts, ends = (most_precise(getattr(v, end) for v in spell.statements) for end in ("valid_from", "valid_to"))
    return PostLine(
        organisation=show_body(organisation.name, in_one_piece(organisation.text)) if organisation else "",
        post=in_one_piece(spell.post.text),
        organisation_id=organisation.entity_id if organisation else view.body_id,
        post_id=spell.post.entity_id,
        status=spell.status,
        nature=spell.nature,
        valid_from=spell.valid_from,
        valid_to=spell.valid_to,
        first_stated=spell.first_stated,
        last_stated=spell.last_stated,
        evidence=evidence_of(spell),
        cover=spell.cover_any(asked).value,
        length=length_between(starts[0], ends[0]) if len(starts) == len(ends) == 1 else None,
    )


def _sections(posts: Sequence[PostLine], life: Life, lines: Mapping[str, Sequence[Line]]) -> Iterator[Section]:
    """Yield what each section rests on, in the order of the portrait; empty ones too."""
    rows: dict[str, list[tuple[Citation, ...]]] = {"posts": [post.evidence for post in posts]}
    for name in LIFE:
        held = [row["evidence"] for row in getattr(life, name)]
        rows[name] = [evidence for evidence in held if isinstance(evidence, tuple)]
    rows |= {name: [line.evidence for line in found] for name, found in lines.items()}
    for name, evidence in rows.items():
        cited = {citation.statement: citation for one in evidence for citation in one}.values()
        stated = sorted(citation.stated for citation in cited if citation.stated)
        documents = {citation.document for citation in cited}
        yield Section(name, len(evidence), len(cited), len(documents), min(stated, default=""), max(stated, default=""))


def _gaps(life: Life, spells: Sequence[Spell]) -> tuple[str, ...]:
    empty = {
        "born": not life.born,
        "native_place": not life.native_place,
        "education": not life.education,
        "posts": not spells,
    }
    return tuple(GAPS[name] for name, is_empty in empty.items() if is_empty)


def _sources(reader: GraphReader, document_ids: Iterable[str]) -> tuple[SourceLine, ...]:
    """Return the documents on which the lines rest, earliest first."""
    lines = []
    for document in reader.find_documents(sorted(document_ids)).values():
        shown = mask_document(document)
        origin = describe(shown.arrivals)
        headline = next((a.headline for a in shown.articles if a.headline), "")
        lines.append(
            SourceLine(
                document.document.id,
                origin.title or headline or name_file(shown.arrivals),
                origin.source,
                document.stated,
                origin.url,
                document.document.text_sha256,
            )
        )
    return tuple(sorted(lines, key=lambda line: (line.published, line.document)))
