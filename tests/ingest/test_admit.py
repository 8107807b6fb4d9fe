"""The gate: who may be shown, what is masked, what is dropped."""

from __future__ import annotations

from dataclasses import replace

from domain.extract import Extract
from domain.identifier import hash_text
from domain.mention import MentionKind
from domain.statement import Evidence
from graph.view import PrivateNames
from ingest.admit import Admission, admit
from nlp.reader import Reader

READER = Reader()


def read(text: str) -> Admission:
    """Read and admit a text."""
    return admit(extract(text), text)


def extract(text: str) -> Extract:
    """Read a text."""
    return READER.read(hash_text(text), text)


def private_names(admission: Admission) -> set[str]:
    """Return the names that are masked outside the document."""
    return {m.text for m in admission.mentions if (m.start, m.end) in admission.private}


def test_residents_are_private_and_officials_are_not() -> None:
    """A name with post and organisation may be shown, a resident's may not."""
    admission = read("青禾县水利局局长闻人朔来到现场。居民孟大娘说：“水清了。”")
    assert "孟大娘" in private_names(admission)
    assert "闻人朔" not in private_names(admission)


def test_second_mention_of_a_private_name_is_private_too() -> None:
    """A private name that the reader marked once is masked wherever it stands."""
    text = "青禾县水利局局长闻人朔来到现场。居民孟大娘说：“水清了。”孟大娘家门口的渠也修好了。"
    found = extract(text)
    kept = tuple(m for m in found.mentions if not (m.text == "孟大娘" and m.start > text.index("孟大娘")))
    admission = admit(replace(found, mentions=kept), text)
    where = {m.start for m in admission.mentions if m.text == "孟大娘" and (m.start, m.end) in admission.private}
    assert where == {text.index("孟大娘"), text.rindex("孟大娘")}


def test_numbers_of_persons_are_masked_in_the_stored_text() -> None:
    """Identity and mobile numbers are masked one character for one; offsets and quotes follow."""
    text = "青禾县水利局局长闻人朔公布电话13912345678，身份证号110101199003070011。"
    admission = read(text)
    assert "13912345678" not in admission.text
    assert "110101199003070011" not in admission.text
    assert len(admission.text) == len(text)
    for statement in admission.statements:
        evidence = statement.evidence
        assert admission.text[evidence.start : evidence.end] == evidence.quote


def test_ethnicity_in_a_life_line_is_masked() -> None:
    """The life line keeps its dates, not the ethnicity."""
    admission = read("闻人朔，男，蒙古族，1975年3月出生，大学学历，现任青禾县水利局局长。")
    assert "蒙古族" not in admission.text
    assert any(s.predicate == "BORN" for s in admission.statements)
    assert all("蒙古族" not in s.evidence.quote for s in admission.statements)


def test_bylines_become_no_statement() -> None:
    """REPORTED stays with the article; reporters are not private and not entities."""
    text = "青禾县修好水渠\n\n本报记者 路遥远\n\n青禾县水利局局长闻人朔介绍，渠长三公里。"
    admission = read(text)
    assert all(s.predicate != "REPORTED" for s in admission.statements)
    assert "路遥远" not in private_names(admission)


def test_adverse_lines_are_dropped() -> None:
    """A sanction is kept out; the post that the same sentence names stays."""
    text = "青禾县纪委监委给予青禾县水利局局长闻人朔开除党籍处分。"
    found = extract(text)
    assert {s.predicate for s in found.statements} == {"EVALUATED", "HOLDS_POST"}
    admission = admit(found, text)
    assert [s.predicate for s in admission.statements] == ["HOLDS_POST"]
    assert admission.dropped == {"adverse": 1}


def test_admission_is_the_same_each_time() -> None:
    """The same reading gives the same admission, in the same order."""
    text = "青禾县水利局局长闻人朔来到现场。居民孟大娘说：“水清了。”"
    assert read(text) == read(text)
    assert [m.kind for m in read(text).mentions][:1] == [MentionKind.ORG]


def test_honoured_person_is_named_in_the_document_and_award_only() -> None:
    """A villager whom a notice honours: named in the award's line, masked in other lines, the index and exports."""
    text = "青禾县水利局授予闻溪村村民卓玛央宗“护渠能手”称号。青禾县水利局局长闻人朔为卓玛央宗送上奖状。"
    admission = read(text)
    spans = {(m.start, m.end) for m in admission.mentions if m.text == "卓玛央宗"}
    assert len(spans) == 2
    assert spans <= admission.private
    assert spans <= admission.honoured
    names = PrivateNames(admission.private, admission.honoured)
    by_predicate = {s.predicate: s for s in admission.statements}
    award = by_predicate["RECEIVED_AWARD"]
    assert award.text_of("recipient") == "卓玛央宗"
    assert names.of(award).isdisjoint({(a.start, a.end) for role, a in award.references() if role == "recipient"})
    holding = by_predicate["HOLDS_POST"]
    assert spans <= names.of(holding)


def test_dropped_post_makes_nobody_public() -> None:
    """Whoever is known by a dropped line only is no Person: the name is masked."""
    text = "青禾县纪委监委给予青禾县水利局局长闻人朔开除党籍处分。"
    found = extract(text)
    whole = Evidence(hash_text(text), 0, len(text), text)
    statements = tuple(replace(s, evidence=whole) if s.predicate == "HOLDS_POST" else s for s in found.statements)
    admission = admit(replace(found, statements=statements), text)
    assert admission.statements == ()
    assert private_names(admission) == {"闻人朔"}
