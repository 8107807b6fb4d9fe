"""Folds the ways of writing one body into one: 中共某市委员会 and 某市委, 某市政协 and 政协某市委员会.

A name is cut into the division and what stands behind it. The division takes the shortest name that only it can
have, the rest takes the normal form of the body that a division of this level has. What is no such body keeps its
words; a name is never led to a body of another division, level or line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import cache

from lexicon.alternation import alternate, longest_first
from lexicon.areas import Area, Areas, community_words, load_areas
from lexicon.division_bodies import FOLDS, LISTS, bodies_of, level_class, longest_body
from lexicon.folding import fold
from lexicon.resources import read_yaml

_NUMERALS = str.maketrans("1234567890", "一二三四五六七八九〇")
_NUMBERED = re.compile(r"第?(?P<number>[一二三四五六七八九十\d]{1,3})(?P<kind>[^一二三四五六七八九十\d]{1,5})")
_LEAGUE_OF_LEVEL = re.compile(r"(?P<place>.{2,}?)团(?P<level>省|市|县|区|旗|盟|州)委$")


@cache
def division_ends() -> tuple[str, ...]:
    """Return the last words of divisions that have a government."""
    return tuple(read_yaml(LISTS)["division_ends"])


@cache
def _higher_ends() -> tuple[str, ...]:
    """Return the ends of divisions that have a 委 of their own: from the county up."""
    return tuple(read_yaml(LISTS)["committee_division_ends"])


def tidy(name: str) -> str:
    """Return the name in simplified characters and narrow forms, without spaces and quotation marks."""
    return re.sub(r"\s+", "", fold(unicodedata.normalize("NFKC", name))).strip("“”\"'《》")


_DOUBLED = re.compile(r"(?<=[一-龥])([省市县区旗盟州])\1委")
"""歙县县委 is 歙县委."""


_TERM = re.compile(
    r"第[一二三四五六七八九十\d]{1,3}届(?=委员会|常务委员会|常委会|人民代表大会|人大|纪律检查委员会|纪委)"
)
"""中共某县第十四届委员会 is 某县委: a body is the same in each of its terms."""


def fold_body(text: str, context: Collection[str] = ()) -> str:
    """Return the normal form of a tidy name that is no national body; the context names divisions beside it."""
    text, is_party, is_league = _drop_prefixes(_DOUBLED.sub(r"\1委", _TERM.sub("", text)))
    text = _fold_league(text) if is_league else _name_prefecture(text)
    joined = text.startswith("共青团")
    if not joined:
        text = _fold_words(text, is_party)
    head, rest, is_short = cut_division(text.removeprefix("共青团"), context)
    opening = "共青团" if joined else ""
    if head and not rest and not is_short:
        return opening + head
    if head and rest:
        folded = _fold_below(head, opening + rest if joined else rest, is_short)
        if folded:
            return folded
        if not is_short:
            return f"{opening}{head}{rest}"
        return text
    return text


def _drop_prefixes(text: str) -> tuple[str, bool, bool]:
    """Return the name without 中共, with 政协 behind its division, and whether the party or the league led it."""
    lists, folds = read_yaml(LISTS), read_yaml(FOLDS)
    for word, body in folds["dropped_prefixes"].items():
        if text.startswith(word) and body in text and load_areas().find_prefix(text, len(word)):
            return text.removeprefix(word), False, False
    for word in lists["party_prefixes"]:
        if text.startswith(word) and len(text) > len(word) + 1:
            return text.removeprefix(word), True, False
    for word in lists["cppcc_prefixes"]:
        found = re.match(f"{word}(.+?{alternate(_higher_ends())})(?:委员会|委)(?!员)", text)
        if found:
            return f"{found[1]}政协{text[found.end() :]}", False, False
    is_league = text.startswith(tuple(folds["league_prefixes"])) or re.match(
        f"团.+{alternate(division_ends())}(?:委员会|委)$", text
    )
    return text, False, bool(is_league)


def _fold_league(text: str) -> str:
    """Return 共青团某旗委员会 as 共青团某旗委, that of a school or an office as 某校团委."""
    folds = read_yaml(FOLDS)
    prefix = next((word for word in folds["league_prefixes"] if text.startswith(word)), "团")
    found = re.fullmatch(r"(.+?)(?:委员会|团委|委)", text.removeprefix(prefix))
    if not found:
        return text
    return f"共青团{found[1]}委" if _is_division(found[1]) else f"{found[1]}团委"


_PREFECTURE = re.compile(r"(.{2,6}?)(地委|行署|行政公署)(?!员)")


def _name_prefecture(text: str) -> str:
    """Return 某地委 as 某地区委 and 某行署 as 某地区行署, where a prefecture or a league of that name is known."""
    found = _PREFECTURE.match(text)
    if found is None:
        return text
    ends = ("地区",) if found[2] == "地委" else ("地区", "盟")
    end = next((end for end in ends if load_areas().by_name(found[1] + end)), "")
    return f"{found[1]}{end}{found[2].removeprefix('地')}{text[found.end() :]}" if end else text


def _is_division(name: str) -> bool:
    if name.endswith(community_words()):
        return False
    return name.endswith(division_ends()) or bool(load_areas().by_name(name))


def fold_words(text: str) -> str:
    """Return the text with the words folded that mean the same wherever they stand: 监察委员会 is 监委."""
    for written, right in read_yaml(FOLDS)["words"]:
        text = text.replace(written, right)
    return text


def _fold_words(text: str, is_party: bool) -> str:
    """Fold the words that mean the same wherever they stand, then those that do at the end."""
    text = fold_words(text)
    for written, right in read_yaml(FOLDS)["endings"]:
        if text.endswith(written) and text != written and not text.endswith(right):
            text = text.removesuffix(written) + right
            break
    if is_party:
        text = _fold_party(text)
    text = _branch_of_community().sub(lambda found: "党总支" if found[1] else "党支部", text)
    text = _fold_village_committee(text)
    found = _LEAGUE_OF_LEVEL.match(text)
    if found:
        text = f"{found['place'].removesuffix(found['level'])}{found['level']}团委"
    return text


@cache
def _branch_of_community() -> re.Pattern[str]:
    """柳树村支部, 柳树社区总支部委员会: a branch of a community is the party's."""
    behind = "|".join(f"(?<={word})" for word in community_words())
    return re.compile(f"(?:{behind})(?:(总支)部?|支部)(?:委员会)?$")


def _fold_party(text: str) -> str:
    """Fold what only a name with 中共 before it says: 某村支部 is its 党支部, 某局委员会 its 党委."""
    found = re.fullmatch(r"(.{2,}?)(?:党)?(总支|支部|总支部)(?:委员会)?", text)
    if found:
        return found[1] + ("党总支" if found[2].startswith("总") else "党支部")
    found = re.match(f"(.+?{alternate(division_ends())})委员会(?!员)", text)
    if found and not found[1].endswith(community_words()):
        return f"{found[1]}委{text[found.end() :]}"
    if text.endswith("委员会") and _may_have_committee(text.removesuffix("委员会")):
        return text.removesuffix("委员会") + "党委"
    return text


def _may_have_committee(stem: str) -> bool:
    endings = [word for words in read_yaml(LISTS)["suffixes"].values() for word in words]
    return stem.endswith((*endings, *community_words())) and not stem.endswith(("工作", "法治", "政法", "领导小组"))


def _fold_village_committee(text: str) -> str:
    """Return 柳树村委会 and 柳树村民委员会 as 柳树村村委会, that of a 嘎查 or 社区 behind its own word."""
    stem = text.removesuffix("村委会")
    if stem == text or len(stem) < 2 or stem.endswith((*division_ends(), *community_words())):
        return text
    return f"{stem}村村委会"


def cut_division(text: str, context: Collection[str] = ()) -> tuple[str, str, bool]:
    """Return the division with which a name begins, by its shortest certain name, what follows, and if it is short.

    Short is a name without its level (通辽人社局): whether the division is meant depends on what follows. A
    division that no list knows ends where a word of level does and a body follows.
    """
    areas = load_areas()
    area, position, is_short = None, 0, False
    names: list[str] = list(context)
    shared: tuple[Area, ...] = ()
    reached = 0
    while piece := areas.find_prefix(text, reached):
        found = areas.resolve(piece, names)
        if found is None and area is None and not shared:
            shared = areas.by_name(piece)  # 白云区永平街道: which 白云区 is meant is told by what follows.
        elif found is None or not _lies_within(found, area, shared, areas):
            break
        else:
            area, is_short, shared = found, piece != found.name, ()
            position = reached + len(piece)
        names.append(piece)
        reached += len(piece)
    head = shortest_name(area, areas) if area is not None else ""
    rest = text[position:]
    if area is not None and not is_short:
        head, rest = _add_street(area, head, rest, areas)
    if head and _fold_office(head, rest):
        return head, rest, is_short
    for place in _level_ends(rest, 3 if is_short else 2):
        above, below = rest[:place], rest[place:]
        if above.endswith(community_words()):
            break
        if _fold_office(above, below) or _fold_number(below):
            return head + above, below, False
    return head, rest, is_short


def _lies_within(area: Area, above: Area | None, shared: tuple[Area, ...], areas: Areas) -> bool:
    if shared:
        return any(areas.is_within(area, one) for one in shared)
    return above is None or areas.is_within(area, above)


def _level_ends(rest: str, least: int) -> Iterator[int]:
    for found in re.finditer(alternate(division_ends()), rest):
        if found.end() >= least:
            yield found.end()


def _add_street(area: Area, head: str, rest: str, areas: Areas) -> tuple[str, str]:
    """Put in the street of a community that only one in the county is called so, and 街道 before 办事处."""
    if area.level == "street" or not rest:
        return head, rest
    if rest.endswith("办事处") and not rest.endswith("街道办事处"):
        street = rest.removesuffix("办事处") + "街道"
        known = [a for a in areas.by_name(street) if areas.is_within(a, area)]
        if len(known) == 1:
            return shortest_name(known[0], areas), "街道办事处"[2:]
    if not any(word in rest for word in community_words()) or area.level != "county":
        return head, rest
    named = [village for village in areas.villages(area.code) if rest.startswith(village.name)]
    longest = max((len(village.name) for village in named), default=0)
    named = [village for village in named if len(village.name) == longest]
    above = areas.find(named[0].street) if len(named) == 1 else None
    return (shortest_name(above, areas), rest) if above else (head, rest)


@cache
def shortest_name(area: Area, areas: Areas) -> str:
    """Return the name of the division with as few divisions above it as leave no other one possible."""
    name, above = area.name, [parent.name for parent in areas.parents(area)]
    for number in range(len(above) + 1):
        if areas.resolve(name, above[:number]) == area and (number or len(_of_full_name(name, areas)) == 1):
            return "".join((*reversed(above[:number]), name))
    return areas.full_name(area)


def _of_full_name(name: str, areas: Areas) -> list[Area]:
    return [area for area in areas.by_name(name) if area.name == name]


def _fold_below(head: str, rest: str, is_short: bool) -> str:
    """Return the division with what follows it, "" when a short name of a division is followed by no body of it."""
    office = _fold_office(head, rest)
    if office:
        return _fold_branch_office(office, head)
    numbered = _fold_number(rest)
    if numbered:
        return head + numbered
    return "" if is_short else _fold_branch_office(head + rest, head)


def _fold_office(head: str, rest: str) -> str:
    """Return the division with the normal form of its body, "" when what follows is no body of a division."""
    level = next((word for word in longest_first(division_ends()) if head.endswith(word)), "")
    if rest.startswith("共青团"):
        return f"共青团{head}委" if rest in ("共青团委", "共青团团委") else ""
    if level and rest.startswith(level) and _find_body(head, rest.removeprefix(level)):
        rest = rest.removeprefix(level)
    if rest == "团委":
        return f"共青团{head}委"
    if rest == "团工委":
        return head + rest
    joint = re.fullmatch(f"委?纪委[、和及与]?(?:{re.escape(head)}|{level or '$'})?监委(?P<unit>.*)", rest)
    if joint:
        return f"{head}纪委监委{joint['unit']}"
    body = _find_body(head, rest)
    return head + body if body else ""


def cut_body(head: str, words: str) -> tuple[str, str]:
    """Return the body of the division that opens these words, with its full name, and what follows it."""
    if words.startswith("团委") and len(words) > 2:
        return f"共青团{head}委", words.removeprefix("团委")
    table = bodies_of(level_class(head))
    for length in range(min(len(words) - 1, longest_body(level_class(head))), 0, -1):
        if body := table.get(words[:length]):
            return head + body, words[length:]
    return "", words


def find_whole(name: str) -> str:
    """Return the body whose unit a name names (某市人社局劳动监察科: 某市人力资源和社会保障局), "" for no unit."""
    text, is_party, is_league = _drop_prefixes(tidy(name))
    if is_league:
        return ""
    head, rest, _ = cut_division(_fold_words(text, is_party))
    if not head or not _find_body(head, rest) or rest in bodies_of(level_class(head)):
        return ""
    whole, unit = cut_body(head, rest)
    return whole if unit and not whole.endswith(("委", "人民政府")) else ""


def _find_body(head: str, rest: str) -> str:
    """Return the normal form of what follows a division, with its unit, "" when it is no body of this level."""
    table = bodies_of(level_class(head))
    for length in range(min(len(rest), longest_body(level_class(head))), 0, -1):
        body = table.get(rest[:length])
        if body and _is_unit(rest[length:], rest[:length]):
            return body + rest[length:]
    return ""


def _is_unit(tail: str, core: str) -> bool:
    """True for nothing, or for words that name a unit of the body: 劳动监察科, 机关党委."""
    folds = read_yaml(FOLDS)
    if not tail:
        return True
    if core in ("委", "党委", "人大", "纪委", "办事处"):
        return False
    return len(tail) <= 14 and tail.endswith(tuple(folds["unit_endings"])) and not tail.startswith(
        tuple(folds["not_units"])
    )  # fmt: skip


def _fold_number(rest: str) -> str:
    """Return 一中, 第1中学 as 第一中学; "" for what is no numbered school or hospital."""
    found = _NUMBERED.fullmatch(rest)
    if not found:
        return ""
    whole = read_yaml(FOLDS)["numbered"].get(found["kind"], "")
    is_short = not rest.startswith("第")
    if not whole or (is_short and found["kind"] not in ("中", "小", "幼", "高中")):
        return ""
    return f"第{found['number'].translate(_NUMERALS)}{whole}"


def _fold_branch_office(text: str, head: str) -> str:
    """Return 某市生态环境局奈曼分局 as 奈曼旗生态环境分局: the branch that a bureau of the city has in a county."""
    found = re.fullmatch(r"(.+)局(.{2,})分局", text.removeprefix(head))
    areas = load_areas()
    area = areas.resolve(found[2], [head]) if found else None
    if found is None or area is None or area.level != "county" or area.name == head:
        return text
    return f"{shortest_name(area, areas)}{found[1]}分局"
