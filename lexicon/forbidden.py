"""Finds by words what must never be held (RESPONSIBLE.md R5) and adverse claims (R7)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from domain.document import Span
from lexicon.alternation import alternate
from lexicon.form_details import find_form_details
from lexicon.name_model import load_name_model
from lexicon.resources import read_yaml
from lexicon.words import load_words

MASK = "某"

DEAREST_NAME = 17.5
"""What a surname with a given name costs at most to pass for one without a tagger's word."""
DEAREST_SOUND = 6.9
"""The same for a character of a name written by sound."""


@dataclass(frozen=True, slots=True, order=True)
class Forbidden:
    """Where a text shows content of a category that is never held."""

    start: int
    end: int
    category: str
    word: str


@cache
def forbidden_categories() -> tuple[str, ...]:
    """Return the categories, in the file's order."""
    return tuple(key for key in read_yaml("forbidden.yaml") if key != "source")


@cache
def forbidden_words(category: str) -> tuple[str, ...]:
    """Return the words that show a category in running text."""
    return tuple(read_yaml("forbidden.yaml")[category]["texts"])


@cache
def forbidden_columns() -> dict[str, str]:
    """Return the words that make a column's head forbidden, with their categories."""
    table = read_yaml("forbidden.yaml")
    return {word: category for category in forbidden_categories() for word in table[category]["columns"]}


@cache
def _word_form() -> re.Pattern[str]:
    words = {word for name in forbidden_categories() for word in (*forbidden_words(name), *_harmless(name))}
    return re.compile(alternate(words))


@cache
def _harmless(category: str) -> tuple[str, ...]:
    return tuple(read_yaml("forbidden.yaml")[category].get("not", ()))


@cache
def _category_of() -> dict[str, str]:
    return {word: name for name in reversed(forbidden_categories()) for word in forbidden_words(name)}


# Written numbers of persons, in digits of any width, with one space or hyphen between their groups.
_GAP = r"[ \-‐‑–—]?"
_PROVINCE = r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|[78]1|82)"
_DAY = rf"(?:0[1-9]|1[0-2]){_GAP}(?:0[1-9]|[12]\d|3[01])"
_IDENTITY = re.compile(
    rf"(?<![0-9A-Za-z])(?:[1-9]\d{{5}}{_GAP}(?:19|20)\d{{2}}{_GAP}[01]\d{_GAP}[0-3]\d{_GAP}\d{{3}}[0-9Xx]"
    rf"|{_PROVINCE}\d{{4}}{_GAP}\d{{2}}{_DAY}{_GAP}\d{{3}})(?![0-9A-Za-z])"
    r"|(?<=卡号|行卡|护照|照号)[号码:为是 ]{0,3}(?P<identity_number>[A-Za-z]?\d{8,19})(?![0-9])"
)
_CONTACT = re.compile(
    rf"(?<![0-9])(?:\+?86{_GAP})?1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}(?![0-9])"
    r"|[A-Za-z0-9][A-Za-z0-9._%+\-]*@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+"
    r"|(?:(?:微信号[码:为是 ]{0,3}|微信: ?|[Qq]{2}号?[码:为是 ]{0,3})"
    r"|(?:微信|(?<![A-Za-z])(?i:VX|WX|wechat))[:为是 ]{0,3}(?=[A-Za-z][A-Za-z_\-]*[0-9_]))"
    r"(?P<contact>[A-Za-z0-9_][A-Za-z0-9_\-]{4,19})"
)
_CARD = re.compile(
    rf"(?<![0-9A-Za-z.])(?:6[0-9](?:{_GAP}\d){{14,17}}|9558(?:{_GAP}\d){{15}}|[345]\d{{3}}(?:{_GAP}\d{{4}}){{3}})(?![0-9A-Za-z])"
)
"""Numbers as banks give them: 16 to 19 digits that begin as those of cards do, the last a check digit (Luhn)."""
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}


def find_personal_numbers(text: str) -> Iterator[Forbidden]:
    """Yield where identity numbers, mobile numbers, e-mail addresses and names in messengers stand.

    A landline is no person's: the telephones of offices stay.
    """
    narrow = text.translate(_NARROW)
    for category, form in (("identity_number", _IDENTITY), ("contact", _CONTACT)):
        for match in form.finditer(narrow):
            start, end = match.span(category if match[category] else 0)
            yield Forbidden(start, end, category, text[start:end])
    for match in _CARD.finditer(narrow):
        if _fits_check_digit(match[0]):
            yield Forbidden(*match.span(), "identity_number", text[match.start() : match.end()])


def _fits_check_digit(written: str) -> bool:
    """True when the last digit follows from the others by the rule of payment cards."""
    digits = [int(sign) for sign in reversed(written) if sign.isdecimal()]
    doubled = (2 * digit - 9 * (digit > 4) for digit in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0 and len(set(digits)) > 1


def is_card_number(text: str) -> bool:
    """True for a bare number that could be a card's and is nothing else that is never held."""
    plain = text.translate(_NARROW).strip()
    return _CARD.fullmatch(plain) is not None and not _IDENTITY.search(plain) and not _PREFIXED.search(plain)


def mask_numbers(text: str) -> str:
    """Return the name of a file or folder with the numbers of persons in it masked, also where letters touch them."""
    narrow = text.translate(_NARROW)
    spans = [(found.start, found.end) for found in find_personal_numbers(text)]
    spans += [found.span() for form in (_PREFIXED, _GROUPED, _TOUCHED) for found in form.finditer(narrow)]
    return blank_out(text, spans)


_BETWEEN = re.compile(r"(?<=\d)[\s\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+(?=\d)")
_GROUPED = re.compile(r"(?<!\d)1[3-9]\d\s*[.·•_~\-‐‑–—]\s*\d{4}\s*[.·•_~\-‐‑–—]\s*\d{4}(?!\d)")
_PREFIXED = re.compile(
    rf"(?<!\d){_PROVINCE}\d{{4}}(?:19\d\d|200\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{{3}}[0-9Xx](?!\d)"
)
"""An identity number that letters may touch: a serial number of area and day is of a later year."""
_TOUCHED = re.compile(r"(?<=[A-Za-z_])1[3-9]\d{9}(?!\d)")
"""A telephone behind a letter."""
_SPELT = {ord(sign): str(digit) for digit, signs in enumerate(("〇零", "一幺", *"二三四五六七八九")) for sign in signs}


FEWEST_DIGITS = 11
"""A number that is a person's has at least so many digits, that of a telephone."""


def holds_spaced_number(text: str) -> bool:
    """True when a cell holds a personal number with anything between its digits, or spelt in characters.

    Only for the words of one cell: in running text digits that stand apart are several numbers.
    """
    if len(text) < FEWEST_DIGITS:
        return False
    plain = _BETWEEN.sub("", text.translate(_NARROW).translate(_SPELT))
    is_written = _GROUPED.search(plain) or _PREFIXED.search(plain)
    return bool(is_written) or any(find_personal_numbers(plain))


@cache
def _matter_form(*keys: str) -> tuple[re.Pattern[str], frozenset[str]]:
    tables = [read_yaml("forbidden.yaml")[name] for name in forbidden_categories()]
    words = {word for table in tables for key in keys for word in table.get(key, ())}
    harmless = frozenset(word for table in tables for word in table.get("harmless", ()))
    concerned = alternate(_contexts("concerned"))
    return re.compile(f"(?P<matter>{alternate(words | harmless)})(?P<of>{concerned})?"), harmless


def tells_private_matter(text: str, *, of_household: bool = False) -> bool:
    """True when the matter of a row is somebody's illness or sentence; of a household's row any private matter.

    In running text the same words speak of nobody; a lecture on an illness is nobody's either, unless the row is of
    one household and the words name whom it was for (吸毒人员 beside 宣传).
    """
    form, harmless = _matter_form("cells", "matters") if of_household else _matter_form("cells")
    is_public = any(word in text for word in _contexts("public_matters"))
    return any(
        found["matter"] not in harmless and (not is_public or (of_household and bool(found["of"])))
        for found in form.finditer(text)
    )


_BORN = r"(?:出生|[\d一二三四五六七八九十]月生(?!产|活)|(?:^|[，,、；;（(\s：:])[男女](?=[，,、；;）)。\s]|$))"
_SENTENCE = re.compile(r"[^。！？!?\n]+")
_CLAUSE = re.compile(r"[^，,；;、（）()\s]+")


@cache
def _contexts(key: str) -> tuple[str, ...]:
    return tuple(read_yaml("forbidden_contexts.yaml")[key])


@cache
def _people_forms() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return the forms of a people in a life line, of one alone in brackets or under its head, and before a name."""
    people = f"(?:{alternate(_contexts('peoples'))})"
    return (
        re.compile(rf"(?:(?<=[，,、；;（(\s：:])|^)({people})人?(?=[，,、；;）)。\s]|$)"),
        re.compile(rf"(?:[（(]|(?<=民族)[：:为是])({people})(?=[）)，,；;。\s]|$)"),
        re.compile(rf"({people})(?:[男女老])?(?:{alternate(_contexts('people_before'))})(?=(\w+))"),
    )


def find_ethnicity(text: str) -> Iterator[Span]:
    """Yield where the text says of somebody which people they belong to: in a life line, in brackets, before a name."""
    in_life, alone, before_name = _people_forms()
    for line in find_life_lines(text):
        for found in in_life.finditer(text[slice(*line)]):
            yield line[0] + found.start(1), line[0] + found.end(1)
    for found in alone.finditer(text):
        yield found.span(1)
    for found in before_name.finditer(text):
        if measure_name(found[2]):
            yield found.span(1)


@cache
def _born_form() -> re.Pattern[str]:
    return re.compile(_BORN)


def find_life_lines(text: str) -> Iterator[Span]:
    """Yield the sentences that say when somebody was born, or man or woman."""
    return (line.span() for line in _SENTENCE.finditer(text) if _born_form().search(line[0]))


@cache
def _kin_form() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternate(_contexts('kin'))})(?:名?叫|[是为：:]|[\u4e00-\u9fff·]{{2,8}}$)")


LIFE_CATEGORIES = frozenset({"religion", "kinship", "health", "ethnicity"})
"""What a life line is kept without, and no other line about people may quote."""

_ILL = re.compile(r"^[身曾现]?患(?!者)")


def find_life_details(text: str) -> Iterator[Span]:
    """Yield the clauses of life lines that tell of faith, family or health (妻子是某某, 信仰某教)."""
    for start, end in find_life_lines(text):
        line = text[start:end]
        words = [f for f in find_forbidden(line) if f.category in LIFE_CATEGORIES]
        for clause in _CLAUSE.finditer(line):
            is_told = any(word.start < clause.end() and clause.start() < word.end for word in words)
            if is_told or _kin_form().match(clause[0]) or _ILL.match(clause[0]):
                yield start + clause.start(), start + clause.end()


def find_masked(text: str) -> tuple[Span, ...]:
    """Return what is never stored, in whatever string it stands; in reading order, without overlaps."""
    found = {(f.start, f.end) for f in find_personal_numbers(text)}
    found.update(find_ethnicity(text))
    found.update(find_life_details(text))
    found.update(find_form_details(text))
    merged: list[Span] = []
    for start, end in sorted(found):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def mask_forbidden(text: str) -> str:
    """Return the text with what is never stored masked one character for one, so that every offset holds."""
    return blank_out(text, find_masked(text))


def blank_out(text: str, spans: Iterable[Span]) -> str:
    """Return the text with every character of these spans masked: nothing tells what stood there."""
    out = list(text)
    for start, end in spans:
        out[start:end] = MASK * (end - start)
    return "".join(out)


_HOME = re.compile(
    r"(?:家住|现住|居住[在于]|住在|住址[：:为是]?|(?:^|(?<=[，,；;。、]))住(?![房建宿院持校]))[^，,。；;！？\n]{0,24}?[\d一二三四五六七八九十]+(?:号楼|单元|室|号院|号)"
    r"|[\d一二三四五六七八九十]+号楼[\d一二三四五六七八九十]+单元"
)


def has_home(text: str) -> bool:
    """True when the text says where somebody lives to the house (家住三号楼)."""
    return bool(_HOME.search(text.translate(_NARROW)))


def is_dwelling_unit(unit: str) -> bool:
    """True for a unit that numbers a home or a class."""
    return unit in _contexts("dwelling_units")


def names_minor(text: str) -> bool:
    """True when the words are about pupils."""
    return any(word in text for word in _contexts("minors")) or bool(_CLASS.search(text))


def is_pupil_office(body: str, post: str) -> bool:
    """True for an office that a child holds: among pupils, or in a school without being of its staff."""
    staff = post.endswith(_contexts("staff")) and "团" not in post
    if any(word in body or word in post for word in _contexts("pupil_offices")):
        return not post.endswith("辅导员")
    return not staff and any(word in body or word in post for word in _contexts("pupil_bodies"))


def is_no_office(post: str) -> bool:
    """True for a title that says what somebody owns, is or was (业主, 退休教师)."""
    return post in _contexts("no_offices")


def find_statuses(text: str) -> Iterator[Span]:
    """Yield where the text says of somebody that they are in care, ill, or petitioners (低保户, 信访人)."""
    return (match.span() for match in _status_form().finditer(text))


@cache
def _status_form() -> re.Pattern[str]:
    return re.compile(f"{alternate(_contexts('statuses'))}(?!{alternate(_contexts('status_things'))})")


def names_resident(text: str) -> bool:
    """True when the words say that somebody lives in a place (某社区居民某某)."""
    return any(word in text for word in _contexts("residents"))


_CLASS = re.compile(r"[\d一二三四五六七八九十]+[）)]?班")


def names_board(text: str) -> bool:
    """True when the words are from a list of people or households by points."""
    return any(word in text for word in _contexts("boards"))


def measure_name(text: str) -> int:
    """Return how long the name at the start of the text is by the look of its characters, 0 for none."""
    model = load_name_model()
    for size in (3, 2):
        name = text[:size]
        cost = model.find_cost(name) if len(name) == size else None
        if cost is not None and cost <= DEAREST_NAME and name not in load_words():
            return size
    for size in (6, 5, 4, 3, 2):
        name = text[:size]
        if len(name) == size and name not in load_words() and model.sound_cost(name) <= DEAREST_SOUND * size:
            return size
    return 0


def find_forbidden(text: str) -> tuple[Forbidden, ...]:
    """Return every place where the text shows content that is never held, in reading order.

    Identity numbers and mobile numbers are found by their form, the rest by words; a harmless longer word
    that contains one (民族团结, 服务电话) hides it. What is found need not be about anyone: the caller
    decides whether a statement, a cell or a file goes.
    """
    found = [
        Forbidden(match.start(), match.end(), _category_of()[match[0]], match[0])
        for match in _word_form().finditer(text)
        if match[0] in _category_of()
    ]
    found += find_personal_numbers(text)
    return tuple(sorted(found))


def find_forbidden_column(head: str) -> str:
    """Return the category that forbids a column with this head, "" if none does."""
    plain = unicodedata.normalize("NFKC", head).upper()
    text = re.sub(r"\s+", "", plain)
    for word, category in forbidden_columns().items():
        found = _stands_in(word.upper(), plain) if word.isascii() else word in text
        if found and not any(harmless in text for harmless in _harmless(category)):
            return category
    return ""


def _stands_in(word: str, text: str) -> bool:
    """True when a word of letters stands in a head, and not as a part of another: DNA, and no Grid Name."""
    return re.search(rf"(?<![A-Z]){re.escape(word)}(?![A-Z])", text) is not None


@cache
def _adverse_form() -> tuple[re.Pattern[str], frozenset[str]]:
    table = read_yaml("adverse.yaml")
    return re.compile(alternate((*table["words"], *table["nouns"], *table["harmless"]))), frozenset(table["harmless"])


def find_adverse(text: str) -> tuple[Forbidden, ...]:
    """Return where the text says something adverse of somebody: investigation, punishment, crime.

    Words alone decide, so a line beside such a word is found too: an adverse line kept by mistake does more
    harm than a harmless one left out.
    """
    form, harmless = _adverse_form()
    found = (match for match in form.finditer(text) if match[0] not in harmless)
    return tuple(Forbidden(match.start(), match.end(), "adverse", match[0]) for match in found)
