"""Entities: one frozen class with a kind; kinds and labels are in ontology/entities.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from domain.identifier import make_id

KEPT = "kept:"
"""How the founding begins of an entity that outlived the document which founded it; its id follows."""


@dataclass(frozen=True)
class Entity:
    """Something that statements are about. Its id hashes the kind and what founded it, never the name alone.

    `founding` is an official code, a name that says by itself which one it is, a record key, or the place in a
    document where it was first named. `body` is the entity whose office a Post is.
    When the document in which it was first named is withdrawn, what others say of it keeps its id: `founding` is
    then KEPT and that id, and holds no word of the document.
    `front_line` marks people found through their organisation only, never by name search.
    """

    kind: str
    name: str
    founding: str
    code: str = ""
    body: str = ""
    front_line: bool = False

    @cached_property
    def id(self) -> str:
        if self.founding.startswith(KEPT):
            return self.founding.removeprefix(KEPT)
        return _name_entity(self.kind, self.founding)


@lru_cache(maxsize=1 << 15)
def _name_entity(kind: str, founding: str) -> str:
    """Return the id; a table names the same area and service in each of its rows."""
    return make_id(kind.lower(), founding)


@dataclass(frozen=True, slots=True)
class EntitySummary:
    """What a list of entities shows of each: enough to tell namesakes apart, nothing that judges them."""

    id: str
    kind: str
    name: str
    post: str = ""
    organisation: str = ""
    years: str = ""
    native_place: str = ""
    matched_by: str = ""
