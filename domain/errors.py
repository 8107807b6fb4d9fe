"""The errors of Qunxiang, one tree.

QunxiangError
├── InputError            a file or row that cannot be read; names the file, the place and the remedy
│   └── UnsupportedFormat a format that this version does not read
├── EvidenceError         a quote is not the text it points into
├── OntologyError         a statement does not fit the closed list of predicates and roles
├── SettingsError         a setting is missing or unsafe
├── StoreError            the store cannot answer
│   ├── StaleReading      a document came otherwise, or again, while it was read
│   └── StoreUnavailable  the store cannot be reached or opened
├── NotFound              nothing in the record fits the question
│   └── Retracted         what was asked for has been withdrawn; only its tombstone is left
├── NameFitsSeveral       a name fits several entities; carries the candidates
├── AccessDenied          the policy refuses this read
└── AuditUnavailable      the audit log cannot be written, so nothing personal may be read

They know nothing of HTTP or exit codes: the API and the command line map them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.entity import EntitySummary


class QunxiangError(Exception):
    """Base of all errors that Qunxiang raises on purpose."""


class InputError(QunxiangError):
    """Raised when something that arrived cannot be read; never stops the documents beside it."""

    def __init__(self, file: str, place: str, problem: str, remedy: str) -> None:
        super().__init__("：".join(part for part in (file, place, problem) if part) + f"（{remedy}）")
        self.file = file
        self.place = place
        self.problem = problem
        self.remedy = remedy

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle by its parts, with what was added to it: errors cross from process to process."""
        return type(self), (self.file, self.place, self.problem, self.remedy), self.__dict__


class UnsupportedFormat(InputError):
    """Raised for a format that this version refuses by name."""


class EvidenceError(QunxiangError):
    """Raised when a statement's quote is not exactly what stands in the text at its offsets."""


class OntologyError(QunxiangError):
    """Raised when a predicate, a role or a value is not in the ontology."""


class SettingsError(QunxiangError):
    """Raised at the front door when a setting is missing or unsafe; the message names the setting."""


class StoreError(QunxiangError):
    """Raised when the store cannot do what was asked."""


class StaleReading(StoreError):
    """Raised for a reading that does not know all arrivals of its document; whoever made it reads again."""


class StoreUnavailable(StoreError):
    """Raised when the store cannot be opened or reached; the message says how to start it."""


class NotFound(QunxiangError):
    """Raised when the record holds nothing that fits; says "not in the record", never "has no"."""


class Retracted(NotFound):
    """Raised for a document, or what was known from it alone, that somebody withdrew: not unknown, but gone."""


class NameFitsSeveral(QunxiangError):
    """Raised instead of picking the first of several entities that share a name."""

    def __init__(self, candidates: Sequence[EntitySummary]) -> None:
        super().__init__(f"{len(candidates)} candidates")
        self.candidates = tuple(candidates)


class AccessDenied(QunxiangError):
    """Raised when the policy denies a read; the reason is shown, the data is not."""


class AuditUnavailable(QunxiangError):
    """Raised when the audit row cannot be committed; no personal data has been read then."""
