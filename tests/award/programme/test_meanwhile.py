"""What two people saved from one form: nobody's words are lost, and nobody writes over them unseen."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from award.programme.domain.meanwhile import ChangedMeanwhile, mark, read_marks, settle, write_marks

WORDS = st.sampled_from(["", "a", "b", "c"])


def judged(was: str, now: str, wished: str):
    shown = read_marks(write_marks({"title": was}))
    return settle({"title": wished}, stored={"title": now}, shown=shown)["title"]


@pytest.mark.parametrize(
    ("was", "now", "wished", "saved"),
    [
        ("a", "a", "b", "b"),  # she alone has changed it
        ("a", "b", "a", "b"),  # another has, and she left it alone
        ("a", "b", "b", "b"),  # both to the same
        ("a", "a", "a", "a"),
        ("a", "", "a", ""),  # another has emptied it
    ],
)
def test_field_that_one_has_changed(was, now, wished, saved):
    assert judged(was, now, wished) == saved


def test_field_that_both_have_changed_is_asked_about():
    with pytest.raises(ChangedMeanwhile) as conflict:
        judged("a", "b", "c")

    assert conflict.value.theirs == {"title": "b"}


@given(was=WORDS, now=WORDS, wished=WORDS)
def test_whatever_three_values_meet_nothing_new_of_anybodys_is_lost_unseen(was, now, wished):
    try:
        saved = judged(was, now, wished)
    except ChangedMeanwhile:
        assert len({was, now, wished}) == 3
        return

    assert saved in {now, wished}
    assert now in {was, saved} and wished in {was, saved}


def test_one_field_of_several_is_asked_about_and_nothing_is_saved_before_the_answer():
    shown = read_marks(write_marks({"name": "Anna", "title": "Chef"}))

    with pytest.raises(ChangedMeanwhile) as conflict:
        settle(
            {"name": "Anna Ek", "title": "Vd"},
            stored={"name": "Anna", "title": "Direktör"},
            shown=shown,
        )

    assert list(conflict.value.theirs) == ["title"]


def test_form_that_says_nothing_of_how_it_was_is_taken_as_it_is():
    assert settle({"title": "b"}, stored={"title": "c"}, shown={}) == {"title": "b"}


@pytest.mark.parametrize(
    ("stored", "sent"),
    [
        ("en\ntvå", "en\r\ntvå "),
        (3, "3"),
        (None, ""),
        (False, ""),
        ("Ångström", "A\u030angström"),
        (
            datetime(2026, 9, 1, 10, 0, 30, tzinfo=UTC),
            datetime(2026, 9, 1, 12, 0, tzinfo=timezone(timedelta(hours=2))),
        ),
    ],
)
def test_what_a_form_shows_alike_has_one_mark(stored, sent):
    assert mark(stored) == mark(sent)


def test_order_of_words_and_case_count():
    assert len({mark("a b"), mark("b a"), mark("A b"), mark(True), mark("")}) == 5


@pytest.mark.parametrize("sent", ["", "title", "title:", "title:kort", ":::", "\x00", "a" * 10_000])
def test_marks_that_cannot_be_read_are_left_out(sent):
    assert read_marks(sent) == {}
