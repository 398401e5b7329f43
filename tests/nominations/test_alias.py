"""The name that stands for a candidate in what is sealed."""

import re

import pytest
from django.db import IntegrityError, transaction

from nominations.models import Candidate
from nominations.models.candidate import new_alias
from tests.factories import make_edition, make_nominee


def test_aliases_are_well_made_and_not_alike():
    drawn = {new_alias() for _ in range(2000)}

    assert len(drawn) == 2000
    assert {bool(re.fullmatch("k[2-9a-hjkmnp-z]{8}", alias)) for alias in drawn} == {True}


@pytest.mark.django_db
def test_candidate_is_born_with_an_alias_of_her_own():
    edition = make_edition()

    one, other = make_nominee(edition, "Maj Lind"), make_nominee(edition, "Maj Lind")

    assert one.alias != other.alias
    assert "maj" not in one.alias


@pytest.mark.django_db
@pytest.mark.parametrize("alias", ["", "kabc", "k1234567l", "maj-lind"])
def test_alias_that_is_not_well_made_is_refused_by_the_database(alias):
    edition = make_edition()

    with pytest.raises(IntegrityError, match="candidate_alias_well_made"), transaction.atomic():
        make_nominee(edition, alias=alias)


@pytest.mark.django_db
def test_alias_stands_for_one_candidate_of_the_edition():
    candidate = make_nominee(make_edition())

    with pytest.raises(IntegrityError, match="candidate_alias_in_edition"), transaction.atomic():
        make_nominee(candidate.edition, alias=candidate.alias)

    assert make_nominee(make_edition(), alias=candidate.alias).alias == candidate.alias
    assert Candidate.objects.count() == 2
