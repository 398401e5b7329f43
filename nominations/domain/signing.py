"""How a nominee shows on her page that it is she who answers.

The link in her mail opens the page, in whatever program: a mail scanner opens it too, and may press
every button there. So nothing is done until she signs with her name, which stands in no field and
which no scanner writes; whoever holds the mail could as well have typed a code out of it. Once she
has answered, another browser than the one she answered in needs a code that is mailed when it is
asked for: a mail that was passed on undoes no answer.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from award.log.domain.recording import record
from award.mail.domain.codes import ANSWER, CODE_COLUMNS, CodeRefused, issue_code, try_code
from award.mail.domain.letters import Letter, code_letter, queue_code
from award.people.domain.names.likeness import Reason, compare
from award.programme.domain.clock import database_now
from nominations.domain.asking import mail_link
from nominations.domain.locking import held
from nominations.domain.noted_answers import known_address
from nominations.models import Candidate

LINK_LIFETIME = timedelta(days=60)
RENEW_AFTER = timedelta(minutes=10)


def signs(candidate: Candidate, signature: str) -> bool:
    """Whether the name typed is hers, also misspelt, with initials, or in part."""
    known = [candidate.name]
    if candidate.is_protected:
        known.append(candidate.identity.name)
    return any(compare(signature, name).reason != Reason.NONE for name in known)


def link_is_good(candidate: Candidate, key: object) -> bool:
    """Whether the key opens her page: the newest, and not too old. A printed one has no age."""
    if candidate.answer_key != key:
        return False
    sent = candidate.link_sent_at
    return sent is None or database_now() < sent + LINK_LIFETIME


@transaction.atomic
def renew_link(candidate: Candidate) -> bool:
    """Mail a new link to the address that we have; the old one leads to asking for a new one.

    False when there is no address, or one was sent a moment ago.
    """
    found = held(candidate)
    recently = found.link_sent_at and found.link_sent_at > database_now() - RENEW_AFTER
    if not found.address or found.erased_at or recently:
        return False
    found.former_key, found.answer_key = found.answer_key, uuid4()
    mail_link(found, "candidate_link", occasion="link")
    record("candidate.link_renewed", actor="candidate", object=found, edition=found.edition)
    return True


class NoAddress(Exception):
    """We know no address of hers, so no code can be mailed: she writes to the organisers."""


def code_address(candidate: Candidate) -> str:
    """Where a code to her is mailed: her address, else one that came with a nomination of her."""
    return candidate.address or known_address(candidate)


@transaction.atomic
def mail_answer_code(candidate: Candidate) -> None:
    """Mail her six digits. Raises `CodeRefused` and `NoAddress`."""
    found = held(candidate)
    if not code_address(found):
        raise NoAddress
    issue_code(found, ANSWER, now=database_now())
    found.save(update_fields=CODE_COLUMNS)
    queue_code(found, ANSWER, occasion=f"candidate-code:{found.pk}:{found.code_renewal[:12]}")


@code_letter(Candidate, ANSWER, title=_("A code for a nominee's own page"))
def _write(candidate: Candidate) -> Letter | None:
    address = code_address(candidate)
    if not address:
        return None
    return Letter(
        "candidate_code",
        recipient=address,
        language=candidate.language,
        edition=candidate.edition,
        unlisted=candidate.is_protected,
        context={"policy": ANSWER},
    )


def check_answer_code(candidate: Candidate, code: str) -> None:
    """Raises `CodeRefused`; a wrong code has been counted and committed by then."""
    with transaction.atomic():
        why = try_code(held(candidate), ANSWER, code, now=database_now())
    if why:
        raise CodeRefused(why)
