"""Runs that are stopped or cannot write, as processes: one line, no trace, nothing left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from graph.sqlite.store import SqliteStore
from tests.graph.commits import write_post

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="Windows has neither these signals nor these devices"),
]

NAME = "江望潮"
START = "from qunxiang.__main__ import start; start()"
WAIT = "print('ready', flush=True); time.sleep(60)"
EXPORT = f"""
import time
import qunxiang.commands.export as command
def rows(*_):
    yield {{"id": "1"}}
    {WAIT}
command.export_rows = rows
{START}
"""
"""An export that waits behind its first row."""

INGEST = f"""
import time
from ingest.pipeline import Pipeline
def run(*_, **__):
    {WAIT}
Pipeline.run = run
{START}
"""

IMPORTING = f"""
import os, signal, sys
class Stop:
    def find_spec(self, name, *_):
        if name == "typer":
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Stop())
{START}
"""
"""Ctrl-C comes while the program still loads."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project folder with one official in its store."""
    store = SqliteStore(tmp_path / "project" / "store.db")
    store.put_document(write_post(NAME, "局长", "青海省云岫县教育局", "2024-03-05").commit())
    store.close()
    return tmp_path / "project"


def start(project: Path, *arguments: str, code: str = START, stdout: Any = subprocess.PIPE) -> subprocess.Popen[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("QUNXIANG_")}
    return subprocess.Popen(
        [sys.executable, "-c", code, "--project", str(project), *arguments], text=True, encoding="utf-8",
        stdout=stdout, stderr=subprocess.PIPE, env=kept | {"QUNXIANG_LANGUAGE": "zh", "PYTHONIOENCODING": "utf-8"},
        preexec_fn=hear_ctrl_c,
    )  # fmt: skip


def hear_ctrl_c() -> None:
    """Undo what a shell does to its background jobs: a suite started there would hand on a deaf ear for SIGINT."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def waiting(project: Path, *arguments: str, code: str) -> Iterator[subprocess.Popen[str]]:
    """Start a run; it is in the middle of its work inside."""
    with start(project, *arguments, code=code) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            yield process
        finally:
            process.kill()


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize(
    ("code", "command", "sentence"),
    [
        (EXPORT, ("export", "--output"), "已停止；目标文件没有变动"),
        (INGEST, ("ingest", "--report"), "已停止；再次运行会从停下的地方继续"),
    ],
    ids=["export", "ingest"],
)
def test_stopping_is_one_line(
    project: Path, tmp_path: Path, ending: int, code: str, command: tuple[str, ...], sentence: str
) -> None:
    """Exit 1; no draft and no target is left, whether Ctrl-C or a service manager ended it."""
    (tmp_path / "out").mkdir()
    arguments = (*command, str(tmp_path / "out" / "x.jsonl"), *(("a.txt",) if code == INGEST else ()))
    with waiting(project, *arguments, code=code) as process:
        process.send_signal(ending)
        _, said = process.communicate(timeout=30)
    assert process.returncode == 1
    assert said.strip().splitlines()[-1] == sentence
    assert "Traceback" not in said
    assert names_in(tmp_path / "out") == []


def test_stopping_while_it_loads_is_one_line(project: Path) -> None:
    """No trace of the imports."""
    with start(project, "status", code=IMPORTING) as process:
        out, said = process.communicate(timeout=30)
    assert (process.returncode, out, said) == (1, "", "已停止\n")


def test_draft_of_a_killed_run_goes_with_the_next_and_one_in_work_stays(project: Path, tmp_path: Path) -> None:
    """A killed run can clean nothing up; the next one to the same file does, and takes none that is being written."""
    folder = tmp_path / "out"
    folder.mkdir()
    other = ".x.jsonl.notes.draft"
    (folder / other).touch()
    target = str(folder / "x.jsonl")
    with waiting(project, "export", "--output", target, code=EXPORT):
        (draft,) = set(names_in(folder)) - {other}
        with start(project, "export", "--output", target) as beside:
            assert beside.wait(timeout=60) == 0
        assert set(names_in(folder)) == {other, draft, "x.jsonl"}
    assert draft in names_in(folder)
    with start(project, "export", "--output", target) as again:
        assert again.wait(timeout=60) == 0
    assert set(names_in(folder)) == {other, "x.jsonl"}


@pytest.mark.parametrize(
    "arguments",
    [("export",), ("search", NAME, "--json"), ("search", "无此人", "--json"), ("portrait", NAME), ("status",)],
    ids=" ".join,
)
def test_full_device_is_one_line(project: Path, arguments: tuple[str, ...]) -> None:
    """Exit 1, also where the little that there is would only fail when the process ends."""
    if not Path("/dev/full").is_char_device():
        pytest.skip("no /dev/full on this system")
    with open("/dev/full", "w") as full, start(project, *arguments, stdout=full) as process:
        _, said = process.communicate(timeout=60)
    assert process.returncode == 1
    (line,) = said.splitlines()
    assert line.startswith("写不出结果（No space left on device）")
