"""Organisers looking after a candidate."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from award.log.domain.recording import record
from award.people.models import Person, Proposal
from award.programme.domain.clock import edition_now
from award.programme.domain.meanwhile import ChangedMeanwhile, Marks, mark, settle
from nominations.domain.exposure import takes_two
from nominations.domain.fixity import Fixity, fixity
from nominations.domain.locking import held
from nominations.domain.portrait_files import forget_portrait_file
from nominations.domain.readdressing import ask_anew, propose_address, tell_old_address
from nominations.domain.rewording import WORDS, RewordingRefused, reword
from nominations.models import Candidate

FIELDS = (*WORDS, "email")
PRIVATE = ("workplace", "email", "portrait_alt")


@transaction.atomic
def edit_candidate(
    candidate: Candidate,
    *,
    changes: Mapping[str, str],
    by: Person,
    portrait: ContentFile[bytes] | None = None,
    reason: str = "",
    shown: Marks | None = None,
) -> Proposal | None:
    """Change what is said of her; the log keeps what was said before.

    What a finalist is called takes a reason, and a second person while the vote is open. So does the address of
    whoever voices are on, for whoever reads her mail answers in her place: then the proposal that waits is returned.
    Where her address changes, the old one is told; after a no of her own it does not. `portrait` is a
    picture that `award.programme.domain.pictures.clean_picture` has made; it takes the place of the
    earlier one, whose file is deleted. Raises `RewordingRefused` and `ActRefused`, and
    `ChangedMeanwhile` where somebody else has saved something else since the form was `shown`.
    """
    found = held(candidate)
    known = {name: value for name, value in changes.items() if name in FIELDS}
    if found.is_protected:
        known, portrait = _of_protected(known), None
    known = _settled(found, known, portrait, shown or {})
    before = {name: getattr(found, name) for name in known}
    changed = {name: value for name, value in known.items() if before[name] != value}
    # What a new picture shows comes with it: it is no rewording of what was said of the old one.
    new = {"portrait_alt"} if portrait else set()
    reworded = {name: value for name, value in changed.items() if name not in new}
    waiting = reword(found, reworded, by=by, reason=reason)
    if waiting:
        changed = {name: value for name, value in changed.items() if name not in WORDS}
    if "email" in changed and found.declined_herself:
        raise RewordingRefused(
            _("The nominee has said no from the present address: nobody else is asked instead.")
        )
    if "email" in changed and (takes_two(found) or fixity(found) >= Fixity.VOTING):
        waiting = propose_address(found, changed.pop("email"), by=by, reason=reason)
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


def _settled(
    candidate: Candidate,
    wished: Mapping[str, str],
    portrait: ContentFile[bytes] | None,
    shown: Marks,
) -> dict[str, str]:
    """A picture that was put there meanwhile is not taken away unseen."""
    if portrait and shown.get("portrait", mark(candidate.portrait)) != mark(candidate.portrait):
        raise ChangedMeanwhile({"portrait": candidate.portrait})
    stored = {name: getattr(candidate, name) for name in wished}
    return settle(wished, stored=stored, shown=shown)


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
