"""An extra vote can be made longer, by two people, as long as it is not over."""

from datetime import timedelta

import pytest
from django.utils import timezone

from award.mail.models import Outage
from award.people.domain.acts import ActLapsed, ActRefused
from award.people.domain.two_persons import approve, propose
from award.people.models import Proposal
from award.programme.models import Seal
from tests.voting.results.deciding import SIGNED_IN, two_of
from tests.voting.results.extra import (
    DAY,
    HOUR,
    close,
    decide_extra,
    held,
    nobody_voted,
    plan_for,
    vote_in,
)
from tests.voting.results.playing import path, places
from voting.results.domain.extra_planning import LATEST
from voting.results.domain.lengthening import LONGER, longer_payload, longer_subject

pytestmark = pytest.mark.django_db


def asked(round, until, *, by):
    return propose(
        LONGER,
        edition=round.edition,
        by=by,
        reason="Fler ska hinna.",
        payload=longer_payload(round, until),
        subject=longer_subject(round),
    )


def longer(round, until):
    one, other = two_of(round.edition)
    approve(asked(round, until, by=one), by=other)
    round.refresh_from_db()


def test_two_people_make_it_longer(tied):
    round = decide_extra(tied)
    until = round.closes_at + DAY

    longer(round, until)

    assert round.closes_at == until


def test_one_alone_does_not(tied):
    round = decide_extra(tied)
    before = round.closes_at

    asked(round, before + DAY, by=two_of(tied)[0])

    round.refresh_from_db()
    assert round.closes_at == before


@pytest.mark.parametrize("by", [-HOUR, timedelta(0), LATEST])
def test_never_shorter_and_not_without_end(tied, by):
    round = decide_extra(tied)

    with pytest.raises(ActRefused):
        longer(round, round.closes_at + by)


def test_sealed_it_is_over(tied):
    round = held(tied, {"anna": 1})

    with pytest.raises(ActLapsed):
        longer(round, timezone.now() + DAY)


def test_it_does_not_run_into_the_next():
    edition = nobody_voted()
    first = decide_extra(edition, plan_for(edition, closes_in=DAY))
    decide_extra(
        edition,
        plan_for(edition, opens_in=2 * DAY, closes_in=3 * DAY),
        category="kategori-2",
    )

    with pytest.raises(ActRefused, match="gå in i nästa"):
        longer(first, first.closes_at + 2 * DAY)


def test_after_an_outage_it_is_opened_again_before_anybody_has_seen_a_figure(tied):
    round = decide_extra(tied)
    vote_in(round, {"anna": 1})
    closed = timezone.now() - timedelta(minutes=1)
    Outage.objects.create(began_at=closed - timedelta(minutes=30), ended_at=closed)
    close(round, at=closed)

    longer(round, timezone.now() + DAY)
    vote_in(round, {"berit": 2})
    Outage.objects.all().delete()
    close(round)

    assert Seal.objects.filter(round=round).exists()
    assert places(tied)[0] == (1, ["berit"])


def test_it_is_proposed_on_the_desk(tied, client):
    round = decide_extra(tied)
    client.force_login(two_of(tied)[0], backend=SIGNED_IN)
    page = path("desk_extra_vote", tied, round.pk)
    until = timezone.localtime(round.closes_at + DAY, tied.zone).replace(second=0, microsecond=0)
    wrong = client.post(page, {"until": "2020-01-01T12:00", "reason": "Fler ska hinna."})

    client.post(page, {"until": f"{until:%Y-%m-%dT%H:%M}", "reason": "Fler ska hinna."})

    assert wrong.status_code == 422
    assert "Fler ska hinna." in wrong.text
    assert page in client.get(path("desk_results", tied)).text
    proposal = Proposal.objects.get(kind=LONGER)
    assert "i stället för" in proposal.words["sv"][0]


def test_page_is_gone_when_it_is_sealed(tied, client):
    round = held(tied, {"anna": 1})
    client.force_login(two_of(tied)[0], backend=SIGNED_IN)

    assert client.get(path("desk_extra_vote", tied, round.pk)).status_code == 404
