"""Learns what the signs of nlp.statements.acting count: `python -m nlp.training.acting --help`.

A log-linear choice among the candidates of each place, fitted to the annotated relations with a quadratic penalty.
Each whole text is learned from twice: with the annotators' own mentions, which show the choice alone, and with those
of a tagger that had not seen it, which show what mistakes the choice must live with. Needs numpy alone.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from domain.document import Span
from domain.mention import Mention, MentionKind
from nlp.coreference import resolve_mentions
from nlp.layout import cut_articles
from nlp.reader import iter_scenes
from nlp.scene import Scene
from nlp.slot import mend_names
from nlp.statements.acting import Weights, choose_actor, find_candidates, iter_lists, weighed_by
from nlp.statements.activity import in_headline, iter_occasions
from nlp.statements.candidate import Candidate
from nlp.tagger import Tagged
from nlp.training.corpus import iter_annotations
from nlp.training.deeds import iter_deeds
from nlp.training.recorded import RecordedTagger, load_heldout
from nlp.view import open_view

_PENALTY = 5.0
_ROUNDS = 400
_RATE = 0.05
_SELDOM = 3
"""A sign seen at fewer places is not learned."""


TASKS = ("activity", "service")


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a text where somebody acts, its candidates, and the words that the annotator gave."""

    text: str
    task: str
    candidates: tuple[Candidate, ...]
    nobody: frozenset[str]
    answers: frozenset[str]


def iter_places(data: Path, folds: Iterable[Mapping[str, Any]]) -> Iterator[Place]:
    """Yield every list of services (with their providers, or none) and every occasion (with its organiser).

    What the encoder told beside names is taken from the record of the folds.
    """
    taggers = {name: RecordedTagger(fold["answers"]) for fold in folds for name in fold["texts"]}
    for identifier, text, annotation in iter_annotations(data):
        named = {entity["id"]: entity for entity in annotation["entities"]}
        for scene in _make_scenes(text, annotation["entities"], taggers[identifier]):
            yield from _find_services(identifier, scene, named, annotation["relations"])
            yield from _find_occasions(identifier, scene, named, annotation["relations"])


def fit_folds(data: Path, folds: Sequence[Mapping[str, Any]]) -> list[dict[str, dict[str, float]]]:
    """Return for each fold of a record what each sign counts for each task, learned without the fold's texts."""
    places = list(iter_places(data, folds))
    first = [_fit_without(places, fold["texts"]) for fold in folds]
    places += iter_read_places(data, folds, first)
    return [_fit_without(places, (*fold["texts"], *fold["deeds"])) for fold in folds]


def _fit_without(places: Iterable[Place], texts: Collection[str]) -> dict[str, dict[str, float]]:
    left = [place for place in places if place.text not in texts]
    return {task: fit(left, task) for task in TASKS}


def iter_read_places(data: Path, folds: Iterable[Mapping[str, Any]], weights: Iterable[Weights]) -> Iterator[Place]:
    """Yield the places of the texts as taggers that had not seen them read them, with what the annotators say of each.

    Who acted at the place before is chosen, as in reading, by the weights of the fold: so the choice learns how far
    to trust the one before. Where the tagger found what the annotators did not mark, nobody acts.
    """
    read = (*iter_annotations(data), *iter_deeds(data))
    texts = {name: (text, annotation) for name, text, annotation in read}
    for fold, chosen in zip(folds, weights, strict=True):
        tagger = RecordedTagger(fold["answers"])
        with weighed_by(chosen):
            for name in (*fold["texts"], *fold["deeds"]):
                text, annotation = texts[name]
                given = list(_iter_given(annotation))
                for scene in _iter_read_scenes(tagger, text):
                    lists = [(m[0].start, m[-1].end) for m in iter_lists(scene, MentionKind.SERVICE)]
                    yield from _follow(name, scene, "service", lists, given)
                    names = [(o.name.start, o.name.end) for o, _, _ in iter_occasions(scene)]
                    yield from _follow(name, scene, "activity", names, given)


def _follow(
    identifier: str, scene: Scene, task: str, spans: Iterable[Span], given: Sequence[tuple[str, int, int, str]]
) -> Iterator[Place]:
    previous = ""
    for start, end in spans:
        candidates, nobody = find_candidates(scene, start, end, previous)
        answers = {words for kind, first, last, words in given if kind == task and start < last and first < end}
        if task == "service" or not in_headline(scene, start):
            yield Place(identifier, task, tuple(candidates), nobody, frozenset(answers))
        choice = choose_actor(scene, task, start, end, previous)
        previous = choice.actor.argument.text if choice else previous


def fit(places: Sequence[Place], task: str) -> dict[str, float]:
    """Return what each sign counts for the task; signs that count next to nothing are left out."""
    chosen = [place for place in places if place.task == task]
    seen: dict[str, int] = {}
    for place in chosen:
        for sign in {sign for signs in _rows(place) for sign in signs}:
            seen[sign] = seen.get(sign, 0) + 1
    signs = sorted(sign for sign, times in seen.items() if times >= _SELDOM)
    number = {sign: n for n, sign in enumerate(signs)}
    table, right, starts = _tabulate(chosen, number)
    weights = np.zeros(len(signs))
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _ROUNDS + 1):
        slope = _PENALTY * weights + table.T @ _pull(table @ weights, right, starts)
        first = 0.9 * first + 0.1 * slope
        second = 0.99 * second + 0.01 * slope**2
        weights -= _RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return {sign: round(float(weight), 3) for sign, weight in zip(signs, weights, strict=True) if abs(weight) >= 0.02}


def _rows(place: Place) -> list[frozenset[str]]:
    return [*(candidate.signs for candidate in place.candidates), place.nobody]


def _tabulate(
    places: Sequence[Place], number: Mapping[str, int]
) -> tuple[NDArray[np.float64], NDArray[np.bool_], NDArray[np.int64]]:
    """Return the signs of all answers of all places, which answers are right, and where each place begins."""
    rows = [signs for place in places for signs in _rows(place)]
    table = np.zeros((len(rows), len(number)))
    for row, signs in enumerate(rows):
        table[row, [number[sign] for sign in signs if sign in number]] = 1
    right: list[bool] = []
    starts = []
    for place in places:
        starts.append(len(right))
        answers = [candidate.argument.text in place.answers for candidate in place.candidates]
        right += [*answers, not any(answers)]
    return table, np.array(right), np.array(starts)


def _pull(sums: NDArray[np.float64], right: NDArray[np.bool_], starts: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the slope of the loss: what each answer has of chance, less what it should have among the right ones."""
    sizes = np.diff([*starts, len(sums)])
    powers = np.exp(sums - np.repeat(np.maximum.reduceat(sums, starts), sizes))
    wanted = np.where(right, powers, 0.0)
    slope: NDArray[np.float64] = powers / np.repeat(np.add.reduceat(powers, starts), sizes) - wanted / np.repeat(
        np.add.reduceat(wanted, starts), sizes
    )
    return slope


def _make_scenes(text: str, entities: Iterable[Mapping[str, Any]], tagger: RecordedTagger) -> Iterator[Scene]:
    view = open_view(text).text
    articles = cut_articles(text)
    tagged = tagger.tag_document(view, articles) if len(view) == len(text) else Tagged(())
    mentions = sorted(Mention(e["start"], e["end"], MentionKind(e["type"]), e["text"]) for e in entities)
    yield from iter_scenes("", text, articles, resolve_mentions(text, articles, mentions), tagged)


def _iter_read_scenes(tagger: RecordedTagger, text: str) -> Iterator[Scene]:
    """Yield the scenes as the reader makes them; none where it reads other offsets than the annotators wrote."""
    view = open_view(text).text
    if len(view) != len(text):
        return
    articles = cut_articles(view)
    tagged = tagger.tag_document(view, articles)
    mentions = resolve_mentions(view, articles, mend_names(view, tagged.mentions))
    yield from iter_scenes("", view, articles, mentions, tagged)


def _find_services(
    identifier: str, scene: Scene, named: Mapping[str, Any], relations: Iterable[Mapping[str, Any]]
) -> Iterator[Place]:
    """Yield a place for each list of services, also for those that nobody is said to offer."""
    given: dict[str, set[str]] = {}
    for relation in relations:
        if relation["type"] == "PROVIDES":
            provider = relation["args"]["provider"]
            words = named[provider]["text"] if provider in named else provider
            given.setdefault(relation["args"]["service"], set()).add(words)
    keys = {(entity["start"], entity["end"]): key for key, entity in named.items()}
    previous = ""
    for listed in iter_lists(scene, MentionKind.SERVICE):
        candidates, nobody = find_candidates(scene, listed[0].start, listed[-1].end, previous)
        answers = {words for m in listed for words in given.get(keys[m.start, m.end], ())}
        previous = min(answers, default="")
        yield Place(identifier, "service", tuple(candidates), nobody, frozenset(answers))


def _iter_given(annotation: Mapping[str, Any]) -> Iterator[tuple[str, int, int, str]]:
    """Yield task, span and actor of each annotated deed: the span of the service, the evidence of the occasion."""
    named = {entity["id"]: entity for entity in annotation["entities"]}
    for relation in annotation["relations"]:
        if relation["type"] == "PROVIDES" and relation["args"]["service"] in named:
            service, provider = named[relation["args"]["service"]], relation["args"]["provider"]
            words = named[provider]["text"] if provider in named else provider
            yield "service", service["start"], service["end"], words
        elif relation["type"] == "HELD_ACTIVITY":
            organiser = relation["args"].get("organiser", "")
            words = named[organiser]["text"] if organiser in named else organiser
            yield "activity", *relation["evidence"], words


def _find_occasions(
    identifier: str, scene: Scene, named: Mapping[str, Any], relations: Iterable[Mapping[str, Any]]
) -> Iterator[Place]:
    previous = ""
    held = (relation for relation in relations if relation["type"] == "HELD_ACTIVITY")
    for relation in sorted(held, key=lambda relation: relation["evidence"]):
        arguments, (begin, finish) = relation["args"], relation["evidence"]
        words = named[arguments["activity"]]["text"] if arguments["activity"] in named else arguments["activity"]
        place = scene.text.find(words, max(0, begin - len(words)), finish + len(words))
        if place < 0 or not scene.article.covers(place):
            continue
        organiser = arguments.get("organiser", "")
        answer = named[organiser]["text"] if organiser in named else organiser
        candidates, nobody = find_candidates(scene, place, place + len(words), previous)
        previous = answer
        yield Place(identifier, "activity", tuple(candidates), nobody, frozenset({answer} - {""}))


def main() -> None:
    """Fit all tasks on all annotated texts, as annotated and as read, and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m nlp.training.acting", description=main.__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with gold/, gold-news/ and news/")
    parser.add_argument("--heldout", type=Path, required=True, help="record of nlp.training.heldout")
    parser.add_argument("--out", type=Path, required=True, help="file to write")
    asked = parser.parse_args()
    folds = load_heldout(asked.heldout)
    places = list(iter_places(asked.data, folds))
    places += iter_read_places(asked.data, folds, [fold["acting"] for fold in folds])
    weights = {task: fit(places, task) for task in TASKS}
    asked.out.write_text(
        json.dumps({"places": len(places), "weights": weights}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
