"""The six digits that a nominator gets by mail."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from award.limits.domain.asking import Purpose, ask_for_mail
from award.limits.domain.sources import Source
from award.mail.domain.codes import CODE_COLUMNS, NOMINATION, issue_code
from award.mail.domain.letters import Letter, code_letter, queue_code
from award.mail.domain.not_me import Whose
from award.people.domain.canonical import one_mailbox
from award.programme.domain.links import page_address
from nominations.models import Nomination

NOT_HIS = "nominator"


def mail_code(nomination: Nomination, source: Source) -> None:
    """Mail a new code, which replaces the earlier one. The caller holds the nomination's row.

    Raises `award.mail.domain.codes.CodeRefused`, and what `award.limits.domain.asking` raises so that the
    form cannot be used to flood somebody's mailbox.
    """
    place = ask_for_mail(source, one_mailbox(nomination.nominator_email), Purpose.NOMINATION)
    issue_code(nomination, NOMINATION, now=place.now, digits=place.digits, mailed=place.mailed)
    if place.shown:
        nomination.code_sent_at = place.due_at
    nomination.save(update_fields=CODE_COLUMNS)
    occasion = f"nomination-confirm:{nomination.pk}:{nomination.code_renewal[:12]}"
    if place.mailed:
        queue_code(nomination, NOMINATION, occasion=occasion, due_at=place.due_at)


@code_letter(Nomination, NOMINATION, title=_("A code for a nomination"))
def _write(nomination: Nomination) -> Letter:
    """With a link that opens a page and does nothing else; its key is in no other place."""
    edition = nomination.round.edition
    link = page_address(
        "nomination_confirm",
        language=nomination.language,
        award=edition.award.slug,
        year=edition.year,
        key=nomination.key,
    )
    return Letter(
        "nomination_confirm",
        recipient=nomination.nominator_email,
        language=nomination.language,
        edition=edition,
        whose=Whose(NOT_HIS, nomination.pk),
        context={"link": link},
    )
