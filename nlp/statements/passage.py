"""Gives the stretches of an article that are read for statements."""

from __future__ import annotations

from collections.abc import Iterator

from domain.document import Span
from nlp.scene import Scene


def iter_passages(scene: Scene) -> Iterator[Span]:
    """Yield the headline, where it stands apart, and the segments of the article; never the byline."""
    if scene.article.headline_span is not None:
        yield scene.article.headline_span
    yield from scene.article.segments
