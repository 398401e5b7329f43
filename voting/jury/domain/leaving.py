"""A juror leaves."""

from __future__ import annotations

from django.db import transaction

from award.log.domain.recording import record
from award.people.domain.granting import revoke
from award.people.models import Person, Role
from award.programme.domain.clock import edition_now
from voting.jury.models import Juror


@transaction.atomic
def leave(*, juror: Juror, by: Person, reason: str) -> None:
    """Her sheets are kept and do not count; her sign-in to the jury's pages ends. Twice is once."""
    now = edition_now(juror.edition)
    if not Juror.objects.filter(pk=juror.pk, left_at=None).update(left_at=now):
        return
    for role in Role.objects.filter(
        person=juror.person, edition=juror.edition, kind=Role.Kind.JUROR
    ):
        revoke(role, by=by)
    record("juror.left", actor=by, object=juror, edition=juror.edition, reason=reason)
