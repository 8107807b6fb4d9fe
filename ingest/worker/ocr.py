"""Recognises the words of a picture; runs in a worker of its own that sees pixels and never a file.

The extra `ocr` brings the engine and its weights. The network is left before anything is loaded, so that a package
that would fetch weights fails instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ingest.worker.child import Job, Send
from ingest.worker.fault import Fault

LEAST_CERTAINTY = 0.5
"""Lines of which the engine itself is less sure are noise: stains, seals, lines of a table."""
THREADS = 2


def load_recogniser() -> Mapping[str, Job]:
    """Load the engine with all its models and return the one job."""
    import cv2
    import numpy
    from rapidocr import RapidOCR

    cv2.setNumThreads(1)
    engine: Any = RapidOCR(
        params={
            "Global.log_level": "critical", "Global.text_score": LEAST_CERTAINTY,
            "EngineConfig.onnxruntime.intra_op_num_threads": THREADS,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )  # fmt: skip
    blank = numpy.full((64, 320, 3), 255, numpy.uint8)
    blank[20:44, 20:300:8] = 0
    engine(blank)
    engine(blank, use_det=False, use_cls=True, use_rec=True)

    def recognise(data: bytes, request: Mapping[str, Any], send: Send) -> None:
        width, height = int(request["width"]), int(request["height"])
        if len(data) != width * height:
            raise Fault("damaged")
        grey = numpy.frombuffer(data, numpy.uint8).reshape(height, width)
        found = engine(
            cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR), use_det=True, use_cls=True, use_rec=True
        )  # fmt: skip
        send({"lines": _order_lines(found.boxes, found.txts) if found.boxes is not None else []})

    return {"recognise": recognise}


def _order_lines(boxes: Any, texts: Any) -> list[list[Any]]:
    """Return [text, left, upper, right, lower] from above to below, what stands at one height from left to right."""
    lines = []
    for box, text in zip(boxes, texts, strict=True):
        across, down = [float(point[0]) for point in box], [float(point[1]) for point in box]
        if text.strip():
            lines.append([text.strip(), min(across), min(down), max(across), max(down)])
    lines.sort(key=lambda line: line[2] + line[4])
    rows: list[list[list[Any]]] = []
    for line in lines:
        middle = (line[2] + line[4]) / 2
        if rows and rows[-1][0][2] < middle < rows[-1][0][4]:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda line: line[1])]
