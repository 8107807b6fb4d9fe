"""Which entity a document's references stand for: villages of one name, scripts."""

from __future__ import annotations

from graph.resolve import Resolver
from nlp.reader import Reader


def _communities(text: str, document: str = "d") -> set[tuple[str, str]]:
    extract = Reader().read(document, text)
    resolved = Resolver(document, extract.articles, extract.statements).resolve(extract.mentions)
    return {(e.id, e.name) for e in resolved.entities.values() if e.kind == "Community"}


def test_villages_of_one_name_in_two_towns_are_two() -> None:
    """A town's village that the list does not have is founded on its town, in every document alike."""
    name = "红星村"
    first, second, listed = (
        f"开鲁县{town}{name}党支部书记吴永胜入户走访。\n" for town in ("小街基镇", "东来镇", "大榆树镇")
    )
    every = [_communities(text, str(number)) for number, text in enumerate((first, second, listed))]
    assert all(len(found) == 1 for found in every)
    assert len(set.union(*every)) == 3
    assert _communities(first, "other") == every[0]
    assert _communities(first + second + listed) == set.union(*every)
