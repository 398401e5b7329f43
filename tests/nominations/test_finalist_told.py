"""A finalist is told at once, once, in her language, with her last day."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import translation

from award.log.models import LogEntry
from award.mail.domain.not_me import Whose, end, link_for
from award.mail.domain.outbox import run_due
from award.mail.models import Effect, Message
from award.programme.templatetags.award_tags import with_zone
from nominations.domain.answering import decline_candidacy
from nominations.domain.asking import NOT_HER
from nominations.domain.finalist_told import tell_finalist
from nominations.domain.publication import publication_of
from nominations.domain.shortlisting import advance, enter
from nominations.models import Candidate
from tests.factories import get_round, make_candidate, make_edition, make_entry, move_round
from tests.nominations.making import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return make_edition("jury", categories=2)


def make_finalist(edition, **fields):
    said = {"email": "maj@example.org", "language": "sv"} | fields
    candidate = make_candidate(edition, "Maj Ek", **said)
    advance([make_entry(edition, candidate=candidate)], to=get_round(edition, "vote"))
    return candidate


def told():
    return Message.objects.filter(occasion__startswith="candidate-finalist:")


def test_the_task_is_committed_with_the_entry_or_not_at_all(edition):
    entry = make_entry(edition)

    with pytest.raises(RuntimeError), transaction.atomic():
        advance([entry], to=get_round(edition, "vote"))
        there = Effect.objects.filter(name="candidates.finalist").count()
        raise RuntimeError

    assert (there, Effect.objects.filter(name="candidates.finalist").count()) == (1, 0)


def test_she_is_told_with_her_last_day_in_swedish(edition):
    make_finalist(edition)

    run_due()

    mail = told().get()
    with translation.override("sv"):
        opens = with_zone(get_round(edition, "vote").opens_at, edition)
    assert (mail.recipient, mail.language) == ("maj@example.org", "sv")
    assert mail.subject.startswith("Du är finalist – ")
    assert f"Sista dagen för bild och presentation är {opens}" in mail.text
    assert "Det finns ingen bild på dig än." in mail.text
    assert "Kategorin: Kategori 1" in mail.text
    assert LogEntry.objects.filter(action="candidate.told_finalist").count() == 1


def test_she_is_told_in_english(edition):
    make_finalist(edition, language="en", presentation="I build things.")

    run_due()

    mail = told().get()
    assert mail.subject.startswith("You are a finalist – ")
    assert "Your last day for a picture and a presentation is" in mail.text
    assert "Your presentation is there." in mail.text


def test_entered_and_run_twice_she_is_told_once(edition):
    candidate = make_finalist(edition)
    run_due()

    advance(
        [candidate.entries.get(round__kind="jury")],
        to=get_round(edition, "vote"),
    )
    run_due()

    assert told().count() == 1


def test_in_two_categories_she_gets_one_mail_that_names_both(edition):
    candidate = make_candidate(edition, "Maj Ek", email="maj@example.org")
    entries = [
        enter(candidate=candidate, category=category, round=get_round(edition, "jury"))
        for category in edition.categories.all()
    ]

    for entry in entries:
        advance([entry], to=get_round(edition, "vote"))
    run_due()

    assert "Kategorierna: Kategori 1, Kategori 2" in told().get().text


def test_who_does_not_go_on_to_a_vote_is_not_told(edition):
    entry = make_entry(edition)

    advance([entry], to=get_round(edition, "jury"))

    assert not Effect.objects.filter(name="candidates.finalist").exists()


def test_who_has_left_meanwhile_is_left_in_peace(edition):
    candidate = make_finalist(edition)
    decline_candidacy(candidate)

    run_due()

    assert not told().exists()
    assert not LogEntry.objects.filter(action="candidate.told_finalist").exists()


def test_who_has_no_address_stops_nothing(edition):
    make_finalist(edition, email="")

    run_due()

    assert not told().exists()
    assert Effect.objects.get(name="candidates.finalist").done_at is not None


def test_where_somebody_else_reads_the_address_nothing_is_mailed(edition):
    candidate = make_finalist(edition)
    link = link_for(Whose(NOT_HER, candidate.pk), "maj@example.org", language="sv")
    end(link.rstrip("/").rpartition("/")[2], address="maj@example.org")
    Candidate.objects.filter(pk=candidate.pk).update(
        email="maj@example.org", accepted_at=candidate.accepted_at
    )

    run_due()

    assert not told().exists()


def test_once_the_vote_is_open_no_last_day_is_promised(edition):
    candidate = make_finalist(edition)
    vote = move_round(get_round(edition, "vote"), closes_in=timedelta(days=1))

    tell_finalist(candidate=candidate.pk, round=vote.pk)

    text = told().get().text
    assert "Röstningen pågår nu" in text
    assert "Sista dagen" not in text


def test_once_the_vote_is_over_nobody_is_told(edition):
    candidate = make_finalist(edition)
    vote = move_round(get_round(edition, "vote"), closes_in=-timedelta(days=1))

    tell_finalist(candidate=candidate.pk, round=vote.pk)

    assert not told().exists()


def test_her_own_page_says_the_same_day(edition, client):
    candidate = make_finalist(edition)
    vote = get_round(edition, "vote")

    text = client.get(page("candidate_answer", edition, key=candidate.answer_key)).text

    assert publication_of(candidate).picture_until == vote.opens_at
    assert "Du är finalist. Sista dagen för bild och presentation är" in text


def test_the_link_in_it_is_good_from_then_on(edition):
    candidate = make_finalist(edition)
    assert candidate.link_sent_at is None

    run_due()

    candidate.refresh_from_db()
    assert candidate.link_sent_at is not None
    assert str(candidate.answer_key) in told().get().text
