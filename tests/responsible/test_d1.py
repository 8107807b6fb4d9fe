"""D1: residents named by a form of address never become anyone."""

from __future__ import annotations

import re
from pathlib import Path

from domain.identifier import hash_text
from domain.mention import Mention, MentionKind, refer
from domain.statement import Value, make_statement
from graph.store import DocumentCommit
from tests.responsible.record import admit_text, mention, open_desk

TEXTS = (
    "望槐社区的李大爷拄着拐杖来到助餐点，他说热汤面送得及时。",
    "入冬以后，望槐社区给李大爷家换了新炉子，李大爷夸屋里暖和。",
)
SAID = ("热汤面送得及时", "屋里暖和")


def read(text: str, words: str) -> DocumentCommit:
    """Return what is stored of a text in which an unnamed resident speaks about a community."""
    residents = [
        Mention(found.start(), found.end(), MentionKind.PERSON_ANON, "李大爷") for found in re.finditer("李大爷", text)
    ]
    community = mention(text, MentionKind.COMMUNITY, "望槐社区")
    start = text.index(words)
    quote = Value(words, start, start + len(words))
    statement = make_statement("SPOKE", hash_text(text), text, 0, len(text), speaker=refer(residents[-1]), quote=quote)
    return admit_text(text, [*residents, community], [statement])


def test_two_texts_on_one_form_of_address_name_nobody(tmp_path: Path) -> None:
    """Two articles on 李大爷 give mentions whose ids all differ; no entity, no tie, no hit."""
    commits = [read(text, words) for text, words in zip(TEXTS, SAID, strict=True)]
    with open_desk(tmp_path) as desk:
        for commit in commits:
            assert desk.store.put_document(commit)
        rows = [(m, entity) for _, m, entity in desk.store.iter_mentions() if m.mention.text == "李大爷"]
        assert len(rows) == 3
        assert all(m.private and not entity for m, entity in rows)
        references = {m.reference_id for m, _ in rows}
        assert len(references) == 3
        assert {e.kind for e in desk.store.iter_entities()} <= {"Community"}
        for entity in desk.store.iter_entities():
            assert desk.store.adjacent(entity.id) == []
            assert desk.store.neighbourhood([entity.id], 4, 1000) == []
        for words in ("李大爷", "李", "大爷", "李某某"):
            assert desk.search(words) == []
            assert desk.store.find_by_name(words, front_line=True) == []
        assert desk.store.find_passages("李大爷") == []


def test_id_of_a_resident_ignores_the_name() -> None:
    """The same place in a text gives the same reference, whoever stands there."""
    one = mention(TEXTS[0], MentionKind.PERSON_ANON, "李大爷")
    text = TEXTS[0].replace("李大爷", "史大娘")
    other = mention(text, MentionKind.PERSON_ANON, "史大娘")
    assert refer(one).id("d", "speaker") == refer(other).id("d", "speaker")


def test_a_resident_is_masked_outside_the_document(tmp_path: Path) -> None:
    """What is exported or shown of such a line holds no name."""
    with open_desk(tmp_path) as desk:
        for text, words in zip(TEXTS, SAID, strict=True):
            desk.store.put_document(read(text, words))
        told = repr([*desk.export_statements(), *desk.export_mentions(), *desk.export_entities()])
        assert "李大爷" not in told
        assert "李某某" in told
