"""Builds scenes from sentences with the mentions marked in them: ⟦ORG 青河县委⟧⟦POST 书记⟧⟦PERSON 韩立冬⟧."""

from __future__ import annotations

import re
from collections.abc import Iterable

from domain.document import Article
from domain.mention import Mention, MentionKind
from domain.statement import check_evidence
from nlp.coreference import resolve_mentions
from nlp.scene import Finding, Scene
from nlp.sentence import cut_sentences

_MARK = re.compile(r"⟦([A-Z_]+) ([^⟧]+)⟧")
DOCUMENT = "d" * 64


def read_marked(marked: str) -> tuple[str, tuple[Mention, ...]]:
    """Return the plain text and its mentions."""
    text, mentions, position = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[position : mark.start()]
        mentions.append(Mention(len(text), len(text) + len(mark[2]), MentionKind(mark[1]), mark[2]))
        text += mark[2]
        position = mark.end()
    return text + marked[position:], tuple(mentions)


def make_scene(marked: str) -> Scene:
    """Return the scene of one article whose body is the whole text, short forms led back."""
    text, mentions = read_marked(marked)
    article = Article("", "", ((0, len(text)),))
    resolved = resolve_mentions(text, (article,), mentions)
    return Scene(DOCUMENT, text, article, 1, resolved, cut_sentences(text, 0, len(text)))


def tell(scene: Scene, findings: Iterable[Finding], *roles: str) -> list[tuple[str, ...]]:
    """Return the words in the roles of each finding, in order, after checking every quote against the text."""
    told = []
    for finding in findings:
        check_evidence(finding.statement, DOCUMENT, scene.text)
        assert 0 < finding.confidence <= 1
        told.append(tuple(finding.statement.text_of(role) for role in roles))
    return told
