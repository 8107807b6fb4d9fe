"""Opens the Neo4j database: the driver, the schema, and errors in the project's own words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

from neo4j import GraphDatabase, ManagedTransaction, NotificationMinimumSeverity, Record, Session
from neo4j.exceptions import AuthError, ClientError, ConfigurationError, DriverError, Neo4jError

from domain.errors import StoreError, StoreUnavailable
from graph.facet import area_facet, line_facet
from graph.names import KEYED_KIND
from graph.neo4j.cypher import list_cypher, load_cypher
from graph.neo4j.naming import write_keys
from graph.neo4j.work import Neo4jWork
from graph.recording import rewrite_records

T = TypeVar("T")

RETRY_SECONDS = 30.0
"""How long a write is tried again when the server says that trying again helps (a deadlock, a leader that moved)."""

CONNECT_SECONDS = 15.0

REMEDY_START = "请先启动数据库（make neo4j-up，或 docker compose up -d neo4j），并核对 --store 的地址和端口"
REMEDY_PASSWORD = (
    "请检查用户名，并用环境变量 QUNXIANG_NEO4J_PASSWORD 或密码文件给出密码（make neo4j-up 会说明密码文件在哪里）"
)

SCHEMA_WAIT_SECONDS = 300

ROWS = "schema/record_row_by_document"
"""The index whose presence says that a store has the rows of its records."""

PAGE_OF_RECORDS = 2_000

KEYS = "schema/entity_keys"

PAGE_OF_NAMES = 1_000
"""How many names an upgrade writes in one transaction."""

FACET_PAGE = 5_000


class Connection:
    """One driver for all threads; each call takes a session of its own."""

    def __init__(self, uri: str, user: str, password: str, database: str) -> None:
        self.address = uri
        self._database = database
        with self._translate():
            self._driver = GraphDatabase.driver(
                uri,
                auth=(user, password),
                connection_timeout=CONNECT_SECONDS,
                max_transaction_retry_time=RETRY_SECONDS,
                notifications_min_severity=NotificationMinimumSeverity.OFF,
                user_agent="qunxiang",
            )
        # Shared by all sessions: behind a cluster, whoever asks sees what this process wrote before.
        self._bookmarks = GraphDatabase.bookmark_manager()
        try:
            with self._translate():
                self._driver.verify_connectivity()
                self._create_schema()
        except BaseException:
            self._driver.close()
            raise

    def read(self, name: str, /, **values: Any) -> list[Record]:
        """Run one reading statement and return its rows."""
        query = load_cypher(f"read/{name}")
        with self._translate(), self._session("READ") as session:
            return list(session.run(query, values))

    def write(self, change: Callable[[ManagedTransaction], T]) -> T:
        """Run the change in one transaction, again from its start when the server asks for that.

        When the connection breaks during the commit nobody knows whether it happened, and the change runs again:
        every change of the contract finds then that it is done.
        """
        with self._translate(), self._session("WRITE") as session:
            return session.execute_write(change)

    def stream(self, name: str, /) -> Iterator[Record]:
        """Yield the rows of a reading statement as they come: all of them would not fit into memory."""
        with self._translate(), self._session("READ") as session:
            yield from session.run(load_cypher(name))

    def put(self, name: str, /, **values: Any) -> list[Record]:
        """Run one writing statement in a transaction of its own and return its rows."""
        return self.write(lambda transaction: list(transaction.run(load_cypher(name), values)))

    @contextmanager
    def holding(self, name: str, /) -> Iterator[None]:
        """Keep the locks that a statement takes until the end of the block; what it wrote is taken back."""
        with self._translate(), self._session("WRITE") as session:
            transaction = session.begin_transaction()
            transaction.run(load_cypher(name)).consume()
            try:
                yield
            finally:
                with suppress(DriverError, Neo4jError):  # the server may have been stopped inside the block
                    transaction.rollback()

    def close(self) -> None:
        """Release the connections."""
        self._driver.close()

    def _session(self, mode: str) -> Session:
        return self._driver.session(
            database=self._database, default_access_mode=mode, bookmark_manager=self._bookmarks, fetch_size=10_000
        )

    def _create_schema(self) -> None:
        """Create the constraints and indexes that are missing, by name, and wait until they answer."""
        with self._session("WRITE") as session:
            query = "SHOW INDEXES YIELD name, state WHERE state = 'ONLINE' RETURN collect(name) AS names"
            held = set(session.run(query).single(strict=True)["names"])
            missing = [name for name in list_cypher("schema") if name.partition("/")[2] not in held]
            if KEYS in missing:
                # Before the index, so that what a stopped upgrade has not reached is still known to be missing.
                self._write_keys(session)
            for name in missing:
                if name != ROWS:
                    session.execute_write(_run, name)
            if "schema/judgement_by_person" in missing:
                session.execute_write(_run, "upgrade/name_people")
            if "schema/tombstone_id" in missing:
                session.execute_write(_run, "upgrade/name_bodies")
            if "schema/entity_by_merged" in missing:
                session.execute_write(_run, "upgrade/mark_merged")
            if ROWS in missing:
                # The index comes last, so that what a stopped upgrade has not reached is still known to be missing.
                session.run("CALL db.awaitIndexes($seconds)", seconds=SCHEMA_WAIT_SECONDS).consume()
                _fill_rows(session)
                session.execute_write(_run, ROWS)
            if "schema/entity_by_line" in missing:
                _put_facets(session)
            if missing:
                session.run("CALL db.awaitIndexes($seconds)", seconds=SCHEMA_WAIT_SECONDS).consume()

    def _write_keys(self, session: Session) -> None:
        """Write by what else the names of people are found, in a store of an earlier version."""
        while True:
            found = session.run(load_cypher("upgrade/unkeyed_names"), kind=KEYED_KIND, limit=PAGE_OF_NAMES)
            names = [record["name"] for record in found]
            if not names:
                return
            rows = [{"name": name, "keys": write_keys(name)} for name in names]
            session.execute_write(_run, "upgrade/write_keys", kind=KEYED_KIND, rows=rows)

    @contextmanager
    def _translate(self) -> Iterator[None]:
        """Turn the driver's errors into the store's, with what to do about them."""
        try:
            yield
        except AuthError as error:
            raise StoreUnavailable(f"{self.address}: 登录被拒绝；{REMEDY_PASSWORD}") from error
        except (DriverError, ConfigurationError, ConnectionError, TimeoutError) as error:
            raise StoreUnavailable(f"{self.address}: 连不上 Neo4j（{error}）；{REMEDY_START}") from error
        except ClientError as error:
            if "Database" in (error.code or ""):
                raise StoreUnavailable(f"{self.address}: 没有数据库 {self._database}；{REMEDY_START}") from error
            raise StoreError(f"{self.address}: {error.message}") from error
        except Neo4jError as error:
            raise StoreUnavailable(f"{self.address}: Neo4j 不能应答（{error.message}）；{REMEDY_START}") from error


def _put_facets(session: Session) -> None:
    """Write line and area on what an earlier version stored without them."""
    after = ""
    while rows := list(session.run(load_cypher("upgrade/without_facets"), after=after, limit=FACET_PAGE)):
        facets = [
            {
                "id": row["id"],
                "line": line_facet(row["kind"], row["name"], row["body"]) or None,
                "area": area_facet(row["kind"], row["name"], row["code"]) or None,
            }
            for row in rows
        ]
        session.run(load_cypher("upgrade/put_facets"), batch={"rows": facets}).consume()
        after = rows[-1]["id"]


def _fill_rows(session: Session) -> None:
    """Derive the rows of records that an earlier version stored without them."""
    after = ""
    while rows := list(session.run(load_cypher("upgrade/records_after"), after=after, limit=PAGE_OF_RECORDS)):
        records = [str(row["record"]) for row in rows]
        session.execute_write(_rewrite, records)
        after = records[-1]


def _rewrite(transaction: ManagedTransaction, /, records: list[str]) -> None:
    work = Neo4jWork(transaction)
    rewrite_records(work, records, ())
    work.finish()


def _run(transaction: ManagedTransaction, /, name: str, **values: object) -> None:
    transaction.run(load_cypher(name), values).consume()
