"""The desk for review: what waits for a person, what they decide, and what changed between two readings.

Like graph/access.py: decide → audit → read → redact.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from domain.errors import InputError, NotFound, Retracted
from domain.judgement import Judgement, Verdict
from domain.ontology.catalogue import get_predicate
from graph.answer import DocumentView, StatementView
from graph.commit import Correction
from graph.difference import Again, Difference, compare_readings
from graph.policy import Reader, require
from graph.redaction import redact
from graph.review import EXPORTED, IN_REVIEW, LONGEST_NAME, REVIEW_BELOW, is_name, mark_waiting
from graph.store import Store
from lexicon.forbidden import mask_forbidden


@dataclass(frozen=True, slots=True)
class ReviewDesk:
    """Answers what waits for one reader and takes the decisions; `record` commits the intent to the audit first."""

    _store: Store
    reader: Reader
    record: Callable[..., AbstractContextManager[None]]
    _statement: Callable[[str], StatementView]
    _withdrawn: Callable[[str], Retracted | None]
    _judge: Callable[[Judgement], Judgement]
    _undo: Callable[[str], bool]
    review_below: float = REVIEW_BELOW

    def waiting(
        self, predicates: Sequence[str] = (), document_id: str = "", after: str = "", limit: int = 50
    ) -> list[StatementView]:
        """Return a page of what waits for review, by document and place; its last id, as `after`, leads to the next."""
        require(self.reader, "judge", ("PUB",))
        for predicate in predicates:
            get_predicate(predicate)
        with self.record("review", document_id, after):
            if document_id and not self._store.find_versions([document_id]):
                raise self._withdrawn(document_id) or NotFound("记录中没有这份文件")
            found = self._store.find_waiting(self.review_below, predicates, document_id, after, limit, IN_REVIEW)
        return [mark_waiting(redact(view), self.review_below) for view in found]

    def decide(self, statement_id: str, verdict: Verdict, by: str, why: str) -> Judgement:
        """Accept a statement, or refuse it as misread; raises NotFound when there is no such line.

        What the same person said of it before is taken back.
        """
        view = self._statement(statement_id)
        require(self.reader, "judge", (view.data_class,))
        said = self._judge(Judgement(statement_id, verdict, by=_check_name(by), why=mask_forbidden(why)))
        self._take_back_older(view, said)
        return said

    def correct(
        self,
        statement_id: str,
        by: str,
        why: str,
        build: Callable[[DocumentView, list[StatementView], StatementView, str, str], Correction],
    ) -> Judgement:
        """Put what a person reads in the place of a statement; `build` makes it out of the document.

        What the same person said of it before is taken back.
        """
        view = self._statement(statement_id)
        require(self.reader, "judge", (view.data_class,))
        by = _check_name(by)
        with self.record("correct", statement_id):
            wrong = self._store.find_statement(statement_id)
            document = self._store.find_document(wrong.document_id) if wrong else None
            if wrong is None or document is None:
                raise NotFound("记录中没有这条陈述")
            said = self._store.statements_in(wrong.document_id)
            judged = self._store.put_correction(build(document, said, wrong, by, mask_forbidden(why)))
        self._take_back_older(view, judged)
        return judged

    def _take_back_older(self, view: StatementView, said: Judgement) -> None:
        """Undo the verdicts that the same person gave the statement before this one."""
        for mark in view.marks:
            if mark.judgement and mark.judgement != said.id and mark.by == said.by and mark.verdict in EXPORTED:
                self._undo(mark.judgement)

    def withdraw(self, statement_id: str, by: str) -> int:
        """Take back what somebody decided on a statement; return how many verdicts there were."""
        view = self._statement(statement_id)
        require(self.reader, "judge", (view.data_class,))
        own = [mark.judgement for mark in view.marks if mark.judgement and mark.by == by]
        if not own:
            raise NotFound("这条陈述没有这个人的结论")
        return sum(self._undo(judgement_id) for judgement_id in own)

    def orphans(self, document_id: str = "") -> list[Judgement]:
        """Return what people said of words that no reader finds any more: kept, and applied to nothing.

        With a document only what was said of its statements: of a mention that is gone nothing tells where it stood.
        """
        require(self.reader, "judge", ("PUB",))
        with self.record("orphans", document_id):
            found = [word.judgement for word in self._store.words_of_people() if not word.applies]
            if not document_id:
                return found
            views = {one.id: self._store.find_statement(one.subject) for one in found}
        return [one for one in found if (view := views[one.id]) and view.document_id == document_id]

    def difference(
        self, document_id: str, since: str = "", until: str = "", again: Callable[[], Again] | None = None
    ) -> Difference:
        """Return what changed between two readings of a document; `again` gives one that is stored nowhere yet."""
        require(self.reader, "read", ("PUB",))
        with self.record("difference", document_id):
            withdrawn = self._withdrawn(document_id)
            if withdrawn is not None:
                raise withdrawn
            found = compare_readings(self._store, document_id, since, until, again)
            views = [view for pair in found.pairs for view in pair if view is not None]
            require(self.reader, "read", sorted({view.data_class for view in views}))
        return found.shown()


def _check_name(by: str) -> str:
    """Return the name of whoever decides, without the blanks around it."""
    if not is_name(by):
        raise InputError("", "", "核对人的名字不能这样写", f"一行，不超过 {LONGEST_NAME} 个字，不以 rule: 开头")
    return by.strip()
