"""Reads and writes of the stores beside bare hand-written queries on the same data in the same run.

`python -m bench.store [--documents N] [--rows N] [--seed N] [--stores sqlite,neo4j] [--seconds N]`
"""

from __future__ import annotations

import argparse
import json
import shutil
import sqlite3
import sys
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path

from bench.as_of import CYPHER, PEOPLE, READ_AGAIN, ask_sqlite, race_as_of
from bench.neo4j_bare import Neo4jBare, Written
from bench.neo4j_import import ImportFiles, make_indexes
from bench.output import open_workplace, print_result, print_table, say
from bench.questions import Bare, Question, draw_questions
from bench.server import run_neo4j
from bench.sqlite_bare import SqliteBare, read_rows
from bench.timing import Race, measure, run_race, summarise
from bench.world import ROWS_OF_A_TABLE, World
from graph.commit import DocumentCommit
from graph.neo4j.store import Neo4jStore
from graph.sqlite.store import SqliteStore
from graph.store import Store
from tools.neo4j.server import Neo4jServer

ENGINES = ("sqlite", "neo4j")
FLOORS = {
    ("sqlite", "portrait"): "0.04/0.12",
    ("neo4j", "portrait"): "1.7/10.7",
    ("sqlite", "documents"): "430/s",
    ("neo4j", "documents"): "26/s",
}
"""Measured once with bare hand-written queries at 100,000 nodes and 400,000 edges, on another machine."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is built and asked."""

    documents: int
    rows: int
    seed: int
    seconds: float
    asked: int
    written: int
    last: tuple[DocumentCommit, ...] = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """What one engine reached: its size, the races by question, documents a second, store and bare."""

    nodes: int
    edges: int
    statements: int
    races: dict[str, Race]
    writing: Race


class Disagreement(Exception):
    """Raised when the store and the bare query answer differently: then their times mean nothing."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Build, ask, print; returns the exit code."""
    plan, engines = _read_plan(arguments)
    results: dict[str, Result | None] = dict.fromkeys(ENGINES)
    with open_workplace("bench-store") as folder:
        commits = World(plan.seed, plan.documents, plan.rows).iter_commits()
        path = folder / "store.db"
        with closing(SqliteStore(path)) as store:
            last = _build(store, islice(commits, plan.documents), plan.documents)
            with closing(SqliteBare(path)) as bare:
                questions = draw_questions(bare.connection, plan.seed, plan.asked)
                rows = bare.connection.execute(PEOPLE, (json.dumps([commit.document.id for commit in last]),))
                plan = replace(plan, last=tuple(last), people=tuple(row[0] for row in rows)[: plan.asked])
                if "neo4j" in engines:
                    results["neo4j"] = _run_neo4j(folder, path, commits, questions, plan)
                if "sqlite" in engines:
                    results["sqlite"] = _run_sqlite(folder, store, bare, commits, questions, plan)
    for engine in engines:
        _print(engine, results[engine])
    print_result(_make_figures(plan, results))
    return 0


def _read_plan(arguments: Sequence[str] | None) -> tuple[Plan, list[str]]:
    parser = argparse.ArgumentParser(prog="python -m bench.store", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=6000, help="documents to build [6000: over 400,000 edges]")
    parser.add_argument("--rows", type=int, default=ROWS_OF_A_TABLE, help="rows of each table [100]")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--stores", default=",".join(ENGINES), help="sqlite,neo4j")
    parser.add_argument("--seconds", type=float, default=8.0, help="at most for each kind of question [8]")
    parser.add_argument("--questions", type=int, default=400, help="at most of each kind [400]")
    parser.add_argument("--written", type=int, default=200, help="documents written one by one by each side [200]")
    asked = parser.parse_args(arguments)
    engines = [engine for engine in asked.stores.split(",") if engine]
    if not engines or set(engines) - set(ENGINES):
        parser.error(f"--stores takes {', '.join(ENGINES)}")
    return Plan(asked.documents, asked.rows, asked.seed, asked.seconds, asked.questions, asked.written), engines


def _build(store: Store, commits: Iterator[DocumentCommit], number: int) -> list[DocumentCommit]:
    """Store the documents; return the last news texts among them."""
    begin = last = time.monotonic()
    texts: deque[DocumentCommit] = deque(maxlen=READ_AGAIN)
    for done, commit in enumerate(commits, 1):
        store.put_document(commit)
        if commit.document.media == "text":
            texts.append(commit)
        if time.monotonic() - last > 5:
            last = time.monotonic()
            say(f"building: {done:,} of {number:,} documents, {done / (last - begin):.0f}/s")
    say(f"built {number:,} documents through put_document in {time.monotonic() - begin:.0f} s")
    return list(texts)


def _run_sqlite(
    folder: Path, store: SqliteStore, bare: SqliteBare, commits: Iterator[DocumentCommit],
    questions: Sequence[Question], plan: Plan,
) -> Result:  # fmt: skip
    nodes, edges = _count_sqlite(bare)
    statements = int(bare.connection.execute("SELECT count(*) FROM statement").fetchone()[0])
    races = _ask_all("sqlite", store, bare, questions, plan)
    races["portrait_as_of"] = race_as_of(
        store, partial(ask_sqlite, bare.connection), plan.last, plan.people, plan.seconds
    )
    copy = folder / "bare.db"
    bare.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copyfile(folder / "store.db", copy)
    say("sqlite: one document a transaction")
    times: tuple[list[float], list[float]] = ([], [])
    with closing(SqliteBare(copy)) as other:
        for commit in islice(commits, plan.written):
            times[0].append(measure(lambda written=commit: store.put_document(written)))  # type: ignore[misc]
            rows = read_rows(bare.connection, commit)
            times[1].append(measure(lambda inserted=rows: other.insert(inserted)))  # type: ignore[misc]
    return Result(nodes, edges, statements, races, Race(summarise(times[0]), summarise(times[1])))


def _run_neo4j(
    folder: Path, path: Path, commits: Iterator[DocumentCommit], questions: Sequence[Question], plan: Plan
) -> Result | None:
    say("neo4j: starting a server")
    with run_neo4j(folder / "neo4j", partial(_load_neo4j, folder / "import", path, plan)) as server:
        if server is None:
            return None
        with closing(Neo4jBare(server.uri, server.user, server.password)) as bare:
            make_indexes(bare.driver)
        with (
            closing(Neo4jStore(server.uri, server.user, server.password)) as store,
            closing(Neo4jBare(server.uri, server.user, server.password)) as bare,
        ):
            nodes, edges = bare.ask("RETURN COUNT { () }, COUNT { ()-->() }")[0]
            statements = int(bare.ask("MATCH (s:Statement) RETURN count(s)")[0][0])
            races = _ask_all("neo4j", store, bare, questions, plan)
            races["portrait_as_of"] = race_as_of(
                store,
                lambda person, known: bare.ask(CYPHER, id=person, known=known),
                plan.last,
                plan.people,
                plan.seconds,
            )
            say("neo4j: one document a transaction")
            writing = _write_neo4j(folder, store, bare, commits, plan)
    return Result(nodes, edges, statements, races, writing)


def _load_neo4j(folder: Path, path: Path, plan: Plan, server: Neo4jServer) -> None:
    """Bring the same documents into the server by its bulk importer, what is derived from the embedded store."""
    begin = time.monotonic()
    with ImportFiles(folder) as written, closing(sqlite3.connect(path)) as source:
        for commit in islice(World(plan.seed, plan.documents, plan.rows).iter_commits(), plan.documents):
            written.add(commit)
        source.row_factory = sqlite3.Row
        written.add_derived(source)
    server.load(written.nodes, written.ties)
    say(f"neo4j: loaded in {time.monotonic() - begin:.0f} s")


def _write_neo4j(
    folder: Path, store: Neo4jStore, bare: Neo4jBare, commits: Iterator[DocumentCommit], plan: Plan
) -> Race:
    """Write alike documents by turns: the one database of the community edition cannot hold the same one twice."""
    times: tuple[list[float], list[float]] = ([], [])
    with closing(SqliteStore(folder / "twin.db")) as twin, closing(SqliteBare(folder / "twin.db")) as source:
        for number in range(plan.written + 10):
            first, second = next(commits), next(commits)
            twin.put_document(second)
            written = Written.read(source.connection, second)
            mine = measure(lambda commit=first: store.put_document(commit))  # type: ignore[misc]
            other = measure(lambda rows=written: bare.insert(rows))  # type: ignore[misc]
            if number >= 10:
                times[0].append(mine)
                times[1].append(other)
    return Race(summarise(times[0]), summarise(times[1]))


def _ask_all(engine: str, store: Store, bare: Bare, questions: Sequence[Question], plan: Plan) -> dict[str, Race]:
    races = {}
    for question in questions:
        say(f"{engine}: {question.name}")
        for asked in question.asked[:5]:
            if not question.same(question.store(store, asked), question.bare(bare, asked)):
                raise Disagreement(f"{engine}: the store and the bare query differ on {question.name} {asked}")
        races[question.name] = run_race(
            question.asked, partial(question.store, store), partial(question.bare, bare), plan.seconds
        )
    return races


def _count_sqlite(bare: SqliteBare) -> tuple[int, int]:
    """Count rows as Neo4j counts nodes and relationships."""

    def count(condition: str) -> int:
        return int(bare.connection.execute(f"SELECT count(*) FROM {condition}").fetchone()[0])

    tables = ("document", "arrival", "article", "mention", "statement", "entity", "judgement", "ledger")
    links = ("arrival", "article", "mention", "reading", "participation", "membership")
    drawn = count("participation WHERE predicate = 'HOLDS_POST' AND role = 'person' AND known_until = ''")
    return sum(map(count, tables)), sum(map(count, links)) + drawn + count("judgement WHERE verdict = 'is'") + count(
        "entity WHERE body <> ''"
    )


def _print(engine: str, result: Result | None) -> None:
    if result is None:
        print(f"\n{engine}: did NOT run")
        return
    rows: list[list[object]] = [
        [
            name, race.store.p50, race.store.p99, race.bare.p50, race.bare.p99, race.ratio, race.store.number,
            FLOORS.get((engine, name)),
        ]
        for name, race in result.races.items()
    ]  # fmt: skip
    title = f"{engine}: {result.statements:,} statements, {result.nodes:,} nodes, {result.edges:,} edges; milliseconds"
    print_table(title, ("question", "p50", "p99", "bare p50", "bare p99", "ratio", "asked", "floor"), rows)
    writing = result.writing
    print_table(
        f"{engine}: documents a second, one transaction each",
        ("", "store", "bare", "ratio", "written", "floor"),
        [["put_document", 1000 / writing.store.mean, 1000 / writing.bare.mean, writing.store.mean / writing.bare.mean,
          writing.store.number, FLOORS[engine, "documents"]]],
    )  # fmt: skip


def _make_figures(plan: Plan, results: dict[str, Result | None]) -> dict[str, object]:
    figures: dict[str, object] = {"bench": "store", "documents": plan.documents, "rows": plan.rows, "seed": plan.seed}
    for engine in ENGINES:
        result = results[engine]
        figures[f"{engine}_nodes"] = result.nodes if result else None
        figures[f"{engine}_edges"] = result.edges if result else None
        figures[f"{engine}_statements"] = result.statements if result else None
        if result is None:
            figures |= dict.fromkeys((f"{engine}_portrait_p50_ms", f"{engine}_portrait_p99_ms"))
            figures |= dict.fromkeys((f"{engine}_documents_per_s", f"{engine}_bare_documents_per_s"))
            continue
        for name, race in result.races.items():
            for side, timing in (("", race.store), ("bare_", race.bare)):
                figures[f"{engine}_{side}{name}_p50_ms"] = round(timing.p50, 4)
                figures[f"{engine}_{side}{name}_p99_ms"] = round(timing.p99, 4)
            figures[f"{engine}_{name}_ratio"] = round(race.ratio, 2)
        figures[f"{engine}_documents_per_s"] = round(1000 / result.writing.store.mean, 1)
        figures[f"{engine}_bare_documents_per_s"] = round(1000 / result.writing.bare.mean, 1)
        figures[f"{engine}_documents_ratio"] = round(result.writing.store.mean / result.writing.bare.mean, 2)
    return figures


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        say("stopped; everything is cleaned up")
        sys.exit(130)
