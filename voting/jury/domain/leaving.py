"""A juror leaves."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from award.log.domain.recording import record
from award.people.domain.granting import revoke
from award.people.models import Person, Role
from award.programme.domain.clock import edition_now
from voting.jury.domain.standing import Standing, hold_standing, refuse_fixed
from voting.jury.models import Juror, ScoreSheet


@transaction.atomic
def leave(*, juror: Juror, by: Person, reason: str) -> None:
    """Her sheets are kept and do not count; her sign-in to the jury's pages ends. Twice is once.

    An organiser asks `voting.jury.domain.panel_changes` instead. Raises `PanelStands` once the round has closed.
    """
    refuse_fixed(juror.edition)
    now = edition_now(juror.edition)
    if not Juror.objects.filter(pk=juror.pk, left_at=None).update(left_at=now):
        return
    _take_role(juror, by=by)
    record("juror.left", actor=by, object=juror, edition=juror.edition, reason=reason)


@transaction.atomic
def leave_herself(juror: Juror, *, reason: str) -> None:
    """Her own matter; once the round has closed her role ends, and what she gave in it stands."""
    if hold_standing(juror.edition) is Standing.FIXED:
        _take_role(juror, by=juror.person)
    else:
        leave(juror=juror, by=juror.person, reason=reason)


def _take_role(juror: Juror, *, by: Person) -> None:
    for role in Role.objects.filter(
        person=juror.person, edition=juror.edition, kind=Role.Kind.JUROR
    ):
        revoke(role, by=by)


def goes_with(juror: Juror) -> list[str]:
    """What goes when she leaves, in words for whoever is asked whether she is to."""
    sheets = ScoreSheet.objects.filter(juror=juror)
    done = sheets.exclude(completed_at=None).count()
    begun = sheets.count() - done
    ready = ngettext(
        "%d completed score sheet no longer counts.",
        "%d completed score sheets no longer count.",
        done,
    )
    unfinished = ngettext(
        "%d sheet that is begun cannot be completed.",
        "%d sheets that are begun cannot be completed.",
        begun,
    )
    return [
        _("The seat in the jury, and the way in to its pages."),
        *([ready % done] if done else []),
        *([unfinished % begun] if begun else []),
    ]
