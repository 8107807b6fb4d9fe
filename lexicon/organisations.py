"""Forms of organisation names: classes by ending, short and full forms, which names stand alone."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from lexicon.alternation import alternate, longest_first
from lexicon.areas import Areas, community_suffixes, load_areas
from lexicon.resources import read_yaml


@cache
def _suffix_classes() -> tuple[tuple[str, str], ...]:
    classes = read_yaml("organisations.yaml")["suffixes"]
    class_of_word: dict[str, str] = {}
    for name, words in classes.items():
        for word in words:
            class_of_word.setdefault(word, name)
    return tuple((word, class_of_word[word]) for word in longest_first(class_of_word))


@cache
def organisation_suffixes() -> tuple[str, ...]:
    """Return the endings of organisation names, longest first."""
    return tuple(word for word, _ in _suffix_classes())


def class_of(name: str) -> str:
    """Return the class of an organisation name by its longest fitting ending, "" if none fits.

    Classes: party, government, congress, cppcc, discipline, court, procuratorate, army, mass_organisation,
    enterprise, school, health, village, media. A national body counts as its ending does.
    """
    if name in media_names():
        return "media"
    return next((kind for suffix, kind in _suffix_classes() if name.endswith(suffix)), "")


@cache
def media_suffixes() -> tuple[str, ...]:
    """Return the endings of names of media, longest first."""
    return longest_first(read_yaml("organisations.yaml")["suffixes"]["media"])


@cache
def media_names() -> frozenset[str]:
    """Return the names of media that no ending gives away."""
    return frozenset(read_yaml("organisations.yaml")["media_names"])


@cache
def level_committees() -> dict[str, str]:
    """Return by the last word of a division's name the party committee as written bare: 县 → 县委."""
    return dict(read_yaml("organisations.yaml")["level_committees"])


@cache
def standing_bodies() -> tuple[str, ...]:
    """Return the endings of bodies that stand beside their community: 红白理事会, 业委会, 合作社."""
    return tuple(read_yaml("organisations.yaml")["standing_bodies"])


@cache
def national_bodies() -> dict[str, str]:
    """Return every name of a national body with its full name; no area stands before these."""
    return {name: names[0] for names in read_yaml("organisations.yaml")["national"] for name in names}


@cache
def short_forms() -> dict[str, str]:
    """Return short forms of the departments of a government with their full forms: 人社局, 住建厅, 发改委.

    Without the area: they stand at the end of a name. A form that is its own full form is left out.
    """
    forms = read_yaml("organisations.yaml")
    table: dict[str, str] = {}
    for full, *shorts in forms["departments"]:
        offices = {"局": "局", "厅": "厅", "分局": "分局"}
        if full in forms["commissions"]:
            offices |= {"委": "委员会", "委员会": "委员会"}
        for short in (*shorts, full):
            table |= {short + office: full + whole for office, whole in offices.items()}
    table |= forms["short_names"]
    return {short: full for short, full in table.items() if short != full}


@cache
def _short_form_ending() -> re.Pattern[str]:
    return re.compile(f"{alternate(short_forms())}$")


@cache
def department_names() -> tuple[str, ...]:
    """Return full and short names of government departments without area, longest first."""
    names = {*short_forms(), *short_forms().values()}
    for full, *_ in read_yaml("organisations.yaml")["departments"]:
        names |= {full + "局", full + "厅"}
    return longest_first(names)


@cache
def division_ends() -> tuple[str, ...]:
    """Return the last words of divisions that have a government."""
    return tuple(read_yaml("organisations.yaml")["division_ends"])


@cache
def _division() -> str:
    return alternate(division_ends())


_DOUBLED = re.compile(r"(?<=[一-龥])([省市县区旗盟州])\1委")
"""歙县县委 is 歙县委."""


@lru_cache(maxsize=50_000)
def normalise_organisation(name: str) -> str:
    """Return the form by which two names are one organisation.

    Widths and spaces are folded; 中共某市委员会 is 某市委; 某市人社局 is 某市人力资源和社会保障局;
    政协某县委员会 is 某县政协; national bodies take their full name. A short form of an area before an office
    is written out where only one area has it.
    """
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", name)).strip("“”\"'《》")
    if text in national_bodies():
        return national_bodies()[text]
    forms = read_yaml("organisations.yaml")
    text = _fold_committee(text, forms["party_prefixes"], "委")
    text = _fold_committee(text, forms["cppcc_prefixes"], "政协")
    text = _fold_league(text, forms["league_prefixes"])
    text = _DOUBLED.sub(r"\1委", text)
    for ending, right in forms["same_endings"]:
        if text.endswith(ending) and text != ending and not text.endswith((right, *_unfolded())):
            text = text.removesuffix(ending) + right
            break
    found = _short_form_ending().search(text)
    if found:
        place = text[: found.start()]
        if place.endswith(division_ends()) or load_areas().by_name(place):
            text = place + short_forms()[found[0]]
    return _lengthen_area(text)


@cache
def _unfolded() -> tuple[str, ...]:
    """Full forms of departments: the end of one is no other body's end."""
    return tuple(short_forms().values())


def _lengthen_area(text: str) -> str:
    """Return 通辽人社局 with its area's full name, only where one area can be meant and an office follows."""
    areas = load_areas()
    prefix = areas.find_prefix(text)
    if prefix and text[len(prefix) :] in _bare_forms() and (area := areas.resolve(prefix, ())):
        return area.name + text[len(prefix) :]
    return text


def _fold_committee(text: str, prefixes: list[str], committee: str) -> str:
    """Return 中共某市委员会… as 某市委…, 政协某市委员会… as 某市政协…; other names unchanged."""
    prefix = next((word for word in prefixes if text.startswith(word) and len(text) > len(word) + 1), "")
    if not prefix:
        return text
    rest = text.removeprefix(prefix)
    found = re.match(f"(.+?{_division()})(?:第[一二三四五六七八九十\\d]+届)?委员会(?=$|[^员])", rest)
    if found:
        return found[1] + committee + rest[found.end() :]
    return rest if committee == "委" else text


def _fold_league(text: str, prefixes: list[str]) -> str:
    for prefix in prefixes:
        found = re.fullmatch(f"{prefix}(.*{_division()})(?:委员会|委)", text)
        if found:
            return f"共青团{found[1]}委"
    return text


def find_national_body(name: str) -> str:
    """Return the full name of the national body that this name means, "" if it means none."""
    return national_bodies().get(re.sub(r"\s+", "", name), "")


@cache
def _generic_words() -> re.Pattern[str]:
    return re.compile(f"{alternate(read_yaml('organisations.yaml')['generic_words'])}*")


_OWN_NAMED = frozenset({"enterprise", "school", "media", "health"})


def is_qualified(name: str, areas: Areas) -> bool:
    """True when the name says by itself which organisation it is, so that it may found an entity.

    National bodies, names in which an area stands that only one division can be, and enterprises and schools
    with a name of their own. 县人社局, 某嘎查党支部 and 物业公司 are not.
    """
    text = normalise_organisation(name)
    if text in national_bodies() or text in media_names():
        return True
    kind = class_of(text)
    if text.endswith(community_suffixes()) and not kind:
        return False
    prefixes = areas.split_prefixes(text)
    if prefixes and len("".join(prefixes)) < len(text) and _is_certain(prefixes, text, areas):
        return True
    prefix = next((p for p in read_yaml("organisations.yaml")["national_prefixes"] if text.startswith(p)), "")
    if prefix and kind and len(text) > len(prefix) + 3:
        return True
    if kind in _OWN_NAMED:
        return _has_own_name(text) or _names_city(text, areas)
    return False


def _is_certain(prefixes: tuple[str, ...], text: str, areas: Areas) -> bool:
    """True when the chain ends in one division only; a bare short form needs an office right after it."""
    last = prefixes[-1]
    if areas.resolve(last, prefixes[:-1]) is None:
        return any(len(areas.by_name(part)) == 1 for part in prefixes[:-1])
    if any(area.name == last for area in areas.by_name(last)):
        return True
    rest = text[len("".join(prefixes)) :]
    other = tuple(read_yaml("organisations.yaml")["not_after_short_area"])
    return not rest.startswith(other) and bool(class_of(rest)) and not text.endswith(community_suffixes())


def _has_own_name(text: str) -> bool:
    """True when what stands before the ending of an enterprise or school is more than words of its trade."""
    suffix = next(word for word, _ in _suffix_classes() if text.endswith(word))
    stem = text.removesuffix(suffix)
    left = _generic_words().sub("", stem)
    forms = read_yaml("organisations.yaml")
    is_legal = text.endswith(tuple(forms["legal_forms"]))
    return len(left) >= 2 and (len(stem) >= 4 if is_legal else suffix in forms["own_named"])


def _names_city(text: str, areas: Areas) -> bool:
    """True when a province or city that only one division can be stands anywhere in the name."""
    for start in range(1, len(text) - 2):
        name = areas.find_prefix(text, start)
        found = areas.by_name(name) if name else ()
        if len(found) == 1 and found[0].level in ("province", "city"):
            return True
    return False


def expand_short(name: str, area_name: str) -> str:
    """Return the full name of a bare short form in an area: 县人社局 in 某县 is 某县人力资源和社会保障局.

    "" when the level that the short form names is not the area's own, or when it names another area.
    A short form without a level (人社局, 纪委) takes the area as it is.
    """
    text = re.sub(r"\s+", "", name)
    levels = read_yaml("organisations.yaml")["levels"]
    level = next((word for word in levels if text.startswith(word)), "")
    ends = next((word for word in levels if area_name.endswith(word)), "")
    if not level:
        return normalise_organisation(area_name + text) if is_bare(text) else ""
    rest = text.removeprefix(level)
    return normalise_organisation(area_name + rest) if rest and level == ends else ""


def is_bare(name: str) -> bool:
    """True for a form that needs an area before it: 县委, 旗人民政府, 人社局, 市公安局, 纪委监委."""
    text = re.sub(r"\s+", "", name)
    level = next((word for word in read_yaml("organisations.yaml")["levels"] if text.startswith(word)), "")
    rest = text.removeprefix(level)
    if text in national_bodies() or not rest:
        return False
    return rest in _bare_forms() or (bool(level) and bool(class_of(rest)))


@cache
def _bare_forms() -> frozenset[str]:
    forms = read_yaml("organisations.yaml")
    classes = ("congress", "cppcc", "discipline", "court", "procuratorate")
    houses = [word for kind in classes for word in forms["suffixes"][kind]]
    return frozenset((*department_names(), *forms["committee_departments"], *forms["bare_forms"], *houses))
