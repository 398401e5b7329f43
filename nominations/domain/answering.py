"""What the nominee says: she comes first."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from award.log.domain.recording import record
from award.programme.domain.clock import edition_now
from nominations.domain.consenting import is_over
from nominations.domain.editing import refuse_late_portrait
from nominations.domain.finalist_left import is_on_show, tell_of_leaving
from nominations.domain.guardians import check_guardian
from nominations.domain.locking import held
from nominations.domain.noted_answers import (
    Noted,
    check_noted_no,
    check_noted_yes,
    tell_of_noted_answer,
)
from nominations.domain.portrait_files import forget_portrait_file
from nominations.domain.protecting import UNNAMED
from nominations.domain.rewording import differing, reword_herself
from nominations.domain.wishing import wish
from nominations.models import Candidate, Wish


class TooLateToSayYes(Exception):
    """The last day to answer has passed, and silence was a no. The message says so to her."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The last day to answer has passed, and whoever had not said yes by then does not take "
                "part this time."
            )
        )


def accept_candidacy(
    candidate: Candidate,
    *,
    name: str,
    title: str,
    workplace: str,
    presentation: str | None = None,
    guardian: str | None = None,
) -> bool:
    """She takes part, under the name, title and workplace that she gives.

    False when what she is called has to wait for an organiser, since she is a finalist already; her
    yes counts all the same. `guardian` as `check_guardian` has it. Raises `TooLateToSayYes`, `GuardianMissing`
    and `RewordingRefused`.
    """
    said = {"name": name, "title": title, "workplace": workplace}
    if presentation is not None:
        said["presentation"] = presentation
    return say_yes(candidate, said, guardian=guardian)


@transaction.atomic
def say_yes(
    candidate: Candidate,
    said: Mapping[str, str] | None = None,
    *,
    noted: Noted | None = None,
    guardian: str | None = None,
) -> bool:
    """As `accept_candidacy`; `noted` when an organiser writes down what she has told him.

    `guardian` as `check_guardian` has it. Raises `NotedRefused` for a moment when she cannot have said it, and
    `GuardianMissing`.
    """
    found = held(candidate)
    if noted:
        check_noted_yes(found, noted)
    before = _standing(found)
    _refuse_late_yes(found)
    check_guardian(found, guardian)
    as_said = _correct(found, _fit(found, said or {}))
    found.refresh_from_db()
    now = edition_now(found.edition)
    found.accepted_at = found.accepted_at or (noted.at if noted else now)
    found.declined_at, found.informed_at = None, found.informed_at or now
    found.declined_herself = False
    _note_from(found, noted)
    found.guardian = _guardian_of(found, guardian)
    found.save()
    _record_answer("candidate.accepted", found, before, noted)
    return as_said


@transaction.atomic
def decline_candidacy(candidate: Candidate, *, noted: Noted | None = None) -> None:
    """She does not take part: from now on no page or shortlist shows her, and her picture is gone.

    What an organiser has noted raises `NotedRefused` where it takes two (see `noting_no.note_no`).
    """
    found = held(candidate)
    if noted:
        check_noted_no(found, noted)
    before = _standing(found)
    was_public = is_on_show(found)
    forget_portrait_file(found)
    found.portrait, found.portrait_alt = "", ""  # type: ignore[assignment]
    now = edition_now(found.edition)
    found.accepted_at, found.informed_at = None, found.informed_at or now
    found.declined_at = found.declined_at or (noted.at if noted else now)
    found.declined_herself = found.declined_herself or noted is None
    _note_from(found, noted)
    if was_public:
        found.public_until = now
        tell_of_leaving(found)
    found.save()
    _record_answer("candidate.declined", found, before, noted)


@transaction.atomic
def correct(
    candidate: Candidate,
    said: Mapping[str, str],
    *,
    portrait: ContentFile[bytes] | None = None,
    portrait_alt: str = "",
) -> bool:
    """She changes what is said of her; False when it waits for an organiser.

    Raises `RewordingRefused`.
    """
    found = held(candidate)
    before = _standing(found)
    as_said = _correct(found, _fit(found, said))
    found.refresh_from_db()
    if portrait and not found.is_protected:
        refuse_late_portrait(found)
        forget_portrait_file(found)
        found.portrait, found.portrait_alt = portrait, portrait_alt  # type: ignore[assignment]
    found.save()
    _record_answer("candidate.corrected", found, before, None)
    return as_said


@transaction.atomic
def ask_to_be_forgotten(candidate: Candidate) -> None:
    """She leaves at once, what is said of her is emptied, and the organisers see that they erase the rest."""
    held(candidate)
    list(Wish.objects.select_for_update(no_key=True).filter(candidate=candidate).order_by("pk"))
    decline_candidacy(candidate)
    found = held(candidate)
    found.title = found.workplace = found.presentation = ""
    found.motivation_sv = found.motivation_en = ""
    found.save()
    wish(found, Wish.Kind.FORGET)


def _guardian_of(candidate: Candidate, guardian: str | None) -> str:
    if guardian is None:
        return candidate.guardian
    return UNNAMED if guardian and candidate.is_protected else guardian


def _note_from(candidate: Candidate, noted: Noted | None) -> None:
    """Where she answers from herself she can be reached; of a protected one it stands with her identity."""
    if noted is None and not candidate.is_protected:
        candidate.answered_from = candidate.email


def _refuse_late_yes(candidate: Candidate) -> None:
    """Whoever said yes in time may say it again; whoever left, or was silent, may not come back."""
    if not candidate.accepted_at and is_over(candidate):
        raise TooLateToSayYes


def _correct(candidate: Candidate, said: Mapping[str, str]) -> bool:
    """At once, or as a wish that waits for an organiser."""
    if reword_herself(candidate, said):
        return True
    wish(candidate, Wish.Kind.CORRECT, changes=differing(candidate, said))
    return False


def _fit(candidate: Candidate, said: Mapping[str, str]) -> dict[str, str]:
    """A protected one has no workplace to show."""
    return {n: v for n, v in said.items() if not (candidate.is_protected and n == "workplace")}


def _standing(candidate: Candidate) -> dict[str, str]:
    """What of her is in the log before and after an answer; of a protected one the answer alone."""
    answer = "no" if candidate.declined_at else "yes" if candidate.accepted_at else ""
    standing = {"answer": answer} | ({"guardian": "agrees"} if candidate.guardian else {})
    if candidate.is_protected:
        return standing
    return {
        **standing,
        "name": candidate.name,
        "title": candidate.title,
        "workplace": candidate.workplace,
    }


def _record_answer(
    action: str, candidate: Candidate, before: dict[str, str], noted: Noted | None
) -> None:
    if noted:
        tell_of_noted_answer(candidate, noter=noted.by, at=noted.at)
    record(
        action,
        actor=noted.by if noted else "candidate",
        object=candidate,
        edition=candidate.edition,
        before=before,
        after=_standing(candidate) | ({"said_at": noted.at.isoformat()} if noted else {}),
        reason=noted.how if noted else "",
    )
