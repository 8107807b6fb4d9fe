"""Zip archives: each member as the file that it is, and nothing else of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.errors import InputError
from domain.identifier import hash_bytes
from ingest.readers import reading
from ingest.readers.archive import Budget
from ingest.readers.binary import make_error
from ingest.readers.item import Item, Origin
from ingest.readers.reading import iter_items
from ingest.worker.fault import Fault
from ingest.worker.worker import Worker
from tests.ingest.office import make_bomb, make_word, make_workbook, make_zip, paragraph

LINE = '{"text": "一"}\n{"text": "二"}\n'


def read(folder: Path, data: bytes, name: str = "a.zip") -> list[Item | InputError]:
    """Return what is found in an archive."""
    (folder / name).write_bytes(data)
    return list(iter_items([folder / name], published="2024-04-10", source="来源"))


def show(found: list[Item | InputError]) -> list[str]:
    """Return arrival paths, and for errors the file and the problem."""
    return [
        one.arrival.path if isinstance(one, Item) else f"! {one.file.rpartition('a.zip/')[2]}: {one.problem}"
        for one in found
    ]


def test_each_member_goes_to_the_reader_of_its_format(tmp_path: Path) -> None:
    word, sheet = make_word(paragraph("正文")), make_workbook('<row r="1"><c><v>1</v></c></row>')
    data = make_zip(
        {"b/名.txt": "文", "c.docx": word, "d.xlsx": sheet, "e.jsonl": LINE, "f.csv": "户号,社区\nA,云杉\n"}
    )
    found = read(tmp_path, data)
    assert show(found) == [
        "a.zip/b/名.txt",
        "a.zip/c.docx",
        "a.zip/d.xlsx",
        "a.zip/e.jsonl#1",
        "a.zip/e.jsonl#2",
        "a.zip/f.csv",
    ]
    text, document, workbook, *_, table = found
    assert isinstance(text, Item)
    assert isinstance(document, Item)
    assert isinstance(workbook, Item)
    assert isinstance(table, Item)
    assert (text.document.id, document.document.id) == (hash_bytes("文".encode()), hash_bytes(word))
    assert (text.arrival.published, text.arrival.source) == ("2024-04-10", "来源")
    assert text.file.endswith("a.zip/b/名.txt")
    assert workbook.sheets[0].rows[0].cells == ("1",)
    assert table.sheets


def test_names_without_the_mark_of_utf8_are_gb18030(tmp_path: Path) -> None:
    data = make_zip({"xxxx/yy.txt": "文"}).replace(b"xxxx/yy", "台账/甲".encode("gb18030"))
    assert show(read(tmp_path, data)) == ["a.zip/台账/甲.txt"]


@pytest.mark.parametrize("name", ["../b.txt", "/etc/b.txt", "x/../../b.txt", "..\\b.txt", "C:\\b.txt"])
def test_a_name_that_leads_out_is_refused_and_the_others_are_read(tmp_path: Path, name: str) -> None:
    found = show(read(tmp_path, make_zip({name: "坏", "c.txt": "好"})))
    assert found[-1] == "a.zip/c.txt" or found[0] == "a.zip/c.txt"
    assert len(found) == 2
    assert any("压缩包之外" in one for one in found)
    assert not (tmp_path.parent / "b.txt").exists()


def test_what_file_managers_leave_behind_is_passed_over(tmp_path: Path) -> None:
    members = {"__MACOSX/._c.txt": "x", ".DS_Store": "x", "d/~$c.docx": "x", "Thumbs.db": "x", "c.txt": "好"}
    assert show(read(tmp_path, make_zip(members))) == ["a.zip/c.txt"]


def test_archives_in_archives_are_read_to_the_second(tmp_path: Path) -> None:
    third = make_zip({"deep.txt": "深"})
    second = make_zip({"c.txt": "二", "third.zip": third})
    found = show(read(tmp_path, make_zip({"b.txt": "一", "second.zip": second})))
    assert found[:2] == ["a.zip/b.txt", "a.zip/second.zip/c.txt"]
    assert found[2].startswith("! second.zip/third.zip: 压缩包套了 2 层")


def test_members_with_a_password_damage_or_an_unread_format_are_refused_by_name(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in ("locked.txt", "sound.txt", "torn.txt"):
            archive.writestr(name, f"文字 {name}")
        archive.writestr("odd.txt", "x", zipfile.ZIP_BZIP2)
        archive.writestr("see.pptx", "x")
    data = bytearray(buffer.getvalue().replace("文字 torn".encode(), "文字 born".encode()))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert show(read(tmp_path, bytes(data))) == [
        "! locked.txt: 这个成员有密码", "! odd.txt: 压缩方法不是常用的 deflate，读不了",
        "! see.pptx: 这一版不读PowerPoint 文件（pptx）", "a.zip/sound.txt", "! torn.txt: 压缩数据已损坏（校验不符）",
    ]  # fmt: skip


def test_what_an_archive_unpacks_to_is_bounded_over_the_inner_ones_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.readers.reading.Budget", lambda: Budget(1 << 20))
    inner = make_bomb("b.txt", 700_000, filler=b"a")
    found = show(read(tmp_path, make_zip({"one.zip": inner, "two.zip": inner}, zipfile.ZIP_STORED)))
    assert found[0] == "a.zip/one.zip/b.txt"
    assert found[1].startswith("! two.zip: 解压后超过")


def test_an_archive_of_files_without_end_is_left_alone_after_a_few(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(origin: Origin, worker: Worker) -> Iterator[Item | InputError]:
        raise make_error(origin, Fault("time", n=18))
        yield

    monkeypatch.setitem(reading.BINARY_READERS, "pdf", die)  # type: ignore[misc]
    inner = make_zip({f"{n}.pdf": b"%PDF-" for n in range(4)})
    found = show(read(tmp_path, make_zip({"1.zip": inner, "2.zip": inner, "3.txt": "文"})))
    assert len(found) == 7
    assert [one for one in found if "已中止" not in one] == [
        "! 2.zip: 已有 5 个成员解析不下去，其余的没有读",
        f"! {tmp_path / 'a.zip'}: 已有 5 个成员解析不下去，其余的没有读",
    ]


def test_an_archive_without_members_and_one_cut_off_are_refused(tmp_path: Path) -> None:
    assert "没有可读的文件" in show(read(tmp_path, make_zip({"d/": ""})))[0]
    assert "截断" in show(read(tmp_path, make_zip({"a.txt": "x"})[:-10]))[0]


def test_nothing_of_an_archive_lies_on_a_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    for _ in iter_items([_write(tmp_path / "a.zip", make_zip({"a.txt": "一", "b.docx": make_word(paragraph("二"))}))]):
        assert list((tmp_path / "temporary").iterdir()) == []


def _write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path
