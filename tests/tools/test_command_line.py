"""The page of the command line is what the program says of itself."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import pytest
import typer.main

from qunxiang.cli import app
from tests.conftest import ROOT

GROUP: Any = typer.main.get_command(app)
COMMANDS: list[Any] = [GROUP, *GROUP.commands.values()]


def test_page_is_what_the_program_says_whatever_the_locale() -> None:
    """docs/command-line.md equals the page that the program gives, in Chinese also for an English locale."""
    # A process of its own: the language of help texts is fixed when the commands are imported.
    code = "import sys; from tools.command_line import render; sys.stdout.buffer.write(render().encode())"
    environment = os.environ | {"QUNXIANG_LANGUAGE": "en", "LC_ALL": "en_US.UTF-8"}
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, timeout=120, check=True
    )
    page = (ROOT / "docs" / "command-line.md").read_text("utf-8")
    assert run.stdout.decode() == page, "run: python -m tools.command_line"


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: str(command.name))
def test_command_has_help(command: Any) -> None:
    """A command without help fails here."""
    assert command.help


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: str(command.name))
def test_options_and_arguments_have_help(command: Any) -> None:
    """An option or argument without help fails here."""
    silent = [p.name for p in command.params if not p.help]
    assert not silent


def test_page_names_every_command_and_option() -> None:
    """Nothing that can be typed is missing on the page."""
    page = (ROOT / "docs" / "command-line.md").read_text("utf-8")
    sections = dict(part.split("\n", 1) for part in page.split("\n## ")[1:])
    assert sorted(sections) == sorted(GROUP.commands)
    for name, command in GROUP.commands.items():
        for p in command.params:
            if p.param_type_name == "option" and p.name != "help":
                assert f"`{', '.join(p.opts)}`" in sections[name]
