"""In which order a juror meets the candidates."""

from collections import Counter

import pytest
from django.test import Client

from nominations.domain.answering import decline_candidacy
from nominations.models import Candidate, Entry
from tests.factories import make_candidate, make_edition, make_entry, make_organiser
from voting.jury.domain.assigning import assign_everything
from voting.jury.domain.inviting import invite_juror
from voting.jury.domain.juror_desk import desk_of
from voting.jury.domain.leaving import leave_herself
from voting.jury.domain.recusing import recuse, withdraw_recusal

pytestmark = pytest.mark.django_db
NAMES = ("Anna", "Berit", "Cecilia", "Doris")


@pytest.fixture
def edition():
    found = make_edition("jury")
    for name in NAMES:
        make_entry(found, candidate=make_candidate(found, name))
    return found


@pytest.fixture
def jurors(edition):
    by = make_organiser(edition)
    invited = [
        invite_juror(edition=edition, email=f"juror{n}@example.org", by=by)
        for n in range(len(NAMES))
    ]
    assign_everything(edition)
    return invited


def order_of(juror):
    return [row.entry.candidate.name for row in desk_of(juror).rows]


def test_as_many_jurors_as_candidates_each_meet_another_first(jurors):
    assert Counter(order_of(juror)[0] for juror in jurors) == dict.fromkeys(NAMES, 1)


def test_a_jurors_order_stays_when_another_has_left(jurors):
    before = order_of(jurors[2])

    leave_herself(jurors[0], reason="Tiden räcker inte.")

    assert order_of(jurors[2]) == before


def test_a_jurors_order_stays_when_she_steps_back_and_in_again(jurors):
    before = order_of(jurors[1])
    entry = Entry.objects.get(candidate__name=before[0])

    recusal = recuse(juror=jurors[1], entry=entry, reason="Min syster.")
    without = order_of(jurors[1])
    withdraw_recusal(recusal)

    assert (without, order_of(jurors[1])) == (before[1:], before)


def test_a_jurors_order_stays_when_a_candidate_says_no(jurors):
    before = order_of(jurors[1])

    decline_candidacy(Candidate.objects.get(name=before[1]))

    assert order_of(jurors[1]) == [before[0], *before[2:]]


def test_categories_stay_together_and_in_their_places():
    edition = make_edition("jury", categories=2)
    for category in edition.categories.all():
        for name in NAMES:
            candidate = make_candidate(edition, f"{name} {category.position}")
            make_entry(edition, candidate=candidate, category=category)
    by = make_organiser(edition)
    invite_juror(edition=edition, email="first@example.org", by=by)
    second = invite_juror(edition=edition, email="second@example.org", by=by)
    assign_everything(edition)

    shown = [row.entry.category for row in desk_of(second).rows]

    one, two = edition.categories.order_by("position")
    assert shown == [one] * len(NAMES) + [two] * len(NAMES)


@pytest.mark.parametrize(
    ("prefix", "words"), [("", "i olika ordning"), ("/en", "in different orders")]
)
def test_the_jurors_page_says_so(jurors, prefix, words):
    edition = jurors[0].edition
    client = Client()
    client.force_login(jurors[0].person)

    page = client.get(f"{prefix}/jury/{edition.award.slug}/{edition.year}/")

    assert words in page.text
