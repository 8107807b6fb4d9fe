"""Careers beside those of timelines.py, each set written before it was read.

Forty by another hand, forty written before the rules were read, forty-five from docs/time.md alone, and twenty-five in
other forms after the mending of these. At their first reading they passed 14 of 40, 15 of 40, 21 of 45 and 17 of 25.
What was general in what they showed was mended; the rest is left, so that the figure says more of new wordings.
"""

from __future__ import annotations

from dataclasses import replace

from bench.identity import timelines
from bench.identity.part import Part

FILES = ("timelines_fourth.yaml", "timelines_fifth.yaml", "timelines_sixth.yaml", "timelines_seventh.yaml")


def measure() -> Part:
    """Read each and compare the spells, as timelines.py does."""
    part = timelines.measure(*FILES)
    return replace(part, title=f"Fresh {part.title}", figures={f"fresh_{key}": n for key, n in part.figures.items()})
