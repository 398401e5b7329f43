"""How many days of seniority an organisation asks of those who decide together.

More of them hold when as many as before have passed, and shut nobody out who counts by then: else somebody could
make herself the only one who decides. Fewer take two people, or the days would hold nobody back.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from award.log.domain.recording import record
from award.mail.domain.messaging import queue_message
from award.people.domain.acts import ActLapsed, ActRefused, two_person_act
from award.people.domain.role_mail import owners_of
from award.people.domain.seconding import senior_before
from award.people.domain.two_persons import OutsideWitness, propose
from award.people.models import Person, Proposal
from award.programme.domain.clock import database_now
from award.programme.domain.links import page_address
from award.programme.models import Organisation

KIND = "organisation.seniority"


@transaction.atomic
def set_seniority(organisation: Organisation, *, days: int, by: Person, reason: str = "") -> bool:
    """A higher number, which holds when as many days as before have passed, or the present one after all.

    Every owner is told; False when nothing differs. Raises `ActRefused` for a lower one.
    """
    held = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    if days < held.seniority_days:
        raise ActRefused(_("Fewer days take two people: propose it."))
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
        reason=reason,
    )
    return True


def propose_seniority(
    organisation: Organisation,
    *,
    days: int,
    by: Person,
    reason: str,
    witness: OutsideWitness | None = None,
) -> Proposal:
    """Put a lower number before a second person of the whole organisation. Raises `ActRefused`."""
    return propose(
        KIND,
        edition=None,
        organisation=organisation,
        by=by,
        reason=reason,
        payload={"days": days, "before": organisation.seniority_days},
        subject=f"organisation:{organisation.pk}",
        witness=witness,
    )


def _check(proposal: Proposal) -> None:
    if proposal.organisation.seniority_days <= proposal.payload["days"]:
        raise ActLapsed(_("The number of days is as low already."))


def _describe(proposal: Proposal) -> list[str]:
    days, before = proposal.payload["days"], proposal.payload["before"]
    text = ngettext(
        "An organiser counts in what takes two after %(days)d day, instead of %(before)d.",
        "An organiser counts in what takes two after %(days)d days, instead of %(before)d.",
        days,
    )
    return [text % {"days": days, "before": before}]


@two_person_act(
    KIND,
    title=gettext_lazy("Days before a new organiser counts"),
    describe=_describe,
    check=_check,
    always_witness=True,
)
def _lower(proposal: Proposal) -> None:
    """At once; a higher number that waited for its day waits no more."""
    held = Organisation.objects.select_for_update(no_key=True).get(pk=proposal.organisation_id)
    proposal.organisation = held
    _check(proposal)
    before, held.seniority_days = held.seniority_days, proposal.payload["days"]
    held.seniority_next = held.seniority_from = None
    held.save(update_fields=["seniority_days", "seniority_next", "seniority_from"])
    record(
        "organisation.seniority_holds",
        actor=proposal.decided_by or proposal.proposed_by,
        object=held,
        organisation=held,
        before={"days": before},
        after={"days": held.seniority_days},
        reason=proposal.reason,
    )


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
    held.seniority_kept = senior_before(held, database_now())
    before, held.seniority_days = held.seniority_days, held.seniority_next
    held.seniority_next = held.seniority_from = None
    held.save(
        update_fields=["seniority_days", "seniority_next", "seniority_from", "seniority_kept"]
    )
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
