"""Titles of offices: what is one, which line it belongs to, which body it implies."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import cache, lru_cache

from lexicon.alternation import longest_first
from lexicon.folding import fold
from lexicon.resources import read_rows, read_yaml


class Line(StrEnum):
    """The hierarchy an office belongs to."""

    PARTY = "party"
    GOVERNMENT = "government"
    CONGRESS = "congress"
    CPPCC = "cppcc"
    DISCIPLINE = "discipline"
    COURT = "court"
    PROCURATORATE = "procuratorate"
    ARMY = "army"
    MASS_ORGANISATION = "mass_organisation"
    ENTERPRISE = "enterprise"
    SCHOOL = "school"
    HEALTH = "health"
    VILLAGE = "village"
    PROFESSIONAL_RANK = "professional_rank"


@cache
def _listed() -> dict[str, Line]:
    """Titles of posts.yaml with their lines."""
    posts = read_yaml("posts.yaml")
    listed = dict.fromkeys(posts["front_line"], Line.VILLAGE)
    for line, titles in posts["titles"].items():
        listed.update({title: Line(line) for title in titles if title not in listed})
    listed.update(dict.fromkeys(posts["ranks"], Line.PROFESSIONAL_RANK))
    for title in posts["national"]:
        listed.setdefault(title, _guess_line(title, ""))
    return listed


@cache
def counted_titles() -> dict[str, int]:
    """Return the titles counted in public sets with their counts, most frequent first."""
    return {row[0]: int(row[1]) for row in read_rows("titles.tsv")}


@cache
def known_titles() -> tuple[str, ...]:
    """Return every title we know word for word, longest first; for phrase matchers."""
    titles = {*_listed(), *read_yaml("posts.yaml")["same"], *counted_titles()}
    return longest_first(titles - not_posts())


@cache
def head_nouns() -> tuple[str, ...]:
    """Return the nouns in which titles end, longest first."""
    return longest_first(read_yaml("posts.yaml")["heads"])


@cache
def modifiers() -> tuple[str, ...]:
    """Return the words that may stand before a head noun, longest first."""
    return longest_first(read_yaml("posts.yaml")["modifiers"])


@cache
def internal_units() -> tuple[str, ...]:
    """Return the units within an institution that open a title (组织部, 党支部, 居委会), longest first."""
    return longest_first(read_yaml("posts.yaml")["internal_units"])


@cache
def not_posts() -> frozenset[str]:
    """Return the words for roles that are no post: 记者, 负责人, 志愿者, 居民."""
    return frozenset(read_yaml("posts.yaml")["not_posts"])


@cache
def national_posts() -> dict[str, str]:
    """Return the offices of national rank with the organisation that each implies."""
    return dict(read_yaml("posts.yaml")["national"])


@cache
def _rank_form() -> re.Pattern[str]:
    return re.compile("|".join(read_yaml("posts.yaml")["rank_patterns"]))


@lru_cache(maxsize=20_000)
def normalise_title(title: str) -> str:
    """Return the form by which two titles are one office: 支部书记 is 党支部书记, 村主任 is 村委会主任.

    A deputy and the head never meet, nor do 常务副市长 and 副市长. Words that only say when (原) or how (代理) go.
    Traditional characters are simplified: 局長 is 局长.
    """
    posts = read_yaml("posts.yaml")
    text = re.sub(r"\s+", "", fold(unicodedata.normalize("NFKC", title))).strip("“”\"'")
    for word in posts["temporal"]:
        if text.startswith(word) and len(text) > len(word) + 1:
            text = text.removeprefix(word)
            break
    acting = next((word for word in posts["acting"] if text.removeprefix(word) in posts["single"]["ends"]), "")
    text = text.removeprefix(acting)
    for wrong, right in posts["variants"].items():
        text = text.replace(wrong, right)
    return str(posts["same"].get(text, text))


@lru_cache(maxsize=20_000)
def line_of(title: str) -> Line | None:
    """Return the line that a title belongs to, None for what is no post; unseen titles are known by their head noun.

    A title of 16 characters or more is a phrase, not a title.
    """
    normal = normalise_title(title)
    posts = read_yaml("posts.yaml")
    if not 2 <= len(normal) <= 15 or normal in not_posts():
        return None
    line = _listed().get(normal)
    if line is Line.PROFESSIONAL_RANK or _rank_form().fullmatch(normal):
        return Line.PROFESSIONAL_RANK
    head = next((noun for noun in head_nouns() if normal.endswith(noun)), "")
    if not head:
        return line or (_guess_line(normal, normal) if normal in counted_titles() else None)
    if line is None and normal.endswith(tuple(posts["not_post_suffixes"])):
        return None
    return line or _guess_line(normal, head)


def line_in_words(title: str) -> Line | None:
    """Return the line that a word of the title names (党委书记, 工会主席), None where only the body tells it."""
    words_of = read_yaml("posts.yaml")["line_words"]
    return next((Line(line) for line, words in words_of.items() if any(word in title for word in words)), None)


def _guess_line(title: str, head: str) -> Line:
    posts = read_yaml("posts.yaml")
    if named := line_in_words(title):
        return named
    if not head:
        head = next((noun for noun in head_nouns() if title.endswith(noun)), "")
    return Line(posts["heads"].get(head, "government"))


@lru_cache(maxsize=20_000)
def is_front_line(title: str) -> bool:
    """True for grid workers, social workers and their like, who are found through their organisation only."""
    front_line = tuple(read_yaml("posts.yaml")["front_line"])
    return normalise_title(title).endswith(front_line)


@lru_cache(maxsize=20_000)
def is_civil_rank(title: str) -> bool:
    """True for a rank of the civil service (一级调研员, 二级高级法官): a title that a person has, no post of a body."""
    form, words = read_yaml("posts.yaml")["rank_patterns"][0], read_yaml("posts.yaml")["civil_ranks"]
    normal = normalise_title(title)
    return normal in words or re.fullmatch(form, normal) is not None


@lru_cache(maxsize=20_000)
def is_part_time(title: str) -> bool:
    """True for a seat or an honour that is no job (人大代表, 政协委员, 名誉会长, 顾问): retirement does not end it."""
    words = read_yaml("posts.yaml")["part_time"]
    normal = normalise_title(title)
    return normal.startswith(tuple(words["begins"])) or normal.endswith(tuple(words["ends"]))


@lru_cache(maxsize=20_000)
def is_single(title: str) -> bool:
    """True for a head's post, which one person holds at a time: 县长, 党委书记; never a deputy, a member or staff."""
    words = read_yaml("posts.yaml")["single"]
    normal = normalise_title(title)
    return normal.endswith(tuple(words["ends"])) and not any(word in normal for word in words["never"])


def is_rank(title: str) -> bool:
    """True for ranks (一级调研员) and titles of profession (高级工程师)."""
    return line_of(title) is Line.PROFESSIONAL_RANK


def national_organisation(title: str) -> str:
    """Return the organisation that an office of national rank implies, "" for others."""
    return national_posts().get(normalise_title(title), "")
