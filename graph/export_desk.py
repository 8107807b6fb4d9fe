"""The desk for what leaves the store: statements, entities, mentions and what people decided, row by row.

Like graph/access.py: decide → audit → read → redact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass

from graph.answer import EntityView, StatementView
from graph.policy import SERVICE_PLANE, Reader, decide, require
from graph.redaction import mask_spans, redact
from graph.review import IN_REVIEW, iter_examples
from graph.small_numbers import hide_counts, leaves_unit
from graph.store import Store


@dataclass(frozen=True, slots=True)
class ExportDesk:
    """Yields what one reader may take out; `record` commits the intent to the audit first."""

    _store: Store
    reader: Reader
    record: Callable[..., AbstractContextManager[None]]

    def statements(self) -> Iterator[StatementView]:
        """Yield the statements of the classes that may leave, redacted and without counts of people (R11)."""
        require(self.reader, "export", ("REF", "PUB"))
        leaving = decide(self.reader, "export", ("REF", "PUB", "PER")).allowed
        with self.record("export statements"):
            for view in self._store.iter_statements():
                if view.data_class in leaving and leaves_unit(view):
                    yield redact(hide_counts(view))

    def entities(self) -> Iterator[EntityView]:
        """Yield the entities of the record plane."""
        require(self.reader, "export", ("REF", "PUB"))
        with self.record("export entities"):
            for entity in self._store.iter_entities():
                if entity.kind not in SERVICE_PLANE:
                    yield entity

    def mentions(self) -> Iterator[dict[str, object]]:
        """Yield the mentions; names of private people are masked."""
        require(self.reader, "export", ("REF", "PUB"))
        with self.record("export mentions"):
            for text_sha256, stored, entity_id in self._store.iter_mentions():
                mention = stored.mention
                text = mask_spans(mention.text, [(0, len(mention.text))]) if stored.private else mention.text
                why = "private" if stored.private else "" if entity_id else "not judged"
                yield {
                    "text_sha256": text_sha256, "start": mention.start, "end": mention.end, "text": text,
                    "kind": str(mention.kind), "entity": entity_id or None, "why": why,
                }  # fmt: skip

    def reviews(self) -> Iterator[dict[str, object]]:
        """Yield what people decided as training examples, ids and offsets only."""
        require(self.reader, "export", IN_REVIEW)
        with self.record("export reviews"):
            yield from iter_examples(self._store, IN_REVIEW)
