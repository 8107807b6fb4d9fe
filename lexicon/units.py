"""Measure words and numbers as Chinese texts write them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from lexicon.resources import read_yaml

_DIGITS = {"〇": 0, "两": 2} | {character: value for value, character in enumerate("零一二三四五六七八九")}
_TENS = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}
_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?|[零〇一二两三四五六七八九十百千万亿]+")
_ABOUT = "余多来"
_HOUSEHOLD = "户"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its measure word: 2000余份 is the number as written 2000余, the value 2000, the unit 份.

    `value` leaves out 余 and 多, which say that there are some more; `is_about` keeps that they were said.
    """

    number: str
    value: Decimal
    unit: str
    is_about: bool


@cache
def measure_words() -> tuple[str, ...]:
    """Return measure words, 户 among them, longest first."""
    return tuple(sorted({*read_yaml("measures.yaml")["counters"], _HOUSEHOLD}, key=lambda w: (-len(w), w)))


def parse_number(text: str) -> Decimal | None:
    """Return the value of a number in digits or characters, with 万 and 亿 (1.9万, 三百二十); None if none.

    Signs of more (余, 多) and commas in thousands are left out of account.
    """
    plain = unicodedata.normalize("NFKC", text).strip().rstrip(_ABOUT)
    factor = Decimal(1)
    while plain and plain[-1] in _LARGE:
        factor *= _LARGE[plain[-1]]
        plain = plain[:-1].rstrip(_ABOUT)
    if re.fullmatch(r"[0-9][0-9,]*(?:\.[0-9]+)?", plain):
        return Decimal(plain.replace(",", "")) * factor
    if factor == 1 and any(large in plain for large in _LARGE):
        return _parse_large(plain)
    value = _parse_characters(plain)
    return None if value is None else value * factor


def _parse_large(text: str) -> Decimal | None:
    """Read 三万二千: every part before 亿 and 万 is a number of its own."""
    total = Decimal(0)
    for large in ("亿", "万"):
        if large in text:
            before, text = text.split(large, 1)
            value = parse_number(before)
            if value is None:
                return None
            total += value * _LARGE[large]
    rest = parse_number(text) if text else Decimal(0)
    return None if rest is None else total + rest


def _parse_characters(text: str) -> Decimal | None:
    if not text or any(character not in _DIGITS and character not in _TENS for character in text):
        return None
    if not any(character in _TENS for character in text):
        return Decimal("".join(str(_DIGITS[character]) for character in text))
    total, digit = 0, 0
    for character in text:
        if character in _TENS:
            total += (digit or 1) * _TENS[character]
            digit = 0
        else:
            digit = _DIGITS[character]
    return Decimal(total + digit)


def split_quantity(text: str) -> Quantity | None:
    """Return a written quantity taken apart, or None: 1.9万余元, 二十多名, 300余户, 98.6%."""
    plain = unicodedata.normalize("NFKC", text).strip()
    found = _NUMBER.match(plain)
    if not found:
        return None
    end = found.end()
    while end < len(plain) and plain[end] in f"万亿{_ABOUT}":
        end += 1
    number, unit = plain[:end], plain[end:].removesuffix("以上").removesuffix("左右")
    about = bool(unit) and unit[-1] in "余多"
    unit = unit.rstrip("余多") if about else unit
    value = parse_number(number)
    if value is None or (unit not in measure_words() and unit not in ("%", "％", "")):
        return None
    return Quantity(number, value, unit, about or any(sign in number for sign in _ABOUT))


def is_household_count(text: str) -> bool:
    """True for a number of households: 82户, 300余户."""
    quantity = split_quantity(text)
    return quantity is not None and quantity.unit == _HOUSEHOLD
