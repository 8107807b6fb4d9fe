"""Who bears which name in the embedded store, and how they are found: every question walks an index in its order.

The beginnings of names are a range of `name_bearer`; all else of people's names is a key in `name_key`. What is read
comes in the order of the answer, so that a name that thousands bear costs as much as the lines that are shown.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from heapq import merge
from itertools import chain
from operator import itemgetter

from domain.entity import Entity
from graph.fulltext import spread
from graph.names import (
    EXACT,
    KEYED_KIND,
    PART,
    PREFIX,
    VARIANT,
    AskedKey,
    AskedName,
    is_keyed,
    list_keys,
    list_part_keys,
    sort_name,
)

Hit = tuple[str, str, str, str]
"""Cluster, form of the name, since when the bearer is known, bearer: but for the cluster, the order of the answer."""

_MEMBER = "CROSS JOIN membership m ON m.member_id = b.id AND m.known_until = ''"

BEGINNING = f"""
SELECT m.cluster_id, b.sort_name, b.known_from, b.id FROM name_bearer b {_MEMBER}
WHERE b.kind = :kind AND b.front_line = :front_line AND b.sort_name >= :name AND b.sort_name < :after
ORDER BY b.sort_name, b.known_from, b.id
"""

WHOLE = f"""
SELECT m.cluster_id, b.sort_name, b.known_from, b.id FROM name_bearer b {_MEMBER}
WHERE b.kind = :kind AND b.front_line = :front_line AND b.sort_name = :name ORDER BY b.known_from, b.id
"""

KEYED = f"""
SELECT m.cluster_id, b.sort_name, b.known_from, b.id FROM name_key k
CROSS JOIN name_bearer b ON b.kind = :kind AND b.front_line = :front_line AND b.sort_name = k.sort_name {_MEMBER}
WHERE k.key = :key AND (:tones = '' OR k.tones GLOB :tones)
  AND (:written = '' OR replace(k.sort_name, '·', '') GLOB :written)
ORDER BY k.sort_name, b.known_from, b.id
"""

TEXT = """
SELECT m.cluster_id, e.sort_name, (SELECT min(f.known_from) FROM membership f WHERE f.member_id = e.id) AS since, e.id
FROM name_index n JOIN entity e ON e.id = n.id JOIN membership m ON m.member_id = e.id AND m.known_until = ''
WHERE n.characters MATCH :phrase AND e.kind IN (SELECT value FROM json_each(:kinds))
  AND (e.front_line = 0 OR :front_line = 1)
ORDER BY e.sort_name, since, e.id
"""

BEARERS_OF_ALL = """
INSERT INTO name_bearer
SELECT e.kind, e.front_line, e.sort_name, min(m.known_from), e.id FROM entity e JOIN membership m ON m.member_id = e.id
GROUP BY e.id
"""

TEXT_OF_KEYED = """
DELETE FROM name_index
WHERE rowid IN (SELECT n.rowid FROM name_index n JOIN entity e ON e.id = n.id WHERE is_keyed(e.kind, e.sort_name))
"""

BEARER_OF = "kind = ? AND front_line IN (0, 1) AND sort_name = ? AND id = ?"
DELETE_BEARER = f"DELETE FROM name_bearer WHERE {BEARER_OF}"
MOVE_BEARER = f"UPDATE name_bearer SET front_line = ? WHERE {BEARER_OF} AND front_line <> ?"
SINCE = f"SELECT known_from FROM name_bearer WHERE {BEARER_OF}"
DATE_BEARER = f"""
UPDATE name_bearer SET known_from = coalesce(
  (SELECT min(m.known_from) FROM membership m WHERE m.member_id = name_bearer.id), known_from)
WHERE {BEARER_OF}
"""


def find_named(
    connection: sqlite3.Connection, asked: AskedName, kinds: Sequence[str], limit: int, front_line: bool
) -> list[tuple[str, int]]:
    """Return clusters with their match, each once by its best, until there are so many."""
    found: dict[str, int] = {}
    hits = _iter_hits(connection, asked, sorted(set(kinds)), (0, 1) if front_line else (0,))
    with _snapshot(connection), closing(hits):
        for match, hit in hits:
            if len(found) >= limit:
                break
            found.setdefault(hit[0], match)
    return list(found.items())


def _iter_hits(
    connection: sqlite3.Connection, asked: AskedName, kinds: Sequence[str], lines: Sequence[int]
) -> Generator[tuple[int, Hit], None, None]:
    """Yield all hits, match by match; a match is asked for when those before it are used up."""

    def walk(query: str, kind: str, **values: object) -> Iterator[Iterator[Hit]]:
        for line in lines:
            yield _rows(connection, query, kind=kind, front_line=line, **values)

    def each(query: str, **values: object) -> Iterator[Hit]:
        return _merge(chain.from_iterable(walk(query, kind, **values) for kind in kinds))

    def keyed(keys: Iterable[AskedKey]) -> list[Iterator[Hit]]:
        wanted = list(keys) if KEYED_KIND in kinds else []
        return [
            rows
            for one in wanted
            for rows in walk(KEYED, KEYED_KIND, key=one.key, tones=one.tones, written=one.written)
        ]

    for hit in each(BEGINNING, name=asked.name, after=asked.after):
        yield EXACT if hit[1] == asked.name else PREFIX, hit
    for match in range(VARIANT, PART):
        streams = keyed(one for one in asked.keys if one.match == match)
        if match == VARIANT and asked.loose:
            streams.append(each(WHOLE, name=asked.loose))
        for hit in _merge(streams):
            yield match, hit
    parts = keyed([AskedKey(PART, asked.part)])
    parts.append(_rows(connection, TEXT, phrase=f'"{asked.phrase}"', kinds=json.dumps(kinds), front_line=max(lines)))
    for hit in _merge(parts):
        yield PART, hit


def _merge(streams: Iterable[Iterator[Hit]]) -> Iterator[Hit]:
    return merge(*streams, key=itemgetter(1, 2, 3))


def _rows(connection: sqlite3.Connection, query: str, **values: object) -> Iterator[Hit]:
    """Yield the rows as they are read; whoever stops early leaves the rest unread."""
    with closing(connection.execute(query, values)) as cursor:
        for row in cursor:
            yield tuple(row)


@contextmanager
def _snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """Let several questions see one state of the store."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("COMMIT")


def insert_names(connection: sqlite3.Connection, entities: Iterable[Entity]) -> None:
    """Write by what the names of new entities are found; before their bearers are written."""
    names = {(e.kind, sort_name(e.name)) for e in entities}
    for kind, name in sorted(names):
        if kind == KEYED_KIND:
            known = connection.execute(
                "SELECT 1 FROM name_bearer WHERE kind = ? AND front_line IN (0, 1) AND sort_name = ? LIMIT 1",
                (kind, name),
            )
            if known.fetchone() is None:
                _insert_keys(connection, name)
    connection.executemany(
        "INSERT INTO name_index (characters, id) VALUES (?,?)",
        [(spread(sort_name(e.name)), e.id) for e in entities if not is_keyed(e.kind, sort_name(e.name))],
    )


def insert_bearers(connection: sqlite3.Connection, entities: Iterable[Entity], moment: str) -> None:
    """Write who bears a name since when: those who are in no cluster and never were, before they are put into one."""
    for e in {e.id: e for e in entities}.values():
        if connection.execute("SELECT 1 FROM membership WHERE member_id = ? LIMIT 1", (e.id,)).fetchone() is None:
            name = sort_name(e.name)
            connection.execute(DELETE_BEARER, (e.kind, name, e.id))
            connection.execute(
                "INSERT INTO name_bearer VALUES (?,?,?,?,?)", (e.kind, int(e.front_line), name, moment, e.id)
            )


def move_names(connection: sqlite3.Connection, entities: Iterable[Entity]) -> None:
    """Write of known entities whether they are now front-line staff, whom only few questions may find."""
    connection.executemany(
        MOVE_BEARER,
        [(int(e.front_line), e.kind, sort_name(e.name), e.id, int(e.front_line)) for e in entities],
    )


def delete_names(connection: sqlite3.Connection, entities: Iterable[Entity]) -> None:
    """Take out by what entities are found that are taken out of the store; a name that others bear keeps its keys."""
    for e in entities:
        name = sort_name(e.name)
        connection.execute(DELETE_BEARER, (e.kind, name, e.id))
        connection.execute("DELETE FROM name_index WHERE id = ?", (e.id,))
        left = connection.execute(
            "SELECT 1 FROM name_bearer WHERE kind = ? AND front_line IN (0, 1) AND sort_name = ? LIMIT 1",
            (e.kind, name),
        )
        if e.kind == KEYED_KIND and left.fetchone() is None:
            connection.executemany(
                "DELETE FROM name_key WHERE key = ? AND sort_name = ?", [(row[0], name) for row in list_rows(name)]
            )


def rename_bearers(connection: sqlite3.Connection, renamed: Iterable[tuple[Entity, Entity]]) -> None:
    """Let entities be found by another name than before and no more by the old one; known since then, as before."""
    for old, new in renamed:
        bearer = (old.kind, sort_name(old.name), old.id)
        since = connection.execute(SINCE, bearer).fetchone()
        delete_names(connection, [old])
        insert_names(connection, [new])
        if since is not None:
            row = (new.kind, int(new.front_line), sort_name(new.name), since[0], new.id)
            connection.execute("INSERT INTO name_bearer VALUES (?,?,?,?,?)", row)


def date_bearers(connection: sqlite3.Connection, entities: Iterable[Entity]) -> None:
    """Write again since when the bearers are known, where what is known of the past has changed."""
    for e in entities:
        bearer = (e.kind, sort_name(e.name), e.id)
        connection.execute(DATE_BEARER, bearer)


def fill_names(connection: sqlite3.Connection) -> None:
    """Write all this for a store that was made before it was kept."""
    connection.execute("DELETE FROM name_bearer")
    connection.execute("DELETE FROM name_key")
    connection.execute(BEARERS_OF_ALL)
    names = connection.execute("SELECT DISTINCT sort_name FROM name_bearer WHERE kind = ?", (KEYED_KIND,)).fetchall()
    for row in names:
        _insert_keys(connection, row[0])
    connection.create_function("is_keyed", 2, is_keyed, deterministic=True)
    connection.execute(TEXT_OF_KEYED)


def _insert_keys(connection: sqlite3.Connection, name: str) -> None:
    connection.executemany(
        "INSERT OR IGNORE INTO name_key VALUES (?,?,?)", [(key, name, tones) for key, tones in list_rows(name)]
    )


def list_rows(name: str) -> list[tuple[str, str]]:
    """Return all keys of a name of a person with their tones."""
    parts = list_part_keys(name) if is_keyed(KEYED_KIND, name) else ()
    return [(one.key, one.tones) for one in (*list_keys(name), *parts)]
