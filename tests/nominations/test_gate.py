"""Consent is a gate: the jury sees who knows, the public who has said yes by the last day."""

from datetime import timedelta

import pytest
from django.utils import timezone

from award.mail.models import Message
from award.programme.models import Edition
from award.rules.domain.document import Consent, Text
from nominations.domain.answering import (
    TooLateToSayYes,
    accept_candidacy,
    decline_candidacy,
    say_yes,
)
from nominations.domain.consenting import eligible, her_last_day, is_over, last_day
from nominations.domain.reviewing import accept
from nominations.models import Candidate, Entry
from tests.factories import (
    get_round,
    make_candidate,
    make_edition,
    make_entry,
    make_nominee,
    make_organiser,
)
from tests.nominations.making import make_nomination

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SAID = {"name": "Maj Lind", "title": "", "workplace": ""}


def no_yes_needed() -> dict:
    return {"consent": Consent(False, Text("Det gäller böcker.", "It is about books."), 0)}


def test_last_day_is_days_before_the_vote_but_never_after_the_jury():
    edition = make_edition(rules={"consent": Consent(True, Text(""), 4)})
    short = make_edition(rules={"consent": Consent(True, Text(""), 0)})

    vote, jury = get_round(edition, "vote"), get_round(short, "jury")
    assert last_day(edition) == vote.opens_at - 4 * DAY
    assert last_day(short) == jury.closes_at


def test_last_day_is_none_without_rules():
    award = make_edition().award
    edition = Edition.objects.create(award=award, year=2030, announce_at=timezone.now())

    her = make_nominee(edition)

    assert (last_day(edition), her_last_day(her), is_over(her)) == (None, None, False)


def test_silence_is_no_and_a_late_yes_is_not_taken():
    candidate = make_nominee(make_edition("vote"), informed_at=timezone.now() - 30 * DAY)

    with pytest.raises(TooLateToSayYes):
        accept_candidacy(candidate, **SAID)

    candidate.refresh_from_db()
    assert (candidate.accepted_at, candidate.name == "Maj Lind") == (None, False)


def test_yes_in_time_may_be_corrected_after_the_last_day():
    candidate = make_candidate(make_edition("vote"), "Maj Lind")
    before = candidate.accepted_at

    say_yes(candidate, {"presentation": "Jag bygger broar."})

    candidate.refresh_from_db()
    assert (candidate.accepted_at, candidate.presentation) == (before, "Jag bygger broar.")


def test_whoever_leaves_after_the_last_day_stays_out():
    edition = make_edition("vote")
    candidate = make_candidate(edition)
    make_entry(edition, "vote", candidate=candidate)

    decline_candidacy(candidate)

    with pytest.raises(TooLateToSayYes):
        accept_candidacy(candidate, **SAID)
    assert not Entry.objects.on_shortlist(get_round(edition, "vote")).exists()


def test_eligible_are_those_whose_yes_came_by_then():
    edition = make_edition("jury")
    now = timezone.now()
    early = make_entry(edition, candidate=make_candidate(edition, accepted_at=now - 2 * DAY))
    late = make_entry(edition, candidate=make_candidate(edition, accepted_at=now))
    silent = make_entry(edition, candidate=make_nominee(edition, informed_at=now))

    found = eligible([early, late, silent], now - DAY)

    assert found == [early]


def test_where_no_yes_is_needed_who_knows_is_public_until_she_says_no():
    edition = make_edition("jury", rules=no_yes_needed())
    now = timezone.now()
    known, unheard = make_nominee(edition, informed_at=now), make_nominee(edition)
    gone = make_nominee(edition, informed_at=now, declined_at=now)
    entries = [make_entry(edition, candidate=c) for c in (known, unheard, gone)]

    assert list(Candidate.objects.public()) == [known]
    assert eligible(entries, now) == entries[:1]


def test_rules_of_one_edition_open_no_gate_in_another():
    make_edition("jury", rules=no_yes_needed())
    make_nominee(make_edition("jury"), informed_at=timezone.now())

    assert not Candidate.objects.public().exists()


def test_whoever_put_herself_forward_has_said_yes():
    edition = make_edition("jury")
    nomination = make_nomination(
        edition,
        nominee_email="Berit@example.org",
        nominator_email="berit@example.org",
        nominator_name="A-K Öberg",
    )

    candidate = accept(nomination=nomination, by=make_organiser(edition))

    assert candidate.accepted_at == nomination.confirmed_at
    assert list(Candidate.objects.public()) == [candidate]


def test_own_nomination_takes_no_no_back():
    edition = make_edition("jury")
    candidate = make_nominee(edition, email="berit@example.org", declined_at=timezone.now())
    nomination = make_nomination(
        edition, nominee_email="berit@example.org", nominator_email="berit@example.org"
    )

    accept(nomination=nomination, by=make_organiser(edition), candidate=candidate)

    assert not Candidate.objects.public().exists()


def test_leaving_in_mid_vote_is_told_to_the_organisers_and_stands_on_her_page(client):
    edition = make_edition("vote")
    organiser = make_organiser(edition)
    candidate = make_candidate(edition, "Maj Lind", email="maj@example.org")
    make_entry(edition, "vote", candidate=candidate)

    decline_candidacy(candidate)

    candidate.refresh_from_db()
    mail = Message.objects.get(recipient=organiser.email)
    assert "Maj Lind har tackat nej" in mail.text
    assert "Röstningen pågår." in mail.text
    assert candidate.public_until == candidate.declined_at
    text = client.get(f"/{edition.award.slug}/2026/svar/{candidate.answer_key}/").text
    assert "var offentligt medan du var finalist" in text


def test_leaving_before_anything_was_public_is_no_news():
    edition = make_edition("jury")
    make_organiser(edition)
    candidate = make_candidate(edition)
    make_entry(edition, "jury", candidate=candidate)

    decline_candidacy(candidate)

    candidate.refresh_from_db()
    assert (candidate.public_until, Message.objects.count()) == (None, 0)
