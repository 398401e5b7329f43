"""What the law asks for, the role that serves can do: it erases, forgets and writes down looks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from award.log.domain.parting import acting_as
from award.log.domain.verifying import verify_log
from award.people.domain.granting import revoke
from award.people.domain.personal.erasing import erase
from award.people.domain.personal.finding import held
from award.people.domain.personal.keeping import forget_what_is_due
from award.people.domain.personal.looking import digest_looks, note_look
from award.people.models import ErasedThing, Look, Role
from nominations.models import Nomination
from tests.award.people.personal import ADDRESS, NAME, NOMINATOR, SENDER, WORK, make_world, saying
from tests.nominations.making import make_nomination
from voting.jury.domain.inviting import invite_juror

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def list_file(settings, tmp_path):
    settings.ERASED_LIST = tmp_path / "list.jsonl"


def test_somebody_is_erased_from_everything(serving_role):
    world = make_world()
    juror = invite_juror(
        edition=world.edition, email="jurga@example.net", name="Jurga Ask", affiliation="Askverket",
        by=world.owner,
    )  # fmt: skip
    revoke(Role.objects.get(person=juror.person), by=world.owner)
    references = [
        f"nominee:{world.candidate.pk}", f"nominator:{world.nomination.pk}", f"juror:{juror.pk}",
    ]  # fmt: skip

    with acting_as(serving_role):
        outcome = erase(held(references, world.reach), by=world.owner, reason="asked")

    assert outcome.is_whole
    assert saying(NAME, ADDRESS, WORK, NOMINATOR, SENDER, "Jurga Ask", "Askverket") == []
    assert not ErasedThing.objects.filter(listed_at=None).exists()
    assert verify_log().faults == ()


def test_what_is_due_is_forgotten(serving_role):
    world = make_world()
    old = timezone.now() - timedelta(days=8)
    make_nomination(world.edition, confirmed_at=None, created_at=old)

    with acting_as(serving_role):
        forget_what_is_due()

    assert Nomination.objects.count() == 1


def test_looks_are_written_down_and_counted(serving_role):
    world = make_world()

    with acting_as(serving_role):
        note_look(world.owner, world.edition.award.organisation, ["nominee:1"])
        note_look(world.owner, world.edition.award.organisation, ["nominee:1"])
        digest_looks()

    assert Look.objects.count() == 1
