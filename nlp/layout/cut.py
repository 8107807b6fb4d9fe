"""Cuts a text into articles: a whole newspaper page into many, a portal's item into one or a few."""

from __future__ import annotations

from domain.document import Article
from nlp.layout.frame import find_frame
from nlp.layout.line import iter_lines
from nlp.layout.page import cut_page, is_page
from nlp.layout.roundup import part_story
from nlp.layout.run_on import cut_run_on
from nlp.layout.story import Story, cut_story


def cut_articles(text: str, title: str = "") -> tuple[Article, ...]:
    """Return the articles of the text in the order of their bodies; segments of two never overlap.

    What is left out of all articles is boilerplate, advertisements and the heads of columns. `title` is the
    headline as the sender knows it; it counts only where it stands at the start of the text.
    """
    frame = find_frame(text)
    if frame.start >= frame.end:
        return ()
    lines = list(iter_lines(text, frame.start, frame.end)) if "\n" in text[frame.start : frame.end] else []
    stories = cut_page(text, lines) if is_page(text, lines) else cut_run_on(text, frame.start, frame.end)
    if not stories:
        story = cut_story(text, frame.start, frame.end, frame.titled, title)
        if story is None:
            return ()
        if story.headline is None and frame.title is not None:
            story = Story(frame.title, story.byline, story.segments)
        stories = part_story(text, story)
    return tuple(story.make_article(text) for story in stories)
