"""Compares two people of one name: features that agree, differ or exclude each other, and the verdict that follows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache

from domain.entity import EntitySummary
from domain.identity import AGREES, CONTRADICTS, DIFFERS, UNKNOWN, Comparison, Feature, Ruling
from domain.judgement import Verdict
from domain.partial_date import find_partial_date
from domain.portrait import Citation
from graph.answer import StatementView
from graph.holding import PROPOSED, Spell, gather_spells, is_hidden
from graph.life import may_be_one
from graph.line import cite
from graph.printed import choose_printed
from lexicon.areas import Area, load_areas
from lexicon.offices import find_division
from lexicon.organisations import department_names, drop_strangers
from lexicon.posts import is_front_line

MATCH, NO_MATCH, ABSTAIN = "match", "no_match", "abstain"
SHOWN = 3
"""How many values and sentences of each side a feature shows."""

PART_TIME = frozenset({"concurrent", "seconded"})
"""Natures of a holding that leave room for another one elsewhere."""

CITY = 4
"""How many digits of an official code name the city or prefecture; two name the province."""

REASONS = {
    "former_name": "一方的曾用名是另一方的姓名，但没有一句话说明是同一个人",
    "post": "同名、同机构、同职务，但没有一句话说明任期重叠",
    "organisation": "同名、同机构，职务不同：可能是升任，也可能是两个人",
    "place": "同名、同一地方，机构和职务不同",
    "birth": "出生日期相符，但机构和职务不同",
    "native_place": "籍贯相符，但机构和职务不同",
    "companions": "与同样的人一起出现，但机构和职务不同",
}
VETOES = {
    "birth": "出生日期不同",
    "gender": "性别不同",
    "at_once": "同一时间在相距很远的两地担任专职",
}
SAME_WORDS = "同名，所写的机构或职务也同名，但尚不能确定是同一机构"
ONLY_THE_NAME = "只有姓名相同，没有别的依据"


@dataclass(frozen=True)
class Profile:
    """What the record says of one of the compared: its statements and the people named in the same documents.

    What it tells is worked out once: somebody whose name hundreds bear is compared with each of them.
    """

    summary: EntitySummary
    views: tuple[StatementView, ...]
    companions: frozenset[str] = frozenset()

    def of(self, predicate: str) -> list[StatementView]:
        """Return the statements of one predicate that no correction hides."""
        return [view for view in self.views if view.predicate == predicate and not is_hidden(view)]

    @cached_property
    def spells(self) -> tuple[Spell, ...]:
        """The holdings, proposals left out."""
        return tuple(spell for spell in gather_spells(self.of("HOLDS_POST")) if spell.status not in PROPOSED)

    @cached_property
    def posts(self) -> tuple[_Told, ...]:
        """The posts held, each with its body."""
        return tuple(_tell_posts(self))

    @cached_property
    def bodies(self) -> tuple[_Told, ...]:
        """The bodies in which posts were held."""
        return tuple(_tell_organisations(self))

    @cached_property
    def places(self) -> tuple[_Told, ...]:
        """The divisions that the names of these bodies tell."""
        return tuple(_tell_places(self))


def compare(left: Profile, right: Profile, rulings: Iterable[Ruling] = ()) -> Comparison:
    """Return what agrees and what excludes; a person's ruling decides, then an exclusion, else a person has to."""
    rulings = tuple(sorted(rulings, key=lambda ruling: ruling.known_from))
    features = tuple(
        feature for find in (
            _post, _organisation, _place, _at_once, _birth, _gender, _native_place, _companions, _former_name
        )
        if (feature := find(left, right)) is not None
    )  # fmt: skip
    outcome = {feature.name: feature.outcome for feature in features}
    vetoes = tuple(VETOES[name] for name in VETOES if outcome.get(name) == CONTRADICTS)
    latest = rulings[-1].verdict if rulings else ""
    if latest == Verdict.DIFFERENT:
        verdict, reasons = NO_MATCH, (rulings[-1].why, *vetoes)
    elif latest == Verdict.SAME:
        verdict, reasons = MATCH, (rulings[-1].why,)
    elif vetoes:
        verdict, reasons = NO_MATCH, vetoes
    else:
        agreeing = [name for name in REASONS if outcome.get(name) == AGREES]
        otherwise = SAME_WORDS if any(is_alike(feature) for feature in features[:2]) else ONLY_THE_NAME
        verdict, reasons = ABSTAIN, (REASONS[agreeing[0]] if agreeing else otherwise,)
    return Comparison(left.summary, right.summary, verdict, tuple(filter(None, reasons)), features, rulings)


def _weigh(name: str, left: Sequence[_Told], right: Sequence[_Told], outcome: str) -> Feature:
    return Feature(
        name, outcome if left and right else UNKNOWN, _words(left), _words(right), _evidence(left), _evidence(right)
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """One value of a side: what is compared, what is shown, and the statement that tells it."""

    key: str
    words: str
    view: StatementView


def _words(told: Sequence[_Told]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.words for one in told))[:SHOWN]


def _evidence(told: Sequence[_Told]) -> tuple[Citation, ...]:
    seen = {one.view.id: one.view for one in told}
    return tuple(cite(view) for view in list(seen.values())[:SHOWN])


def _share(left: Sequence[_Told], right: Sequence[_Told]) -> bool:
    return not {one.key for one in left}.isdisjoint({one.key for one in right})


def is_alike(feature: Feature) -> bool:
    """True when both sides write the same words and nothing says whether they mean the same body, post or place."""
    return feature.outcome == UNKNOWN and bool(feature.left) and bool(feature.right)


def _by_keys(name: str, left: Sequence[_Told], right: Sequence[_Told]) -> Feature:
    """Compare by what both have in common; what they share is shown first.

    The same words for entities that are not joined differ in nothing that a reader sees: the outcome is open, and
    only these words are shown. Two official codes are two places, whatever their names.
    """
    one, other = list(left), list(right)
    shared = {told.key for told in one} & {told.key for told in other}
    one.sort(key=lambda told: told.key not in shared)
    other.sort(key=lambda told: told.key not in shared)
    alike = {told.words for told in one} & {told.words for told in other}
    if shared or not alike:
        return _weigh(name, one, other, AGREES if shared else DIFFERS)
    if all(told.key.isdecimal() for told in (*one, *other) if told.words in alike):
        return _weigh(name, [_with_key(told) for told in one], [_with_key(told) for told in other], DIFFERS)
    return _weigh(
        name, [told for told in one if told.words in alike], [told for told in other if told.words in alike], UNKNOWN
    )


def _with_key(told: _Told) -> _Told:
    return replace(told, words=f"{told.words}（{told.key}）" if told.key.isdecimal() else told.words)


def _post(left: Profile, right: Profile) -> Feature:
    return _by_keys("post", left.posts, right.posts)


def _tell_posts(profile: Profile) -> list[_Told]:
    return [
        _Told(spell.post.entity_id or f"{_body(spell)}|{spell.post.text}", f"{_shown(spell)}{spell.post.text}", view)
        for spell in profile.spells for view in spell.statements[-1:]
    ]  # fmt: skip


def _organisation(left: Profile, right: Profile) -> Feature:
    return _by_keys("organisation", left.bodies, right.bodies)


def _tell_organisations(profile: Profile) -> list[_Told]:
    """Return the bodies, and of a committee, government or house the division too: they are one place's leaders."""
    told = []
    for spell in profile.spells:
        body, view = _body(spell), spell.statements[-1]
        if not body:
            continue
        key = view.body_id or (spell.organisation.entity_id if spell.organisation else "") or body
        told.append(_Told(key, _shown(spell), view))
    return told


def _place(left: Profile, right: Profile) -> Feature:
    return _by_keys("place", left.places, right.places)


def _tell_places(profile: Profile) -> list[_Told]:
    """Return the lowest division that each body's name tells, by code, and where there is no code by its name."""
    told = []
    for spell in profile.spells:
        area = place_of(_body(spell))
        name = area.name if area else find_division(_body(spell))
        if name:
            told.append(_Told(area.code if area else name, name, spell.statements[-1]))
    return told


def _at_once(left: Profile, right: Profile) -> Feature | None:
    """Two full-time posts in two cities or provinces, both shown by their statements on one day."""
    for one in left.spells:
        for other in right.spells:
            if _is_full_time(one) and _is_full_time(other) and _are_distant(one, other) and _are_at_once(one, other):
                return Feature(
                    "at_once", CONTRADICTS, (_dated(one),), (_dated(other),),
                    tuple(cite(view) for view in one.statements[:SHOWN]),
                    tuple(cite(view) for view in other.statements[:SHOWN]),
                )  # fmt: skip
    return None


def _is_full_time(spell: Spell) -> bool:
    return spell.nature not in PART_TIME and not is_front_line(spell.post.text)


def _are_distant(one: Spell, other: Spell) -> bool:
    """True when the codes of both places differ in province or city; a place within the other is not distant."""
    left, right = place_of(_body(one)), place_of(_body(other))
    if left is None or right is None:
        return False
    length = min(len(left.code), len(right.code), CITY)
    return left.code[:length] != right.code[:length]


def _are_at_once(one: Spell, other: Spell) -> bool:
    left, right = _shown_days(one), _shown_days(other)
    if left is None or right is None:
        return False
    return max(left[0], right[0]) <= min(left[1], right[1])


def _shown_days(spell: Spell) -> tuple[date, date] | None:
    """Return the days from the first to the last that surely lie in the holding."""
    first = find_partial_date(spell.valid_from) or find_partial_date(spell.first_stated)
    last = find_partial_date(spell.valid_to) or find_partial_date(spell.last_stated)
    if first is None or last is None:
        return None
    days = first.latest(), last.earliest()
    return days if days[0] < days[1] else None


def _dated(spell: Spell) -> str:
    first, last = spell.valid_from or spell.first_stated, spell.valid_to or spell.last_stated
    return f"{_body(spell)}{spell.post.text}（{first}—{last}）"


def _birth(left: Profile, right: Profile) -> Feature:
    one, other = _tell(left, "BORN", "date"), _tell(right, "BORN", "date")
    agree = all(may_be_one(a.key, b.key) for a in one for b in other)
    return _weigh("birth", one, other, AGREES if agree else CONTRADICTS)


def _gender(left: Profile, right: Profile) -> Feature:
    one, other = _tell(left, "GENDER", "gender"), _tell(right, "GENDER", "gender")
    return _weigh("gender", one, other, AGREES if {t.key for t in one} == {t.key for t in other} else CONTRADICTS)


def _native_place(left: Profile, right: Profile) -> Feature:
    one, other = _tell(left, "NATIVE_OF", "place"), _tell(right, "NATIVE_OF", "place")
    agree = any(a.key in b.key or b.key in a.key for a in one for b in other)
    return _weigh("native_place", one, other, AGREES if agree else DIFFERS)


def _former_name(left: Profile, right: Profile) -> Feature | None:
    """One is said to have had the name that the other has; nothing where they share a name or nothing is said."""
    one = [told for told in _tell(left, "NAMED", "name") if told.key == right.summary.name]
    other = [told for told in _tell(right, "NAMED", "name") if told.key == left.summary.name]
    if left.summary.name == right.summary.name or not (one or other):
        return None
    names = (left.summary.name,), (right.summary.name,)
    return Feature("former_name", AGREES, *names, _evidence(one), _evidence(other))


def _tell(profile: Profile, predicate: str, role: str) -> list[_Told]:
    told = []
    for view in profile.of(predicate):
        words = view.text_of(role)
        told.append(_Told((view.valid_from or words) if predicate == "BORN" else words, words, view))
    return told


def _companions(left: Profile, right: Profile) -> Feature:
    """Named in the same documents as the same other people; one document that names both is no such sign."""
    shared = left.companions & right.companions - {left.summary.id, right.summary.id}
    outcome = AGREES if shared else DIFFERS if left.companions and right.companions else UNKNOWN
    return Feature("companions", outcome, tuple(sorted(shared))[:SHOWN], tuple(sorted(shared))[:SHOWN])


def _body(spell: Spell) -> str:
    return (spell.organisation.name or spell.organisation.text) if spell.organisation else ""


def _shown(spell: Spell) -> str:
    """Return the body as the source prints it, where it prints it whole."""
    return choose_printed(_body(spell), [spell.organisation.text]) if spell.organisation else ""


@lru_cache(maxsize=20_000)
def place_of(body: str) -> Area | None:
    """Return the lowest division that the name of a body begins with, where it can be only one.

    公安 behind another division, or as a bureau's own word, is no 公安县.
    """
    areas = load_areas()
    chain = () if body.startswith(department_names()) else drop_strangers(areas.split_prefixes(body), areas)
    for number in range(len(chain), 0, -1):
        area = areas.resolve(chain[number - 1], chain[: number - 1])
        if area is not None:
            return area
    return None
