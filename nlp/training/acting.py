"""Learns what the signs of nlp.statements.acting count: `python -m nlp.training.acting --help`.

A log-linear choice among the candidates of each place, fitted to the annotated relations with a quadratic penalty.
The mentions are the annotators' own, so that what is learned is the choice and not the tagger's mistakes. Needs
numpy alone.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from domain.mention import Mention, MentionKind
from nlp.coreference import resolve_mentions
from nlp.layout import cut_articles
from nlp.reader import iter_scenes
from nlp.scene import Scene
from nlp.statements.acting import Candidate, find_candidates, iter_lists
from nlp.training.corpus import iter_annotations

_PENALTY = 0.6
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


def iter_places(data: Path) -> Iterator[Place]:
    """Yield every list of services (with their providers, or none) and every occasion (with its organiser)."""
    for identifier, text, annotation in iter_annotations(data):
        named = {entity["id"]: entity for entity in annotation["entities"]}
        for scene in _make_scenes(text, annotation["entities"]):
            yield from _find_services(identifier, scene, named, annotation["relations"])
            yield from _find_occasions(identifier, scene, named, annotation["relations"])


def fit(places: Sequence[Place], task: str) -> dict[str, float]:
    """Return what each sign counts for the task; signs that count next to nothing are left out."""
    chosen = [place for place in places if place.task == task]
    seen: dict[str, int] = {}
    for place in chosen:
        for sign in {sign for signs in _rows(place) for sign in signs}:
            seen[sign] = seen.get(sign, 0) + 1
    signs = sorted(sign for sign, times in seen.items() if times >= _SELDOM)
    number = {sign: n for n, sign in enumerate(signs)}
    tables = [_tabulate(place, number) for place in chosen]
    weights = np.zeros(len(signs))
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _ROUNDS + 1):
        slope = _PENALTY * weights
        for rows, right in tables:
            slope += rows.T @ _pull(rows @ weights, right)
        first = 0.9 * first + 0.1 * slope
        second = 0.99 * second + 0.01 * slope**2
        weights -= _RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return {sign: round(float(weight), 3) for sign, weight in zip(signs, weights, strict=True) if abs(weight) >= 0.02}


def _rows(place: Place) -> list[frozenset[str]]:
    return [*(candidate.signs for candidate in place.candidates), place.nobody]


def _tabulate(place: Place, number: Mapping[str, int]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    rows = np.zeros((len(place.candidates) + 1, len(number)))
    for row, signs in enumerate(_rows(place)):
        rows[row, [number[sign] for sign in signs if sign in number]] = 1
    right = np.array([candidate.argument.text in place.answers for candidate in place.candidates] + [False])
    right[-1] = not right.any()
    return rows, right


def _pull(sums: NDArray[np.float64], right: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return the slope of the loss: what each answer has of chance, less what it should have among the right ones."""
    powers = np.exp(sums - sums.max())
    chances = powers / powers.sum()
    wanted = np.where(right, powers, 0.0)
    slope: NDArray[np.float64] = chances - wanted / wanted.sum()
    return slope


def _make_scenes(text: str, entities: Iterable[Mapping[str, Any]]) -> Iterator[Scene]:
    articles = cut_articles(text)
    mentions = sorted(Mention(e["start"], e["end"], MentionKind(e["type"]), e["text"]) for e in entities)
    yield from iter_scenes("", text, articles, resolve_mentions(text, articles, mentions), ())


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
    """Fit all tasks on all annotated texts and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m nlp.training.acting", description=main.__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with gold/, gold-news/ and news/")
    parser.add_argument("--out", type=Path, required=True, help="file to write")
    asked = parser.parse_args()
    places = list(iter_places(asked.data))
    weights = {task: fit(places, task) for task in TASKS}
    asked.out.write_text(
        json.dumps({"places": len(places), "weights": weights}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
