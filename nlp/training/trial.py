"""Tries exported weights on texts that they were not trained on, beside the rules alone."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from nlp.neural_tagger.encoder import open_encoder
from nlp.neural_tagger.reader import NeuralTagger
from nlp.rule_tagger.reader import RuleTagger
from nlp.training.corpus import AnnotatedText
from nlp.training.scoring import Score, score_tagger


@dataclass(frozen=True, slots=True)
class Trial:
    """Scores by reading and kind, characters a second of processor time of the last, and the texts held out."""

    scores: dict[str, dict[str, Score]]
    speed: int
    texts: tuple[str, ...]
    deeds: tuple[str, ...] = ()


def run_trial(folder: Path, texts: Sequence[AnnotatedText], deeds: Sequence[AnnotatedText] = ()) -> Trial:
    """Return the scores of the rules, of the encoder without their hints, and of the tagger as it is delivered.

    Texts of which only deeds are annotated are not scored, only named.
    """
    encoder = open_encoder(folder)
    delivered = NeuralTagger(encoder)
    scores = {
        "rules": score_tagger(RuleTagger(), texts),
        "encoder alone": score_tagger(NeuralTagger(encoder, hinted=False), texts),
        "as delivered": score_tagger(delivered, texts),
    }
    started = time.process_time()
    for text in texts:
        delivered.tag(text.text, 0, len(text.text))
    seconds = time.process_time() - started
    speed = round(sum(len(text.text) for text in texts) / seconds)
    return Trial(scores, speed, tuple(text.id for text in texts), tuple(text.id for text in deeds))
