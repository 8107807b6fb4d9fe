"""Finds RECEIVED_AWARD: who received an honour, also groups without a name (12名标兵, 20户)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from domain.mention import Mention, MentionKind, Reference, refer
from domain.statement import Argument, Value
from lexicon.alternation import alternate
from nlp.scene import Finding, Scene
from nlp.statements.award_list import COUNTABLE, RECEIVED, STOP, THING, Receipt, read_following, read_heading
from nlp.statements.people import collect_back
from nlp.statements.pronoun import find_person_before
from nlp.statements.subject import (
    BODIES,
    PEOPLE,
    find_chain_ends,
    find_chain_head,
    is_aside,
    is_object,
    iter_clauses,
    resolve_anaphor,
    skip_opening,
)
from nlp.statements.wordlist import load_words

_AMOUNTS = (MentionKind.QUANTITY, MentionKind.HOUSEHOLD_COUNT)
_HOLDER = re.compile(r"[”’]?(?:荣誉)?(?:称号)?(?:的)?" + alternate(load_words("award", "holders")) + "(?:代表)?")
_AS = re.compile(r"(?:作为|身为|曾是|是)[^，。；]{0,20}$")
_PASSIVE = re.compile(r"(?:被|由|获|经)$")
_JOINED_AWARD = re.compile(r"[”’]?(?:\d+[余多]?次)?(?:、|和|及|以及|与)[“‘]?[^，。；、“”]{0,6}[“‘]?$")
_YEAR = re.compile(r"\d{4}年度?|今年|去年|前年")
_LIST_END = re.compile(r"(?:等|双双|均|分别|还|也|都|又|先后|曾|并|共同)+$")
_NUMERAL = re.compile(r"\d+(?:个|项|户|名|家)|^[一二三四五六七八九十两]+[个项户名家]")
_COPULA = re.compile(r"(?:还|也|既|又|曾|已|已经|正式)?(?:是|为|成为|系|成了)[^，。；、]{0,24}$")
_GIVEN_TO = re.compile(r"(?:了)?(?P<name>[一-龥A-Za-z\d·“”、]{3,30}?)(?:以)?[“‘]?")
_CARRIED = 3
# 获评2个文明实践站: what is counted is the honours, not who received them.
_COUNTS_HONOURS = re.compile(r"(?:获评|获得|荣获|获|摘得|斩获|夺得|捧回|拥有|取得|收获|入选)[了过]?$")
_HONOUR_UNITS = ("个", "项", "次", "枚", "块", "面", "座")
_HE = re.compile(r"[他她](?!们)")
_TITLE_GAP = re.compile(r"[、和及与“”\s]{0,3}")
_TITLES = (MentionKind.AWARD, MentionKind.POST, *BODIES)
_OWN = re.compile(r"我[省市县区旗国州盟镇乡村]的?|该|此次|本次")
_TITLES_LIMIT = 60
_REACHES = re.compile(r"(?:同志|等[^“‘]{0,12})?(?:为|以)?[^一-龥]{0,3}")
_RELATIVE = re.compile(
    r"[”’]?(?:荣誉)?(?:称号)?的(?P<who>"
    + alternate((*load_words("award", "receivers"), *load_words("people", "human_nouns")))
    + "们?)(?![区委会站队])"
)
_RELATIVE_OPENING = re.compile(r"[”’]?(?:荣誉)?(?:称号)?的")
_GOES_ON = re.compile(r"(?:先后|多次|连续|曾|累计)[^，。]{0,3}$")
_OPENING_LIMIT = 3
_TITLE_LIMIT = 14
_AFTER_LIMIT = 14
_VERB_LIMIT = 30


def find_awards(scene: Scene) -> Iterator[Finding]:
    """Yield one statement for every recipient of every honour; an honour nobody is said to have gives none."""
    last: Receipt | None = None
    previous: Mention | None = None
    for award in scene.mentions:
        if award.kind is not MentionKind.AWARD:
            continue
        receipt = _read(scene, award)
        if receipt is None and previous and last and _is_joined(scene, previous, award):
            receipt = Receipt(last.recipients, "award-joined", last.confidence, last.start, award.end, last.giver)
        if receipt is not None:
            yield from _state(scene, award, receipt)
        last, previous = receipt, award


def _is_joined(scene: Scene, previous: Mention, award: Mention) -> bool:
    """True when the honour continues the one before it: 获甲奖、乙奖; 获甲奖，并获乙奖."""
    if _JOINED_AWARD.fullmatch(scene.text, previous.end, award.start):
        return True
    gap = scene.text[previous.end : award.start]
    if len(gap) > _VERB_LIMIT or STOP.search(gap) or not RECEIVED.search(gap):
        return False
    named = any(scene.within(previous.end, award.start, *PEOPLE, *BODIES))
    return not named and not any(_find_amounts(scene, previous.end, award.start))


def _read(scene: Scene, award: Mention) -> Receipt | None:
    start = _clause_group_start(scene, award.start)
    return (
        read_following(scene, award)
        or _read_amount(scene, award, start)
        or _read_verb(scene, award, start)
        or _read_holder(scene, award)
        or _read_apposition(scene, award, start)
        or _read_titles(scene, award)
        or read_heading(scene, award)
        or _read_copula(scene, award, start)
    )


def _read_amount(scene: Scene, award: Mention, start: int) -> Receipt | None:
    """Read 评选出10名优秀志愿者 and 先进个人10名: the honour counted is the group that received it."""
    for amount in _find_amounts(scene, start, award.start):
        if _COUNTS_HONOURS.search(scene.text, start, amount.start) and amount.text.endswith(_HONOUR_UNITS):
            continue
        if scene.text[amount.end : award.start].strip("“‘") == "":
            if scene.text[amount.start - 1 : amount.start] == "等":
                last = next(reversed(list(scene.within(start, amount.start - 1, *PEOPLE))), None)
                listed = last is not None and last.end == amount.start - 1
                names = tuple(refer(name) for name in collect_back(scene, last, start)) if last and listed else ()
                if names:
                    return Receipt(names, "award-named-group", 0.6, names[0].start, award.end)
            return Receipt((_group(amount),), "award-amount", 0.75, amount.start, award.end)
    following = next(_find_amounts(scene, award.end, award.end + _AFTER_LIMIT), None)
    if following is not None and scene.text[award.end : following.start].strip("”’") in (
        "",
        "荣誉称号",
        "称号",
        "称号的",
    ):
        return Receipt((_group(following),), "award-amount", 0.75, award.start, following.end)
    return None


def _read_verb(scene: Scene, award: Mention, start: int) -> Receipt | None:
    verb = _find_verb(scene, max(start, award.start - _VERB_LIMIT), award.start)
    if verb is None:
        return None
    if _RELATIVE_OPENING.match(scene.text, award.end):
        person = next(scene.within(award.end, award.end + _AFTER_LIMIT, *PEOPLE), None)
        if person is not None and not STOP.search(scene.text, award.end, person.start):
            return Receipt((refer(person),), "award-relative", 0.65, verb.start(), person.end)
        group = _RELATIVE.match(scene.text, award.end)
        if person is None and group is not None:
            who = Value(group["who"], *group.span("who"))
            return Receipt((who,), "award-relative", 0.5, verb.start(), group.end())
    given = _read_given(scene, award, verb, start)
    if given is not None:
        return given
    giver = _find_giver(scene, verb.start(), start)
    recipients = _find_recipients(scene, start, giver.start - 1 if giver else verb.start())
    if recipients:
        begin = min(recipient.start for recipient in recipients)
        return Receipt(recipients, "award-verb", 0.85, begin, award.end, giver)
    subject, rule = _find_meant(scene, start, verb.start()), "award-meant"
    if subject is None:
        subject, rule = _find_opening(scene, start, verb.start()), "award-opening"
    if subject is None:
        subject, rule = _find_carried(scene, start, verb.start()), "award-carried"
    return Receipt((refer(subject),), rule, 0.6, verb.start(), award.end, giver) if subject else None


def _find_meant(scene: Scene, start: int, verb: int) -> Mention | None:
    """Return whom 他 or 该村, the subject of the verb, leads back to."""
    for begin, end in reversed(iter_clauses(scene.text, start, verb)):
        pronoun = _HE.search(scene.text, begin, end)
        if pronoun is not None:
            return find_person_before(scene, pronoun.start(), pronoun.group())
        body = resolve_anaphor(scene, begin, end)
        if body is not None:
            return body.mention
    return None


def _find_opening(scene: Scene, start: int, verb: int) -> Mention | None:
    """Return the body that opens an earlier clause as the subject of all: 某站组建了队伍，开展了活动，获评某奖."""
    for begin, end in reversed(iter_clauses(scene.text, start, verb)[:-1]):
        body = next(iter(find_chain_ends(scene, begin, end)), None)
        opened = skip_opening(scene, begin, end)
        if body is not None and find_chain_head(scene, body) <= opened + 1 and not is_aside(scene, body, begin):
            return body
    return None


def _find_carried(scene: Scene, start: int, verb: int) -> Mention | None:
    """Return who opens one of the sentences before, where the one with the verb names nobody: 曾获某奖.

    A body counts only where the words say that it goes on (先后获评): else it is often just the last one named.
    """
    if any(scene.within(start, verb, *PEOPLE, *BODIES)):
        return None
    bodies = BODIES if _GOES_ON.search(scene.text, start, verb) else ()
    place = bisect_left(scene.sentences, start, key=lambda span: span[0])
    for begin, end in reversed(scene.sentences[max(0, place - _CARRIED) : place]):
        for first, last in iter_clauses(scene.text, begin, end):
            person = next(scene.within(first, last, *PEOPLE), None)
            if person is None or is_object(scene, person, first):
                continue
            if person.start - skip_opening(scene, first, last) <= _OPENING_LIMIT:
                return person
        opened = skip_opening(scene, begin, end)
        for mention in scene.within(opened, end, *bodies) if bodies else ():
            if find_chain_head(scene, mention) - opened > _OPENING_LIMIT:
                break
            if mention in find_chain_ends(scene, begin, end):
                return mention
    return None


def _find_verb(scene: Scene, start: int, end: int) -> re.Match[str] | None:
    """Return the last verb of receiving in the span; a name that ends in 荣 before 获 keeps its 荣."""
    found = None
    begin = start
    while (verb := RECEIVED.search(scene.text, begin, end)) is not None:
        people = scene.within(max(start, verb.start() - 12), end, *PEOPLE)
        name = next((person for person in people if person.end > verb.start() >= person.start), None)
        begin = name.end if name else verb.end()
        found = found if name else verb
    return found


def _read_given(scene: Scene, award: Mention, verb: re.Match[str], start: int) -> Receipt | None:
    """Read 授予某某“…”称号: an active verb of giving with the recipients between it and the honour."""
    if verb.group() not in load_words("award", "giving") or _PASSIVE.search(scene.text, start, verb.start()):
        return None
    recipients = _find_recipients(scene, verb.end(), award.start)
    if not recipients or not _REACHES.fullmatch(
        scene.text, max(r.start + len(r.text) for r in recipients), award.start
    ):
        recipients = _read_given_words(scene.text, verb.end(), award) or recipients
    if not recipients:
        return None
    giver = next(reversed(find_chain_ends(scene, start, verb.start())), None)
    return Receipt(recipients, "award-given", 0.65, recipients[0].start, award.end, giver)


def _read_given_words(text: str, start: int, award: Mention) -> tuple[Value, ...]:
    """Return the words between 授予 and the honour, where they name somebody that no mention holds."""
    words = _GIVEN_TO.fullmatch(text, start, award.start)
    return (Value(words["name"], *words.span("name")),) if words else ()


def _find_giver(scene: Scene, verb: int, start: int) -> Mention | None:
    """Return the body between 被 and the verb: 被某局授予."""
    for body in find_chain_ends(scene, start, verb):
        head = find_chain_head(scene, body)
        if verb - body.end <= 4 and scene.text[head - 1 : head] in ("被", "由", "获"):
            return body
    return None


def _read_holder(scene: Scene, award: Mention) -> Receipt | None:
    holder = _HOLDER.match(scene.text, award.end)
    if holder is None:
        return None
    dashed = scene.text.startswith("——", holder.end())
    reach = _TITLES_LIMIT if dashed else _AFTER_LIMIT
    person = next(scene.within(holder.end(), holder.end() + reach, *PEOPLE), None)
    if person is None or STOP.search(scene.text, holder.end(), person.start):
        return None
    if dashed and "，" in scene.text[holder.end() : person.start]:
        return None
    return Receipt((refer(person),), "award-holder", 0.8, award.start, person.end)


def _read_apposition(scene: Scene, award: Mention, start: int) -> Receipt | None:
    """Read 作为…传承人，某某 and 道德模范某某: the honour stands before the name like a title."""
    person = next(scene.within(award.end, award.end + _AFTER_LIMIT, *PEOPLE), None)
    if person is None:
        return None
    gap = scene.text[award.end : person.start].strip("”’")
    if gap == "" or (gap in ("，", ",") and _AS.search(scene.text[start : award.start])):
        return Receipt((refer(person),), "award-apposition", 0.65, award.start, person.end)
    return None


def _read_titles(scene: Scene, award: Mention) -> Receipt | None:
    """Read 劳动模范、道德模范、服务队队长某某: honours and posts joined before a name are all its titles."""
    place = award.end
    for mention in scene.within(award.end, award.end + _TITLES_LIMIT):
        if _TITLE_GAP.fullmatch(scene.text, place, mention.start) is None:
            return None
        if mention.kind in PEOPLE:
            return Receipt((refer(mention),), "award-titles", 0.65, award.start, mention.end)
        if mention.kind not in _TITLES:
            return None
        place = mention.end
    return None


def _read_copula(scene: Scene, award: Mention, start: int) -> Receipt | None:
    """Read 某嘎查是全国文明村, 某村成为示范村."""
    for body in reversed(list(scene.within(start, award.start, *BODIES, *PEOPLE))):
        if _COPULA.fullmatch(scene.text, body.end, award.start):
            return Receipt((refer(body),), "award-copula", 0.55, body.start, award.end)
    return None


def _find_recipients(scene: Scene, start: int, end: int) -> tuple[Argument, ...]:
    """Return the subjects of the clause with the verb, else of the nearest clause that opens with some."""
    clauses = iter_clauses(scene.text, start, end)
    if not clauses:
        return ()
    found = _read_subjects(scene, *clauses[-1])
    if found:
        return found
    for begin, finish in reversed(clauses[:-1]):
        found = _read_subjects(scene, begin, finish)
        if not found:
            continue
        person = isinstance(found[0], Reference) and found[0].mention_kind in PEOPLE
        distance = min(recipient.start for recipient in found) - skip_opening(scene, begin, finish)
        limit = 0 if isinstance(found[0], Value) and found[0].text[0].isdigit() else _OPENING_LIMIT
        if distance <= (_TITLE_LIMIT if person else limit):
            return found
    return ()


def _read_subjects(scene: Scene, start: int, end: int) -> tuple[Argument, ...]:
    """Return people before bodies, bodies before groups; in a list of projects each item as written."""
    people = [person for person in scene.within(start, end, *PEOPLE) if not is_object(scene, person, start)]
    if people:
        return tuple(refer(person) for person in people)
    things = _read_things(scene.text, start, end)
    if things:
        return things
    bodies = [body for body in find_chain_ends(scene, start, end) if not is_aside(scene, body, start)]
    amounts = [amount for amount in _find_amounts(scene, start, end) if end - amount.end <= 12]
    if amounts and not any(body.start > amounts[0].end for body in bodies):
        return (_group(amounts[-1]),)
    return tuple(refer(body) for body in _last_list(scene, bodies))


def _read_things(text: str, start: int, end: int) -> tuple[Value, ...]:
    """Return the items of a list of projects, works or families that no mention names."""
    words = _LIST_END.sub("", text[start:end])
    if not THING.search(words):
        return ()
    items: list[Value] = []
    begin = start
    for part in re.split(r"、(?![^“”]*”)", words):
        own = _OWN.match(part)
        cut = own.end() if own else 0
        items.append(Value(part[cut:], begin + cut, begin + len(part)))
        begin += len(part) + 1
    return tuple(item for item in items if THING.search(item.text) and not _NUMERAL.search(item.text))


def _last_list(scene: Scene, bodies: Sequence[Mention]) -> Sequence[Mention]:
    """Return the bodies that one list joins up to the last; a place that merely stands before them is left out."""
    listed: list[Mention] = []
    for body in reversed(bodies):
        if listed:
            gap = scene.text[body.end : find_chain_head(scene, listed[0])]
            if "、" not in gap and gap not in ("和", "及", "与"):
                break
        listed.insert(0, body)
    return [body for body in listed if body.kind in BODIES]


def _find_amounts(scene: Scene, start: int, end: int) -> Iterator[Mention]:
    """Yield the amounts that can be a group of recipients: people, households, bodies, works; no times, no ages."""
    return (amount for amount in scene.within(start, end, *_AMOUNTS) if COUNTABLE.search(amount.text))


def _group(amount: Mention) -> Value:
    return Value(amount.text, amount.start, amount.end)


def _clause_group_start(scene: Scene, offset: int) -> int:
    start = scene.sentence_at(offset)[0]
    for stop in STOP.finditer(scene.text, start, offset):
        start = stop.end()
    # In 甲获评某奖、乙获评某奖 the second recipient stands behind the first honour.
    for award in scene.within(start, offset, MentionKind.AWARD):
        if RECEIVED.search(scene.text, award.end, offset):
            start = award.end
    return start


def _state(scene: Scene, award: Mention, receipt: Receipt) -> Iterator[Finding]:
    year = _find_year(scene, award)
    giver = refer(receipt.giver) if receipt.giver else None
    start, end = min(receipt.start, award.start), max(receipt.end, award.end)
    for recipient in receipt.recipients:
        statement = scene.state(
            "RECEIVED_AWARD", start, end, recipient=recipient, award=refer(award), year=year, giver=giver
        )
        yield Finding(statement, receipt.rule, receipt.confidence)


def _find_year(scene: Scene, award: Mention) -> Value | None:
    """Return the year that the sentence gives: the last date with a year before the honour."""
    start = scene.sentence_at(award.start)[0]
    for date in reversed(list(scene.within(start, award.start, MentionKind.DATE))):
        if _YEAR.search(date.text):
            return Value(date.text, date.start, date.end)
    return None
