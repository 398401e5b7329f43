"""What "this wasn't me" ends: a complaint that somebody wrote under another's address."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from award.log.domain.recording import record
from award.mail.domain.not_me import not_me
from award.programme.models import Edition
from voting.complaints.domain.mail import WRITTEN
from voting.complaints.models import Complaint


@not_me(
    WRITTEN,
    title=_("A mail to somebody who complains"),
    question=_("Did you not complain?"),
    follows=_("Then the complaint is taken away, and we send you nothing more about it."),
)
def _end(thing: str, address: str) -> Edition | None:
    """An answered one stays, as what was decided: without her address."""
    found = Complaint.objects.filter(pk=thing).select_related("edition").first()
    if found is None or found.email.casefold() != address.casefold():
        return None
    gone, _kinds = Complaint.objects.filter(pk=found.pk, answered_at=None).delete()
    if gone:
        record(
            "complaint.withdrawn",
            actor="recipient",
            object=f"complaint:{thing}",
            edition=found.edition,
        )
    else:
        Complaint.objects.filter(pk=found.pk).update(name="", email="")
    return found.edition
