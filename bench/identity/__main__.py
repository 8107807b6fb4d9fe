"""`make bench-identity`: runs each part, prints its table, then one JSON line with the figures of all."""

from __future__ import annotations

import sys
from importlib import import_module
from pkgutil import iter_modules

import bench.identity
from bench.identity.part import Part
from bench.output import print_result, print_table, say

HERE = {"__main__", "part"}


def main(wanted: list[str]) -> None:
    """Measure the parts that are named, all of them without a name."""
    known = sorted(module.name for module in iter_modules(bench.identity.__path__) if module.name not in HERE)
    known = [name for name in known if hasattr(import_module(f"bench.identity.{name}"), "measure")]
    unknown = sorted(set(wanted) - set(known))
    if unknown:
        sys.exit(f"no such part: {', '.join(unknown)}; there are {', '.join(known)}")
    figures: dict[str, float | int] = {}
    for name in known:
        if wanted and name not in wanted:
            continue
        say(f"measuring {name} …")
        part: Part = import_module(f"bench.identity.{name}").measure()
        print_table(part.title, part.heads, part.rows)
        figures |= part.figures
    print_result(figures)


if __name__ == "__main__":
    main(sys.argv[1:])
