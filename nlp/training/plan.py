"""What a training run is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Plan:
    """Folders and numbers of one run."""

    data: Path
    encoder: Path
    out: Path
    epochs: int = 6
    seed: int = 20261124
    fold: int | None = None
    folds: int = 5
    threads: int = 1
    batch: int = 4
    rate: float = 3e-4

    @property
    def checkpoint(self) -> Path:
        """Where the weights after the last whole epoch lie; no part of the model that is delivered."""
        return self.out / "checkpoint.pt"
