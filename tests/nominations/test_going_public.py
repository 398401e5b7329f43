"""A finalist without a picture or a text: asked about in time, until somebody says that she goes public as she is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import translation

from award.log.models import LogEntry
from award.mail.domain.outbox import run_due
from award.mail.models import Effect, Message
from nominations.domain.answering import decline_candidacy
from nominations.domain.going_public import (
    REMIND_BEFORE,
    AsIsRefused,
    before_the_vote,
    incomplete,
    remind_of_incomplete,
    show_as_is,
    wait_for_more,
)
from nominations.models import Candidate
from nominations.panel import NominationPanel
from tests.factories import (
    get_round,
    make_candidate,
    make_edition,
    make_entry,
    make_organiser,
    make_role,
)
from tests.nominations.making import page, sign_in
from tests.reading import squeezed
from tests.time_travel import rewrite_window

pytestmark = pytest.mark.django_db
WHOLE = {"portrait": "portraits/x.webp", "portrait_alt": "Hon ler"}


@pytest.fixture
def edition():
    """The jury's round has closed an hour ago, and the vote opens in some days."""
    edition = make_edition("jury")
    jury = get_round(edition, "jury")
    rewrite_window(jury, closes_at=jury.opens_at + timedelta(days=5, hours=-1))
    return edition


def finalist(edition, name="Maj Ek", **fields):
    candidate = make_candidate(edition, name, **fields)
    make_entry(edition, "vote", candidate=candidate)
    return candidate


def asked(edition):
    with translation.override("en"):
        decisions = NominationPanel().decisions(edition)
    return [d for d in decisions if "go public without" in d.text]


def test_finalists_who_lack_something_are_waited_for(edition):
    without = finalist(edition, "Maj Ek")
    finalist(edition, "Åsa Ek", **WHOLE)
    make_entry(edition, candidate=make_candidate(edition, "Bo Ek"))

    assert incomplete(edition) == [without]


def test_text_is_waited_for_too(edition):
    without = finalist(edition, motivation_sv="", motivation_en="", **WHOLE)

    assert incomplete(edition) == [without]
    Candidate.objects.filter(pk=without.pk).update(presentation="Jag bygger.")
    assert incomplete(edition) == []


def test_who_has_left_is_not_waited_for(edition):
    decline_candidacy(finalist(edition))

    assert incomplete(edition) == []


def test_desk_asks_until_somebody_has_said_so(edition):
    candidate = finalist(edition)
    before = asked(edition)

    show_as_is(candidate, by=make_organiser(edition))

    (told,) = before
    assert told.text == "1 finalist would go public without a picture or a text"
    assert told.due == get_round(edition, "vote").opens_at
    assert asked(edition) == []


def test_desk_asks_until_it_is_there(edition):
    candidate = finalist(edition)

    Candidate.objects.filter(pk=candidate.pk).update(**WHOLE)

    assert asked(edition) == []


def test_said_twice_it_stands_once_in_the_log_with_what_was_missing(edition):
    candidate, organiser = finalist(edition), make_organiser(edition)

    show_as_is(candidate, by=organiser)
    show_as_is(candidate, by=organiser)

    entry = LogEntry.objects.select_related("payload").get(action="candidate.shown_as_is")
    assert entry.payload.content["after"] == {"lacks": ["picture"]}


def test_it_can_be_taken_back_before_the_vote(edition):
    candidate, organiser = finalist(edition), make_organiser(edition)
    show_as_is(candidate, by=organiser)

    wait_for_more(candidate, by=organiser)
    wait_for_more(candidate, by=organiser)

    assert incomplete(edition) == [candidate]
    assert LogEntry.objects.filter(action="candidate.not_shown_as_is").count() == 1


def test_once_the_vote_is_open_there_is_nothing_to_say():
    edition = make_edition("vote")
    candidate = finalist(edition)

    with pytest.raises(AsIsRefused):
        show_as_is(candidate, by=make_organiser(edition))

    assert incomplete(edition) == []
    assert before_the_vote(candidate) is None


@pytest.mark.parametrize("make", [lambda e: finalist(e, **WHOLE), make_candidate])
def test_of_whom_nothing_is_missing_or_who_is_no_finalist_nothing_is_said(edition, make):
    candidate = make(edition)

    with pytest.raises(AsIsRefused):
        show_as_is(candidate, by=make_organiser(edition))
    with pytest.raises(AsIsRefused):
        wait_for_more(candidate, by=make_organiser(edition))


def test_while_the_jury_judges_nobody_is_asked_about():
    edition = make_edition("jury")
    finalist(edition)

    assert incomplete(edition) == []


def test_without_a_jury_nobody_is_asked_about_while_people_are_nominated():
    edition = make_edition("nomination", kinds=("nomination", "vote"))
    finalist(edition)
    nomination = get_round(edition, "nomination")

    before = incomplete(edition)
    rewrite_window(nomination, closes_at=nomination.opens_at + timedelta(days=1))

    assert before == []
    assert len(incomplete(edition)) == 1


def coming(edition, time):
    """The vote opens in so long from now."""
    vote, jury = get_round(edition, "vote"), get_round(edition, "jury")
    rewrite_window(vote, opens_at=jury.closes_at + timedelta(hours=1) + time)


def mails():
    return Message.objects.filter(occasion__startswith="finalists-incomplete:")


def test_organisers_are_mailed_once_two_days_before(edition):
    finalist(edition, "Maj Ek")
    finalist(edition, "Åsa Ek", **WHOLE)
    organiser = make_organiser(edition)
    coming(edition, REMIND_BEFORE - timedelta(hours=1))

    for _ in range(2):
        remind_of_incomplete()
        run_due()

    mail = mails().get()
    assert mail.recipient == organiser.email
    assert "- Maj Ek: Ingen bild" in mail.text
    assert "Åsa Ek" not in mail.text


def test_nobody_is_mailed_earlier_or_where_nothing_is_missing(edition):
    candidate = finalist(edition)
    make_organiser(edition)
    remind_of_incomplete()
    early = Effect.objects.filter(name="finalists.incomplete").exists()

    coming(edition, REMIND_BEFORE - timedelta(hours=1))
    Candidate.objects.filter(pk=candidate.pk).update(**WHOLE)
    remind_of_incomplete()

    assert (early, Effect.objects.filter(name="finalists.incomplete").exists()) == (False, False)


def test_who_has_been_seen_to_meanwhile_is_in_no_mail(edition):
    candidate, organiser = finalist(edition), make_organiser(edition)
    coming(edition, REMIND_BEFORE - timedelta(hours=1))
    remind_of_incomplete()

    show_as_is(candidate, by=organiser)
    run_due()

    assert not mails().exists()


def test_page_asks_and_takes_the_answer(client, edition):
    candidate = finalist(edition)
    sign_in(client, make_organiser(edition))
    address = page("desk_as_is", edition, "en", candidate=candidate.pk)
    own = page("desk_candidate", edition, "en", candidate=candidate.pk)

    before = squeezed(client.get(own).text)
    said = squeezed(client.post(address, follow=True).text)
    undone = squeezed(client.post(address, {"undo": "1"}, follow=True).text)

    assert "No picture." in before
    assert "Goes public as it is" in before
    assert "it was decided that this finalist goes public as it is" in said
    assert "It is taken back." in undone


def test_page_says_so_when_it_is_too_late(client):
    edition = make_edition("vote")
    candidate = finalist(edition)
    sign_in(client, make_organiser(edition))

    answer = client.post(page("desk_as_is", edition, "en", candidate=candidate.pk), follow=True)

    assert "there is nothing to say" in answer.text


def test_reader_is_not_told_who_is_a_finalist(client, edition):
    candidate = finalist(edition)
    sign_in(client, make_role(edition, "reader"))

    text = client.get(page("desk_candidate", edition, "en", candidate=candidate.pk)).text

    assert page("desk_as_is", edition, "en", candidate=candidate.pk) not in text
    assert "the finalists" not in text


def test_list_says_who_goes_public_as_she_is(client, edition):
    candidate, organiser = finalist(edition), make_organiser(edition)
    sign_in(client, organiser)
    show_as_is(candidate, by=organiser)

    text = client.get(page("desk_candidates", edition, "en")).text

    assert "goes public as it is" in text
