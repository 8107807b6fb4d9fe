"""The way in: `qunxiang` and `python -m qunxiang`. Imports nothing at its top, so that Ctrl-C always has an answer."""

from __future__ import annotations

import sys


def start() -> None:
    """Run the command line; Ctrl-C while it is still loading is one line too."""
    try:
        from qunxiang.cli import main

        main()
    except KeyboardInterrupt:
        from qunxiang.language import say

        sys.exit(say("已停止"))


if __name__ == "__main__":
    start()
