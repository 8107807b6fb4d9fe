"""The town of the bench, counted by the store and a second time, independently, by pandas from its files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pandas
import pytest

from bench.coverage import make_desk
from bench.generate_town import write_town
from bench.town_store import load_town
from domain.period import read_period
from graph.coverage_desk import CoverageDesk
from graph.sqlite.store import SqliteStore

pytestmark = pytest.mark.slow

SCALE = 0.004


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a small town."""
    return tmp_path_factory.mktemp("town")


@pytest.fixture(scope="module")
def desk(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[CoverageDesk]:
    """The desk over a store that read all of them."""
    place = tmp_path_factory.mktemp("store")
    loaded = load_town(write_town(folder, SCALE, 7), place / "store.db")
    assert loaded.failures == ()
    store = SqliteStore(place / "store.db")
    yield make_desk(store, place / "audit.db")
    store.close()


def read(folder: Path, name: str) -> pandas.DataFrame:
    """Return the rows of all files of this name, as they were written."""
    tables = [pandas.read_csv(path, dtype=str, keep_default_na=False) for path in sorted(folder.glob(f"{name}*.csv"))]
    return pandas.concat(tables)


def test_the_same_seed_writes_the_same_files(folder: Path, desk: CoverageDesk, tmp_path: Path) -> None:
    """Two runs of the bench measure the same data."""
    again = write_town(tmp_path, SCALE, 7)
    assert [path.read_bytes() for path in again] == [(folder / path.name).read_bytes() for path in again]


@pytest.mark.parametrize("period", ["2022", "2024", "2023-05", ""])
def test_coverage_is_what_pandas_counts(folder: Path, desk: CoverageDesk, period: str) -> None:
    """Numerator, denominator, unknown, uses and gaps of every area and service."""
    end = f"{int(period[:4]) + 1}" if len(period) == 4 else "2023-06" if period else "9999"
    uses, homes = read(folder, "服务台账"), read(folder, "住户清单")
    uses = uses[uses["服务日期"].str.startswith(period)]
    homes = homes[homes["登记日期"] < end]
    listed = set(zip(homes["社区"], homes["户号"], strict=True))
    expected = {}
    for (area, service), own in uses.groupby(["社区", "服务项目"]):
        served = {(area, house) for house in own["户号"] if house} & listed
        register = {one for one in listed if one[0] == area}
        unknown = int((own["户号"] == "").sum())
        expected[area, service] = (
            len(served), len(register), unknown, int(own["次数"].astype(int).sum()), len(register - served)
        )  # fmt: skip
    rows = desk.coverage(None, (read_period(period),)).rows
    assert expected
    found = {(r.area, r.service): (r.numerator, r.denominator, r.unknown, r.uses, r.uncovered) for r in rows}
    assert found == expected


def test_requests_are_what_pandas_counts(folder: Path, desk: CoverageDesk) -> None:
    """Cases, closed ones, nearest-rank times without pauses, by kind of request."""
    table = read(folder, "诉求办理台账")
    times = {
        head: pandas.to_datetime(table[head], errors="coerce")
        for head in ("提出时间", "挂起时间", "恢复时间", "办结时间", "首次答复时间")
    }
    paused = (times["恢复时间"] - times["挂起时间"]).fillna(pandas.Timedelta(0))
    table = table.assign(
        closure=(times["办结时间"] - times["提出时间"] - paused).dt.total_seconds() // 60,
        answer=(times["首次答复时间"] - times["提出时间"]).dt.total_seconds() // 60,
    )
    expected = {}
    for service, own in table.groupby("类别"):
        ranks = []
        for column in ("answer", "closure"):
            ordered = sorted(own[column].dropna())
            ranks += [ordered[-(-len(ordered) * share // 10) - 1] for share in (5, 9)]
        expected[service] = (len(own), int(own["closure"].notna().sum()), *ranks)
    groups = desk.cases(by=("service",)).groups
    assert {
        g.service: (g.cases, g.closed, g.answer_median, g.answer_p90, g.closure_median, g.closure_p90) for g in groups
    } == expected


def test_allotments_are_what_pandas_counts(folder: Path, desk: CoverageDesk) -> None:
    """Households and sums by year; ten times twelve fits 120."""
    table = read(folder, "奖励分配表")
    expected = {
        (area, year): (own["户号"].nunique(), float(own["奖励数量"].astype(float).sum()), True)
        for (area, year), own in table.groupby(["社区", "年度"])
    }
    found = {}
    for cluster in desk._areas(None, ""):
        for row in desk.allotments(cluster).rows:
            if row.year:
                found[row.area, row.year] = (row.households, row.quantity, row.fits)
    assert found == expected


def test_workers_of_grids_are_what_pandas_counts(folder: Path, desk: CoverageDesk) -> None:
    """Full-time and part-time, by area."""
    table = read(folder, "网格员名册")
    expected = {area: Counter(own["专/兼职"]) for area, own in table.groupby("社区")}
    found = {}
    for cluster in desk._areas(None, ""):
        kinds = [worker.kind for grid in desk.grids(cluster).grids for worker in grid.workers]
        found[cluster.name] = Counter({"dedicated": "专职", "part_time": "兼职"}[kind] for kind in kinds)
    assert found == expected


def test_person_files_are_what_pandas_counts(folder: Path, desk: CoverageDesk) -> None:
    """Files that have a section at the end of a quarter."""
    table = read(folder, "人员档案目录")
    table = table[table["形成日期"] <= "2024-03-31"]
    expected = {section: own["人员编号"].nunique() for section, own in table.groupby("档案板块")}
    assert {one.section: one.complete for one in desk.files(None, "2024-03-31").sections} == expected
