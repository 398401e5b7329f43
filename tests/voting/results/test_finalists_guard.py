"""In the database: whoever stands in the vote was chosen."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from nominations.models import Entry
from tests.factories import get_round, make_candidate, make_edition
from tests.serving import as_serving
from tests.voting.results.playing import close_jury, judge

pytestmark = pytest.mark.django_db(transaction=True)


def enter_by_sql(edition, candidate) -> None:
    Entry.objects.create(
        round=get_round(edition, "vote"), category=edition.categories.get(), candidate=candidate
    )


def test_jury_chooses_and_nobody_else_does_before_the_vote_opens_either():
    edition = make_edition("jury")
    judge(edition, {"anna": 5, "berit": 4, "cecilia": 3, "eva": 2})
    close_jury(edition)
    stranger = make_candidate(edition, "Dora")

    with as_serving(), pytest.raises(DatabaseError, match="has chosen"), transaction.atomic():
        enter_by_sql(edition, stranger)

    assert Entry.objects.filter(round__kind="vote").exists()


@pytest.mark.parametrize(("phase", "refused"), [("nomination", False), ("vote", True)])
def test_without_a_jury_the_opening_chooses(phase, refused):
    edition = make_edition(phase, kinds=("nomination", "vote"))
    candidate = make_candidate(edition)

    with as_serving():
        try:
            with transaction.atomic():
                enter_by_sql(edition, candidate)
        except DatabaseError as error:
            assert refused
            assert "has opened" in str(error)

    assert Entry.objects.exists() is not refused
