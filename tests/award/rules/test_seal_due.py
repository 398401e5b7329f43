"""When a seal is due: after the jury's grace, at once for a vote, a day later after an outage."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from award.mail.models import Heartbeat, Outage
from award.programme.domain.clock import database_now, edition_now
from award.programme.models import Edition, Round
from award.rules.domain.books import adopt, locked, rules_in_force
from award.rules.domain.document import RulesError, Window
from award.rules.domain.extending import with_followers
from award.rules.domain.notices import notices
from award.rules.domain.round_states import seal_due_at
from tests.award.rules.changes import change, longer, played, until, with_windows
from tests.factories import DAY, get_round, make_edition, make_organiser

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def real_vote(closes_in: timedelta) -> Round:
    """A vote of a real edition, as it would stand; not stored."""
    edition = make_edition("vote")
    now = database_now()
    return Round(edition=edition, kind="vote", opens_at=now - 10 * DAY, closes_at=now + closes_in)


def test_a_jurys_seal_is_due_after_its_grace_and_a_votes_at_once():
    edition = make_edition("vote")
    rules = rules_in_force(edition)
    jury, vote = get_round(edition, "jury"), get_round(edition, "vote")

    assert seal_due_at(jury, rules) == jury.closes_at + timedelta(hours=24)
    assert seal_due_at(vote, rules) == vote.closes_at


def test_without_a_grace_in_the_rules_the_jury_is_sealed_at_once():
    edition = make_edition("vote")
    rules = rules_in_force(edition)
    old = rules.having(jury=replace(rules.jury, grace_hours=None))
    jury = get_round(edition, "jury")

    assert seal_due_at(jury, old) == jury.closes_at


@pytest.mark.parametrize(
    ("began", "ended", "waits"),
    [(-30, -20, True), (-90, -59, True), (-1, 30, True), (-90, -61, False), (1, 5, False)],
)
def test_an_outage_in_the_last_hour_of_a_vote_lets_its_seal_wait(began, ended, waits):
    vote = real_vote(-2 * HOUR)
    at = [vote.closes_at + timedelta(minutes=m) for m in (began, ended)]
    Outage.objects.create(began_at=at[0], ended_at=at[1])

    due = seal_due_at(vote, rules_in_force(vote.edition))

    assert due - vote.closes_at == (timedelta(hours=24) if waits else timedelta(0))


def test_an_outage_that_still_goes_on_counts():
    vote = real_vote(-timedelta(minutes=5))
    Heartbeat.objects.create(service="tick", at=vote.closes_at - timedelta(minutes=10))

    due = seal_due_at(vote, rules_in_force(vote.edition))

    assert due == vote.closes_at + timedelta(hours=24)


def test_a_made_up_vote_knows_no_outage():
    vote = real_vote(-timedelta(minutes=5))
    vote.edition = make_edition("before", is_made_up=True)
    Heartbeat.objects.create(service="tick", at=vote.closes_at - timedelta(minutes=10))

    assert seal_due_at(vote, rules_in_force(vote.edition)) == vote.closes_at


def just_closed(*, announces_after: timedelta | None = None) -> Edition:
    """A real edition whose vote closed five minutes ago."""
    edition = make_edition("before")
    rules = rules_in_force(edition)
    edition.rounds.all().delete()  # to be made anew, where they have opened
    by = database_now() - timedelta(minutes=5) - rules.vote.window.closes_at
    windows = {k: Window(w.opens_at + by, w.closes_at + by) for k, w in rules.windows().items()}
    announce_at = rules.announce_at + by
    if announces_after is not None:
        announce_at = windows["vote"].closes_at + announces_after
    then = with_windows(rules, windows, announce_at=announce_at)
    with transaction.atomic():
        adopt(locked(edition), then, by=None, actor="system")
    edition.refresh_from_db()
    return edition


def test_after_an_outage_two_people_give_the_vote_more_time_and_the_pages_say_so(client):
    edition = just_closed()
    closed = get_round(edition, "vote").closes_at
    Outage.objects.create(began_at=closed - timedelta(minutes=20), ended_at=database_now())
    page = reverse("rules", args=[edition.award.slug, edition.year])

    said = client.get(page).content.decode()
    change(edition, longer(rules_in_force(edition), "vote", DAY))

    assert "Plattformen låg nere under röstningens sista timme" in said
    assert get_round(edition, "vote").closes_at == closed + DAY


def test_in_the_wait_the_vote_gets_more_time_also_when_the_hour_of_the_announcement_has_passed():
    edition = just_closed(announces_after=timedelta(minutes=1))
    closed = get_round(edition, "vote").closes_at
    Outage.objects.create(began_at=closed - timedelta(minutes=20), ended_at=database_now())
    rules = rules_in_force(edition)

    change(edition, with_followers(rules, longer(rules, "vote", DAY)))

    edition.refresh_from_db()
    assert edition.announce_at == get_round(edition, "vote").closes_at == closed + DAY


@pytest.mark.parametrize("by", [timedelta(minutes=1), DAY])
def test_an_announcement_whose_moment_has_passed_does_not_move_alone(by):
    edition = just_closed(announces_after=timedelta(minutes=1))
    closed = get_round(edition, "vote").closes_at
    Outage.objects.create(began_at=closed - timedelta(minutes=20), ended_at=database_now())
    rules = rules_in_force(edition)
    wished = replace(rules, announce_at=rules.announce_at + by)

    with pytest.raises(RulesError) as refusal:
        change(edition, wished)

    assert list(refusal.value.problems) == ["announce_at"]


@pytest.mark.django_db(transaction=True)
def test_the_database_lets_a_passed_announcement_move_only_to_what_is_to_come():
    edition = just_closed(announces_after=timedelta(minutes=1))

    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(
            announce_at=edition.announce_at + timedelta(minutes=1)
        )

    assert refusal.value.__cause__.diag.constraint_name == "announcement_stays"


def test_without_an_outage_a_vote_that_has_closed_is_closed():
    edition = just_closed()

    with pytest.raises(RulesError, match=r"vote\.closes_at"):
        change(edition, longer(rules_in_force(edition), "vote", DAY))


def test_the_pages_say_until_when_the_jury_may_get_more_time(client):
    edition = played()
    until(edition, "jury", "closes_at")
    place = [edition.award.slug, edition.year]
    client.force_login(make_organiser(edition))

    said = notices(edition, now=edition_now(edition))

    assert len(said) == 1
    for page in ("rules", "desk_rules", "desk_edition"):
        assert said[0] in client.get(reverse(page, args=place)).content.decode()
