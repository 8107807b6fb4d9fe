"""What a training run is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

WIDTH, LAYERS, HEADS = 384, 4, 6
"""The pre-trained encoder has six layers; its first four are kept, for speed."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Folders and numbers of one run.

    `epochs` are cycles: in each the learning rate rises and falls to nothing.
    """

    data: Path
    encoder: Path
    out: Path
    epochs: Sequence[int] = (6,)
    seed: int = 20261124
    fold: int | None = None
    folds: int = 5
    threads: int = 1
    batch: int = 4
    rate: float = 3e-4
    prepared: Path | None = None

    @property
    def checkpoint(self) -> Path:
        """Where the weights after the last whole epoch lie; no part of the model that is delivered."""
        return self.out / "checkpoint.pt"
