"""How many days of seniority an organisation asks of those who decide together."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models.functions import Now

from award.log.domain.recording import record
from award.mail.domain.messaging import queue_message
from award.people.domain.role_mail import owners_of
from award.people.models import Person
from award.programme.domain.clock import database_now
from award.programme.domain.links import page_address
from award.programme.models import Organisation


@transaction.atomic
def set_seniority(organisation: Organisation, *, days: int, by: Person) -> bool:
    """Another number, which holds when as many days as before have passed: nobody shortens, or
    lengthens, the days for what she is about to do. Every owner is told; False when nothing differs."""
    held = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    wanted = None if days == held.seniority_days else days
    if wanted == held.seniority_next:
        return False
    before = held.seniority_next or held.seniority_days
    held.seniority_next = wanted
    waits = timedelta(days=held.seniority_days)
    held.seniority_from = None if wanted is None else database_now() + waits
    held.save(update_fields=["seniority_next", "seniority_from"])
    _tell(held, by)
    record(
        "organisation.seniority_set",
        actor=by,
        object=held,
        organisation=held,
        before={"days": before},
        after={"days": days, "from": str(held.seniority_from or "")},
    )
    return True


def let_seniority_hold() -> int:
    """On the tick: the numbers whose day has come hold; returns how many."""
    due = Organisation.objects.filter(seniority_from__lte=Now()).values_list("pk", flat=True)
    return sum(_let_hold(pk) for pk in due)


@transaction.atomic
def _let_hold(pk: int) -> int:
    held = (
        Organisation.objects.select_for_update(no_key=True)
        .filter(pk=pk, seniority_from__lte=Now())
        .first()
    )
    if held is None or held.seniority_next is None:
        return 0
    before, held.seniority_days = held.seniority_days, held.seniority_next
    held.seniority_next = held.seniority_from = None
    held.save(update_fields=["seniority_days", "seniority_next", "seniority_from"])
    record(
        "organisation.seniority_holds",
        actor="task:let_seniority_hold",
        object=held,
        organisation=held,
        before={"days": before},
        after={"days": held.seniority_days},
    )
    return 1


def _tell(organisation: Organisation, by: Person) -> None:
    for owner in owners_of(organisation):
        queue_message(
            "seniority_set",
            occasion=f"seniority:{organisation.pk}:{database_now().isoformat()}",
            recipient=owner.email,
            language=owner.language,
            context={
                "organisation": organisation,
                "by": by,
                "log": page_address(
                    "desk_organisation_log", language=owner.language, organisation=organisation.slug
                ),
            },
        )
