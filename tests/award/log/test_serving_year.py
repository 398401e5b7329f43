"""What the program itself does passes every guard: a whole year, and what people decide, as the role that serves."""

from __future__ import annotations

import pytest

from award.log.domain.parting import acting_as
from award.people.domain.two_persons import approve
from award.people.models import Proposal
from nominations.domain.ineligibility import propose_ineligible
from nominations.domain.letting_in import propose_letting_in
from nominations.domain.rewording import reword
from nominations.models import Candidate, Rewording
from tests.factories import make_edition, make_organiser
from tests.voting.results.deciding import proposed, two_of
from tests.voting.results.playing import close_jury, counted, judge, newest, open_vote
from voting.rehearsal.year import rehearse
from voting.results.domain.announcing import public_result
from voting.results.domain.questions import WITHHOLD
from voting.results.models import Announcement

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_year_is_rehearsed_from_the_nomination_to_the_announcement(serving_role):
    with acting_as(serving_role):
        edition, results = rehearse(seed=3, nominations=6, jurors=4, voters=5)

    assert Announcement.objects.of(edition).count() == 1
    assert results


def test_two_people_rename_rule_out_and_let_in(serving_role):
    edition = make_edition("jury")
    one, other = make_organiser(edition), make_organiser(edition)
    judge(edition, {"anna": 5, "berit": 4})
    close_jury(edition)
    open_vote(edition)
    anna, berit = (Candidate.objects.get(slug=slug) for slug in ("anna", "berit"))

    with acting_as(serving_role):
        waiting = reword(anna, {"name": "Anna Ek"}, by=one, reason="Gift.")
        approve(waiting, by=other)
        out = propose_ineligible(berit, rule="2 §", reason="Vann förra året.", by=other)
        approve(out, by=one)
        approve(propose_letting_in(berit, by=one, reason="Det var fel."), by=other)

    anna.refresh_from_db()
    berit.refresh_from_db()
    assert (anna.name, Rewording.objects.get().former_name) == ("Anna Ek", "Anna")
    assert berit.ineligible_at is None
    assert Proposal.objects.filter(state="approved").count() == 3


def test_two_people_give_a_result_its_next_version(serving_role):
    tied = counted("single", {"anna": 2, "berit": 2}, ties=("first_places",))

    one, other = two_of(tied)

    with acting_as(serving_role):
        approve(proposed(tied, WITHHOLD, by=one), by=other)
        made = newest(tied)
        announced = public_result(tied)

    assert (made.version, announced) == (2, made)
