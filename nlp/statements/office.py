"""Reads strings of posts with their bodies: 某旗委副书记、旗长, 某局局长兼某办主任."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from domain.mention import Mention, MentionKind, Reference, imply, refer
from lexicon.alternation import alternate, longest_first
from lexicon.areas import level_words, load_areas, self_governing_words
from lexicon.offices import implied_organisation
from lexicon.organisations import class_of, find_national_body, organisation_suffixes
from lexicon.posts import is_rank, national_organisation
from lexicon.resources import read_yaml
from lexicon.words import load_words as load_common_words
from nlp.coreference import BODIES, bodies_before, find_area_before, find_bodies, find_body_before
from nlp.scene import Scene
from nlp.statements.convened import find_convened
from nlp.statements.party_unit import Office, share_units
from nlp.statements.past_title import is_past_title
from nlp.statements.wordlist import load_groups, load_words

_OVER = alternate(load_words("holding", "over"))
_HELD = alternate(load_words("holding", "held"))
_GENERIC = alternate(load_words("holding", "generic_bodies"))
_ORDINAL = r"第[一二三四五六七八九十百\d]+[届任]|[一二三四五六七八九十\d]+届|首届|新一[届任]|历[届任]|本届"
_BEFORE_POST = re.compile(
    rf"[”」》）)]?(?:的|一[名位个]|[（(][^）)\n]{{1,12}}[）)]|{_ORDINAL}|(?P<over>{_OVER})|(?P<held>{_HELD})|代理?|兼职|\s){{0,3}}[“\"]?"
)
_GENERIC_TAIL = re.compile(rf"(?P<noun>{_GENERIC})$")
_ATTRIBUTE = re.compile(r"的?")
_PLACING = re.compile(r"[”）)]?(?:工作[，,])?(?:挂职|挂任|担任|任职?|当|出任|兼任)(?:了|过|一[名位个])?")
_HAN = re.compile(r"[一-龥]{1,}$")
_VERBS = alternate(word for word, _ in load_groups("holding", "verbs"))
_ALONE = re.compile(
    rf"(?:[^一-龥]|{_GENERIC}|{_OVER}|{_HELD}|{_ORDINAL}|{_VERBS}"
    r"|[为是由以和与及请对向让据在有的了被同跟名位其])$"
)
_LONGEST_TAIL = 8
_LONGEST_NAME = 20
_LONGEST_UNREAD = 30
_MARKS = "，。；：！？、“”（）《》\n \u3000"
_BROKEN = re.compile(
    rf"[^一-龥]|[驻该本全某们位个各我两的在是及到对向将把被为由从给让使来去请派赴]|{_OVER}|{_HELD}|{_VERBS}"
)
_CALLED = [w for w in organisation_suffixes() if len(w) > 2 and class_of(w) in ("enterprise", "government")]
_LEGAL_FORM = ("有限", "股份")
"""How the end of a company's name begins when its own name was cut off."""
_KIND = re.compile(rf"(?<![一-龥]){alternate(_CALLED)}$")
_BODY_NOUN = re.compile(rf"{alternate((*load_words('holding', 'generic_bodies'), *organisation_suffixes()))}$")
_GROWTH = read_yaml("organisation_growth.yaml")
_NEVER_INSIDE = alternate((*_GROWTH["partings"], *(word for word in _GROWTH["never"] if len(word) > 1)))
_PARTED = re.compile(rf"(?:[驻该本全某们名位个各我两里]|{_OVER}|{_HELD}|{_ORDINAL}|{_VERBS}|{_NEVER_INSIDE})$")
"""What parts the name of a body from the words before it."""
_LOOK_BACK = 30
_LEAD_TAIL = re.compile(rf"(?:(?P<over>{_OVER})|{_HELD}|{_ORDINAL}|的)+[“\"]?$")
_CONNECTOR = re.compile(
    r"(?:\s?[（(](?:兼|代|兼职|挂职|正[厅处科局]级|副[厅处科局]级|[正副][一-龥]{1,3}级)[）)])?\s?(?:[、，,；/及和与]|以及|(?P<also>、?(?:同时)?兼任?)|\s|(?P<over>、?原|，原))?\s?"
)
_BRACKET = re.compile(r"\s?[（(](?P<word>兼|代|兼职|挂职|试用期?)[^（()）。；\n]{0,6}[）)]")
_ANY = load_words("holding", "kinds_of_bodies")
"""How a title begins that is of a kind of bodies and of none by name: 拟任乡镇党委书记."""
_FIRST = re.compile(r"(?:首任|第一任|首届|首位)$")
_FOUNDED = re.compile(r"(?:(?!整合|合并|划转|并入)[^，。；、\n]){0,12}?(?:挂牌|揭牌|成立|组建(?!而成))")
_FOUNDING = ("组建", "成立", "设立", "新设", "组建为", "组建成", "组建了", "成立了", "设立了")
_UNITS = ("庭", "室", "科", "处", "股")
_OF_UNIT = re.compile(r".[庭室科处股](?:副?[庭科处股]长|副?主任)$")
_OF_WHOLE = ("审判员", "审委会委员", "审判委员会委员", "检察员", "检委会委员", "检察委员会委员")
_GOVERNMENTS = ("政府", "公署", "行署", "办事处")


@dataclass(frozen=True, slots=True)
class OfficeString:
    """Posts that the text joins, from the first body or post to the last post."""

    offices: tuple[Office, ...]
    start: int
    end: int


def find_office_strings(scene: Scene, start: int, end: int) -> list[OfficeString]:
    """Return the strings of posts in the stretch, in order.

    A post without a body takes over the body of the post before it in the string, or in the sentence; else what
    a word like 嘎查 or 该队 leads back to; else what the title implies or can only be the office of.
    """
    tokens = list(scene.within(start, end, MentionKind.POST, *BODIES, MentionKind.PERSON))
    strings: list[OfficeString] = []
    place = 0
    while place < len(tokens):
        if tokens[place].kind is not MentionKind.POST:
            place += 1
            continue
        sentence = scene.sentence_at(tokens[place].start)
        inherited = None
        if strings and strings[-1].end > sentence[0]:
            inherited = strings[-1].offices[-1].body
        string, place = _read_string(scene, tokens, place, sentence[0], inherited)
        strings.append(string)
    return strings


def _read_string(
    scene: Scene, tokens: list[Mention], place: int, floor: int, inherited: Reference | None
) -> tuple[OfficeString, int]:
    offices: list[Office] = []
    first = _find_body(scene, tokens, place, floor)
    begin = _chain_start(scene, tokens, place, floor) if first else tokens[place].start
    over, also, body = _is_over(scene, begin, floor), False, first
    led = over
    previous = inherited
    while True:
        post = tokens[place]
        gap = _read_gap(scene.text, body.end, post.start) if body is not None else ""
        over = gap == "over" or (over and gap != "held")
        unread = body is None and not national_organisation(post.text) and _follows_unread_body(scene, post, floor)
        if unread:
            reference, led_over = _read_unread(scene, post, floor), False
        else:
            reference, led_over = _choose_body(scene, post, body, previous, floor)
        past = over or led_over or is_past_title(post, body)
        offices.append(Office(post, reference, past, _find_nature(scene.text, post, also), unread))
        # A body that 兼 brings in is beside the main one: what follows 、 is the main one's again.
        previous = previous if also and body is not None else reference
        following = _find_next(scene, tokens, place)
        if following is None:
            return OfficeString(share_units(offices), begin, post.end), place + 1
        place, body, link = following
        also = link["also"] is not None
        begins = tokens[place].start if body is None else body.start
        if body is not None and "，" in link.group():  # 某院原院长、书记，某会主席: 原 reaches to the comma
            over = led
        over = over or link["over"] is not None or scene.text.startswith("原", link.end(), begins)


def _find_next(scene: Scene, tokens: list[Mention], place: int) -> tuple[int, Mention | None, re.Match[str]] | None:
    """Return the place of the post that goes on with the string, its body and the words between."""
    post = tokens[place]
    link = _CONNECTOR.match(scene.text, post.end)
    if link is None or "\n" in link.group() or place + 1 >= len(tokens):
        return None
    following = tokens[place + 1]
    if following.start < link.end() or not _LEAD_SKIP.fullmatch(scene.text, link.end(), following.start):
        return None
    if following.kind is MentionKind.POST:
        if link.group().strip() in ("；", ";") and _GIVEN.match(scene.text, following.end):
            return None
        return (place + 1, None, link) if following.start > post.end else None
    if following.kind not in BODIES:
        return None
    for step in range(place + 1, len(tokens)):
        token = tokens[step]
        if token.kind is MentionKind.POST:
            body = tokens[step - 1]
            return (step, body, link) if _touches(scene.text, body.end, token.start) else None
        if token.kind not in BODIES or (step > place + 1 and token.start - tokens[step - 1].end > 1):
            return None
    return None


_GIVEN = re.compile(r"[”\"]?(?:一职|职务)?(?:拟|暂|改|现)?由")
"""Behind a post that opens a clause of its own: …党委书记；院长一职由某某接任."""
# 现任 and 时任 begin a string of their own: another verb, maybe another time.
_LEAD_SKIP = re.compile(rf"(?:原|人民政府|政府|{_GENERIC}|{_ORDINAL})?")


def _find_body(scene: Scene, tokens: list[Mention], place: int, floor: int) -> Mention | None:
    if not place:
        return None
    body, post = tokens[place - 1], tokens[place]
    if body.kind not in BODIES or body.end <= floor or not _touches(scene.text, body.end, post.start):
        return None
    return body


def _chain_start(scene: Scene, tokens: list[Mention], place: int, floor: int) -> int:
    """Return where the chain of divisions before the post begins: 某省 某市 某局."""
    begin = tokens[place - 1].start
    for number in range(place - 2, -1, -1):
        token = tokens[number]
        if token.kind not in BODIES or token.start < floor or scene.text[token.end : begin].strip("“《"):
            break
        begin = token.start
    return begin


def _touches(text: str, end: int, start: int) -> bool:
    return start - end <= 20 and _BEFORE_POST.fullmatch(text, end, start) is not None


def _read_gap(text: str, end: int, start: int) -> str:
    """Return "over" where the words between a body and its post end the holding (原), "held" where they say 现任."""
    found = _BEFORE_POST.fullmatch(text, end, start)
    if found is None:
        return ""
    return "over" if found["over"] is not None else "held" if found["held"] is not None else ""


def _is_over(scene: Scene, begin: int, floor: int) -> bool:
    found = _LEAD_TAIL.search(scene.text, max(floor, begin - 8), begin)
    return found is not None and found["over"] is not None


def _find_nature(text: str, post: Mention, also: bool) -> str:
    bracket = _BRACKET.match(text, post.end)
    word = bracket["word"] if bracket else ""
    for candidate, nature in load_groups("holding", "natures"):
        if word.startswith(candidate) or post.text.startswith(candidate) or text.endswith(candidate, 0, post.start):
            return nature
    return "concurrent" if also else ""


def _choose_body(
    scene: Scene, post: Mention, body: Mention | None, previous: Reference | None, floor: int
) -> tuple[Reference | None, bool]:
    """Return whose post it is, and whether the words before it say that it is over."""
    if body is not None:
        return refer(body), False
    if post.text.startswith(_ANY):
        return None, False
    national = national_organisation(post.text)
    if national:
        # 习近平总书记 only calls a person by a title: no body need be implied there.
        titled = any(person.end == post.start for person in scene.within(floor, post.start, MentionKind.PERSON))
        return _find_named(scene, national) or (None if titled else imply(national)), False
    head = _find_founded(scene, post, floor) or find_government(scene, post, previous)
    if head is not None:
        return head, False
    placed = _find_placed(scene, post, floor)
    if placed is not None:
        return refer(placed), False
    led = _find_led_back(scene, post, floor)
    if led is not None:
        return refer(led), _is_over(scene, post.start, floor)
    if is_rank(post.text):
        return previous, False
    called = _read_called(scene, post, floor)
    if called is not None:
        return called, False
    if previous is not None and _stands_alone(scene, post.start, floor) and _is_of(scene, post, previous):
        return _find_whole(scene, post, previous) or previous, False
    return _find_fitting(scene, post), False


def _find_founded(scene: Scene, post: Mention, floor: int) -> Reference | None:
    """Return the body that the article founds, of which 首任局长 can only be: no older one has its first head now."""
    if not _FIRST.search(scene.text, max(floor, post.start - 8), post.start):
        return None
    bodies = islice(bodies_before(scene, post.start), _LOOK_BACK)
    founded = (body for body in bodies if body.kind is MentionKind.ORG and _is_founded(scene.text, body))
    return next((refer(body) for body in founded), None)


def _is_founded(text: str, body: Mention) -> bool:
    return _FOUNDED.match(text, body.end) is not None or text.endswith(_FOUNDING, 0, body.start)


def _find_whole(scene: Scene, post: Mention, previous: Reference) -> Reference | None:
    """Return the body of which the one before is a unit, when the post is of another unit or of the whole.

    某法院民庭庭长、审委会委员: the 委员 is of the court. None when the body before is no unit, or the post its own.
    """
    name = previous.name
    if not name.endswith(_UNITS) or not (_OF_UNIT.search(post.text) or post.text.endswith(_OF_WHOLE)):
        return None
    sizes = (size for size in range(len(name) - 2, 3, -1) if not name[:size].endswith(_UNITS))
    whole = next((name[:size] for size in sizes if class_of(name[:size])), "")
    if not whole:
        return None
    return next((refer(body) for body in bodies_before(scene, post.start) if body.name == whole), None) or imply(whole)


def _is_of(scene: Scene, post: Mention, previous: Reference) -> bool:
    """True unless a word for another kind of body stands before the post: 协会｜会长 is no office of a village.

    Nor is 校长 one of a 局 or of a county's 委: such a title says of what kind of body it is.
    """
    fitting, name = _fitting_endings(post.text), _PARTY_UNIT.sub("", previous.name)
    if (
        post.text.endswith(_TELLING)
        and not name.endswith(fitting)
        and (name.endswith(_HEADED) or _AUTHORITY.search(name))
    ):
        return False
    generic = _GENERIC_TAIL.search(scene.text, max(0, post.start - _LONGEST_TAIL), post.start)
    return (
        generic is None
        or generic["noun"] in (*level_words(), *self_governing_words())
        or previous.name.endswith(generic["noun"])
    )


def _stands_alone(scene: Scene, offset: int, floor: int) -> bool:
    """True when no unread name stands glued before the post: that would be its body, not the one before."""
    if offset == floor or _ALONE.search(scene.text, max(floor, offset - 8), offset):
        return True
    return any(person.end == offset for person in scene.within(max(floor, offset - 24), offset, MentionKind.PERSON))


def _follows_unread_body(scene: Scene, post: Mention, floor: int) -> bool:
    """True when the words right before the post end as bodies do and begin as a name of their own: 佛教协会｜会长.

    该协会 and 嘎查 alone lead back, and so does the end of a name that the article gave before.
    """
    text = scene.text
    tail = _LEAD_TAIL.search(text, max(floor, post.start - 8), post.start)
    end = tail.start() if tail else post.start
    words = text[max(floor, end - _LONGEST_NAME) : end]
    noun = _BODY_NOUN.search(words)
    size = len(noun.group()) if noun else next((len(e) for e in _fitting_endings(post.text) if words.endswith(e)), 0)
    if noun and _find_area_led(text, max(floor, end - _LONGEST_UNREAD), end) >= 0 and _is_unnamed(scene, end):
        return True
    if not size or next(scene.within(end - size, end, *BODIES), None) is not None:
        return False
    shared = (len(_share_ending(words, body.name.rstrip("”’」》"))) for body in bodies_before(scene, end - size))
    begin = end - max(size, max(shared, default=0))
    while generic := _GENERIC_TAIL.search(text, max(floor, begin - _LONGEST_TAIL), begin):
        begin = generic.start()
    return begin > floor and _HAN.search(text[begin - 1 : begin]) is not None and not _is_parted(text, floor, begin)


def _read_called(scene: Scene, post: Mention, floor: int) -> Reference | None:
    """Return the bare kind of body before the post (集团公司, 管委会) by which the text calls a body it never names.

    A word of three characters and more says what body it is; 局 and 村 alone say nothing.
    """
    tail = _LEAD_TAIL.search(scene.text, max(floor, post.start - 8), post.start)
    end = tail.start() if tail else post.start
    kind = _KIND.search(scene.text, max(floor, end - _LONGEST_TAIL), end)
    return imply(kind.group()) if kind is not None and not kind.group().startswith(_LEGAL_FORM) else None


def _read_unread(scene: Scene, post: Mention, floor: int) -> Reference | None:
    """Return the words before the post that name its body, though no tagger read them as a name."""
    text = scene.text
    tail = _LEAD_TAIL.search(text, max(floor, post.start - 8), post.start)
    end = tail.start() if tail else post.start
    begin, least = end, max(floor, end - _LONGEST_UNREAD)
    led = _find_area_led(text, least, end)
    while begin > least and led < 0:
        touching = next((body for body in bodies_before(scene, begin) if body.end == begin), None)
        if touching is not None and touching.start >= least:
            begin = touching.start
        elif word := _end_of_area(text, least, begin):
            begin -= len(word)
        elif begin < end - 1 and (not _HAN.match(text[begin - 1]) or _is_apart(text, floor, begin)):
            break
        else:
            begin -= 1
    begin = led if led >= 0 else begin
    words = text[begin:end]
    if len(words) < 3 or words.startswith(_LEGAL_FORM) or begin == least > floor:
        return None
    return imply(words)


def _is_apart(text: str, floor: int, offset: int) -> bool:
    """True when grammar ends at the offset and no word runs across it: 全｜球 and 经｜济 part no name."""
    return _is_parted(text, floor, offset) and text[offset - 1 : offset + 1] not in load_common_words()


def _find_area_led(text: str, least: int, end: int) -> int:
    """Return where a name that opens its clause with an area begins and runs on to the end, -1 if none does."""
    begin = max(least, *(text.rfind(mark, least, end) + 1 for mark in _MARKS))
    area = load_areas().find_prefix(text, begin)
    rest = begin + len(area)
    return begin if area and rest < end and not _BROKEN.search(text, rest, end) else -1


def _end_of_area(text: str, least: int, end: int) -> str:
    """Return the name of an area that ends at the offset: its letters may look like small words (成都, 呼和浩特)."""
    words = (text[end - size : end] for size in range(2, 6) if end - size >= least)
    return next((word for word in words if load_areas().by_name(word)), "")


def _is_unnamed(scene: Scene, end: int) -> bool:
    """True when no body read by the tagger ends at the offset."""
    return not any(body.end == end for body in scene.within(max(0, end - _LONGEST_UNREAD), end, *BODIES))


def _is_parted(text: str, floor: int, offset: int) -> bool:
    """True when grammar ends right before the offset, so that what begins there begins no name: 来到｜社区."""
    if _PARTED.search(text, max(floor, offset - 8), offset):
        return True
    word = load_common_words().get(text[offset - 2 : offset]) if offset - floor >= 2 else None
    return word is not None and word.kind in ("verb", "function") and word.text not in _GROWTH["nominal_verbs"]


def _find_placed(scene: Scene, post: Mention, floor: int) -> Mention | None:
    """Return the body of 在某社区担任网格员 and of 某医院某某医生, where the verb or name stands between."""
    last: Mention | None = None
    for mention in scene.within(max(floor, post.start - 60), post.start, MentionKind.PERSON, *BODIES):
        if mention.kind is not MentionKind.PERSON:
            last = mention
        elif mention.end != post.start or last is None or not _ATTRIBUTE.fullmatch(scene.text, last.end, mention.start):
            last = None
    if last is None:
        return None
    gap = scene.text[last.end : post.start]
    named = next(scene.within(last.end, post.start, MentionKind.PERSON), None)
    return last if named is not None or _PLACING.fullmatch(gap) else None


def _find_led_back(scene: Scene, post: Mention, floor: int) -> Mention | None:
    """Return the body that the words right before the post repeat the end of: 嘎查, 该院, 公社的."""
    text = scene.text
    tail = _LEAD_TAIL.search(text, max(floor, post.start - 8), post.start)
    end = tail.start() if tail else post.start
    generic = _GENERIC_TAIL.search(text, max(floor, end - 10), end)
    begin = max(floor, end - _LONGEST_TAIL)
    words = text[begin:end]
    own = next((word for word in self_governing_words() if post.text.startswith(word) and post.text != word), "")
    if own:
        # The tagger may keep the village's word in the post: 村党支部书记.
        return find_body_before(scene, post.start, own)
    if not _HAN.search(words):
        return None
    near = islice(bodies_before(scene, post.start), _LOOK_BACK)
    endings = (_share_ending(words, body.name.rstrip("”’」》")) for body in near if not words.endswith(body.name))
    shared = max(endings, key=len, default="")
    if len(shared) >= 2:
        return find_body_before(scene, post.start, shared)
    return find_body_before(scene, generic.start("noun"), generic["noun"]) if generic else None


def _share_ending(one: str, other: str) -> str:
    """Return the longest ending that both have."""
    length = 0
    while length < min(len(one), len(other)) and one[-1 - length] == other[-1 - length]:
        length += 1
    return one[len(one) - length :]


def _find_named(scene: Scene, national: str) -> Reference | None:
    """Return the last mention of the national body, where the article names it; the title alone implies the rest."""
    for body in bodies_before(scene, scene.article.end):
        # 党中央 names the leadership as a whole and is no body that has this office.
        if body.kind is MentionKind.ORG and class_of(body.text) and find_national_body(body.text) == national:
            return refer(body)
    return None


def find_government(scene: Scene, post: Mention, previous: Reference | None) -> Reference | None:
    """Return the government implied by 市长 behind 某市委副书记, or by 副省长 alone once the province was named."""
    heads = read_yaml("posts.yaml")["government_heads"]
    rule = next((heads[title] for title in heads if post.text.endswith(title)), None)
    if rule is None and post.text.endswith("主席") and scene.text.endswith("自治区", 0, post.start):
        rule = heads["自治区主席"]
    if rule is None:
        return None
    if previous is not None:
        if previous.name.endswith(_GOVERNMENTS) or previous.name.endswith(tuple(rule["ends"])):
            return None
        name = implied_organisation(previous.name, post.text)
        if name.endswith(rule["body"]):
            return imply(name)
    area = find_area_before(scene, post.start, rule["ends"][0])
    return imply(area + rule["body"]) if area else None


def _find_fitting(scene: Scene, post: Mention) -> Reference | None:
    """Return the body named last whose name can have such an office: 队长 of a 队, 站长 of a 站."""
    endings = _fitting_endings(post.text)
    if not endings:
        return None
    found = find_bodies(scene, post.start, *endings, kinds=(MentionKind.ORG, MentionKind.COMMUNITY))
    return refer(found[0]) if len(found) == 1 else find_convened(scene, post.start, endings)


def _fitting_endings(title: str) -> tuple[str, ...]:
    for head, ending in _HEADS:
        if title.endswith(head):
            return ending
    return ()


def _load_heads() -> Iterator[tuple[str, tuple[str, ...]]]:
    pairs: dict[str, list[str]] = {}
    for ending, head in load_groups("holding", "heads"):
        pairs.setdefault(head, []).append(ending)
    for head in longest_first(pairs):
        yield head, tuple(pairs[head])


_HEADS = tuple(_load_heads())
_TELLING = tuple(load_words("holding", "telling_heads"))
_HEADED = tuple({ending for head, endings in _HEADS if head in (*_TELLING, "局长", "厅长") for ending in endings})
_PARTY_UNIT = re.compile(r"(?:党委|党组|党总支|党支部)$")
_AUTHORITY = re.compile(r"(?:[省市县旗区盟州乡镇]|街道|苏木)(?:工?委)$|政府$|人大常委会$|政协$")
