"""Parts an item that holds several: numbered round-ups, broadcast items with sub-items, further reading."""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.document import Span
from lexicon.alternation import alternate
from nlp.layout.line import Line, LineKind, iter_lines
from nlp.layout.story import Story, find_headline, skip_space, trim
from nlp.layout.wordlist import load_list

_BROADCAST = re.compile(alternate(load_list("broadcast")))
_FURTHER = re.compile(rf"(?<=[。！？”）\n]){alternate(load_list('further_items'))}[：:\s]*")
_NUMBERED = re.compile(r"^(?P<number>\d{1,2})(?:、|[.．](?!\d))\s*(?=\S)")
_FIRST_SPAN = 200
_LEAST_ITEM = 40
_USUAL_ITEM = 55
_LONGEST_SUBHEAD = 40


def part_story(text: str, story: Story) -> list[Story]:
    """Return the story, or the stories it holds."""
    return [part for item in _part_further(text, story) for part in _part_lines(text, item)]


def _part_further(text: str, story: Story) -> Iterator[Story]:
    """Part what stands behind 延伸阅读: an item with a headline of its own."""
    start, end = story.segments[-1]
    mark = _FURTHER.search(text, start, end)
    if mark is None or mark.start() - start < _LEAST_ITEM or end - mark.end() < _LEAST_ITEM:
        yield story
        return
    yield Story(story.headline, story.byline, (*story.segments[:-1], trim(text, (start, mark.start()))))
    headline, body = find_headline(text, mark.end(), end, titled=True)
    yield Story(headline, None, ((skip_space(text, body, end), end),))


def _part_lines(text: str, story: Story) -> list[Story]:
    start, end = story.segments[0][0], story.segments[-1][1]
    if text.find("\n", start, end) < 0 or len(story.segments) > 2:
        return [story]
    lines = list(iter_lines(text, start, end))
    opening = (story.headline or story.segments[0])[0]
    if _BROADCAST.search(text, opening, min(end, opening + _FIRST_SPAN)):
        heads = [index for index, line in enumerate(lines) if _is_subhead(lines, index) and line.start > start]
        if len(heads) >= 2:
            return _cut_at(text, story, lines, heads)
    heads = _find_numbered(lines)
    return _cut_at(text, story, lines, heads) if len(heads) >= 2 else [story]


def _is_subhead(lines: list[Line], index: int) -> bool:
    line = lines[index]
    return (
        line.kind is LineKind.HEADLINE
        and 4 <= len(line.text) <= _LONGEST_SUBHEAD
        and index + 1 < len(lines)
        and lines[index + 1].kind is LineKind.PARAGRAPH
        and len(lines[index + 1].text) >= 30
    )


def _find_numbered(lines: list[Line]) -> list[int]:
    """Return the lines that open numbered items, if these count from 1 and each is long enough to be news."""
    heads: list[int] = []
    for index, line in enumerate(lines):
        number = _NUMBERED.match(line.text)
        if number and int(number["number"]) == len(heads) + 1:
            heads.append(index)
    bounds = [*heads, len(lines)]
    sizes = [lines[after - 1].end - lines[head].start for head, after in zip(heads, bounds[1:], strict=False)]
    long_enough = len(heads) >= 2 and min(sizes) >= _LEAST_ITEM and sum(sizes) >= _USUAL_ITEM * len(heads)
    return heads if long_enough else []


def _cut_at(text: str, story: Story, lines: list[Line], heads: list[int]) -> list[Story]:
    """Make one story of what stands before the first head and one of each head with its lines."""
    stories: list[Story] = []
    if heads[0] > 0:
        lead = tuple(
            trim(text, (start, min(end, lines[heads[0] - 1].end)))
            for start, end in story.segments
            if start < lines[heads[0]].start
        )
        stories.append(Story(story.headline, story.byline, lead))
    for head, after in zip(heads, [*heads[1:], len(lines)], strict=True):
        headline, body = _read_item(lines, head, after)
        stories.append(Story(headline, None, (body,)))
    if heads[0] == 0 and stories and story.byline is not None:
        stories[0] = Story(stories[0].headline, story.byline, stories[0].segments)
    return stories


def _read_item(lines: list[Line], head: int, after: int) -> tuple[Span | None, Span]:
    line = lines[head]
    number = _NUMBERED.match(line.text)
    begin = line.start + (number.end() if number else 0)
    if line.kind is LineKind.HEADLINE and after > head + 1:
        return (begin, line.end), (lines[head + 1].start, lines[after - 1].end)
    return None, (line.start, lines[after - 1].end)
