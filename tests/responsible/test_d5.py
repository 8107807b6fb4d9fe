"""D5: one household in registers of two purposes has two pseudonyms, and nothing tells that they are one."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.pseudonym import Pseudonyms
from tests.responsible.record import Project

MAPPING = """
name: medical_visit
label: 上门巡诊
purpose: medical
register: household
columns:
  date: {is: date, required: true, past: true, names: [巡诊日期]}
  community: {like: community}
  household: {like: household, required: true}
key: {otherwise: [date, community, household]}
statements:
  - predicate: VISITED
    roles: {household: household, area: community, date: date}
    valid_from: date
"""


def test_two_purposes_give_one_household_two_pseudonyms(project: Project, tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text(MAPPING, "utf-8")
    (tmp_path / "a.csv").write_text("走访日期,社区,户号\n2024-03-05,东沟村,D07\n", "utf-8")
    (tmp_path / "b.csv").write_text("巡诊日期,社区,户号\n2024-03-05,东沟村,D07\n", "utf-8")
    assert project.run("ingest", str(tmp_path / "a.csv")).exit_code == 0
    assert project.run("ingest", str(tmp_path / "b.csv"), "--mapping", str(tmp_path / "m.yaml")).exit_code == 0
    with project.open() as (store, _):
        seen = {view.text_of("household") for view in store.iter_statements() if view.predicate == "VISITED"}
    assert len(seen) == 2
    assert not [name for name in seen if "D07" in name]


@settings(deadline=None)
@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=8, unique=True))
def test_a_pseudonym_of_one_purpose_is_none_of_another(numbers: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        table = Pseudonyms(Path(folder) / "key.db")
        first, second = (table.of_all(purpose, numbers) for purpose in ("coverage:household", "medical:household"))
        table.close()
    assert not set(first.values()) & set(second.values())
