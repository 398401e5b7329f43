"""What the nominee says: she comes first."""

from __future__ import annotations

from django.db import transaction

from award.domain.addresses import page_address
from award.domain.clock import database_now
from award.domain.codes import MAX_ATTEMPTS, code_matches, hash_code, new_code
from award.domain.messaging import queue_message
from award.domain.recording import record
from award.models import Person
from nominations.models import Candidate


class AnswerError(Exception):
    """The answer was not taken; `why` is "wrong" or "spent"."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


@transaction.atomic
def inform(candidate: Candidate, *, by: Person) -> None:
    """Mail the candidate that she is nominated, with her own page and a code (GDPR art. 14).

    The mail holds nothing that a nominator wrote. Raises `ValueError` without an address.
    """
    if not candidate.email:
        raise ValueError("the candidate has no e-mail address")
    code = new_code()
    candidate.answer_code_hash = hash_code(code, purpose=f"answer:{candidate.answer_key}")
    candidate.answer_attempts = 0
    candidate.informed_at = candidate.informed_at or database_now()
    candidate.save(update_fields=["answer_code_hash", "answer_attempts", "informed_at"])
    edition = candidate.edition
    queue_message(
        "candidate_informed",
        occasion=f"candidate-informed:{candidate.pk}:{candidate.answer_code_hash[:12]}",
        recipient=candidate.email,
        language=candidate.language,
        edition=edition,
        context={
            "candidate": candidate,
            "edition": edition,
            "code": code,
            "link": page_address(
                "candidate_answer",
                language=candidate.language,
                award=edition.award.slug,
                year=edition.year,
                key=candidate.answer_key,
            ),
        },
    )
    record("candidate.informed", actor=by, object=candidate, edition=edition)


def check_answer_code(candidate: Candidate, code: str) -> None:
    """Raises `AnswerError`; a wrong code counts."""
    with transaction.atomic():
        found = Candidate.objects.select_for_update().get(pk=candidate.pk)
        if found.answer_attempts >= MAX_ATTEMPTS:
            raise AnswerError("spent")
        if code_matches(code, found.answer_code_hash, purpose=f"answer:{found.answer_key}"):
            return
        found.answer_attempts += 1
        found.save(update_fields=["answer_attempts"])
    raise AnswerError("wrong")


@transaction.atomic
def accept_candidacy(candidate: Candidate, *, name: str, title: str, workplace: str) -> None:
    """She takes part, under the name, title and workplace that she gives."""
    candidate.name, candidate.title, candidate.workplace = name, title, workplace
    candidate.accepted_at, candidate.declined_at = database_now(), None
    candidate.save()
    record("candidate.accepted", actor="candidate", object=candidate, edition=candidate.edition)


@transaction.atomic
def decline_candidacy(candidate: Candidate) -> None:
    """She does not take part: from now on no page or shortlist shows her."""
    candidate.declined_at = database_now()
    candidate.portrait.delete(save=False)
    candidate.portrait_alt = ""
    candidate.save()
    record("candidate.declined", actor="candidate", object=candidate, edition=candidate.edition)
