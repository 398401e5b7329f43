"""GDPR article 14, for whoever never became a candidate: nothing of her stays after day 28."""

from datetime import timedelta

import pytest
from django.utils import timezone

from award.log.models import LogEntry
from award.mail.domain.ticking import tick
from award.mail.models import Message
from nominations.domain.asking import inform
from nominations.domain.fading import empty_old_nominations
from nominations.domain.publication import publication_of
from nominations.domain.reviewing import ReviewRefused, accept, reject
from nominations.domain.shortlisting import enter
from nominations.models import Nomination
from tests.factories import get_round, make_candidate, make_edition, make_nominee, make_organiser
from tests.nominations.making import make_nomination, page

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def came(days: float) -> None:
    Nomination.objects.update(created_at=timezone.now() - days * DAY)


def said(nomination: Nomination) -> list[str]:
    nomination.refresh_from_db()
    told = ("nominee_name", "nominee_workplace", "nominee_email", "motivation")
    return [getattr(nomination, name) for name in told]


def test_undecided_nomination_is_empty_on_day_28_and_still_counted():
    nomination = make_nomination(make_edition(), nominee_email="ak@example.org")
    came(28.1)

    for _number in range(2):
        tick()

    assert said(nomination) == ["", "", "", ""]
    assert Nomination.objects.undecided().count() == 1
    assert LogEntry.objects.filter(action="nomination.emptied").count() == 1


def test_rejected_nomination_is_empty_on_day_28_and_so_is_the_mail_about_it():
    edition = make_edition()
    nomination = make_nomination(edition)
    reject(nomination=nomination, reason="Nej.", by=make_organiser(edition), tell_nominator=True)
    Message.objects.update(state=Message.State.SENT)
    came(28.1)

    empty_old_nominations()

    assert said(nomination) == ["", "", "", ""]
    assert Message.objects.get().text == ""


def test_nomination_is_whole_until_day_28_and_one_of_a_candidate_stays():
    edition = make_edition()
    organiser = make_organiser(edition)
    undecided = make_nomination(edition)
    came(27.9)
    accepted = make_nomination(edition, nominee_email="ak@example.org")
    inform(accept(nomination=accepted, by=organiser), by=organiser)
    Nomination.objects.filter(pk=accepted.pk).update(created_at=timezone.now() - 29 * DAY)

    emptied = empty_old_nominations()

    assert emptied == 0
    assert said(undecided)[0] == said(accepted)[0] == "Anna-Karin Öberg"


def test_emptied_nomination_makes_nobody_a_candidate_and_can_be_rejected():
    edition = make_edition()
    organiser = make_organiser(edition)
    nomination = make_nomination(edition)
    came(28.1)
    empty_old_nominations()

    with pytest.raises(ReviewRefused):
        accept(nomination=nomination, by=organiser, name="Anna-Karin Öberg")
    reject(nomination=nomination, by=organiser, reason="För sent.")

    nomination.refresh_from_db()
    assert nomination.decision == "rejected"


def test_printed_letter_says_all_that_the_law_wants(client):
    edition = make_edition()
    candidate = make_nominee(edition, "Maj Lind")
    client.force_login(make_organiser(edition), backend="django.contrib.auth.backends.ModelBackend")

    text = client.get(page("desk_letter", edition, candidate=candidate.pk)).text

    for words in (
        "Av den som nominerade dig har vi fått",
        "berättigade intresse",
        "Svara senast",
        "imy.se",
    ):
        assert words in text


def test_moment_of_an_entry_is_by_the_editions_clock():
    edition = make_edition("before", is_made_up=True, clock_shift=timedelta(days=40))
    candidate = make_candidate(edition)

    enter(
        candidate=candidate, category=edition.categories.first(), round=get_round(edition, "vote")
    )

    shown_from = publication_of(candidate).public_from
    assert shown_from > timezone.now() + 39 * DAY
