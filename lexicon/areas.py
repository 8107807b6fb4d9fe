"""Divisions of China by code and by every name they go by."""

from __future__ import annotations

import io
import lzma
import re
import zipfile
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from lexicon.alternation import longest_first
from lexicon.area_forms import make_short_names
from lexicon.resources import read_bytes, read_yaml


@dataclass(frozen=True, slots=True)
class Area:
    """A division: `level` is province, city, county or street; `parent` the code of the next one above.

    A street is whatever stands below the county: 街道, 镇, 乡, 苏木, a farm. A county under a municipality or
    directly under a province has the province as parent.
    """

    code: str
    name: str
    level: str
    parent: str


@dataclass(frozen=True, slots=True)
class Village:
    """A village, 嘎查 or community; `kind` is v or c, `street` the code of the division it belongs to."""

    code: str
    name: str
    kind: str
    street: str


class Areas:
    """All divisions down to the street in memory, villages of one county when asked for."""

    def __init__(self, areas: Collection[Area]) -> None:
        self._by_code = {area.code: area for area in areas}
        full: dict[str, list[Area]] = defaultdict(list)
        short: dict[str, list[Area]] = defaultdict(list)
        for area in areas:
            full[area.name].append(area)
        for area in areas:
            if area.level != "street":
                for name in make_short_names(area.name, area.level):
                    short[name].append(area)
        for name, found in short.items():
            provinces = [area for area in found if area.level == "province"]
            full[name].extend(area for area in provinces or found if area not in full[name])
        self._by_name = {name: tuple(found) for name, found in full.items()}
        self._bare = frozenset(
            name for name, found in full.items()
            if not name.endswith(level_words())
            and all(area.name != name and area.level != "province" for area in found)
        )  # fmt: skip
        self._longest = max((len(name) for name in self._by_name), default=0)

    def get(self, code: str) -> Area:
        """Return the area with this code; raises KeyError."""
        return self._by_code[code]

    def find(self, code: str) -> Area | None:
        """Return the area with this code, or None."""
        return self._by_code.get(code)

    def __iter__(self) -> Iterator[Area]:
        return iter(self._by_code.values())

    def __len__(self) -> int:
        return len(self._by_code)

    def by_name(self, name: str) -> tuple[Area, ...]:
        """Return all areas with this full or short name, those whose full name it is first.

        A short form that a province has belongs to the province alone: 吉林 and 海南 are never the city or
        the prefecture.
        """
        return self._by_name.get(name, ())

    def names_of(self, area: Area) -> tuple[str, ...]:
        """Return the full name and the short forms of the area."""
        return area.name, *(() if area.level == "street" else make_short_names(area.name, area.level))

    def find_prefix(self, text: str, start: int = 0) -> str:
        """Return the longest area name with which the text goes on at `start`, "" if there is none.

        A short form before a word of level is part of another name: 云溪县 is not 云溪区.
        """
        for length in range(min(self._longest, len(text) - start), 1, -1):
            if (piece := text[start : start + length]) in self._by_name:
                return "" if piece in self._bare and self._goes_on(text, start + length) else piece
        return ""

    def _goes_on(self, text: str, end: int) -> bool:
        """True where a word of level follows that begins neither another word (市场) nor another area (镇海区)."""
        if not _level_of_other().match(text, end):
            return False
        lengths = range(2, min(self._longest, len(text) - end) + 1)
        pieces = [text[end : end + length] for length in lengths]
        return not any(area.name == piece for piece in pieces for area in self.by_name(piece))

    def split_prefixes(self, text: str) -> tuple[str, ...]:
        """Return the chain of area names with which the text begins: 某省 某市 某旗, as written."""
        names: list[str] = []
        position = 0
        while name := self.find_prefix(text, position):
            names.append(name)
            position += len(name)
        return tuple(names)

    def find_chain(self, text: str, context: Collection[str] = ()) -> Area | None:
        """Return the area that a chain of two and more names means as a whole: 某省某市某区; the context may help."""
        names = self.split_prefixes(text)
        if len(names) < 2 or sum(map(len, names)) != len(text):
            return None
        return self.resolve(names[-1], names[:-1]) or self.resolve(names[-1], [*names[:-1], *context])

    def parents(self, area: Area) -> tuple[Area, ...]:
        """Return the areas above, nearest first."""
        above = []
        parent = self._by_code.get(area.parent)
        while parent is not None:
            above.append(parent)
            parent = self._by_code.get(parent.parent)
        return tuple(above)

    def is_within(self, area: Area, other: Area) -> bool:
        """True when `area` is `other` or lies below it."""
        return area.code == other.code or any(parent.code == other.code for parent in self.parents(area))

    def full_name(self, area: Area) -> str:
        """Return the name with all areas above in front of it."""
        return "".join(part.name for part in (*reversed(self.parents(area)), area))

    def resolve(self, name: str, context_names: Collection[str]) -> Area | None:
        """Return the one area that this name can mean, else None; never a guess.

        Either the only area with that name, or the only one of which the context names an area above. Where
        the context names areas above several, the one wins that has all those of the others and more.
        """
        found = self.by_name(name)
        candidates = [area for area in found if area.name == name] or list(found)
        if len(candidates) < 2:
            return candidates[0] if candidates else None
        context = frozenset(context_names)
        named = {
            area.code: frozenset(
                parent.code for parent in self.parents(area) if not context.isdisjoint(self.names_of(parent))
            )
            for area in candidates
        }
        winners = [
            area
            for area in candidates
            if named[area.code]
            and all(named[area.code] > named[other.code] for other in candidates if other is not area)
        ]
        return winners[0] if len(winners) == 1 else None

    def villages(self, county_code: str) -> tuple[Village, ...]:
        """Return villages and communities of a county (of a city, where it has no counties), by code.

        Empty for a code that has none.
        """
        return _load_villages(county_code)


@lru_cache(maxsize=256)
def _load_villages(county_code: str) -> tuple[Village, ...]:
    archive = _open_villages()
    member = f"{county_code}.tsv"
    if member not in archive.NameToInfo:
        return ()
    codes, kinds, names = archive.read(member).decode("utf-8").split("\n")
    return tuple(
        Village(code, name, kind, code[:9])
        for code, kind, name in zip(_unpack_codes(county_code, codes), kinds, names.split("\t"), strict=True)
    )


def _unpack_codes(county_code: str, column: str) -> Iterator[str]:
    """Yield full codes from streets (/ and digits) and distances; the writer is in build.py."""
    street, number = "", 0
    for cell in column.split("\t"):
        if cell.startswith("/"):
            street, number = county_code + cell[1:], 0
            continue
        number += int(cell or 1)
        yield f"{street}{number:03d}"


@cache
def _open_villages() -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(read_bytes("villages.zip")))


@cache
def _level_of_other() -> re.Pattern[str]:
    forms = read_yaml("area_forms.yaml")
    return re.compile(f"(?!{'|'.join(forms['no_level_words'])})(?:{'|'.join(forms['levels_of_others'])})")


@cache
def load_areas() -> Areas:
    """Return the divisions of China; read once."""
    lines = lzma.decompress(read_bytes("areas.tsv.xz")).decode("utf-8").splitlines()
    return Areas([Area(*line.split("\t")) for line in lines])


@cache
def community_suffixes() -> tuple[str, ...]:
    """Return the endings of community names, longest first."""
    return longest_first(read_yaml("area_forms.yaml")["community_suffixes"])


@cache
def street_suffixes() -> tuple[str, ...]:
    """Return the endings of names of 街道, 镇, 乡, 苏木, longest first."""
    return longest_first(read_yaml("area_forms.yaml")["street_suffixes"])


@cache
def village_group_suffixes() -> tuple[str, ...]:
    """Return the endings of names of groups within a village, longest first."""
    return longest_first(read_yaml("area_forms.yaml")["village_group_suffixes"])


@cache
def level_words() -> tuple[str, ...]:
    """Return the words for levels of divisions, from high to low."""
    return tuple(read_yaml("area_forms.yaml")["level_words"])


@cache
def community_words() -> tuple[str, ...]:
    """Return what communities call themselves: 社区, 嘎查, 村, 小区."""
    return tuple(read_yaml("area_forms.yaml")["community_words"])


@cache
def self_governing_words() -> tuple[str, ...]:
    """Return the words for communities that govern themselves; 小区 is none."""
    return tuple(read_yaml("area_forms.yaml")["self_governing_words"])
