"""Trains the tagger and writes weights, vocabulary and record: `python -m nlp.training.train --help`."""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random

import torch
from torch import nn

from nlp.neural_tagger.labels import CUE_NUMBER, KINDS, NUMBER, label_of
from nlp.neural_tagger.vocabulary import Vocabulary
from nlp.training.batch import IGNORED, Batch, deny, iter_batches
from nlp.training.card import write_record
from nlp.training.corpus import AnnotatedText, deal_folds, leave_out, read_awards, read_corpus, read_deeds
from nlp.training.encoder import TaggingEncoder, close_padding, read_prepared, read_pretrained
from nlp.training.export import export_encoder
from nlp.training.plan import Plan
from nlp.training.trial import run_trial

_WARM_UP = 0.08
_SMOOTHING = 0.02
_HEAD_FASTER = 4.0
_DECAY = 0.01
_CUE_SHARE = 0.5
"""Cues are few and their ends are loose: they count half, so that names do not suffer for them."""
_DRAWN = 5
"""Every epoch draws one in so many of the texts that are marked in part, so that the others are not drowned."""
_LATER_CYCLES = 2 / 3
"""Each later cycle learns at this part of the rate of the one before."""


def train(plan: Plan) -> None:
    """Train on all texts, or on all but one fold and try the exported weights on that fold.

    The checkpoint of the last whole epoch lies beside the weights until they are exported.
    """
    torch.set_num_threads(plan.threads)
    torch.manual_seed(plan.seed)
    texts = read_corpus(plan.data)
    folds = deal_folds(texts, plan.folds, plan.seed)
    deeds, awards = read_deeds(plan.data), read_awards(plan.data)
    told = deal_folds(deeds, plan.folds, plan.seed)
    if plan.fold is not None:
        texts, deeds = leave_out(folds, plan.fold), leave_out(told, plan.fold)
    model, entries = read_prepared(plan.prepared) if plan.prepared else read_pretrained(plan.encoder)
    started = time.monotonic()
    for cycle, epochs in enumerate(plan.epochs):
        if cycle:
            torch.manual_seed(plan.seed + cycle)
        _fit(model, Vocabulary.parse(entries), texts, (*deeds, *awards), plan, cycle, epochs)
    seconds = round(time.monotonic() - started)
    export_encoder(model, entries, plan.out)
    plan.checkpoint.unlink()
    trial = None if plan.fold is None else run_trial(plan.out, folds[plan.fold], told[plan.fold])
    write_record(plan, len(texts), len(deeds), len(awards), seconds, trial)


def _fit(
    model: TaggingEncoder,
    vocabulary: Vocabulary,
    texts: Sequence[AnnotatedText],
    parts: Sequence[AnnotatedText],
    plan: Plan,
    cycle: int,
    epochs: int,
) -> None:
    """Fit the model in place for one cycle. Every epoch tells the texts anew and leaves a checkpoint.

    `parts` are texts that are marked in part.
    """

    def draw() -> list[Batch]:
        drawn = (*texts, *random.sample(parts, len(parts) // _DRAWN))
        return list(iter_batches(drawn, vocabulary, plan.batch, random))

    random = Random(plan.seed + cycle)
    rate = plan.rate * _LATER_CYCLES**cycle
    batches = draw()
    total = epochs * len(batches)
    optimizer = torch.optim.AdamW(
        [
            {"params": model.encoder.parameters(), "lr": rate},
            {
                "params": [p for name, p in model.named_parameters() if not name.startswith("encoder.")],
                "lr": rate * _HEAD_FASTER,
            },
        ],
        weight_decay=_DECAY,
        fused=True,
    )
    rates = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (_WARM_UP * total)) * max(0.0, 1 - step / (total + 1))
    )
    plan.out.mkdir(parents=True, exist_ok=True)
    model.train()
    for epoch in range(epochs):
        if epoch:
            batches = draw()
        lost, started = 0.0, time.monotonic()
        for batch in batches:
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = model(batch.characters, batch.hints, close_padding(batch.characters))
            named, told = scores.float().transpose(1, 2).split((NUMBER, CUE_NUMBER), dim=1)
            loss = lose_partly(named, batch.labels) + _CUE_SHARE * lose(told, batch.cues)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            rates.step()
            lost += loss.item()
        torch.save(model.state_dict(), plan.checkpoint)
        seconds = time.monotonic() - started
        print(
            f"cycle {cycle + 1}, epoch {epoch + 1}/{epochs}: loss {lost / len(batches):.4f}, {seconds:.0f} s",
            flush=True,
        )


def lose(scores: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    """Return the mean loss of all labels that are known; 0 where none is."""
    known = nn.functional.cross_entropy(
        scores, labels, ignore_index=IGNORED, label_smoothing=_SMOOTHING, reduction="sum"
    )
    return known / (labels != IGNORED).sum().clamp(min=1)


def lose_partly(scores: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    """Return the mean loss of all labels that are known, and of those of which only is known what they are not."""
    partly = (labels < 0) & (labels != IGNORED)
    known = nn.functional.cross_entropy(
        scores, labels.masked_fill(partly, IGNORED), ignore_index=IGNORED, label_smoothing=_SMOOTHING, reduction="sum"
    )
    places = scores.transpose(1, 2)[partly]
    denied = places.new_zeros(len(KINDS), places.shape[1])
    for row, kind in enumerate(KINDS):
        denied[row, [label_of(kind, part) for part in range(4)]] = -torch.inf
    others = places.logsumexp(1) - (places + denied[deny(KINDS[0]) - labels[partly]]).logsumexp(1)
    return (known + others.sum()) / (labels != IGNORED).sum().clamp(min=1)


def _read_arguments() -> Plan:
    parser = argparse.ArgumentParser(
        prog="python -m nlp.training.train", description=__doc__, argument_default=argparse.SUPPRESS
    )
    parser.add_argument("--data", type=Path, required=True, help="folder with gold/, gold-news/ and news/")
    parser.add_argument("--encoder", type=Path, required=True, help="folder of the pre-trained encoder")
    parser.add_argument("--prepared", type=Path, help="folder that nlp.training.prepare wrote; begin from there")
    parser.add_argument("--out", type=Path, required=True, help="folder for weights, vocabulary and record")
    parser.add_argument("--epochs", type=int, nargs="+", help="of each cycle; in a cycle the rate rises and falls")
    parser.add_argument("--seed", type=int)
    parser.add_argument("--fold", type=int, help="hold this fold out and score on it; without, train on all texts")
    parser.add_argument("--folds", type=int)
    parser.add_argument("--threads", type=int)
    return Plan(**vars(parser.parse_args()))


if __name__ == "__main__":
    train(_read_arguments())
