from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection

from award.desk.domain.clock_moving import ClockRefused, move_clock
from award.log.models import LogEntry
from award.programme.domain.calendar import calendar
from award.programme.domain.clock import database_now, edition_now
from award.programme.domain.guard import RoundNotClosed, RoundNotOpen, hold_closed, hold_open
from award.programme.models import Edition, Round
from tests.factories import get_round, make_edition
from tests.passing import let_pass
from tests.time_travel import stopped_clock

pytestmark = pytest.mark.django_db

DAY, MICROSECOND = timedelta(days=1), timedelta(microseconds=1)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def made_up(phase: str = "vote", *, shift: timedelta = timedelta(0)) -> Edition:
    return make_edition(phase, is_made_up=True, clock_shift=shift)


def test_real_edition_goes_by_the_clock_of_the_database():
    edition = make_edition()

    with stopped_clock(NOON):
        assert (database_now(), edition_now(edition)) == (NOON, NOON)


def test_made_up_edition_adds_its_own_shift():
    edition = made_up(shift=timedelta(days=-400, hours=3, microseconds=7))

    with stopped_clock(NOON):
        assert edition_now(edition) == NOON - timedelta(days=400) + timedelta(
            hours=3, microseconds=7
        )


def test_without_an_edition_the_clock_itself_is_asked():
    with stopped_clock(NOON):
        assert edition_now(None) == NOON


def test_day_of_a_shift_has_24_hours_where_a_session_has_summer_time():
    """Stockholm turned its clocks on 29 March 2026: that calendar day had 23 hours."""
    edition = made_up(shift=30 * DAY)

    with stopped_clock(NOON), connection.cursor() as cursor:
        cursor.execute("SET LOCAL timezone = 'Europe/Stockholm'")
        cursor.execute("SELECT forebild_now(%s) = %s", [edition.pk, NOON + 30 * DAY])
        (whole_days,) = cursor.fetchone()
        cursor.execute("SET LOCAL timezone = 'UTC'")

    assert whole_days


def test_real_edition_refuses_a_shift():
    edition = make_edition()

    with pytest.raises(IntegrityError, match="real_edition_has_no_shift"):
        Edition.objects.filter(pk=edition.pk).update(clock_shift=MICROSECOND)


@pytest.mark.parametrize("at_birth", [True, False])
def test_edition_is_made_up_for_ever_or_never(at_birth):
    edition = make_edition(is_made_up=at_birth)

    with pytest.raises(IntegrityError, match="made up for ever, or never"):
        Edition.objects.filter(pk=edition.pk).update(is_made_up=not at_birth)


def test_clock_of_a_made_up_edition_never_goes_back():
    """A round that has been sealed does not open again."""
    edition = made_up(shift=DAY)

    with pytest.raises(IntegrityError, match="goes forward"):
        Edition.objects.filter(pk=edition.pk).update(clock_shift=DAY - MICROSECOND)


def test_move_clock_lets_the_moment_come_and_logs_it():
    edition = made_up("before")
    vote = get_round(edition, "vote")

    move_clock(edition, to=vote.opens_at, by="rehearsal", reason="Nu öppnar röstningen.")

    assert vote.contains(hold_open(vote.pk))
    entry = LogEntry.objects.get(action="edition.time_moved")
    assert entry.payload.content["reason"] == "Nu öppnar röstningen."
    assert entry.payload.content["after"] == vote.opens_at.isoformat()


def test_move_clock_touches_no_window():
    edition = made_up("before")
    before = list(Round.objects.values_list("opens_at", "closes_at"))

    let_pass(edition, 30 * DAY)

    assert list(Round.objects.values_list("opens_at", "closes_at")) == before


def test_move_clock_refuses_a_real_edition():
    edition = make_edition()

    with pytest.raises(ClockRefused):
        let_pass(edition, DAY)

    assert LogEntry.objects.filter(action="edition.time_moved").count() == 0


def test_move_clock_refuses_the_way_back():
    edition = made_up()

    with pytest.raises(ClockRefused):
        let_pass(edition, -MICROSECOND)


@pytest.mark.parametrize("shift", [timedelta(0), 400 * DAY, -400 * DAY + 3 * MICROSECOND])
@pytest.mark.parametrize(
    ("after", "is_open"), [(-MICROSECOND, True), (DAY * 0, False), (MICROSECOND, False)]
)
def test_closing_to_the_microsecond(shift, after, is_open):
    """Guard, querysets, calendar and the function for triggers agree, whatever the shift."""
    edition = made_up("vote", shift=shift)
    round = get_round(edition, "vote")

    with stopped_clock(round.closes_at + after - shift):
        found = Edition.objects.with_calendar().get(pk=edition.pk)
        told = {
            "guard lets in": lets_in(round),
            "closer waits": closer_waits(round),
            "open_now": Round.objects.open_now().filter(pk=round.pk).exists(),
            "closed": not Round.objects.closed().filter(pk=round.pk).exists(),
            "calendar": calendar(edition).is_open("vote"),
            "page": calendar(found).is_open("vote"),
            "trigger": round_now(round) < round.closes_at,
        }

    assert set(told.values()) == {is_open}, told


@pytest.mark.parametrize(
    ("after", "is_open"), [(-MICROSECOND, False), (DAY * 0, True), (MICROSECOND, True)]
)
def test_opening_to_the_microsecond(after, is_open):
    edition = made_up("vote", shift=90 * DAY)
    round = get_round(edition, "vote")

    with stopped_clock(round.opens_at + after - 90 * DAY):
        told = {
            "guard lets in": lets_in(round),
            "open_now": Round.objects.open_now().filter(pk=round.pk).exists(),
            "calendar": calendar(edition).has_opened("vote"),
        }

    assert set(told.values()) == {is_open}, told


def test_editions_beside_each_other_each_have_their_own_clock():
    real, past = make_edition("vote"), made_up("jury", shift=-400 * DAY)
    ahead = made_up("announced", shift=400 * DAY)

    opened = Round.objects.open_now().values_list("edition", "kind")

    assert set(opened) == {(real.pk, "vote"), (past.pk, "jury")}
    assert calendar(ahead).is_announced


def lets_in(round: Round) -> bool:
    try:
        hold_open(round.pk)
    except RoundNotOpen:
        return False
    return True


def closer_waits(round: Round) -> bool:
    try:
        hold_closed(round.pk)
    except RoundNotClosed:
        return True
    return False


def round_now(round: Round) -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT forebild_round_now(%s)", [round.pk])
        (now,) = cursor.fetchone()
    return now
