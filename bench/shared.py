"""The texts that are not ours: in the folder `shared` beside the checkout, or wherever --shared says."""

from __future__ import annotations

from pathlib import Path

BESIDE = Path(__file__).resolve().parents[2] / "shared"


def find_missing(folder: Path, *names: str) -> str:
    """Return why the bench cannot run, "" when everything it needs is there."""
    missing = [name for name in names if not (folder / name).exists()]
    return f"{', '.join(missing)} not in {folder.name}/ beside the checkout: not part of it" if missing else ""
