"""I1: archive and entity bombs, forged sizes, ../ and PDFs without end are refused or killed; the service answers."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import threading
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from api.routes.health import router
from domain.errors import InputError
from ingest.readers import reading
from ingest.readers.item import Item
from ingest.readers.reading import iter_items
from ingest.worker.fault import Fault
from ingest.worker.worker import Worker
from tests.ingest.office import (
    HEAD,
    SHEET,
    WORD,
    assemble_pdf,
    forge_sizes,
    make_bomb,
    make_pdf,
    make_word,
    make_workbook,
    make_zip,
    paragraph,
)

pytestmark = pytest.mark.slow

SECONDS = 20.0
MEMORY = 512 << 20
GOOD = "云杉社区的网格员走访了三户人家。"


class Watched(Worker):
    """A worker whose peak of memory is kept after it has gone."""

    made: ClassVar[list[Worker]] = []

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)  # type: ignore[arg-type]
        self.made.append(self)


@pytest.fixture
def workers(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Worker]]:
    """The workers of the test."""
    Watched.made.clear()
    monkeypatch.setattr(reading, "Worker", Watched)
    yield Watched.made
    assert all(worker.process_id == 0 for worker in Watched.made)


def laughs(levels: int = 12) -> str:
    """Return a document type whose last entity unfolds to ten to the power of the levels."""
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, levels))
    return f'{HEAD}<!DOCTYPE x [<!ENTITY e0 "ha">{lines}]>'


def sheet_of_600_mb() -> bytes:
    """Return a workbook of a few MB whose sheet unpacks to 600 MB, and says so."""
    rest = make_workbook("")
    head = f"<worksheet {SHEET}><sheetData>".encode()
    bomb = make_bomb("xl/worksheets/sheet1.xml", 600 << 20, head, b"</sheetData></worksheet>", filler=b" ")
    return _merge(rest, bomb)


def _merge(first: bytes, second: bytes) -> bytes:
    """Return the second archive with the members of the first that it lacks; sizes stay as the second declares."""
    buffer = io.BytesIO(second)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive, zipfile.ZipFile(io.BytesIO(first)) as other:
        held = set(archive.namelist())
        for name in other.namelist():
            if name not in held:
                archive.writestr(name, other.read(name))
    return buffer.getvalue()


def overlapping() -> bytes:
    """Return an archive of a thousand members that all lie on the same packed bytes."""
    packed = make_bomb("a.txt", 1 << 20)
    start = packed.index(b"PK\x01\x02")
    end = packed.index(b"PK\x05\x06")
    entry = packed[start:end]
    tail = bytearray(packed[end:])
    count = 1_000
    tail[8:12] = count.to_bytes(2, "little") * 2
    tail[12:16] = (len(entry) * count).to_bytes(4, "little")
    return packed[:start] + entry * count + bytes(tail)


def nested(levels: int) -> bytes:
    """Return an archive in an archive in an archive."""
    data = make_bomb("a.txt", 8 << 20)
    for _ in range(levels):
        data = make_zip({f"{n}.zip": data for n in range(4)}, method=0)
    return data


def looping_pages() -> bytes:
    """Return a PDF whose page tree leads back to its root, with a count of a thousand million."""
    return assemble_pdf(
        ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1000000000/Kids[3 0 R 3 0 R]>>",
         "<</Type/Pages/Count 500000000/Kids[2 0 R 2 0 R]/Parent 2 0 R>>"]
    )  # fmt: skip


def looping_forms() -> bytes:
    """Return a PDF of one page whose form draws itself twice, and the next level twice again."""
    forms = []
    levels = 40
    for n in range(levels):
        stream = "/X Do /X Do"
        resources = f"/Resources<</XObject<</X {5 + min(n + 1, levels - 1)} 0 R>>>>"
        forms.append(
            f"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]{resources}/Length {len(stream)}>>\nstream\n{stream}\nendstream"
        )
    return assemble_pdf(
        ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>",
         "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>/Contents 4 0 R>>",
         "<</Length 5>>\nstream\n/X Do\nendstream", *forms]
    )  # fmt: skip


def unfolding_stream() -> bytes:
    """Return a PDF whose content is packed twice over and unfolds to 400 MB."""
    data = zlib.compress(b"q " * (200 << 20), 9)
    data = zlib.compress(data, 9)
    return assemble_pdf(
        ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>",
         "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
         b"<</Filter[/FlateDecode/FlateDecode]/Length %d>>\nstream\n%s\nendstream" % (len(data), data)]
    )  # fmt: skip


def many_pages() -> bytes:
    """Return a PDF with a page tree of a million leaves that are all the same page."""
    kids = " ".join(["3 0 R"] * 1000)
    return assemble_pdf(
        ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count 1000000/Kids[{' '.join(['4 0 R'] * 1000)}]>>",
         "<</Type/Page/Parent 4 0 R/MediaBox[0 0 9 9]>>", f"<</Type/Pages/Count 1000/Kids[{kids}]/Parent 2 0 R>>"]
    )  # fmt: skip


SHARED = f"<sst {SHEET}>".encode()
BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomb.zip": (lambda: make_bomb("a.txt", 3 << 30), "上限"),
    "ratio.zip": (lambda: make_bomb("a.txt", 100 << 20), "倍"),
    "forged.zip": (lambda: forge_sizes(make_bomb("a.txt", 300 << 20), "a.txt", 1000), "伪造"),
    "count.zip": (lambda: make_zip({f"{n}.txt": "x" for n in range(10_001)}), "10,001 个文件"),
    "overlapping.zip": (overlapping, "上限"),
    "climbing.zip": (lambda: make_zip({"../../up.txt": GOOD}), "压缩包之外"),
    "sheet.xlsx": (sheet_of_600_mb, "上限"),
    "forged.xlsx": (lambda: forge_sizes(sheet_of_600_mb(), "xl/worksheets/sheet1.xml", 5_000), "伪造"),
    "entities.xlsx": (lambda: make_workbook('<row r="1"><c><v>&e11;</v></c></row>', head=laughs()), "实体"),
    "entities.docx": (lambda: make_word(paragraph("&e11;"), laughs()), "实体"),
    "external.docx": (
        lambda: make_word(paragraph("&e;"), f'{HEAD}<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'), "实体",
    ),
    "deep.docx": (lambda: make_word("<w:p>" * 100_000 + "</w:p>" * 100_000), "嵌套"),
    "strings.xlsx": (
        lambda: _merge(
            make_workbook(""), make_bomb("xl/sharedStrings.xml", 250 << 20, SHARED, b"</sst>", b"<si/>")
        ), "上限",
    ),
    "text.docx": (
        lambda: make_bomb(
            "word/document.xml", 200 << 20, f"<w:document {WORD}><w:body><w:p><w:r><w:t>".encode(),
            b"</w:t></w:r></w:p></w:body></w:document>", b"a",
        ), "上限",
    ),
    "pages.pdf": (looping_pages, "PDF"),
    "forms.pdf": (looping_forms, ""),
    "stream.pdf": (unfolding_stream, ""),
    "many.pdf": (many_pages, "PDF"),
    "cut.pdf": (lambda: make_pdf([[(50, 800, GOOD)]] * 3)[:-400], "不完整"),
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_or_killed_in_time_and_in_memory_and_the_file_beside_it_is_read(
    name: str, tmp_path: Path, workers: list[Worker]
) -> None:
    make, words = BOMBS[name]
    (tmp_path / name).write_bytes(make())
    (tmp_path / "zz.docx").write_bytes(make_word(paragraph(GOOD)))
    started = time.monotonic()
    found = list(iter_items([tmp_path]))
    taken = time.monotonic() - started
    items = [one.document.text for one in found if isinstance(one, Item)]
    errors = [one for one in found if isinstance(one, InputError)]
    assert items == [GOOD]
    assert len(errors) == 1
    assert name in str(errors[0])
    assert words in str(errors[0])
    assert errors[0].remedy
    assert taken <= SECONDS
    assert max(worker.peak for worker in workers) <= MEMORY


def test_archives_in_archives_stop_where_the_limit_is(tmp_path: Path, workers: list[Worker]) -> None:
    (tmp_path / "nested.zip").write_bytes(nested(3))
    started = time.monotonic()
    found = list(iter_items([tmp_path]))
    assert found
    assert all(isinstance(one, InputError) and "层" in one.problem for one in found)
    assert time.monotonic() - started <= SECONDS
    assert max(worker.peak for worker in workers) <= MEMORY


def test_the_service_answers_while_a_file_without_end_is_read(
    tmp_path: Path, workers: list[Worker], answer: Callable[[], float]
) -> None:
    (tmp_path / "forms.pdf").write_bytes(looping_forms())
    (tmp_path / "stream.pdf").write_bytes(unfolding_stream())
    reader = threading.Thread(target=lambda: list(iter_items([tmp_path])))
    reader.start()
    times = [answer()]
    while reader.is_alive():
        times.append(answer())
        time.sleep(0.05)
    reader.join()
    assert max(times) < 2.0


@pytest.fixture
def answer() -> Iterator[Callable[[], float]]:
    """Ask the service, and return how long it took."""
    app = FastAPI()
    app.include_router(router)
    with TestClient(app) as client:

        def ask() -> float:
            started = time.monotonic()
            assert client.get("/healthz").status_code == 200
            return time.monotonic() - started

        yield ask


@pytest.fixture
def mischief() -> Iterator[Worker]:
    """A worker with those jobs and little time."""
    with Worker("tests.responsible.mischief:load_mischief", seconds=4.0) as worker:
        yield worker


def test_the_worker_can_neither_open_a_file_nor_a_socket_nor_start_a_program(mischief: Worker, tmp_path: Path) -> None:
    target = tmp_path / "written"
    assert list(mischief.ask("write", os.fsencode(target))) == [[True, True]]
    assert list(mischief.ask("connect", b"")) == [[True, True, True]]
    assert not target.exists()


@pytest.mark.skipif(not hasattr(os, "unshare") and not Path("/proc/self/ns/net").exists(), reason="Linux only")
def test_the_worker_has_left_the_network(mischief: Worker) -> None:
    list(mischief.ask("write", b"/nowhere/x"))
    here = os.readlink("/proc/self/ns/net")
    try:
        there = os.readlink(f"/proc/{mischief.process_id}/ns/net")
    except PermissionError:
        return  # nobody may look into the worker either
    assert there != here


@pytest.mark.parametrize(
    ("job", "code"), [("eat", "memory"), ("hang", "time"), ("crash", "died"), ("chatter", "too_much")]
)
def test_what_goes_wrong_has_a_name_and_the_next_file_a_new_worker(mischief: Worker, job: str, code: str) -> None:
    started = time.monotonic()
    with pytest.raises(Fault) as caught:
        list(mischief.ask(job, b""))
    assert caught.value.code == code
    assert time.monotonic() - started < SECONDS
    assert mischief.peak <= MEMORY
    assert list(mischief.ask("write", b"/nowhere/x")) == [[True, True]]


def test_the_worker_ends_with_its_reader(tmp_path: Path) -> None:
    script = (
        "import sys, time; sys.path.insert(0, sys.argv[1]); from ingest.worker.worker import Worker;"
        "w = Worker('tests.responsible.mischief:load_mischief'); list(w.ask('write', b'/nowhere/x'));"
        "print(w.process_id, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", script, os.getcwd()], stdout=subprocess.PIPE)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline and _runs(child):
        time.sleep(0.02)
    assert not _runs(child)


def _runs(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
