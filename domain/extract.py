"""All that one reading of a document found, before anything is admitted to a store."""

from __future__ import annotations

from dataclasses import dataclass

from domain.document import Article
from domain.mention import Mention
from domain.statement import Reading, Statement


@dataclass(frozen=True, slots=True)
class Extract:
    """Articles, mentions and statements of one document with the readings that found them.

    `readings[i]` belongs to `statements[i]`. Order: articles by place, mentions by start, statements by
    evidence; the same text gives the same extract.
    """

    document_id: str
    version: str
    articles: tuple[Article, ...]
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]
    readings: tuple[Reading, ...]
