"""The layout of the embedded store, as its statements."""

from __future__ import annotations

from importlib.resources import files


def read_schema() -> list[str]:
    """Return the statements of schema.sql in order; each makes what is not there yet."""
    script = files("graph.sqlite").joinpath("schema.sql").read_text("utf-8")
    lines = [line for line in script.splitlines() if not line.startswith("--")]
    return [statement for statement in "\n".join(lines).split(";") if statement.strip()]
