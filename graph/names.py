"""The form of a name by which entities are found and ordered, the same at ingest and at query, in both stores.

What is said of a name (its given part, its sounds, its parts) is a key; a store holds the keys of the names that its
persons bear and looks up the keys of what somebody asks for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from domain.entity import Entity
from graph.fulltext import BREAK, phrase, spread
from lexicon.names import given_names_of, loose_name, normalise_name
from lexicon.spelling import Spelling, read_spellings, sounds_of

MATCHES = ("exact", "prefix", "variant", "given", "pinyin", "mixed", "pinyin_part", "part")
"""How a name was found, in the order of the answer; the number of a match is its place here."""

EXACT, PREFIX, VARIANT, GIVEN, PINYIN, MIXED, PINYIN_PART, PART = range(len(MATCHES))

FORMER = "former_name"
"""The match of a former name, which a statement gives: exactly that name, told right behind who bears it now."""

KEYED_KIND = "Person"
"""Only people are looked for by given name and by sound."""

LONGEST_KEYED = 12
"""So many characters has a name whose every part is a key of its own; longer ones are found by full text."""

DOT = "·"


@dataclass(frozen=True, slots=True)
class NameKey:
    """One thing by which a name is found; `tones` are those that its syllables may have: "34.2"."""

    key: str
    tones: str = ""


@dataclass(frozen=True, slots=True)
class AskedKey:
    """A key to look up, and what must hold besides: tones and characters as patterns of ? and *, "" for anything."""

    match: int
    key: str
    tones: str = ""
    written: str = ""


@dataclass(frozen=True)
class AskedName:
    """What somebody looks for: the whole form, its variant ("" when it is the same), words of full text, keys."""

    name: str
    loose: str
    phrase: str
    keys: tuple[AskedKey, ...]

    @cached_property
    def after(self) -> str:
        """The end of the range of names that begin with this one."""
        return self.name + "\U0010ffff"

    @cached_property
    def part(self) -> str:
        """The key of a part of a name."""
        return f"part:{self.phrase.replace(' ', '')}"


def sort_name(name: str) -> str:
    """Return the name as stores compare and order it; the raw name stays beside it and is what people see."""
    return normalise_name(name)


def found_name(words: str) -> Entity:
    """Return the entity that a former name is: one for all who had it, known by its words alone."""
    return Entity("FormerName", words, f"name:{sort_name(words)}")


def ask_name(words: str) -> AskedName | None:
    """Return what to look up for what somebody typed, None when it holds no letter or digit."""
    name = sort_name(words)
    characters = phrase(name)
    if not name or characters is None:
        return None
    loose = loose_name(name)
    keys = [AskedKey(VARIANT, f"other:{loose}"), AskedKey(GIVEN, f"given:{loose}")] if loose else []
    spelled = dict.fromkeys(key for spelling in read_spellings(words) for key in _ask_sounds(spelling))
    return AskedName(name, loose if loose != name else "", characters, (*keys, *spelled))


@lru_cache(maxsize=20_000)
def list_keys(name: str) -> tuple[NameKey, ...]:
    """Return the keys of a name in its sorted form, but for those of its parts."""
    loose = loose_name(name)
    keys = [NameKey(f"other:{loose}")] if loose and loose != name else []
    givens = given_names_of(name)
    keys += [NameKey(f"given:{loose_name(given)}") for given in givens if loose_name(given)]
    if len(loose) <= LONGEST_KEYED:
        keys += _sound_keys(name, frozenset(len(given) for given in givens if name.endswith(given)))
    return tuple(keys)


def is_keyed(kind: str, name: str) -> bool:
    """True for a name whose parts are keys; the parts of others are found by full text."""
    return kind == KEYED_KIND and len(spread(name).split()) <= LONGEST_KEYED


def list_part_keys(name: str) -> Iterator[NameKey]:
    """Yield the keys of the parts of a name: every run of its letters.

    Its beginnings, which the name itself has, and its given name, which is a key of its own, are left out.
    """
    signs = spread(name).split()
    runs = {
        "".join(signs[start:end])
        for start in range(len(signs))
        for end in range(start + 1, len(signs) + 1)
        if signs[start] != BREAK and signs[end - 1] != BREAK and (start or BREAK in signs[:end])
    }
    for run in sorted(runs - set(given_names_of(name))):
        yield NameKey(f"part:{run}")


def _sound_keys(name: str, ends: frozenset[int]) -> list[NameKey]:
    """Return the keys of the sounds of the whole name, of its beginnings and of the given name at its end."""
    tones: dict[str, list[set[str]]] = {}
    for syllables, heard in sounds_of(name):
        length = len(syllables)
        parts = [("sound", 0, length), *(("begin", 0, end) for end in range(1, length))]
        parts += [("tail", length - end, length) for end in ends if end < length]
        for form, start, end in parts:
            key = f"{form}:{'.'.join(syllables[start:end])}"
            known = tones.setdefault(key, [set() for _ in range(start, end)])
            for place, may_be in zip(known, heard[start:end], strict=True):
                place.update(may_be)
    return [NameKey(key, ".".join("".join(sorted(place)) for place in places)) for key, places in tones.items()]


def _ask_sounds(spelling: Spelling) -> Iterator[AskedKey]:
    """Yield what to look up for one spelling; characters in it are looked up by sound and compared as written."""
    written = "".join(sign.character or "?" for sign in spelling)
    is_mixed = set(written) != {"?"}
    tones = ".".join(f"*{sign.tone}*" if sign.tone else "*" for sign in spelling)
    for syllables in _syllables_of(spelling):
        whole = AskedKey(MIXED if is_mixed else PINYIN, f"sound:{syllables}", tones if tones.strip("*.") else "")
        yield replace(whole, written=written if is_mixed else "")
        for form, pattern in (("begin", f"{written}*"), ("tail", f"*{written}")):
            key = f"{form}:{syllables}"
            yield AskedKey(PINYIN_PART, key, whole.tones, pattern if is_mixed else "")


def _syllables_of(spelling: Spelling) -> Iterator[str]:
    characters = "".join(sign.character for sign in spelling)
    if not characters:
        yield ".".join(sign.syllable for sign in spelling)
        return
    for heard, _ in sounds_of(characters):
        sounds = iter(heard)
        yield ".".join(sign.syllable or next(sounds) for sign in spelling)
