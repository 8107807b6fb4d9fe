"""Reads the words of a quantity: 1.9万余人 → number 1.9万余, unit 人. Rules for ages and bounds included."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lexicon.alternation import alternate
from nlp.statements.wordlist import load_words

_CHINESE = "〇零一二三四五六七八九十百千万亿两半几数双"
_NUMBER = re.compile(
    r"(?P<number>(?:零下|负)?"
    rf"(?:[{_CHINESE}]+分之[{_CHINESE}点]+|百分之[\d.{_CHINESE}点]+"
    r"|\d[\d,，]*(?:[.．]\d+)?(?:(?:至|到|—|-|~|～)\d[\d,]*(?:[.．]\d+)?)?\s?[十百千万亿]*[余多]?[十百千万亿]*"
    rf"|[{_CHINESE}]+(?:点[{_CHINESE}]+)?[余多来]?[万亿]*))"
)
_HEDGE = re.compile(r"^(?:大约|将近|超过|约|近|超|逾|达|共|第)+")
_BOUND = re.compile(r"(?:及)?(?:以上|以下|以内|左右|上下|之多)$")
_HALF = re.compile(r"^[余多]")
_AGE = re.compile(alternate(load_words("count", "age_units")) + "$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """Number and unit as written; `number_end` is where the number ends inside the words."""

    number: str
    unit: str
    number_start: int
    number_end: int

    @property
    def is_age(self) -> bool:
        """True for ages (30岁, 八旬), which state no count."""
        return _AGE.search(self.unit) is not None


def read_quantity(words: str) -> Quantity | None:
    """Return number and unit of the words, None when there is no number; a bound (以上) belongs to neither."""
    hedge = _HEDGE.match(words)
    begin = hedge.end() if hedge else 0
    match = _NUMBER.match(words, begin)
    if match is None or not match["number"]:
        return None
    finish = match.end()
    rest = _BOUND.sub("", words[finish:])
    extra = _HALF.match(rest)
    if extra:
        finish += extra.end()
        rest = rest[extra.end() :]
    return Quantity(words[begin:finish].rstrip(), rest.strip(), begin, finish)
