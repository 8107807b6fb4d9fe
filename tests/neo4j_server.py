"""Gives tests a real Neo4j: a server of their own, started when first asked for, stopped at the end.

Loaded as a pytest plugin (`pytest_plugins = ["tests.neo4j_server"]` in tests/conftest.py).

Under pytest-xdist there is one server for all workers: the controller names its home, `up` lets the
first worker start it and the others find it, and the controller stops it. The community edition has one
database, so `neo4j_clean` holds a lock while its test runs; with `--dist loadgroup` all tests marked
`neo4j` go to one worker besides, and nobody waits for that lock.
"""

from __future__ import annotations

import dataclasses
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from neo4j import Driver, GraphDatabase

from tools.neo4j.runtime import MissingPart, hold_lock
from tools.neo4j.server import USER, Neo4jServer

URL_VARIABLE = "QUNXIANG_TEST_NEO4J_URL"
PASSWORD_VARIABLE = "QUNXIANG_TEST_NEO4J_PASSWORD_FILE"
REQUIRE_VARIABLE = "QUNXIANG_REQUIRE_NEO4J"
NOT_RUN = "Neo4j leg did NOT run: "
HOME_PREFIX = "qunxiang-neo4j-"
HOME = pytest.StashKey[Path]()


@dataclasses.dataclass(frozen=True, slots=True)
class TestedNeo4j:
    """The server under test: where it answers, and the file that holds its password."""

    __test__ = False

    url: str
    password_file: Path

    @property
    def password(self) -> str:
        """The password, read anew."""
        return self.password_file.read_text(encoding="utf-8").strip()

    def connect(self) -> Driver:
        """A driver of the caller's own, which the caller closes."""
        address = urlsplit(self.url)
        bare = address._replace(netloc=address.netloc.rpartition("@")[2]).geturl()
        return GraphDatabase.driver(bare, auth=(address.username or USER, self.password))


def pytest_configure(config: pytest.Config) -> None:
    """Names the home that this run's server would have; a worker is told it by its controller."""
    config.addinivalue_line("markers", "neo4j: needs a running Neo4j (Java and Maven)")
    told: dict[str, Any] | None = getattr(config, "workerinput", None)
    if told is not None:
        config.stash[HOME] = Path(told["neo4j_home"])
        return
    stop_leftovers(Path(tempfile.gettempdir()))
    config.stash[HOME] = Path(tempfile.mkdtemp(prefix=f"{HOME_PREFIX}{os.getpid()}-"))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tells an xdist worker the home of the shared server."""
    node.workerinput["neo4j_home"] = str(node.config.stash[HOME])


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stops the server, once every worker has ended."""
    if HOME in config.stash and not hasattr(config, "workerinput"):
        remove_home(config.stash[HOME])


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Marks what uses the server, so that `-m "not neo4j"` leaves it out and one worker gets it all."""
    for item in items:
        if "neo4j_server" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.neo4j)
        if item.get_closest_marker("neo4j") and config.pluginmanager.hasplugin("xdist"):
            item.add_marker(pytest.mark.xdist_group("neo4j"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says aloud that the Neo4j leg was skipped; a skip among hundreds of dots is seen by nobody."""
    reasons = {
        line[line.index(NOT_RUN) :].strip()
        for report in terminalreporter.stats.get("skipped", [])
        for line in str(report.longrepr[2] if isinstance(report.longrepr, tuple) else "").splitlines()
        if NOT_RUN in line
    }
    for reason in sorted(reasons):
        terminalreporter.write_line(reason, yellow=True, bold=True)


@pytest.fixture(scope="session")
def neo4j_server(pytestconfig: pytest.Config) -> TestedNeo4j:
    """The server under test; skips, or fails where it was promised, on a machine that cannot run one."""
    url, password_file = os.environ.get(URL_VARIABLE), os.environ.get(PASSWORD_VARIABLE)
    if url and password_file:
        return TestedNeo4j(url, Path(password_file))
    if url or password_file:
        pytest.fail(f"set both {URL_VARIABLE} and {PASSWORD_VARIABLE}, or neither", pytrace=False)
    server = Neo4jServer(pytestconfig.stash[HOME], test=True)
    try:
        running = server.up()
    except MissingPart as missing:
        reason = NOT_RUN + " ".join(str(missing).split())
        if os.environ.get(REQUIRE_VARIABLE) == "1":
            pytest.fail(f"{reason} ({REQUIRE_VARIABLE}=1 promises it)", pytrace=False)
        pytest.skip(reason)
    return TestedNeo4j(running.url, server.password_file)


@pytest.fixture(scope="session")
def neo4j_url(neo4j_server: TestedNeo4j) -> str:
    """The address as `--store` takes it: neo4j://user@host:port."""
    return neo4j_server.url


@pytest.fixture(scope="session")
def neo4j_password_file(neo4j_server: TestedNeo4j) -> Path:
    """The private file that holds the password of `neo4j_url`."""
    return neo4j_server.password_file


@pytest.fixture(scope="session")
def neo4j_driver(neo4j_server: TestedNeo4j) -> Iterator[Driver]:
    """The official driver, logged in; it may read at any time, but only `neo4j_clean` may write."""
    with neo4j_server.connect() as driver:
        yield driver


@pytest.fixture
def neo4j_clean(neo4j_driver: Driver, pytestconfig: pytest.Config) -> Iterator[Driver]:
    """The driver on an empty database that is this test's alone; constraints and indexes stay."""
    home = pytestconfig.stash[HOME]
    with hold_lock(home.with_name(home.name + ".lock")):
        empty_database(neo4j_driver)
        yield neo4j_driver


def empty_database(driver: Driver) -> None:
    """Deletes every node and relationship, some thousand at a time: one transaction would fill the heap."""
    with driver.session() as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()


def remove_home(home: Path) -> None:
    """Stops the server of a home, if there is one, and removes the home with all that it stored."""
    Neo4jServer(home).down()
    shutil.rmtree(home, ignore_errors=True)
    home.with_name(home.name + ".lock").unlink(missing_ok=True)


def stop_leftovers(folder: Path) -> None:
    """Stops the servers of runs that were killed: each holds most of a gigabyte until somebody does."""
    for home in folder.glob(f"{HOME_PREFIX}*-*"):
        owner = home.name.removeprefix(HOME_PREFIX).partition("-")[0]
        if home.is_dir() and home.stat().st_uid == os.getuid() and owner.isdigit() and not lives(int(owner)):
            remove_home(home)


def lives(pid: int) -> bool:
    """Whether a process of this number exists."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
