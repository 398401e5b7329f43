import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from nominations.domain.shortlisting import advance, enter, first_judged_round
from nominations.models import Entry
from tests.factories import get_round, make_edition, make_entry, make_nominee
from tests.nominations.making import at_the_same_time


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kinds", "first"),
    [
        (("nomination", "jury", "vote"), "jury"),
        (("nomination", "jury"), "jury"),
        (("nomination", "vote"), "vote"),
    ],
)
def test_first_judged_round(kinds, first):
    assert first_judged_round(make_edition(kinds=kinds).categories.get()).kind == first


@pytest.mark.django_db
def test_first_judged_round_is_none_when_nobody_judges():
    assert first_judged_round(make_edition(kinds=("nomination",)).categories.get()) is None


@pytest.mark.django_db
def test_advance_twice_goes_on_once():
    edition = make_edition("jury")
    entries = [make_entry(edition), make_entry(edition)]
    vote = get_round(edition, "vote")

    first = advance(entries, to=vote)
    second = advance(entries, to=vote)

    assert second == first
    assert [e.candidate for e in first] == [e.candidate for e in entries]
    assert Entry.objects.filter(round=vote).count() == 2


@pytest.mark.django_db
def test_jury_sees_in_order_who_knows_of_it_and_has_not_declined():
    edition = make_edition("jury", categories=2)
    first, second = edition.categories.all()
    round = get_round(edition, "jury")
    for name, category in (("Berit", second), ("Cilla", first), ("Anna", first)):
        candidate = make_nominee(edition, name, informed_at=timezone.now())
        enter(candidate=candidate, category=category, round=round)
    gone = make_nominee(edition, "Disa", declined_at=timezone.now())
    unheard = make_nominee(edition, "Elsa")
    for other in (gone, unheard):
        enter(candidate=other, category=first, round=round)

    names = [entry.candidate.name for entry in Entry.objects.on_shortlist(round)]

    assert names == ["Anna", "Cilla", "Berit"]


@pytest.mark.django_db
def test_public_sees_who_has_said_yes_and_nobody_else():
    """People who were asked and did not answer, and one who was never asked, stood on the ballot."""
    edition = make_edition("vote")
    now = timezone.now()
    said = {
        "Never asked": {},
        "Silent": {"asked_at": now, "informed_at": now, "email": "s@example.org"},
        "No": {"informed_at": now, "declined_at": now},
        "Ruled out": {"accepted_at": now, "ineligible_at": now, "ineligible_rule": "2 §"},
        "Yes": {"informed_at": now, "accepted_at": now},
    }
    for name, fields in said.items():
        make_entry(edition, "vote", candidate=make_nominee(edition, name, **fields))

    shown = Entry.objects.on_shortlist(get_round(edition, "vote"))

    assert [entry.candidate.name for entry in shown] == ["Yes"]


@pytest.mark.django_db(transaction=True)
def test_enter_many_times_at_once_is_one_entry():
    edition = make_edition("jury")
    candidate, category = make_nominee(edition), edition.categories.first()
    round = get_round(edition, "jury")

    entries = at_the_same_time(
        [lambda: enter(candidate=candidate, category=category, round=round)] * 10
    )

    assert {entry.pk for entry in entries} == {Entry.objects.get().pk}


@pytest.mark.django_db
def test_database_refuses_a_second_entry_and_a_slug_that_ballots_cannot_hold():
    edition = make_edition("jury")
    entry = make_entry(edition)

    with pytest.raises(IntegrityError, match="entry_once"), transaction.atomic():
        Entry.objects.create(round=entry.round, category=entry.category, candidate=entry.candidate)
    with pytest.raises(IntegrityError, match="fits_ballots"), transaction.atomic():
        make_nominee(edition, slug="A_B")
    with pytest.raises(IntegrityError, match="described"), transaction.atomic():
        make_nominee(edition, portrait="p.webp", portrait_alt="")
    with pytest.raises(IntegrityError, match="one_thing"), transaction.atomic():
        make_nominee(edition, accepted_at=timezone.now(), declined_at=timezone.now())
