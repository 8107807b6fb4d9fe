"""The rule tagger: values first, then the cheapest reading, then names by their endings; overlaps by rank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from domain.document import Article, Span
from domain.mention import Mention, MentionKind
from nlp.rule_tagger.areas import AreaFinder, survey_areas
from nlp.rule_tagger.candidate import Candidate, choose
from nlp.rule_tagger.dates import find_dates
from nlp.rule_tagger.divisions import NamedPlaces, mark_levels
from nlp.rule_tagger.growth import TokenRow
from nlp.rule_tagger.honours import find_awards
from nlp.rule_tagger.lattice import COMMUNITY, PERSON, PLACE, POST, cut, find_words, remember, word_cost
from nlp.rule_tagger.name_lists import find_name_lists
from nlp.rule_tagger.organisations import OrganisationFinder
from nlp.rule_tagger.persons import NameFinder, bond_names, count_repeated, find_anonymous
from nlp.rule_tagger.places import PlaceFinder, find_listed, find_short_forms, find_stems
from nlp.rule_tagger.posts import find_posts, is_address
from nlp.rule_tagger.quantities import find_households, find_quantities
from nlp.rule_tagger.rank import Rank
from nlp.rule_tagger.services import find_services
from nlp.rule_tagger.title_marks import TitleMarks
from nlp.tagger import Tagged

_KINDS = {
    PERSON: (MentionKind.PERSON, Rank.PERSON),
    PLACE: (MentionKind.PLACE, Rank.AREA),
    COMMUNITY: (MentionKind.COMMUNITY, Rank.COMMUNITY),
    POST: (MentionKind.POST, Rank.PERSON),
}


class RuleTagger:
    """A Tagger made of rules. It keeps nothing between documents: the same text gives the same mentions."""

    name = "rules"
    version = "1"

    def tag(self, text: str, start: int, end: int) -> tuple[Mention, ...]:
        """Return the mentions of text[start:end] with offsets into the whole text."""
        return self._tag_spans(text, [(start, end)])

    def tag_document(self, text: str, articles: Sequence[Article]) -> Tagged:
        """Return the mentions of the whole text; a name found in one article is known in that article alone.

        What lies outside all articles (site furniture, a headline printed twice) is read on its own.
        """
        return Tagged(self._tag_spans(text, _split_regions(text, articles)))

    def _tag_spans(self, text: str, spans: Sequence[Span]) -> tuple[Mention, ...]:
        areas = survey_areas(text)
        found = [candidate for span in spans for candidate in self._read(text, span, areas)]
        titled = TitleMarks(text)
        kept = (candidate for candidate in found if not titled.hide(candidate))
        return tuple(candidate.make_mention(text) for candidate in choose(kept))

    def _read(self, text: str, span: Span, areas: AreaFinder) -> Iterator[Candidate]:
        start, end = span
        values = [*find_dates(text, start, end), *find_quantities(text, start, end), *find_households(text, start, end)]
        fixed = {value.start: value.end for value in choose(values)}
        repeated = count_repeated(text, start, end)
        levels = mark_levels(text, start, end)
        plain = remember(find_words, find_posts, areas.find_areas)
        names_alone = NameFinder(levels, repeated)
        row = TokenRow(text, cut(text, start, end, (plain, names_alone.find_names), fixed, bond_names))
        listed = list(find_name_lists(row, start, end))
        names = frozenset(row.words(token) for token in row.tokens if token.kind == PERSON)
        names |= {text[begin:stop] for begin, stop in listed if word_cost(text[begin:stop]) is None}
        places = PlaceFinder(row, areas, levels).name_all(start, end)
        taken = frozenset({*places, *find_stems(places)})
        names -= taken
        if names or places:
            finders = (plain, names_alone.learn(names, taken).find_names, NamedPlaces(places).find_named)
            row = TokenRow(text, cut(text, start, end, finders, fixed, bond_names))
        tokens = row.tokens
        yield from values
        yield from (Candidate(begin, stop, MentionKind.PERSON, Rank.PERSON) for begin, stop in listed)
        for number, token in enumerate(tokens):
            if token.kind in _KINDS and not (
                (token.kind == POST and is_address(row, number)) or (token.kind == PERSON and row.is_quoted(token))
            ):
                kind, rank = _KINDS[token.kind]
                yield Candidate(token.start, token.end, kind, rank)
        yield from find_anonymous(row, start, end)
        grown = [*PlaceFinder(row, areas, levels).find(start, end), *find_listed(row, start, end)]
        yield from grown
        named = [place for place in grown if place.kind is MentionKind.COMMUNITY]
        yield from find_short_forms(text, named, start, end)
        ends = {area.end: area.start for area in grown}
        ends |= {token.end: token.start for token in tokens if token.kind in (PLACE, COMMUNITY)}
        yield from OrganisationFinder(row, ends).find(start, end)
        yield from find_awards(text, start, end)
        yield from find_services(row, start, end)


def _split_regions(text: str, articles: Sequence[Article]) -> list[Span]:
    """Return spans that cover the text once: each article from its first to its last character, and the rest."""
    regions: list[Span] = []
    place = 0
    for start, end in sorted((article.start, article.end) for article in articles):
        start = max(start, place)
        if end <= start:
            continue
        if start > place:
            regions.append((place, start))
        regions.append((start, end))
        place = end
    if place < len(text):
        regions.append((place, len(text)))
    return regions
