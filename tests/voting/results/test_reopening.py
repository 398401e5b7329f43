"""What is sealed stays sealed: no vote reopens, and what was announced is what the package counts."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from award.people.domain.acts import ActRefused
from award.programme.domain.guard import RoundNotOpen
from award.programme.models import Round, Seal
from award.rules.domain.books import rules_in_force
from award.rules.domain.document import RulesError, Window
from award.rules.domain.extending import extend_alone
from award.rules.domain.proposing import propose_rules
from tests.factories import get_round, make_organiser
from tests.voting.ballots.electorate import make_vote, vote_for
from tests.voting.results.playing import (
    CATEGORY,
    DAY,
    EVERYTHING,
    announce,
    close_vote,
    newest,
    places,
)
from voting.ballots.domain.casting import cast
from voting.ballots.domain.receipts import state_of
from voting.results.domain.settling import settle
from voting.results.domain.storing import archive_of
from voting.results.models import EditionResult
from voting.results.recount.recounting import recount_package

pytestmark = pytest.mark.django_db


@pytest.fixture
def sealed():
    """A vote that was closed and sealed with one ballot, for Anna."""
    round = make_vote(kinds=("vote",), rules={"publication": EVERYTHING})
    receipt = vote_for(round, "anna").code
    close_vote(round.edition)
    settle(round.edition)
    return round.edition, receipt


def test_two_organisers_cannot_extend_a_sealed_vote(sealed):
    edition, _ = sealed
    one, _other = make_organiser(edition), make_organiser(edition)
    rules = rules_in_force(edition)
    later = Window(rules.vote.window.opens_at, timezone.now() + DAY)

    with pytest.raises((RulesError, ActRefused)):
        propose_rules(
            edition, rules.having(vote=replace(rules.vote, window=later)), by=one, reason="Fler."
        )
    with pytest.raises(ActRefused):
        extend_alone(edition, round="vote", until=timezone.now() + DAY, by=one, reason="Fler.")


def test_database_moves_no_window_of_a_sealed_round(sealed):
    edition, _ = sealed

    with pytest.raises(DatabaseError), transaction.atomic():
        Round.objects.filter(edition=edition).update(closes_at=timezone.now() + DAY)
    with pytest.raises(DatabaseError), transaction.atomic():
        Seal.objects.filter(round__edition=edition).delete()


def test_no_vote_is_accepted_after_the_seal_and_the_announced_is_what_is_counted(sealed):
    edition, receipt = sealed
    for slug in ("berit", "berit", "cecilia"):
        with pytest.raises(RoundNotOpen), transaction.atomic():
            cast(
                round=get_round(edition, "vote"),
                identity=f"{uuid4().hex}@example.org",
                choices={CATEGORY: slug},
                submission=uuid4(),
            )

    result = announce(edition)

    assert result.content["voters"] == 1
    assert places(edition)[0] == (1, ["anna"])
    assert state_of(receipt, get_round(edition, "vote")) == "counted"
    assert recount_package(archive_of(result)).agrees


def test_settling_again_seals_no_second_result(sealed):
    edition, _ = sealed
    before = newest(edition)

    settle(edition)
    announce(edition)

    assert list(EditionResult.objects.of(edition)) == [before]
