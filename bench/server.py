"""A Neo4j of the bench's own in its workplace; where it cannot run the reason is said aloud."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.output import say
from tools.neo4j.runtime import ServerError
from tools.neo4j.server import USER, Limits, Neo4jServer

LIMITS = Limits(heap="1g", page_cache="512m")


@dataclass(frozen=True, slots=True)
class Neo4j:
    """Where the server answers."""

    url: str
    uri: str
    user: str
    password: str
    password_file: Path


@contextmanager
def run_neo4j(home: Path, load: Callable[[Neo4jServer], None] = lambda server: None) -> Iterator[Neo4j | None]:
    """Start a server and stop it again in every case; None where it cannot run.

    Its database is empty, or what `load` brings into it before it starts.
    """
    server = Neo4jServer(home, limits=LIMITS, test=True)
    found: Neo4j | None = None
    try:
        try:
            load(server)
            running = server.up()
            password = server.password_file.read_text("utf-8").strip()
            uri = f"bolt://127.0.0.1:{running.port}"
            found = Neo4j(running.url, uri, USER, password, server.password_file)
        except ServerError as error:
            say(f"Neo4j CANNOT RUN here, its figures are null: {' '.join(str(error).split())}")
        yield found
    finally:
        server.down()
