"""Prepares the encoder on public sets of named entities before it learns ours: `python -m nlp.training.prepare --help`.

Each set has a head of its own over the shared encoder; the heads are thrown away. None of our annotated texts is
seen, so one prepared encoder serves every fold.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import numpy as np
import torch
from torch import Tensor, nn

from nlp.neural_tagger.labels import NO_HINT
from nlp.neural_tagger.vocabulary import Vocabulary
from nlp.training.encoder import close_padding, read_pretrained
from nlp.training.plan import WIDTH
from nlp.training.sets import Marked, NamedSet, read_sets

SHARES = {"msra": 0.8, "cluener": 1.0, "resume": 1.0, "pfr1998": 0.4}
"""Of each set, so that the large ones do not drown the rest."""
_IGNORED = -100
_BATCH = 8
_RATE = 4e-4
_WARM_UP = 0.06
_MASKED = 0.08


def prepare(data: Path, encoder: Path, out: Path, seed: int, epochs: int, threads: int) -> None:
    """Write `prepared.pt` (the encoder's weights as float32), `vocab.json` and `prepared.json` into the folder."""
    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    sets = read_sets(data / "ner", SHARES, seed)
    model, entries = read_pretrained(encoder)
    vocabulary = Vocabulary.parse(entries)
    heads = nn.ModuleDict({part.name: nn.Linear(WIDTH, 1 + 4 * len(part.kinds)) for part in sets})
    parameters = [*model.encoder.parameters(), *heads.parameters()]
    optimizer = torch.optim.AdamW(parameters, lr=_RATE, weight_decay=0.01, fused=True)
    steps = epochs * sum(-(-len(part.passages) // _BATCH) for part in sets)
    rates = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (_WARM_UP * steps)) * max(0.0, 1 - step / (steps + 1))
    )
    out.mkdir(parents=True, exist_ok=True)
    started, lost, done = time.monotonic(), 0.0, 0
    model.train()
    for epoch in range(epochs):
        for part, batch in _iter_batches(sets, Random(seed + epoch)):
            characters, labels = _make_batch(part, batch, vocabulary, Random(seed + done))
            with torch.autocast("cpu", dtype=torch.bfloat16):
                hinted = model.below(torch.full_like(characters, NO_HINT))
                states = model.dropout(model.encoder(characters, hinted, close_padding(characters)))
                scores = heads[part.name](states)
            loss = nn.functional.cross_entropy(scores.float().transpose(1, 2), labels, ignore_index=_IGNORED)
            loss.backward()
            nn.utils.clip_grad_norm_(parameters, 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            rates.step()
            lost, done = lost + loss.item(), done + 1
            if done % 100 == 0:
                print(f"{done}/{steps}: loss {lost / 100:.4f}, {time.monotonic() - started:.0f} s", flush=True)
                lost = 0.0
    torch.save(model.encoder.state_dict(), out / "prepared.pt")
    (out / "vocab.json").write_bytes(entries)
    record = {
        "seed": seed,
        "epochs": epochs,
        "shares": SHARES,
        "seconds": round(time.monotonic() - started),
        "sets_sha256": {
            path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted((data / "ner").glob("*.xz"))
        },
        "encoder_sha256": hashlib.sha256((encoder / "encoder.safetensors").read_bytes()).hexdigest(),
    }
    (out / "prepared.json").write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


def _iter_batches(sets: Sequence[NamedSet], random: Random) -> Iterator[tuple[NamedSet, Sequence[Marked]]]:
    batches = []
    for part in sets:
        order = list(part.passages)
        random.shuffle(order)
        batches += [(part, order[place : place + _BATCH]) for place in range(0, len(order), _BATCH)]
    random.shuffle(batches)
    yield from batches


def _make_batch(
    part: NamedSet, batch: Sequence[Marked], vocabulary: Vocabulary, random: Random
) -> tuple[Tensor, Tensor]:
    """Return numbers of characters and labels, both batch × length."""
    length = max(len(text) for text, _ in batch)
    characters = np.zeros((len(batch), length), dtype=np.int64)
    labels = np.full((len(batch), length), _IGNORED, dtype=np.int64)
    for row, (text, spans) in enumerate(batch):
        characters[row, : len(text)] = vocabulary.encode(text)
        labels[row, : len(text)] = 0
        for start, end, kind in spans:
            first = 1 + 4 * part.kinds.index(kind)
            if end - start == 1:
                labels[row, start] = first + 3
            else:
                labels[row, start:end] = first + 1
                labels[row, start], labels[row, end - 1] = first, first + 2
    hidden = np.array([[random.random() < _MASKED for _ in range(length)] for _ in batch]) & (characters > 0)
    return torch.from_numpy(np.where(hidden, 2, characters)), torch.from_numpy(labels)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m nlp.training.prepare", description=(__doc__ or "").split(":")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with ner/")
    parser.add_argument("--encoder", type=Path, required=True, help="folder of the pre-trained encoder")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=20261127)
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    asked = parser.parse_args()
    prepare(asked.data, asked.encoder, asked.out, asked.seed, asked.epochs, asked.threads)
