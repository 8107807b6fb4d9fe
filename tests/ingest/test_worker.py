"""The worker and its reader: closed words between them, nothing parsed on this side."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import ingest
from ingest.worker.fault import Fault
from ingest.worker.worker import Worker, describe, load_faults
from tests.ingest.office import make_pdf, make_word, make_workbook, make_zip, paragraph

SOURCE = Path(ingest.__file__).parent
PARSERS = ("python_calamine", "pypdfium2", "xml.parsers.expat", "cv2", "rapidocr", "lxml")


def test_every_fault_has_its_words_and_no_words_are_left_over() -> None:
    raised = set()
    for path in [*(SOURCE / "worker").rglob("*.py"), *(SOURCE / "readers").rglob("*.py")]:
        text = path.read_text("utf-8")
        raised |= set(re.findall(r'Fault\(\s*"(\w+)"', text))
        raised |= {word for pair in re.findall(r'Fault\("(\w+)" if .*? else "(\w+)"', text) for word in pair}
        raised |= set(re.findall(r'"fault": "(\w+)"', text))
    assert raised == set(load_faults())


def test_every_fault_can_be_told_and_says_what_to_do() -> None:
    for code in load_faults():
        problem, remedy = describe(Fault(code, n=12_345, most=7, line=3))
        assert "{" not in problem
        assert "请" in remedy
        assert "\n" not in problem + remedy


def test_this_side_loads_no_parser(tmp_path: Path) -> None:
    """R12: whoever reads files of all formats has none of the libraries that take them apart."""
    (tmp_path / "a.docx").write_bytes(make_word(paragraph("文")))
    (tmp_path / "a.pdf").write_bytes(make_pdf([[(60, 700, "文字")]]))
    (tmp_path / "a.xlsx").write_bytes(make_workbook('<row r="1"><c><v>1</v></c></row>'))
    (tmp_path / "a.zip").write_bytes(make_zip({"b.docx": make_word(paragraph("字"))}))
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path;"
        "from ingest.readers.item import Item; from ingest.readers.reading import iter_items;"
        "print(sum(isinstance(i, Item) for i in iter_items([Path(sys.argv[2])])));"
        "print(*[name for name in sys.argv[3:] if name in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(SOURCE.parent), str(tmp_path), *PARSERS],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert run.stdout.split("\n")[:2] == ["4", ""]


def test_one_worker_serves_a_batch() -> None:
    with Worker() as worker:
        data = make_workbook('<row r="1"><c><v>1</v></c></row>')
        list(worker.ask("workbook", data))
        first = worker.process_id
        list(worker.ask("workbook", data))
        assert worker.process_id == first
        os.kill(first, signal.SIGKILL)
        time.sleep(0.2)
        list(worker.ask("workbook", data))
        assert worker.process_id != first
    assert worker.process_id == 0


def test_a_worker_that_cannot_start_is_not_the_fault_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nothing"))
    with Worker() as worker, pytest.raises(Fault) as caught:
        list(worker.ask("word", b""))
    assert caught.value.code == "no_worker"


def test_a_worker_that_dies_before_it_is_ready_is_not_the_fault_of_the_file() -> None:
    with Worker("ingest.worker.child:no_such_loader") as worker, pytest.raises(Fault) as caught:
        list(worker.ask("word", b""))
    assert caught.value.code == "no_worker"


def test_who_stops_listening_leaves_no_worker_that_still_talks() -> None:
    with Worker() as worker:
        answer = worker.ask("workbook", make_workbook('<row r="1"><c><v>1</v></c></row>'))
        next(answer)
        answer.close()
        assert worker.process_id == 0
        assert list(worker.ask("word", make_word(paragraph("文")))) == [{"lines": ["文"]}]
