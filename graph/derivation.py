"""Keeps what is derived from the truth: participations, clusters, posts of merged bodies, automatic attachment.

One code for both engines. Every function works inside a unit of work and leaves the derived rows as a fresh
build from the same statements and judgements would, clocks apart.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from domain.document import Arrival
from domain.entity import Entity
from domain.errors import OntologyError, StaleReading
from domain.identifier import make_id
from domain.judgement import Judgement, Verdict
from domain.ontology.catalogue import load_kinds
from graph.attachment import attach
from graph.cluster import cluster
from graph.commit import DocumentCommit
from graph.inheritance import carry_entities, carry_words, gather, keep_reviewed
from graph.life import LIFE
from graph.provenance import earliest_date, find_circumstances
from graph.recording import mask_told, record_commit, settle_document, settle_records
from graph.renaming import settle_renames
from graph.work import Group, Participation, Work
from lexicon.posts import is_single


def commit_document(work: Work, commit: DocumentCommit) -> bool:
    """Write a document and derive what it touches; False when this version of it is stored already.

    A reading depends on how the document came. An arrival that changes this replaces the reading also within one
    version; a reading that was made without knowing all arrivals is refused, and its maker reads again.
    """
    refuse_crossing(commit)
    document_id = commit.document.id
    version = work.find_version(document_id)
    is_told = version is not None and _tells_more(work, commit)
    if version == commit.version and not is_told:
        add_arrivals(work, commit.arrivals)
        return False
    if version is not None:
        _replace_reading(work, commit)
        return True
    work.insert_document(commit, earliest_date(commit.arrivals))
    members = _find_members(commit, _own_links(commit))
    _open_parts(work, commit, members, _own_bodies(commit))
    record_commit(work, commit, members)
    rejoin(work, commit.entities)
    if any(statement.predicate == "CHANGED" for statement in commit.statements):
        settle_names(work, {document_id})
    chain_groups(work, work.find_groups((), document_id))
    return True


def _tells_more(work: Work, commit: DocumentCommit) -> bool:
    """True when the arrivals of the commit change what the reading of a stored document depends on."""
    if commit.read_with is None:
        return False
    held = work.find_arrivals(commit.document.id)
    now = find_circumstances([*held, *commit.arrivals])
    is_told = now != find_circumstances(held)
    if commit.read_with != now and (is_told or work.find_version(commit.document.id) != commit.version):
        raise StaleReading("这份文件刚以别的发布日期、标题或来源读入过；请重新读入")
    return is_told


def _replace_reading(work: Work, commit: DocumentCommit) -> None:
    """Let a reading take the place of an older one; what people said of its words holds for them still."""
    document_id = commit.document.id
    inheritance = gather(work, document_id)
    touched = work.find_groups((), document_id)
    told = work.find_participations([one.id for one in inheritance.told if one.is_open])
    before = work.close_document(document_id)
    work.insert_document(commit, earliest_date(commit.arrivals))
    kept = keep_reviewed(work, inheritance, commit)
    mask_told(work, inheritance.told, commit)
    carry_words(work, inheritance, commit)
    links = _own_links(commit) | work.find_links([reference_id for reference_id, _ in _references(commit)])
    others = set(links.values()) - {entity.id for entity in commit.entities}
    _open_parts(work, commit, _find_members(commit, links), _own_bodies(commit) | find_bodies(work, others))
    if kept:
        work.insert_participations(derive_parts(work, "", kept, {}))
    rejoin(work, commit.entities)
    if before:
        bury(work, before)
    sides = carry_entities(work, inheritance, commit, links, before)
    if sides:
        recluster(work, sides)
        settle_posts(work, sides)
    settle_names(work, {document_id})
    chain_groups(work, touched | work.find_groups((), document_id))
    settle_lives(work, [*told, *work.find_participations([*kept, *(one.id for one in commit.statements)])])
    settle_document(work, document_id)


def _own_links(commit: DocumentCommit) -> dict[str, str]:
    """Return the entity of each reference, as the document's own rules have it."""
    return dict(commit.links) | {j.subject: j.object for j in commit.judgements}


def _own_bodies(commit: DocumentCommit) -> dict[str, str]:
    return {entity.id: entity.body for entity in commit.entities if entity.body}


def _find_members(commit: DocumentCommit, links: Mapping[str, str]) -> list[dict[str, str]]:
    """Return for each statement of the commit which entity each of its roles stands for."""
    document_id = commit.document.id
    return [
        {
            role: member
            for role, reference in statement.references()
            if (member := links.get(reference.id(document_id, role)))
        }
        for statement in commit.statements
    ]


def _open_parts(
    work: Work, commit: DocumentCommit, members: Sequence[dict[str, str]], bodies: Mapping[str, str]
) -> None:
    """Open the participations of all that the document states."""
    named = {member for roles in members for member in roles.values()}
    clusters = work.find_clusters(named | set(bodies.values()))
    rows: list[Participation] = []
    for statement, roles in zip(commit.statements, members, strict=True):
        rows.extend(_take_part(statement.id, statement.predicate, roles, clusters, bodies))
    work.insert_participations(rows)


def refuse_crossing(commit: DocumentCommit) -> None:
    """Refuse a line that would join a household or case with the record: only CASE lines speak of them (R1)."""
    hidden = {entity.id for entity in commit.entities if load_kinds()[entity.kind].plane == "service"}
    if not hidden:
        return
    links = _own_links(commit)
    for statement, data_class in zip(commit.statements, commit.data_classes, strict=True):
        if data_class != "CASE" and any(
            links.get(reference.id(statement.document_id, role)) in hidden for role, reference in statement.references()
        ):
            raise OntologyError(f"{statement.predicate}: a line about a household or case is of class CASE")


def rejoin(work: Work, entities: Iterable[Entity]) -> None:
    """Let what is named for the first time, or again, follow the judgements that were made before it came."""
    named = {entity.id for entity in entities if entity.kind != "Post"}
    judged = {
        side
        for judgement in work.find_judgements(named)
        if judgement.verdict is Verdict.SAME
        for side in (judgement.subject, judgement.object)
    } & named
    if judged:
        recluster(work, judged)
        settle_posts(work, judged)


def find_bodies(work: Work, member_ids: Collection[str]) -> dict[str, str]:
    """Return the body of each of these that is a post."""
    if not member_ids:
        return {}
    return {entity.id: entity.body for entity in work.find_entities(member_ids).values() if entity.body}


def bury(work: Work, candidates: set[str]) -> None:
    """Close entities that nothing names any more, and settle what was clustered with them."""
    mates = work.find_members(set(work.find_clusters(candidates).values()))
    left = work.find_entities(mates - work.close_dead(candidates))
    people = {entity.id for entity in left.values() if entity.kind != "Post"}
    bodies = {entity.body for entity in left.values() if entity.kind == "Post"}
    if people:
        recluster(work, people)
    if bodies:
        settle_posts(work, bodies)


def _references(commit: DocumentCommit) -> Iterable[tuple[str, str]]:
    for statement in commit.statements:
        for role, reference in statement.references():
            yield reference.id(statement.document_id, role), role


def _take_part(
    statement_id: str,
    predicate: str,
    roles: dict[str, str],
    clusters: Mapping[str, str],
    bodies: Mapping[str, str],
) -> Iterable[Participation]:
    """Yield who takes part in one statement: its roles, and as `body` the body whose office a post is.

    A post whose holder is nobody we may name says nothing about anyone; nor does a link to an entity that is not
    in the store.
    """
    if predicate == "HOLDS_POST" and "person" not in roles:
        return
    body = bodies.get(roles.get("post", ""), "")
    if body and body != roles.get("org"):
        roles = roles | {"body": body}
    for role, member in roles.items():
        if member in clusters:
            yield Participation(statement_id, role, member, clusters[member], predicate)


def chain_groups(work: Work, groups: Iterable[Group]) -> None:
    """Attach again within these groups and recluster whom it concerns, until nothing changes.

    Where one person holds a post at a time, all its names are asked again: who else held it bears on each of them.
    """
    touched: set[str] = set()
    single = _find_single({group.post_id for group in groups}, work)
    groups = {*groups, *(work.find_groups(sorted(work.find_members(single))) if single else ())}
    tenures = {group: work.find_tenures(group) for group in sorted(groups, key=lambda g: (g.post_id, g.name))}
    lives = work.find_lives({tenure.member_id for held in tenures.values() for tenure in held if len(held) > 1})
    shown = {(g, day) for g, held in tenures.items() if g.post_id in single for t in held if (day := t.day_shown)}
    for group in tenures:
        ground = make_id("ground", group.post_id, group.name)
        others = sorted({day for g, day in shown if g.post_id == group.post_id and g.name != group.name})
        wanted = {j.id: j for j in attach(ground, tenures[group], lives, others)}
        grounds = [make_id("ground", post, group.name) for post in work.find_members({group.post_id})]
        held = {j.id: j for j in work.find_grounded({ground, *grounds})}
        stale, fresh = held.keys() - wanted.keys(), wanted.keys() - held.keys()
        work.close_judgements(stale)
        work.open_judgements([wanted[i] for i in sorted(fresh)])
        for judgement in (*(held[i] for i in stale), *(wanted[i] for i in fresh)):
            touched |= {judgement.subject, judgement.object}
    if touched:
        recluster(work, touched)


def _find_single(post_ids: set[str], work: Work) -> set[str]:
    """Return those of the posts that one person holds at a time."""
    return (
        {post for post, entity in work.find_entities(post_ids).items() if is_single(entity.name)} if post_ids else set()
    )


def settle_names(work: Work, document_ids: Collection[str]) -> None:
    """Join and part what these documents say was renamed, and let posts follow."""
    touched = settle_renames(work, document_ids)
    if touched:
        recluster(work, touched)
        settle_posts(work, touched)


def recluster(work: Work, touched: set[str]) -> None:
    """Compute the clusters again of everything the touched entities are judged together with."""
    scope: set[str] = set()
    judgements: dict[str, Judgement] = {}
    frontier = set(touched)
    while frontier:
        scope |= frontier
        found = work.find_judgements(frontier)
        judgements |= {j.id: j for j in found}
        reached = {side for j in found for side in (j.subject, j.object) if j.verdict is Verdict.SAME}
        reached |= work.find_members(set(work.find_clusters(frontier).values()))
        frontier = reached - scope
    before = work.find_clusters(scope)
    by_rule = {side for j in judgements.values() if j.is_rule for side in (j.subject, j.object)}
    lives = work.find_lives({member for member in scope if _is_person(member)}) if by_rule else {}
    now = cluster(before, judgements.values(), lives)
    moved = {member: root for member, root in now.items() if before[member] != root}
    if moved:
        work.move(moved)
        settle_posts(work, scope)


def _is_person(member_id: str) -> bool:
    return member_id.startswith("person-")


def settle_lives(work: Work, parts: Iterable[Participation]) -> None:
    """Ask again who is one among those of whose lives something was said, or is said no more."""
    people = {part.member_id for part in parts if part.predicate in LIFE and part.role == "person"}
    if people:
        recluster(work, people)


def settle_posts(work: Work, bodies: set[str]) -> None:
    """Let posts follow their bodies: the same title in one cluster of bodies is one post."""
    bodies = bodies | work.find_members(set(work.find_clusters(bodies).values()))
    posts = work.find_posts(bodies)
    if not posts:
        return
    roots = work.find_clusters(bodies)
    before = work.find_clusters([post.id for post in posts])
    named = [post for post in posts if post.id in before]
    smallest: dict[tuple[str, str], str] = {}
    for post in named:
        key = (roots.get(post.body, post.body), post.name)
        smallest[key] = min(smallest.get(key, post.id), post.id)
    moves = {
        post.id: root
        for post in named
        if before[post.id] != (root := smallest[roots.get(post.body, post.body), post.name])
    }
    if moves:
        groups = work.find_groups(list(moves))
        work.move(moves)
        _drop_grounds(work, groups)
        chain_groups(work, work.find_groups(sorted({post.id for post in posts})))


def _drop_grounds(work: Work, groups: set[Group]) -> None:
    """Close attachments that rested on a post as it was before it moved."""
    stale = work.find_grounded({make_id("ground", group.post_id, group.name) for group in groups})
    work.close_judgements([j.id for j in stale])
    touched = {side for j in stale for side in (j.subject, j.object)}
    if touched:
        recluster(work, touched)


def add_arrivals(work: Work, arrivals: Sequence[Arrival]) -> int:
    """Add arrivals of known documents; an earlier publication moves the documents' date and their terms."""
    fresh, moved = work.insert_arrivals(arrivals)
    for document_id in sorted(moved):
        settle_records(work, work.find_contested(document_id))
        chain_groups(work, work.find_groups((), document_id))
    return fresh


def derive_parts(
    work: Work, reference_id: str, statements: Sequence[str], held: Mapping[tuple[str, str], Participation]
) -> Iterable[Participation]:
    """Yield who takes part in these statements now; what resolves without a judgement stays as it is held."""
    predicates: dict[str, str] = {}
    roles: dict[str, dict[str, str]] = {}
    arguments = work.find_arguments(statements)
    links = work.find_links([argument.reference_id for argument in arguments])
    for argument in arguments:
        predicates[argument.statement_id] = argument.predicate
        member = links.get(argument.reference_id, "")
        before = held.get((argument.statement_id, argument.role))
        if not member and before is not None and argument.reference_id != reference_id:
            member = before.member_id
        if member:
            roles.setdefault(argument.statement_id, {})[argument.role] = member
    members = {member for parts in roles.values() for member in parts.values()}
    bodies = find_bodies(work, members)
    clusters = work.find_clusters(members | set(bodies.values()))
    for statement_id, parts in roles.items():
        yield from _take_part(statement_id, predicates[statement_id], parts, clusters, bodies)
