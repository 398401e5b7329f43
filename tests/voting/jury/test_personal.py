"""A juror is shown what she gave; a nominee what the jury wrote of her, once it is over, without who wrote it."""

from datetime import timedelta

import pytest

from award.people.domain.personal.finding import held
from award.people.domain.personal.reach import reach_of
from award.people.domain.personal.sources import source_of
from award.programme.models import Seal
from tests.factories import get_round, make_edition, make_entry, make_role, move_round
from voting.jury.domain.inviting import invite_juror
from voting.jury.models import ScoreSheet

pytestmark = pytest.mark.django_db
COMMENT = "Hon lyfter hela kommunen."


@pytest.fixture
def judged():
    edition = make_edition("jury")
    entry, owner = make_entry(edition), make_role(edition, "owner")
    juror = invite_juror(edition=edition, email="jurga@example.net", name="Jurga Ask", by=owner)
    ScoreSheet.objects.update_or_create(juror=juror, entry=entry, defaults={"comment": COMMENT})
    return juror, entry, reach_of(owner, edition.award.organisation)


def contents(known, slug):
    return [source_of(slug).contents(each) for each in known if each.source == slug]


def seal(juror):
    round = move_round(get_round(juror.edition, "jury"), closes_in=-timedelta(days=2))
    Seal.objects.create(round=round, sha256="0" * 64, at=round.closes_at)


def test_juror_is_shown_what_she_gave_and_her_account_comes_along(judged):
    juror, entry, reach = judged
    seal(juror)

    known = held([f"juror:{juror.pk}"], reach)

    (seat,) = contents(known, "juror")
    assert [(s["about"], s["comment"]) for s in seat["sheets"]] == [(entry.candidate.name, COMMENT)]
    assert f"account:{juror.person_id}" in {each.reference for each in known}


def test_organisers_read_no_point_and_no_comment_before_the_round_is_sealed(judged, client):
    """The file about a juror had them all, by name, while the jury was at work."""
    juror, entry, reach = judged
    sheet = ScoreSheet.objects.get()
    sheet.scores.create(criterion="insats", points=4)

    (seat,) = contents(held([f"juror:{juror.pk}"], reach), "juror")

    (told,) = seat["sheets"]
    assert told["about"] == entry.candidate.name
    assert "points" not in told
    assert COMMENT not in str(seat)


def test_nominee_reads_nothing_of_the_jury_before_it_is_over(judged):
    _juror, entry, reach = judged

    assert contents(held([f"nominee:{entry.candidate_id}"], reach), "judged") == []


def test_nominee_reads_what_was_written_and_not_by_whom(judged):
    juror, entry, reach = judged
    seal(juror)

    told = contents(held([f"nominee:{entry.candidate_id}"], reach), "judged")

    assert told == [{"comments": [COMMENT]}]
    assert "Jurga" not in str(told)
