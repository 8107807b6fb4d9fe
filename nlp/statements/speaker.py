"""Finds who speaks: a named person, a pronoun led back to one, an unnamed person or a speaking body."""

from __future__ import annotations

import re

from domain.mention import Mention, MentionKind, refer
from domain.statement import Argument, Value
from lexicon.alternation import alternate, longest_first
from lexicon.names import load_surnames
from nlp.scene import Scene
from nlp.statements.pronoun import find_holder_before, find_person_before, find_titled_before
from nlp.statements.subject import PEOPLE, is_object, iter_clauses
from nlp.statements.wordlist import load_words

_PRONOUN = re.compile(r"(?<![一-龥])[他她](?!们)|[他她](?=(?:还|也|又|同时|高兴|激动|开心)?$)")
_SURNAME = alternate(longest_first(load_surnames()))
_TITLED = re.compile(rf"(?P<surname>{_SURNAME})(?P<title>{alternate(load_words('people', 'address_titles'))})")
_HUMANS = alternate(load_words("people", "human_nouns"))
# 社工 but not 社工站, 居民 but not 居民委员会.
_NOUN = re.compile(_HUMANS + r"(?![会委站协处服队长院所办公])")
_LEAD = re.compile(
    r"(?:据此前|据|对此|对于此|同时|此外|另外|目前|近日|日前|随后|之后|最后|现场|其中|活动中|会上|采访中|不过|但是|但|而|"
    r"还有|就此|就|有|该|这位|那位|在场的|来自|经|由|被|\s)+"
)
_BODY_KINDS = (MentionKind.ORG, MentionKind.COMMUNITY, MentionKind.PLACE)
_TALKED_TO = re.compile(r"(?:对|向|给|跟|与|和|冲|拉着|握着|看着|扶着|拉住|告诉|为|称赞|夸)$")
_BARE_TITLE = re.compile(r"总?" + alternate(load_words("people", "address_titles")))
_GATHERING = re.compile(alternate(load_words("people", "gatherings")) + r"(?=[还也又并]?$)")
_NO_NOUN_PHRASE = re.compile(r"[将把着了被使让给《》“”（）]")
_TAIL_LIMIT = 40
_CLOSE = 7
_FAR = 14


def find_speaker(scene: Scene, start: int, end: int) -> Argument | None:
    """Return who the words from start to end (before or after a verb of saying) make the speaker.

    The clause nearest to the verb decides. In it named people come first, then 他/她 and 某书记 led back to the
    person named before, then unnamed people as written, then a body that speaks as a whole.
    """
    clauses = iter_clauses(scene.text, start, end)
    if not clauses:
        return None
    speaker = _find_in_clause(scene, *clauses[-1])
    if speaker is not None:
        return speaker
    for begin, finish in reversed(clauses[:-1]):
        named = _find_named(scene, begin, finish)
        if named is not None:
            return refer(named)
    for begin, finish in reversed(clauses[:-1]):
        speaker = _find_in_clause(scene, begin, finish)
        if speaker is not None:
            return speaker
    return _find_body(scene, *clauses[-1])


def _find_in_clause(scene: Scene, start: int, end: int) -> Argument | None:
    named = _find_named(scene, start, end)
    unnamed = _find_unnamed(scene, start, end)
    if named is not None and (
        unnamed is None
        or end - named.end <= _FAR
        or end - unnamed.end > _CLOSE
        or unnamed.start <= named.start < unnamed.end
    ):
        return refer(named)
    pronoun = _PRONOUN.search(scene.text, start, end)
    titled = None if pronoun else _TITLED.search(scene.text, start, end)
    if pronoun is not None:
        person = find_person_before(scene, pronoun.start(), pronoun.group())
    else:
        person = find_titled_before(scene, titled.start(), titled["surname"], titled["title"]) if titled else None
    if person is not None:
        return refer(person)
    if unnamed is not None and _BARE_TITLE.fullmatch(unnamed.text):
        person = find_holder_before(scene, start, unnamed.text) or find_last_person(scene, start)
        return refer(person) if person else unnamed
    return unnamed


def _find_named(scene: Scene, start: int, end: int) -> Mention | None:
    people = [
        person
        for person in scene.within(start, end, *PEOPLE)
        if not _TALKED_TO.search(scene.text, max(start, person.start - 3), person.start)
    ]
    # In 甲对乙说 the last who is not talked to speaks; in 甲的女儿乙说 it is the last as well.
    return people[-1] if people else None


def find_last_person(scene: Scene, offset: int) -> Mention | None:
    """Return the person named last before the offset in this article, by a full name or like 李大爷."""
    return next(reversed(list(scene.within(scene.article.start, offset, *PEOPLE))), None)


def points_back(scene: Scene, start: int, end: int) -> bool:
    """True when 他 or 杨书记 in the stretch leads back to somebody, known or not: no other person may speak then."""
    clauses = iter_clauses(scene.text, start, end)
    return bool(clauses) and any(
        _PRONOUN.search(scene.text, *clause) or _TITLED.match(scene.text, *clause) for clause in clauses
    )


def _find_unnamed(scene: Scene, start: int, end: int) -> Value | None:
    """Return the unnamed people nearest to the verb, with all that says whose they are (某局工作人员)."""
    text = scene.text
    lead = _LEAD.match(text, start, end)
    begin = lead.end() if lead else start
    chosen = None
    for noun in _NOUN.finditer(text, begin, end):
        opens = noun.end() - begin <= _TAIL_LIMIT and chosen is None
        talked_to = _TALKED_TO.search(text, max(begin, noun.start() - 3), noun.start())
        if (opens or end - noun.end() <= _CLOSE) and not talked_to:
            chosen = noun
    if chosen is None or chosen.end() - begin > _TAIL_LIMIT:
        return None
    if _NO_NOUN_PHRASE.search(text, begin, chosen.end()):
        return None
    return Value(text[begin : chosen.end()], begin, chosen.end())


def _find_body(scene: Scene, start: int, end: int) -> Value | None:
    gathering = _GATHERING.search(scene.text[start:end])
    if gathering is not None:
        lead = _LEAD.match(scene.text, start, end)
        begin, finish = lead.end() if lead else start, start + gathering.end()
        if 0 < finish - begin <= _TAIL_LIMIT // 2:
            return Value(scene.text[begin:finish], begin, finish)
    bodies = [body for body in scene.within(start, end, *_BODY_KINDS) if not is_object(scene, body, start)]
    if not bodies or end - bodies[-1].end > _CLOSE:
        return None
    body = bodies[-1]
    return Value(body.text, body.start, body.end)
