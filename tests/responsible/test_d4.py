"""D4: what is never held comes in tables, workbooks, forms and texts, and is left in no byte of the project."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import xlsxwriter

from tests.responsible.record import Project

ROWS = 30
HEADS = (
    "身份证号", "联系电话", "家庭住址", "民族", "宗教信仰", "健康状况", "残疾等级", "户主姓名",
    "配偶", "银行账号", "家庭年收入", "信用积分", "照片", "社区矫正", "信访记录", "监护人",
)  # fmt: skip


def values(random_: random.Random, row: int) -> tuple[str, ...]:
    """Return a value for each forbidden head: invented, and long enough to be told from anything else."""
    tail = f"{row:02}{random_.randrange(10**5):05}"
    return (
        f"15{random_.randrange(10**4):04}1958{random_.randrange(10, 12)}{random_.randrange(10, 28)}{tail[:3]}X",
        f"13{random_.randrange(10**9):09}", f"松岭镇东沟村{tail}号院", f"某某族{tail}", f"信奉某教{tail}",
        f"患某病{tail}", f"二级{tail}", f"张某{tail}", f"李某{tail}", f"6222{random_.randrange(10**12):012}{tail}",
        f"{tail}元", f"{tail}分", f"IMG{tail}", f"矫正{tail}", f"上访{tail}", f"监护{tail}",
    )  # fmt: skip


def test_what_is_never_held_is_left_in_no_byte(project: Project, tmp_path: Path) -> None:
    """480 values in a CSV and as many in a workbook: every one of them is gone, and each column is named."""
    random_ = random.Random(7)
    heads = ("户号", "社区", "网格", *HEADS)
    rows = [(f"QX{n:04}", "东沟村", "一网格", *values(random_, n)) for n in range(ROWS)]
    (tmp_path / "a.csv").write_text("\n".join(",".join(row) for row in (heads, *rows)) + "\n", "utf-8")
    more = [(f"QY{n:04}", "东沟村", "一网格", *values(random_, n)) for n in range(ROWS)]
    write_workbook(tmp_path / "b.xlsx", [heads, *more])
    report = tmp_path / "report.jsonl"
    result = project.run("ingest", str(tmp_path / "a.csv"), str(tmp_path / "b.xlsx"), "--report", str(report))
    assert result.exit_code == 0, result.output
    planted = [value for row in (*rows, *more) for value in (row[0], *row[3:])]
    left = find_left(project, planted, result.output + report.read_text("utf-8"))
    assert left == []
    named = report.read_text("utf-8")
    assert not [head for head in HEADS if named.count(f'"{head}"') < 2]
    with project.open() as (store, _):
        assert sum(1 for view in store.iter_statements() if view.predicate == "LIVES_IN") == 2 * ROWS


def test_forbidden_words_inside_allowed_cells_never_land(project: Project, tmp_path: Path) -> None:
    """A telephone in a place for services, an illness as a reason, a name as a matter: the row is left out and said."""
    phones = [f"139{n:08}" for n in range(20)]
    lines = [f"2024-03-05,东沟村,D{n},助餐{phone}" for n, phone in enumerate(phones)]
    (tmp_path / "a.csv").write_text("日期,社区,户号,服务项目\n" + "\n".join(lines) + "\n", "utf-8")
    reasons = [f"尿毒症透析{n:03}" for n in range(20)]
    lines = [f"2024-03-05,东沟村,D{n},{reason}" for n, reason in enumerate(reasons)]
    (tmp_path / "b.csv").write_text("走访日期,社区,户号,走访事由\n" + "\n".join(lines) + "\n", "utf-8")
    report = tmp_path / "report.jsonl"
    result = project.run("ingest", str(tmp_path / "a.csv"), str(tmp_path / "b.csv"), "--report", str(report))
    said = result.output + report.read_text("utf-8")
    assert said.count('"reject"') >= 40
    assert find_left(project, [*phones, *reasons], said) == []


def test_numbers_and_kin_in_a_text_are_masked(project: Project, tmp_path: Path) -> None:
    numbers = [f"15010219{n:02}0{n % 9 + 1}1{n % 9}{n:03}X" for n in range(40, 60)]
    phones = [f"138{n:08}" for n in range(20)]
    body = "".join(
        f"东沟村党支部书记陆怀谷说，材料已收到，身份证号{number}，电话{phone}。"
        for number, phone in zip(numbers, phones, strict=True)
    )
    (tmp_path / "a.txt").write_text(f"松岭镇便民服务\n\n本报讯 {body}\n", "utf-8")
    result = project.run("ingest", str(tmp_path / "a.txt"), "--published", "2024-03-05")
    assert result.exit_code == 0
    assert find_left(project, [*numbers, *phones], result.output) == []


def write_workbook(path: Path, rows: list[tuple[str, ...]]) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("一月")
        for number, row in enumerate(rows):
            for position, words in enumerate(row):
                sheet.write_string(number, position, words)


def find_left(project: Project, planted: list[str], said: str) -> list[str]:
    """Return which of the planted values stand in any file of the project, in what was said, or in an export."""
    found: list[str] = []
    exported = "".join(project.run("export", "--kind", kind).output for kind in ("statements", "mentions", "entities"))
    files = [path.read_bytes() for path in project.folder.rglob("*") if path.is_file()]
    is_in: Callable[[str], bool] = lambda value: (  # noqa: E731
        value in said or value in exported or any(value.encode() in data for data in files)
    )
    found += [value for value in planted if is_in(value)]
    return found
