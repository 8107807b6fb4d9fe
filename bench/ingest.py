"""Real articles through the real command line: speed and memory, then killed again and again, then two at once.

`python -m bench.ingest [--documents N] [--part N] [--kills N] [--seed N] [--stores sqlite,neo4j] [--shared FOLDER]`
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from bench.command import Outcome, Place, reap, run, run_until, start
from bench.output import open_workplace, print_result, print_table, say
from bench.server import Neo4j, run_neo4j
from bench.shared import BESIDE, find_missing
from bench.watch import Watch, empty_neo4j, watch_neo4j, watch_sqlite

NEWS = "data/news/governance.jsonl.xz"
ENGINES = ("sqlite", "neo4j")
KINDS = ("statements", "mentions", "entities")
JITTER = 0.06
"""A kill falls up to so many seconds after its document: anywhere in the way of one or two documents."""


@dataclass(frozen=True, slots=True)
class Export:
    """What a store gives other programs: the bytes of each kind, and the ids of the statements among them."""

    ids: frozenset[str]
    content: dict[str, bytes]


@dataclass
class Finding:
    """What one engine did; None where it was not asked."""

    documents: int = 0
    seconds: float = 0.0
    megabytes: float = 0.0
    failures: int = 0
    statements: int = 0
    kills: int = 0
    same_ids: bool | None = None
    same_bytes: bool | None = None
    pair_documents: int = 0
    pair_same_bytes: bool | None = None
    exports: dict[int, Export] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bench:
    """The folder, the input files by number of documents, and how often a run is killed."""

    folder: Path
    files: dict[int, Path]
    kills: int
    seed: int

    @property
    def log(self) -> Path:
        return self.folder / "messages.log"


def main(arguments: Sequence[str] | None = None) -> int:
    """Ingest, kill, compare, print; 1 when a comparison fails."""
    asked = _read_arguments(arguments)
    reason = find_missing(asked.shared, NEWS)
    if reason:
        say(f"skipped: {reason}")
        print_result({"bench": "ingest", "skipped": reason})
        return 0
    findings: dict[str, Finding | None] = dict.fromkeys(ENGINES)
    with open_workplace("bench-ingest") as folder:
        whole, part = _cut(asked.shared / NEWS, folder, asked.documents, asked.part)
        bench = Bench(folder, dict((whole, part)), asked.kills, asked.seed)
        if "sqlite" in asked.stores:
            findings["sqlite"] = _run_sqlite(bench, whole[0], part[0])
        if "neo4j" in asked.stores:
            findings["neo4j"] = _run_neo4j(bench, part[0])
    engines_agree = _compare_engines(findings, part[0])
    _print(findings, asked.stores, engines_agree)
    figures: dict[str, object] = {"bench": "ingest", "seed": asked.seed}
    for engine, finding in findings.items():
        figures |= _make_figures(engine, finding)
    print_result(figures | {"engines_same_bytes": engines_agree})
    return exit_code_of(figures | {"engines_same_bytes": engines_agree})


def exit_code_of(figures: Mapping[str, object]) -> int:
    """Return 1 when a comparison was made and failed; a number of 0 and a comparison not made are no failure."""
    return int(any(value is False for value in figures.values()))


def _read_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.ingest", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=0, help="only the first N articles [all]")
    parser.add_argument("--part", type=int, default=300, help="articles for Neo4j and for two at once, 0 for all [300]")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--stores", default=",".join(ENGINES), help="sqlite,neo4j")
    parser.add_argument("--shared", type=Path, default=BESIDE, help="the folder with data/")
    asked = parser.parse_args(arguments)
    asked.stores = [engine for engine in asked.stores.split(",") if engine]
    if not asked.stores or set(asked.stores) - set(ENGINES):
        parser.error(f"--stores takes {', '.join(ENGINES)}")
    return asked


def _cut(news: Path, folder: Path, documents: int, part: int) -> tuple[tuple[int, Path], tuple[int, Path]]:
    """Return the number and the file of all wanted articles and of the part."""
    with lzma.open(news, "rb") as stream:
        lines = list(islice(stream, documents or None))
    part = min(part or len(lines), len(lines))
    for number in {len(lines), part}:
        (folder / f"{number}.jsonl").write_bytes(b"".join(lines[:number]))
    return (len(lines), folder / f"{len(lines)}.jsonl"), (part, folder / f"{part}.jsonl")


def _run_sqlite(bench: Bench, whole: int, part: int) -> Finding:
    finding = Finding()

    @contextmanager
    def fresh(name: str) -> Iterator[tuple[Place, Watch]]:
        project = bench.folder / f"sqlite-{name}"
        with watch_sqlite(project / "store.db") as watch:
            yield Place(f"sqlite:///{project / 'store.db'}", project), watch

    with fresh("whole") as (place, _):
        _ingest(bench, "sqlite", place, whole, finding)
    with fresh("killed") as (place, watch):
        _interrupt(bench, "sqlite", place, watch, whole, finding)
    if part != whole:
        with fresh("part") as (place, _):
            _check(run(place, bench.log, "ingest", bench.files[part]), bench)
            finding.exports[part] = _export(place, bench)
    with fresh("pair") as (place, _):
        _run_pair(bench, "sqlite", place, part, finding)
    return finding


def _run_neo4j(bench: Bench, part: int) -> Finding | None:
    finding = Finding()
    say("neo4j: starting a server")
    with run_neo4j(bench.folder / "neo4j") as server:
        if server is None:
            return None
        with watch_neo4j(server) as watch:
            _ingest(bench, "neo4j", _place(server, bench, "whole"), part, finding)
            empty_neo4j(server)
            _interrupt(bench, "neo4j", _place(server, bench, "killed"), watch, part, finding)
            empty_neo4j(server)
            _run_pair(bench, "neo4j", _place(server, bench, "pair"), part, finding)
    return finding


def _place(server: Neo4j, bench: Bench, name: str) -> Place:
    return Place(server.url, bench.folder / f"neo4j-{name}", server.password_file)


def _ingest(bench: Bench, engine: str, place: Place, number: int, finding: Finding) -> None:
    say(f"{engine}: {number:,} articles without interruption")
    outcome = _check(run(place, bench.log, "ingest", bench.files[number]), bench)
    finding.documents, finding.seconds, finding.megabytes = number, outcome.seconds, outcome.megabytes
    status = json.loads(_ask(place, "status", "--json"))
    finding.failures, finding.statements = status["failures"], status["statements"]
    finding.exports[number] = _export(place, bench)


def _interrupt(bench: Bench, engine: str, place: Place, watch: Watch, number: int, finding: Finding) -> None:
    """Kill the run when it has come to a random document, and a random moment later; then let it finish."""
    chance = random.Random(bench.seed)
    targets = sorted(chance.sample(range(number), min(bench.kills, number)))
    for kill, target in enumerate(targets, 1):
        delay = chance.random() * JITTER
        say(f"{engine}: kill {kill} of {len(targets)} at document {target:,}")

        def is_time(target: int = target, delay: float = delay) -> bool:
            if watch() < target:
                return False
            time.sleep(delay)
            return True

        finding.kills += run_until(place, bench.log, is_time, "ingest", bench.files[number])
    _check(run(place, bench.log, "ingest", bench.files[number]), bench)
    found, wanted = _export(place, bench), finding.exports[number]
    finding.same_ids = found.ids == wanted.ids
    finding.same_bytes = found.content == wanted.content


def _run_pair(bench: Bench, engine: str, place: Place, number: int, finding: Finding) -> None:
    say(f"{engine}: two at once, {number:,} articles")
    begin = time.monotonic()
    with (
        start(place, bench.log, "ingest", bench.files[number]) as first,
        start(place, bench.log, "ingest", bench.files[number]) as second,
    ):
        for process in (first, second):
            _check(reap(process, begin), bench)
    finding.pair_documents = number
    finding.pair_same_bytes = _export(place, bench).content == finding.exports[number].content


def _check(outcome: Outcome, bench: Bench) -> Outcome:
    """Return the outcome of a run that ended as it should: done, or done but some documents failed."""
    if outcome.code not in (0, 5):
        tail = bench.log.read_text("utf-8", errors="replace").splitlines()[-15:]
        raise SystemExit("\n".join([f"ingest ended with exit code {outcome.code}", *tail]))
    return outcome


def _export(place: Place, bench: Bench) -> Export:
    content = {}
    for kind in KINDS:
        output = bench.folder / "export.jsonl"
        _ask(place, "export", "--kind", kind, "--output", output)
        content[kind] = output.read_bytes()
    return Export(frozenset(json.loads(line)["id"] for line in content["statements"].splitlines()), content)


def _ask(place: Place, *arguments: object) -> str:
    command = place.command(*arguments)
    done = subprocess.run(command, env=place.environment(), capture_output=True, text=True, timeout=300, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, arguments))} ended with exit code {done.returncode}\n{done.stderr}")
    return done.stdout


def _compare_engines(findings: dict[str, Finding | None], part: int) -> bool | None:
    exports = [finding.exports[part] for finding in findings.values() if finding]
    return exports[0].content == exports[1].content if len(exports) == 2 else None


def _print(findings: dict[str, Finding | None], asked: Sequence[str], engines_agree: bool | None) -> None:
    heads = ("store", "articles", "articles/s", "peak MB", "failures", "statements", "kills", "same ids", "same bytes",
             "two at once", "same bytes")  # fmt: skip
    rows: list[list[object]] = []
    for engine in asked:
        f = findings[engine]
        rows.append([engine, *("-" * 10)] if f is None else [
            engine, f.documents, f.documents / f.seconds, f.megabytes, f.failures, f.statements, f.kills, f.same_ids,
            f.same_bytes, f.pair_documents, f.pair_same_bytes,
        ])  # fmt: skip
    print_table("ingest through the command line (start of the program included)", heads, rows)
    if engines_agree is not None:
        print(f"both stores export the same bytes: {engines_agree}")


def _make_figures(engine: str, finding: Finding | None) -> dict[str, object]:
    f = finding
    figures = {
        "articles": f and f.documents,
        "articles_per_s": f and round(f.documents / f.seconds, 1),
        "peak_mb": f and round(f.megabytes, 1),
        "failures": f and f.failures,
        "statements": f and f.statements,
        "kills": f and f.kills,
        "same_ids": f and f.same_ids,
        "same_bytes": f and f.same_bytes,
        "pair_articles": f and f.pair_documents,
        "pair_same_bytes": f and f.pair_same_bytes,
    }
    return {f"{engine}_{name}": value for name, value in figures.items()}


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        say("stopped; everything is cleaned up")
        sys.exit(130)
