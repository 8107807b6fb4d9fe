"""The questions in hand-written SQL on the store's own tables, and a bare transaction of one document's rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bench.questions import LIMIT, PERIOD
from graph.commit import DocumentCommit
from graph.fulltext import phrase, spread
from graph.hub import HUB
from graph.names import KEYED_KIND, is_keyed
from graph.sqlite.naming import list_rows

Rows = dict[str, list[tuple[Any, ...]]]

_STATEMENTS = """
SELECT s.id, s.predicate, s.document_id, s.start, s."end", s.quote, s.arguments, r.valid_from, r.valid_to, d.stated
FROM participation p JOIN statement s ON s.number = p.statement
JOIN reading r ON r.statement = s.number AND r.known_until = '' JOIN document d ON d.id = s.document_id
WHERE p.cluster_id = ? AND p.known_until = ''
"""
PORTRAIT = _STATEMENTS + "ORDER BY s.document_id, s.start, s.id"
ORGANISATION = (
    _STATEMENTS
    + """AND (p.predicate, p.role) IN (VALUES ('HOLDS_POST', 'org'), ('HOLDS_POST', 'body'), ('LOCATED_IN', 'place'),
('PROVIDES', 'provider'), ('HELD_ACTIVITY', 'organiser'), ('RECEIVED_AWARD', 'recipient'), ('COUNT', 'subject'))"""
)
SOURCES = """
SELECT DISTINCT a.document_id, a.title, a.source, a.published, a.url FROM participation p
JOIN statement s ON s.number = p.statement JOIN arrival a ON a.document_id = s.document_id
WHERE p.cluster_id = ? AND p.known_until = ''
"""
_NAME = """
SELECT m.cluster_id, min(e.sort_name) AS name, e.kind FROM {}
JOIN membership m ON m.member_id = e.id AND m.known_until = ''
WHERE {} GROUP BY m.cluster_id ORDER BY name, m.cluster_id LIMIT ?
"""
NAME_EXACT = _NAME.format("entity e", "e.sort_name = ?")
NAME_PREFIX = _NAME.format("entity e", "e.sort_name >= ? AND e.sort_name < ?")
NAME_PART = _NAME.format(
    "name_key k JOIN entity e ON e.sort_name = k.sort_name AND e.kind = 'Person'", "k.key IN (?, ?)"
)
TEXT = """
SELECT p.document_id, p.number, a.headline FROM passage_index x JOIN passage p ON p.passage_rowid = x.rowid
JOIN article a ON a.document_id = p.document_id AND a.number = p.number
WHERE x.characters MATCH ? ORDER BY p.document_id, p.number LIMIT ?
"""
NEIGHBOURHOOD = """
WITH first AS (
  SELECT DISTINCT q.cluster_id AS id FROM participation p JOIN participation q ON q.statement = p.statement
  WHERE p.cluster_id = ?1 AND p.known_until = '' AND q.known_until = ''
), walked AS (
  SELECT id FROM first WHERE
    ?2 >= (SELECT count(*) FROM participation x WHERE x.cluster_id = first.id AND x.known_until = '')
), node AS (
  SELECT ?1 AS id UNION SELECT id FROM first UNION
  SELECT q.cluster_id FROM walked CROSS JOIN participation p ON p.cluster_id = walked.id AND p.known_until = ''
  JOIN participation q ON q.statement = p.statement AND q.known_until = ''
)
SELECT DISTINCT p.cluster_id, q.cluster_id, s.id, p.predicate
FROM node CROSS JOIN participation p ON p.cluster_id = node.id AND p.known_until = ''
JOIN statement s ON s.number = p.statement
JOIN participation q ON q.statement = p.statement AND q.cluster_id > p.cluster_id AND q.known_until = ''
WHERE q.cluster_id IN (SELECT id FROM node) ORDER BY 1, 2, 3
"""
USES = """
SELECT DISTINCT v.cluster_id, h.cluster_id FROM participation a
JOIN reading r ON r.statement = a.statement AND r.known_until = '' AND substr(r.valid_from, 1, 4) = ?
JOIN participation v ON v.statement = a.statement AND v.role = 'service' AND v.known_until = ''
LEFT JOIN participation h ON h.statement = a.statement AND h.role = 'household' AND h.known_until = ''
WHERE a.cluster_id = ? AND a.predicate = 'USED' AND a.role = 'area' AND a.known_until = ''
"""
REGISTER = """
SELECT DISTINCT h.cluster_id, e.name FROM participation a
JOIN participation h ON h.statement = a.statement AND h.role = 'household' AND h.known_until = ''
JOIN entity e ON e.id = h.cluster_id
WHERE a.cluster_id = ? AND a.predicate = 'LIVES_IN' AND a.role = 'area' AND a.known_until = ''
"""

_BORNE_BEFORE = """
SELECT 1 FROM name_bearer WHERE kind = 'Person' AND front_line IN (0, 1) AND sort_name = ? AND known_from < ? LIMIT 1
"""


class SqliteBare:
    """Fulfils bench.questions.Bare on a connection of its own, set up as the store's."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None)
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "cache_size = -65536", "temp_store = MEMORY"):
            self.connection.execute(f"PRAGMA {pragma}")

    def _rows(self, query: str, *values: object) -> list[Any]:
        return self.connection.execute(query, values).fetchall()

    def portrait(self, person: str) -> list[Any]:
        return self._rows(PORTRAIT, person)

    def portrait_page(self, person: str) -> tuple[list[Any], list[Any]]:
        return self._rows(PORTRAIT, person), self._rows(SOURCES, person)

    def organisation_page(self, organisation: str) -> list[Any]:
        return self._rows(ORGANISATION, organisation)

    def name_exact(self, name: str) -> list[Any]:
        return self._rows(NAME_EXACT, name, LIMIT)

    def name_prefix(self, name: str) -> list[Any]:
        return self._rows(NAME_PREFIX, name, name + "\U0010ffff", LIMIT)

    def name_part(self, name: str) -> list[Any]:
        return self._rows(NAME_PART, f"given:{name}", f"part:{name}", LIMIT)

    def text(self, words: str) -> list[Any]:
        return self._rows(TEXT, f'"{wanted}"', LIMIT) if (wanted := phrase(words)) else []

    def neighbourhood(self, person: str) -> list[Any]:
        return self._rows(NEIGHBOURHOOD, person, HUB)

    def coverage(self, area: str) -> tuple[list[Any], list[Any]]:
        return self._rows(USES, PERIOD, area), self._rows(REGISTER, area)

    def insert(self, rows: Rows) -> None:
        """Insert the rows of one document in one transaction: no question asked, nothing derived."""
        self.connection.execute("BEGIN IMMEDIATE")
        for query, values in rows.items():
            self.connection.executemany(query, values)
        self.connection.execute("COMMIT")

    def close(self) -> None:
        """Release the connection."""
        self.connection.close()


_OF_THE_DOCUMENT = {
    "document": "id = :document", "arrival": "document_id = :document", "article": "document_id = :document",
    "mention": "document_id = :document", "statement": "document_id = :document", "ledger": "item = :document",
    "reading": "statement IN (SELECT number FROM statement WHERE document_id = :document)",
}  # fmt: skip
_OF_THE_MOMENT = ("judgement", "membership", "participation")
_FRESH_ENTITIES = """
SELECT e.* FROM entity e JOIN membership m ON m.member_id = e.id AND m.known_from = :moment
WHERE NOT EXISTS (SELECT 1 FROM membership b WHERE b.member_id = e.id AND b.known_from < :moment)
"""


def read_rows(connection: sqlite3.Connection, commit: DocumentCommit) -> Rows:
    """Return what the store's last transaction has inserted, by the statement that inserts it again elsewhere."""
    moment = connection.execute("SELECT known_from FROM document WHERE id = ?", (commit.document.id,)).fetchone()[0]
    values = {"document": commit.document.id, "moment": moment}
    rows: Rows = {}
    wanted = _OF_THE_DOCUMENT | dict.fromkeys(_OF_THE_MOMENT, "known_from = :moment")
    for table, condition in wanted.items():
        found = connection.execute(f"SELECT * FROM {table} WHERE {condition}", values).fetchall()
        if found:
            rows[f"INSERT INTO {table} VALUES ({','.join('?' * len(found[0]))})"] = found
    entities = connection.execute(_FRESH_ENTITIES, values).fetchall()
    if entities:
        rows[f"INSERT INTO entity VALUES ({','.join('?' * len(entities[0]))})"] = entities
        rows["INSERT INTO name_index (characters, id) VALUES (?,?)"] = [
            (spread(row[3]), row[0]) for row in entities if not is_keyed(row[1], row[3])
        ]
        rows["INSERT INTO name_bearer VALUES (?,?,?,?,?)"] = [(r[1], r[7], r[3], moment, r[0]) for r in entities]
        rows["INSERT OR IGNORE INTO name_key VALUES (?,?,?)"] = _find_first_keys(connection, entities, moment)
    if commit.passages:
        rows["INSERT INTO passage_index (characters) VALUES (?)"] = [(spread(p),) for p in commit.passages]
        rows["INSERT INTO passage VALUES (last_insert_rowid(),?,?)"] = [
            (commit.document.id, number) for number in range(len(commit.passages))
        ]
    rows["INSERT OR REPLACE INTO meta VALUES ('moment', ?)"] = [(moment,)]
    return rows


def _find_first_keys(
    connection: sqlite3.Connection, entities: Iterable[tuple[Any, ...]], moment: str
) -> list[tuple[Any, ...]]:
    """Return the keys of the names that nobody bore before this moment."""
    names = {row[3] for row in entities if row[1] == KEYED_KIND}
    fresh = [name for name in sorted(names) if not connection.execute(_BORNE_BEFORE, (name, moment)).fetchone()]
    return [(key, name, tones) for name in fresh for key, tones in list_rows(name)]
