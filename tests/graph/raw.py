"""All words that a store holds, whichever table or node they lie in: what a retraction leaves behind is seen here."""

from __future__ import annotations

from graph.neo4j.store import Neo4jStore
from graph.sqlite.store import SqliteStore
from graph.store import Store


def read_raw(store: Store) -> str:
    """Return every value of every row of the store."""
    if isinstance(store, SqliteStore):
        return _read_tables(store)
    assert isinstance(store, Neo4jStore)
    return _read_nodes(store)


def _read_tables(store: SqliteStore) -> str:
    connection = store._connections.get()
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = [tuple(row) for table in tables for row in connection.execute(f'SELECT * FROM "{table}"')]
    vocabulary = []
    for table in tables:
        if table.endswith("_index"):
            connection.execute(f"CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, {table}, row)")
            vocabulary += [tuple(row) for row in connection.execute("SELECT term FROM temp.words")]
            connection.execute("DROP TABLE temp.words")
    return "\n".join(repr(row) for row in (*rows, *vocabulary))


def _read_nodes(store: Neo4jStore) -> str:
    driver = store._connection._driver
    nodes = driver.execute_query("MATCH (n) RETURN labels(n) AS labels, properties(n) AS values").records
    ties = driver.execute_query("MATCH ()-[r]->() RETURN type(r) AS type, properties(r) AS values").records
    return "\n".join(repr(record.data()) for record in (*nodes, *ties))
