from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from award.programme.domain.calendar import Calendar, Phase, calendar
from award.programme.models import Edition, Round
from tests.factories import PHASES, get_round, make_edition, move_round

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("phase", PHASES)
def test_phase_follows_from_the_database_clock(phase):
    edition = make_edition(phase)

    assert calendar(edition).phase == Phase(phase)


def test_phase_between_two_rounds():
    edition = make_edition("nomination")

    move_round(get_round(edition, "nomination"), closes_in=-timedelta(hours=1))

    assert calendar(edition).phase == Phase.BETWEEN


def test_window_is_half_open():
    edition = make_edition("nomination")
    round = get_round(edition, "nomination")
    just_before = round.closes_at - timedelta(microseconds=1)

    assert round.contains(round.opens_at)
    assert round.contains(just_before)
    assert not round.contains(round.closes_at)


def test_calendar_names_the_open_and_the_next_round():
    found = calendar(make_edition("jury"))

    assert found.open_round == found.round("jury")
    assert found.next_round == found.round("vote")


def test_calendar_without_rounds_is_before():
    edition = make_edition("before")

    assert Calendar(edition.announce_at - timedelta(days=1), (), edition.announce_at).phase == (
        Phase.BEFORE
    )


def test_round_cannot_close_before_it_opens():
    round = get_round(make_edition(), "vote")

    with pytest.raises(IntegrityError, match="round_opens_before_closing"):
        Round.objects.filter(pk=round.pk).update(closes_at=round.opens_at)


def test_rounds_cannot_overlap():
    edition = make_edition("before")
    jury = get_round(edition, "jury")

    with pytest.raises(IntegrityError, match="do not overlap"), transaction.atomic():
        Round.objects.filter(edition=edition, kind="nomination").update(
            opens_at=jury.opens_at, closes_at=jury.closes_at, place=jury.place
        )
        _check_now()


def test_rounds_of_other_categories_may_overlap():
    edition = make_edition("before", categories=2)
    jury = get_round(edition, "jury")
    Round.objects.filter(pk=jury.pk).update(only_for=["kategori-1"])

    Round.objects.create(
        edition=edition,
        slug="others",
        kind="jury",
        place=jury.place,
        only_for=["kategori-2"],
        opens_at=jury.opens_at,
        closes_at=jury.closes_at,
    )

    _check_now()


def test_rounds_cannot_swap_places():
    edition = make_edition()
    jury, vote = get_round(edition, "jury"), get_round(edition, "vote")

    with pytest.raises(IntegrityError, match="come in order"), transaction.atomic():
        Round.objects.filter(pk=jury.pk).update(opens_at=vote.opens_at, closes_at=vote.closes_at)
        Round.objects.filter(pk=vote.pk).update(opens_at=jury.opens_at, closes_at=jury.closes_at)
        _check_now()


def test_announcement_cannot_come_before_the_last_closing():
    edition = make_edition()
    vote = get_round(edition, "vote")

    with pytest.raises(IntegrityError, match="after the last round"), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(
            announce_at=vote.closes_at - timedelta(microseconds=1)
        )
        _check_now()


def test_round_has_a_slug_of_its_own():
    edition = make_edition(kinds=("nomination",))
    round = get_round(edition, "nomination")

    with pytest.raises(IntegrityError, match="round_slug_once"):
        Round.objects.create(
            edition=edition,
            slug="nomination",
            kind="nomination",
            opens_at=round.closes_at,
            closes_at=round.closes_at + timedelta(days=1),
        )


def _check_now(constraints: str = "ALL") -> None:
    """Deferred constraints are checked at the commit, which a test never reaches."""
    with transaction.get_connection().cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS {constraints} IMMEDIATE")
