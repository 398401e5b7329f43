"""Who proposes and who approves take turns: both hold the edition before the proposal."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction

from award.log.domain.recording import record
from award.people.domain.acts import ActRefused
from award.people.domain.two_persons import approve
from award.people.models import Proposal
from award.rules.domain.books import locked, rule_book_in_force, rules_in_force
from award.rules.domain.proposing import propose_rules
from tests.award.rules.changes import REASON, longer
from tests.factories import DAY, make_edition, make_organiser

pytestmark = pytest.mark.django_db(transaction=True)
A_MOMENT = 1  # second, in which the other thread comes as far as it can


class Beside(threading.Thread):
    """An act on a connection of its own, and what came of it."""

    def __init__(self, act) -> None:
        super().__init__()
        self.act, self.outcome = act, ""
        self.start()

    def run(self) -> None:
        try:
            self.act()
            self.outcome = "done"
        except Exception as error:
            self.outcome = f"{type(error).__name__}: {error}"
        finally:
            connection.close()


def test_a_yes_beside_another_proposal_of_the_rules_is_heard_and_nobody_is_thrown_out():
    edition = make_edition("jury")
    one, other = make_organiser(edition), make_organiser(edition)
    rules = rules_in_force(edition)
    proposal = propose_rules(edition, longer(rules, "vote", DAY), by=one, reason=REASON)

    with transaction.atomic():
        locked(edition)
        yes = Beside(lambda: approve(proposal, by=other))
        yes.join(A_MOMENT)
        with pytest.raises(ActRefused, match=r"väntar|waits"):
            propose_rules(edition, longer(rules, "vote", 2 * DAY), by=one, reason=REASON)
    yes.join()

    assert yes.outcome == "done"
    assert Proposal.objects.get(pk=proposal.pk).state == "approved"
    assert rule_book_in_force(edition).proposal_id == proposal.pk


def test_whoever_holds_the_edition_and_whoever_writes_the_log_do_not_wait_for_each_other():
    edition = make_edition("jury")

    with transaction.atomic():
        locked(edition)
        note = Beside(lambda: record("test.noted", actor="test", object="test:1", edition=edition))
        note.join(A_MOMENT)
        record("test.held", actor="test", object="test:1", edition=edition)
    note.join()

    assert note.outcome == "done"
