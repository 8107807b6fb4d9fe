"""The one command that makes all that is learned: its steps, and that a stopped run goes on where it was."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from nlp.training.__main__ import Step, iter_steps, run


def test_steps_need_only_what_was_made_before(tmp_path: Path) -> None:
    """Each folder or file that a step reads under the output was made by an earlier step; every step makes its own."""
    out = tmp_path / "out"
    steps = list(iter_steps(tmp_path / "shared", out, 3, 1))
    assert [step.name for step in steps][:5] == ["prepare", "fold 0", "fold 1", "fold 2", "final"]
    assert len({step.made for step in steps}) == len(steps)
    made: set[Path] = set()
    for step in steps:
        used = {Path(argument) for argument in step.arguments if argument.startswith(str(out))}
        own = {path for path in used if path == step.made or path in step.made.parents}
        assert all(any(path == m or path in m.parents for m in made) for path in used - own), step.name
        made.add(step.made)


@pytest.mark.slow
def test_what_is_there_is_not_made_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A second run says so and starts nothing; a step that fails stops what comes after it."""
    step = Step("help", tmp_path / "made", "acting", ("--help",))
    run([step])
    run([step])
    assert "there already" in capsys.readouterr().out
    broken = Step("broken", tmp_path / "never", "acting", ("--no-such-option",))
    with pytest.raises(subprocess.CalledProcessError):
        run([broken, Step("after", tmp_path / "after", "acting", ("--help",))])
    assert not (tmp_path / "never").exists()
    assert not (tmp_path / "after").exists()
