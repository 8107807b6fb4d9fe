"""Gives a server of `make neo4j-up` a fresh data folder with what is in its database, and removes the old one."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from tools.neo4j.runtime import ServerError
from tools.neo4j.server import DEFAULT_HOME, FRESH_HOME, OLD_DATA, USER, Neo4jServer

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})

Copying = Callable[[str, str, str, str], AbstractContextManager[int]]
"""Copies from one address to another, with user and password, and keeps writers out until its block ends."""


@dataclass(frozen=True, slots=True)
class Renewed:
    """Bytes of the data folder before and after, and how many nodes were copied."""

    before: int
    after: int
    nodes: int


def find_server(address: str, password_file: Path | None) -> Neo4jServer | None:
    """The server of `make neo4j-up` that answers at this address, if it is one: its home says so."""
    parts = urlsplit(address)
    if parts.hostname not in LOOPBACK:
        return None
    homes = [*([password_file.resolve().parent] if password_file else []), DEFAULT_HOME]
    for home in homes:
        server = Neo4jServer(home)
        running = server.find_running()
        if running is not None and running.port == (parts.port or 7687):
            return server
    return None


def renew(server: Neo4jServer, copying: Copying) -> Renewed:
    """Copies the database into a fresh server beside it and lets that one's data take its place."""
    running = server.find_running()
    assert running is not None
    password = server.password_file.read_text(encoding="utf-8").strip()
    before = measure(server.home)
    with fresh_server(server, password) as fresh:
        started = fresh.up()
        here, there = (f"bolt://127.0.0.1:{one.port}" for one in (running, started))
        with copying(here, there, USER, password) as nodes:
            server.exchange(fresh)
    server.up(running.port)
    return Renewed(before, measure(server.home), nodes)


@contextmanager
def fresh_server(server: Neo4jServer, password: str) -> Iterator[Neo4jServer]:
    """A server with nothing in it in the home of another; stopped and removed at the end, whatever happened."""
    fresh = Neo4jServer(
        server.home / FRESH_HOME, lib=server.lib, limits=server.limits, test=server.test, password=password
    )
    remove(fresh)  # what a run that was killed has left
    try:
        yield fresh
    finally:
        remove(fresh)


def remove(server: Neo4jServer) -> None:
    """Stops a server and removes its home."""
    server.down()
    shutil.rmtree(server.home, ignore_errors=True)


def measure(home: Path) -> int:
    """Bytes of the data of a home, the old ones that lie beside them too."""
    return sum(
        file.stat().st_size
        for folder in ("data", OLD_DATA)
        for file in (home / folder).rglob("*")
        if file.is_file() and not file.is_symlink()
    )


__all__ = ["Copying", "Renewed", "ServerError", "find_server", "fresh_server", "measure", "remove", "renew"]
