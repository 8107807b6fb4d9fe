"""What keeps a file from being parsed, as a word of a closed list: the worker sends no sentences."""

from __future__ import annotations


class Fault(Exception):
    """Raised in the worker. `code` is a key of faults.yaml, `place` where in the file, `facts` numbers to show."""

    def __init__(self, code: str, place: str = "", **facts: int) -> None:
        super().__init__(code)
        self.code = code
        self.place = place
        self.facts = facts
