"""Who has looked at whom is written down, once a day, and a digest of each day stands in the log."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import get_resolver
from django.utils import timezone

from award.log.domain.verifying import verify_log
from award.log.models import LogEntry
from award.mail.models import Heartbeat
from award.people.domain.personal.looking import COUNTED, EVERY, digest_looks, note_look
from award.people.models import Look
from nominations.models import Candidate
from tests.award.people.personal import make_world
from tests.award.site.addresses import address, every_address
from tests.award.site.addresses import make_world as site_world
from tests.factories import make_edition, make_role
from tests.nominations.making import page, sign_in
from tests.shown import sign_in_now

pytestmark = pytest.mark.django_db


def seen(reader):
    return sorted(Look.objects.filter(reader=reader).values_list("thing", "how"))


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def reader(world, client):
    reader = make_role(world.edition, "reader")
    sign_in(client, reader)
    return reader


def test_a_page_about_somebody_is_written_down_once_a_day(world, reader, client):
    for _ in range(3):
        client.get(page("desk_candidate", world.edition, candidate=world.candidate.pk))

    assert seen(reader) == [(f"nominee:{world.candidate.pk}", "read")]


def test_lists_and_files_are_written_down(world, reader, client):
    sign_in_now(client, reader)
    client.get(page("desk_nominations", world.edition))
    client.get(page("desk_nominations_csv", world.edition))
    client.get(page("desk_people", world.edition))

    edition = world.edition.pk
    assert seen(reader) == [
        (f"list:accounts:{edition}", "read"),
        (f"list:nominations:{edition}", "out"),
        (f"list:nominations:{edition}", "read"),
    ]


def test_whoever_is_not_let_in_has_seen_nothing(world, client):
    stranger = make_role(make_edition(), "reader")
    sign_in(client, stranger)

    client.get(page("desk_candidate", world.edition, candidate=world.candidate.pk))

    assert seen(stranger) == []


DESK = sorted(
    {n for n in every_address(get_resolver().url_patterns) if n.startswith("desk_")}
    - {"desk_nomination", "desk_wish"}  # which need an object of their own: the first stands above
)


@pytest.mark.parametrize("name", DESK)
def test_every_page_of_the_desk_that_shows_somebody_is_written_down(name, client):
    """Whichever page says a nominee's name, or a juror's address, to an owner is a look at her."""
    people, keys = site_world()
    sign_in_now(client, people["owner"])
    named = [*Candidate.objects.values_list("name", flat=True), people["juror"].email]

    text = client.get(address(name, keys)).text

    shown = [each for each in named if each in text]
    assert not shown or Look.objects.filter(reader=people["owner"]).exists(), shown


def _yesterday(world):
    """The newest day that is over: in the hour after midnight, the one before yesterday."""
    day = timezone.localdate(timezone.now() - EVERY) - timedelta(days=1)
    for thing in ("nominee:1", "nominee:2"):
        Look.objects.create(
            organisation=world.edition.award.organisation, reader=world.owner, day=day, thing=thing,
            how="read",
        )  # fmt: skip


def test_the_day_after_a_digest_stands_in_the_log(world):
    _yesterday(world)

    assert digest_looks() == 1

    entry = LogEntry.objects.get(action=COUNTED)
    assert entry.organisation == world.edition.award.organisation
    assert {k: v for k, v in entry.payload.content["after"].items() if k != "sha256"} == {
        "looks": 2, "readers": 1,
    }  # fmt: skip
    assert verify_log().faults == ()


def test_a_day_is_counted_once_and_today_not_yet(world):
    _yesterday(world)
    digest_looks()
    Heartbeat.objects.filter(service="looks").delete()

    assert digest_looks() == 0
    note_look(world.owner, world.edition.award.organisation, ["nominee:1"])
    Heartbeat.objects.filter(service="looks").delete()
    assert digest_looks() == 0


def test_it_is_asked_once_an_hour(world):
    digest_looks()
    _yesterday(world)

    assert digest_looks() == 0
    Heartbeat.objects.filter(service="looks").update(at=world.owner.created_at - timedelta(hours=2))
    assert digest_looks() == 1


def test_a_look_that_is_taken_away_is_found_out(world):
    _yesterday(world)
    digest_looks()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE people_look DISABLE TRIGGER append_only")
        cursor.execute("DELETE FROM people_look WHERE thing = 'nominee:2'")
        cursor.execute("ALTER TABLE people_look ENABLE TRIGGER append_only")

    faults = verify_log().faults

    assert [fault.seq for fault in faults] == [LogEntry.objects.get(action=COUNTED).seq]


@pytest.mark.parametrize("name", ["desk_nomination", "desk_mail", "desk_nominations_csv"])
def test_readers_see_no_addresses_of_nominators(world, reader, client, name):
    more = {"nomination": world.nomination.pk} if name == "desk_nomination" else {}
    sign_in_now(client, reader)

    shown = client.get(page(name, world.edition, **more)).text

    assert "@hasselrot.example" not in shown


@pytest.mark.parametrize("name", ["desk_nomination", "desk_mail", "desk_nominations_csv"])
def test_owners_see_them(world, client, name):
    sign_in_now(client, world.owner)
    more = {"nomination": world.nomination.pk} if name == "desk_nomination" else {}

    assert "@hasselrot.example" in client.get(page(name, world.edition, **more)).text
