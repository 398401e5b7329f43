"""A count that fails makes no page fail: it is written down, told once, and cleared when it works."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from award.log.domain.recording import record
from award.mail.domain.messaging import queue_message
from award.mail.domain.outbox import effect, enqueue
from award.people.models import Role
from award.programme.domain.clock import edition_now
from award.programme.domain.links import page_address
from award.programme.models import Edition
from voting.results.models import SealFailure

log = structlog.get_logger(__name__)
LONGEST = 300


@contextmanager
def failing_calmly(edition: Edition) -> Iterator[None]:
    """Within it an error is logged and noted, not raised; what works clears what was noted.

    What it wraps must be a transaction of its own.
    """
    try:
        yield
    except Exception as error:
        log.exception("edition.not_sealed", edition=edition.pk)
        _note(edition, f"{type(error).__name__}: {error}"[:LONGEST])
    else:
        SealFailure.objects.filter(edition=edition, cleared_at=None).update(
            cleared_at=edition_now(edition)
        )


def failure_of(edition: Edition) -> SealFailure | None:
    """What is wrong now, if anything is."""
    return SealFailure.objects.filter(edition=edition, cleared_at=None).first()


@effect("results.tell_failure")
def tell_failure(*, edition: int, failure: int) -> None:
    """Mail the owners that the result is held up, and where the desk says why."""
    found = Edition.objects.select_related("award__organisation").get(pk=edition)
    owners = Role.objects.filter(
        organisation=found.award.organisation, kind=Role.Kind.OWNER, person__is_active=True
    ).select_related("person")
    people = {role.person for role in owners}
    for person in people:
        link = page_address(
            "desk_results", language=person.language, award=found.award.slug, year=found.year
        )
        queue_message(
            "result_delayed",
            occasion=f"result-delayed:{failure}",
            recipient=person.email,
            language=person.language,
            edition=found,
            context={"edition": found, "link": link},
        )
    record(
        "result.delayed",
        actor="task:settle",
        object=found,
        edition=found,
        after={"mails": len(people)},
    )


def _note(edition: Edition, what: str) -> None:
    """The first time: later ones of the same standstill are in the server's log alone."""
    row = SealFailure(edition=edition, what=what, first_seen=edition_now(edition))
    SealFailure.objects.bulk_create([row], ignore_conflicts=True)
    noted = failure_of(edition)
    if noted:
        enqueue(
            "results.tell_failure",
            key=f"seal-failure:{noted.pk}",
            arguments={"edition": edition.pk, "failure": noted.pk},
        )
