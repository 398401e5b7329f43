"""The demo, played once for all of these."""

import re
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client, override_settings

from award.log.domain.reading import log_rows
from award.log.domain.verifying import verify_log
from award.log.models import LogEntry
from award.people.models import Person, Role
from award.programme.domain.calendar import Phase, calendar
from award.programme.domain.clock import database_now, edition_now
from award.programme.models import Edition
from award.stack.up import SIGN_IN
from tests.serving import as_serving
from voting.jury.models import Juror
from voting.rehearsal.demo import JURORS, OTHERS, OWNER, found_demo
from voting.results.models import RoundResult

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo")]

DAY = timedelta(days=1)


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[None]:
    """Played by the role that serves, as `make up` does it; committed, and so emptied away."""
    media = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with django_db_blocker.unblock(), media:
        found_demo()
        with as_serving():
            call_command("demo", stdout=StringIO())
        yield
        call_command("flush", interactive=False)


def editions() -> tuple[Edition, Edition]:
    """Last year's and this year's."""
    newest, last = Edition.objects.newest_first()
    return last, newest


def test_demo_stands_in_the_public_vote_with_a_winner_behind_it():
    last, newest = editions()

    front = Client().get("/", follow=True).text
    result = Client().get(f"/{last.award.slug}/{last.year}/resultat/").text

    assert "Rösta" in front
    assert str(newest.year) in front
    assert "Juryns motivering" in result


def test_demo_is_made_once():
    told = StringIO()

    call_command("demo", stdout=told)

    assert told.getvalue() == "There is an edition already: nothing was made.\n"
    assert Edition.objects.count() == 2


def test_demo_is_marked_as_made_up():
    last, newest = editions()

    pages = [Client().get(f"/{e.award.slug}/{e.year}/").text for e in (last, newest)]

    assert [page.count("Påhittad övning: ingenting här är på riktigt") for page in pages] == [1, 1]


def test_last_year_was_sealed_and_announced_when_it_was_time():
    """It was sealed, mailed and dated on the day that the demo was made."""
    last, _ = editions()

    log = log_rows(LogEntry.objects.filter(edition=last).select_related("payload"))
    (announced,) = [row.at for row in log if row.what == "Resultatet tillkännagivet"]
    results = RoundResult.objects.filter(round__edition=last).select_related("round")

    late = [r.sealed_at - r.round.closes_at for r in results]
    assert timedelta(0) <= min(late) <= max(late) < 2 * DAY
    assert last.announce_at <= announced < last.announce_at + DAY
    assert max(row.at for row in log) <= database_now()


def test_both_years_show_the_real_time_when_the_play_is_over():
    last, newest = editions()

    assert abs(edition_now(last) - database_now()) < timedelta(seconds=1)
    assert abs(edition_now(newest) - database_now()) < timedelta(seconds=1)
    assert calendar(newest).phase == Phase.VOTE
    assert calendar(last).phase == Phase.ANNOUNCED


def test_everybody_whom_the_table_of_make_up_names_is_there():
    named = set(re.findall(r"[\w.]+@example\.org", str(SIGN_IN)))

    assert named <= set(Person.objects.values_list("email", flat=True))
    assert {OWNER[0], *(email for email, _, _ in OTHERS), JURORS[0], JURORS[-1]} <= named


def test_there_are_people_enough_to_try_every_act():
    deciding = Role.objects.filter(kind__in=("owner", "organiser"))

    assert [Juror.objects.filter(edition=e).sitting().count() for e in editions()] == [6, 6]
    assert deciding.count() == 3
    assert max(deciding.values_list("created_at", flat=True)) < database_now() - 29 * DAY


def test_whoever_decides_in_the_demo_had_the_role_before_the_edition_was_there():
    """Where the role that serves makes a role, its days count from then on."""
    roles = Role.objects.in_reach_of(editions()[1]).exclude(kind="juror")

    assert roles.count() == len(OTHERS) + 1
    assert all(role.created_at < editions()[1].created_at for role in roles)


def test_log_of_the_demo_holds_together():
    assert verify_log().faults == ()
