"""What changed between two readings: came, went, says it otherwise; each with its evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from domain.errors import NotFound
from graph.difference import Again, Difference, compare_readings
from graph.sqlite.store import SqliteStore
from graph.view import view_commit
from tests.graph.commits import EDUCATION, NEWER, VERSION, WATER, Page, write_award
from tests.graph.contract.review import correct, doubtful

TEXT = f"{EDUCATION}局长陆怀谷、{WATER}科长温如璧到会。居民白砚秋说：“好。”"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    """An empty store."""
    opened = SqliteStore(tmp_path / "store.db")
    yield opened
    opened.close()


def read(*, second: bool, confidence: float, org: bool, spoke: bool) -> Page:
    """Return one of the readings of the text."""
    page = Page(TEXT, "2024-01-05")
    page.say(
        "HOLDS_POST", f"{EDUCATION}局长陆怀谷", person=page.person("陆怀谷"), post=page.post("局长"),
        org=page.organisation(EDUCATION) if org else None,
    )  # fmt: skip
    page.say("COUNT", "到会", measure=page.value("到会"), value=page.value("会"), confidence=confidence)
    if second:
        page.say(
            "HOLDS_POST", f"{WATER}科长温如璧", person=page.person("温如璧"), post=page.post("科长"),
            org=page.organisation(WATER),
        )  # fmt: skip
    if spoke:
        page.say("SPOKE", speaker=page.resident("白砚秋"), quote=page.value("好"))
    return page


OLD = read(second=True, confidence=0.9, org=False, spoke=False)
NEW = read(second=False, confidence=0.5, org=True, spoke=True)


def lines(found: Difference) -> list[tuple[str, ...]]:
    """Return each pair as sign, predicate and what both sides say."""
    out = []
    for old, new in found.pairs:
        sign = "+" if old is None else "-" if new is None else "~"
        words = [f"{one.text_of('person')}{one.text_of('org')}{one.confidence}" for one in (old, new) if one]
        out.append((sign, (old or new).predicate, *words))  # type: ignore[union-attr]
    return out


def test_changes_are_told_in_the_order_of_the_text(store: SqliteStore) -> None:
    """Other arguments and another confidence are changes of one line; the rest came or went."""
    store.put_document(OLD.commit())
    store.put_document(NEW.commit(NEWER))
    found = compare_readings(store, OLD.id)
    assert (found.before.version, found.after.version, found.same) == (VERSION, NEWER, 0)
    assert lines(found) == [
        ("~", "HOLDS_POST", "陆怀谷0.9", f"陆怀谷{EDUCATION}0.9"), ("+", "SPOKE", "0.9"),
        ("-", "HOLDS_POST", f"温如璧{WATER}0.9"), ("~", "COUNT", "0.9", "0.5"),
    ]  # fmt: skip
    for pair in found.pairs:
        for view in pair:
            assert view is None or TEXT[view.start : view.end] == view.quote


def test_private_names_are_masked_in_what_is_shown(store: SqliteStore) -> None:
    """A resident's name leaves in no difference."""
    store.put_document(OLD.commit())
    store.put_document(NEW.commit(NEWER))
    shown = compare_readings(store, OLD.id).shown()
    assert "白砚秋" not in str(shown)
    assert "白某某" in str(shown)


def test_versions_are_chosen_and_unknown_ones_refused(store: SqliteStore) -> None:
    """--from and --to name a version; the latest run of it counts."""
    store.put_document(OLD.commit())
    with pytest.raises(NotFound, match="只读过一次"):
        compare_readings(store, OLD.id)
    store.put_document(NEW.commit(NEWER))
    store.put_document(Page(TEXT).commit("reader-3"))
    assert [line[0] for line in lines(compare_readings(store, OLD.id))] == ["-"] * 3
    since_first = compare_readings(store, OLD.id, VERSION)
    assert [line[1:] for line in lines(since_first)] == [
        ("HOLDS_POST", "陆怀谷0.9"), ("HOLDS_POST", f"温如璧{WATER}0.9"), ("COUNT", "0.9")
    ]  # fmt: skip
    assert len(lines(compare_readings(store, OLD.id, VERSION, NEWER))) == 4
    assert len(lines(compare_readings(store, OLD.id, "", NEWER))) == 4
    for since, until in (("reader-9", ""), ("", "reader-9")):
        with pytest.raises(NotFound, match="这个版本"):
            compare_readings(store, OLD.id, since, until)
    with pytest.raises(NotFound, match="没有这份文件"):
        compare_readings(store, "0" * 64)


def test_again_compares_with_what_is_stored_nowhere(store: SqliteStore) -> None:
    """The stored reading against one that was made just now; the store stays as it was."""
    store.put_document(OLD.commit())
    commit = NEW.commit(NEWER)
    found = compare_readings(store, OLD.id, again=lambda: Again(NEWER, tuple(view_commit(commit))))
    store.put_document(commit)
    stored = compare_readings(store, OLD.id)
    assert lines(found) == lines(stored)
    assert (found.after.version, found.after.known_from) == (NEWER, "")
    same = compare_readings(store, OLD.id, again=lambda: Again(NEWER, tuple(view_commit(commit))))
    assert (lines(same), same.same) == ([], 3)


def test_what_people_put_there_is_no_reader_s(store: SqliteStore) -> None:
    """A correction is in neither reading."""
    page = doubtful()
    store.put_document(page.commit())
    correct(store, page, {"org": WATER})
    store.put_document(page.commit(NEWER))
    found = compare_readings(store, page.id)
    assert (lines(found), found.same) == ([], 1)


def test_reading_twice_alike_differs_in_nothing(store: SqliteStore) -> None:
    """Another version with the same answer."""
    page = write_award("陆怀谷", "局长", EDUCATION, "节水先锋")
    store.put_document(page.commit())
    store.put_document(replace(page.commit(NEWER)))
    found = compare_readings(store, page.id)
    assert (found.pairs, found.same) == ((), 2)
