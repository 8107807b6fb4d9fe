"""The news written by hand: its marks, how bodies and posts are counted, and that nothing in it is joined wrongly."""

from __future__ import annotations

from bench.identity.told import Name, count_posts, find_forms, load_tellings, measure, read_marks


def test_marks_give_the_forms_their_places() -> None:
    telling = read_marks("2024-05-01", "⟦甲|云岫县人社局⟧局长到⟦乙|云岫县财政局⟧。")
    assert telling.text == "云岫县人社局局长到云岫县财政局。"
    forms = [(body, telling.text[start : start + len(form)]) for body, start, form in telling.forms]
    assert forms == [("甲", "云岫县人社局"), ("乙", "云岫县财政局")]


def test_every_form_of_the_set_stands_where_it_is_marked() -> None:
    tellings = load_tellings()
    assert sum(len(telling.forms) for telling in tellings) > 300
    for telling in tellings:
        assert "⟦" not in telling.text
        assert "|" not in telling.text
        assert all(telling.text.startswith(form, start) for _, start, form in telling.forms)


def test_a_form_is_read_where_a_body_ends_with_it() -> None:
    telling = read_marks("2024-05-01", "⟦甲|云岫县人社局⟧局长到⟦乙|云岫县财政局⟧。")
    found = find_forms(telling, [Name(3, 6, "ORG", "x"), Name(0, 3, "PLACE", "y"), Name(9, 15, "POST", "z")])
    assert [one.entity for one in found] == ["x", ""]


def test_posts_are_compared_beside_the_names_that_follow_them() -> None:
    def read(text: str, post: str) -> tuple[str, list[Name]]:
        return text, [Name(0, 2, "POST", post), Name(2, len(text), "PERSON", "p")]

    assert count_posts([read("局长甲", "a"), read("局长甲", "a"), read("局长甲", "b")]) == (1, 2, 0)
    assert count_posts([read("局长甲", "a"), read("局长乙", "a"), read("局长丙", "")]) == (0, 0, 1)


def test_nothing_told_is_joined_wrongly() -> None:
    figures = measure().figures
    assert figures["told_false_merge_rate"] == 0
    assert figures["told_posts_shared"] == 0
    assert figures["told_f1"] >= 0.95
