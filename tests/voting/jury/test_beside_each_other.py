"""Juries of different categories that judge beside each other: none keeps another waiting."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from award.mail.models import Message
from award.programme.domain.calendar import calendar
from award.programme.models import Category, Edition
from award.programme.templatetags.award_tags import in_zone
from award.rules.domain.books import adopt, locked, rules_in_force
from award.rules.domain.document import Text, Window
from nominations.domain.shortlisting import enter, first_judged_round
from nominations.models import Entry
from tests.award.rules.changes import until
from tests.factories import make_candidate, make_edition, make_organiser
from voting.jury.domain.assigning import assign_everything
from voting.jury.domain.inviting import invite_juror
from voting.jury.domain.outlook import outlooks
from voting.jury.domain.progress import progress, remind_unfinished
from voting.jury.domain.scoring import complete
from voting.jury.panel import JuryPanel
from voting.results.domain.settling import settle
from voting.results.models import RoundResult

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
BOOKS, SONGS = "kategori-1", "kategori-2"


@pytest.fixture
def edition() -> Edition:
    """Songs are judged beside the nomination of books, and then beside books, which have hours of grace."""
    edition = make_edition("before", categories=2, is_made_up=True)
    drafted = rules_in_force(edition)
    jury, vote = drafted.jury, drafted.vote
    assert jury and vote
    day = jury.window.opens_at
    books = replace(
        jury,
        slug="bocker",
        name=Text("Böckerna", "The books"),
        only_for=(BOOKS,),
        window=Window(day, day + 3 * DAY),
        quorum=1,
        grace_hours=20,
    )
    songs = replace(
        jury,
        slug="sanger",
        name=Text("Sångerna", "The songs"),
        only_for=(SONGS,),
        window=Window(
            drafted.nomination.window.closes_at - timedelta(hours=1),
            day + 3 * DAY + timedelta(hours=1),
        ),
        quorum=1,
        grace_hours=0,
    )
    rules = drafted.having(rounds=(replace(drafted.nomination, only_for=(BOOKS,)), books, songs))
    with transaction.atomic():
        adopt(locked(edition), rules, by=None, actor="system")
    edition.refresh_from_db()
    until(edition, "nomination", "opens_at")
    invite_juror(edition=edition, email="eva@example.org", by=make_organiser(edition))
    for category, name in ((BOOKS, "Anna"), (SONGS, "Bea")):
        found = Category.objects.get(edition=edition, slug=category)
        candidate = make_candidate(edition, name)
        enter(candidate=candidate, category=found, round=first_judged_round(found))
    return edition


def give(edition: Edition, round: str) -> None:
    assign_everything(edition)
    (entry,) = Entry.objects.filter(round__edition=edition, round__slug=round)
    criteria = [c.slug for c in rules_in_force(edition).round(round).criteria]
    (juror,) = edition.jurors.all()
    complete(juror=juror, entry=entry, scores=dict.fromkeys(criteria, 3))


def test_a_jury_with_time_of_grace_does_not_hold_up_another_category(edition):
    until(edition, "bocker", "opens_at")
    give(edition, "bocker")
    give(edition, "sanger")
    until(edition, "sanger", "closes_at")

    settle(edition)

    sealed = RoundResult.objects.filter(round__edition=edition, round__kind="jury")
    assert [each.round.slug for each in sealed] == ["sanger"]


def test_the_desk_tells_of_each_of_them(edition, client):
    until(edition, "bocker", "opens_at")
    assign_everything(edition)
    give(edition, "sanger")
    organiser = make_organiser(edition)
    client.force_login(organiser)

    page = client.get(reverse("desk_jury", args=[edition.award.slug, edition.year]))

    found = outlooks(edition, calendar(edition))
    assert {each.round.slug: len(each.short) for each in found} == {"bocker": 1, "sanger": 0}
    assert [(p.assigned, p.completed) for p in progress(edition)] == [(2, 1)]
    assert 'id="before-bocker"' in page.text
    with translation.override("en"):
        texts = [d.text for d in JuryPanel().decisions(edition)]
    assert "1 candidate has too few score sheets so far" in texts


def test_the_reminder_names_the_round_in_which_she_is_not_done(edition):
    until(edition, "bocker", "opens_at")
    assign_everything(edition)
    give(edition, "bocker")

    assert remind_unfinished(edition, by="test") == 1

    (message,) = Message.objects.filter(occasion__startswith="juror-reminder")
    closes = {r.slug: in_zone(r.closes_at, edition) for r in edition.rounds.all()}
    assert closes["bocker"] != closes["sanger"]
    assert closes["sanger"] in message.text
    assert closes["bocker"] not in message.text


def test_nobody_is_reminded_of_a_round_that_is_over(edition):
    until(edition, "bocker", "opens_at")
    assign_everything(edition)
    until(edition, "sanger", "closes_at")

    assert remind_unfinished(edition, by="test") == 0
    assert not mail.outbox


def test_points_are_given_while_others_are_nominated(edition, client):
    """The page looked at the first of the open rounds alone."""
    until(edition, "sanger", "opens_at")
    assign_everything(edition)
    (juror,) = edition.jurors.all()
    client.force_login(juror.person)
    place = [edition.award.slug, edition.year]

    shown = {
        entry.round.slug: client.get(reverse("jury_entry", args=[*place, entry.pk]))
        for entry in Entry.objects.filter(round__edition=edition, round__kind="jury")
    }
    listed = client.get(reverse("jury_edition", args=place))

    assert 'name="complete"' in shown["sanger"].text
    assert shown["bocker"].status_code == 200
    assert 'name="complete"' not in shown["bocker"].text
    assert "Bea" in listed.text
    assert "is not open now" not in listed.text


def test_points_that_come_after_the_closing_are_told_why_they_are_not_saved(edition, client):
    """While another jury judged, she read that the candidate no longer took part."""
    until(edition, "bocker", "opens_at")
    assign_everything(edition)
    (juror,) = edition.jurors.all()
    client.force_login(juror.person)
    (book,) = Entry.objects.filter(round__edition=edition, round__slug="bocker")
    until(edition, "bocker", "closes_at")
    criteria = [c.slug for c in rules_in_force(edition).round("bocker").criteria]

    page = client.post(
        reverse("jury_entry", args=[edition.award.slug, edition.year, book.pk]),
        {
            **{f"points-{c}": 3 for c in criteria},
            "comment": "Stark bok",
            "save": "1",
            "juror": juror.pk,
        },
        headers={"accept-language": "en"},
    )

    assert "Stark bok" in page.text
    assert "no longer takes part" not in page.text
    assert page.status_code == 422
