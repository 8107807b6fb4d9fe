"""Whatever stands in a table: no row is lost, nothing forbidden is kept, and reading it twice is reading it once."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.pseudonym import Pseudonyms
from ingest.record import TableReading
from tests.ingest.books import read_file

pytestmark = pytest.mark.slow

HEAD = ("记录编号", "服务日期", "社区", "户号", "服务项目", "次数", "联系电话")
CELLS = {
    "记录编号": ["R1", "R2", "R3", "", "1.2E+10"],
    "服务日期": ["2024-03-05", "2024.2.30", "", "45000", "昨天", "5月6日", "2099-1-1"],
    "社区": ["东沟村", "西沟村", "", "12", "同上", "东沟村 13812345678"],
    "户号": ["户Q7Z", "户Q8Z", "", "王秀英", "13812345678", "00 1"],
    "服务项目": ["助餐", "助浴", "助餐、助浴", "", "给王秀英送餐", "=1+1"],
    "次数": ["1", "", "-1", "约3", "许多", "1.5"],
    "联系电话": ["13812345678", ""],
}
SECRETS = ("13812345678", "王秀英", "Q7Z", "Q8Z")
ROWS = st.lists(st.tuples(*(st.sampled_from(CELLS[head]) for head in HEAD)), min_size=1, max_size=12)


def read(rows: list[tuple[str, ...]], folder: Path) -> TableReading:
    buffer = io.StringIO()
    csv.writer(buffer).writerows([HEAD, *rows])
    path = folder / "table.csv"
    path.write_text(buffer.getvalue(), encoding="utf-8", newline="")
    return read_file(path, Pseudonyms(folder / "key.sqlite"))


@settings(max_examples=150, deadline=None)
@given(rows=ROWS)
def test_each_row_is_statements_or_a_finding(rows: list[tuple[str, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        reading = read(rows, Path(folder))
        again = read(rows, Path(folder))
    assert reading == again
    assert not any(secret in repr(reading) for secret in SECRETS)
    left_out = {f.row for f in reading.findings if f.severity == "reject" or f.kind in ("repeated", "empty")}
    lines = [line for line, row in enumerate(rows, 2) if any(cell.strip() for cell in row)]
    quotes = {statement.evidence.start for statement in reading.statements}
    assert len(quotes) + len(left_out & set(lines)) == len(lines)
    quarantined = {line for table in reading.quarantined for line, _, _ in table.rows}
    assert quarantined == {f.row for f in reading.findings if f.severity == "reject"}
