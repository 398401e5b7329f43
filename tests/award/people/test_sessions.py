"""Where somebody is signed in is noted in the rooms of those who work here, and beside no vote."""

from __future__ import annotations

import pytest
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test.utils import CaptureQueriesContext

from award.people.sessions import is_own_room, shortened
from tests.factories import make_organiser
from tests.shown import sign_in_now
from tests.voting.ballots.browsing import Browser
from tests.voting.ballots.electorate import make_vote

pytestmark = pytest.mark.django_db


def test_a_vote_of_somebody_who_has_signed_in_leaves_no_time_beside_her_name():
    """Her session's row was written within 300 ms of her ballot: a join gave name and choice."""
    round = make_vote()
    voter = Browser(round)
    sign_in_now(voter.client, make_organiser(round.edition))
    voter.client.get("/konto/")
    before = list(UserSession.objects.values())

    with CaptureQueriesContext(connection) as asked:
        voter.vote()

    assert before
    assert list(UserSession.objects.values()) == before
    written = [q["sql"] for q in asked if q["sql"].startswith(("INSERT", "UPDATE"))]
    assert written
    assert [sql for sql in written if "usersessions" in sql or "django_session" in sql] == []


@pytest.mark.parametrize(
    ("path", "own"),
    [
        ("/desk/", True), ("/en/desk/pris/2026/", True), ("/jury/pris/2026/", True), ("/konto/", True),
        ("/", False), ("/en/", False), ("/pris/2026/rosta/", False), ("/en/pris/2026/kvitto/", False),
        ("/static/desk/x.css", True),
    ],
)  # fmt: skip
def test_own_rooms_are_known_by_their_first_part(path, own):
    assert is_own_room(path) is own


def test_of_a_network_address_its_first_part_is_kept(client):
    assert shortened("192.0.2.77") == "192.0.2.0"
    assert shortened("2001:db8:1:2::3") == "2001:db8:1::"
    assert shortened("unknown") == "unknown"

    round = make_vote()
    client.defaults["REMOTE_ADDR"] = "192.0.2.77"
    sign_in_now(client, make_organiser(round.edition))
    client.get("/konto/")

    assert [session.ip for session in UserSession.objects.all()] == ["192.0.2.0"]
