"""Several processes beside each other: nothing lost, nothing twice, the same graph as one process makes."""

from __future__ import annotations

import json
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from operator import attrgetter
from pathlib import Path

import pytest

from domain.errors import InputError, StoreUnavailable
from graph.record_reader import RowQuery
from graph.sqlite.store import SqliteStore
from ingest.crew import FEWEST_BYTES, Crew, Turn, choose_size
from ingest.job import Job
from ingest.pipeline import Pipeline
from ingest.pseudonym import Pseudonyms
from ingest.readers.item import Item
from ingest.readers.reading import iter_items
from ingest.report import Report
from nlp.reader import Reader
from tests.graph.snapshot import snapshot

pytestmark = pytest.mark.slow

Hand = Callable[[int, Turn], str]


@contextmanager
def open_counter() -> Iterator[Hand]:
    """Open what answers with the number and its process; odd numbers take longer than even ones."""

    def answer(number: int, turn: Turn) -> str:
        time.sleep(0.05 * (number % 2))
        return f"{number} {os.getpid()}"

    yield answer


@contextmanager
def open_mortal() -> Iterator[Hand]:
    """Open what is killed, as by a system without memory, at the number 2."""

    def answer(number: int, turn: Turn) -> str:
        if number == 2:
            os.kill(os.getpid(), signal.SIGKILL)
        return str(number)

    yield answer


@contextmanager
def open_writer(path: Path, deadly: int = -1) -> Iterator[Hand]:
    """Open what adds a number to a file at its turn; the first is the slowest, a deadly one is killed before it."""

    def answer(number: int, turn: Turn) -> str:
        time.sleep(0.3 if number == 0 else 0.0)
        if number == deadly:
            os.kill(os.getpid(), signal.SIGKILL)
        if number != 7:  # one that asks for no turn holds up nobody; 3 asks though it is not ordered
            turn()
            with path.open("a", encoding="utf-8") as file:
                file.write(f"{number}\n")
        return str(number)

    yield answer


@contextmanager
def open_refused() -> Iterator[Hand]:
    """Open nothing: the store cannot be reached."""
    raise StoreUnavailable("没有存储")
    yield str


@contextmanager
def open_failing() -> Iterator[Hand]:
    """Open what finds at the number 1 that the store is gone."""

    def answer(number: int, turn: Turn) -> str:
        if number == 1:
            raise StoreUnavailable("存储不见了")
        return str(number)

    yield answer


def lose(number: int) -> str:
    """Return what is said of a number whose process is gone."""
    return f"{number} lost"


def give(crew: Crew[int, str], numbers: range) -> list[tuple[int, str]]:
    """Hand out the numbers; return numbers and answers as they came."""
    got = []
    for number in numbers:
        crew.submit(number)
        got.extend(crew.finished())
    return [*got, *crew.drain()]


def test_results_come_in_the_order_of_the_jobs_from_several_processes() -> None:
    """Whoever is faster: the order is that in which the jobs were given, and none is missing."""
    with Crew(open_counter, 2, lose) as crew:
        got = give(crew, range(12))
    assert [number for number, _ in got] == list(range(12))
    assert [int(answer.split()[0]) for _, answer in got] == list(range(12))
    processes = {answer.split()[1] for _, answer in got}
    assert len(processes) == 2
    assert str(os.getpid()) not in processes


@pytest.mark.parametrize("deadly", [-1, 0], ids=["none dies", "the first dies"])
def test_ordered_jobs_take_their_turns(tmp_path: Path, deadly: int) -> None:
    """What they do at their turn is done in the order in which they were given, whoever is ready first."""
    if deadly >= 0 and os.name == "nt":
        pytest.skip("Windows has no SIGKILL")
    path = tmp_path / "order.txt"
    with Crew(partial(open_writer, path, deadly), 3, lose, ordered=is_ordered) as crew:
        got = give(crew, range(9))
    assert [number for number, _ in got] == list(range(9))
    expected = [n for n in range(9) if n not in (3, 7, deadly)]
    written = [int(line) for line in path.read_text("utf-8").split()]
    assert [number for number in written if number != 3] == expected
    assert 3 in written


def is_ordered(number: int) -> bool:
    """True for all numbers but one, which waits for nobody all the same."""
    return number != 3


def test_a_process_that_is_killed_loses_its_own_job_only() -> None:
    """The job is answered for, and a new process goes on."""
    with Crew(open_mortal, 2, lose) as crew:
        got = give(crew, range(6))
    assert got == [(n, "2 lost" if n == 2 else str(n)) for n in range(6)]


@pytest.mark.parametrize(("opener", "message"), [(open_refused, "没有存储"), (open_failing, "存储不见了")])
def test_what_a_process_cannot_go_on_with_ends_the_run(opener: Callable[[], object], message: str) -> None:
    """A store that is gone is gone for all."""
    with pytest.raises(StoreUnavailable, match=message), Crew(opener, 2, lose) as crew:  # type: ignore[arg-type]
        give(crew, range(6))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_no_process_outlives_the_one_that_started_it(tmp_path: Path) -> None:
    """Killed in the middle, the run leaves no process that holds the store."""
    script = tmp_path / "run.py"
    script.write_text(
        "import os, signal\n"
        "from ingest.crew import Crew\n"
        "from tests.ingest.test_crew import lose, open_counter\n"
        "if __name__ == '__main__':\n"
        "    with Crew(open_counter, 2, lose) as crew:\n"
        "        for number in (0, 1):\n"
        "            crew.submit(number)\n"
        "        print(*[answer.split()[1] for _, answer in crew.drain()], flush=True)\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n",
        "utf-8",
    )
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == -signal.SIGKILL, done.stderr
    processes = [int(word) for word in done.stdout.split()]
    assert len(processes) == 2
    end = time.monotonic() + 10
    while any(map(is_alive, processes)) and time.monotonic() < end:
        time.sleep(0.05)
    assert not any(map(is_alive, processes))


def is_alive(process: int) -> bool:
    """True while the process exists and is no zombie."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{process}/stat")
    return not (status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z")


def test_errors_cross_from_process_to_process_whole() -> None:
    """What names a file, a place and a remedy names them on the other side, and what was added to it."""
    error = InputError("甲.csv", "第 3 行", "没有日期", "请补上")
    error.findings = ("一",)  # type: ignore[attr-defined]
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.file, again.place, again.problem, again.remedy) == (
        str(error), "甲.csv", "第 3 行", "没有日期", "请补上",
    )  # fmt: skip
    assert again.findings == ("一",)


def test_a_run_takes_one_process_where_more_would_not_pay(tmp_path: Path) -> None:
    """As many as asked for; by itself one for few bytes."""
    small, large = tmp_path / "small.txt", tmp_path / "large.txt"
    small.write_text("晴。", "utf-8")
    large.write_bytes(b"x" * FEWEST_BYTES)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    assert choose_size([small]) == 1
    assert choose_size([small], 3) == 3
    assert (choose_size([small, large]) > 1) is (cores > 1)
    assert choose_size([tmp_path / "none"]) == 1


@contextmanager
def open_pipeline(folder: Path) -> Iterator[Pipeline]:
    """Open the way into the store of a folder."""
    store = SqliteStore(folder / "store.db")
    yield Pipeline(store, Reader(), Pseudonyms(folder / "key.db"))
    store.close()


@contextmanager
def open_taker(folder: Path) -> Iterator[Callable[[Job, Turn], Report]]:
    """Open what a process of the crew does."""
    with open_pipeline(folder) as pipeline:
        yield pipeline.take


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder of texts, tables, one text twice with other dates, and what cannot be read."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(8):
        text = f"闻人朔任青禾县水利局局长\n\n7月{number + 1}日，闻人朔任青禾县水利局局长。\n"
        (folder / f"{number}.txt").write_text(text, "utf-8")
    lines = [
        {"text": "覃行任白桦旗教育局局长。", "published": "2024-05-02"},
        {"text": "覃行任白桦旗教育局局长。", "published": "2024-05-01"},
        {"text": "青禾县水利局原局长闻人朔因违纪受到党内严重警告处分。"},
    ]
    (folder / "a.jsonl").write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
    for month in (3, 4):
        rows = [f"2024-{month:02d}-{day:02d},云杉社区,0{day:02d},助餐,1" for day in range(1, 20)]
        rows.append(f"2024-{month:02d}-40,云杉社区,099,助餐,1")
        (folder / f"log{month}.csv").write_text("服务日期,社区,户号,服务项目,次数\n" + "\n".join(rows), "utf-8")
    rows = [f"F{n:04d},2024-05-01,云杉社区,{n:03d},助浴,1" for n in range(300)]
    head = "记录编号,服务日期,社区,户号,服务项目,次数\n"
    (folder / "slow.csv").write_text(head + "\n".join(rows), "utf-8")
    (folder / "slow_mended.csv").write_text(f"{head}F0007,2024-05-01,云杉社区,007,助浴,5\n", "utf-8")
    (folder / "empty.txt").write_bytes(b"")
    return folder


def test_a_crew_makes_the_graph_that_one_process_makes(tmp_path: Path, files: Path) -> None:
    """Statements, entities, judgements and what was refused are the same; nothing is read a second time."""
    told = []
    for size in (1, 2):
        place = tmp_path / str(size)
        place.mkdir()
        for name in ("key.db", "key.db.key"):  # the same households are the same pseudonyms
            if size == 2:
                (place / name).write_bytes((tmp_path / "1" / name).read_bytes())
        with open_pipeline(place) as pipeline:
            if size == 1:
                report = pipeline.run([files], published="2024-05-07")
            else:
                with Crew(partial(open_taker, place), size, pipeline.lose, attrgetter("is_ordered")) as crew:
                    report = pipeline.run([files], published="2024-05-07", crew=crew)
            uses = pipeline.store.count_rows(RowQuery("USED"), ())
            assert uses[0].total == 2 * 19 + 299 + 5
            told.append((snapshot(pipeline.store), describe(report)))
            again = pipeline.run([files], published="2024-05-07")
            assert (again.read, again.statements) == (0, 0)
    assert told[0] == told[1]


def describe(report: Report) -> tuple[object, ...]:
    """Return all that a report says."""
    return (
        report.read, report.known, report.statements, [str(failure) for failure in report.failures], report.findings,
        report.dropped, report.encodings, report.undated, report.mappings, report.rows, report.quarantined,
        report.orphaned, report.withdrawn,
    )  # fmt: skip


def test_a_lost_item_is_a_failure_that_names_the_file(tmp_path: Path, files: Path) -> None:
    """It stands in the report and the ledger, and the next run reads it."""
    with open_pipeline(tmp_path) as pipeline:
        (item,) = iter_items([files / "0.txt"])
        assert isinstance(item, Item)
        report = pipeline.lose(Job(item))
        assert "0.txt" in str(report.failures[0])
        assert "--processes 1" in str(report.failures[0])
        assert [stage.state for stage in pipeline.store.failures()] == ["failed"]
        assert pipeline.run([files / "0.txt"]).read == 1
        assert list(pipeline.store.failures()) == []
