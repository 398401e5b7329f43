"""The role that serves can do what organisers do, and nothing past it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction

from award.desk.domain.deleting import delete_edition
from award.log.domain.parting import acting_as
from award.programme.models import Edition
from award.rules.domain.books import rules_in_force
from award.rules.domain.freezing import is_frozen
from award.rules.models import Freeze
from tests.award.rules.changes import change, longer
from tests.factories import make_edition, make_role

pytestmark = pytest.mark.django_db(transaction=True)


def test_who_serves_freezes_changes_and_deletes(serving_role):
    draft = make_edition("before", is_public=False)
    begun, owner = make_edition("nomination"), make_role(draft, "owner")

    with acting_as(serving_role):
        frozen = is_frozen(begun)
        change(begun, longer(rules_in_force(begun), "nomination", timedelta(hours=1)))
        delete_edition(draft, by=owner)

    assert (frozen, Freeze.objects.count()) == (True, 1)
    assert list(Edition.objects.all()) == [begun]
    assert begun.rule_books.count() == 2


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
