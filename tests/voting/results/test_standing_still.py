"""A page that finds a round due, or a result's moment come, seals and announces nothing after a restore."""

from __future__ import annotations

from datetime import timedelta

import pytest

from award.mail.domain.standstill import go_on, stand_still
from award.programme.domain.clock import database_now
from tests.factories import shift_edition
from tests.voting.results.playing import counted, path, played
from voting.results.domain.announcing import announce_due, public_result
from voting.results.domain.settling import settle
from voting.results.models import Announcement, EditionResult

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_no_round_is_sealed_by_whoever_opens_a_page(client):
    edition = played({"anna": 5, "berit": 3}, {"anna": 1})
    stand_still(database_now())

    settle(edition)
    client.get(path("result", edition))

    assert not EditionResult.objects.exists()
    go_on("Olga har tittat.")
    settle(edition)
    assert EditionResult.objects.exists()


def test_no_result_is_announced_though_its_moment_has_come(client):
    edition = counted("single", {"anna": 2, "berit": 1}, public=False)
    stand_still(database_now())
    shift_edition(edition, by=-30 * DAY)

    announce_due()

    assert public_result(edition) is None
    assert "Anna" not in client.get(path("result", edition)).text
    assert not Announcement.objects.exists()
    go_on("Olga har tittat.")
    assert public_result(edition) is not None
