"""Leads short forms back to what they stand for in their article: 县委, 县人社局, 嘎查党支部, 该社区."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from domain.document import Article
from domain.mention import Mention, MentionKind, Reference, imply, refer
from lexicon.alternation import alternate, longest_first
from lexicon.areas import Area, level_words, load_areas, self_governing_words
from lexicon.organisations import expand_short, is_bare
from lexicon.resources import read_yaml
from nlp.alias import find_aliases, leave_out
from nlp.beside import complete_beside, is_beside, split_areas
from nlp.mending import mend_names
from nlp.origin import tells_origin
from nlp.salience import Candidate, find_rivals
from nlp.scene import Scene
from nlp.statements.wordlist import load_lists
from nlp.town import community_of, find_towns, is_town

BODIES = (MentionKind.ORG, MentionKind.COMMUNITY, MentionKind.PLACE)
_LEVELS = longest_first(level_words())
_LEVEL = re.compile(alternate(_LEVELS))
# 团市委: the level stands behind the word for the league.
_LEAGUE = re.compile(f"(?<=团){alternate(_LEVELS)}(?=委$)")
_KINDS_OF = dict(load_lists("people", "body_kinds"))
# A division word that is part of another word (市场) opens no short form.
_NOT_LEVEL = re.compile("|".join(read_yaml("area_forms.yaml")["not_levels"]))


def resolve_mentions(text: str, articles: Sequence[Article], mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the mentions, given by start, with `full_name` and `code` filled where their article makes them sure.

    What stays open keeps an empty full name; a mention outside every article is returned as it is. A short name
    that the article introduces (以下简称…) is a mention wherever it stands behind that, with the full name.
    """
    mentions = mend_names(text, articles, mentions)
    aliases = find_aliases(text, articles, mentions)
    named = sorted((*leave_out(mentions, aliases), *aliases))
    resolved = list(named)
    starts = [mention.start for mention in named]
    for article in articles:
        inside = _find_inside(article, starts)
        context = _Context(text, article.start, [named[place] for place in inside])
        for place, mention in zip(inside, context.resolve(), strict=True):
            resolved[place] = mention
    return tuple(resolved)


def bodies_before(scene: Scene, offset: int) -> Iterator[Mention]:
    """Yield the organisations, communities and places named before the offset in the article, nearest first."""
    for place in range(bisect_left(scene.mentions, offset, key=lambda mention: mention.start) - 1, -1, -1):
        mention = scene.mentions[place]
        if mention.start < scene.article.start:
            return
        if mention.kind in BODIES and mention.end <= offset:
            yield mention


def find_body_before(scene: Scene, offset: int, noun: str) -> Mention | None:
    """Return the body to which 该社区, 嘎查 or 队 at the offset leads back, or None where the text leaves it open.

    Its name ends in the noun; a community without its suffix counts for the words for communities when no name
    with the suffix stands before.
    """
    rivals = find_bodies(scene, offset, noun)
    return rivals[0] if len(rivals) == 1 else None


def find_bodies(scene: Scene, offset: int, *endings: str, kinds: tuple[MentionKind, ...] = BODIES) -> list[Mention]:
    """Return the bodies before the offset, one of each name, that a noun with one of these endings can mean."""
    named = (
        Candidate(place, _bare_name(scene.mentions[place]))
        for place in places_before(scene, offset)
        if scene.mentions[place].kind in kinds and any(_can_be(scene.mentions[place], ending) for ending in endings)
    )
    rivals = find_rivals(scene.text, scene.mentions, named, offset, scene.article.start)
    if not rivals and any(ending in self_governing_words() for ending in endings):
        bare = (
            Candidate(place, scene.mentions[place].name)
            for place in places_before(scene, offset)
            if scene.mentions[place].kind is MentionKind.COMMUNITY
            and not _bare_name(scene.mentions[place]).endswith(self_governing_words())
        )
        rivals = find_rivals(scene.text, scene.mentions, bare, offset, scene.article.start)
    return [scene.mentions[rival.place] for rival in rivals]


def find_place_before(scene: Scene, offset: int) -> Mention | None:
    """Return the division or community that 当地 at the offset means, or None where the text leaves it open."""
    named = (
        Candidate(place, scene.mentions[place].name)
        for place in places_before(scene, offset)
        if scene.mentions[place].kind is MentionKind.COMMUNITY
        or (scene.mentions[place].kind is MentionKind.PLACE and _find_level(_area_name(scene.mentions[place])))
    )
    rivals = find_rivals(scene.text, scene.mentions, named, offset, scene.article.start)
    return scene.mentions[rivals[0].place] if len(rivals) == 1 else None


def _bare_name(mention: Mention) -> str:
    return mention.name.rstrip("”’」》")


def _can_be(body: Mention, noun: str) -> bool:
    """True when the body's name ends in the noun as its own last word: no 社区 is a 区, no 自治区 a 治区."""
    name = _bare_name(body)
    if noun in _KINDS_OF:
        return name.endswith(_KINDS_OF[noun])
    if not name.endswith(noun) or len(name) <= len(noun):
        return False
    if noun not in level_words():
        return True
    return _find_level(name) == noun and (noun in self_governing_words() or body.kind is MentionKind.PLACE)


def places_before(scene: Scene, offset: int) -> Iterator[int]:
    """Yield where in the scene's list the mentions stand that end before the offset, nearest first."""
    for place in range(bisect_left(scene.mentions, offset, key=lambda mention: mention.start) - 1, -1, -1):
        if scene.mentions[place].start < scene.article.start:
            return
        if scene.mentions[place].end <= offset:
            yield place


def find_area_before(scene: Scene, offset: int, level: str) -> str:
    """Return the name of the division of this level (省, 市, 旗) that the offset means, "" where that stays open.

    When none was named before, the only one of that level counts that the article names or that its divisions
    lie in.
    """
    area = find_area(scene, offset, level)
    return area.name if area else ""


def find_area(scene: Scene, offset: int, level: str) -> Reference | None:
    """Return the division of this level that 全旗 or 市委 at the offset means: its mention, else its name alone."""
    named = (
        Candidate(place, name)
        for place in places_before(scene, offset)
        if scene.mentions[place].kind in BODIES and not tells_origin(scene.text, scene.mentions, place)
        for name in _name_areas(scene.mentions[place])
        if _is_level(name, level)
    )
    rivals = find_rivals(scene.text, scene.mentions, named, offset, scene.article.start)
    if len(rivals) == 1:
        return _refer_to_area(scene, offset, rivals[0].name)
    if rivals:
        return None
    bodies = [
        scene.mentions[place]
        for place in places_before(scene, scene.article.end)
        if scene.mentions[place].kind in BODIES and not tells_origin(scene.text, scene.mentions, place)
    ]
    every = {name for body in bodies for name in _name_areas(body) if _is_level(name, level)}
    every = every or {name for body in bodies for name in _name_parents(body, level)}
    return _refer_to_area(scene, scene.article.end, next(iter(every))) if len(every) == 1 else None


def _refer_to_area(scene: Scene, offset: int, name: str) -> Reference:
    """Return the last mention of the division before the offset, of its full name if there is one, else its name."""
    places = (body for body in bodies_before(scene, offset) if body.kind is MentionKind.PLACE)
    mentions = [place for place in places if _area_name(place) == name]
    whole = next((mention for mention in mentions if mention.text == name), None)
    if whole is not None:
        return refer(whole)
    return replace(refer(mentions[0]), full_name=name) if mentions else imply(name)


def _is_level(name: str, level: str) -> bool:
    return _find_level(name) == level


def _area_name(place: Mention) -> str:
    area = load_areas().find(place.code)
    return area.name if area else place.text


def _name_areas(body: Mention) -> tuple[str, ...]:
    """Return the divisions that the body's name names, with their full names where the code is known."""
    if body.kind is MentionKind.PLACE:
        return (_area_name(body),)
    return split_areas(body.text) if body.kind is MentionKind.ORG else ()


def _name_parents(body: Mention, level: str) -> tuple[str, ...]:
    area = load_areas().find(body.code) if body.kind is MentionKind.PLACE and body.code else None
    if area is None or area.name != body.text:
        return ()
    return tuple(parent.name for parent in load_areas().parents(area) if parent.name.endswith(level))


def _find_inside(article: Article, starts: Sequence[int]) -> list[int]:
    """Return the places of the mentions that start in the headline, the byline or a segment, in order."""
    spans = (*article.segments, *(span for span in (article.headline_span, article.byline_span) if span))
    places = {place for start, end in spans for place in range(bisect_left(starts, start), bisect_left(starts, end))}
    return sorted(places)


class _Context:
    """What one article has named: divisions by level and communities, in reading order."""

    def __init__(self, text: str, floor: int, mentions: Sequence[Mention]) -> None:
        self._text = text
        self._floor = floor
        self._areas = load_areas()
        self._mentions = tuple(mentions)
        self._names = frozenset(self._name_places(mentions))
        self._origins = frozenset(place for place in range(len(mentions)) if tells_origin(text, mentions, place))
        self._named: dict[str, list[Candidate]] = {}
        self._implied: dict[str, set[str]] = {}
        self._codes: dict[str, str] = {}
        self._above = find_towns(text, self._mentions, floor)
        self._villages: dict[str, dict[str, list[str]]] = {}
        for place, mention in enumerate(self._mentions):
            if place not in self._origins:
                self._note(place, mention)

    def resolve(self) -> list[Mention]:
        """Return the mentions of the article with what could be filled in."""
        return [self._resolve(place, mention) for place, mention in enumerate(self._mentions)]

    def find_area(self, level: str, place: int) -> str:
        """Return the name of the division or community of the level that the mention at the place can mean."""
        named = self._named.get(level, [])
        before = bisect_left(named, place, key=lambda candidate: candidate.place)
        if before:
            offset = self._mentions[place].start
            nearest = (named[number] for number in range(before - 1, -1, -1))
            rivals = find_rivals(self._text, self._mentions, nearest, offset, self._floor)
            return rivals[0].name if len(rivals) == 1 else ""
        every = {candidate.name for candidate in named} or self._implied.get(level, set())
        return next(iter(every)) if len(every) == 1 else ""

    def _name_places(self, mentions: Iterable[Mention]) -> Iterator[str]:
        for mention in mentions:
            if mention.kind is MentionKind.PLACE:
                yield mention.text
            elif mention.kind is MentionKind.ORG:
                yield from split_areas(mention.text)
            elif mention.kind is MentionKind.COMMUNITY:
                # A village may be called like the short form of a far division: only 某镇某村 names one.
                yield from (name for name in self._areas.split_prefixes(mention.text) if name.endswith(_LEVELS))

    def _note(self, place: int, mention: Mention) -> None:
        if mention.kind is MentionKind.COMMUNITY:
            level = next((level for level in self_governing_words() if mention.text.endswith(level)), "社区")
            self._named.setdefault(level, []).append(Candidate(place, mention.text))
        elif mention.kind is MentionKind.PLACE:
            self._note_area(mention.text, place)
        elif mention.kind is MentionKind.ORG:
            for name in split_areas(mention.text):
                self._note_area(name, place)

    def _note_area(self, text: str, place: int) -> None:
        area = self._find(text)
        name = area.name if area else text
        if level := _find_level(name):
            self._named.setdefault(level, []).append(Candidate(place, name))
        # A short form may be an older name of another level (某市 that became a district): it implies nothing above.
        if area is not None and area.name == text:
            for parent in self._areas.parents(area):
                self._implied.setdefault(_find_level(parent.name), set()).add(parent.name)

    def _find(self, name: str) -> Area | None:
        if name not in self._codes:
            area = self._areas.resolve(name, self._names)
            self._codes[name] = area.code if area else ""
        return self._areas.find(self._codes[name]) if self._codes[name] else None

    def _resolve(self, place: int, mention: Mention) -> Mention:
        if mention.kind is MentionKind.PLACE:
            area = self._find(mention.text)
            return replace(mention, code=area.code) if area else mention
        if mention.kind is MentionKind.COMMUNITY:
            return self._resolve_village(place, mention)
        if mention.kind is MentionKind.ORG:
            return mention if mention.full_name else replace(mention, full_name=self._complete(place, mention))
        return mention

    def _resolve_village(self, place: int, mention: Mention) -> Mention:
        """Return the community with its code, none where the town written in front of it has none of that name.

        The town may stand there or where the article names the community before; where none does, it is the only
        one of that name in the towns named, or in the counties where no town is. Where the article names two of one
        name in two towns, what has no code carries its towns in the full name.
        """
        above = self._above.get(place) or self._find_above(place, mention)
        if not above:
            return replace(mention, code=self._find_village(mention.text))
        town = self._areas.find(self._find_street(above))
        found = [] if town is None else self._list_villages(town.parent).get(mention.text, [])
        inside = [code for code in found if town is not None and code.startswith(town.code)]
        if len(inside) == 1:
            return replace(mention, code=inside[0])
        towns = {parts[-1] for other, parts in self._above.items() if self._mentions[other].text == mention.text}
        return replace(mention, full_name="".join(above) + mention.text if len(towns) > 1 else "", code="")

    def _find_village(self, name: str) -> str:
        """Return the code of the community when exactly one of that name lies in the places the article names."""
        found = [code for county in sorted(self._counties) for code in self._list_villages(county).get(name, [])]
        near = [code for code in found if code[:9] in self._streets]
        # A town that the list does not know may be where the community lies.
        chosen = near or ([] if self._towns else found)
        return chosen[0] if len(chosen) == 1 else ""

    def _find_above(self, place: int, mention: Mention) -> tuple[str, ...]:
        """Return the divisions that the article writes in front of this name where it stands without them here."""
        same = self._towned.get(mention.text, [])
        before = [Candidate(other, "".join(self._above[other])) for other in reversed(same) if other < place]
        rivals = find_rivals(self._text, self._mentions, before, mention.start, self._floor)
        every = rivals or list({self._above[other]: Candidate(other, "") for other in same}.values())
        return self._above[every[0].place] if len(every) == 1 else ()

    @cached_property
    def _towned(self) -> dict[str, list[int]]:
        """Where the article writes a town in front of a community or a body of it, by the community's name."""
        found: dict[str, list[int]] = {}
        for place in self._above:
            found.setdefault(community_of(self._mentions[place]), []).append(place)
        return found

    def _find_street(self, above: Sequence[str]) -> str:
        """Return the code of the town in which the divisions end, "" when the list has none within them."""
        area = self._areas.resolve(above[-1], [*above[:-1], *self._names])
        if area is None or area.level != "street":
            return ""
        higher = (self._find(name) for name in above[:-1])
        return area.code if all(self._areas.is_within(area, each) for each in higher if each is not None) else ""

    @cached_property
    def _near(self) -> frozenset[str]:
        """Names of the places where the article is: those in which a life began or went on before are left out."""
        return frozenset(self._name_places(m for place, m in enumerate(self._mentions) if place not in self._origins))

    @cached_property
    def _towns(self) -> frozenset[str]:
        return frozenset(name for name in self._near if is_town(name))

    @cached_property
    def _streets(self) -> frozenset[str]:
        return frozenset(area.code for text in self._near if (area := self._find(text)) and area.level == "street")

    @cached_property
    def _counties(self) -> frozenset[str]:
        """Codes of the counties that the article names or whose streets it names."""
        named = {area.code for text in self._near if (area := self._find(text)) and area.level == "county"}
        return frozenset(named | {self._areas.get(code).parent for code in self._streets})

    def _list_villages(self, county: str) -> dict[str, list[str]]:
        """Return the codes by name of all communities of a county."""
        if county not in self._villages:
            codes = self._villages.setdefault(county, {})
            for village in self._areas.villages(county):
                codes.setdefault(village.name, []).append(village.code)
        return self._villages[county]

    def _complete(self, place: int, mention: Mention) -> str:
        if is_beside(mention.text):
            return complete_beside(self._text, self._mentions, place)
        level = _LEVEL.match(mention.text) or _LEAGUE.match(mention.text, 1)
        if level is None or level.end() == len(mention.text) or _NOT_LEVEL.match(mention.text):
            return ""
        area = self._areas.find_prefix(mention.text)
        # 市中级人民法院 begins with no 市中, 街道办事处 with no place called 街道.
        if area and area != level.group() and (area.endswith(_LEVELS) or not is_bare(mention.text)):
            return ""
        previous = self._mentions[place - 1] if place else None
        if (
            previous is not None
            and previous.end == mention.start
            and previous.kind in (MentionKind.PLACE, MentionKind.COMMUNITY)
        ):
            above = self._find(previous.text)
            before = above.name if above else previous.text
            if before.endswith(level.group()):
                return _join(before, mention.text, level.end())
        name = self.find_area(level.group(), place)
        return _join(name, mention.text, level.end()) if name else ""


def _find_level(name: str) -> str:
    """Return the word of level in which the name of a division ends, "" if none."""
    return next((level for level in _LEVELS if name.endswith(level) and len(name) > len(level)), "")


def _join(name: str, short: str, cut: int) -> str:
    """Return the full name of the short form in the area or community: departments are written out."""
    return expand_short(short, name) or ("" if short.startswith("团") else name + short[cut:])
