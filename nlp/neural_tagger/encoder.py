"""Opens the trained encoder and asks it for the scores of labels."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nlp.neural_tagger.vocabulary import Vocabulary

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

WEIGHTS = "tagger.onnx"
VOCABULARY = "vocab.json"


class TrainedEncoder:
    """The weights, ready to answer. One window at a time: see `score`."""

    def __init__(self, session: InferenceSession, vocabulary: Vocabulary) -> None:
        self._session = session
        self._vocabulary = vocabulary

    def score(self, text: str, hints: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return characters × labels.

        Windows are not put into one batch: the int8 scale is taken from all that is computed together, so a
        window's answer would depend on its neighbours; and on one core a batch was measured to be no faster.
        """
        characters = self._vocabulary.encode(text)
        (scores,) = self._session.run(None, {"characters": characters[None], "hints": hints[None]})
        answer: NDArray[np.float32] = scores[0]
        return answer


def open_encoder(folder: Traversable, threads: int = 1) -> TrainedEncoder:
    """Return the encoder whose weights and vocabulary lie in the folder."""
    from onnxruntime import InferenceSession, SessionOptions  # slow to import: only who reads a text pays for it

    options = SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    session = InferenceSession(folder.joinpath(WEIGHTS).read_bytes(), options, providers=["CPUExecutionProvider"])
    return TrainedEncoder(session, Vocabulary.parse(folder.joinpath(VOCABULARY).read_bytes()))


@cache
def load_encoder(threads: int = 1) -> TrainedEncoder:
    """Return the encoder that travels with the package, opened once for the process."""
    return open_encoder(files("nlp").joinpath("model"), threads)
