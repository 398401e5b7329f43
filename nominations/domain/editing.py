"""Organisers looking after a candidate."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from award.log.domain.recording import record
from award.mail.domain.messaging import queue_message
from award.people.models import Person, Proposal
from award.programme.domain.clock import edition_now
from nominations.domain.asking import CannotInform, forget_old_link, inform, mail_link
from nominations.domain.fixity import Fixity, fixity
from nominations.domain.holding import held
from nominations.domain.portrait_files import forget_portrait_file
from nominations.domain.rewording import WORDS, RewordingRefused, reword
from nominations.models import Candidate

FIELDS = (*WORDS, "email", "portrait_alt")
PRIVATE = ("workplace", "email", "portrait_alt")


@transaction.atomic
def edit_candidate(
    candidate: Candidate,
    *,
    changes: Mapping[str, str],
    by: Person,
    portrait: ContentFile[bytes] | None = None,
    reason: str = "",
) -> Proposal | None:
    """Change what is said of her; the log keeps what was said before.

    What a finalist is called takes a reason, and a second person while the vote is open: then the
    proposal that waits is returned. Where her address changes, the old one is told. `portrait` is a
    picture that `award.programme.domain.pictures.clean_picture` has made; it takes the place of the
    earlier one, whose file is deleted. Raises `RewordingRefused` and `ActRefused`.
    """
    found = held(candidate)
    known = {name: value for name, value in changes.items() if name in FIELDS}
    if found.is_protected:
        known, portrait = _of_protected(known), None
    before = {name: getattr(found, name) for name in known}
    changed = {name: value for name, value in known.items() if before[name] != value}
    waiting = reword(found, changed, by=by, reason=reason)
    if waiting:
        changed = {name: value for name, value in changed.items() if name not in WORDS}
    _save(found, changed, portrait, words_read=not waiting)
    if changed or portrait:
        record(
            "candidate.edited",
            actor=by,
            object=found,
            edition=found.edition,
            before={name: before[name] for name in changed},
            after=changed | ({"portrait": "new"} if portrait else {}),
            reason=reason,
        )
    if changed.get("email") is not None and before["email"]:
        tell_old_address(found, before["email"])
        ask_anew(found, by=by)
    return waiting


@transaction.atomic
def remove_portrait(candidate: Candidate, *, by: Person | str) -> Candidate:
    """Take the picture away, here and in the store."""
    found = held(candidate)
    if not found.portrait:
        return found
    forget_portrait_file(found)
    found.portrait, found.portrait_alt = "", ""  # type: ignore[assignment]
    found.save()
    record(
        "candidate.edited",
        actor=by,
        object=found,
        edition=found.edition,
        after={"portrait": "removed"},
    )
    return found


def refuse_late_portrait(candidate: Candidate) -> None:
    """Raises `RewordingRefused` once voters see her: a picture may be taken away, never exchanged."""
    if fixity(candidate) >= Fixity.VOTING:
        raise RewordingRefused(_("The vote has opened: a picture can be taken away, not added."))


def ask_anew(candidate: Candidate, *, by: Person) -> None:
    """Whoever reads the old address has no way to her page any more; the new one gets it.

    Had she been asked and not answered, the question starts again: what was mailed to the old
    address has told her nothing, unless she was told otherwise. The caller holds her row.
    """
    was_asked = candidate.asked_at is not None
    told_by_mail = candidate.informed_at == candidate.asked_at
    forget_old_link(candidate)
    if not candidate.has_answered:
        candidate.informed_at = None if told_by_mail else candidate.informed_at
        candidate.asked_at = None
    candidate.save()
    if not was_asked or not candidate.address:
        return
    if candidate.has_answered:
        mail_link(candidate, "candidate_link", occasion="link")
    else:
        with suppress(CannotInform):
            inform(candidate, by=by)


def tell_old_address(candidate: Candidate, address: str) -> None:
    """Whoever reads the old address learns that mail about her goes elsewhere from now on."""
    edition = candidate.edition
    queue_message(
        "candidate_moved",
        occasion=f"candidate-moved:{candidate.pk}:{edition_now(edition):%y%m%d%H%M%S%f}",
        recipient=address,
        language=candidate.language,
        edition=edition,
        context={"edition": edition},
    )


def _save(
    candidate: Candidate,
    changed: Mapping[str, str],
    portrait: ContentFile[bytes] | None,
    *,
    words_read: bool,
) -> None:
    """Whoever saves has read what is said of her: from now on a mail to her may say it."""
    for name, value in changed.items():
        setattr(candidate, name, value)
    if portrait:
        refuse_late_portrait(candidate)
        forget_portrait_file(candidate)
        candidate.portrait = portrait  # type: ignore[assignment]
    if words_read and not candidate.words_checked_at:
        candidate.words_checked_at = edition_now(candidate.edition)
    candidate.save()


def _of_protected(changes: Mapping[str, str]) -> dict[str, str]:
    """Where she works and how she is reached stands with her identity, and she has no picture."""
    return {name: value for name, value in changes.items() if name not in PRIVATE}
