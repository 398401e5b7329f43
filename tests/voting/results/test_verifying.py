"""`verify_log` finds a result that is not what was sealed."""

from __future__ import annotations

import pytest

from award.log.domain.verifying import verify_log
from tests.time_travel import triggers_asleep
from tests.voting.results.deciding import decided
from tests.voting.results.playing import counted, newest
from voting.results.domain.questions import WITHHOLD
from voting.results.models import EditionResult, Package, RoundResult
from voting.results.recount.archive import pack, unpack

pytestmark = pytest.mark.django_db


def faults() -> list[str]:
    return [fault.what for fault in verify_log().faults]


def test_what_was_sealed_and_decided_is_without_fault(tied):
    decided(tied, WITHHOLD)

    assert EditionResult.objects.count() == 2
    assert faults() == []


def test_a_changed_page_a_changed_package_and_a_changed_round_are_found():
    edition = counted("single", {"anna": 2, "berit": 1})
    result = newest(edition)
    core = unpack(bytes(result.package.core))
    forged = [
        (EditionResult.objects.filter(pk=result.pk), {"content": result.content | {"voters": 9}}),
        (Package.objects.filter(result=result), {"core": pack(core | {"manifest.txt": b"x"})}),
        (RoundResult.objects.all(), {"content": {"kind": "vote"}}),
    ]

    for rows, values in forged:
        before = rows.values(*values).get()
        with triggers_asleep():
            rows.update(**values)
        assert faults() == ["the result that it speaks of has been changed"]
        with triggers_asleep():
            rows.update(**before)


def test_a_version_that_no_entry_tells_of_is_found():
    result = newest(counted("single", {"anna": 2, "berit": 1}))
    core = bytes(result.package.core)
    content = result.content | {"version": 2}
    made = EditionResult.objects.create(
        edition=result.edition,
        version=2,
        content=content,
        sha256="0" * 64,
        sealed_at=result.sealed_at,
    )
    Package.objects.create(result=made, core=core)

    assert faults() == [f"no entry tells that editionresult:{made.pk} was sealed"]
