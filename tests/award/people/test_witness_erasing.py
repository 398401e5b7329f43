"""Who a witness was can be emptied when the law asks, and is never changed into somebody else."""

import pytest
from django.db import DatabaseError, transaction

from award.people.domain.personal.erasing import erase
from award.people.domain.personal.finding import find, held
from award.people.domain.personal.reach import reach_of
from award.people.domain.personal.wanted import Wanted
from award.people.domain.two_persons import OutsideWitness, decline, propose
from award.people.models import Witness
from tests.award.people.personal import saying
from tests.factories import make_edition, make_role

pytestmark = pytest.mark.django_db
NAME, ADDRESS = "Vivi Vittneson", "vivi@vittne.example"


@pytest.fixture
def asked(rename, settings, tmp_path):
    settings.ERASED_LIST = tmp_path / "list.jsonl"
    edition = make_edition()
    owner = make_role(edition, "owner")
    proposal = propose(
        rename.kind, edition=edition, by=owner, reason="Rättning", payload={"name": "X"},
        witness=OutsideWitness(NAME, ADDRESS),
    )  # fmt: skip
    return proposal, owner, reach_of(owner, edition.award.organisation)


def test_is_found_and_waits_for_the_decision(asked):
    _proposal, owner, reach = asked

    found = [f.holding for f in find(Wanted(ADDRESS), reach) if f.holding.source == "witness"]
    outcome = erase(found, by=owner, reason="asked")

    assert [h.name for h in found] == [NAME]
    assert [why for _, why in outcome.refused] == [
        "Beslutet väntar på det här vittnet: ta tillbaka förslaget först."
    ]


def test_is_emptied_once_it_is_decided(asked):
    proposal, owner, reach = asked
    decline(proposal, by=owner)

    outcome = erase(held([f"witness:{proposal.witness.pk}"], reach), by=owner, reason="asked")

    assert outcome.is_whole
    assert saying(NAME, ADDRESS) == []
    assert Witness.objects.get().proposal == proposal


def test_database_lets_nobody_rename_a_witness(asked):
    with pytest.raises(DatabaseError, match="emptied, not changed"), transaction.atomic():
        Witness.objects.update(name="Någon annan")
