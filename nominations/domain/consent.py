"""What the nominee says: she comes first."""

from __future__ import annotations

from django.db import transaction

from award.log.domain.recording import record
from award.mail.domain.codes import ANSWER, CodeRefused, issue_code, mailed, try_code
from award.mail.domain.messaging import queue_message
from award.people.models import Person
from award.programme.domain.clock import database_now, edition_now
from award.programme.domain.links import page_address
from nominations.domain.portrait_files import forget_portrait_file
from nominations.models import Candidate


class CannotInform(Exception):
    """Nothing was mailed; `why` is "address" (there is none), "declined", "soon" or "often"."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


@transaction.atomic
def inform(candidate: Candidate, *, by: Person) -> None:
    """Mail the candidate that she is nominated, with her own page and a code (GDPR art. 14).

    The mail holds nothing that a nominator wrote. Raises `CannotInform`.
    """
    found = _locked(candidate)
    now = database_now()
    _check_may_inform(found)
    try:
        code = issue_code(found, ANSWER, now=now)
    except CodeRefused as refusal:
        raise CannotInform(refusal.why) from None
    found.informed_at = found.informed_at or edition_now(found.edition)
    found.save()
    _mail(found, code)
    record("candidate.informed", actor=by, object=found, edition=found.edition)


@transaction.atomic
def note_told(candidate: Candidate, *, by: Person, how: str) -> None:
    """She was told in another way than by our mail: the clock of article 14 stops, `how` is logged.

    Raises `CannotInform` when she has declined.
    """
    found = _locked(candidate)
    if found.declined_at:
        raise CannotInform("declined")
    found.informed_at = found.informed_at or edition_now(found.edition)
    found.save(update_fields=["informed_at"])
    record("candidate.informed", actor=by, object=found, edition=found.edition, reason=how)


def check_answer_code(candidate: Candidate, code: str) -> None:
    """Raises `CodeRefused`; a wrong code has been counted and committed by then."""
    with transaction.atomic():
        why = try_code(_locked(candidate), ANSWER, code, now=database_now())
    if why:
        raise CodeRefused(why)


@transaction.atomic
def accept_candidacy(candidate: Candidate, *, name: str, title: str, workplace: str) -> None:
    """She takes part, under the name, title and workplace that she gives."""
    found = _locked(candidate)
    before = _standing(found)
    found.name, found.title, found.workplace = name, title, workplace
    found.accepted_at, found.declined_at = edition_now(found.edition), None
    found.save()
    _record_answer("candidate.accepted", found, before)


@transaction.atomic
def decline_candidacy(candidate: Candidate) -> None:
    """She does not take part: from now on no page or shortlist shows her, and her picture is gone."""
    found = _locked(candidate)
    before = _standing(found)
    forget_portrait_file(found)
    found.portrait, found.portrait_alt = "", ""  # type: ignore[assignment]
    found.accepted_at, found.declined_at = None, edition_now(found.edition)
    found.save()
    _record_answer("candidate.declined", found, before)


def _locked(candidate: Candidate) -> Candidate:
    return (
        Candidate.objects.select_for_update(of=("self",))
        .select_related("edition__award__organisation")
        .get(pk=candidate.pk)
    )


def _check_may_inform(candidate: Candidate) -> None:
    if not candidate.email:
        raise CannotInform("address")
    if candidate.declined_at:
        raise CannotInform("declined")


def _standing(candidate: Candidate) -> dict[str, str]:
    """What of her is in the log before and after an answer."""
    answer = "no" if candidate.declined_at else "yes" if candidate.accepted_at else ""
    return {
        "answer": answer,
        "name": candidate.name,
        "title": candidate.title,
        "workplace": candidate.workplace,
    }


def _record_answer(action: str, candidate: Candidate, before: dict[str, str]) -> None:
    record(
        action,
        actor="candidate",
        object=candidate,
        edition=candidate.edition,
        before=before,
        after=_standing(candidate),
    )


def _mail(candidate: Candidate, code: str) -> None:
    edition = candidate.edition
    link = page_address(
        "candidate_answer",
        language=candidate.language,
        award=edition.award.slug,
        year=edition.year,
        key=candidate.answer_key,
    )
    queue_message(
        "candidate_informed",
        occasion=f"candidate-informed:{candidate.pk}:{candidate.code_hash[:12]}",
        recipient=candidate.email,
        language=candidate.language,
        edition=edition,
        code=mailed(candidate, ANSWER),
        context={"edition": edition, "code": code, "link": link, "own": _is_own(candidate)},
    )


def _is_own(candidate: Candidate) -> bool:
    """Whether nobody but she herself has put her forward."""
    behind = candidate.nominations.all()
    return bool(behind) and all(nomination.is_own for nomination in behind)
