"""What a finalist is called: fixed with the shortlist, changed by two, sealed with the vote."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from award.people.domain.two_persons import ActRefused, approve
from award.people.models import Proposal
from nominations.domain.alike import TooAlike, alike_in, refuse_alike
from nominations.domain.answering import say_yes
from nominations.domain.editing import edit_candidate
from nominations.domain.erasing import erase_candidate
from nominations.domain.fixity import Fixity, fixity
from nominations.domain.rewording import RewordingRefused, reword
from nominations.domain.wishing import handle
from nominations.models import Candidate, Rewording, Wish
from tests.factories import (
    get_round,
    make_candidate,
    make_edition,
    make_entry,
    make_organiser,
    shift_edition,
)
from tests.nominations.making import page

pytestmark = pytest.mark.django_db
WHY = "Hon har gift sig."


def make_finalist(edition, name: str, **fields) -> Candidate:
    candidate = make_candidate(edition, name, **fields)
    for kind in ("jury", "vote"):
        make_entry(edition, kind, candidate=candidate)
    return candidate


def close_vote(edition) -> None:
    closes = get_round(edition, "vote").closes_at
    shift_edition(edition, by=timezone.now() - closes - timedelta(minutes=1))


@pytest.mark.parametrize(
    ("phase", "shortlisted", "stage"),
    [
        ("nomination", False, Fixity.FREE),
        ("jury", False, Fixity.FREE),
        ("jury", True, Fixity.SHORTLISTED),
        ("vote", True, Fixity.VOTING),
        ("vote", False, Fixity.FREE),
        ("counting", True, Fixity.OVER),
        ("announced", True, Fixity.OVER),
    ],
)
def test_names_become_fixed_step_by_step(phase, shortlisted, stage):
    edition = make_edition(phase)
    candidate = make_finalist(edition, "Maj Lind") if shortlisted else make_candidate(edition)

    assert fixity(candidate) is stage


@pytest.mark.parametrize(
    ("kinds", "phase", "stage"),
    [
        (("nomination", "vote"), "jury", Fixity.FREE),
        (("nomination", "vote"), "vote", Fixity.VOTING),
        (("nomination", "jury"), "jury", Fixity.FREE),
        (("nomination", "jury"), "vote", Fixity.OVER),
    ],
)
def test_names_become_fixed_without_one_of_the_rounds(kinds, phase, stage):
    edition = make_edition(phase, kinds=kinds)
    candidate = make_candidate(edition)
    make_entry(edition, kinds[-1], candidate=candidate)

    assert fixity(candidate) is stage


def test_finalist_does_not_take_another_finalists_name_and_workplace():
    """Seen: two alike on the ballot at once, in mid-vote."""
    edition = make_edition("vote")
    make_finalist(edition, "Anna Ek", workplace="Region Kronoberg")
    other = make_finalist(edition, "Maj Lind", workplace="IKEA")

    with pytest.raises(RewordingRefused):
        say_yes(other, {"name": "Anna  Ek", "workplace": "Region Kronoberg"})

    other.refresh_from_db()
    assert (other.name, other.workplace) == ("Maj Lind", "IKEA")


def test_finalist_who_wants_another_name_waits_for_two_while_the_vote_is_open():
    edition = make_edition("vote")
    organiser, second = make_organiser(edition), make_organiser(edition)
    candidate = make_finalist(edition, "Maj Lind")

    said = say_yes(candidate, {"name": "Maj Ek"})
    wish = Wish.objects.waiting().get()
    proposal = handle(wish, by=organiser, grant=True)
    waiting = Candidate.objects.get().name
    approve(proposal, by=second)

    assert (said, waiting) == (False, "Maj Lind")
    assert Candidate.objects.get().name == "Maj Ek"
    changed = Rewording.objects.get()
    assert (changed.former_name, changed.decided_by, changed.seconded_by) == (
        "Maj Lind",
        organiser,
        second,
    )


def test_finalist_who_wants_another_name_waits_for_one_before_the_vote():
    edition = make_edition("jury")
    organiser = make_organiser(edition)
    candidate = make_finalist(edition, "Maj Lind")

    said = say_yes(candidate, {"name": "Maj Ek"})
    proposal = handle(Wish.objects.waiting().get(), by=organiser, grant=True)

    assert (said, proposal) == (False, None)
    assert Candidate.objects.get().name == "Maj Ek"


def test_one_organiser_does_not_exchange_two_finalists_names():
    edition = make_edition("vote")
    organiser = make_organiser(edition)
    make_organiser(edition)
    one, other = make_finalist(edition, "Anna Ek"), make_finalist(edition, "Maj Lind")

    proposals = [
        edit_candidate(one, changes={"name": "Anna Lind"}, by=organiser, reason=WHY),
        edit_candidate(other, changes={"title": "Anna Ek"}, by=organiser, reason=WHY),
    ]

    assert {p.state for p in proposals} == {Proposal.State.WAITING}
    assert [c.name for c in Candidate.objects.order_by("pk")] == ["Anna Ek", "Maj Lind"]
    with pytest.raises(ActRefused):
        approve(proposals[0], by=organiser)
    with pytest.raises(RewordingRefused):
        edit_candidate(one, changes={"name": "Maj Lind"}, by=organiser, reason=WHY)


def test_nothing_is_reworded_once_the_vote_has_closed():
    """Seen: one organiser exchanged two finalists' names after sealing, and after the announcement."""
    edition = make_edition("counting")
    candidate = make_finalist(edition, "Maj Lind")

    with pytest.raises(RewordingRefused):
        edit_candidate(
            candidate, changes={"name": "Maj Ek"}, by=make_organiser(edition), reason=WHY
        )
    with pytest.raises(RewordingRefused):
        say_yes(candidate, {"name": "Maj Ek"})

    assert Candidate.objects.get().name == "Maj Lind"


def test_proposal_that_waits_over_the_closing_changes_nothing():
    edition = make_edition("vote")
    candidate = make_finalist(edition, "Maj Lind")
    second = make_organiser(edition)
    proposal = reword(candidate, {"name": "Maj Ek"}, by=make_organiser(edition), reason=WHY)
    close_vote(edition)

    with pytest.raises(ActRefused):
        approve(proposal, by=second)

    proposal.refresh_from_db()
    assert (proposal.state, Candidate.objects.get().name) == (Proposal.State.LAPSED, "Maj Lind")


def test_change_of_a_finalist_takes_a_reason():
    edition = make_edition("jury")

    with pytest.raises(RewordingRefused):
        edit_candidate(
            make_finalist(edition, "Maj Lind"),
            changes={"title": "Chef"},
            by=make_organiser(edition),
        )


def test_public_page_shows_that_it_was_changed(client):
    edition = make_edition("vote")
    organiser = make_organiser(edition)
    candidate = make_finalist(edition, "Maj Lind")
    second = make_organiser(edition)
    approve(reword(candidate, {"name": "Maj Ek"}, by=organiser, reason=WHY), by=second)

    text = client.get(page("finalists", edition)).text

    assert "Hette Maj Lind till" in text
    assert WHY in text


def test_before_the_shortlist_she_and_organisers_change_it_freely():
    edition = make_edition("jury")
    candidate = make_candidate(edition, "Maj Lind")

    edit_candidate(candidate, changes={"name": "Maj Ek"}, by=make_organiser(edition))

    assert Candidate.objects.get().name == "Maj Ek"
    assert not Rewording.objects.exists()


@pytest.mark.parametrize(
    ("name", "refused"),
    [("anna  EK", True), ("Ek, Anna", True), ("Anna Eck", True), ("Anna M. Ek", False)],
)
def test_alike_is_what_reads_or_sounds_the_same(name, refused):
    edition = make_edition("jury")
    make_finalist(edition, "Anna Ek")
    candidate = make_finalist(edition, "Maj Lind")

    try:
        refuse_alike(candidate, name)
        was = False
    except TooAlike:
        was = True

    assert was is refused


def test_alike_in_another_category_are_not_in_the_way():
    edition = make_edition("jury", categories=2)
    first, second = edition.categories.all()
    one, other = make_candidate(edition, "Anna Ek"), make_candidate(edition, "Anna Ek")
    make_entry(edition, candidate=one, category=first)
    make_entry(edition, candidate=other, category=second)

    refuse_alike(other, "Anna Ek")

    assert list(alike_in(Candidate.objects.all())) == []


def test_alike_that_came_so_are_shown_to_the_organisers():
    edition = make_edition("jury")
    one, other = make_finalist(edition, "Anna Ek"), make_finalist(edition, "Anna Ek")

    assert list(alike_in(Candidate.objects.all())) == [(one, other)]


@pytest.mark.parametrize("field", ["name", "title", "workplace", "motivation_sv", "presentation"])
def test_database_refuses_other_words_once_the_vote_is_over(field):
    edition = make_edition("counting")
    candidate = make_finalist(edition, "Maj Lind", title="Chef", presentation="Jag.")

    with pytest.raises(IntegrityError, match="what a finalist was called"), transaction.atomic():
        Candidate.objects.filter(pk=candidate.pk).update(**{field: "Annat"})


def test_database_lets_texts_be_emptied_and_a_finalist_be_erased_after_the_vote():
    edition = make_edition("counting")
    candidate = make_finalist(edition, "Maj Lind", declined_at=timezone.now())

    Candidate.objects.update(workplace="", motivation_sv="")
    erase_candidate(candidate, by="test", reason="Hon ber om det.")

    assert Candidate.objects.get().name == ""
