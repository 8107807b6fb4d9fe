"""Finds HOLDS_POST: appositions, verbs of office, notices and lists of names, careers with their dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from domain.mention import Mention, Reference, refer
from domain.statement import Value
from lexicon.offices import find_division
from lexicon.posts import is_civil_rank, is_part_time, is_rank
from nlp.scene import Finding, Scene
from nlp.statements.boundary import part_strings
from nlp.statements.holder import find_holders
from nlp.statements.incumbent import Holder
from nlp.statements.office import OfficeString, find_office_strings
from nlp.statements.party_unit import Office
from nlp.statements.passage import iter_passages
from nlp.statements.reality import Reality, is_pretended, read_reality
from nlp.statements.roster import find_rosters
from nlp.statements.succession import find_others
from nlp.statements.when import is_news

_CONFIDENCE = {
    "holding-apposition": 0.95,
    "holding-title": 0.95,
    "holding-verb": 0.85,
    "holding-career": 0.85,
    "holding-notice": 0.9,
    "holding-list": 0.85,
    "holding-after-name": 0.8,
    "holding-roster": 0.9,
}

_ACTS = ("holding-verb", "holding-career", "holding-notice")
"""The rules that read an act; the others read what somebody is called."""
_PLANNED = {
    "appointed": "proposed",
    "current": "proposed",
    "removed": "removal_proposed",
    "proposed": "proposed",
    "removal_proposed": "removal_proposed",
}
"""What an act is before it takes place."""


_TO_BE_CHOSEN = re.compile(r"(?:一职|职务|岗位)?的?(?:拟任|建议|提名|考察)?(?:候选人|人选)")
"""Behind a post that somebody is to be elected to: 任某镇镇长候选人."""
_HOPED = re.compile(r"(?:一职|职务)?的(?:希望|可能性?|机会|概率|前景|意愿|呼声|资格|条件)")
"""Behind a post that somebody only may get: 当选总理的希望."""


@dataclass(frozen=True, slots=True)
class _Claim:
    person: Mention
    office: Office
    holder: Holder


def find_holdings(scene: Scene) -> Iterator[Finding]:
    """Yield who holds, held, gets or loses which post, one finding for each person and post of a string.

    A career line that has no end and whose post the same article shows as held now is current, not former.
    """
    claims: list[_Claim] = []
    group: Reference | None = None
    for start, end in iter_passages(scene):
        strings = list(part_strings(scene, find_office_strings(scene, start, end)))
        taken: set[int] = set()
        for string, holder in find_rosters(scene, end, strings):
            taken.add(string.start)
            claims += _claim(string, holder)
            group = _find_group(string, holder) or group
        for string, holder in find_holders(scene, start, [s for s in strings if s.start not in taken]):
            real = _keep_real(scene, string, holder)
            claims += _claim(string, real) if real is not None else ()
            for other in find_others(scene, string, real) if real is not None else ():
                claims += _claim(string, other)
    shared = _share_bodies(claims, group)
    claims = _close_followed(scene, [_open_last(claim, shared) for claim in shared])
    held = {
        (claim.person.text, claim.office.post.text, _name(claim.office))
        for claim in claims
        if _status(claim) == "current"
    }
    for claim in claims:
        finding = _state(scene, claim, held)
        yield finding
        if is_civil_rank(claim.office.post.text) and finding.statement.text_of("status") in ("current", "appointed"):
            yield _state_title(scene, claim, finding)


def _keep_real(scene: Scene, string: OfficeString, holder: Holder) -> Holder | None:
    """Return the holder as far as the sentence states a fact; None where it denies or supposes the act.

    What is only to come is proposed. A title before a name is true whatever the sentence supposes, unless it is
    pretended.
    """
    if is_pretended(scene, string.start):
        return None
    if holder.rule not in _ACTS:
        return holder
    if _HOPED.match(scene.text, string.end):
        return None
    if _TO_BE_CHOSEN.match(scene.text, string.end):
        return replace(holder, status="proposed", since="", until="")
    reality = read_reality(scene, string.start, string.end)
    if reality is Reality.FACT:
        return holder
    planned = _PLANNED.get(holder.status, "")
    if reality is Reality.ANNOUNCED and planned:
        return replace(holder, status=planned, since="", until="")
    return None


def _claim(string: OfficeString, holder: Holder) -> Iterator[_Claim]:
    """Yield a claim for each person and post; 任甲局局长，原乙局局长职务免除 gives the first and ends the second."""
    left = replace(holder, status="former", since="", closed=True)
    for person in holder.people:
        for office in string.offices:
            is_left = office.over and holder.status == "appointed" and office is not string.offices[0]
            yield _Claim(person, office, left if is_left else holder)


def _find_group(string: OfficeString, holder: Holder) -> Reference | None:
    return string.offices[0].body if holder.status == "appointed" else None


def _share_bodies(claims: list[_Claim], group: Reference | None) -> list[_Claim]:
    """Give 某某书记 the body, and the end, that the same person's fuller post has elsewhere in the article.

    In a notice that founds a group the posts without a body of their own are the group's.
    """
    shared: list[_Claim] = []
    for claim in claims:
        if claim.office.body is not None or claim.office.unread or is_rank(claim.office.post.text):
            shared.append(claim)
            continue
        fuller = [
            other
            for other in claims
            if other.person.text == claim.person.text
            and other.office.body is not None
            and other.office.post.text.endswith(claim.office.post.text)
        ]
        if not fuller:
            shared.append(replace(claim, office=replace(claim.office, body=group)) if group else claim)
            continue
        over = all(_status(other) == "former" for other in fuller)
        shared.append(replace(claim, office=replace(claim.office, body=fuller[0].office.body, over=over)))
    return shared


def _open_last(claim: _Claim, claims: list[_Claim]) -> _Claim:
    """Make the last dated line of a career current: nothing else that the article tells of the person follows it."""
    if not claim.holder.dated or claim.office.over:
        return claim
    others = (other for other in claims if other.person.text == claim.person.text and other is not claim)
    if any(_follows(other, claim) for other in others):
        return claim
    return replace(claim, holder=replace(claim.holder, status="current"))


_MOVED = re.compile(r"(?:调任|转任|改任|升任|提任|晋升为?|调往)[^，。；\n]{0,30}$")
_KEPT = ("副书记", "常委", "委员")
_LINES = 12
"""So many posts further on in its sentence the next line of a career may stand."""


def _close_followed(scene: Scene, claims: list[_Claim]) -> list[_Claim]:
    """Close a line of a career by the next one that the same sentence dates: 1965年4月任甲，1978年10月任乙.

    A move long before the paper's day is such a line too: 2009年7月调任甲，2016年3月升任乙.
    """
    lines = sorted(
        (claim for claim in claims if _is_dated_line(claim) or _is_old_move(scene, claim)),
        key=lambda claim: claim.office.post.start,
    )
    until: dict[int, str] = {}
    for place, claim in enumerate(lines):
        if claim.holder.until or _status(claim) not in ("former", "appointed"):
            continue
        end = scene.sentence_at(claim.office.post.start)[1]
        for other in lines[place + 1 : place + 1 + _LINES]:
            if other.office.post.start >= end:
                break
            is_later = other.person.text == claim.person.text and other.holder.since > claim.holder.since
            if is_later and not _is_beside(claim, other):
                until[id(claim)] = other.holder.since
                break
    return [
        replace(claim, holder=replace(claim.holder, status="former", until=until[id(claim)]))
        if id(claim) in until
        else claim
        for claim in claims
    ]


def _is_beside(claim: _Claim, other: _Claim) -> bool:
    """True for a post of the party that is kept beside the next one of the same division: 副书记, then 县长."""
    place = find_division(_name(claim.office))
    return (
        claim.office.post.text in _KEPT
        and place != ""
        and place == find_division(_name(other.office))
        and not _name(other.office).endswith("委")
    )


def _is_old_move(scene: Scene, claim: _Claim) -> bool:
    """True for a move to a post, with a day of its own that is no news of the paper."""
    holder, post = claim.holder, claim.office.post
    if holder.status != "appointed" or not holder.since or is_news(scene, holder.since):
        return False
    nature = holder.nature or claim.office.nature
    moved = _MOVED.search(scene.text, scene.sentence_at(post.start)[0], post.start)
    return moved is not None and nature in ("", "full") and not is_part_time(_house(claim) + post.text)


def _is_dated_line(claim: _Claim) -> bool:
    """True for a post that a career dates and that is no seat and not held beside another."""
    nature = claim.holder.nature or claim.office.nature
    is_line = claim.holder.rule == "holding-career" and claim.holder.since != ""
    return is_line and nature in ("", "full") and not is_part_time(_house(claim) + claim.office.post.text)


def _house(claim: _Claim) -> str:
    """Return the house of which a seat is: 委员 of 某县政协 is 政协委员, 代表 of 某县人大 is 人大代表."""
    return next((house for house in ("政协", "人大") if house in _name(claim.office)), "")


def _follows(other: _Claim, claim: _Claim) -> bool:
    """True when the other post is what came after, or the same post's end; what is held beside it follows nothing."""
    if _is_same(other.office, claim.office):
        return _status(other) in ("removed", "former") and not other.holder.dated
    told = other.holder.since
    if (told and told <= claim.holder.since) or (other.holder.nature or other.office.nature) == "concurrent":
        return False
    if other.holder.rule in _ACTS:
        behind = other.office.post.start > claim.office.post.start
        return behind and _status(other) in ("current", "appointed", "former") and not other.holder.closed
    return not claim.holder.begun and _status(other) == "current" and not is_rank(other.office.post.text)


def _is_same(one: Office, other: Office) -> bool:
    return one.post.text == other.post.text and (_name(one) in _name(other) or _name(other) in _name(one))


def _name(office: Office) -> str:
    return office.body.name if office.body is not None else ""


def _status(claim: _Claim) -> str:
    if claim.office.over and claim.holder.status == "current":
        return "former"
    return claim.holder.status


def _state(scene: Scene, claim: _Claim, held: set[tuple[str, str, str]]) -> Finding:
    status, holder = _status(claim), claim.holder
    lasts = holder.rule == "holding-career" and not (holder.until or holder.closed or claim.office.over)
    if status == "former" and lasts and _is_held(claim, held):
        status = "current"
    start = min(claim.person.start, claim.office.post.start, holder.start)
    if holder.start > claim.person.start:
        start = holder.start
    body = claim.office.body
    begin = min(start, body.start) if body is not None and holder.start <= body.start else start
    end = max(holder.end, claim.office.post.end, claim.person.end if claim.person.start >= holder.start else 0)
    nature = holder.nature or claim.office.nature
    statement = scene.state(
        "HOLDS_POST",
        begin,
        end,
        person=refer(claim.person),
        post=refer(claim.office.post),
        org=body,
        status=Value(status),
        nature=Value(nature) if nature else None,
    )
    confidence = _CONFIDENCE[holder.rule] - (0.0 if holder.sure else 0.2)
    # 原主席某某调任…: the post of 原 was left before, on a day that nobody names.
    until = "" if claim.office.over and holder.rule == "holding-apposition" else holder.until
    return Finding(statement, holder.rule, round(confidence, 2), holder.since, until)


def _state_title(scene: Scene, claim: _Claim, finding: Finding) -> Finding:
    """State beside the holding that a rank of the civil service (一级调研员) is a title: it is no post of a body."""
    post, evidence = claim.office.post, finding.statement.evidence
    statement = scene.state(
        "TITLED",
        evidence.start,
        evidence.end,
        person=refer(claim.person),
        title=Value(post.text, post.start, post.end),
    )
    return replace(finding, statement=statement, rule="titled")


def _is_held(claim: _Claim, held: set[tuple[str, str, str]]) -> bool:
    name = _name(claim.office)
    return any(
        person == claim.person.text and post == claim.office.post.text and (other in name or name in other)
        for person, post, other in held
    )
