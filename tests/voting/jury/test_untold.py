"""GDPR article 14: whoever has not been told of her nomination is judged by nobody."""

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from nominations.domain.asking import note_told
from nominations.models import Candidate
from tests.factories import make_entry, make_nominee, make_organiser
from voting.jury.domain.assigning import assign_everything
from voting.jury.domain.juror_desk import desk_of
from voting.jury.domain.progress import progress
from voting.jury.domain.scoring import ScoringRefused, save
from voting.jury.domain.sheets import counted_sheets
from voting.jury.models import ScoreSheet

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def entry_of(edition, **fields):
    entry = make_entry(edition, candidate=make_nominee(edition, **fields))
    assign_everything(edition)
    return entry


def names_on_desk(juror) -> list[str]:
    return [row.entry.candidate.name for row in desk_of(juror).rows]


@pytest.mark.parametrize(
    ("fields", "is_seen"),
    [
        ({}, False),
        ({"informed_at": NOW}, True),
        ({"accepted_at": NOW}, True),
        ({"informed_at": NOW, "declined_at": NOW}, False),
        ({"informed_at": NOW, "ineligible_at": NOW, "ineligible_rule": "Ålder"}, False),
    ],
    ids=["not told", "told", "yes", "no", "cannot be chosen"],
)
def test_juror_sees_her_once_she_knows(edition, juror, fields, is_seen):
    entry_of(edition, name="Åsa Ek", **fields)

    assert names_on_desk(juror) == (["Åsa Ek"] if is_seen else [])


def test_others_are_seen_as_before(edition, juror):
    entry_of(edition, name="Ovetande")
    entry_of(edition, name="Vidtalad", informed_at=NOW)

    assert names_on_desk(juror) == ["Vidtalad"]
    assert [(p.assigned, p.completed) for p in progress(edition)] == [(1, 0)]


def test_points_are_refused_and_the_page_is_not_there(edition, juror, client):
    entry = entry_of(edition)
    client.force_login(juror.person, backend="django.contrib.auth.backends.ModelBackend")
    with translation.override("sv"):
        path = reverse("jury_entry", args=[edition.award.slug, edition.year, entry.pk])

    with pytest.raises(ScoringRefused):
        save(juror=juror, entry=entry, scores={"forebild": 5})
    assert client.get(path).status_code == 404


def test_the_sheet_that_there_was_is_there_again_once_she_has_been_told(edition, juror):
    entry = entry_of(edition, name="Åsa Ek", informed_at=NOW)
    save(juror=juror, entry=entry, scores={"forebild": 5}, comment="Stark")
    ScoreSheet.objects.update(completed_at=NOW)
    Candidate.objects.update(informed_at=None)
    hidden = names_on_desk(juror), counted_sheets(entry.round, entry.category)

    note_told(entry.candidate, by=make_organiser(edition), how="Per telefon")

    assert hidden == ([], [])
    assert [row.sheet.comment for row in desk_of(juror).rows] == ["Stark"]
    assert len(counted_sheets(entry.round, entry.category)) == 1
