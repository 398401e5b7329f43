"""What lies on a ballot that is open is changed by nobody alone: who stands on it, what she is called, her picture."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile

from award.people.domain.two_persons import approve
from award.people.models import Proposal
from nominations.domain.answering import decline_candidacy
from nominations.domain.editing import edit_candidate, remove_portrait
from nominations.domain.merging import merge_candidates
from nominations.domain.reviewing import ReviewRefused, accept
from nominations.domain.rewording import RewordingRefused
from nominations.models import Candidate, Entry
from tests.factories import make_candidate, make_edition, make_entry, make_organiser
from tests.nominations.making import make_nomination
from tests.serving import as_serving

pytestmark = pytest.mark.django_db
NO_JURY = ("nomination", "vote")
PICTURE = {"portrait": "portraits/maj.webp", "portrait_alt": "Maj vid tavlan"}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def vote():
    """An award without a jury, in its open vote."""
    return make_edition("vote", kinds=NO_JURY)


@pytest.fixture
def finalist(vote):
    candidate = make_candidate(vote, "Maj Lind", **PICTURE)
    make_entry(vote, "vote", candidate=candidate)
    return candidate


def test_nobody_is_added_to_an_open_ballot(vote):
    nomination = make_nomination(vote)
    organiser = make_organiser(vote)

    with pytest.raises(ReviewRefused, match="Omröstningen har öppnat"):
        accept(nomination=nomination, by=organiser)

    assert not Entry.objects.exists()
    assert not Candidate.objects.exists()


def test_before_the_opening_the_ballot_is_made():
    edition = make_edition("nomination", kinds=NO_JURY)

    accept(nomination=make_nomination(edition), by=make_organiser(edition))

    assert Entry.objects.get().round.kind == "vote"


def test_own_nomination_that_is_accepted_late_is_no_yes(vote):
    """Her silence was a no when the vote opened."""
    silent = make_candidate(vote, "Eva Ask", email="eva@example.org", accepted_at=None)
    make_entry(vote, "vote", candidate=silent)
    own = {"nominee_name": "Eva Ask", "nominator_name": "Eva Ask"}
    address = {"nominee_email": "eva@example.org", "nominator_email": "eva@example.org"}
    nomination = make_nomination(vote, **own, **address)

    accept(nomination=nomination, candidate=silent, by=make_organiser(vote))

    silent.refresh_from_db()
    assert silent.accepted_at is None


def test_merging_brings_nobody_onto_the_ballot(vote):
    silent = make_candidate(vote, "Eva Ask", accepted_at=None)
    make_entry(vote, "vote", candidate=silent)
    willing = make_candidate(vote, "Eva Asp")

    merge_candidates(keep=silent, fold=willing, by=make_organiser(vote), reason="Samma person")

    silent.refresh_from_db()
    assert silent.accepted_at is None


def test_what_her_picture_shows_is_said_otherwise_by_two(vote, finalist):
    one, other = make_organiser(vote), make_organiser(vote)
    words = {"portrait_alt": "Någon annan vid tavlan"}

    proposal = edit_candidate(finalist, changes=words, by=one, reason="Fel beskrivning")
    finalist.refresh_from_db()
    before = finalist.portrait_alt
    approve(Proposal.objects.get(pk=proposal.pk), by=other)
    finalist.refresh_from_db()

    assert before == PICTURE["portrait_alt"]
    assert finalist.portrait_alt == words["portrait_alt"]
    assert finalist.rewordings.get().after == words


def test_words_of_a_picture_that_was_taken_in_with_it_are_no_rewording():
    edition = make_edition("jury")
    finalist = make_candidate(edition, "Maj Lind")
    for kind in ("jury", "vote"):
        make_entry(edition, kind, candidate=finalist)
    edit_candidate(
        finalist,
        changes={"portrait_alt": "Maj"},
        portrait=ContentFile(b"bild", "ny.webp"),
        by=make_organiser(edition),
    )

    finalist.refresh_from_db()
    assert finalist.portrait_alt == "Maj"
    assert not finalist.rewordings.exists()


def test_picture_may_be_taken_away_and_not_exchanged(vote, finalist):
    with pytest.raises(RewordingRefused, match="tas bort"):
        edit_candidate(
            finalist,
            changes={"portrait_alt": "x"},
            portrait=ContentFile(b"bild", "ny.webp"),
            by=make_organiser(vote),
        )
    remove_portrait(finalist, by=make_organiser(vote))

    finalist.refresh_from_db()
    assert not finalist.portrait


@pytest.mark.django_db(transaction=True)
def test_role_that_serves_lets_her_leave_and_take_her_picture_with_her():
    edition = make_edition("vote", kinds=NO_JURY)
    leaving, staying = (make_candidate(edition, name, **PICTURE) for name in ("Maj Ek", "Eva Ask"))
    for candidate in (leaving, staying):
        make_entry(edition, "vote", candidate=candidate)

    with as_serving():
        decline_candidacy(leaving)
        remove_portrait(staying, by=make_organiser(edition))

    leaving.refresh_from_db()
    assert leaving.declined_at
    assert not leaving.portrait
