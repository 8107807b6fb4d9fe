"""Files that name people are made for their owner alone."""

from __future__ import annotations

import os
from pathlib import Path


def make_private_file(path: Path) -> None:
    """Make the file, with the folders above it, readable by its owner only; one that exists keeps its mode.

    SQLite gives the files that it lays beside a database the mode of the database.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
