"""What a run did, and what it could not do: the numbers, failures and findings that are told at its end."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from domain.errors import InputError
from ingest.finding import Finding
from ingest.job import Job
from ingest.quarantine import Quarantined


@dataclass
class Report:
    """What a run did: documents read, already known, failed and why, warnings, what was not admitted.

    `withdrawn` counts the documents that are not read because somebody withdrew them.
    `undated` gives, by document, file and place of the texts of this run that no arrival gives a publication date.
    `mappings` gives by file and sheet the mapping by which a table was read, `rows` by mapping its data
    rows, `quarantined` by document the file and the rows that
    were left out.
    `orphaned` counts, where documents were read anew, what people said of words that are found nowhere any more.
    """

    read: int = 0
    known: int = 0
    statements: int = 0
    failures: list[InputError] = field(default_factory=list)
    warnings: list[InputError] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)
    encodings: Counter[str] = field(default_factory=Counter)
    undated: dict[str, tuple[str, str]] = field(default_factory=dict)
    mappings: list[tuple[str, str, str]] = field(default_factory=list)
    rows: Counter[str] = field(default_factory=Counter)
    quarantined: dict[str, tuple[str, tuple[Quarantined, ...]]] = field(default_factory=dict)
    orphaned: int = 0
    withdrawn: int = 0

    def add(self, other: Report) -> None:
        """Add what another report says of items that this one does not know yet."""
        for name in ("read", "known", "statements", "orphaned", "withdrawn"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in ("failures", "warnings", "findings", "mappings"):
            getattr(self, name).extend(getattr(other, name))
        for name in ("dropped", "encodings", "rows", "undated", "quarantined"):
            getattr(self, name).update(getattr(other, name))

    def note_date(self, job: Job) -> None:
        """Keep in mind which texts have no date by now; another arrival in the same run may bring it."""
        item = job.item
        if job.is_text and not job.circumstances.published:
            self.undated.setdefault(item.document.id, (item.file, item.place))
        else:
            self.undated.pop(item.document.id, None)
