"""A day and an hour, and the right reason where there is no such moment."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.utils import translation

from award.programme.cleaning.moments import NotAMoment, Reason, read_moment
from award.programme.forms.moments import ZonedMoment

STOCKHOLM = ZoneInfo("Europe/Stockholm")


@pytest.mark.parametrize(
    "typed",
    ["2026-11-25 18:00", "2026-11-25T18:00", " 2026-11-25  18:00 ", "2026-11-25 18.00", "2026–11–25 18:00", "2026-11-25 kl. 18.00",
     "2026-11-25T18:00:00", "２０２６-１１-２５ １８：００", "2026-11-25\u00a018:00", "2026-11-25, 18:00", "\u200e2026-11-25 18:00"],
    ids=ascii,
)  # fmt: skip
def test_a_moment_is_read_as_people_write_it(typed):
    assert read_moment(typed, STOCKHOLM) == datetime(2026, 11, 25, 18, tzinfo=STOCKHOLM)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("2026-11-25 24:00", Reason.MIDNIGHT), ("2026-11-25 24:30", Reason.HOUR), ("2026-11-25 18:60", Reason.HOUR),
        ("2026-02-30 12:00", Reason.DAY), ("2026-02-29 12:00", Reason.DAY), ("2026-06-31 12:00", Reason.DAY), ("2026-06-00 12:00", Reason.DAY),
        ("2026-13-01 12:00", Reason.MONTH), ("2026-00-01 12:00", Reason.MONTH), ("1926-11-25 18:00", Reason.YEAR),
        ("2026-03-29 02:30", Reason.SKIPPED), ("2026-10-25 02:30", Reason.DOUBLED),
        ("i morgon", Reason.SHAPE), ("2026-11-25", Reason.SHAPE), ("25/11 2026 18:00", Reason.SHAPE), ("9" * 5000, Reason.SHAPE),
    ],
)  # fmt: skip
def test_what_is_no_moment_has_its_own_reason(typed, reason):
    with pytest.raises(NotAMoment) as refusal:
        read_moment(typed, STOCKHOLM)

    assert refusal.value.reason is reason


def test_a_leap_day_is_a_day():
    assert read_moment("2028-02-29 12:00", STOCKHOLM).day == 29


def test_an_hour_that_one_zone_skips_is_an_hour_in_another():
    assert read_moment("2026-03-29 02:30", ZoneInfo("UTC")).hour == 2


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2026-11-25 24:00", "A day ends before 24:00: write 00:00 of the day after."),
        ("2026-02-30 12:00", "That month has 28 days. Choose another day."),
        ("1926-02-03 12:00", "The year is 2000 to 2100. Look at the year."),
        ("2026-03-29 02:30", "That time does not exist: the clocks go forward then. Choose another hour."),
        ("2026-10-25 02:30", "That time comes twice: the clocks go back then. Choose another hour."),
    ],
)  # fmt: skip
def test_the_field_says_the_reason(typed, said):
    with translation.override("en"), pytest.raises(forms.ValidationError) as refusal:
        ZonedMoment(zone=STOCKHOLM).clean(typed)

    assert refusal.value.messages == [said]
