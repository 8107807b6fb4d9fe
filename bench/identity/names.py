"""Pairs of written names: which denote the same written name, beside nomenklatura's logic-v2 on the same pairs.

Every form is made by rule from the table of names.yaml, whose sounds and traditional characters are written by hand: no
expected answer comes from the code under test or from the libraries it uses.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import count
from typing import Any

import yaml

from bench.identity.part import Part
from bench.output import say
from lexicon.spelling import is_same_written_name

GIVEN_EACH = 9
"""With how many given names each surname is paired; the next surname goes on where this one ends."""

THRESHOLD = 0.7
"""From where logic-v2 calls a pair a match, by its own default."""

FULL_SPACE = "\u3000"
_MARKS = {"1": "\u0304", "2": "\u0301", "3": "\u030c", "4": "\u0300"}

Judge = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Name:
    """One name: characters, traditional characters and sounds of surname and given name."""

    surname: str
    given: str
    traditional: str
    surname_sounds: tuple[str, ...]
    given_sounds: tuple[str, ...]

    @property
    def written(self) -> str:
        """The name in simplified characters."""
        return self.surname + self.given


@dataclass(frozen=True, slots=True)
class Pair:
    """Two forms and whether they are the same written name."""

    kind: str
    one: str
    other: str
    same: bool


def measure() -> Part:
    """Judge all pairs by both sides."""
    pairs = list(iter_pairs())
    ours = [is_same_written_name(pair.one, pair.other) for pair in pairs]
    rival = _open_rival()
    if isinstance(rival, str):
        say(f"nomenklatura's logic-v2 was not measured: {rival}")
        theirs = None
    else:
        theirs = [rival(pair.one, pair.other) for pair in pairs]
    kinds = dict.fromkeys((pair.kind, pair.same) for pair in pairs)
    rows: list[list[object]] = []
    for kind, same in kinds:
        places = [place for place, pair in enumerate(pairs) if pair.kind == kind]
        right = [_share(judged, places, same) if judged else None for judged in (ours, theirs)]
        rows.append([kind, "same" if same else "other", len(places), *right])
    rows.append(["F1", "", len(pairs), _f1(pairs, ours), _f1(pairs, theirs) if theirs else None])
    rows.append(["negatives lost", "", sum(not p.same for p in pairs), _lost(pairs, ours),
                 _lost(pairs, theirs) if theirs else None])  # fmt: skip
    figures: dict[str, float | int] = {
        "pairs": len(pairs),
        "pairs_f1": round(_f1(pairs, ours), 4),
        "pairs_negatives_lost": round(_lost(pairs, ours), 4),
    }
    if theirs:
        figures["pairs_f1_logic_v2"] = round(_f1(pairs, theirs), 4)
        figures["pairs_negatives_lost_logic_v2"] = round(_lost(pairs, theirs), 4)
    return Part("(a) names: judged rightly", ("form", "is", "pairs", "ours", "logic-v2"), rows, figures)


def iter_pairs() -> Iterator[Pair]:
    """Yield for each name every form of it, and what is near it and another name."""
    words = _words()
    for number, name in enumerate(_iter_names()):
        before = words["titles_before"][number % len(words["titles_before"])]
        after = words["titles_after"][number % len(words["titles_after"])]
        first, last = _spell(name.surname_sounds), _spell(name.given_sounds)
        toned = f"{_spell(name.surname_sounds, _mark)} {_spell(name.given_sounds, _mark)}"
        for kind, form in (
            ("identical", name.written),
            ("pinyin", f"{first} {last}"),
            ("pinyin, given name first", f"{last} {first.upper()}"),
            ("pinyin with tones", toned),
            ("pinyin with tones, given name first", " ".join(reversed(toned.split(" ")))),
            ("pinyin with digits", " ".join((*name.surname_sounds, *name.given_sounds)).replace("v", "ü")),
            ("pinyin in one word", _join(name.surname_sounds + name.given_sounds)),
            ("title before", before + name.written),
            ("title after", name.written + after),
            ("traditional", name.traditional),
            ("full-width space", name.surname + FULL_SPACE + name.given),
        ):
            yield Pair(kind, name.written, form, True)
        _, _, alike, near = _given()[name.given]
        other = _other_given(name.given, number)
        for kind, form in (
            ("other given name", name.surname + other),
            ("other given name in pinyin", f"{first} {_spell(_given()[other][1])}"),
            ("one character differs", name.surname + near),
            ("homophone character", name.surname + alike),
            ("homophone with a title", before + name.surname + alike),
            ("pinyin with other tones", _turn_tone(name)),
            ("other surname", _other_surname(name.surname, number) + name.given),
            ("surname with a title", name.surname + "局长"),
        ):
            if form:
                yield Pair(kind, name.written, form, False)


def _iter_names() -> Iterator[Name]:
    given, place = list(_given().items()), 0
    for surname, written in _words()["surnames"].items():
        traditional, sounds = written.split()
        for _ in range(GIVEN_EACH):
            own, (whole, heard, *_) = given[place % len(given)]
            place += 1
            yield Name(surname, own, traditional + whole, tuple(sounds.split(".")), heard)


@cache
def _words() -> dict[str, Any]:
    words: dict[str, Any] = yaml.safe_load(files("bench.identity").joinpath("names.yaml").read_text("utf-8"))
    return words


@cache
def _given() -> dict[str, tuple[str, tuple[str, ...], str, str]]:
    """Return of each given name the traditional form, the sounds, the same sound otherwise written, one like it."""
    split = {given: written.split() for given, written in _words()["given_names"].items()}
    return {given: (parts[0], tuple(parts[1].split(".")), parts[2], parts[3]) for given, parts in split.items()}


def _other_given(given: str, number: int) -> str:
    """Return another given name of the table, none that sounds alike."""
    heard = {sound[:-1] for sound in _given()[given][1]}
    others = [one for one, parts in _given().items() if heard.isdisjoint(sound[:-1] for sound in parts[1])]
    return others[number % len(others)]


def _other_surname(surname: str, number: int) -> str:
    others = [one for one in _words()["surnames"] if one != surname]
    return str(others[number % len(others)])


def _spell(sounds: Sequence[str], write: Callable[[str], str] = lambda sound: sound[:-1]) -> str:
    """Return one word with a capital: an apostrophe before a vowel within it, ü for v."""
    word = ""
    for sound in sounds:
        word += ("'" if word and sound[0] in "aeo" else "") + write(sound)
    return unicodedata.normalize("NFC", word.replace("v", "ü")).capitalize()


def _join(sounds: Sequence[str]) -> str:
    """Return all syllables as one word in small letters, as it stands in an address of mail."""
    return "".join(sound[:-1] for sound in sounds)


def _mark(sound: str) -> str:
    """Return the syllable with its tone on the vowel that bears it."""
    letters, tone = sound[:-1], sound[-1]
    vowels = [place for place, letter in enumerate(letters) if letter in "aeiouv"]
    strong = [place for place in vowels if letters[place] in "ae"] or [
        place for place in vowels if letters[place : place + 2] == "ou"
    ]
    place = strong[0] if strong else vowels[-1]
    return letters[: place + 1] + _MARKS[tone] + letters[place + 1 :]


def _turn_tone(name: Name) -> str:
    """Return the name in pinyin with another last tone, "" where the character has that tone too."""
    turned = _turn(name.given_sounds)
    if turned[-1] == _words()["second_sounds"].get(name.given[-1]):
        return ""
    return f"{_spell(name.surname_sounds, _mark)} {_spell(turned, _mark)}"


def _turn(sounds: Sequence[str]) -> tuple[str, ...]:
    """Return the sounds, the last in another tone."""
    return (*sounds[:-1], sounds[-1][:-1] + {"1": "3", "2": "4", "3": "1", "4": "3"}[sounds[-1][-1]])


def _share(judged: Sequence[bool], places: Sequence[int], same: bool) -> float:
    return sum(judged[place] == same for place in places) / len(places)


def _f1(pairs: Sequence[Pair], judged: Sequence[bool]) -> float:
    hits = sum(pair.same and said for pair, said in zip(pairs, judged, strict=True))
    return 2 * hits / (sum(judged) + sum(pair.same for pair in pairs))


def _lost(pairs: Sequence[Pair], judged: Sequence[bool]) -> float:
    negatives = [said for pair, said in zip(pairs, judged, strict=True) if not pair.same]
    return sum(negatives) / len(negatives)


def _open_rival() -> Judge | str:
    """Return logic-v2 on two people of whom only the name is known, or why it is not there."""
    try:
        from followthemoney import model
        from nomenklatura.matching import LogicV2, ScoringConfig
    except ImportError as error:
        return f"{error} (pip install .[bench-names])"
    config, numbers = ScoringConfig.defaults(), count()

    def make(name: str) -> Any:
        # An id of its own for every form: the package remembers names by the id.
        person = model.make_entity("Person")
        person.id = f"form-{next(numbers)}"
        person.add("name", name)
        return person

    return lambda one, other: bool(LogicV2.compare(make(one), make(other), config).score >= THRESHOLD)
