"""Two who decide at the same moment: one is heard, and it is done once."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from award.people.domain.two_persons import ActRefused, approve, decline, propose
from award.people.models import Proposal
from tests.factories import make_edition, make_organiser

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts) -> list[str]:
    """What came of each: "done" or "refused"."""
    barrier = threading.Barrier(len(acts))
    outcomes: list[str] = []

    def run(act) -> None:
        barrier.wait()
        try:
            act()
            outcomes.append("done")
        except ActRefused:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def ask(edition, by, **options):
    payload = {"name": "Åsa"}
    return propose("test.rename", edition=edition, by=by, reason="Fel", payload=payload, **options)


def test_of_a_yes_and_a_no_one_is_heard(rename):
    edition = make_edition()
    one, other, third = (make_organiser(edition) for _ in range(3))
    proposal = ask(edition, one)

    outcomes = at_once(
        lambda: approve(proposal, by=other),
        lambda: decline(proposal, by=third),
        lambda: approve(proposal, by=third),
    )

    proposal.refresh_from_db()
    assert outcomes == ["done", "refused", "refused"]
    assert len(rename.done) == (1 if proposal.state == "approved" else 0)


def test_of_two_proposals_about_one_thing_one_waits(rename):
    edition = make_edition()
    one, other = make_organiser(edition), make_organiser(edition)

    outcomes = at_once(
        *(lambda by=by: ask(edition, by, subject="candidate:1") for by in (one, other))
    )

    assert outcomes == ["done", "refused"]
    assert Proposal.objects.waiting().count() == 1
