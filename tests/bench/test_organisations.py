"""The forms of organisations that the identity bench writes, and how it counts."""

from __future__ import annotations

from collections import defaultdict

from bench.identity.organisations import SEED, WANTED, Form, Found, Writer, count_pairs


def test_every_form_stands_in_its_sentence() -> None:
    """Otherwise nothing could be read there; there are as many as asked for, of bodies with several forms each."""
    forms = Writer(SEED).write(WANTED)
    bodies = defaultdict(set)
    for form in forms:
        assert form.sentence[form.start :].startswith(form.text)
        bodies[form.body].add(form.text)
    assert len(forms) == WANTED
    assert sum(len(texts) > 1 for texts in bodies.values()) > len(bodies) / 2


def test_no_text_stands_for_two_bodies_without_a_context() -> None:
    """A form alone means one body only, so that the truth is never in doubt."""
    bodies = defaultdict(set)
    for form in Writer(SEED).write(WANTED):
        if form.way == "alone":
            bodies["".join(form.text.split())].add(form.body)
    assert all(len(found) == 1 for found in bodies.values())


def test_pairs_are_counted_by_what_was_read() -> None:
    """Joined rightly, wrongly, missed, and all that are two; what was not read is joined with nothing."""
    found = [
        Found(Form(body, "", "", "alone"), entity, "")
        for body, entity in (("a", "x"), ("a", "x"), ("a", ""), ("b", "x"), ("b", ""))
    ]
    assert count_pairs(found) == (1, 2, 3, 6)
