"""A résumé or form pasted as plain text → statements about the one person whose it is; None for all other texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from domain.document import Span
from domain.mention import Mention, MentionKind, refer
from domain.statement import Argument, Value
from lexicon.areas import load_areas
from lexicon.form_details import is_told_as_news
from lexicon.form_labels import PERSONAL, Label, count_personal, find_labels
from nlp.career.career import read_career, read_offices
from nlp.career.copy import Copy, copy_text
from nlp.career.dates import find_ranges
from nlp.career.head import Head, find_name, read_head
from nlp.career.honour import find_adverse_sentences, read_appraisals, read_awards
from nlp.career.model import Career, Words
from nlp.career.notice import add_notice, is_same_post, names_several, read_notice
from nlp.career.stating import KINDS, NOTICE, Speaker, find_mentions
from nlp.career.subject import leave_out_subject
from nlp.scene import Finding

LONGEST = 20_000
UNSAID = "（未写明考核单位）"
_DATE_HINT = re.compile(r"(?:19|20)\d{2}|[一二][〇○零九][一二三四五六七八九〇○零]{2}年|[12][09Oo][\dOo]{2}")
_ASIDE = re.compile(
    r"(?<![至今月年\d\-—])(?P<mark>[。；\n，、：]|^)(?P<lead>[ \t]*)(?P<kind>现任|现为|拟任(?!职(?:人|干"
    r"|公|前|的))|拟提名|拟提拔|拟转任|拟免去?|拟进一步使用)(?P<words>[^。；\n]*(?:\n(?![ \t]*(?:\d{4}"
    r"|[一二][〇○零九]|[^\n]{0,12}：|\n))[^。；\n]*)?)"
)
_FORMER = re.compile(
    r"(?<![至今月年日\d\-—])(?P<mark>[。；\n，])(?P<lead>[ \t]*)"
    r"(?P<kind>曾任|曾担任|曾先后任|曾历任)(?P<words>[^。；，\n]{2,60})"
)
"""Posts of a résumé in prose that nobody dates: …参加工作，曾任某镇团委书记，2003年4月至…."""
_STOPS = re.compile(
    r"(?P<honour>(?:(?<=[。；\n])|^)[ \t]*(?:19|20)\d\d ?[年.](?:\d{1,2}月?)?(?:\d{1,2}日)?[^。；\n]{0,3}"
    r"(?:被(?!任|选举|聘|抽|派|借|调)|经|荣获|荣立|获|因|受到)[^。；\n]*"
    r"(?:评为|授予|表彰|称号|等功|嘉奖|先进|优秀)[^。；\n]*)|"
    r"(?:(?<=[。；\n])|^)[ \t]*(?:曾获|曾荣获|先后(?:荣)?获|荣获|获得|多次|该同志|任职期间|工作(?:期间"
    r"|以来|中)|参加工作以来|近三年|家庭|公示|如有|欢迎|特此|监督|受理|联系|反映|来信|举报"
    r"|[^\n。；]{0,8}(?:年度考核|考核结果)|(?:19|20)\d\d年?(?:度|年度)(?:考核)?[^\n。；]{0,4}(?:优秀|称职"
    r"|合格)|第[一二三四五六七八九十\d]+届)[^。；\n]*"
)
_SIGNATURE = re.compile(
    r"(?:\n[ \t]*[^\n\d，。；、]{3,30}){0,2}\n[ \t]*(?:(?:19|20)\d\d"
    r"|[二][〇○零]..)年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日[ \t]*(?=\n|$)"
)


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a pasted résumé says, who it is about, and the names that stand in it."""

    findings: tuple[Finding, ...]
    mentions: tuple[Mention, ...]


def read_pasted(document_id: str, text: str) -> Pasted | None:
    """Return what a text says that is one person's résumé or form; None where it is anything else."""
    if len(text) > LONGEST or not _DATE_HINT.search(text) or is_told_as_news(text):
        return None
    copy = copy_text(text)
    if (notice := read_notice(copy)) is not None and not any(
        one.is_range for one in find_ranges(copy.text, 0, len(text))
    ):
        return _state_notice(document_id, text, *notice)
    if len(_DATE_HINT.findall(text)) < 2 or names_several(copy):
        return None
    labels = find_labels(copy.text)
    zone = _find_zone(copy, labels)
    name = find_name(copy, labels)
    if name is None or _names_several(copy, name) or _is_city(name.text):
        return None
    zone, asides = _take_asides(leave_out_subject(zone.without(_SIGNATURE), name.text))
    career = read_career(zone)
    is_form = count_personal(labels) >= 4
    if len(career.posts) + len(career.studies) < (1 if is_form else 3) or not _fills(copy, career, is_form):
        return None
    head = read_head(copy, labels, _opening_spans(copy, career))
    if head.name is None:
        return None
    person = Mention(head.name.start, head.name.end, MentionKind.PERSON, text[head.name.start : head.name.end],
                     "" if text[head.name.start : head.name.end] == head.name.text else head.name.text)  # fmt: skip
    speaker = Speaker(document_id, text, refer(person))
    add_notice(copy, head.name.text, career)
    _add_offices(copy, labels, asides, career)
    findings = [
        *_state_head(speaker, head),
        *speaker.state_career(career),
        *_state_honours(speaker, copy, labels, asides),
    ]
    return Pasted(tuple(findings), find_mentions(findings, text, person))


def _is_city(name: str) -> bool:
    """True for a province or city, which a page names above its text."""
    return any(area.level in ("province", "city") for area in load_areas().by_name(name))


def _state_notice(document_id: str, text: str, name: Words, career: Career) -> Pasted:
    """Return the posts of a notice about one person that holds no résumé."""
    person = Mention(name.start, name.end, MentionKind.PERSON, text[name.start : name.end],
                     "" if text[name.start : name.end] == name.text else name.text)  # fmt: skip
    findings = list(Speaker(document_id, text, refer(person), NOTICE).state_career(career))
    return Pasted(tuple(findings), find_mentions(findings, text, person))


def _find_zone(copy: Copy, labels: Sequence[Label]) -> Copy:
    """Return the copy without the values of labels and the sections that are no résumé; a line end stands for each."""
    left_out: list[Span] = []
    for label in labels:
        if label.kind in ("resume", "noise"):
            left_out.append((label.start, label.end))
        elif label.kind in PERSONAL | {"awards", "appraisals", "stop", "other"}:
            left_out.append((label.start, label.value_end))
    characters: list[str] = []
    places: list[int] = []
    position = 0
    for start, end in (*sorted(left_out), (len(copy.text), len(copy.text))):
        if start < position:
            position = max(position, end)
            continue
        characters.extend(copy.text[position:start])
        places.extend(copy.places[position:start])
        if start < len(copy.text):
            characters.append("\n")
            places.append(copy.places[start])
        position = max(position, end)
    return Copy("".join(characters), tuple(places))


def _take_asides(zone: Copy) -> tuple[Copy, list[tuple[str, Copy]]]:
    """Return the zone without what the head says of posts held now or to come, and these words with their kind."""
    asides = []
    kept = list(range(len(zone.text)))
    for form in (_ASIDE, _FORMER, _STOPS):
        for found in form.finditer(zone.text):
            if form is not _STOPS:
                start, end = found.start("kind"), found.end("words")
                asides.append((found["kind"], zone.cut(found.start("words"), found.end("words"))))
            else:
                start, end = found.span()
                if found["honour"]:
                    asides.append(("honour", zone.cut(start, end)))
            kept = [place for place in kept if not start <= place < end]
    return Copy("".join(zone.text[i] for i in kept), tuple(zone.places[i] for i in kept)), asides


def _fills(copy: Copy, career: Career, is_form: bool) -> bool:
    """True where the lines of the career make up a good part of the text: a news story only mentions some."""
    if sum(post.post is None for post in career.posts) > max(2, len(career.posts) // 2):
        return False  # prose: words taken for bodies, and hardly a post
    said = {place for post in career.posts for place in range(*post.said)}
    said |= {place for study in career.studies for place in range(*study.said)}
    visible = sum(not character.isspace() for character in copy.text)
    return is_form or len(said) >= 0.3 * visible or (len(career.posts) >= 5 and len(said) >= 0.15 * visible)


def _opening_spans(copy: Copy, career: Career) -> list[Span]:
    """Return the stretch before the first line of the career."""
    first = min((*(post.said[0] for post in career.posts), *(study.said[0] for study in career.studies)), default=0)
    end = next((i for i, place in enumerate(copy.places) if place >= first), len(copy.text))
    return [(0, max(end, 0))] if end else [(0, min(300, len(copy.text)))]


def _names_several(copy: Copy, name: Words) -> bool:
    """True where the text tells of several people, each with name and gender."""
    found = {
        "".join(match[1].split())
        for match in re.finditer(r"(?:^|\n)[ \t]*(?:\d{1,2}[.、])?([㐀-鿿·]{2,12})[，、](?:男|女)[，、]", copy.text)
    }
    return len(found | {name.text}) > 1 and bool(found)


def _add_offices(copy: Copy, labels: Sequence[Label], asides: Sequence[tuple[str, Copy]], career: Career) -> None:
    asides = [(kind, words) for kind, words in asides if kind != "honour"]
    told = [(_status_of(kind), words) for kind, words in asides]
    kinds = {"current": "current", "proposed": "proposed", "removal": "removal_proposed"}
    told += [
        (kinds[label.kind], copy.cut(label.end, label.value_end))
        for label in labels
        if label.kind in kinds and label.end < label.value_end
    ]
    for status, words in told:
        for post in read_offices(words.strip(" \t\n，："), status).posts:
            if not any(other.status == status and is_same_post(post, other) for other in career.posts):
                career.posts.append(post)


def _status_of(kind: str) -> str:
    """Return what the verb of an aside says of its posts: 现任, 曾任, 拟免, 拟任."""
    if kind.startswith(("现", "曾")):
        return "current" if kind.startswith("现") else "former"
    return "removal_proposed" if "免" in kind else "proposed"


def _state_head(speaker: Speaker, head: Head) -> list[Finding]:
    found: list[Finding] = []
    person = speaker.person

    def say(predicate: str, words: Words, valid_from: str = "", **arguments: Value | None) -> None:
        found.append(speaker.state(predicate, (words.start, words.end), valid_from, "", person=person, **arguments))

    if head.born:
        say("BORN", head.born[1], date=speaker.value(head.born[1]))
    if head.gender:
        say("GENDER", head.gender, gender=Value("male" if head.gender.text == "男" else "female"))
    if head.native_place:
        say("NATIVE_OF", head.native_place, place=speaker.value(head.native_place))
    for what, told in (("party", head.joined_party), ("work", head.joined_work)):
        if told:
            say("JOINED", told[1], told[0], what=Value(what), date=speaker.value(told[1]))
    if head.technical_title:
        say("TITLED", head.technical_title, title=speaker.value(head.technical_title))
    for one in head.education or ():
        kind = Value(KINDS[one.kind]) if one.kind else None
        say("EDUCATED", one.level, level=speaker.value(one.level), kind=kind)
    return found


def _state_honours(
    speaker: Speaker, copy: Copy, labels: Sequence[Label], asides: Sequence[tuple[str, Copy]]
) -> list[Finding]:
    """Return the awards and appraisals of their sections; what says something adverse is held back."""
    found: list[Finding] = []
    sections = [copy.cut(label.end, label.value_end) for label in labels if label.kind == "awards"]
    for section in (*sections, *(words for kind, words in asides if kind == "honour")):
        adverse = list(find_adverse_sentences(section))
        for award in read_awards(section):
            if not any(start < award.said[1] and award.said[0] < end for start, end in adverse):
                found.append(speaker.state_award(award))
    issuer = next((label for label in labels if label.kind == "issuer" and label.end < label.value_end), None)
    words = copy.cut(issuer.end, issuer.value_end).strip(" \t\n") if issuer else None
    body: Argument | None = None
    if words is not None and words.text:
        body = speaker.refer(Words(words.text, *words.span(0, len(words.text))), MentionKind.ORG)
    for label in labels:
        if label.kind == "appraisals":
            for appraisal in read_appraisals(copy.cut(label.end, label.value_end)):
                found.append(speaker.state_appraisal(appraisal, body or Value(UNSAID)))
    return found
