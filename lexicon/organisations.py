"""Forms of organisation names: classes by ending, short and full forms, which names stand alone."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from lexicon.alternation import alternate, longest_first
from lexicon.areas import Area, Areas, community_suffixes, load_areas
from lexicon.division_bodies import short_forms
from lexicon.organisation_folds import cut_division, fold_body, tidy
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
def department_names() -> tuple[str, ...]:
    """Return full and short names of government departments without area, longest first."""
    names = {*short_forms(), *short_forms().values()}
    for full, *_ in read_yaml("organisations.yaml")["departments"]:
        names |= {full + "局", full + "厅"}
    return longest_first(names)


@lru_cache(maxsize=50_000)
def normalise_organisation(name: str, context: tuple[str, ...] = ()) -> str:
    """Return the form by which two names are one organisation.

    Widths and spaces are folded; 中共某市委员会 is 某市委; 某市人社局 is 某市人力资源和社会保障局;
    政协某县委员会 is 某县政协; national bodies take their full name. The division stands with as few divisions
    above it as leave no other one possible; one that several share is told apart by those that the context names.
    """
    text = tidy(name)
    if text in national_bodies():
        return national_bodies()[text]
    return fold_body(text, context)


def find_national_body(name: str) -> str:
    """Return the full name of the national body that this name means, "" if it means none."""
    return national_bodies().get(re.sub(r"\s+", "", name), "")


@cache
def _generic_words() -> re.Pattern[str]:
    return re.compile(f"{alternate(read_yaml('organisations.yaml')['generic_words'])}*")


_UNLISTED = re.compile(
    r"(?![全本该各我某外邻两几多在和与及由对向等这那所])[\u4e00-\u9fff]{2,5}?(?<![市区])[县旗](?![一二三四五六七八九十])"
)
_DIVISION = re.compile(
    r"(?![全本该各我某外邻两几多在和与及由对向等这那所])[\u4e00-\u9fff]{2,5}?(?<![县旗市区])[县旗市区]"
)
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
    text = text.removeprefix("共青团") if text.startswith("共青团") and text.endswith("委") else text
    prefixes = drop_strangers(areas.split_prefixes(text), areas)
    if prefixes and len("".join(prefixes)) < len(text) and _is_certain(prefixes, text, areas):
        return True
    if not prefixes and kind and _names_unlisted(text):
        return True
    prefix = next((p for p in read_yaml("organisations.yaml")["national_prefixes"] if text.startswith(p)), "")
    if prefix and kind and len(text) > len(prefix) + 3:
        return True
    if kind in _OWN_NAMED:
        return _has_own_name(text) or _names_city(text, areas)
    return False


def drop_strangers(names: tuple[str, ...], areas: Areas) -> tuple[str, ...]:
    """Return the chain without what is no division of the one before: in 某乡金水村 no 金水区 is meant."""
    above: tuple[Area, ...] = ()
    for number, name in enumerate(names):
        below = tuple(
            area for area in areas.by_name(name) if not above or any(areas.is_within(area, one) for one in above)
        )
        if not below:
            return names[:number]
        above = below
    return names


def _names_unlisted(text: str) -> bool:
    """True for a body of a county that no list knows, an abolished one: such a name is hardly ever given twice.

    市 and 区 end other words too; they count where a body of a division follows at once.
    """
    found = _UNLISTED.match(text)
    if found is not None and len(text) > found.end():
        return True
    head, rest, _ = cut_division(text)
    return bool(rest) and head.endswith(("市", "区")) and is_unlisted_division(head)


def is_unlisted_division(name: str) -> bool:
    """True for the bare name of a county, banner, city or district that no list knows; 开发区 is no division."""
    return (
        _DIVISION.fullmatch(name) is not None
        and not name.endswith(tuple(read_yaml("organisations.yaml")["no_division_ends"]))
        and not load_areas().find_prefix(name)
    )


def _is_certain(prefixes: tuple[str, ...], text: str, areas: Areas) -> bool:
    """True when the chain ends in one division only; a bare short form needs an office right after it."""
    last = prefixes[-1]
    if len(prefixes) == 1 and text.startswith(department_names()):
        return False  # 公安局 is the office of no 公安县.
    if areas.resolve(last, prefixes[:-1]) is None:
        return any(len(areas.by_name(part)) == 1 for part in prefixes[:-1])
    if any(area.name == last for area in areas.by_name(last)):
        return True
    rest = text[len("".join(prefixes)) :]
    other = tuple(read_yaml("organisations.yaml")["not_after_short_area"])
    return not rest.startswith(other) and bool(class_of(rest)) and not text.endswith(community_suffixes())


@cache
def legal_forms() -> tuple[str, ...]:
    """Return the ends of names of firms that say which one it is when they have a stem of their own."""
    return tuple(read_yaml("organisations.yaml")["legal_forms"])


def _has_own_name(text: str) -> bool:
    """True when what stands before the ending of an enterprise or school is more than words of its trade."""
    suffix = next(word for word, _ in _suffix_classes() if text.endswith(word))
    stem = text.removesuffix(suffix)
    left = _generic_words().sub("", stem)
    forms = read_yaml("organisations.yaml")
    is_legal = text.endswith(legal_forms())
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
    league = "团" if text.startswith("团") and text.endswith("委") else ""
    text = text.removeprefix(league)
    level = next((word for word in levels if text.startswith(word)), "")
    ends = next((word for word in levels if area_name.endswith(word)), "")
    if not level:
        return normalise_organisation(area_name + text) if is_bare(text) else ""
    rest = league + text.removeprefix(level)
    return normalise_organisation(area_name + rest) if rest and level == ends else ""


def drop_opening(name: str) -> str:
    """Return the name without the word that may stand before the division whose body it is: 中共, 共青团."""
    forms, folds = read_yaml("organisations.yaml"), read_yaml("organisation_folds.yaml")
    words = (*forms["party_prefixes"], *forms["cppcc_prefixes"], *folds["league_prefixes"], *folds["dropped_prefixes"])
    return name.removeprefix(next((word for word in longest_first(words) if name.startswith(word)), ""))


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
