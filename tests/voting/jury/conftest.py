"""A jury at work: one juror, invited by an address as somebody types it, with one entry to score."""

import pytest

from tests.factories import make_edition, make_entry, make_organiser
from voting.jury.domain.assigning import assign_everything
from voting.jury.domain.inviting import invite_juror


@pytest.fixture
def edition(db):
    return make_edition("jury")


@pytest.fixture
def juror(edition):
    return invite_juror(edition=edition, email="Juror@Example.org", by=make_organiser(edition))


@pytest.fixture
def entry(edition, juror):
    found = make_entry(edition)
    assign_everything(edition)
    return found
