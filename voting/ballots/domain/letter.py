"""The mail that brings a voter her code, and what "this wasn't me" in it ends."""

from __future__ import annotations

from contextlib import suppress

from django.utils.translation import gettext_lazy as _

from award.mail.domain.codes import VOTE
from award.mail.domain.letters import Letter, code_letter
from award.mail.domain.not_me import Whose, not_me
from award.programme.models import Edition
from voting.ballots.domain.pseudonyms import VotersUnknown, mailbox_key
from voting.ballots.domain.requesting import paper_of
from voting.ballots.models import PendingVote

CODE_MAILED = "vote"
TITLE = _("A code for a vote")


@code_letter(PendingVote, VOTE, title=TITLE)
def _write(pending: PendingVote) -> Letter | None:
    paper = paper_of(pending)
    if paper is None:
        return None
    return Letter(
        "vote_code",
        recipient=paper.email,
        language=pending.language,
        context={"lifetime": VOTE.lifetime, "round": pending.round},
        edition=pending.round.edition,
        whose=Whose(CODE_MAILED, pending.pk),
        discreet=True,
    )


@not_me(
    CODE_MAILED,
    title=TITLE,
    question=_("Did you not want to vote?"),
    follows=_(
        "Then the ballot paper that was filled in with your address is thrown away. A vote that you "
        "have cast yourself stays."
    ),
)
def _end_pending(thing: str, address: str) -> Edition | None:
    """Nothing here leads to a ballot: what is done has no address."""
    pending = PendingVote.objects.select_related("round__edition").filter(pk=thing).first()
    if pending is None:
        return None
    with suppress(VotersUnknown):  # what waits can be cast by nobody then
        mailbox = mailbox_key(pending.round, address)
        PendingVote.objects.filter(round=pending.round, done_at=None, mailbox=mailbox).delete()
    edition: Edition = pending.round.edition
    return edition
