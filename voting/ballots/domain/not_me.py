"""What "this wasn't me" ends in the vote: a ballot paper that waits for its code."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from award.mail.domain.not_me import not_me
from award.programme.models import Edition
from voting.ballots.domain.requesting import CODE_MAILED
from voting.ballots.models import CodeMail, PendingVote


@not_me(
    CODE_MAILED,
    title=_("A code for a vote"),
    question=_("Did you not want to vote?"),
    follows=_(
        "Then the ballot paper that was filled in with your address is thrown away. A vote that you "
        "have cast yourself stays."
    ),
)
def _end_pending(thing: str, address: str) -> Edition | None:
    """Nothing here leads to a ballot: what is done has no address."""
    mail = CodeMail.objects.select_related("round__edition").filter(pk=thing).first()
    if mail is None:
        return None
    PendingVote.objects.filter(round=mail.round, done_at=None, email__iexact=address).delete()
    edition: Edition = mail.round.edition
    return edition
