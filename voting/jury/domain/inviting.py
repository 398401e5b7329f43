"""Inviting jurors."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from award.log.domain.recording import record
from award.mail.domain.messaging import queue_message
from award.mail.domain.not_me import Whose, has_been_ended
from award.mail.models import Message
from award.people.domain.granting import grant_to, known_person, person_with
from award.people.models import Person, Role
from award.programme.domain.calendar import calendar
from award.programme.domain.clock import edition_now
from award.programme.domain.links import page_address
from award.programme.models import Edition, Round
from voting.jury.domain.assigning import assign_everything
from voting.jury.domain.standing import refuse_fixed
from voting.jury.models import Juror

INVITED = "juror"


class NotTheJuror(Exception):
    """Whoever reads the address has said that the invitation was not for her: it is mailed there no more.

    The message says so to an organiser.
    """

    def __init__(self, address: str) -> None:
        why = _("Whoever reads %s says that it is not the juror’s address. Find the right one.")
        super().__init__(why % address)


@transaction.atomic
def invite_juror(
    *, edition: Edition, email: str, name: str = "", affiliation: str = "", by: Person
) -> Juror:
    """Make the person a juror and mail her; invited twice, she is told once; one who has left is let in again,
    and the sheets that she had count again.

    Her address counts as verified: the code that she signs in with goes there. While the round is open
    two people have decided it: `voting.jury.domain.panel_changes`. Raises `PanelStands` once it has
    closed, and `NotTheJuror`.
    """
    refuse_fixed(edition)
    person = person_with(email, name=name)
    refuse_stranger(edition, person)
    juror, created = Juror.objects.get_or_create(
        edition=edition,
        person=person,
        defaults={
            "invited_by": by,
            "affiliation": affiliation,
            "invited_at": edition_now(edition),
        },
    )
    again = juror.left_at is not None
    if again:
        juror.left_at = None
        juror.save(update_fields=["left_at"])
    role = grant_to(
        person,
        organisation=edition.award.organisation,
        edition=edition,
        kind=Role.Kind.JUROR,
        by=by,
    )
    assign_everything(edition)
    if created or again:
        send_invitation(juror, role)
        record(
            "juror.reinstated" if again else "juror.invited",
            actor=by,
            object=juror,
            edition=edition,
            after={"name": str(person)},
        )
    return juror


@transaction.atomic
def invite_again(juror: Juror, *, by: Person, key: UUID) -> bool:
    """Mail the invitation once more to a juror who sits; `key` is the form's, and mails once.

    Who sits in the jury stays the same, so it takes one organiser also while the round is open. False when she does
    not sit, or was mailed by the same form. Raises `PanelStands` once the round has closed, and `NotTheJuror`.
    """
    refuse_fixed(juror.edition)
    edition, person = juror.edition, juror.person
    refuse_stranger(edition, person)
    role = Role.objects.filter(person=person, edition=edition, kind=Role.Kind.JUROR).first()
    if role is None or not Juror.objects.sitting().filter(pk=juror.pk).exists():
        return False
    occasion = f"{_occasion(juror, role)}:{key}"
    if Message.objects.filter(occasion=occasion).exists():
        return False
    send_invitation(juror, role, occasion=occasion)
    after = {"name": str(person)}
    record("juror.invited_again", actor=by, object=juror, edition=edition, after=after)
    return True


def already_sitting(edition: Edition, addresses: Collection[str]) -> dict[str, Juror]:
    """Of these addresses, those of jurors who sit."""
    sitting = Juror.objects.filter(edition=edition).sitting().select_related("person")
    by_person = {juror.person_id: juror for juror in sitting}
    known = {address: known_person(address) for address in addresses}
    return {a: by_person[p.pk] for a, p in known.items() if p and p.pk in by_person}


def refuse_stranger(edition: Edition, person: Person) -> None:
    """Raises `NotTheJuror`."""
    known = Juror.objects.filter(edition=edition, person=person).first()
    if known and has_been_ended(Whose(INVITED, known.pk), person.email):
        raise NotTheJuror(person.email)


def send_invitation(juror: Juror, role: Role, *, occasion: str = "") -> None:
    """What the jury does, until when, and where to sign in; once for each time she is let in.

    Sent once more, it has an `occasion` of its own and says so.
    """
    edition, person = juror.edition, juror.person
    queue_message(
        "juror_invited",
        occasion=occasion or _occasion(juror, role),
        recipient=person.email,
        language=person.language,
        edition=edition,
        whose=Whose(INVITED, juror.pk),
        context={
            "juror": juror,
            "again": bool(occasion),
            "edition": edition,
            "round": calendar(edition).round(Round.Kind.JURY),
            "link": page_address(
                "jury_edition",
                language=person.language,
                award=edition.award.slug,
                year=edition.year,
            ),
        },
    )


def _occasion(juror: Juror, role: Role) -> str:
    return f"juror-invited:{juror.pk}:{role.pk}"
