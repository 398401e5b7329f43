"""The role that serves can do what organisers do, and nothing past it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction

from award.desk.domain.deleting import delete_edition
from award.log.domain.parting import acting_as
from award.people.domain.seniority import propose_seniority, set_seniority
from award.people.domain.two_persons import approve
from award.programme.models import Edition
from award.rules.domain.books import rules_in_force
from award.rules.domain.freezing import is_frozen
from award.rules.domain.proposing import propose_rules
from award.rules.models import Freeze
from tests.award.rules.changes import longer
from tests.factories import make_edition, make_organiser, make_role
from voting.results.domain.settling import settle

pytestmark = pytest.mark.django_db(transaction=True)


def test_who_serves_freezes_changes_and_deletes(serving_role):
    draft = make_edition("before", is_public=False)
    begun, owner = make_edition("nomination"), make_role(draft, "owner")
    one, other = make_organiser(begun), make_organiser(begun)
    wished = longer(rules_in_force(begun), "nomination", timedelta(hours=1))

    with acting_as(serving_role):
        frozen = is_frozen(begun)
        approve(propose_rules(begun, wished, by=one, reason="Fler hinner."), by=other)
        delete_edition(draft, by=owner)

    assert (frozen, Freeze.objects.count()) == (True, 1)
    assert list(Edition.objects.all()) == [begun]
    assert begun.rule_books.count() == 2


def test_who_serves_deletes_an_edition_that_nobody_was_nominated_in(serving_role):
    edition = make_edition("jury")
    owner = make_role(edition, "owner")

    with acting_as(serving_role):
        settle(edition)
        delete_edition(edition, by=owner, reason="Ingen nominerade.")

    assert not Edition.objects.exists()


def test_two_owners_ask_fewer_days_of_seniority(serving_role):
    edition = make_edition("before")
    organisation = edition.award.organisation
    one, other = make_role(edition, "owner"), make_role(edition, "owner")

    with acting_as(serving_role):
        set_seniority(organisation, days=9, by=one)
        approve(propose_seniority(organisation, days=2, by=one, reason="Vi är få."), by=other)

    organisation.refresh_from_db()
    assert (organisation.seniority_days, organisation.seniority_next) == (2, None)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM rules_freeze",
        "DELETE FROM rules_rulebook",
        "UPDATE rules_rulebook SET reason = 'x'",
        "DELETE FROM programme_seal",
        "ALTER TABLE programme_round DISABLE TRIGGER round_stands",
        "DROP FUNCTION forebild_freeze(bigint)",
        "SET session_replication_role = 'replica'",
    ],
)
def test_who_serves_cannot_walk_round_the_guards(serving_role, statement):
    is_frozen(make_edition("nomination"))

    with acting_as(serving_role), pytest.raises(ProgrammingError), transaction.atomic():
        connection.cursor().execute(statement)
