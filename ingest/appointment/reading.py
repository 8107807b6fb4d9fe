"""An appointment form → one document with its statements, and a finding for all that was left out or is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.document import Article
from domain.extract import Extract
from domain.identifier import hash_bytes
from domain.mention import Mention, MentionKind, refer
from domain.statement import Argument, Reading, Value
from ingest.appointment.form import BadForm, Form, form_tags, read_lrm, read_lrmx
from ingest.appointment.text import FormText, find_fault_lines, labels, write_form
from ingest.finding import Finding as Fault
from ingest.readers.files import read_bytes
from ingest.readers.item import Item, Origin, make_document
from nlp.career.career import read_career, read_offices
from nlp.career.copy import Copy
from nlp.career.honour import read_appraisals, read_awards
from nlp.career.model import Career, CareerPost, Words
from nlp.career.stating import Speaker, find_mentions
from nlp.career.study import split_school
from nlp.scene import Finding

READER = "appointment-1"
FORM_VERSION = "form-1"
"""Version of what a form is read into; raise it when it changes."""
EXTRACTOR = "form:appointment"
TITLE = "干部任免审批表"
NOBODY_SAID = "（呈报单位未填）"

MESSAGES = {
    "dropped": "这一栏属于不得保存或不需要的内容，未读",
    "unknown_tag": "不认得的一栏，未读；如需要，请核对软件版本",
    "impossible_month": "月份不存在，这个日期按未知处理；请核对原表",
    "end_before_start": "止于开始之前，两个日期都按未知处理；请核对原表",
    "overlap": "与上一段的时间重叠，照原样保留；请核对原表",
    "contradiction": "现任职务与简历中未结束的任职不一致，都照原样保留；请核对原表",
    "not_kept": "有不得保存的内容（如疾病、生育、婚姻、亲属），这一处未收",
    "adverse": "像是处分或负面内容，须由两人确认，暂不收入",
    "unread": "没有读出任职或学习，请核对写法",
}
_SPACE = re.compile(r"\s+")


def read_lrmx_file(origin: Origin) -> Item:
    """Return the document of a form in XML; raises InputError."""
    return _read_file(origin, read_lrmx)


def read_lrm_file(origin: Origin) -> Item:
    """Return the document of a form of the older kind; raises InputError."""
    return _read_file(origin, read_lrm)


def _read_file(origin: Origin, read: object) -> Item:
    data = read_bytes(origin)
    assert callable(read)
    try:
        form: Form = read(data)
    except BadForm as fault:
        raise origin.refuse(fault.place, fault.problem, fault.remedy) from None
    written = write_form(form)
    if "name" not in written.spans:
        raise origin.refuse("姓名一栏", "没有姓名，不知道是谁的表", "请补填姓名后再读入")
    document = make_document(hash_bytes(data), written.text, media="form", encoding=form.encoding, reader=READER)
    reader = _FormReader(document.id, written)
    extract = reader.read()
    filled = written.copy("filled").text or written.copy("age_day").text
    arrival = origin.arrive(document.id, published=filled, source=written.copy("issuer").text, title=TITLE)
    warnings = origin.warnings
    if form.wrong_declaration:
        warnings = (
            *warnings,
            origin.refuse(
                "", f"声明的编码与内容不符，实际按 {form.encoding.upper()} 读入", "内容已读入；请核对有无乱码"
            ),
        )
    faults = tuple(_tell(origin, form, [*written.faults, *reader.faults]))
    return Item(document, arrival, warnings=warnings, file=origin.shown, form=extract, faults=faults)


def _tell(origin: Origin, form: Form, faults: list[tuple[str, int, str]]) -> Iterator[Fault]:
    """Yield the findings: by tag or field and line, never with the words that stood there."""
    for tag in form.dropped:
        yield Fault(origin.name, "", 0, tag, "dropped", "warn", MESSAGES["dropped"])
    for tag in form.unknown:
        shown = tag if re.fullmatch(r"[A-Za-z_]{1,60}", tag) else ""
        yield Fault(origin.name, "", 0, shown, "unknown_tag", "warn", MESSAGES["unknown_tag"])
    for name, line, kind in faults:
        severity = "reject" if kind in ("not_kept", "adverse") else "warn"
        yield Fault(origin.name, "", line, labels()[name], kind, severity, MESSAGES[kind])


class _FormReader:
    """Makes the statements of one form: one form is one person."""

    def __init__(self, document_id: str, written: FormText) -> None:
        self._written = written
        self.faults: list[tuple[str, int, str]] = []
        start, end = written.spans["name"]
        self._name = Mention(start, end, MentionKind.PERSON, written.text[start:end])
        self._speaker = Speaker(document_id, written.text, refer(self._name))
        self._document_id = document_id

    def read(self) -> Extract:
        findings = [*self._life(), *self._posts(), *self._honours()]
        text = self._written.text
        unique = {finding.statement.id: finding for finding in findings}
        ordered = sorted(
            unique.values(), key=lambda f: (f.statement.evidence.start, f.statement.evidence.end, f.statement.id)
        )
        return Extract(
            self._document_id, FORM_VERSION, (Article(TITLE, "", ((0, len(text)),)),),
            find_mentions(ordered, text, self._name), tuple(f.statement for f in ordered),
            tuple(
                Reading(f.statement.id, EXTRACTOR, FORM_VERSION, 1.0, f.valid_from, f.valid_to) for f in ordered
            ),
        )  # fmt: skip

    def _field(self, name: str) -> Words | None:
        if name not in self._written.spans:
            return None
        start, end = self._written.spans[name]
        return Words(self._written.text[start:end], start, end)

    def _life(self) -> Iterator[Finding]:
        speaker, person = self._speaker, self._speaker.person
        if born := self._field("born"):
            yield speaker.state("BORN", (born.start, born.end), person=person, date=speaker.value(born))
        if gender := self._field("gender"):
            word = {"男": "male", "女": "female"}.get(gender.text.strip()[:1])
            if word:
                yield speaker.state("GENDER", (gender.start, gender.end), person=person, gender=Value(word))
        if native := self._field("native_place"):
            yield speaker.state("NATIVE_OF", (native.start, native.end), person=person, place=speaker.value(native))
        for name, what in (("joined_party", "party"), ("joined_work", "work")):
            if date := self._field(name):
                yield speaker.state(
                    "JOINED",
                    (date.start, date.end),
                    date.text,
                    person=person,
                    what=Value(what),
                    date=speaker.value(date),
                )
        if title := self._field("technical_title"):
            yield speaker.state("TITLED", (title.start, title.end), person=person, title=speaker.value(title))
        for kind in ("full_time", "in_service"):
            yield from self._education(kind)

    def _education(self, kind: str) -> Iterator[Finding]:
        """Yield a statement for each filled level or degree; a degree without its own school takes the level's."""
        school, major = self._school(f"{kind}_level_school")
        own, own_major = self._school(f"{kind}_degree_school")
        if own is None:
            own, own_major = school, own_major or major
            major = major or own_major
        for part, at, subject in (("level", school, major), ("degree", own, own_major)):
            if level := self._field(f"{kind}_{part}"):
                yield self._speaker.state(
                    "EDUCATED", (level.start, level.end), person=self._speaker.person, level=self._speaker.value(level),
                    kind=Value(kind), school=self._speaker.refer(at, MentionKind.ORG),
                    major=self._speaker.value(subject),
                )  # fmt: skip

    def _school(self, name: str) -> tuple[Words | None, Words | None]:
        copy = self._written.copy(name).without(_SPACE)
        if not copy.text:
            return None, None
        school, major = split_school(copy)
        return _words(school), _words(major)

    def _posts(self) -> Iterator[Finding]:
        career = read_career(self._written.copy("resume"))
        self.faults += find_fault_lines(self._written, career.faults)
        current = read_offices(self._written.copy("current"), "current")
        career.posts += self._compare(current, career)
        for name, status in (("proposed", "proposed"), ("removal", "removal_proposed")):
            offices = read_offices(self._written.copy(name), status)
            career.posts += offices.posts
            if name in self._written.spans and not offices.posts:
                self.faults.append((name, 0, "unread"))
        yield from self._speaker.state_career(career)

    def _compare(self, current: Career, career: Career) -> list[CareerPost]:
        """Return the posts held now that no open line has; where the two sides differ it is reported."""
        held = [post for post in career.posts if post.status == "current"]
        missing = [post for post in current.posts if not any(is_same_post(post, other) for other in held)]
        unsaid = [other for other in held if not any(is_same_post(post, other) for post in current.posts)]
        if (missing and career.posts) or (unsaid and current.posts):
            self.faults.append(("current", 0, "contradiction"))
        return missing

    def _honours(self) -> Iterator[Finding]:
        for award in read_awards(self._written.copy("awards")):
            yield self._speaker.state_award(award)
        issuer = self._speaker.refer(self._field("issuer"), MentionKind.ORG)
        body: Argument = issuer or Value(NOBODY_SAID)
        for appraisal in read_appraisals(self._written.copy("appraisals")):
            yield self._speaker.state_appraisal(appraisal, body)


def is_same_post(one: CareerPost, other: CareerPost) -> bool:
    """True when both name one post, the body in a longer or shorter form: 县财政局 and 临溯县财政局."""
    if (one.post.text if one.post else "") != (other.post.text if other.post else ""):
        return False
    first, second = (p.body.text.removeprefix("中共") if p.body else "" for p in (one, other))
    return first.endswith(second) or second.endswith(first)


def _words(copy: Copy | None) -> Words | None:
    return Words(copy.text, *copy.span(0, len(copy.text))) if copy is not None and copy.text else None


def dropped_tags() -> tuple[str, ...]:
    """Return the tags whose content is never read."""
    return tuple(form_tags()["dropped"])
