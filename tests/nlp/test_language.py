"""The reader and the tagger as components of a spaCy pipeline."""

from __future__ import annotations

import subprocess
import sys

import pytest
import spacy

from domain.identifier import hash_text
from nlp.language import ARTICLES, MENTIONS, STATEMENTS, extract_of, make_language
from nlp.reader import open_reader

TEXT = "青禾县修好水渠\n\n青禾县水利局局长闻人朔 昨日说：“水清了。”\r\n他家住\u3000渠边。"


def test_tagger_component_marks_names() -> None:
    """The mentions lie in a span group, labelled by kind."""
    language = make_language()
    language.add_pipe("qunxiang_tagger")
    doc = language("网格员邱蓓说，雪停了。")
    assert [(span.text, span.label_) for span in doc.spans[MENTIONS]] == [("网格员", "POST"), ("邱蓓", "PERSON")]


def test_reader_component_says_what_the_reader_says() -> None:
    """Span groups and extract agree with the reader on the plain text, to the character."""
    language = make_language()
    language.add_pipe("qunxiang_reader")
    doc = language(TEXT)
    extract = open_reader().read(hash_text(TEXT), TEXT)
    assert extract_of(doc) == extract
    assert len(extract.statements) > 1
    assert [(s.text, s.label_) for s in doc.spans[MENTIONS]] == [(m.text, str(m.kind)) for m in extract.mentions]
    assert [(s.text, s.label_) for s in doc.spans[STATEMENTS]] == [
        (s.evidence.quote, s.predicate) for s in extract.statements
    ]
    assert [s.text for s in doc.spans[ARTICLES]] == [
        TEXT[start:end] for article in extract.articles for start, end in article.segments
    ]


def test_a_pipeline_of_other_tokens_is_refused() -> None:
    """A tokenizer that folds white space would shift every offset: no guess, an error."""
    language = spacy.blank("xx")
    language.add_pipe("qunxiang_reader")
    with pytest.raises(ValueError, match="one token for each character"):
        language("a b")
    with pytest.raises(ValueError, match="add qunxiang_reader"):
        extract_of(make_language()("水"))


def test_components_are_found_without_an_import_of_ours() -> None:
    """spaCy finds the factories by the package's entry points."""
    code = "import spacy; spacy.blank('xx').add_pipe('qunxiang_tagger'); spacy.blank('xx').add_pipe('qunxiang_reader')"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120)
