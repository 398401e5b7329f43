"""Nobody makes, moves or fills an extra vote but by what two people decided: asked past the program, as the role that serves."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from psycopg import IntegrityError
from psycopg.errors import InsufficientPrivilege

from award.people.domain.two_persons import approve
from award.people.models import Proposal
from award.programme.models import Round
from tests.factories import get_round, make_edition
from tests.serving import as_serving
from tests.voting.results.deciding import two_of
from tests.voting.results.extra import (
    DAY,
    HOUR,
    close,
    decide_extra,
    held,
    plan_for,
    propose_extra,
)
from tests.voting.results.playing import CATEGORY, counted

pytestmark = pytest.mark.django_db(transaction=True)


def refused(statement: str, *values: object) -> str:
    """The name of the guard that refuses it; nothing where the role has no right to it at all."""
    with as_serving(), pytest.raises(DatabaseError) as refusal, transaction.atomic():
        connection.cursor().execute(statement, values)
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
    cause = refusal.value.__cause__
    assert isinstance(cause, IntegrityError | InsufficientPrivilege)
    return cause.diag.constraint_name or ""


ADD = (
    "INSERT INTO programme_round (slug, place, only_for, name, edition_id, kind, supplements_id, opens_at, closes_at)"
    " VALUES ('extra-1', 0, '{}', '{}', %s, %s, %s, %s, %s)"
)


def test_no_extra_vote_without_a_decision(tied):
    now, category = timezone.now(), tied.categories.get()

    found = refused(ADD, tied.pk, "extra_vote", category.pk, now, now + DAY)

    assert found == "extra_vote_is_decided"


def test_no_extra_vote_by_a_proposal_that_waits(tied):
    proposal = propose_extra(tied, plan_for(tied, opens_in=HOUR))
    opens_at, closes_at = proposal.payload["opens_at"], proposal.payload["closes_at"]

    found = refused(ADD, tied.pk, "extra_vote", tied.categories.get().pk, opens_at, closes_at)

    assert found == "extra_vote_is_decided"


def test_no_extra_vote_at_other_times_than_were_decided(tied):
    round = decide_extra(tied)
    close(round)

    found = refused(
        ADD, tied.pk, "extra_vote", round.supplements_id, timezone.now(), timezone.now() + DAY
    )

    assert found == "extra_vote_is_decided"


def test_no_second_extra_vote_by_the_same_decision(tied):
    """One after it, at times of its own, takes a decision of its own; at the same times there is one already."""
    round = decide_extra(tied)

    found = refused(
        ADD, tied.pk, "extra_vote", round.supplements_id, round.opens_at, round.closes_at
    )

    assert found == "extra_vote_after_the_seal"


def test_no_extra_vote_about_what_is_decided(tied):
    held(tied, {"anna": 1})
    forged = Proposal.objects.get(kind="result.another_round")

    found = refused(
        ADD,
        tied.pk,
        "extra_vote",
        tied.categories.get().pk,
        forged.decided_at,
        forged.payload["closes_at"],
    )

    assert found == "extra_vote_after_the_seal"


@pytest.mark.parametrize("kind", ["nomination", "jury", "vote"])
def test_no_ordinary_round_passes_for_one(tied, kind):
    now = timezone.now()

    found = refused(ADD, tied.pk, kind, tied.categories.get().pk, now + DAY, now + 2 * DAY)

    assert found == "extra_vote_supplements_a_category"


def test_no_extra_vote_without_a_category(tied):
    now = timezone.now()

    found = refused(ADD, tied.pk, "extra_vote", None, now, now + DAY)

    assert found == "extra_vote_is_decided"


def test_ordinary_round_does_not_become_one():
    edition = make_edition("before", kinds=("vote",))

    found = refused(
        "UPDATE programme_round SET kind = 'extra_vote', supplements_id = %s WHERE id = %s",
        edition.categories.get().pk,
        get_round(edition, "vote").pk,
    )

    assert found == "extra_vote_is_decided"


@pytest.mark.parametrize(
    ("set_", "guard"),
    [
        ("opens_at = opens_at + interval '1 hour'", "extra_vote_only_longer"),
        ("opens_at = opens_at - interval '1 hour'", "extra_vote_only_longer"),
        ("closes_at = closes_at - interval '1 hour'", "extra_vote_is_decided"),
        ("closes_at = closes_at + interval '1 hour'", "extra_vote_is_decided"),
        ("kind = 'vote', supplements_id = NULL", "frozen_rounds_stay"),
    ],
)
def test_it_stands_as_it_was_decided(tied, set_, guard):
    round = decide_extra(tied, plan_for(tied, opens_in=HOUR))

    assert refused(f"UPDATE programme_round SET {set_} WHERE id = %s", round.pk) == guard


def test_it_is_not_deleted(tied):
    round = decide_extra(tied)

    assert refused("DELETE FROM programme_round WHERE id = %s", round.pk) == ""


def test_sealed_it_changes_in_nothing(tied):
    round = held(tied, {"anna": 1})

    found = refused(
        "UPDATE programme_round SET closes_at = closes_at + interval '1 hour' WHERE id = %s",
        round.pk,
    )

    assert found == "extra_vote_is_decided"


ENTER = "INSERT INTO nominations_entry (round_id, category_id, candidate_id, created_at) VALUES (%s, %s, %s, now())"


def test_nobody_stands_in_it_but_whom_they_named(tied):
    round = decide_extra(tied)
    cecilia = tied.candidates.get(slug="cecilia")

    assert refused(ENTER, round.pk, round.supplements_id, cecilia.pk) == "stands_as_decided"
    for statement in (
        "UPDATE nominations_entry SET candidate_id = %s",
        "DELETE FROM nominations_entry WHERE candidate_id <> %s",
    ):
        assert refused(statement, cecilia.pk) in ("", "entry_stands")


def test_announcement_does_not_move_with_it():
    """The round that is open then is none that the rules foresee."""
    edition = counted("single", {"anna": 1, "berit": 1}, ties=("first_places",), public=False)
    decide_extra(edition)

    found = refused(
        "UPDATE programme_edition SET announce_at = announce_at + interval '1 day' WHERE id = %s",
        edition.pk,
    )

    assert found == "announcement_stays"


def test_what_two_people_decided_passes_for_the_role_that_serves(tied):
    one, other = two_of(tied)
    proposal = propose_extra(tied, by=one)

    with as_serving():
        approve(proposal, by=other)

    round = Round.objects.extra_votes().get()
    assert (round.supplements.slug, round.entries.count()) == (CATEGORY, 2)
