"""What "this wasn't me" ends in the jury: an invitation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from award.mail.domain.not_me import not_me
from award.programme.models import Edition
from voting.jury.domain.inviting import INVITED
from voting.jury.domain.leaving import leave_herself
from voting.jury.models import Juror


@not_me(
    INVITED,
    title=gettext_lazy("An invitation to the jury"),
    question=gettext_lazy("Should you not be in the jury?"),
    follows=gettext_lazy("Then you are taken out of it, and the organisers are told."),
)
def _end_invitation(thing: str, address: str) -> Edition | None:
    juror = Juror.objects.select_related("person", "edition").filter(pk=thing).first()
    if juror is None or juror.person.email.casefold() != address.casefold():
        return None
    if juror.left_at is None:
        leave_herself(juror, reason="Says that the invitation was for somebody else.")
    return juror.edition
