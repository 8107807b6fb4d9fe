"""Finds who holds a string of posts, from the words beside it: 某书记张三, 张三任某书记, 任命张三为某局长."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from domain.mention import Mention, MentionKind
from domain.partial_date import find_partial_date
from lexicon.alternation import alternate
from lexicon.posts import is_rank
from nlp.scene import Scene
from nlp.statements.dating import ASSEMBLY, find_attached_date, find_day_of_news, last_date, read_start
from nlp.statements.handover import CLAUSES, is_handed_on, read_acting, read_given_to, read_handed_on, read_taken
from nlp.statements.incumbent import Holder
from nlp.statements.lasting import PLAIN, has_begun, is_during, is_past, may_last, read_tail
from nlp.statements.moving import is_decided, is_sent, leaves_all, succeeds
from nlp.statements.news_act import is_sole, is_whole, joins_act
from nlp.statements.office import OfficeString
from nlp.statements.office_verb import STATUS_OF_FRAME, STATUS_OF_VERB, find_far_verb, find_frame, find_verb
from nlp.statements.people import (
    collect,
    collect_back,
    find_subject,
    is_filler,
    person_at,
    person_before,
    person_behind,
)
from nlp.statements.period import is_open_ended, read_period
from nlp.statements.reality import Reality, read_reality
from nlp.statements.when import is_news, read_when
from nlp.statements.wordlist import load_groups, load_words

_DECIDED = re.compile(r"(?:决定|批准|同意|宣布)[了：:，,]{0,2}(?:由)?$")
_EARLIER = re.compile(r"(?:此前|之前|早先|先前|早年|原先|原来)[，,]?[他她其]?(?:一直|曾|还)?$")
_LENT = re.compile(r"^(?:(?:到|赴|来|在|至|由)[^，。；]{2,16})?挂职(?:锻炼)?[，,]?$")
_LENT_FOR = re.compile(r"(?:等?职务|一职)?[，,（(]挂职(?:时间|期限|期)?(?:为期?|约)?[一二两三半\d]")
_BLANK = r"[ \u3000]{0,2}"
_RIGHT = re.compile(
    rf"(?:[（(](?:兼|代|兼职|挂职|主持[^）)\n]{{0,8}}工作|[正副]?[一-龥]{{1,3}}级)[）)])?[”\"]?{_BLANK}(?:同志)?[“\"]?{_BLANK}"
)
_RIGHT_ROLE = re.compile(rf"[、兼][一-龥]{{1,8}}?{alternate(load_words('holding', 'role_endings'))}(?=[一-龥·•]{{2}})")
_RIGHT_RELATIVE = re.compile(r"(?:等?职务?|一职)?的(?:[一-龥]{1,6}[“\"])?")
_RIGHT_COPULA = re.compile(r"(?:一职)?(?:就?是|为|叫|名叫|：|:|\s—+\s?)")
_POSSESSIVE = re.compile(
    r"(?:等?同志)?(?:[（(][^）)\n]{1,10}[）)])?(?:(?:所任|兼任|担任)?的?(?:公司|集团|学校|医院|协会|商会)?[“\"]?|(?:所任|兼任|担任)?的[一-龥（）]{2,24})$"
)
_AFTER_NAME = re.compile(
    r"(?:同志)?(?:[（(]|[，,：:]\s?|[ \u3000]+|——|—|[（(][男女][，,]?[^）)\n]{0,10}[）)][，,：:]?|\s*[|丨]\s*|\n)$"
)
_IN_BRACKETS = re.compile(r"(?:同志)?[ \u3000]*[（(](?:[^（()）。；;\n]{1,16}[，,、；;])?[ \u3000]*(?:现任|现为|系)?")
_BRACKET_CLOSES = re.compile(r"(?:[（(](?:兼|代|挂职)[）)])?[ \u3000]*(?:[，,；;、][^（()）。\n]{0,20})?[）)]")
"""A post in the brackets behind a name is that person's, whoever is named behind: 甲（某局局长）、乙（某局局长）."""
_CLOSES = re.compile(
    r"(?:[（(](?:兼|代|兼职|挂职)[）)])?(?:等(?:职务?)?|职务?)?[”\"]?"
    r"(?:\s*(?:[，,。；;、）)！!\n]|$|[一二三四五六七八九十]、)|\s)"
)
_MOVED = re.compile(rf"(?:职务|岗位|一职|任上)?(?:，|直接|平级|跨省)?{alternate(load_words('holding', 'moves'))}")
_LEAVES = re.compile(
    r"(?:同志)?[，,]?(?:(?:近日|日前|昨日|今日|因)[^，。；：、\n]{2,10}(?<![说称示出调道])[，,])?"
    r"(?:因(?:年龄|身体|健康|个人|工作|到龄|病)[^，。；：、\n]{0,6}?)?"
    r"(?:已经?|近日|日前|被|正式|又|则|(?:已?于|在)[^，。；：\n]{2,20}?|(?:[今去]年)?\d{1,2}月(?:\d{1,2}日|[初底末])?)*"
    rf"(?P<verb>{alternate(load_words('holding', 'leaves'))})"
)
"""What behind a title and a name says that the post of that title is left: 某县县长某某调任…"""
_LEFT_BEHIND = re.compile(r"(?:不|拟|将|未|后|曾|时任)$")
_NOW = re.compile(r"[、，,](?:现任|现为|现)")
_CAPACITY = re.compile(r"(?:的)?身份")
_CONTINUES = re.compile(r"(?:等职)?[，,；;、。]?\s?(?:后|随后|再|又|此后|之后|并|及|以及|和|至)?\s?$")
_YEAR_LINE = re.compile(r"[\s，,：:—–\-~～至今起年月后.．（）()]*$")
_IN_SEQUENCE = re.compile(r"[后曾先]$|(?:同|次|翌)年(?:\d{1,2}月)?[，,]?$")
_CAPACITIES = ("身为", "作为")
_CAUSE = re.compile(r"因[^，。；\n]{2,16}[，,]$")
"""Before a removal that names nobody: 2018年1月，因工作调动，不再担任某局局长."""
_TO_YOU = tuple(you + how for you in ("您", "你") for how in ("", "再次", "成功", "连续", "正式"))
_BY_ORGAN = ("免去", "撤销", "罢免")
_SUCCEEDED = re.compile(r"接替|接棒|接过")
_LEAVING = ("卸任", "离任")
_ALSO = ("兼", "仍兼", "还兼")
_CLOSED = ("曾", "此前", "之前", "原", "卸任", "前任", "退休", "生前")


def find_holders(scene: Scene, floor: int, strings: Sequence[OfficeString]) -> Iterator[tuple[OfficeString, Holder]]:
    """Yield each string of posts with who holds it; a string that nobody is said to hold is left out.

    The name right behind a title decides first, then the verb or name before it; a string that only goes on
    with the career before it (…，…等职) has the holder of that one.
    """
    previous: tuple[OfficeString, Holder] | None = None
    for number, string in enumerate(strings):
        holder = _find_holder(scene, floor, string, previous) or _read_joined(scene, strings[number:])
        if holder is not None:
            yield string, holder
            previous = string, holder
        elif previous is not None and scene.sentence_at(string.start)[0] > previous[0].end + 200:
            previous = None


def _find_holder(
    scene: Scene, floor: int, string: OfficeString, previous: tuple[OfficeString, Holder] | None
) -> Holder | None:
    return (
        _read_behind(scene, string)
        or _read_notice(scene, floor, string)
        or _read_moved(scene, floor, string)
        or _read_pronoun(scene, floor, string, previous)
        or _read_verb(scene, floor, string, previous)
        or _read_continued(scene, string, previous)
        or _read_career_line(scene, floor, string)
        or _read_before(scene, string)
        or _read_copula(scene, string)
        or _read_rank(scene, floor, string)
    )


def _read_joined(scene: Scene, strings: Sequence[OfficeString]) -> Holder | None:
    """Read 原某镇党委书记、现任某局局长某某: what 现任 parts from the name belongs to it too."""
    if len(strings) < 2 or not _NOW.fullmatch(scene.text, strings[0].end, strings[1].start):
        return None
    holder = _read_behind(scene, strings[1])
    return replace(holder, start=strings[0].start, sure=False) if holder else None


def _read_behind(scene: Scene, string: OfficeString) -> Holder | None:
    """Read 某旗委书记某某: the name stands right behind; more names joined by 、 share the last post."""
    text = scene.text
    gap = _RIGHT.match(text, string.end)
    begin = gap.end() if gap else string.end
    person = person_at(scene, begin)
    if person is not None:
        if text[string.end : begin].strip() == "" and begin > string.end and _is_given(scene, string, person):
            return None
        people = collect(scene, person)
        left = _LEAVES.match(text, people[-1].end)
        if left is not None and _is_left(scene, people[-1], left) and leaves_all(scene, string, left):
            until = read_start(scene, scene.sentence_at(string.start)[0], left.end()) or _day_of(scene)
            status = "removed" if left["verb"].endswith("职") else "former"
            return Holder(people, status, "holding-apposition", string.start, until=until)
        return Holder(people, "current", "holding-apposition", string.start)
    role = _RIGHT_ROLE.match(text, string.end)
    person = person_at(scene, role.end()) if role else None
    if person is not None:
        return Holder((person,), "current", "holding-apposition", string.start, sure=False)
    relative = _RIGHT_RELATIVE.match(text, string.end)
    person = person_at(scene, relative.end()) if relative else None
    if person is not None:
        lead = find_verb(scene, max(0, string.start - 14), string.start)
        if lead is not None and lead["verb"] != "为" and person_before(scene, lead.start(), lead.start() - 4) is None:
            return _read_attribute(scene, string, lead, person)
    lead = find_verb(scene, max(0, string.start - 14), string.start)
    person = person_at(scene, string.end + 1) if text[string.end : string.end + 1] in ("，", ",") else None
    if lead is not None and lead["verb"] in _CAPACITIES and person is not None:
        return Holder((person,), "current", "holding-after-name", lead.start())
    return read_handed_on(scene, string)


def _read_attribute(scene: Scene, string: OfficeString, lead: re.Match[str], person: Mention) -> Holder:
    """Read 2019年3月至2021年8月任某局局长的某某: the time before the verb is that of the post."""
    start = scene.sentence_at(string.start)[0]
    status, rule = STATUS_OF_VERB.get(lead["verb"], "current"), "holding-verb"
    date = find_attached_date(scene, start, lead.start())
    period = read_when(scene, date) if date else read_period("")
    if lead["verb"] not in PLAIN:
        return Holder((person,), status, rule, lead.start())
    over = bool(period.end) or is_past(scene, start, _behind_still(lead))
    begin = date.start if date is not None and period.start else lead.start()
    if over:
        since = period.start if period.end else ""
        return Holder((person,), "former", "holding-career", begin, since, period.end, closed=True)
    return Holder((person,), status, rule, begin, period.start)


def _behind_still(lead: re.Match[str]) -> int:
    """Return where the words before the verb end, with the 还 of 去年还｜是."""
    return lead.start() + lead["verb"].startswith("还")


def _is_left(scene: Scene, person: Mention, left: re.Match[str]) -> bool:
    """True when the verb behind the name is a fact: 某局局长某某被免职, but not 网传某局局长某某被免职."""
    if _LEFT_BEHIND.search(scene.text, person.end, left.start("verb")):
        return False
    return read_reality(scene, left.end("verb"), left.end("verb")) is Reality.FACT


def _is_given(scene: Scene, string: OfficeString, person: Mention) -> bool:
    """True when the name behind a blank opens the next item of a list (…为局长 张三为…), so it is not the holder."""
    follows = scene.text[person.end : person.end + 4].removeprefix("同志")
    led = find_verb(scene, max(0, string.start - 8), string.start)
    return led is not None and follows.startswith(("为", "任", "，"))


def _read_notice(scene: Scene, floor: int, string: OfficeString) -> Holder | None:
    """Read 任命某某为某职 and 免去某某的某职; the verb may stand before a list of such items."""
    text = scene.text
    start = _line_floor(scene, floor, string.start)
    verb = find_verb(scene, max(start, string.start - 14), string.start)
    edge = verb.start() if verb is not None and verb["verb"] == "为" else string.start
    last = person_before(scene, edge, start)
    if last is None or (verb is not None and verb["verb"] != "为"):
        return None
    if not _POSSESSIVE.fullmatch(text, last.end, edge):
        return None
    people = collect_back(scene, last, start)
    frame = find_frame(scene, floor, people[0].start)
    if frame is None or (verb is None and last.end == edge and frame.end() != people[0].start):
        return None
    status = STATUS_OF_FRAME[frame.group()]
    if verb is None and status in ("appointed", "proposed"):
        return None
    if verb is not None and status == "removed":
        status = "appointed"
    since = read_start(scene, start, people[0].start) or find_day_of_news(scene, start, people[0].start)
    begin = frame.start() if frame.start() >= start else people[0].start
    ends = status == "removed"
    return Holder(
        people,
        status,
        "holding-notice",
        begin,
        "" if ends else since,
        since if ends else "",
        nature=_find_nature(text, begin, string.start) or _find_lent(scene, start, string),
    )


def _read_pronoun(
    scene: Scene, floor: int, string: OfficeString, previous: tuple[OfficeString, Holder] | None
) -> Holder | None:
    """Read the post that the sentence gives to, or takes from, somebody it named: 决定由其代理县长, 其职务同时免去."""
    start = _line_floor(scene, floor, string.start)
    return read_given_to(scene, start, string, previous) or read_taken(scene, start, string, previous)


def _read_verb(
    scene: Scene, floor: int, string: OfficeString, previous: tuple[OfficeString, Holder] | None
) -> Holder | None:
    """Read 某某任某职, with the subject of the sentence or, where it has none, of the sentence before."""
    text = scene.text
    start = _line_floor(scene, floor, string.start)
    lead = find_verb(scene, max(start, string.start - 20), string.start) or find_far_verb(scene, start, string.start)
    if lead is None:
        return None
    verb = lead["verb"]
    status = STATUS_OF_VERB.get(verb, "appointed" if verb == "为" else "current")
    date = last_date(scene, start, lead.start())
    dated = date is not None and lead.start() - date.end <= 3 and read_period(date.text).start != ""
    goes_on = previous is not None and previous[0].start >= start
    strong = dated or goes_on or status not in ("current", "appointed") or verb in ("挂职", "挂任")
    by_organ = verb.startswith(_BY_ORGAN) and "其" not in verb
    if status in ("removed", "removal_proposed") and not goes_on:
        cause = _CAUSE.search(text, start, lead.start())
        opens = is_filler(scene, start, cause.start() if cause else lead.start())
        strong = opens and (not by_organ or text[start - 1 : start] in ("；", ";"))
    subject = find_subject(scene, start, lead.start(), strong)
    if subject is None or text.endswith(_TO_YOU, start, lead.start()):
        return None  # 祝贺您当选主席: who is spoken to is not named here
    people, near = subject
    if (
        by_organ
        and not near
        and not goes_on
        and people[-1].start >= start
        and not _CAUSE.search(text, people[-1].end, lead.start())
    ):
        return None  # 某某说，会议决定免去公司经理职务: who is named only speaks
    owner = _find_owner(scene, start, lead.start())
    if owner is not None and owner in people:
        people = (owner,)
    if verb in ("为", "是", "系", "兼", "作为", "主持", "身为") and not near:
        return None
    if date is None and verb in PLAIN and is_during(scene, string.end):
        return None  # 任局长期间，…: whether that time is over stays open
    if verb == "成为" and not _SUCCEEDED.search(text, people[-1].end, lead.start()):
        return None  # 希望成为, 成为最年轻的市长: only who follows somebody becomes what that one was
    if verb == "为" and text[people[0].start - 1 : people[0].start] in ("把", "将"):
        return None  # 把某某记为县长: an order to call somebody so appoints nobody
    return _make_verb_holder(scene, string, start, lead, people, status, near, previous)


def _read_moved(scene: Scene, floor: int, string: OfficeString) -> Holder | None:
    """Read the post that 由…调任… leaves behind, and the one that 以…身份 names."""
    text = scene.text
    start = _line_floor(scene, floor, string.start)
    before = text[string.start - 1 : string.start]
    moved = before in ("由", "从") and _MOVED.match(text, string.end)
    if not moved and not (before == "以" and _CAPACITY.match(text, string.end)):
        return None
    subject = find_subject(scene, start, string.start - 1, True)
    if subject is None:
        return None
    people, near = subject
    until = (read_start(scene, start, string.start) or _day_of(scene)) if moved else ""
    return Holder(
        people,
        "former" if moved else "current",
        "holding-verb",
        people[0].start,
        until=until,
        sure=near,
    )


def _make_verb_holder(
    scene: Scene,
    string: OfficeString,
    start: int,
    lead: re.Match[str],
    people: tuple[Mention, ...],
    status: str,
    near: bool,
    previous: tuple[OfficeString, Holder] | None,
) -> Holder:
    text = scene.text
    verb = lead["verb"]
    joins = joins_act(scene, start, lead.start(), people, previous)
    date = find_attached_date(scene, start, lead.start())
    period = read_when(scene, date) if date else read_period("")
    rule = "holding-verb"
    if status == "current" and verb in ("任", "担任", "兼任", "挂职任", "挂职担任"):
        rule, status = _weigh_plain_verb(scene, start, lead, people, last_date(scene, start, lead.start()), status)
        if status == "current" and (joins or (near and is_sole(scene, people, string, lead.start()))):
            rule, status = "holding-notice", "appointed"
    elif status == "appointed" and verb.startswith("当选"):
        news = ASSEMBLY.search(text, max(0, start - 120), string.end) or joins
        news = news or (near and (is_whole(scene, people, string) or is_sole(scene, people, string, lead.start())))
        status = "appointed" if news or is_news(scene, period.start) else "current"
    elif verb in ("挂职", "挂任") and near and date is None:
        status = "appointed"
    elif status == "former":
        rule = "holding-career"
    if verb.startswith("挂") and date is None and _goes_on_career(start, previous):
        rule, status = "holding-career", "former"
    since, until = period.start, period.end
    if not since and joins and previous is not None and status in ("appointed", "removed"):
        since = previous[1].since or previous[1].until
    if not since and status in ("appointed", "removed"):
        since = find_day_of_news(scene, start, lead.start())
    elif not until and status == "former" and verb in _LEAVING and not text.startswith("后", string.end):
        until = since or _day_of(scene)
        since = ""
    if status in ("removed", "removal_proposed"):
        since, until = "", period.start or (since if status == "removed" else "")
    elif status == "proposed":
        since = ""
    open_now = date is not None and (period.open or (is_open_ended(text, date.end) and not period.end))
    if open_now and status == "former":
        status = "current"
    begin = people[0].start if people[0].start >= start else min(date.start if date else lead.start(), lead.start())
    holder = Holder(
        people,
        status,
        rule,
        begin,
        since,
        until,
        _find_nature(text, lead.start(), string.start) or _find_lent(scene, start, string),
        near,
        closed=verb.startswith(_CLOSED),
    )
    if verb in PLAIN:
        return _weigh_time(scene, string, start, lead, holder, date)
    tail = read_tail(scene, string.end) if status == "appointed" else None
    if tail is not None and tail.over:
        return replace(holder, status="former", rule="holding-career", until=tail.until, closed=True)
    return holder


def _goes_on_career(start: int, previous: tuple[OfficeString, Holder] | None) -> bool:
    """True when a line of a career that is over stands before in the sentence: 曾任…主任（挂职任…）."""
    return previous is not None and previous[0].start >= start and previous[1].closed


def _weigh_time(
    scene: Scene, string: OfficeString, start: int, lead: re.Match[str], holder: Holder, date: Mention | None
) -> Holder:
    """Read what the words around a plain verb say of the end: 至今, 至2021年12月, 30年前; a day alone says none."""
    tail = read_tail(scene, string.end)
    if tail.now:
        return replace(holder, status="current", until="")
    since = holder.since if date is not None else ""
    if tail.over:
        return replace(holder, status="former", rule="holding-career", since=since, until=tail.until, closed=True)
    if holder.until or holder.status not in ("current", "appointed", "former"):
        return holder
    if is_past(scene, start, _behind_still(lead)):
        return replace(holder, status="former", rule="holding-career", since="", until="", closed=True)
    last = last_date(scene, start, lead.start())
    if holder.status == "former" and date is None and last is not None and has_begun(scene, last, lead.start()):
        since, date = read_when(scene, last).start, last
        holder = replace(holder, since=since)
    if (
        holder.status == "former"
        and since
        and date is not None
        and not _EARLIER.search(scene.text, start, lead.start())
    ):
        lasts = may_last(scene, since, string.end)
        return replace(holder, dated=lasts, begun=lasts and has_begun(scene, date, lead.start()))
    return holder


def _weigh_plain_verb(
    scene: Scene, start: int, lead: re.Match[str], people: tuple[Mention, ...], date: Mention | None, status: str
) -> tuple[str, str]:
    """Decide what 任 means: news of an appointment (某同志任), a line of a career (2016年2月任), or now."""
    text = scene.text
    behind = text[people[-1].end : lead.start()] if people[-1].end <= lead.start() else "，"
    if _EARLIER.search(text, start, lead.start()) or _EARLIER.search(text, start, max(start, people[0].start)):
        return "holding-career", "former"
    if behind.startswith("同志") and len(behind) <= 3:
        return "holding-notice", "appointed"
    if not behind and _DECIDED.search(text, max(start, people[0].start - 12), people[0].start):
        return "holding-notice", "appointed"
    told = read_period(date.text).start if date is not None and "今" not in date.text else ""
    if told and is_news(scene, told):
        return "holding-notice", "appointed"
    if told:
        return "holding-career", "former"
    if _IN_SEQUENCE.search(text, start, lead.start()):
        return "holding-career", "former"
    if lead["verb"] == "任" and (not behind or _LENT.search(text[people[-1].end : lead.start()])):
        return "holding-notice", "appointed"
    if lead["verb"].startswith("挂职"):
        return "holding-notice", "appointed"
    gap = people[-1].end, lead.start()
    if is_sent(scene, *gap, lead.end()) or succeeds(scene, *gap) or is_decided(scene, start, people, lead):
        return "holding-notice", "appointed"
    return "holding-verb", status


def _read_continued(scene: Scene, string: OfficeString, previous: tuple[OfficeString, Holder] | None) -> Holder | None:
    """Read the next stretch of a career: joined to the one before by a comma, or on a line of its own with a date."""
    if previous is None or is_handed_on(scene, string):
        return None
    before, holder = previous
    text = scene.text
    between = text[before.end : string.start]
    led = holder.rule in ("holding-career", "holding-notice", "holding-verb")
    if led and before.end >= holder.people[-1].end and len(between) <= 5 and _CONTINUES.fullmatch(between):
        return replace(holder, start=string.start)
    date = last_date(scene, before.end, string.start)
    if date is None or not read_period(date.text).start or len(between) > 60:
        return None
    if not _YEAR_LINE.fullmatch(text[date.end : string.start]) and text[date.end : string.start].strip():
        return None
    if holder.rule == "holding-apposition":
        return None
    period = read_period(date.text)
    now = period.open or (is_open_ended(text, date.end) and not period.end)
    return Holder(
        holder.people,
        "current" if now else "former",
        "holding-career",
        date.start,
        period.start,
        period.end,
    )


def _read_career_line(scene: Scene, floor: int, string: OfficeString) -> Holder | None:
    """Read a line of a career that has dates and no verb: 1990.07—1994.06 某局科员; its person was named above."""
    text = scene.text
    start = _line_floor(scene, floor, string.start)
    date = last_date(scene, start, string.start)
    if date is None or not _YEAR_LINE.fullmatch(text, date.end, string.start):
        return None
    if text[start : date.start].strip() and not is_filler(scene, start, date.start):
        return None
    period = read_period(date.text)
    ranged = period.end or period.open or is_open_ended(text, date.end)
    person = person_before(scene, start, scene.article.start)
    if person is None or not ranged:
        return None
    now = period.open or not period.end
    return Holder(
        (person,),
        "current" if now else "former",
        "holding-career",
        date.start,
        period.start,
        period.end,
        sure=False,
    )


def _read_before(scene: Scene, string: OfficeString) -> Holder | None:
    """Read 某某，某局局长 and 某某委员长: the name stands right before and nobody else is behind."""
    text = scene.text
    person = person_before(scene, string.start, string.start - 24)
    if person is None:
        return None
    gap = text[person.end : string.start]
    if _IN_BRACKETS.fullmatch(gap) and _BRACKET_CLOSES.match(text, string.end):
        return Holder((person,), "current", "holding-after-name", person.start)
    if not gap:
        if string.offices[0].body is not None and string.offices[0].body.start == string.start:
            return None
        acting = read_acting(scene, scene.sentence_at(string.start)[0], string, person)
        return acting or Holder((person,), "current", "holding-title", person.start)
    if not _AFTER_NAME.fullmatch(gap) or not _CLOSES.match(text, string.end):
        return None
    if person_behind(scene, string.end, 3) is not None:
        return None
    return Holder((person,), "current", "holding-after-name", person.start, sure="\n" not in gap)


def _find_owner(scene: Scene, floor: int, offset: int) -> Mention | None:
    """Return the person in whose brackets the offset stands: 甲（时任…） among others says nothing of those before."""
    opened = max(scene.text.rfind(mark, floor, offset) for mark in "（(")
    closed = max(scene.text.rfind(mark, floor, offset) for mark in "）)")
    person = person_before(scene, opened, opened - 4) if opened > closed else None
    return person if person is not None and _IN_BRACKETS.match(scene.text, person.end) else None


def _read_copula(scene: Scene, string: OfficeString) -> Holder | None:
    copula = _RIGHT_COPULA.match(scene.text, string.end)
    person = person_at(scene, copula.end()) if copula else None
    if person is None:
        return None
    return Holder(collect(scene, person), "current", "holding-list", string.start)


def _read_rank(scene: Scene, floor: int, string: OfficeString) -> Holder | None:
    """Read a title of profession in the line of a career: 某某，…学历，高级工程师."""
    if not is_rank(string.offices[0].post.text) or scene.text[string.start - 1 : string.start] not in ("，", "、", ","):
        return None
    if not _CLOSES.match(scene.text, string.end):
        return None
    start = _line_floor(scene, floor, string.start)
    person = next(scene.within(start, string.start, MentionKind.PERSON), None)
    return Holder((person,), "current", "holding-after-name", person.start, sure=False) if person else None


def _line_floor(scene: Scene, floor: int, offset: int) -> int:
    return max(floor, scene.sentence_at(offset)[0])


def _day_of(scene: Scene) -> str:
    """Return the day on which the document came out, "" when nobody says; a time of day is left out."""
    published = find_partial_date(scene.published)
    return str(published) if published else ""


def _find_lent(scene: Scene, start: int, string: OfficeString) -> str:
    """Return "seconded" when the clauses since the post before say 挂职: 到某县挂职，任副县长; 挂职期满，免去其…."""
    start = max(start, string.start - CLAUSES)
    posts = [post.end for post in scene.within(start, string.start, MentionKind.POST)]
    since = max([start, *posts])
    is_lent = re.search("挂职|挂任", scene.text[since : string.start]) or _LENT_FOR.match(scene.text, string.end)
    return "seconded" if is_lent else ""


def _find_nature(text: str, start: int, end: int) -> str:
    words = text[start:end]
    for word, nature in load_groups("holding", "natures"):
        if (len(word) > 1 and word in words) or (word == "兼" and words.startswith(_ALSO)):
            return nature
    return ""
