"""Part (e) as news tells it: the bodies of many places in texts written by hand, with the posts of their people.

The forms of organisations.py are written by rule, one a sentence. Here each text names several bodies, its county
once, moves and renames as they come; which forms are one body is marked in told.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

import yaml

from bench.identity.desk import News, open_desk
from bench.identity.organisations import Form, Found, count_pairs
from bench.identity.part import Part
from domain.identifier import hash_text

_MARK = re.compile(r"⟦(?P<body>[^|⟧]+)\|(?P<form>[^⟧]+)⟧")


@dataclass(frozen=True, slots=True)
class Telling:
    """One text, when it came out, and the forms in it: which body each is, where it starts and how it is written."""

    day: str
    text: str
    forms: tuple[tuple[str, int, str], ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A mention as the desk read it."""

    start: int
    end: int
    kind: str
    entity: str


@cache
def load_tellings() -> tuple[Telling, ...]:
    """Return the texts without their marks."""
    listed = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return tuple(read_marks(str(each["day"]), each["text"]) for each in listed)


def read_marks(day: str, marked: str) -> Telling:
    """Return the text that the marks stand in, with the forms that they mark."""
    text, position, forms = "", 0, []
    for mark in _MARK.finditer(marked):
        text += marked[position : mark.start()]
        forms.append((mark["body"], len(text), mark["form"]))
        text += mark["form"]
        position = mark.end()
    return Telling(day, text + marked[position:], tuple(forms))


def measure() -> Part:
    """Read the texts into one record; compare bodies pair by pair, and the posts beside names."""
    tellings = load_tellings()
    news: list[News] = [(telling.day, telling.text) for telling in tellings]
    names: dict[str, list[Name]] = {}
    with open_desk(news, date.today()) as desk:
        for row in desk.export.mentions():
            name = Name(int(str(row["start"])), int(str(row["end"])), str(row["kind"]), str(row["entity"] or ""))
            names.setdefault(str(row["text_sha256"]), []).append(name)
    found = [one for telling in tellings for one in find_forms(telling, names.get(hash_text(telling.text), []))]
    right, wrong, missed, different = count_pairs(found)
    one, apart, shared = count_posts(
        (telling.text, sorted(names.get(hash_text(telling.text), []), key=lambda name: name.start))
        for telling in tellings
    )
    rows = [
        ("forms", len(found)), ("bodies", len({each.form.body for each in found})),
        ("read as a body", sum(each.entity != "" for each in found)),
        ("pairs right", right), ("pairs missed", missed), ("pairs wrong", wrong), ("pairs of two bodies", different),
        ("pairs of one post found one", one), ("found two", apart), ("posts shared by two people", shared),
    ]  # fmt: skip
    figures = {
        "told_f1": round(2 * right / (2 * right + wrong + missed), 4) if right else 0.0,
        "told_false_merge_rate": round(wrong / different, 5) if different else 0.0,
        "told_posts_one": round(one / (one + apart), 4) if one else 0.0,
        "told_posts_shared": shared,
    }
    return Part("(e) bodies and posts in news written by hand", ("", "number"), rows, figures)


def find_forms(telling: Telling, names: Sequence[Name]) -> list[Found]:
    """Return what each form was read as: the body that ends with it, for the division before it may stand apart."""
    found = []
    for body, start, form in telling.forms:
        end = start + len(form)
        read = [one.entity for one in names if one.end == end and start <= one.start and one.kind == "ORG"]
        found.append(Found(Form(body, form, telling.text, "told"), read[0] if read else "", ""))
    return found


def count_posts(texts: Iterable[tuple[str, Sequence[Name]]]) -> tuple[int, int, int]:
    """Return pairs of posts beside one name that are one, those that are two, and posts beside several names."""
    posts: dict[str, list[str]] = {}
    for text, names in texts:
        for post, person in pairwise(names):
            if post.kind == "POST" and person.kind == "PERSON" and post.end == person.start:
                posts.setdefault(text[person.start : person.end], []).append(post.entity)
    pairs = [one == other != "" for held in posts.values() for one, other in combinations(held, 2)]
    holders: dict[str, set[str]] = {}
    for name, held in posts.items():
        for one in held:
            holders.setdefault(one, set()).add(name)
    shared = sum(len(people) > 1 for one, people in holders.items() if one)
    return sum(pairs), len(pairs) - sum(pairs), shared
