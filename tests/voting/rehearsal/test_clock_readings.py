"""A page reads its edition's clock once: two readings could fall on either side of a deadline."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import make_edition, make_organiser
from tests.voting.ballots.electorate import make_vote

pytestmark = pytest.mark.django_db


def readings(client, name, edition) -> list[str]:
    """The statements in which the page reads the clock of its edition; earlier years have their own."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(reverse(name, args=[edition.award.slug, edition.year])).status_code == 200
    read = [q["sql"] for q in queries if "forebild_now(" in q["sql"]]
    return [sql for sql in read if '"year" <' not in sql]


@pytest.mark.parametrize("phase", ["before", "nomination", "jury"])
@pytest.mark.parametrize("name", ["edition", "nominate", "finalists", "vote"])
def test_public_page_reads_once_before_the_vote(client, name, phase):
    assert len(readings(client, name, make_edition(phase))) == 1


@pytest.mark.parametrize("name", ["edition", "nominate", "finalists", "vote"])
def test_public_page_reads_once_during_the_vote(client, name):
    assert len(readings(client, name, make_vote().edition)) == 1


@pytest.mark.parametrize("phase", ["nomination", "jury", "vote"])
def test_desk_reads_once(client, phase):
    edition = make_vote(phase).edition
    client.force_login(make_organiser(edition))

    assert len(readings(client, "desk_edition", edition)) == 1
