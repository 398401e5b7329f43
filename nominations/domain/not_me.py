"""What "this wasn't me" ends: the question to a nominee, and a nomination that waits for its nominator."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from award.log.domain.recording import record
from award.mail.domain.not_me import not_me
from award.programme.models import Edition
from nominations.domain.asking import NOT_HER, forget_old_link
from nominations.domain.coding import NOT_HIS
from nominations.domain.locking import held
from nominations.models import Candidate, Nomination, ProtectedIdentity


@not_me(
    NOT_HER,
    title=_("A mail to a nominee"),
    question=_("Are you not the person who was nominated?"),
    follows=_(
        "Then we forget this address, and send you nothing more about it. The organisers are told, "
        "so that they can find the right person."
    ),
)
def _end_asking(thing: str, address: str) -> Edition | None:
    """Nobody has been told, and a yes or a no that came from there was not hers.

    The address goes from the nominations too, so that nothing takes it up again.
    """
    candidate = Candidate.objects.filter(pk=thing, erased_at=None).first()
    if candidate is None:
        return None
    found = held(candidate)
    found.nominations.filter(nominee_email__iexact=address).update(nominee_email="")
    if found.address.casefold() != address.casefold():
        return found.edition
    if found.is_protected:
        _forget_in_identity(found.identity)
    found.email = ""
    forget_old_link(found)
    found.asked_at = found.informed_at = found.accepted_at = found.declined_at = None
    found.declined_herself, found.answered_from, found.guardian = False, "", ""
    found.save()
    record("candidate.not_reached", actor="recipient", object=found, edition=found.edition)
    return found.edition


def _forget_in_identity(identity: ProtectedIdentity) -> None:
    gone = identity.email.casefold()
    for said in identity.nominations.values():
        if said["nominee_email"].casefold() == gone:
            said["nominee_email"] = ""
    identity.email = ""
    identity.save(update_fields=["email", "nominations"])


@not_me(
    NOT_HIS,
    title=_("A mail with a code to a nominator"),
    question=_("Did you not nominate anybody?"),
    follows=_("Then the nomination is deleted, and we send you nothing more about it."),
)
def _end_nomination(thing: str, address: str) -> Edition | None:
    """One that is confirmed stays: whoever typed the code read the mail. The organisers see it."""
    found = Nomination.objects.filter(pk=thing).select_related("round__edition").first()
    if found is None:
        return None
    if not found.confirmed_at and found.nominator_email.casefold() == address.casefold():
        found.delete()
        record(
            "nomination.withdrawn",
            actor="recipient",
            object=f"nomination:{thing}",
            edition=found.round.edition,
        )
    return found.round.edition
