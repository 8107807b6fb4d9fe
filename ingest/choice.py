"""Which mapping a table goes by: one whose heads it has, else one that its heads and cells suggest."""

from __future__ import annotations

import re
from collections.abc import Mapping as Dictionary
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from ingest.cell import flatten_word
from ingest.exchange import exchange, has_bodies, is_ticked
from ingest.likeness import (
    MOST_WRONG,
    SAMPLE,
    can_read,
    ends_alike,
    find_kin,
    get_cell,
    guess_columns,
    is_known,
)
from ingest.mapping import AREA, Column, Mapping, Pattern
from ingest.mapping_file import load_mappings
from ingest.sheet.context import Context, find_context
from ingest.sheet.cross import unfold
from ingest.sheet.head import Head, flatten_head
from ingest.sheet.layout import SheetTable
from ingest.sheet.mark import is_empty
from lexicon.care import find_care_category
from lexicon.forbidden import find_forbidden_column

FAR = 2
"""Heads by which a mapping that lacks something must know more than one that fits, to be the table's own."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A mapping with the columns of the table that it keeps, by position.

    `marks` are columns whose head is itself a word of a column (独居 with a tick below); `guessed` are the positions
    whose head only resembles one that the mapping knows; `stated` gives by column what the words over the table say of
    all rows, where the table has no such column.
    """

    mapping: Mapping
    columns: Dictionary[int, Column]
    marks: Dictionary[int, tuple[Column, str]] = field(default_factory=dict)
    guessed: frozenset[int] = frozenset()
    missing: tuple[Column, ...] = ()
    stated: Dictionary[str, str] = field(default_factory=dict)

    @property
    def sure(self) -> int:
        """How many heads the mapping knows for certain."""
        return len(self.columns) + len({column.name for column, _ in self.marks.values()}) - len(self.guessed)

    @property
    def known(self) -> float:
        """How many heads the mapping knows; one that is only alike counts half."""
        return len(self.columns) + len({column.name for column, _ in self.marks.values()}) - 0.5 * len(self.guessed)


@cache
def known_heads(mappings: tuple[Mapping, ...]) -> frozenset[str]:
    """Return every head that one of these mappings knows."""
    return frozenset(head for mapping in mappings for column in mapping.columns for head in column.heads)


def choose_form(
    table: SheetTable, context: Context, titles: Sequence[str], mappings: tuple[Mapping, ...] = ()
) -> tuple[SheetTable, Choice]:
    """Return the table, unfolded where it is wide and a mapping reads it so, with the best choice for it."""
    unfolded = unfold(table)
    choice = choose(unfolded, context, titles, mappings)
    if unfolded is table or not choice.missing:
        return unfolded, choice
    plain = choose(table, context, titles, mappings)
    return (unfolded, choice) if plain.missing and choice.known > plain.known else (table, plain)


def choose(table: SheetTable, context: Context, titles: Sequence[str], mappings: tuple[Mapping, ...] = ()) -> Choice:
    """Return the choice that fits the table, with the heads that are longer words for columns that it lacks."""
    choice = _choose(table, context, titles, mappings)
    if choice.missing:
        return choice
    more = find_kin(choice.mapping, table, {**choice.columns, **{p: c for p, (c, _) in choice.marks.items()}}, context)
    if not more:
        return choice
    columns = dict(sorted({**choice.columns, **more}.items()))
    names = {column.name for column in more.values()}
    stated = {name: words for name, words in choice.stated.items() if name not in names}
    return replace(choice, columns=columns, guessed=choice.guessed | frozenset(more), stated=stated)


def _choose(table: SheetTable, context: Context, titles: Sequence[str], mappings: tuple[Mapping, ...]) -> Choice:
    """Return the choice that fits the table; `missing` names the required columns where no mapping fits.

    Of several that fit, the one that knows most of the heads counts; a word of its own over the table decides between
    equals. Heads that are only alike are taken where the cells below are what the column must hold. A mapping that
    fits and knows far fewer heads than another that lacks something is not taken: the table is the other's, and what
    it lacks is named.
    """
    candidates = mappings or load_mappings()
    exact = [_fit(mapping, table, context, guess=False) for mapping in candidates]
    nearest = max(exact, key=lambda choice: (_count_known(choice), _hits(choice, titles), not choice.missing))
    fitting = [choice for choice in exact if not choice.missing]
    most = max((choice.sure for choice in fitting), default=0)
    if nearest.sure > most and nearest.missing:
        alike = _fit(nearest.mapping, table, context, guess=True)
        if not alike.missing and _is_likely(alike, table):
            return alike
    fitting = [choice for choice in fitting if _is_near(choice, nearest)]
    fitting = [choice for choice in fitting if not _knows_little(choice, table, titles, context)]
    if nearest.missing and _hits(nearest, titles):
        fitting = [choice for choice in fitting if choice.sure >= nearest.sure or _hits(choice, titles)]
    if not fitting:
        guesses = [_fit(mapping, table, context, guess=True) for mapping in candidates]
        fitting = [
            c
            for c in guesses
            if not _knows_little(c, table, titles, context)
            and not c.missing
            and _is_likely(c, table)
            and c.sure > nearest.sure - FAR
        ]
    if fitting:
        return max(fitting, key=lambda choice: _weigh(choice, table, titles, context))
    return nearest if nearest.missing else max((c for c in exact if c.missing), key=_count_known, default=nearest)


def _is_near(choice: Choice, nearest: Choice) -> bool:
    """True when no other mapping knows far more of the heads; two heads alone say little, and one more is far."""
    far = FAR if choice.sure > FAR else 1
    return choice.sure > nearest.sure - far


def _is_likely(choice: Choice, table: SheetTable) -> bool:
    """True when no more than half the columns are guessed by likeness alone; one by how its head ends is no guess."""
    heads = {head.position: head for head in table.heads}
    weak = [p for p in choice.guessed if p in heads and not ends_alike(heads[p], choice.columns[p])]
    return 2 * len(weak) <= len(choice.columns)


def _knows_little(choice: Choice, table: SheetTable, titles: Sequence[str], context: Context) -> bool:
    """True when most of the table says something else: a household and its community alone make no list of them."""
    if choice.sure > FAR or _hits(choice, titles):
        return False
    known = {**choice.columns, **{position: column for position, (column, _) in choice.marks.items()}}
    used = {*known, *find_kin(choice.mapping, table, known, context)}
    others = [head for head in table.heads if head.position not in used and head.forms and not _says_nothing(head)]
    return len(others) > len(used)


def _says_nothing(head: Head) -> bool:
    return bool(_ASIDE.search(head.forms[0])) or bool(find_forbidden_column(head.shown))


_ASIDE = re.compile(r"^(?:序号?|no|编次|行号)$|备注|说明|签字|签名|签章|盖章|附件|户主|人口")


def _count_known(choice: Choice) -> float:
    return choice.known - 0.5 * len(choice.missing)


def _weigh(choice: Choice, table: SheetTable, titles: Sequence[str], context: Context) -> tuple[float, float]:
    """Return how well the choice fits; a table of one month is hardly one of what is due in a year."""
    required = sum(1 for column in choice.columns.values() if column.required)
    is_yearly = bool(context.month) and any(choice.mapping.by_name[name].holds == "year" for name in choice.stated)
    known = choice.known - 0.3 * len(choice.stated) - 1.5 * is_yearly
    return known + 0.9 * min(1, _hits(choice, titles)), required


def _hits(choice: Choice, titles: Sequence[str]) -> int:
    return sum(1 for word in choice.mapping.titles if any(word in title for title in titles))


def _fit(mapping: Mapping, table: SheetTable, context: Context, *, guess: bool) -> Choice:
    columns = exchange(mapping, _find_columns(mapping, table), table)
    guessed = guess_columns(mapping, table, columns, context) if guess else _guess_care(mapping, table, columns)
    guessed |= _find_told(mapping, table, {**columns, **guessed})
    found = {**columns, **guessed}
    spare = frozenset(p for p, c in columns.items() if c.spares and _is_spare(c, _forms_at(table, p)))
    marks = _find_marks(mapping, table, found)
    own = {column.name for column in found.values()} | {column.name for column, _ in marks.values()}
    if offices := [mapping.by_name[column.name].holds for column in found.values() if column.holds == "office"]:
        own |= {"org", "post"} if "office" in offices else {"org"}
    elif "office" in mapping.by_name and {"org", "post"} <= own:
        own.add("office")
    stated = _find_stated(mapping, own, context)
    if "org" in stated and stated["org"] not in dict(context.labelled).values() and has_bodies(mapping, table, found):
        del stated["org"]
    have = own | context.names() | set(stated) | _names_of_sections(table)
    missing = tuple(column for column in mapping.columns if column.required and column.name not in have)
    if not missing:
        lacking = [_lacks(pattern, have) for pattern in mapping.statements]
        names = min(lacking, key=len)
        missing = tuple(column for column in mapping.columns if column.name in names)
    return Choice(mapping, dict(sorted(found.items())), marks, spare | frozenset(guessed), missing, stated)


def _find_columns(mapping: Mapping, table: SheetTable) -> dict[int, Column]:
    """Return the columns by their heads; one of numbers below which words stand is none (餐次: 午餐, 晚餐)."""
    columns = mapping.find_columns(table.heads)
    worded = [
        position
        for position, column in columns.items()
        if column.holds == "number" and not column.required and _holds_words(table, position, column)
    ]
    if not worded:
        return columns
    return mapping.find_columns([head for head in table.heads if head.position not in worded])


def _holds_words(table: SheetTable, position: int, column: Column) -> bool:
    cells = [words for row in table.rows[:SAMPLE] if not is_empty(words := get_cell(row.cells, position).strip())]
    known = sum(1 for words in cells if _AMOUNT.search(words) or flatten_word(words) in column.words)
    return len(cells) > 1 and not known


_AMOUNT = re.compile(r"[\d〇零一二两三四五六七八九十百千万几半数多少些全无未不√✓✔☑]|若干")
"""A number, a tick, or words where a number should be (许多, 不详): such a row is bad, its column is one of numbers."""


def _is_spare(column: Column, forms: Sequence[str]) -> bool:
    return bool(column.spares & set(forms)) and not (column.heads - column.spares) & set(forms)


def _forms_at(table: SheetTable, position: int) -> tuple[str, ...]:
    return next((head.forms for head in table.heads if head.position == position), ())


def _names_of_sections(table: SheetTable) -> set[str]:
    """Return the community where rows between the data name it (一、东沟村)."""
    return {AREA} if any(find_context([words]).community for words in set(table.sections.values())) else set()


def _lacks(pattern: Pattern, have: set[str]) -> set[str]:
    """Return the columns without which no row can make the statement."""
    lacking = {*pattern.needs, *(name for name, _ in pattern.when)} - have
    return lacking | (set() if not pattern.needs_any or have & set(pattern.needs_any) else set(pattern.needs_any[:1]))


_STATED = frozenset({"area", "place", "grid", "org", "date", "moment", "year", "course", "scheme", "award", "service"})
"""What the words over a table may say of all its rows; no number, and a name only in the file of one person."""


def _find_stated(mapping: Mapping, own: set[str], context: Context) -> dict[str, str]:
    """Return what stands over the table for columns that it lacks: any under a label; without, one and the day."""
    found: dict[str, str] = {}
    labelled = {flatten_head(label): words for label, words in context.labelled}
    for column in mapping.columns:
        if column.name not in own and (column.holds in _STATED or (column.holds == "person" and column.is_stated)):
            words = next((labelled[head] for head in labelled if head in column.heads), "")
            if words and can_read(column, words, "", context):
                found[column.name] = words
    kinds: set[bool] = set()
    for column in mapping.columns:
        if column.stated_with and column.stated_with not in {*own, *found}:
            continue
        if column.is_stated and column.name not in own and column.name not in found:
            words = _say(column, context)
            if not words or (column.name == "service" and "times" not in own and "date" not in own):
                continue
            if (column.holds in ("date", "year")) not in kinds:
                found[column.name] = words
                kinds.add(column.holds in ("date", "year"))
    return found


def _say(column: Column, context: Context) -> str:
    if column.holds in ("date", "year"):
        return context.date if column.holds == "date" else context.date[:4]
    if column.holds == "org":
        return context.org or context.community or (context.town if column.is_seat else "")
    return {"service": context.service, "course": context.course}.get(column.holds, "")


def _guess_care(mapping: Mapping, table: SheetTable, columns: Dictionary[int, Column]) -> dict[int, Column]:
    """Return the column of care by a head that ends as one of its own does (重点类别) over words of the closed list."""
    care = next((column for column in mapping.columns if column.holds == "care"), None)
    if care is None or any(column.name == care.name for column in columns.values()):
        return {}
    for head in table.heads:
        if head.position not in columns and not is_known(head, care) and not find_forbidden_column(head.shown):
            cells = [c for row in table.rows[:SAMPLE] if not is_empty(c := get_cell(row.cells, head.position))]
            listed = sum(bool(find_care_category(cell.strip())) for cell in cells)
            if any(form.endswith(_CARE_ENDS) for form in head.forms) and 2 * listed >= len(cells) > 0:
                return {head.position: care}
    return {}


def _find_told(mapping: Mapping, table: SheetTable, found: Dictionary[int, Column]) -> dict[int, Column]:
    """Return the columns of closed words that their cells tell (聘任, 解聘), where no head is known for them."""
    told: dict[int, Column] = {}
    for column in mapping.columns:
        if not column.is_told or any(one.name == column.name for one in found.values()):
            continue
        for head in table.heads:
            cells = [c for row in table.rows[:SAMPLE] if not is_empty(c := get_cell(row.cells, head.position))]
            right = sum(1 for cell in cells if len(cell.strip()) > 1 and column.words.get(flatten_word(cell)))
            if head.forms and head.position not in found and right >= (1 - MOST_WRONG) * len(cells) > 0:
                told[head.position] = column
                break
    return told


_CARE_ENDS = ("类别", "类型", "属性", "性质", "群体", "人群", "对象", "情形", "身份")


def _find_marks(mapping: Mapping, table: SheetTable, found: Dictionary[int, Column]) -> dict[int, tuple[Column, str]]:
    """Return the columns whose head is a word of a closed list and whose cells are ticks."""
    taken = {column.name for column in found.values()}
    marks: dict[int, tuple[Column, str]] = {}
    for column in mapping.columns:
        if column.holds not in ("care", "code") or column.name in taken:
            continue
        for head in table.heads:
            if head.position in found:
                continue
            for form in head.forms:
                word = find_care_category(form) if column.holds == "care" else column.words.get(flatten_head(form), "")
                if word and is_ticked(table, head, column.holds == "care"):
                    marks[head.position] = (column, word)
                    break
    return marks
