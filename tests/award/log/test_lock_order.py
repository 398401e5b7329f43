"""How rows are locked: without their keys, and before the log's chain."""

import re
from pathlib import Path

import pytest
from django.db import connection, transaction

from award.log.domain.recording import record
from award.programme.models import Organisation
from tests.factories import make_organisation
from tests.ordering import Watch

ROOT = Path(__file__).resolve().parents[3]
CALL = re.compile(r"select_for_update\(((?:[^()]|\([^()]*\))*)\)")
RAW = re.compile(r"(?<!NO KEY )FOR UPDATE")


def sources() -> list[Path]:
    folders = ("award", "nominations", "voting")
    found = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    return [path for path in found if "migrations" not in path.parts]


def test_no_lock_keeps_others_from_leaning_on_the_row():
    """A log entry, a mail and much else refer to rows that somebody holds."""
    calls = [(p.name, call) for p in sources() for call in CALL.findall(p.read_text())]

    assert len(calls) > 15
    assert [name for name, call in calls if "no_key=True" not in call] == []
    assert [p.name for p in sources() if RAW.search(p.read_text())] == []


@transaction.atomic
def rename(organisation: Organisation, *, log_first: bool) -> None:
    if log_first:
        record("organisation.edited", actor="system", object=organisation)
    Organisation.objects.filter(pk=organisation.pk).update(name="B")
    if not log_first:
        record("organisation.edited", actor="system", object=organisation)


@pytest.mark.django_db
@pytest.mark.parametrize(("log_first", "faults"), [(False, 0), (True, 1)])
def test_row_that_is_locked_after_the_chain_is_seen(log_first, faults, request):
    organisation = make_organisation()
    outer = connection.execute_wrappers.pop()

    with connection.execute_wrapper(watch := Watch()):
        rename(organisation, log_first=log_first)

    connection.execute_wrappers.append(outer)
    assert len(watch.faults) == faults
