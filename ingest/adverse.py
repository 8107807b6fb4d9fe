"""Finds the statements that say something adverse of a person, whatever they are statements of (RESPONSIBLE.md R7).

Only a sanction in the organ's own publication may say so, for it stands with its organ and its outcome. The words of
every other line are checked: what its evidence says, and each value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from domain.document import Span
from domain.extract import Extract
from domain.mention import MentionKind
from domain.statement import Reading, Statement, Value
from lexicon.adverse import calls_somebody, find_topic, find_verdict, is_adverse_name
from lexicon.forbidden import find_adverse

STRICT = frozenset({"EVALUATED", "HOLDS_POST", "VACANT", "RETIRED", "DIED", "TITLED"})
"""Lines that judge or place somebody: any adverse word in them counts, also one that may be somebody's work."""
NAMED = ("post", "award", "title")
"""Roles whose words are a name given to somebody."""
TOLD = {"SPOKE": ("quote", "occasion"), "HELD_ACTIVITY": ("activity", "audience", "kind")}
"""Values that tell what was spoken of or done: work against wrongs, unless somebody stands accused in them."""
REMOVED = frozenset({"removed", "removal_proposed"})

_NAMES = frozenset({MentionKind.PERSON, MentionKind.PERSON_ANON})
_BODIES = frozenset({MentionKind.ORG, MentionKind.COMMUNITY})
_MEANT = re.compile(
    r"他(?!们|人|方|山|日)|她(?!们)|此人|那人|这人|这个人|那个人|[该这那]名?(?:干部|官员|领导|村干部)"
    r"|我(?:[曾也是有确]|曾经|确实|以前)|你(?!们)|[县市区旗镇乡村局院校厅部处科所]长|书记|主任"
)
_SENTENCE = re.compile(r"[^。；;！？!?\n]+")
_CLAUSE = re.compile(r"[^，,。；;！？!?\n]+")
_REMOVAL = re.compile(r"[免辞卸]|不再|解除|解聘")
_BREAKS = "，,。；;：:！？!?\n 、"


class AdverseLines:
    """Knows of one document who is named where, and says which statements are adverse."""

    def __init__(self, text: str, extract: Extract, from_organ: bool) -> None:
        self._text = text
        self._from_organ = from_organ
        self._names = [(m.start, m.end) for m in extract.mentions if m.kind in _NAMES]
        self._bodies = [(m.start, m.end) for m in extract.mentions if m.kind in _BODIES]

    def holds(self, statement: Statement) -> bool:
        """True for a statement that may not be stored; a sanction may in the competent organ's own publication."""
        if statement.predicate == "SANCTIONED":
            return not self._from_organ
        if any(is_adverse_name(statement.text_of(role)) for role in NAMED):
            return True
        evidence = statement.evidence
        if statement.predicate in STRICT:
            return bool(find_adverse(evidence.quote))
        if statement.predicate == "COUNT":
            return self._counts_of_person(statement)
        return self._is_about_person(statement) and any(self._accusing(statement))

    def cut(self, pairs: Iterable[tuple[Statement, Reading]]) -> Iterator[tuple[Statement, Reading]]:
        """Yield the pairs, removals from a post in words without the adverse ones where there are such."""
        for statement, reading in pairs:
            is_removal = statement.predicate == "HOLDS_POST" and statement.text_of("status") in REMOVED
            words = self._find_clean(statement) if is_removal and self.holds(statement) else None
            if words is None:
                yield statement, reading
                continue
            start, end = words
            evidence = replace(statement.evidence, start=start, end=end, quote=self._text[start:end])
            shorter = replace(statement, evidence=evidence)
            yield shorter, replace(reading, statement_id=shorter.id)

    def _find_clean(self, statement: Statement) -> Span | None:
        """Return the part of the evidence that holds all arguments and the removal but no adverse word."""
        placed = [(a.start, a.end) for _, a in statement.arguments if a.start >= 0]
        start, end = statement.evidence.start, statement.evidence.end
        if not placed:
            return None
        first, last = min(s for s, _ in placed), max(e for _, e in placed)
        hits = [(start + hit.start, start + hit.end) for hit in find_adverse(statement.evidence.quote)]
        post = next((a.start for role, a in statement.arguments if role == "post"), -1)
        if hits and first < hits[-1][1] <= post:
            # 局长某某因违纪被免去局长职务: the words of the removal stand alone, as those of a death do.
            first = min(s for s, _ in placed if s >= hits[-1][1])
        for hit_start, hit_end in hits:
            if hit_end <= first:
                start = max(start, hit_end)
            elif hit_start >= last:
                end = min(end, hit_start)
            else:
                return None
        if start > statement.evidence.start:
            breaks = [place + 1 for place in range(start, first) if self._text[place] in _BREAKS]
            start = breaks[0] if breaks else start
        if end < statement.evidence.end:
            breaks = [place for place in range(last, end) if self._text[place] in _BREAKS]
            end = breaks[-1] if breaks else last
        return (start, end) if _REMOVAL.search(self._text, start, end) else None

    def _is_about_person(self, statement: Statement) -> bool:
        evidence = statement.evidence.start, statement.evidence.end
        if statement.predicate == "SPOKE":
            return True
        return any(a.mention_kind in _NAMES for _, a in statement.references()) or _overlaps(evidence, self._names)

    def _accusing(self, statement: Statement) -> Iterator[Span]:
        """Yield the adverse words that are said of somebody, not of the work of an office."""
        told = [
            (a.start, a.end)
            for role, a in statement.arguments
            if role in TOLD.get(statement.predicate, ()) and a.start >= 0
        ]
        for hit in self._find_hits(statement):
            if not any(start <= hit[0] and hit[1] <= end for start, end in told) or self._names_somebody(hit, told):
                yield hit

    def _find_hits(self, statement: Statement) -> Iterator[Span]:
        """Yield where evidence and values hold adverse words that are no topic and no part of a body's name."""
        spans = {(statement.evidence.start, statement.evidence.end)}
        spans |= {(a.start, a.end) for _, a in statement.arguments if isinstance(a, Value) and a.start >= 0}
        for start, end in sorted(spans):
            for hit in find_adverse(self._text[start:end]):
                place = start + hit.start, start + hit.end
                if any(s <= place[0] and place[1] <= e for s, e in self._bodies):
                    continue
                topic = find_topic(self._text, *place)
                if topic < 0 or _overlaps((topic, place[0]), self._names):
                    yield place

    def _names_somebody(self, hit: Span, told: Sequence[Span]) -> bool:
        """True when the sentence with the adverse word, inside what is told, has somebody in it or calls them so."""
        if calls_somebody(self._text, hit[0]):
            return True
        start, end = next((s, e) for s, e in told if s <= hit[0] and hit[1] <= e)
        return _overlaps(self._part(_SENTENCE, hit, start, end), self._names) or bool(
            _MEANT.search(self._text, *self._part(_CLAUSE, hit, start, end))
        )

    def _part(self, form: re.Pattern[str], hit: Span, start: int, end: int) -> Span:
        """Return the sentence or clause between start and end in which the hit begins."""
        parts = (part.span() for part in form.finditer(self._text, start, end))
        return next((span for span in parts if span[0] <= hit[0] < span[1]), (start, end))

    def _counts_of_person(self, statement: Statement) -> bool:
        """True for a number in a court's sentence, and for one in an adverse line with a name: a fine, a bribe."""
        words = " ".join((statement.evidence.quote, *(a.text for _, a in statement.arguments)))
        if find_verdict(words):
            return True
        hits = list(self._find_hits(statement))
        if not hits:
            return False
        start, end = min(s for s, _ in hits), max(e for _, e in hits)
        before = max(self._text.rfind(mark, 0, start) for mark in "。！？\n") + 1
        return _overlaps((before, end), self._names)


def _overlaps(span: Span, others: Sequence[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)
