"""An organiser changes the panel: alone before the jury's round opens, with a second person after."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from award.people.domain.granting import person_with
from award.people.domain.two_persons import (
    ActLapsed,
    ActRefused,
    OutsideWitness,
    propose,
    two_person_act,
)
from award.people.models import Person, Proposal
from award.programme.models import Edition
from voting.jury.domain.inviting import (
    NotTheJuror,
    already_sitting,
    invite_again,
    invite_juror,
    refuse_stranger,
)
from voting.jury.domain.leaving import leave
from voting.jury.domain.standing import PanelStands, Standing, hold_standing
from voting.jury.models import Juror

KIND = "jury.panel"
PANEL = "panel"


@transaction.atomic
def invite(
    edition: Edition,
    people: Sequence[tuple[str, str]],
    *,
    by: Person,
    reason: str = "",
    witness: OutsideWitness | None = None,
    key: UUID | None = None,
) -> Proposal | None:
    """Invite these (address, name), or once the round has opened propose it; the reason is for that.

    Whoever of them sits already is mailed once more, by `key`, and changes nothing. All of them or nobody. Raises `PanelStands`, `voting.jury.domain.inviting.NotTheJuror` and
    `award.people.domain.two_persons.ActRefused`.
    """
    stands = hold_standing(edition)
    sitting = already_sitting(edition, [email for email, _name in people])
    for juror in sitting.values():
        invite_again(juror, by=by, key=key or uuid4())
    new = [(email, name) for email, name in people if email not in sitting]
    if stands is Standing.FREE:
        for email, name in new:
            invite_juror(edition=edition, email=email, name=name, by=by)
    if stands is Standing.FREE or not new:
        return None
    invited = [person_with(email, name=name) for email, name in new]
    for person in invited:
        refuse_stranger(edition, person)
    payload = {"act": "invite", "people": [person.pk for person in invited]}
    return _propose(edition, payload, PANEL, by=by, reason=reason, witness=witness)


@transaction.atomic
def let_leave(
    juror: Juror, *, by: Person, reason: str, witness: OutsideWitness | None = None
) -> Proposal | None:
    """Have the juror leave, or once the round has opened propose it; her own leaving takes nobody else.

    Raises `PanelStands` and `award.people.domain.two_persons.ActRefused`.
    """
    if hold_standing(juror.edition) is Standing.FREE or by.pk == juror.person_id:
        leave(juror=juror, by=by, reason=reason)
        return None
    payload = {"act": "leave", "juror": juror.pk}
    subject = f"juror:{juror.pk}"
    return _propose(juror.edition, payload, subject, by=by, reason=reason, witness=witness)


def _propose(
    edition: Edition,
    payload: dict[str, Any],
    subject: str,
    *,
    by: Person,
    reason: str,
    witness: OutsideWitness | None,
) -> Proposal:
    return propose(
        KIND,
        edition=edition,
        by=by,
        reason=reason,
        payload=payload,
        subject=subject,
        witness=witness,
    )


def _check(proposal: Proposal) -> None:
    if hold_standing(_edition_of(proposal)) is Standing.FIXED:
        raise ActLapsed(str(PanelStands()))


def _describe(proposal: Proposal) -> list[str]:
    """For everybody, and jurors are not named to everybody."""
    if proposal.payload["act"] == "leave":
        return [
            _("A juror leaves the jury while its round is open: that juror’s sheets do not count.")
        ]
    count = len(proposal.payload["people"])
    text = ngettext(
        "%d person is invited to the jury while its round is open.",
        "%d people are invited to the jury while its round is open.",
        count,
    )
    return [text % count]


def _inside(proposal: Proposal) -> list[str]:
    """The same for those who decide, with who it is about."""
    return [*_describe(proposal), ", ".join(f"{who} ({who.email})" for who in _about(proposal))]


@two_person_act(
    KIND,
    title=gettext_lazy("A change of the jury while it scores"),
    describe=_describe,
    inside=_inside,
    check=_check,
)
def _change_panel(proposal: Proposal) -> None:
    """Judged again when it is approved: a round that has closed meanwhile lets nothing through."""
    _check(proposal)
    edition, by = _edition_of(proposal), proposal.proposed_by
    if proposal.payload["act"] == "leave":
        juror = Juror.objects.filter(edition=edition, pk=proposal.payload["juror"]).sitting()
        if not juror:
            raise ActLapsed(_("The juror has left the jury already."))
        leave(juror=juror[0], by=by, reason=proposal.reason)
        return
    try:
        for person in _about(proposal):
            invite_juror(edition=edition, email=person.email, by=by)
    except NotTheJuror as refusal:
        raise ActLapsed(str(refusal)) from None


def _about(proposal: Proposal) -> list[Person]:
    if proposal.payload["act"] == "leave":
        return list(Person.objects.filter(juries=proposal.payload["juror"]))
    return list(Person.objects.filter(pk__in=proposal.payload["people"]).order_by("pk"))


def _edition_of(proposal: Proposal) -> Edition:
    if proposal.edition is None:
        raise ActRefused(_("The edition is gone."))
    return proposal.edition
