"""Measures a town's records in both stores: how fast its files are read in, how fast each question is answered.

`make bench-coverage`: the files of bench/generate_town.py go through the real pipeline into SQLite and, as a first
load, into Neo4j; then every question is asked of both, warm, and the answers are compared. `--scale 0.02` is quick.
The last line of all output is one JSON object.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench.generate_town import write_town
from bench.neo4j_bare import Neo4jBare
from bench.neo4j_import import make_indexes
from bench.output import open_workplace, print_result, print_table, say
from bench.server import run_neo4j
from bench.timing import measure, summarise
from bench.town_store import load_neo4j, load_town
from domain.period import read_period, read_periods
from domain.plain import to_json
from graph.answer import EntityView
from graph.audit import AuditLog
from graph.coverage_desk import CoverageDesk
from graph.neo4j.store import Neo4jStore
from graph.policy import Reader
from graph.record_reader import RowQuery
from graph.sqlite.store import SqliteStore
from graph.store import Store
from tools.neo4j.server import Neo4jServer

TODAY = date(2024, 12, 31)
TIMES = 5
"""How often each question is asked after it was asked once."""

Ask = Callable[[CoverageDesk], object]


@dataclass(frozen=True, slots=True)
class Question:
    """A question as a user asks it."""

    name: str
    ask: Ask


def make_desk(store: Store, folder: Path) -> CoverageDesk:
    """Return the desk over a store, with an audit log of its own."""
    audit = AuditLog(folder)
    reader = Reader()
    return CoverageDesk(store, reader, lambda action, *ids: audit.record(reader, action, ids), lambda: TODAY)


def find_place(store: Store, name: str, kind: str) -> EntityView:
    """Return the one entity of this name."""
    found = [m.entity for m in store.find_by_name(name, (kind,)) if m.matched_by == "exact"]
    return found[0]


def make_questions(store: Store) -> list[Question]:
    """Return the questions of the issue, about the town's first community and about all of it."""
    areas = sorted(store.find_recorded_areas(), key=lambda pair: pair[1].name)
    community = find_place(store, next(e.name for _, e in areas if e.kind == "Community"), "Community")
    branch = find_place(store, "云溪县养老服务中心", "Organisation")
    grids = store.count_rows(_homes(community.id), ("grid",))
    grid = store.find_clusters_at([grids[0].key[0]], "9999")[0]
    years = read_periods("2022..2024")
    whole, year, quarter = read_period(""), read_period("2024"), read_period("2024-Q2")
    rights = make_rights(store, community)
    return [
        Question("coverage of an area, year", lambda d: d.coverage(community, (year,))),
        Question("coverage of an area, quarter", lambda d: d.coverage(community, (quarter,))),
        Question("coverage of an area, all time", lambda d: d.coverage(community, (whole,))),
        Question("coverage of an area, three years compared", lambda d: d.coverage(community, years)),
        Question("coverage of an area by grid", lambda d: d.coverage(community, (year,), by_grid=True)),
        Question("coverage of an area by care category", lambda d: d.coverage(community, (year,), by_care=True)),
        Question("coverage of one grid", lambda d: d.coverage(grid, (year,))),
        Question("coverage of all areas, one service, year", lambda d: d.coverage(None, (year,), "助餐")),
        Question("coverage of all areas, all services, year", lambda d: d.coverage(None, (year,))),
        Question("coverage of all areas, all services, quarter", lambda d: d.coverage(None, (quarter,))),
        Question("allotments of an area", lambda d: d.allotments(community)),
        Question("entitlements of an area", lambda d: d.entitlements(community, year)),
        Question("entitlements of a household", lambda d: d.entitlements(None, year, rights)),
        Question("requests by state", lambda d: d.cases()),
        Question("requests by service, year", lambda d: d.cases(None, year, by=("service",))),
        Question("requests by area and service", lambda d: d.cases(by=("area", "service"))),
        Question("requests overdue in an area, listed", lambda d: d.cases(community, overdue=True, listed=True)),
        Question("training by branch, township, mode", lambda d: d.training(None, year)),
        Question("grids, workers, visits of an area", lambda d: d.grids(community)),
        Question("households not visited in 180 days", lambda d: d.grids(community, 180)),
        Question("care plans of an area", lambda d: d.plans(community)),
        Question("services of a body, duty", lambda d: d.services(branch, "2024-05-01")),
        Question("evaluations", lambda d: d.evaluations(None)),
        Question("person files", lambda d: d.files(None, "2024-03-31")),
    ]


def make_rights(store: Store, community: EntityView) -> str:
    """Return a household that is entitled to something."""
    rows = store.find_rows(RowQuery("ENTITLED", areas=(community.id,)), limit=1)
    return rows[0].subject


def _homes(area_id: str) -> RowQuery:
    return RowQuery("LIVES_IN", areas=(area_id,))


def ask_all(desk: CoverageDesk, questions: Sequence[Question]) -> dict[str, tuple[str, float]]:
    """Return each answer with how many milliseconds it took, warm, by the median."""
    found = {}
    for question in questions:
        answer = to_json(question.ask(desk))
        times = [measure(lambda ask=question.ask: ask(desk)) for _ in range(TIMES)]  # type: ignore[misc]
        found[question.name] = answer, summarise(times).p50
    return found


@contextmanager
def open_neo4j(files: Sequence[Path], folder: Path) -> Iterator[tuple[Store | None, float]]:
    """Start a Neo4j with the same documents; yield its store and how long loading and indexing took."""
    took: list[float] = []

    def load(server: Neo4jServer) -> None:
        took.append(load_neo4j(files, folder / "store.db", folder / "import", server))

    with run_neo4j(folder / "neo4j", load) as server:
        if server is None:
            yield None, 0.0
            return
        begin = time.perf_counter()
        with closing(Neo4jBare(server.uri, server.user, server.password)) as bare:
            make_indexes(bare.driver)
        store = Neo4jStore(server.url, server.user, server.password)
        seconds = sum(took) + time.perf_counter() - begin
        say(f"Neo4j: the same in {seconds:.0f} s")
        yield store, seconds
        store.close()


def run(factor: float, seed: int, *, is_neo4j: bool) -> int:
    """Load, ask, compare, print; return the exit status."""
    with open_workplace("coverage") as folder, ExitStack() as stack:
        files = write_town(folder / "town", factor, seed)
        say(f"{len(files)} files written, reading them in")
        loaded = load_town(files, folder / "store.db")
        say(f"SQLite: {loaded.statements:,} statements in {loaded.seconds:.0f} s")
        if loaded.failures:
            say("\n".join(loaded.failures[:10]))
        remote, seconds = None, 0.0
        if is_neo4j:
            remote, seconds = stack.enter_context(open_neo4j(files, folder))
        local = SqliteStore(folder / "store.db")
        questions = make_questions(local)
        here = ask_all(make_desk(local, folder / "audit.db"), questions)
        there = ask_all(make_desk(remote, folder / "audit-neo4j.db"), questions) if remote else {}
        rows = [(q.name, here[q.name][1], there[q.name][1] if there else None) for q in questions]
        print_table("one question, warm, ms (median)", ("question", "SQLite", "Neo4j"), rows)
        different = [name for name in there if there[name][0] != here[name][0]]
        say(f"different answers: {different}" if different else "answers compared")
        local.close()
        print_result({
            "scale": factor, "statements": loaded.statements, "failures": len(loaded.failures),
            "sqlite_statements_per_s": round(loaded.statements / loaded.seconds),
            "neo4j_statements_per_s": round(loaded.statements / seconds) if remote else None,
            "sqlite_slowest_ms": round(max(ms for _, ms in here.values()), 1),
            "neo4j_slowest_ms": round(max(ms for _, ms in there.values()), 1) if there else None,
            "answers_equal": not different if there else None,
        })  # fmt: skip
    return 1 if different or loaded.failures else 0


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=12)
    parser.add_argument("--without-neo4j", action="store_true")
    given = parser.parse_args()
    raise SystemExit(run(given.scale, given.seed, is_neo4j=not given.without_neo4j))


if __name__ == "__main__":
    main()
