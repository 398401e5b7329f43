"""A juror's two pages at one sheet: only what she changed is saved, over the version that she saw."""

from __future__ import annotations

import json
import re

import pytest
from django.conf import settings
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from award.programme.domain.meanwhile import ChangedMeanwhile
from tests.forms_read import forms_on
from voting.jury.domain.scoring import complete, save
from voting.jury.domain.sheet_fields import Field, fields_of, read_shown, to_save, write_shown
from voting.jury.models import Score, ScoreSheet
from voting.jury.models.sheet import LONGEST_COMMENT

ALL = {"forebild": 5, "insats": 4, "spridning": 3}
AUTOSAVE = {"X-Requested-With": "autosave"}


@pytest.fixture
def path(edition, entry):
    return reverse("jury_entry", args=[edition.award.slug, edition.year, entry.pk])


@pytest.fixture
def signed_in(juror, client):
    client.force_login(juror.person)
    return client


def opened(client, path):
    """The form as a browser holds it."""
    return next(form for form in forms_on(client.get(path).text) if "shown" in form)


def shown_in(form) -> dict[str, str]:
    return read_shown(form["shown"][0])


def send_one(client, path, name, value, token):
    """As the page does by itself: one field, with what it was."""
    return client.post(path, {name: value, "shown": f"{name}:{token}"}, headers=AUTOSAVE)


def points() -> dict[str, int]:
    return dict(Score.objects.values_list("criterion", "points"))


def test_second_tab_that_was_opened_before_empties_no_comment(signed_in, path):
    first, second = opened(signed_in, path), opened(signed_in, path)
    signed_in.post(path, first | {"comment": "Skriven i den första", "save": "1"})

    answer = signed_in.post(path, second | {"points-forebild": "4", "save": "1"})

    assert answer.status_code == 302
    assert ScoreSheet.objects.get().comment == "Skriven i den första"
    assert points() == {"forebild": 4}


def test_same_field_in_two_tabs_comes_back_with_both_and_stands_when_sent_again(signed_in, path):
    first, second = opened(signed_in, path), opened(signed_in, path)
    signed_in.post(path, first | {"points-forebild": "4", "comment": "Ett", "save": "1"})

    asked = signed_in.post(path, second | {"points-forebild": "2", "comment": "Två", "save": "1"})
    between = points(), ScoreSheet.objects.get().comment
    again = next(form for form in forms_on(asked.text) if "shown" in form)
    done = signed_in.post(path, again | {"save": "1"})

    assert (asked.status_code, done.status_code) == (422, 302)
    assert "där det står: 4" in asked.text
    assert "där det står: Ett" in asked.text
    assert between == ({"forebild": 4}, "Ett")
    assert (points(), ScoreSheet.objects.get().comment) == ({"forebild": 2}, "Två")


def test_completing_over_another_tab_completes_nothing_unseen(signed_in, path):
    first, second = opened(signed_in, path), opened(signed_in, path)
    signed_in.post(path, first | {"points-forebild": "1", "save": "1"})
    data = {f"points-{slug}": str(given) for slug, given in ALL.items()}

    asked = signed_in.post(path, second | data | {"complete": "1"})

    assert asked.status_code == 422
    assert ScoreSheet.objects.get().completed_at is None
    assert points() == {"forebild": 1}


def test_field_saved_by_itself_leaves_the_others_and_tells_its_new_version(
    signed_in, path, juror, entry
):
    save(juror=juror, entry=entry, scores={"insats": 2}, comment="Står kvar")
    token = shown_in(opened(signed_in, path))["points-forebild"]

    answer = send_one(signed_in, path, "points-forebild", 4, token)

    assert answer.status_code == 200
    assert answer.json()["shown"] == {
        "points-forebild": shown_in(opened(signed_in, path))["points-forebild"]
    }
    assert ScoreSheet.objects.get().comment == "Står kvar"
    assert points() == {"insats": 2, "forebild": 4}


def test_the_same_sent_twice_is_saved_once(signed_in, path):
    token = shown_in(opened(signed_in, path))["points-forebild"]

    answers = [send_one(signed_in, path, "points-forebild", 4, token) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200] * 3
    assert len({json.dumps(answer.json()["shown"]) for answer in answers}) == 1
    assert Score.objects.get().version == 1


def test_late_one_does_not_bring_back_what_she_has_taken_away(signed_in, path):
    """A comment was written and emptied again; the first sending arrives once more, after both."""
    empty = shown_in(opened(signed_in, path))["comment"]
    written = send_one(signed_in, path, "comment", "Ångrad", empty).json()["shown"]["comment"]
    send_one(signed_in, path, "comment", "", written)

    late = send_one(signed_in, path, "comment", "Ångrad", empty)

    assert late.status_code == 409
    assert late.json()["theirs"]["comment"]["value"] == ""
    assert ScoreSheet.objects.get().comment == ""


def test_conflict_tells_the_page_what_stands_there_and_insisting_saves_over_it(signed_in, path):
    token = shown_in(opened(signed_in, path))["points-forebild"]
    send_one(signed_in, path, "points-forebild", 4, token)

    refused = send_one(signed_in, path, "points-forebild", 2, token)
    theirs = refused.json()["theirs"]["points-forebild"]
    done = send_one(signed_in, path, "points-forebild", 2, theirs["shown"])

    assert (refused.status_code, theirs["value"], done.status_code) == (409, 4, 200)
    assert points() == {"forebild": 2}


@pytest.mark.parametrize(
    ("words", "length"),
    [
        ("å" * LONGEST_COMMENT, LONGEST_COMMENT),
        ("rad\r\n" * 800, 3199),
        ("👩🏽\u200d💻" * 1000, 4000),
    ],
    ids=["at the limit", "lines", "emoji"],
)
def test_comment_is_counted_in_characters_with_a_line_break_as_one(signed_in, path, words, length):
    token = shown_in(opened(signed_in, path))["comment"]

    answer = send_one(signed_in, path, "comment", words, token)

    assert answer.status_code == 200
    assert len(ScoreSheet.objects.get().comment) == length


def test_too_long_a_comment_is_refused_with_both_numbers_and_the_points_beside_it_are_saved(
    signed_in, path
):
    shown = shown_in(opened(signed_in, path))

    long = send_one(signed_in, path, "comment", "å" * 4066, shown["comment"])
    fine = send_one(signed_in, path, "points-insats", 3, shown["points-insats"])

    assert long.status_code == 422
    assert "4066" in long.json()["errors"]["comment"][0]
    assert str(LONGEST_COMMENT) in long.json()["errors"]["comment"][0].replace("\xa0", "")
    assert fine.status_code == 200
    assert ScoreSheet.objects.get().comment == ""


def test_browser_cuts_nothing_that_is_pasted(signed_in, path):
    text = signed_in.get(path).text.split('name="comment"')[1].split(">")[0]

    assert "maxlength" not in text
    assert f'data-most="{LONGEST_COMMENT}"' in text


def test_what_is_saved_without_a_page_behind_it_is_taken_as_it_is(juror, entry):
    save(juror=juror, entry=entry, scores={"forebild": 1}, comment="Ett")
    complete(juror=juror, entry=entry, scores=ALL)

    sheet = ScoreSheet.objects.get()
    assert (sheet.comment, sheet.comment_version) == ("Ett", 1)
    assert points() == ALL
    assert Score.objects.get(criterion="forebild").version == 2


VALUES = st.sampled_from([None, 1, 2, 3])


@given(
    saved=st.lists(st.sampled_from([1, 2, 3]), max_size=4), seen=st.integers(0, 4), wished=VALUES
)
def test_whatever_was_saved_and_seen_a_newer_value_is_never_written_over_unseen(
    saved, seen, wished
):
    history = [Field(None, 0), *(Field(value, n) for n, value in enumerate(saved, 1))]
    stored, page = history[-1], history[min(seen, len(saved))]
    try:
        written = to_save(
            {"x": wished}, stored={"x": stored}, shown=read_shown(write_shown({"x": page}))
        )
    except ChangedMeanwhile:
        assert page.version < stored.version and wished not in (page.value, stored.value)
        return

    assert written in ({}, {"x": wished})
    assert not written or page.version == stored.version


@pytest.mark.parametrize(
    "sent", ["", "comment", "comment:1", "comment:x.abc", "\x00:1.abcdefabcdef:", "²:²"]
)
def test_what_cannot_be_read_is_left_out(sent):
    assert "comment" not in read_shown(sent)


def test_sheet_that_is_not_there_yet_has_every_field_at_nought():
    assert fields_of(None, ["forebild"]) == {
        "points-forebild": Field(None, 0),
        "comment": Field("", 0),
    }


@pytest.mark.parametrize(
    ("language", "words"), [("", "senast efter {} dagar"), ("/en", "at the latest after {} days")]
)
def test_page_about_cookies_says_for_how_long_the_script_keeps_it(db, client, language, words):
    script = (settings.BASE_DIR / "static/js/unsent.js").read_text("utf-8")
    days = re.search(r"const KEPT_FOR = (\d+) \* 24 \* 3600 \* 1000;", script)[1]

    assert words.format(days) in client.get(f"{language}/lofte/").text
