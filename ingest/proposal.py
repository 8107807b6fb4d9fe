"""Proposes for each table of a file the mapping to read it by, as YAML that can be changed and given to `ingest`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from ingest.choice import Choice, choose_form, known_heads
from ingest.mapping_file import HOLDS, list_needs, load_mappings
from ingest.readers.item import Item
from ingest.sheet.context import find_context
from ingest.sheet.grid import make_grid
from ingest.sheet.head import flatten_head
from ingest.sheet.layout import SheetTable, find_tables
from lexicon.forbidden import find_forbidden_column

MISSING = "（请填写表头）"


@dataclass(frozen=True, slots=True)
class Proposal:
    """The mapping that a table suggests.

    `is_ready` when a ready mapping reads the table as it is; then nothing has to be done. `kept` are pairs of the
    table's head and what it is read as, `left` the heads that are not kept, `forbidden` those that never may be,
    `missing` what the mapping must have and the table lacks. `text` is the mapping as YAML.
    """

    file: str
    sheet: str
    row: int
    mapping: str
    label: str
    is_ready: bool
    kept: tuple[tuple[str, str], ...]
    left: tuple[str, ...]
    forbidden: tuple[str, ...]
    missing: tuple[str, ...]
    text: str


def propose(item: Item) -> Iterator[Proposal]:
    """Yield a proposal for each table of the file that is not hidden."""
    known = known_heads(load_mappings())
    stem = item.arrival.path.rpartition("/")[2].rpartition(".")[0]
    for sheet in item.sheets:
        if sheet.is_hidden:
            continue
        for table in find_tables(make_grid(sheet), known):
            titles = (*reversed(table.titles), table.sheet, stem)
            yield _propose(item, *choose_form(table, find_context(titles), titles))


def _propose(item: Item, table: SheetTable, choice: Choice) -> Proposal:
    shown = {head.position: head.shown for head in table.heads if head.forms}
    kept = [(shown[p], HOLDS[column.holds]) for p, column in choice.columns.items()]
    kept += [(shown[p], f"{HOLDS[column.holds]}：{word}") for p, (column, word) in choice.marks.items()]
    used = {*choice.columns, *choice.marks}
    others = [words for position, words in shown.items() if position not in used]
    forbidden = tuple(words for words in others if find_forbidden_column(words))
    return Proposal(
        item.file, table.sheet, table.header, choice.mapping.name, choice.mapping.label,
        not choice.missing and not choice.guessed, tuple(kept),
        tuple(words for words in others if words not in forbidden), forbidden,
        tuple(list_needs([column]) for column in choice.missing), _write(choice, table, forbidden, others),
    )  # fmt: skip


def _write(choice: Choice, table: SheetTable, forbidden: Sequence[str], others: Sequence[str]) -> str:
    """Return the chosen mapping as YAML with the table's own heads in it."""
    spec = dict(_source(choice.mapping.name))
    spec["name"] = f"{choice.mapping.name}_local"
    columns: dict[str, Any] = {}
    for name, column in spec["columns"].items():
        positions = [p for p, one in choice.columns.items() if one.name == name]
        heads = [table.heads[_index(table, p)] for p in positions]
        own = [head.forms[0] for head in heads if head.forms]
        missing = any(one.name == name for one in choice.missing)
        if own or missing:
            columns[name] = {**column, "names": list(dict.fromkeys([*own, *([MISSING] if missing else [])]))}
        else:
            columns[name] = column
    spec["columns"] = columns
    notes = [f"# 依据{choice.mapping.label}，对照表头写成；改好后用 qunxiang ingest 文件 --mapping 本文件 读入。"]
    if choice.missing:
        notes.append(f"# 缺少必填列：{list_needs(choice.missing)}。请把“{MISSING}”改为这张表里相应的表头。")
    if rest := [words for words in others if words not in forbidden]:
        notes.append(f"# 没有用到的列：{'、'.join(flatten_head(words) for words in rest)}")
    if forbidden:
        notes.append(f"# 不得保存、不能写进映射的列：{'、'.join(flatten_head(words) for words in forbidden)}")
    return "\n".join(notes) + "\n" + _dump(spec)


def _dump(spec: Mapping[str, Any]) -> str:
    return yaml.dump(spec, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120)


class _Dumper(yaml.SafeDumper):
    """Writes every part in full: references within the file would puzzle whoever edits it."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _index(table: SheetTable, position: int) -> int:
    return next(number for number, head in enumerate(table.heads) if head.position == position)


@cache
def _source(name: str) -> Mapping[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(files("ingest.mappings").joinpath(f"{name}.yaml").read_text("utf-8"))
    return loaded
