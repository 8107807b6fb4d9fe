"""A person's correction of a reading enters like everything else that is stored: through `admit` and the resolver."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from domain.document import Span
from domain.errors import EvidenceError, InputError, OntologyError
from domain.extract import Extract
from domain.judgement import Judgement, Verdict
from domain.mention import MENTION_OF_ENTITY, Mention, MentionKind, Reference, ReferenceKind, imply, refer
from domain.ontology.catalogue import RoleSpec, check_statement, get_predicate
from domain.statement import Argument, Evidence, Reading, Statement, Value, check_evidence
from graph.answer import ArgumentView, DocumentView, StatementView
from graph.commit import Correction, DocumentCommit, StoredMention
from graph.inheritance import REVIEW
from graph.resolve import Resolver
from ingest.admit import Admission, admit
from ingest.readers.dates import find_date

HOW = "核对时写“项=原文里的词”"


def build_correction(
    document: DocumentView,
    said: Sequence[StatementView],
    wrong: StatementView,
    changes: Mapping[str, str],
    by: str,
    why: str,
) -> Correction:
    """Return the correction that gives some roles of a statement other words of its document; "" empties a role.

    Raises InputError when the words do not stand in the text, the role is unknown, or the rules of `admit` keep the
    corrected statement out.
    """
    if document.document.media != "text":
        raise _refuse(wrong, "表格里的一行不在这里改正", "请改正表格后重新读入")
    if wrong.id not in {view.id for view in said}:
        raise _refuse(wrong, "现在的读法里已经没有这条陈述", "请核对现在的读法")
    mentions = {(m.mention.start, m.mention.end): m for m in document.mentions}
    old = _rebuild(wrong, mentions)
    arguments = dict(old.arguments)
    added: list[Mention] = []
    for role, words in changes.items():
        spec = get_predicate(wrong.predicate).find_role(role)
        if spec is None:
            names = "、".join(one.name for one in get_predicate(wrong.predicate).roles)
            raise _refuse(wrong, f"没有 {role} 这一项", f"可以写 {names}")
        arguments.pop(role, None)
        if words:
            argument = _find_argument(document.document.text, wrong, spec, words, mentions, old.find(role))
            arguments[role] = argument
            if isinstance(argument, Reference) and (argument.start, argument.end) not in mentions:
                added.append(_mention_of(argument))
    new = Statement(wrong.predicate, tuple(sorted(arguments.items(), key=lambda pair: pair[0])), old.evidence)
    if new.id == wrong.id:
        raise _refuse(wrong, "改正和原来的读法相同", HOW)
    try:
        check_statement(new)
        check_evidence(new, document.document.id, document.document.text)
    except (OntologyError, EvidenceError) as error:
        raise _refuse(wrong, f"改正后不成一条陈述（{error}）", HOW) from error
    others = [_rebuild(view, mentions) for view in said if view.id != wrong.id]
    reading = _read_by_hand(wrong, new, changes)
    admission = _admit(document, [new, *others], added, reading)
    if new.id not in {statement.id for statement in admission.statements}:
        reason = next(iter(admission.dropped), "rule")
        raise _refuse(wrong, f"按规则不收改正后的陈述（{reason}）", "见 docs/responsible.md")
    _refuse_private(wrong, new, old, document, admission)
    judgement = Judgement(wrong.id, Verdict.CORRECTED, new.id, by=by, why=why)
    commit = DocumentCommit(
        document.document, document.version, (), mentions=document.mentions, statements=(new,), readings=(reading,),
        data_classes=(wrong.data_class,),
    )  # fmt: skip
    return Correction(judgement, _resolve(commit, document, [new, *others], admission.mentions, wrong, changes))


def _find_argument(
    text: str,
    wrong: StatementView,
    spec: RoleSpec,
    words: str,
    mentions: Mapping[Span, StoredMention],
    before: Argument | None,
) -> Argument:
    """Return the argument that these words are: of a closed list, or where they stand nearest to the old ones."""
    if spec.one_of:
        named = {label: word.name for word in spec.words for label in (word.name, word.label("zh"), word.label("en"))}
        if words not in named:
            listed = "、".join(word.name for word in spec.words)
            raise _refuse(wrong, f"{spec.name} 不能是 {words}", f"可以写 {listed}")
        return Value(named[words])
    near = before.start if before is not None and before.start >= 0 else wrong.start
    if len(words) < 2 and not words.isalnum():
        raise _refuse(wrong, f"“{words}”不是词", HOW)
    span = _find_words(text, words, near, (wrong.start, wrong.end))
    if span is None:
        raise _refuse(wrong, f"这份文件里没有“{words}”", "改正用的词须是原文，一字不差")
    if not spec.kinds:
        return Value(words, *span)
    held = mentions.get(span)
    if held is not None and held.mention.kind in {
        MENTION_OF_ENTITY[kind] for kind in spec.kinds if kind in MENTION_OF_ENTITY
    }:
        return refer(held.mention)
    if "value" in spec.kinds and not isinstance(before, Reference):
        return Value(words, *span)
    kind = before.mention_kind if isinstance(before, Reference) else None
    kind = kind or next(mention for entity, mention in MENTION_OF_ENTITY.items() if entity in spec.kinds)
    return Reference(ReferenceKind.MENTION, words, kind, *span)


def _find_words(text: str, words: str, near: int, evidence: Span) -> Span | None:
    """Return where the words stand: in the evidence before elsewhere, then nearest to the old ones."""
    spans = []
    start = text.find(words)
    while start >= 0:
        spans.append((start, start + len(words)))
        start = text.find(words, start + 1)

    def order(span: Span) -> tuple[bool, int, int]:
        return not (evidence[0] <= span[0] and span[1] <= evidence[1]), abs(span[0] - near), span[0]

    return min(spans, key=order, default=None)


def _rebuild(view: StatementView, mentions: Mapping[Span, StoredMention]) -> Statement:
    """Return the statement that a store shows as this view; a literal's full name is kept nowhere and stays out."""
    arguments = tuple((argument.role, _rebuild_argument(argument, mentions)) for argument in view.arguments)
    return Statement(view.predicate, arguments, Evidence(view.document_id, view.start, view.end, view.quote))


def _rebuild_argument(argument: ArgumentView, mentions: Mapping[Span, StoredMention]) -> Argument:
    if not argument.is_reference:
        return Value(argument.text, argument.start, argument.end)
    if argument.start < 0:
        return imply(argument.text)
    held = mentions.get((argument.start, argument.end))
    if held is not None:
        return refer(held.mention)
    kind = MENTION_OF_ENTITY.get(argument.kind, MentionKind.ORG)
    return Reference(ReferenceKind.MENTION, argument.text, kind, argument.start, argument.end)


def _mention_of(reference: Reference) -> Mention:
    assert reference.mention_kind is not None
    return Mention(reference.start, reference.end, reference.mention_kind, reference.text)


def _read_by_hand(wrong: StatementView, new: Statement, changes: Mapping[str, str]) -> Reading:
    """Return the person's reading; where a date was corrected, its term begins there."""
    roles = {role.name for role in get_predicate(wrong.predicate).roles if role.value == "date"}
    since = wrong.valid_from
    for role in sorted(roles & changes.keys()):
        date = find_date(changes[role])
        since = str(date) if date else ""
    return Reading(new.id, REVIEW, wrong.version, 1.0, since, wrong.valid_to)


def _admit(
    document: DocumentView, statements: Sequence[Statement], added: Sequence[Mention], reading: Reading
) -> Admission:
    mentions = tuple(sorted((*(m.mention for m in document.mentions), *added)))
    readings = tuple(replace(reading, statement_id=statement.id) for statement in statements)
    text = document.document.text
    extract = Extract(document.document.id, document.version, document.articles, mentions, tuple(statements), readings)
    return admit(extract, text, document.arrivals)


def _refuse_private(
    wrong: StatementView, new: Statement, old: Statement, document: DocumentView, admission: Admission
) -> None:
    """Refuse the name of a private person that was not there before, or that an office would bring into the record."""
    private = {(m.mention.start, m.mention.end) for m in document.mentions if m.private}
    before = {(argument.start, argument.end) for _, argument in old.arguments}
    for role, argument in new.arguments:
        span = (argument.start, argument.end)
        masked = any(span[0] < end and start < span[1] for start, end in private)
        # A masked person with a body beside the post would be a Person from then on.
        brought_in = masked and new.predicate == "HOLDS_POST" and role == "person"
        if brought_in or (span not in before and (masked or span in admission.private)):
            raise _refuse(wrong, f"{role} 里是私人的姓名", "文中没有写明职务和机构的人不成为条目")


def _resolve(
    commit: DocumentCommit,
    document: DocumentView,
    statements: Sequence[Statement],
    mentions: Sequence[Mention],
    wrong: StatementView,
    changes: Mapping[str, str],
) -> DocumentCommit:
    """Add what the corrected words stand for, where nothing says it yet or the office is another one now."""
    (new,) = commit.statements
    resolution = Resolver(document.document.id, document.articles, statements).resolve(mentions)
    open_roles = {argument.role for argument in wrong.arguments if argument.is_reference and not argument.entity_id}
    changed = set(changes) | open_roles | ({"post"} if {"org", "post"} & changes.keys() else set())
    judgements, entities = {}, {}
    for role, reference in new.references():
        judgement = resolution.judgements.get(reference.id(new.document_id, role))
        if role not in changed or judgement is None:
            continue
        judgements[judgement.subject] = judgement
        entity = resolution.entities[judgement.object]
        entities[entity.id] = entity
        if entity.body:
            entities[entity.body] = resolution.entities[entity.body]
    return replace(commit, judgements=tuple(judgements.values()), entities=tuple(entities.values()))


def _refuse(wrong: StatementView, problem: str, remedy: str) -> InputError:
    return InputError(wrong.id, "", problem, remedy)
