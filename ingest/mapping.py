"""Record mappings: which columns of a table are kept, what they must hold, what statements they make."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from domain.ontology.catalogue import get_predicate

AREA = "community"
"""The column within which household numbers and grid names are unique; every mapping has it and needs it."""
AREA_ABOVE = ("banner", "town")
"""Columns that stand before the community in its full name, outermost first."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is kept: `holds` is text, date, area, grid, household, service, number or care."""

    name: str
    holds: str
    role: str
    required: bool
    heads: frozenset[str]


@dataclass(frozen=True, slots=True)
class Mapping:
    """How the rows of one kind of table become statements; loaded from ingest/mappings/*.yaml.

    `once` are the lists of columns that name a record by themselves; `otherwise` those that name it together
    with how many equal rows came before. A household's pseudonym depends on purpose, register and community.
    """

    name: str
    label: str
    version: str
    predicate: str
    purpose: str
    register: str
    columns: tuple[Column, ...]
    once: tuple[tuple[str, ...], ...]
    otherwise: tuple[str, ...]
    valid_from: str
    valid_to: str

    def find_columns(self, header: Sequence[str]) -> dict[int, Column]:
        """Return by position the columns of this header that are kept; of two with one meaning the first."""
        found: dict[int, Column] = {}
        for position, head in enumerate(header):
            column = next((c for c in self.columns if flatten_head(head) in c.heads), None)
            if column is not None and column not in found.values():
                found[position] = column
        return found

    def fits(self, header: Sequence[str]) -> bool:
        """True when the header has every required column."""
        found = self.find_columns(header).values()
        return all(column in found for column in self.columns if column.required)


def choose_mapping(header: Sequence[str]) -> Mapping | None:
    """Return the mapping that knows most of the header's columns, or None when none has what it needs."""
    fitting = [mapping for mapping in load_mappings() if mapping.fits(header)]
    return max(fitting, key=lambda mapping: len(mapping.find_columns(header)), default=None)


@cache
def load_mappings() -> tuple[Mapping, ...]:
    """Return the mappings by name; raises OntologyError or ValueError where one contradicts the ontology."""
    folder = files("ingest.mappings")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    return tuple(_read_mapping(yaml.safe_load(folder.joinpath(name).read_text("utf-8"))) for name in names)


def flatten_head(head: str) -> str:
    """Return a head without spaces, width and what stands in brackets: 服务日期（年月日） is 服务日期."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", head)).lstrip("\ufeff*")
    return re.sub(r"[(\[【〔].*?[)\]】〕]", "", text).rstrip(":")


def _read_mapping(spec: dict[str, Any]) -> Mapping:
    predicate = get_predicate(spec["predicate"])
    columns = tuple(
        Column(
            name,
            column["is"],
            column.get("role", ""),
            bool(column.get("required")),
            frozenset(flatten_head(head) for head in column["names"]),
        )
        for name, column in spec["columns"].items()
    )
    if not any(column.name == AREA and column.required for column in columns):
        raise ValueError(f"{spec['name']}: no required column {AREA}")
    unknown = [column.role for column in columns if column.role and predicate.find_role(column.role) is None]
    if unknown:
        raise ValueError(f"{spec['name']}: {predicate.name} has no role {unknown}")
    return Mapping(
        spec["name"],
        spec["label"]["zh"],
        spec["version"],
        predicate.name,
        spec["purpose"],
        spec["register"],
        columns,
        tuple(tuple(key) for key in spec["key"].get("once", ())),
        tuple(spec["key"].get("otherwise", ())),
        spec.get("valid_from", ""),
        spec.get("valid_to", ""),
    )
