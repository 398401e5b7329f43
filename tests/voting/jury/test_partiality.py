"""A juror never gets her own entry to score, nor that of anybody whom she nominated."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from award.mail.models import Message
from nominations.models import Nomination, ProtectedIdentity
from tests.factories import (
    get_round,
    make_candidate,
    make_edition,
    make_entry,
    make_organiser,
    make_person,
    make_role,
    move_round,
)
from tests.nominations.making import make_nomination
from voting.jury.domain.assigning import assign_everything
from voting.jury.domain.inviting import invite_juror
from voting.jury.domain.juror_desk import desk_of
from voting.jury.domain.outlook import entries_judged
from voting.jury.domain.partiality import ties_of
from voting.jury.domain.progress import progress
from voting.jury.domain.scoring import ScoringRefused, complete, save
from voting.jury.domain.sheets import counted_sheets
from voting.jury.domain.tie_words import ties_in_words
from voting.jury.models import Assignment

pytestmark = pytest.mark.django_db
ALL = {"forebild": 5, "insats": 4, "spridning": 3}


def nominated_by(candidate, email, name="Nils Namn", **fields):
    return make_nomination(
        candidate.edition,
        candidate=candidate,
        nominator_email=email,
        nominator_name=name,
        nominee_name=candidate.name,
        **{"decision": "accepted", "decided_at": candidate.created_at} | fields,
    )


def barred(edition) -> dict[str, str]:
    found = Assignment.objects.barred().filter(entry__round__edition=edition)
    return {a.entry.candidate.name: a.barred for a in found.select_related("entry__candidate")}


@pytest.fixture
def anna(edition):
    """A candidate in the jury's round, beside one whom nobody is close to."""
    make_entry(edition, candidate=make_candidate(edition, "Bea Borg"))
    found = make_candidate(edition, "Anna Ek", email="anna.ek@gmail.com")
    make_entry(edition, candidate=found)
    return found


@pytest.mark.parametrize(
    "address", ["anna.ek@gmail.com", "ANNAEK@googlemail.com", "annaek+jury@gmail.com"]
)
def test_candidate_who_is_a_juror_is_never_given_her_own_entry(edition, anna, address):
    juror = invite_juror(edition=edition, email=address, by=make_organiser(edition))

    assert barred(edition) == {"Anna Ek": "candidate"}
    assert [row.entry.candidate.name for row in desk_of(juror).rows] == ["Bea Borg"]
    assert progress(edition)[0].assigned == 1
    with pytest.raises(ScoringRefused):
        save(juror=juror, entry=anna.entries.get(), scores=ALL)


def test_candidate_invited_at_another_address_is_known_by_her_whole_name(edition, anna):
    by = make_organiser(edition)
    invite_juror(edition=edition, email="a@example.org", name=" anna  EK ", by=by)

    assert barred(edition) == {"Anna Ek": "candidate"}


def test_first_name_alone_bars_nobody(edition):
    make_entry(edition, candidate=make_candidate(edition, "Anna"))

    invite_juror(edition=edition, email="a@example.org", name="Anna", by=make_organiser(edition))

    assert barred(edition) == {}


@pytest.mark.parametrize("name", ["", "Nils Namn"])
def test_juror_never_gets_whom_she_nominated(edition, anna, name):
    nominated_by(anna, "jury@example.org" if not name else "hemma@example.org")

    juror = invite_juror(
        edition=edition, email="jury@example.org", name=name, by=make_organiser(edition)
    )

    assert barred(edition) == {"Anna Ek": "nominator"}
    assert [a.barred for a in desk_of(juror).barred] == ["nominator"]


def test_nomination_that_nobody_confirmed_bars_nobody(edition, anna):
    nominated_by(anna, "jury@example.org", confirmed_at=None, decision="", decided_at=None)

    invite_juror(edition=edition, email="jury@example.org", by=make_organiser(edition))

    assert barred(edition) == {}


def test_address_of_a_nominator_in_the_nominees_field_is_not_hers(edition, anna):
    nominated_by(anna, "nils@example.org", nominee_email="nils@example.org")

    invite_juror(edition=edition, email="nils@example.org", by=make_organiser(edition))

    assert barred(edition) == {"Anna Ek": "nominator"}


def test_what_is_found_out_while_the_jury_scores_takes_the_sheet_out_of_the_count(
    edition, juror, entry
):
    complete(juror=juror, entry=entry, scores=ALL)
    entry.candidate.email = juror.person.email
    entry.candidate.save()

    assign_everything(edition)

    category = edition.categories.get()
    assert counted_sheets(get_round(edition, "jury"), category) == []
    assert desk_of(juror).rows == ()
    assert [(e.done, e.barred) for e in entries_judged(get_round(edition, "jury"))] == [(0, 1)]


def test_it_stands_when_the_address_has_been_erased(edition, anna):
    nominated_by(anna, "jury@example.org")
    invite_juror(edition=edition, email="jury@example.org", by=make_organiser(edition))
    Nomination.objects.update(nominator_email="", nominator_name="")

    assign_everything(edition)

    assert barred(edition) == {"Anna Ek": "nominator"}


def test_what_is_found_out_once_the_round_has_closed_moves_nothing(edition, juror, entry):
    complete(juror=juror, entry=entry, scores=ALL)
    move_round(get_round(edition, "jury"), closes_in=-timedelta(minutes=1))
    entry.candidate.email = juror.person.email
    entry.candidate.save()

    assign_everything(edition)

    assert barred(edition) == {}


def test_invitation_says_it_at_once_to_the_organiser_and_in_the_letter(client, edition, anna):
    nominated_by(anna, "jury@example.org")
    client.force_login(make_organiser(edition))
    path = reverse("desk_jury", args=[edition.award.slug, edition.year])

    typed = {"people": "Jenny Jansson <jury@example.org>", "reason": "Fler behövs."}
    page = client.post(path, typed, follow=True)
    invite_juror(edition=edition, email="jury@example.org", by=make_organiser(edition))

    told = "Jenny Jansson har nominerat Anna Ek och får aldrig det bidraget att bedöma."
    assert told in page.text
    letter = Message.objects.get(recipient="jury@example.org").text
    assert "Du får aldrig bedöma ditt eget bidrag" in letter
    assert "Anna" not in letter


def test_invitation_before_the_round_tells_of_nominations_that_wait(client):
    edition = make_edition("nomination")
    make_nomination(edition, nominee_name="Cia Carlsson", nominee_email="cia@example.org")
    client.force_login(make_organiser(edition))
    path = reverse("desk_jury", args=[edition.award.slug, edition.year])

    page = client.post(path, {"people": "cia@example.org"}, follow=True)

    assert "cia@example.org är själv nominerad, som Cia Carlsson" in page.text


def test_readers_do_not_see_who_nominated_whom(client, edition, anna):
    nominated_by(anna, "jury@example.org")
    invite_juror(edition=edition, email="jury@example.org", by=make_organiser(edition))
    path = reverse("desk_jury", args=[edition.award.slug, edition.year])

    shown = {}
    for kind in ("organiser", "reader"):
        client.force_login(make_role(edition, kind))
        shown[kind] = "har nominerat Anna Ek" in client.get(path).text

    assert shown == {"organiser": True, "reader": False}


def test_protected_nominee_is_barred_and_nobody_is_told_who_she_is(edition):
    her = make_candidate(edition, "Nora Nyman")
    make_entry(edition, candidate=her)
    keeper = make_organiser(edition)
    her.workplace = her.email = ""
    her.is_protected = True
    her.save()
    ProtectedIdentity.objects.create(
        candidate=her, name="Anna Ek", email="jury@example.org", keeper=keeper
    )

    juror = invite_juror(edition=edition, email="jury@example.org", by=keeper)

    assert barred(edition) == {"Nora Nyman": "candidate"}
    assert ties_in_words(edition, [juror.person]) == []


def test_juror_who_has_not_been_told_of_her_nomination_does_not_learn_it_here(edition):
    her = make_candidate(
        edition, "Anna Ek", email="jury@example.org", informed_at=None, accepted_at=None
    )
    make_entry(edition, candidate=her)

    juror = invite_juror(edition=edition, email="jury@example.org", by=make_organiser(edition))

    assert barred(edition) == {"Anna Ek": "candidate"}
    assert desk_of(juror).barred == ()


def test_whoever_is_close_to_nobody_has_no_ties(edition, anna):
    somebody = make_person(name="Olle Ohlsson")

    assert ties_of(edition, [somebody]) == {somebody.pk: []}


def test_jurors_page_says_whom_she_does_not_score_and_why(client, edition, anna):
    nominated_by(anna, "jury@example.org")
    juror = invite_juror(edition=edition, email="jury@example.org", by=make_organiser(edition))
    client.force_login(juror.person)

    page = client.get(reverse("jury_edition", args=[edition.award.slug, edition.year])).text
    place = [edition.award.slug, edition.year, anna.entries.get().pk]
    sheet = client.get(reverse("jury_entry", args=place), follow=True)

    assert "Du bedömer inte" in page
    assert "du är bland dem som nominerade" in page
    assert "Du bedömer inte Anna Ek: här nedanför står varför." in sheet.text


@pytest.mark.parametrize("came", ["her name", "the candidate's address"])
def test_tie_that_came_after_her_list_was_made_bars_her_from_the_open_page(edition, anna, came):
    """Ties were judged when she opened her list: with the entry's own page open she scored herself."""
    entry = anna.entries.get()
    juror = invite_juror(edition=edition, email="anna@work.example", by=make_organiser(edition))
    assign_everything(edition)
    if came == "her name":
        juror.person.name = "Anna Ek"
        juror.person.save()
    else:
        anna.email = "anna@work.example"
        anna.save()

    with pytest.raises(ScoringRefused, match=r"not yours|inte din"):
        save(juror=juror, entry=entry, scores={"forebild": 5})

    assert not juror.sheets.exists()
