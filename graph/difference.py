"""What changed between two readings of one document: statements that came, went, or say it otherwise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from domain.errors import NotFound
from graph.answer import Run, StatementView
from graph.inheritance import REVIEW
from graph.redaction import redact
from graph.store import GraphReader
from graph.succession import pair_statements

Two = tuple[StatementView | None, StatementView | None]
"""A statement of the older reading and the one of the newer that says it anew; None where there is none."""

READ = ("extractor", "confidence", "valid_from", "valid_to")
"""What a reading adds to a statement, besides its words."""


@dataclass(frozen=True, slots=True)
class Again:
    """What a reader says of a document now, stored nowhere: its version and its statements."""

    version: str
    statements: tuple[StatementView, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Two readings of a document beside each other; `pairs` in the order of the text, `same` left out of them."""

    document: str
    before: Run
    after: Run
    same: int
    pairs: tuple[Two, ...]

    def shown(self) -> Difference:
        """Return it with the names of private people masked."""
        pairs = tuple((old and redact(old), new and redact(new)) for old, new in self.pairs)
        return replace(self, pairs=pairs)


def compare_readings(
    reader: GraphReader, document_id: str, since: str = "", until: str = "", again: Callable[[], Again] | None = None
) -> Difference:
    """Compare the two latest stored readings, or those of two versions, or the stored one with `again`.

    What people put in the place of a statement is no reader's and is left out. Raises NotFound for an unknown
    document, a version that never read it, or when there is no earlier reading to compare with.
    """
    runs = reader.find_runs(document_id)
    if not runs:
        raise NotFound("记录中没有这份文件")
    if again is not None:
        before = _find_run(runs, since) if since else runs[-1]
        told = again()
        return _compare(document_id, before, Run(told.version, ""), _told(reader, document_id, before), told.statements)
    after = _find_run(runs, until) if until else runs[-1]
    earlier = [run for run in runs if run.known_from < after.known_from]
    if not since and not earlier:
        raise NotFound("这份文件只读过一次，没有可以比较的读法；用 --again 与现在的读法比较")
    before = _find_run(runs, since) if since else earlier[-1]
    return _compare(
        document_id, before, after, _told(reader, document_id, before), _told(reader, document_id, after)
    )  # fmt: skip


def _find_run(runs: Sequence[Run], version: str) -> Run:
    """Return the latest run of a version."""
    found = next((run for run in reversed(runs) if run.version == version), None)
    if found is None:
        raise NotFound("这份文件没有用这个版本读过；读过它的版本见 diff-reading --json 或 status")
    return found


def _told(reader: GraphReader, document_id: str, run: Run) -> list[StatementView]:
    views = reader.statements_in(document_id, run.known_from)
    return [view for view in views if view.extractor != REVIEW]


def _compare(
    document_id: str, before: Run, after: Run, old: Sequence[StatementView], new: Sequence[StatementView]
) -> Difference:
    olds, news = {view.id: view for view in old}, {view.id: view for view in new}
    both = olds.keys() & news.keys()
    reread = [key for key in both if any(getattr(olds[key], name) != getattr(news[key], name) for name in READ)]
    gone = [view for view in old if view.id not in both]
    come = [view for view in new if view.id not in both]
    pairs: list[Two] = [(olds[key], news[key]) for key in reread]
    paired = pair_statements(gone, come)
    pairs += [(gone[pair.before], come[pair.after]) for pair in paired]
    left, right = {pair.before for pair in paired}, {pair.after for pair in paired}
    pairs += [(view, None) for number, view in enumerate(gone) if number not in left]
    pairs += [(None, view) for number, view in enumerate(come) if number not in right]
    return Difference(document_id, before, after, len(both) - len(reread), tuple(sorted(pairs, key=_order)))


def _order(pair: Two) -> tuple[int, str, str]:
    view = pair[0] or pair[1]
    assert view is not None
    return view.start, view.predicate, view.id
