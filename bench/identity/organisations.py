"""Part (e): forms of the names of organisations, read from news sentences through the whole pipeline.

Rules write the sentences from real divisions and the ways of writing their bodies (organisations.yaml); which forms
are one body is known from how they were written, never from the normaliser. Bodies of one division that are easily
mistaken for each other, the same bodies of its neighbours and divisions of one name are all among them.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml

from bench.identity.part import Part
from domain.errors import NameFitsSeveral, NotFound
from domain.identifier import hash_text
from graph.access import Access
from graph.audit import AuditLog
from graph.policy import Reader as Asker
from graph.sqlite.store import SqliteStore
from ingest.pipeline import Pipeline
from ingest.pseudonym import Pseudonyms
from lexicon.areas import Area, load_areas
from nlp.reader import open_reader

SEED = 20240501
WANTED = 300
DAY = "2024年5月6日"


@dataclass(frozen=True, slots=True)
class Form:
    """One way of writing a body in one document; `body` is which one it is, `way` what makes it hard."""

    body: str
    text: str
    sentence: str
    way: str

    @property
    def start(self) -> int:
        """The last place where the form stands: a short name that a text introduces is meant behind that."""
        return self.sentence.rindex(self.text)


@cache
def load_words() -> dict[str, Any]:
    """Return the bodies, forms and sentences."""
    words: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return words


class Writer:
    """Writes forms; the same seed writes the same."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._areas = load_areas()

    def write(self, wanted: int) -> list[Form]:
        """Return so many forms; whole bodies are drawn, so that each has its pairs."""
        forms: list[Form] = [*self._write_changes(), *self._write_introduced()]
        groups = list(self._iter_bodies())
        self._random.shuffle(groups)
        for group in groups:
            if len(forms) >= wanted:
                break
            forms += group
        return forms[:wanted]

    def _iter_bodies(self) -> Iterator[list[Form]]:
        counties = [*self._draw("county", 4), *self._namesakes()]
        for area in counties:
            yield from self._write_bodies("county", area)
        for area in self._draw("city", 3):
            yield from self._write_bodies("city", area)
        for kind, inside, ends in (
            ("town", "village", ("镇", "乡", "苏木")), ("street", "community", ("街道",)),
        ):  # fmt: skip
            for area in self._draw("street", 4, ends):
                yield from self._write_bodies(kind, area)
                yield from self._write_bodies(inside, area)

    def _draw(self, level: str, number: int, ends: tuple[str, ...] = ("县", "旗", "区", "市")) -> list[Area]:
        """Draw divisions with a name that no other has."""
        known = [
            area
            for area in self._areas
            if area.level == level and area.name.endswith(ends) and 3 <= len(area.name) <= 6
            and len(self._areas.by_name(area.name)) == 1 and "城区" not in area.name
            and (level != "city" or area.name.endswith("市"))
        ]  # fmt: skip
        return self._random.sample(sorted(known, key=lambda area: area.code), number)

    def _namesakes(self) -> list[Area]:
        """Return divisions of one name in several places; they are written with the one above."""
        names = ("朝阳区", "鼓楼区", "铁西区")
        return [area for name in names for area in self._areas.by_name(name)[:2] if area.level == "county"]

    def _write_bodies(self, kind: str, area: Area) -> Iterator[list[Form]]:
        words = load_words()
        parent = self._areas.get(area.parent)
        is_shared = len([a for a in self._areas.by_name(area.name) if a.level == area.level]) > 1
        # The last word of a street's name is written as 街道, that of a town as it is.
        level = "街道" if area.name.endswith("街道") else "苏木" if area.name.endswith("苏木") else area.name[-1]
        slots = {"p": parent.name, "a": area.name, "e": level, "s": area.name.removesuffix("市")}
        community = self._random.choice(words["communities"])
        for number, line in enumerate(words[kind]):
            body = f"{kind}:{area.code}:{number}"
            group = []
            for form in line["alone"]:
                if is_shared and "{p}" not in form:
                    form = form.replace("{a}", "{p}{a}")
                text = form.format(**slots, c=community)
                if kind in ("community", "village") and self._random.random() < 0.5 and "{p}" in form:
                    text = self._widen(text)
                group.append(self._place(body, text, "alone"))
            for form in line["near"]:
                group.append(self._place_near(body, form.format(**slots, c=community), slots, kind, community))
            unique = {one.text: one for one in group}
            yield list(unique.values())

    @staticmethod
    def _widen(text: str) -> str:
        """Return the name with wide spaces where a page breaks it."""
        return f"{text[:4]}\u3000{text[4:]}"

    def _place(self, body: str, text: str, way: str) -> Form:
        sentence = self._random.choice(load_words()["sentences"]).format(form=text, day=DAY)
        return Form(body, text, sentence, way)

    def _place_near(self, body: str, text: str, slots: dict[str, str], kind: str, community: str) -> Form:
        word = {"community": "社区", "village": "村"}.get(kind, "")
        context = self._random.choice(load_words()["community_contexts" if word else "contexts"])
        sentence = context.format(form=text, day=DAY, p=slots["p"], a=slots["a"], c=community + word)
        return Form(body, text, sentence, "near")

    def _write_changes(self) -> Iterator[Form]:
        words = load_words()
        areas = self._draw("county", len(words["renamed"]) + len(words["merged"]))
        for line, area in zip(words["renamed"], areas, strict=False):
            old, new = line["old"].format(a=area.name), line["new"].format(a=area.name)
            told = line["told"].format(old=old, new=new, day=DAY)
            body = f"renamed:{area.code}"
            yield Form(body, old, told, "renamed")
            yield Form(body, new, told, "renamed")
            yield self._place(body, old, "renamed")
            yield self._place(body, new, "renamed")
        for line, area in zip(words["merged"], areas[len(words["renamed"]) :], strict=False):
            x, y = (old.format(a=area.name) for old in line["olds"])
            new = line["new"].format(a=area.name)
            told = line["told"].format(x=x, y=y, new=new, day=DAY)
            for text in (x, y, new):
                yield Form(f"merged:{text}", text, told, "merged")
                yield self._place(f"merged:{text}", text, "merged")

    def _write_introduced(self) -> Iterator[Form]:
        words = load_words()
        names = self._random.sample(words["words"], 6)
        areas = self._draw("county", 6)
        for number, (name, area) in enumerate(zip(names, areas, strict=True)):
            line = words["introduced"][number % len(words["introduced"])]
            full, short = line["full"].format(a=area.name, w=name), line["short"].format(w=name)
            told = line["told"].format(full=full, short=short, day=DAY)
            body = f"introduced:{name}"
            yield Form(body, full, told, "introduced")
            yield Form(body, short, told, "introduced")
            yield self._place(body, full, "introduced")


@dataclass(frozen=True, slots=True)
class Found:
    """A form with the entity it was read as, "" when no mention stands there, and the one its words lead to."""

    form: Form
    entity: str
    asked: str


def read_forms(forms: Sequence[Form]) -> list[Found]:
    """Ingest each sentence as a document of its own and return what each form was read as."""
    sentences = list(dict.fromkeys(form.sentence for form in forms))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = folder / "texts"
        texts.mkdir()
        for number, sentence in enumerate(sentences):
            (texts / f"{number:04d}.txt").write_text(sentence, encoding="utf-8")
        store = SqliteStore(folder / "bench.db")
        audit = AuditLog(folder / "audit.db")
        try:
            Pipeline(store, open_reader(), Pseudonyms(folder / "key.db")).run([texts], published="2024-05-07")
            places = _find_places(store)
            access = Access(store, audit, Asker())
            return [Found(form, _find_entity(places, form), _ask(access, form)) for form in forms]
        finally:
            audit.close()
            store.close()


def _find_places(store: SqliteStore) -> dict[str, list[tuple[int, int, str]]]:
    """Return for each text where its mentions stand and what they were read as."""
    places: dict[str, list[tuple[int, int, str]]] = {}
    for text_sha256, stored, entity in store.iter_mentions():
        places.setdefault(text_sha256, []).append((stored.mention.start, stored.mention.end, entity))
    return places


def _find_entity(places: dict[str, list[tuple[int, int, str]]], form: Form) -> str:
    """Return what the mention was read as that ends with the form; the division before it may stand apart."""
    end = form.start + len(form.text)
    for start, stop, entity in places.get(hash_text(form.sentence), []):
        if stop == end and form.start <= start and entity.startswith("organisation"):
            return entity
    return ""


def _ask(access: Access, form: Form) -> str:
    """Return where the command line would lead with this name, "" where it would ask back."""
    try:
        return access.choose(form.text, kinds=("Organisation",)).id
    except (NotFound, NameFitsSeveral):
        return ""


def count_pairs(found: Iterable[Found]) -> tuple[int, int, int, int]:
    """Return pairs joined rightly, joined wrongly, missed, and all pairs of different bodies."""
    right = wrong = missed = different = 0
    for one, other in combinations(found, 2):
        is_same = one.form.body == other.form.body
        is_joined = bool(one.entity) and one.entity == other.entity
        right += is_same and is_joined
        wrong += is_joined and not is_same
        missed += is_same and not is_joined
        different += not is_same
    return right, wrong, missed, different


def measure() -> Part:
    """Write the forms, read them and count."""
    found = read_forms(Writer(SEED).write(WANTED))
    right, wrong, missed, different = count_pairs(found)
    rows = [
        (
            way,
            len(chosen),
            len({one.form.body for one in chosen}),
            _share(one.entity != "" for one in chosen),
            *_rate(found, way),
        )
        for way in WAYS
        if (chosen := [one for one in found if one.form.way == way])
    ]
    rows.append(("all", len(found), len({one.form.body for one in found}), _share(one.entity != "" for one in found),
                 *_rate(found, "")))  # fmt: skip
    return Part(
        "Organisations: which forms are one body",
        ("way", "forms", "bodies", "read", "pairs right", "pairs missed", "pairs wrong", "asked by name"),
        rows,
        {
            "organisation_f1": round(2 * right / (2 * right + wrong + missed), 4) if right else 0.0,
            "organisation_false_merge_rate": round(wrong / different, 5) if different else 0.0,
        },
    )


WAYS = ("alone", "near", "renamed", "merged", "introduced")


def _rate(found: Sequence[Found], way: str) -> tuple[int, int, int, str]:
    """Return the pairs with a form of this way, and how many of its names lead to what they were read as."""
    counted = [0, 0, 0]
    for one, other in combinations(found, 2):
        if way and way not in (one.form.way, other.form.way):
            continue
        is_same, is_joined = one.form.body == other.form.body, bool(one.entity) and one.entity == other.entity
        place = 0 if is_same and is_joined else 1 if is_same else 2 if is_joined else -1
        if place >= 0:
            counted[place] += 1
    asked = [one for one in found if way in ("", one.form.way) and one.form.way != "near"]
    led = _share(one.asked == one.entity != "" for one in asked) if asked else ""
    return counted[0], counted[1], counted[2], led


def _share(signs: Iterable[bool]) -> str:
    counted = list(signs)
    return f"{sum(counted)}/{len(counted)}"
