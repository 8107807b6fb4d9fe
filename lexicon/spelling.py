"""Names as people spell them: Wang Wei, Wei WANG, wáng wěi, wang2wei3, 王wei.

What is written is compared with characters sign by sign. Several readings are possible, and each is one spelling;
that two spellings agree says that the same name may be meant, never that the same person is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice, product

from lexicon.folding import HAN, drop_unseen, simplify, unify
from lexicon.honorifics import strip_titles
from lexicon.names import compound_surnames, loose_name
from lexicon.pinyin import MOST_SPELLINGS, part_word, readings_of

_BETWEEN = re.compile(r"[\s,，、;；/·•・‧∙⋅･●.]+")
_RUN = re.compile(f"{HAN.pattern}|(?:(?!{HAN.pattern}).)+")
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Sign:
    """One character of a name as it is written: the character itself, or its syllable, with the tone if it is given."""

    character: str = ""
    syllable: str = ""
    tone: str = ""

    def agrees_with(self, other: Sign) -> bool:
        """True when both may stand for the same character; two characters are compared as written, never by sound."""
        if self.character and other.character:
            return unify(self.character) == unify(other.character)
        if other.character:
            return other.agrees_with(self)
        if self.character:
            tones = readings_of(self.character).get(other.syllable)
            return tones is not None and (not other.tone or not tones or other.tone in tones)
        return self.syllable == other.syllable and (self.tone == other.tone or not (self.tone and other.tone))


Spelling = tuple[Sign, ...]


@lru_cache(maxsize=20_000)
def read_spellings(words: str) -> tuple[Spelling, ...]:
    """Return every name that the words may spell, as written and with the surname taken to the front.

    () for words in characters alone and for what is no pinyin.
    """
    parts = [_part(word) for word in _split(words)]
    if not any(options and options[0][0].syllable for options in parts) or not all(parts):
        return ()
    found: dict[Spelling, None] = {}
    for spelled in islice(product(*parts), MOST_SPELLINGS):
        for order in _iter_orders(spelled):
            found.setdefault(order)
    return tuple(found)


def is_same_written_name(one: str, other: str) -> bool:
    """True when two written forms denote the same written name; whether one person bears it is another question.

    Titles, spaces, widths, dots, traditional characters, pinyin in either order with or without tones make no other
    name. Names in characters are compared by characters: 王伟 and 王炜 are two.
    """
    one, other = strip_titles(one), strip_titles(other)
    left, right = loose_name(one), loose_name(other)
    if not left or not right:
        return False
    if left == right:
        return True
    if HAN.fullmatch(left) and HAN.fullmatch(right):
        return False
    return any(
        len(a) == len(b) and all(map(Sign.agrees_with, a, b))
        for a in _spell_or_write(one, left)
        for b in _spell_or_write(other, right)
    )


@lru_cache(maxsize=20_000)
def sounds_of(name: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Return how a name in characters may be spelled: syllables, and beside each the tones it may have.

    () for a name that holds anything but characters and dots, or a character without a reading.
    """
    loose = loose_name(name)
    if not HAN.fullmatch(loose):
        return ()
    readings = [readings_of(character) for character in loose]
    return tuple(
        (syllables, tuple(tones[s] for tones, s in zip(readings, syllables, strict=True)))
        for syllables in islice(product(*readings), MOST_SPELLINGS)
    )


def _spell_or_write(words: str, loose: str) -> tuple[Spelling, ...]:
    return (tuple(map(Sign, loose)),) if HAN.fullmatch(loose) else read_spellings(words)


def _split(words: str) -> list[str]:
    """Return the words of what is written; a capital within a word begins the next: WangWei, WANGWei."""
    if len(words) > _LONGEST:
        return []
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", drop_unseen(words)))
    return [part for word in _BETWEEN.split(text) for part in _split_word(word)]


def _split_word(word: str) -> Iterator[str]:
    for run in _RUN.findall(word):
        start = 0
        for at in range(1, len(run)):
            before, after = run[at - 1], run[at + 1 : at + 2]
            if run[at].isupper() and (before.islower() or before.isdigit() or (before.isupper() and after.islower())):
                yield run[start:at]
                start = at
        yield run[start:]


def _part(word: str) -> list[Spelling]:
    if HAN.fullmatch(word):
        return [tuple(Sign(simplify(character)) for character in word)]
    return [tuple(Sign("", syllable, tone) for syllable, tone in parts) for parts in part_word(word)]


def _iter_orders(words: Sequence[Spelling]) -> Iterator[Spelling]:
    """Yield the signs as they stand, and with the last word as surname before the others.

    A name written as one word has its surname in the last syllable, or in the last two when they spell one.
    """
    signs = tuple(sign for word in words for sign in word)
    yield signs
    cuts = {len(signs) - len(words[-1])} if len(words) > 1 else {len(signs) - 1}
    last_two = tuple(sign.syllable for sign in signs[-2:])
    if last_two in _spelled_compound_surnames() and (len(words) == 1 or len(words[-1]) == 1):
        cuts.add(len(signs) - 2)
    for cut in sorted(cuts):
        if cut > 0:
            yield signs[cut:] + signs[:cut]


@cache
def _spelled_compound_surnames() -> frozenset[tuple[str, ...]]:
    return frozenset(syllables for name in compound_surnames() for syllables, _ in sounds_of(name))
