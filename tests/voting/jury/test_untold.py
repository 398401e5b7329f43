"""GDPR article 14: whoever has not been told of her nomination in time is judged by nobody."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from nominations.domain.asking import note_told
from nominations.models import Candidate
from tests.factories import make_candidate, make_entry, make_organiser
from tests.nominations.making import make_nomination
from voting.jury.domain.assigning import assign_everything
from voting.jury.domain.desk import desk_of
from voting.jury.domain.progress import progress
from voting.jury.domain.scoring import ScoringRefused, save
from voting.jury.models import ScoreSheet

pytestmark = pytest.mark.django_db


def aged(days: float) -> dict:
    return {"created_at": timezone.now() - timedelta(days=days)}


def entry_of(edition, **fields):
    entry = make_entry(edition, candidate=make_candidate(edition, **fields))
    assign_everything(edition)
    return entry


def names_on_desk(juror) -> list[str]:
    return [row.entry.candidate.name for row in desk_of(juror).rows]


@pytest.mark.parametrize(
    ("days", "fields", "is_seen"),
    [
        (24.9, {}, True),
        (25.1, {}, False),
        (40, {}, False),
        (40, {"informed_at": timezone.now()}, True),
        (40, {"accepted_at": timezone.now()}, True),
        (40, {"declined_at": timezone.now()}, False),
    ],
)
def test_juror_sees_her_until_day_25_and_again_once_she_knows(
    edition, juror, days, fields, is_seen
):
    entry_of(edition, name="Åsa Ek", **aged(days), **fields)

    assert names_on_desk(juror) == (["Åsa Ek"] if is_seen else [])


def test_the_days_count_from_the_first_nomination(edition, juror):
    entry = entry_of(edition)
    for days in (26, 2):
        make_nomination(
            edition,
            candidate=entry.candidate,
            decision="accepted",
            decided_at=timezone.now(),
            **aged(days),
        )

    assert names_on_desk(juror) == []


def test_others_are_seen_as_before(edition, juror):
    entry_of(edition, name="Sen", **aged(26))
    entry_of(edition, name="I tid", **aged(2))

    assert names_on_desk(juror) == ["I tid"]
    assert [(p.assigned, p.completed) for p in progress(edition)] == [(1, 0)]


def test_points_are_refused_and_the_page_is_not_there(edition, juror, client):
    entry = entry_of(edition, **aged(26))
    client.force_login(juror.person, backend="django.contrib.auth.backends.ModelBackend")
    with translation.override("sv"):
        path = reverse("jury_entry", args=[edition.award.slug, edition.year, entry.pk])

    with pytest.raises(ScoringRefused):
        save(juror=juror, entry=entry, scores={"forebild": 5})
    assert client.get(path).status_code == 404


def test_the_sheet_that_there_was_is_there_again_once_she_has_been_told(edition, juror):
    entry = entry_of(edition, name="Åsa Ek")
    save(juror=juror, entry=entry, scores={"forebild": 5}, comment="Stark")
    Candidate.objects.update(**aged(26))
    hidden = names_on_desk(juror)

    note_told(entry.candidate, by=make_organiser(edition), how="Per telefon")

    assert hidden == []
    assert [row.sheet.comment for row in desk_of(juror).rows] == ["Stark"]
    assert ScoreSheet.objects.count() == 1
