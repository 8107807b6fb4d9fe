"""Writes the trained encoder as int8 ONNX, with its vocabulary beside it."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import torch

from nlp.neural_tagger.encoder import VOCABULARY, WEIGHTS
from nlp.neural_tagger.labels import HINTS
from nlp.training.encoder import TaggingEncoder

_OPSET = 17


def export_encoder(model: TaggingEncoder, vocabulary: bytes, folder: Path) -> int:
    """Write weights and vocabulary into the folder; return the size of the weights in bytes.

    The graph takes one window and knows no padding, as it is run.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    folder.mkdir(parents=True, exist_ok=True)
    model.eval()
    example = (torch.ones(1, 64, dtype=torch.long), torch.arange(64)[None] % HINTS)
    axes = {"characters": {1: "length"}, "hints": {1: "length"}, "scores": {1: "length"}}
    with TemporaryDirectory() as scratch:
        whole = Path(scratch, "whole.onnx")
        torch.onnx.export(
            model,
            example,
            str(whole),
            input_names=["characters", "hints"],
            output_names=["scores"],
            dynamic_axes=axes,
            dynamo=False,
            opset_version=_OPSET,
        )
        quantize_dynamic(whole, folder / WEIGHTS, weight_type=QuantType.QInt8, per_channel=True)
    (folder / VOCABULARY).write_bytes(vocabulary)
    return (folder / WEIGHTS).stat().st_size
