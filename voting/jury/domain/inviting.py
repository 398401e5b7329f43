"""Inviting jurors."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from award.log.domain.recording import record
from award.mail.domain.messaging import queue_message
from award.mail.domain.not_me import Whose, has_been_ended
from award.people.domain.granting import grant_to, person_with
from award.people.models import Person, Role
from award.programme.domain.clock import edition_now
from award.programme.domain.links import page_address
from award.programme.models import Edition
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


def refuse_stranger(edition: Edition, person: Person) -> None:
    """Raises `NotTheJuror`."""
    known = Juror.objects.filter(edition=edition, person=person).first()
    if known and has_been_ended(Whose(INVITED, known.pk), person.email):
        raise NotTheJuror(person.email)


def send_invitation(juror: Juror, role: Role) -> None:
    """What the jury does, until when, and where to sign in; once for each time she is let in."""
    edition, person = juror.edition, juror.person
    queue_message(
        "juror_invited",
        occasion=f"juror-invited:{juror.pk}:{role.pk}",
        recipient=person.email,
        language=person.language,
        edition=edition,
        whose=Whose(INVITED, juror.pk),
        context={
            "juror": juror,
            "edition": edition,
            "round": edition.rounds.filter(kind="jury").first(),
            "link": page_address(
                "jury_edition",
                language=person.language,
                award=edition.award.slug,
                year=edition.year,
            ),
        },
    )
