"""The encoder in PyTorch: the pre-trained transformer, the hints of the rules beside the characters, two heads."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from nlp.neural_tagger.labels import CUE_NUMBER, HINTS, NO_HINT, NUMBER
from nlp.neural_tagger.window import LONGEST
from nlp.training.plan import HEADS, LAYERS, WIDTH

_CLOSED = -1e4


class Layer(nn.Module):
    """Attention and feed-forward, each with its normalisation before it; names as in the stored weights."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.n1, self.n2 = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.qkv, self.o = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.f1, self.f2 = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, closed: Tensor | None) -> Tensor:
        batch, length, _ = states.shape
        query, key, value = (
            part.view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2)
            for part in self.qkv(self.n1(states)).chunk(3, dim=-1)
        )
        seen = nn.functional.scaled_dot_product_attention(query, key, value, attn_mask=closed)
        seen = seen.transpose(1, 2).reshape(batch, length, WIDTH)
        states = states + self.dropout(self.o(seen))
        return states + self.dropout(self.f2(nn.functional.gelu(self.f1(self.n2(states)))))


class Encoder(nn.Module):
    """The pre-trained part."""

    def __init__(self, vocabulary: int, dropout: float) -> None:
        super().__init__()
        self.e, self.p = nn.Embedding(vocabulary, WIDTH), nn.Embedding(LONGEST, WIDTH)
        self.b = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.n = nn.LayerNorm(WIDTH)

    def forward(self, characters: Tensor, hinted: Tensor, closed: Tensor | None) -> Tensor:
        places = torch.arange(characters.shape[1], device=characters.device)
        states = self.e(characters) + self.p(places) + hinted
        for layer in self.b:
            states = layer(states, closed)
        return self.n(states)


class TaggingEncoder(nn.Module):
    """Characters and hints to scores of labels: those of mentions, then those of cues, characters × both.

    A hint enters twice: below, where the encoder can weigh it against the words around it, and at the head,
    where a good rule counts from the first step on. The hint that says nothing adds nothing at either place.
    """

    def __init__(self, vocabulary: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(vocabulary, dropout)
        self.below = nn.Embedding(HINTS, WIDTH, padding_idx=NO_HINT)
        self.above = nn.Embedding(HINTS, NUMBER, padding_idx=NO_HINT)
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(WIDTH, NUMBER)
        self.cues = nn.Linear(WIDTH, CUE_NUMBER)
        for embedding, size in ((self.below, 0.02), (self.above, 0.0)):
            nn.init.normal_(embedding.weight, std=size)
            with torch.no_grad():
                embedding.weight[NO_HINT].zero_()

    def forward(self, characters: Tensor, hints: Tensor, closed: Tensor | None = None) -> Tensor:
        states = self.dropout(self.encoder(characters, self.below(hints), closed))
        return torch.cat((self.head(states) + self.above(hints), self.cues(states)), dim=-1)


def close_padding(characters: Tensor) -> Tensor:
    """Return what is added to the attention so that nothing looks at padding (number 0)."""
    return torch.where(characters == 0, _CLOSED, 0.0)[:, None, None, :]


def read_pretrained(folder: Path) -> tuple[TaggingEncoder, bytes]:
    """Return the encoder with its pre-trained weights and a fresh head, and the vocabulary file."""
    from safetensors.numpy import load_file

    vocabulary = (folder / "vocab.json").read_bytes()
    stored = load_file(folder / "encoder.safetensors")
    weights = {}
    for name, value in stored.items():
        if not name.endswith(".scale") and _is_kept(name):
            scale = stored.get(f"{name}.scale", np.float32(1))
            weights[name] = torch.from_numpy(value.astype(np.float32) * scale)
    model = TaggingEncoder(len(json.loads(vocabulary)))
    model.encoder.load_state_dict(weights)
    return model, vocabulary


def read_prepared(folder: Path) -> tuple[TaggingEncoder, bytes]:
    """Return the encoder as nlp.training.prepare left it, with fresh heads, and the vocabulary file."""
    vocabulary = (folder / "vocab.json").read_bytes()
    model = TaggingEncoder(len(json.loads(vocabulary)))
    model.encoder.load_state_dict(torch.load(folder / "prepared.pt"))
    return model, vocabulary


def _is_kept(name: str) -> bool:
    part, _, rest = name.partition(".")
    return part != "b" or int(rest.partition(".")[0]) < LAYERS
