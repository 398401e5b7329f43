"""A public edition from memory says what the database says, at every request."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from award.programme.domain import remembered
from award.programme.domain.calendar import calendar
from award.programme.domain.memory import Memory
from award.programme.domain.remembered import public_edition_now
from award.programme.models import Award, Edition, Organisation
from tests.factories import get_round, make_edition
from tests.passing import let_pass
from tests.time_travel import rewrite_announcement, rewrite_window, triggers_asleep
from voting.ballots.models import RoundPepper

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(monkeypatch):
    """One that has been looked at once."""
    monkeypatch.setattr(remembered, "_editions", Memory())
    made = make_edition("vote")
    found_of(made)
    return made


def found_of(edition):
    return public_edition_now(edition.award.slug, edition.year)


def values_of(row):
    return {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields}


def test_second_look_takes_one_statement(edition, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = found_of(edition)
        found.award.organisation.name  # noqa: B018
        [each.edition.award.slug for each in found.rounds.all()]
        calendar(found).current_vote.supplements  # noqa: B018


def test_it_has_every_value_that_the_database_has(edition):
    found = found_of(edition)

    fresh = Edition.objects.with_calendar().get(pk=edition.pk)
    pairs = [
        (found, fresh),
        (found.award, fresh.award),
        (found.award.organisation, fresh.award.organisation),
        *zip(found.rounds.all(), fresh.rounds.all(), strict=True),
    ]
    assert [values_of(a) for a, _ in pairs] == [values_of(b) for _, b in pairs]
    assert all(each.edition is found for each in found.rounds.all())


def test_round_that_is_moved_is_seen_at_once(edition):
    closes_at = get_round(edition, "vote").closes_at + timedelta(hours=1)

    rewrite_window(get_round(edition, "vote"), closes_at=closes_at)

    assert calendar(found_of(edition)).round("vote").closes_at == closes_at


def test_announcement_is_seen_at_once(edition):
    assert not calendar(found_of(edition)).is_announced

    now = calendar(found_of(edition)).now
    rewrite_window(get_round(edition, "vote"), closes_at=now - timedelta(seconds=2))
    rewrite_announcement(edition, now - timedelta(seconds=1))

    assert calendar(found_of(edition)).is_announced


def test_changed_names_are_seen_at_once(edition):
    Award.objects.filter(pk=edition.award_id).update(name_sv="Nya priset", colour="#123456")
    Organisation.objects.filter(pk=edition.award.organisation_id).update(name="Nya föreningen")

    found = found_of(edition)
    assert (found.award.name_sv, found.award.colour) == ("Nya priset", "#123456")
    assert found.award.organisation.name == "Nya föreningen"


def test_what_is_public_no_more_is_gone_at_once(edition):
    with triggers_asleep():
        Edition.objects.filter(pk=edition.pk).update(is_public=False)

    assert found_of(edition) is None


def test_second_change_in_one_transaction_is_seen(edition):
    seen = []
    for name in ("Ett", "Två", "Tre"):
        Award.objects.filter(pk=edition.award_id).update(name_sv=name)
        seen.append(found_of(edition).award.name_sv)

    assert seen == ["Ett", "Två", "Tre"]


def test_change_that_is_taken_back_is_seen_by_nobody(edition):
    with transaction.atomic():
        Award.objects.filter(pk=edition.award_id).update(name_sv="Aldrig")
        inside = found_of(edition).award.name_sv
        transaction.set_rollback(True)

    assert (inside, found_of(edition).award.name_sv) == ("Aldrig", edition.award.name_sv)


def test_clock_is_read_each_time(edition):
    first, second = found_of(edition).read_at, found_of(edition).read_at

    assert first < second


def test_made_up_edition_tells_its_own_time(monkeypatch):
    monkeypatch.setattr(remembered, "_editions", Memory())
    edition = make_edition("vote", is_made_up=True)
    before = found_of(edition).read_at

    let_pass(edition, timedelta(days=1))

    assert found_of(edition).read_at - before >= timedelta(days=1)


def test_whoever_changes_hers_changes_nobody_else_s(edition):
    mine = found_of(edition)
    mine.award.name_sv = mine.award.organisation.name = "Min"
    mine.rounds.all()[0].kind = "min"
    mine.rounds.all()[0].pepper = RoundPepper()
    mine.announce_at = None

    other = found_of(edition)
    assert other.award.name_sv == edition.award.name_sv
    assert other.award.organisation.name == edition.award.organisation.name
    assert "min" not in {each.kind for each in other.rounds.all()}
    assert not any("pepper" in each._state.fields_cache for each in other.rounds.all())
    assert other.announce_at == edition.announce_at


def test_years_that_are_none_are_none():
    assert [public_edition_now("ingen", year) for year in (0, 2026, 99999, 10**30)] == [None] * 4


def test_every_table_that_is_remembered_has_its_version_read(edition):
    with CaptureQueriesContext(connection) as asked:
        remembered._read(edition.pk)

    tables = {t for q in asked for t in re.findall(r'(?:FROM|JOIN) "(\w+)"', q["sql"])}
    assert tables
    assert tables <= set(re.findall(r"(?:FROM|JOIN) (\w+)", remembered._VERSIONS))
