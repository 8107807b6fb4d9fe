"""What of appointment forms and pasted résumés the real commands read right, against their truths.

`python -m bench.appointments [FOLDER …]`: a folder holds forms (.lrmx, .lrm, .txt) beside truths of the same name
(.json).
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.output import open_workplace, print_result, print_table
from bench.shared import BESIDE

FORMS = BESIDE / "data" / "appointment-forms"
ENDINGS = (".lrmx", ".lrm", ".txt")
SAME_WORDS = {"seconded": "secondment", "full": "primary", "": "primary", "appointed": "current", "removed": "former"}

Post = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one file gave: posts right, found and asked for, those right with status and nature too."""

    file: str
    right: int
    found: int
    asked: int
    whole: int
    missing: tuple[Post, ...]
    extra: tuple[Post, ...]

    @property
    def f1(self) -> float:
        return measure_f1(self.right, self.found, self.asked)


def measure_f1(right: int, found: int, asked: int) -> float:
    """Return F1 of so many right among those found and asked for; 1.0 where nothing was and nothing had to be."""
    return 2 * right / (found + asked) if found + asked else 1.0


def score(file: str, posts: Sequence[Mapping[str, Any]], truth: Mapping[str, Any]) -> Outcome:
    """Compare posts as a portrait shows them with a truth; optional ones count neither way."""
    wanted = {_key(post): post for post in truth["posts"]}
    optional = {_key(post)[:2] for post in truth.get("optional_posts", ())}
    told = {_key(post): post for post in posts if post["status"] != "removal_proposed"}
    told = {key: post for key, post in told.items() if key in wanted or key[:2] not in optional}
    right = wanted.keys() & told.keys()
    whole = sum(_manner(wanted[key]) == _manner(told[key]) for key in right)
    return Outcome(
        file, len(right), len(told), len(wanted), whole,
        tuple(sorted(wanted.keys() - right)), tuple(sorted(told.keys() - right)),
    )  # fmt: skip


def _key(post: Mapping[str, Any]) -> Post:
    body, title = ("".join((post[name] or "").split()) for name in ("organisation", "post"))
    return body, title, post["valid_from"] or "", post["valid_to"] or ""


def _manner(post: Mapping[str, Any]) -> tuple[str, str]:
    status, nature = (SAME_WORDS.get(post[name], post[name]) for name in ("status", "nature"))
    return status, nature


def read_forms(folders: Sequence[Path], project: Path) -> Iterator[Outcome]:
    """Read the forms with the real commands into one project and yield the outcome of each."""
    forms = sorted(p for folder in folders for p in folder.iterdir() if p.suffix in ENDINGS)
    forms = [path for path in forms if path.with_suffix(".json").exists()]
    run_command(project, "ingest", *map(str, forms))
    for path in forms:
        truth = json.loads(path.with_suffix(".json").read_text("utf-8"))
        told = run_command(project, "portrait", truth["person"]["name"], "--json")
        portrait = json.loads(told) if told.strip() else {}
        yield score(path.name, portrait.get("posts", ()), truth)


def run_command(project: Path, *arguments: str) -> str:
    """Return what a command of the command line prints."""
    command = [sys.executable, "-m", "qunxiang", "--project", str(project), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def main(folders: Sequence[Path]) -> None:
    rows, outcomes = [], []
    with open_workplace("appointments") as place:
        for outcome in read_forms(folders, place):
            outcomes.append(outcome)
            rows.append(
                (outcome.file, outcome.asked, outcome.found, outcome.right, round(outcome.f1, 3), outcome.whole)
            )
            for label, posts in (("missing", outcome.missing), ("extra", outcome.extra)):
                for post in posts:
                    print(f"{outcome.file} {label} {post}", file=sys.stderr)
    right, found, asked = (sum(getattr(o, name) for o in outcomes) for name in ("right", "found", "asked"))
    print_table("posts of appointment forms", ("file", "asked", "found", "right", "F1", "with status and nature"), rows)
    print_result(
        {
            "files": len(outcomes), "posts": asked, "posts_f1": round(measure_f1(right, found, asked), 4),
            "manner_right": round(sum(o.whole for o in outcomes) / right, 4) if right else 0.0,
        }
    )  # fmt: skip


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]] or [FORMS])
