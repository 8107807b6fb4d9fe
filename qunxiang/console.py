"""What every command shares: settings, exit codes, results to stdout and all else to stderr."""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, NoReturn

import typer
from rich.console import Console
from rich.markup import escape

from domain.entity import EntitySummary
from domain.errors import (
    InputError,
    NameFitsSeveral,
    NotFound,
    QunxiangError,
    SettingsError,
)
from domain.plain import to_json
from qunxiang.language import say, translate
from qunxiang.render import render_search
from qunxiang.settings import Settings, read_settings

DONE, FAILED, WRONG_USE, SEVERAL, NOTHING, PARTLY = range(6)
"""Exit codes: done, failed, wrong use, the name fits several, nothing found, done but some documents failed."""


WIDEST = 500
"""Columns of a table that no terminal shows."""


def prepare_streams() -> None:
    """Let no character of a Chinese name break a console or a redirected file of another code page."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            encoding = (stream.encoding or "").lower().replace("-", "")
            keep = encoding in ("utf8", "gb18030", "gbk", "cp936")
            reconfigure(errors="replace") if keep else reconfigure(encoding="utf-8", errors="replace")


def err() -> Console:
    """Return the console for everything that is not a result."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def out() -> Console:
    """Return the console for results; what goes into a file or a pipe has no edge at which a table would be folded."""
    width = None if sys.stdout.isatty() or os.environ.get("COLUMNS") else WIDEST
    return Console(highlight=False, soft_wrap=True, width=width)


def print_json(value: Any, indent: int | None = 1) -> None:
    """Print one JSON document to stdout; with indent None on one line.

    What the code page of a redirected console cannot write is escaped, so that no character of a name is lost.
    """
    encoding = sys.stdout.encoding or "utf-8"
    text = to_json(value, indent=indent)
    sys.stdout.write(text.encode(encoding, ESCAPE).decode(encoding) + "\n")


def _escape(error: UnicodeError) -> tuple[str, int]:
    """Give a character that cannot be encoded the form that JSON has for it."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    pairs = zip(units[::2], units[1::2], strict=True)
    return "".join(f"\\u{high:02x}{low:02x}" for high, low in pairs), error.end


ESCAPE = "qunxiang-json"
codecs.register_error(ESCAPE, _escape)


def describe(error: QunxiangError) -> str:
    """Return an error in the reader's language; of what arrived file, place, problem and remedy each."""
    if not isinstance(error, InputError):
        return translate(str(error))
    words = [error.file, translate(error.place), translate(error.problem)]
    return say("{what}（{details}）", what=say("：").join(filter(None, words)), details=translate(error.remedy))


def fail(message: str, code: int) -> NoReturn:
    """Say one line on stderr and leave with the code."""
    err().print(escape(message), style="red")
    raise typer.Exit(code)


CHOOSING = ("--id", "--org")
"""The options with which a command lets one of several namesakes be chosen."""


def show_candidates(candidates: tuple[EntitySummary, ...], options: Sequence[str]) -> None:
    """Print the numbered candidates of a name on stderr and how this command, which has the options, chooses.

    A command that has neither takes an id wherever it takes a name.
    """
    choosing = [option for option in CHOOSING if option in options]
    console = err()
    if choosing:
        console.print(say("这个名称对应多个条目，请用 {options} 选择", options=say(" 或 ").join(choosing)))
    else:
        console.print(say("这个名称对应多个条目，请用编号代替名称"))
    console.print(render_search(candidates, "--id " if "--id" in choosing else ""))


class EmptyAnswer(NotFound):
    """Raised with what --json prints beside the reason: the command's own keys, empty."""

    def __init__(self, reason: str, answer: dict[str, Any]) -> None:
        super().__init__(reason)
        self.answer = answer


def _drop_output() -> None:
    """Let what stdout could not take go nowhere, so that the end of the process does not try again."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def answering(context: typer.Context, stopped: str) -> Iterator[Settings]:
    """Give a command its settings and turn errors into one line and an exit code.

    `stopped` is what Ctrl-C leaves behind in this command.
    """
    as_json = bool(context.params.get("as_json"))
    with _writing():
        try:
            yield read_settings(**context.obj)
            sys.stdout.flush()
        except NameFitsSeveral as several:
            if as_json:
                print_json({"candidates": several.candidates})
                sys.stdout.flush()
            show_candidates(several.candidates, [option for p in context.command.params for option in p.opts])
            raise typer.Exit(SEVERAL) from several
        except NotFound as error:
            reason = translate(str(error))
            if as_json:
                answer = error.answer if isinstance(error, EmptyAnswer) else {}
                print_json({**answer, "reason": reason})
                sys.stdout.flush()
            fail(reason, NOTHING)
        except SettingsError as error:
            fail(translate(str(error)), WRONG_USE)
        except QunxiangError as error:
            fail(describe(error), FAILED)
        except KeyboardInterrupt:
            fail(stopped, FAILED)


@contextmanager
def _writing() -> Iterator[None]:
    """Turn what stdout cannot take into an exit code, with one line where somebody still reads."""
    try:
        yield
    except BrokenPipeError:
        # The reader of our output (head, less) went away; that is no error of ours.
        _drop_output()
        raise typer.Exit(DONE) from None
    except OSError as error:
        _drop_output()
        reason = error.strerror or error
        fail(say("写不出结果（{reason}）；请检查磁盘空间和权限，或换一个地方", reason=reason), FAILED)
