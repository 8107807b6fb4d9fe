"""An office's own sections of a person file: read as they stand, refused with the place where they do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.errors import InputError
from graph.measure import Section, load_sections

OWN = "sections:\n  政治表现: {names: [思想表现], months: 3}\n  学习教育: {names: [培训情况]}\n  其他:\n"


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "own.yaml"
    path.write_text(text, "utf-8")
    return path


def test_sections_stand_as_the_office_wrote_them(tmp_path: Path) -> None:
    assert load_sections(write(tmp_path, OWN)) == (
        Section("政治表现", frozenset({"政治表现", "思想表现"}), 3),
        Section("学习教育", frozenset({"学习教育", "培训情况"}), 0),
        Section("其他", frozenset({"其他"}), 0),
    )
    assert len(load_sections()) == 6


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("sections: [", "YAML"),
        ("- 一类\n", "只有 sections"),
        ("sections: {}\n", "至少一类"),
        ("sections: {甲: {months: 3}}\nweights: {甲: 2}\n", "只有 sections"),
        ("sections: {甲: {months: 3, weight: 2}}\n", "「甲」下面只能有"),
        ("sections: {甲: {names: 培训}}\n", "「甲」的 names"),
        ("sections: {甲: {names: [3]}}\n", "「甲」的 names"),
        ("sections: {甲: {months: 三个月}}\n", "「甲」的 months"),
        ("sections: {甲: {months: -1}}\n", "「甲」的 months"),
        ("sections: {甲: {months: true}}\n", "「甲」的 months"),
        ("sections: {甲: {names: [培训]}, 乙: {names: [培训]}}\n", "「培训」写在几类里"),
        ("sections: {甲: {names: [乙]}, 乙: {}}\n", "「乙」写在几类里"),
        ("sections: {甲: 6}\n", "「甲」下面只能有"),
    ],
)
def test_what_is_no_list_of_sections_is_refused(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(InputError) as refused:
        load_sections(write(tmp_path, text))
    assert problem in str(refused.value)
    assert "own.yaml" in str(refused.value)
    assert "docs/coverage.md" in str(refused.value)


def test_a_file_that_is_not_there_names_the_setting(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="QUNXIANG_PERSON_FILE"):
        load_sections(tmp_path / "none.yaml")
