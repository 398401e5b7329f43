"""The jurors' comments reach the jury and the organisers when the round is over, as the field says."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import pairwise

import pytest
from django.urls import reverse

from tests.factories import (
    get_round,
    make_edition,
    make_entry,
    make_organiser,
    make_role,
    move_round,
)
from voting.jury.domain.assigning import assign_everything
from voting.jury.domain.comments import comments_for_juror, comments_for_organisers
from voting.jury.domain.inviting import invite_juror
from voting.jury.domain.leaving import leave
from voting.jury.domain.recusing import recuse
from voting.jury.domain.scoring import save

pytestmark = pytest.mark.django_db
WORDS = "Hennes <kodkvällar> bär.\n\nMen är det ideellt?"


@pytest.fixture
def other(edition, juror):
    found = invite_juror(edition=edition, email="annan@example.org", by=juror.invited_by)
    assign_everything(edition)
    return found


def close(edition):
    move_round(get_round(edition, "jury"), closes_in=-timedelta(minutes=1))


def written(found):
    return [(each.entry.candidate.name, [s.comment for s in each.sheets]) for each in found]


def path(edition, name):
    return reverse(name, args=[edition.award.slug, edition.year])


def test_jury_and_organisers_read_them_once_the_round_is_over(edition, juror, other, entry, client):
    save(juror=juror, entry=entry, scores={}, comment=WORDS)
    close(edition)

    pages = []
    for person, name in (
        (make_organiser(edition), "desk_jury_comments"),
        (other.person, "jury_comments"),
    ):
        client.force_login(person)
        pages.append(client.get(path(edition, name)))

    assert [page.status_code for page in pages] == [200, 200]
    for page in pages:
        assert "Hennes &lt;kodkvällar&gt; bär.</p>" in page.text
        assert str(juror) in page.text
        assert entry.candidate.name in page.text


def test_nobody_reads_them_while_anybody_still_judges(edition, juror, other, entry, client):
    save(juror=juror, entry=entry, scores={}, comment=WORDS)
    client.force_login(other.person)

    page = client.get(path(edition, "jury_comments")).text

    assert "kodkvällar" not in page
    assert "när juryns omgång är över" in page
    assert comments_for_organisers(edition) == comments_for_juror(other) == []


def test_juror_who_stepped_back_neither_reads_nor_is_read(edition, juror, other, entry):
    save(juror=juror, entry=entry, scores={}, comment="Från den ena")
    save(juror=other, entry=entry, scores={}, comment="Från den andra")
    recuse(juror=other, entry=entry, reason="Min syster")
    close(edition)

    assert written(comments_for_juror(other)) == []
    assert written(comments_for_juror(juror)) == [(entry.candidate.name, ["Från den ena"])]
    assert written(comments_for_organisers(edition)) == [(entry.candidate.name, ["Från den ena"])]


def test_whoever_has_left_is_not_read(edition, juror, other, entry):
    save(juror=other, entry=entry, scores={}, comment="Från den som gick")
    leave(juror=other, by=juror.invited_by, reason="Ny tjänst")
    close(edition)

    assert comments_for_organisers(edition) == []


def test_sheet_without_a_comment_takes_no_room(edition, juror, entry):
    make_entry(edition)
    assign_everything(edition)
    save(juror=juror, entry=entry, scores={"forebild": 3})
    close(edition)

    assert comments_for_organisers(edition) == []


def test_readers_of_the_desk_do_not_see_them(edition, client):
    close(edition)
    client.force_login(make_role(edition, "reader"))

    assert client.get(path(edition, "desk_jury_comments")).status_code == 404


@pytest.mark.parametrize(
    ("language", "who", "nominee"),
    [
        ("", "juryn och arrangörerna läser den, med ditt namn", "be att få läsa den, utan ditt namn"),
        ("/en", "the jury and the organisers read it, with your name", "ask to read it, without your name"),
    ],
)  # fmt: skip
def test_field_says_who_reads_it_and_what_a_nominee_may_ask_to_see(
    edition, juror, entry, client, language, who, nominee
):
    client.force_login(juror.person)

    page = client.get(f"{language}/jury/{edition.award.slug}/{edition.year}/{entry.pk}/").text

    assert who in page
    assert nominee in page


@pytest.mark.parametrize("closed", [True, False])
def test_pages_of_the_jury_lead_there_when_there_is_something_to_read(
    edition, juror, entry, client, closed
):
    if closed:
        close(edition)
    leads = []
    for person, page, comments in (
        (make_organiser(edition), "desk_jury", "desk_jury_comments"),
        (juror.person, "jury_edition", "jury_comments"),
    ):
        client.force_login(person)
        leads.append(path(edition, comments) in client.get(path(edition, page)).text)

    assert leads == [closed, closed]


@pytest.mark.parametrize("categories", [1, 2])
def test_headings_leave_no_level_out(client, categories):
    edition = make_edition("jury", categories=categories)
    entries = [
        make_entry(edition, category=category) for category in edition.categories.order_by("pk")
    ]
    juror = invite_juror(edition=edition, email="j@example.org", by=make_organiser(edition))
    assign_everything(edition)
    for each in entries:
        save(juror=juror, entry=each, scores={}, comment=WORDS)
    close(edition)
    client.force_login(juror.invited_by)

    text = client.get(path(edition, "desk_jury_comments")).text

    levels = [int(level) for level in re.findall(r"<h([1-6])", text)]
    assert all(lower - upper <= 1 for upper, lower in pairwise(levels))
    assert max(levels) == categories + 1
