from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import translation

from award.people.models import Person
from award.programme.models import Edition
from tests.factories import make_edition, make_organiser
from tests.nominations.making import sign_in


@pytest.fixture(autouse=True)
def swedish() -> Iterator[None]:
    """A request for an English page leaves its language behind in the thread of the test."""
    with translation.override("sv"):
        yield


@pytest.fixture
def edition(db: None) -> Edition:
    return make_edition()


@pytest.fixture
def organiser(edition: Edition, client: Client) -> Person:
    """Signed in, in the test's own client."""
    organiser = make_organiser(edition)
    sign_in(client, organiser)
    return organiser
