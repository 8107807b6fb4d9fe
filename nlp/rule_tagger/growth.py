"""Grows a name leftwards from its ending over the tokens that may belong to it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field

from nlp.rule_tagger.lattice import Token

_OPEN, _CLOSE = ("“", "‘", "「"), ("”", "’", "」")


@dataclass(frozen=True, slots=True)
class TokenRow:
    """The tokens of one stretch with the text they lie in, and where each begins and ends."""

    text: str
    tokens: tuple[Token, ...]
    _starts: tuple[int, ...] = field(init=False, repr=False, default=())
    _ends: tuple[int, ...] = field(init=False, repr=False, default=())

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(token.start for token in self.tokens))
        object.__setattr__(self, "_ends", tuple(token.end for token in self.tokens))

    def index_of_end(self, end: int) -> int | None:
        """Return the number of the token that ends here, None inside a token."""
        place = bisect_left(self._ends, end)
        return place if place < len(self._ends) and self._ends[place] == end else None

    def index_at(self, start: int) -> int:
        """Return the number of the token in which this place lies."""
        return bisect_left(self._ends, start + 1)

    def words(self, token: Token) -> str:
        """Return the words of the token."""
        return self.text[token.start : token.end]

    def is_quoted(self, token: Token) -> bool:
        """True where the token fills a pair of quotation marks: a nickname, the name of a storm or a method."""
        return self.text[token.start - 1 : token.start] in _OPEN and self.text[token.end : token.end + 1] in _CLOSE

    def grow_left(self, index: int, allow: Callable[[Token, str], bool], most: int) -> int:
        """Return the number of the first token of the longest allowed run that ends before token `index`."""
        first = index
        while first > 0 and index - first < most:
            token = self.tokens[first - 1]
            if not allow(token, self.words(token)):
                break
            first -= 1
        return first
