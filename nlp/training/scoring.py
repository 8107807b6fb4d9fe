"""Counts exact spans of each kind, as the evaluation of the project counts them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from domain.mention import Mention, MentionKind
from nlp.layout import cut_articles
from nlp.tagger import Tagger
from nlp.training.corpus import AnnotatedText

_JOINED = {MentionKind.PLACE: "PLACE+COMMUNITY", MentionKind.COMMUNITY: "PLACE+COMMUNITY"}


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and their harmonic mean; `number` is how many there are to find."""

    precision: float
    recall: float
    f1: float
    number: int


def score_tagger(tagger: Tagger, texts: Iterable[AnnotatedText]) -> dict[str, Score]:
    """Return the score of each kind, of places and communities together, and of ALL."""
    return score_answers(texts, lambda text: tagger.tag_document(text, cut_articles(text)).mentions)


def score_answers(texts: Iterable[AnnotatedText], answer: Callable[[str], Sequence[Mention]]) -> dict[str, Score]:
    """Return the scores of whatever answers with mentions."""
    right: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    given: Counter[str] = Counter()
    for text in texts:
        want = set(text.spans)
        have = {(mention.start, mention.end, mention.kind) for mention in answer(text.text)}
        for counter, spans in ((right, want & have), (wanted, want), (given, have)):
            for _, _, kind in spans:
                counter.update({str(kind), "ALL", _JOINED.get(kind, str(kind))})
    return {kind: _score(right[kind], given[kind], wanted[kind]) for kind in sorted(wanted | given)}


def _score(right: int, given: int, wanted: int) -> Score:
    precision = right / given if given else 0.0
    recall = right / wanted if wanted else 0.0
    both = precision + recall
    return Score(
        round(precision, 4), round(recall, 4), round(2 * precision * recall / both if both else 0.0, 4), wanted
    )
