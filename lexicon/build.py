"""Builds the committed data files of the lexicon from the gazetteer: `python -m lexicon.build --source DIR`.

The same gazetteer gives the same files on every machine and day: entries are sorted and every archive member
carries one fixed moment. `--check` writes nothing and compares contents, not compressed bytes, because
compressors of other versions may pack the same content differently.
"""

from __future__ import annotations

import argparse
import csv
import io
import lzma
import sys
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from lexicon.resources import read_yaml
from lexicon.title_filter import is_title

DATA = Path(__file__).resolve().parent / "data"
AREAS, VILLAGES, TITLES = "areas.tsv.xz", "villages.zip", "titles.tsv"
_MOMENT = (1980, 1, 1, 0, 0, 0)
_TITLES_SOURCE = "# Titles and how often each was counted in public NER sets; what is no post is left out."

Row = dict[str, str]


def read_table(source: Path, name: str) -> list[Row]:
    """Return the rows of one compressed CSV file of the gazetteer."""
    with lzma.open(source / f"{name}.csv.xz", "rt", encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def make_areas(source: Path) -> list[tuple[str, str, str, str]]:
    """Return (code, name, level, parent), sorted by code; levels that only hold others are left out.

    A city without districts appears in the gazetteer again as its own county: once is enough.
    """
    forms = read_yaml("area_forms.yaml")
    placeholders = frozenset(forms["placeholders"])
    rows = [(row["code"], row["name"], "province", "") for row in read_table(source, "provinces")]
    cities = {row["code"]: row for row in read_table(source, "cities")}
    rows += [
        (code, row["name"], "city", row["provinceCode"])
        for code, row in cities.items()
        if row["name"] not in placeholders
    ]
    stands_for = {}
    for row in read_table(source, "areas"):
        city = cities[row["cityCode"]]
        if city["name"] == row["name"]:
            stands_for[row["code"]] = row["cityCode"]
            continue
        parent = row["provinceCode"] if city["name"] in placeholders else row["cityCode"]
        rows.append((row["code"], row["name"], "county", parent))
    rows += [
        (row["code"], trim_street(row["name"]), "street", stands_for.get(row["areaCode"], row["areaCode"]))
        for row in read_table(source, "streets")
    ]
    rows += [(str(code), name, level, parent) for code, name, level, parent in forms["additional"]]
    return sorted(rows)


def trim_street(name: str) -> str:
    """Return the street's name without its office: 某某街道办事处 is 某某街道."""
    return name.removesuffix("办事处") if name.endswith("街道办事处") else name


def trim_village(name: str) -> tuple[str, str]:
    """Return the name of the village or community itself and its kind, v or c.

    某某村民委员会 and 某某村委会 are 某某村, 某某社区居委会 is 某某社区, 某某嘎查村委会 is 某某嘎查. A
    residents' committee that names no 社区 keeps its name: what stands before is often a street.
    """
    forms = read_yaml("area_forms.yaml")["village_offices"]
    for community in forms["of_communities"]:
        if name.endswith(community):
            return name.removesuffix(community) + "社区", "c"
    if name.endswith(tuple(forms["kept"])):
        return name, "c"
    office = next((word for word in forms["of_villages"] if name.endswith(word)), "")
    base = name.removesuffix(office)
    base = base.removesuffix("村") if base.endswith(("嘎查村", "村村")) else base
    if office and not base.endswith(tuple(forms["complete"])):
        base += "村"
    return base or name, "v"


def make_villages(source: Path) -> dict[str, list[tuple[str, str, str]]]:
    """Return by county code the rows (code, name, kind); the first nine digits of a code name the street."""
    counties = {code: parent for code, _, level, parent in make_areas(source) if level == "street"}
    members: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for row in read_table(source, "villages"):
        name, kind = trim_village(row["name"])
        members[counties[row["streetCode"]]].append((row["code"], name, kind))
    return {county: sorted(rows) for county, rows in sorted(members.items())}


def make_titles(source: Path) -> list[tuple[str, str]]:
    """Return (title, count) of what may be a post, most frequent first."""
    with (source / "titles.tsv").open(encoding="utf-8") as stream:
        rows = [line.rstrip("\n").split("\t") for line in stream]
    kept = [(row[0].strip(), int(row[1])) for row in rows if len(row) == 2 and is_title(row[0].strip())]
    return [(title, str(count)) for title, count in sorted(set(kept), key=lambda row: (-row[1], row[0]))]


def write_lines(rows: Iterable[tuple[str, ...]]) -> bytes:
    """Return the rows as TSV in UTF-8."""
    return "".join("\t".join(row) + "\n" for row in rows).encode("utf-8")


def pack_areas(source: Path) -> bytes:
    """Return the bytes of the areas file."""
    return lzma.compress(write_lines(make_areas(source)), preset=9 | lzma.PRESET_EXTREME)


def pack_villages(source: Path) -> bytes:
    """Return the bytes of the villages file: one member a county, so that one county opens alone."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as archive:
        for county, rows in make_villages(source).items():
            member = zipfile.ZipInfo(f"{county}.tsv", _MOMENT)
            member.compress_type = zipfile.ZIP_LZMA
            member.external_attr = 0o644 << 16
            archive.writestr(member, pack_county(county, rows))
    return buffer.getvalue()


def pack_county(county: str, rows: Iterable[tuple[str, str, str]]) -> bytes:
    """Return the rows of one county, column by column so that they pack well: codes, kinds, names.

    Codes are written street by street, each number as its distance from the one before (empty for the next).
    """
    listed = list(rows)
    codes: list[str] = []
    street, last = "", 0
    for code, _, _ in listed:
        if code[:9] != street:
            street, last = code[:9], 0
            codes.append(f"/{street[len(county) :]}")
        number = int(code[9:])
        codes.append("" if number == last + 1 else str(number - last))
        last = number
    kinds, names = "".join(kind for _, _, kind in listed), "\t".join(name for _, name, _ in listed)
    return "\n".join(("\t".join(codes), kinds, names)).encode("utf-8")


def pack_titles(source: Path) -> bytes:
    """Return the bytes of the counted titles."""
    return (_TITLES_SOURCE + "\n").encode("utf-8") + write_lines(make_titles(source))


PACKERS: dict[str, Callable[[Path], bytes]] = {
    AREAS: pack_areas,
    VILLAGES: pack_villages,
    TITLES: pack_titles,
}


def read_content(name: str, data: bytes) -> object:
    """Return what a data file holds, whatever the compressor made of it."""
    if name.endswith(".xz"):
        return lzma.decompress(data)
    if name.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {member: archive.read(member) for member in archive.namelist()}
    return data


def find_differences(source: Path, data: Path = DATA) -> list[str]:
    """Return the names of the committed files whose content the gazetteer no longer gives."""
    return [
        name
        for name, pack in PACKERS.items()
        if not (data / name).is_file()
        or read_content(name, (data / name).read_bytes()) != read_content(name, pack(source))
    ]


def write_files(source: Path, data: Path = DATA) -> list[str]:
    """Write the data files and return their names with their sizes."""
    written = []
    for name, pack in PACKERS.items():
        content = pack(source)
        (data / name).write_bytes(content)
        written.append(f"{name}: {len(content):,} bytes")
    return written


def main() -> int:
    """Build or check; returns 1 when a committed file differs."""
    parser = argparse.ArgumentParser(prog="lexicon.build", description=__doc__)
    parser.add_argument("--source", type=Path, required=True, help="folder of the gazetteer")
    parser.add_argument("--check", action="store_true", help="write nothing, say which files differ")
    options = parser.parse_args()
    if not options.check:
        sys.stdout.write("\n".join(write_files(options.source)) + "\n")
        return 0
    different = find_differences(options.source)
    sys.stdout.write("\n".join(f"{name}: differs" for name in different) + "\n" if different else "same\n")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
