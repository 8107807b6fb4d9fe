"""One item that is to be read and stored, with the ways in which its document came before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.document import Arrival
from graph.provenance import Circumstances, find_circumstances
from ingest.admit import mask_arrival
from ingest.readers.item import Item


@dataclass(frozen=True, slots=True)
class Job:
    """An item whose document came before as `held` says; `again` reads one that was withdrawn all the same."""

    item: Item
    held: Sequence[Arrival] = ()
    again: bool = False

    @property
    def is_text(self) -> bool:
        """True for a text, whose reading depends on how it came; that of a table or form does not."""
        return not self.item.sheets and self.item.form is None

    @property
    def is_ordered(self) -> bool:
        """True for a table: of two without a day that hold one record, the later one counts."""
        return bool(self.item.sheets)

    @property
    def circumstances(self) -> Circumstances:
        """What all its arrivals together say of when and by whom it was published."""
        return find_circumstances([*self.held, mask_arrival(self.item.arrival)])

    @property
    def is_news(self) -> bool:
        """True when this arrival of a known text changes what its reading depends on."""
        return self.is_text and self.circumstances != find_circumstances(self.held)
