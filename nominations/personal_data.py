"""What nominations sign up to: where they hold people, what goes by itself, and when."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from award.people.domain.personal.keeping import Everywhere, Kind, Since, keep
from award.people.domain.personal.sources import holds_people
from award.programme.models import Edition
from nominations.domain.erasing import erase_declined
from nominations.domain.personal.nominated import (
    NOMINATORS,
    UNCONFIRMED,
    Nominated,
    Nominators,
    unsign,
)
from nominations.domain.personal.nominees import DECLINED, Nominees
from nominations.models import Nomination
from nominations.models.candidate import ERASE_AFTER

A_WEEK = 7  # days
A_MONTH = 30
LONGEST = 365


def sign_up() -> None:
    for source in (Nominees(), Nominated(), Nominators()):
        holds_people(source)
    for kind in _kinds():
        keep(kind)
    keep(
        Everywhere(
            "untold", _("A nomination that became no candidate, and a nominee who could not be told"),
            _("The law gives a month to tell whoever is nominated; nobody is kept longer untold."),
            kept=_untold,
        )
    )  # fmt: skip


def _kinds() -> tuple[Kind, ...]:
    return (
        Kind(
            UNCONFIRMED, _("A nomination that the nominator has not confirmed"),
            _("So that there is time to type the code."),
            days=A_WEEK, most=A_MONTH, since=Since.ITSELF, forget=_delete_unconfirmed,
        ),
        Kind(
            NOMINATORS, _("Who has nominated: name and address"),
            _("So that the nominator can be thanked and asked, and nobody nominates in another’s name."),
            days=A_MONTH, most=LONGEST, since=Since.RESULT, forget=_unsign_all,
        ),
        Kind(
            "signals", _("Signs that a program may have filled in a form"),
            _("So that organisers can see what is no person’s nomination."),
            days=A_MONTH, most=LONGEST, since=Since.RESULT, forget=_forget_signals,
        ),
        Kind(
            DECLINED, _("A nominee who has said no"),
            _("So that nobody is asked again the same year."),
            days=A_MONTH, most=LONGEST, since=Since.ITSELF, forget=erase_declined,
        ),
    )  # fmt: skip


def _untold() -> str:
    days = ERASE_AFTER.days
    return ngettext("for %d day", "for %d days", days) % days


def _delete_unconfirmed(edition: Edition, before: datetime) -> int:
    old = Nomination.objects.filter(round__edition=edition, confirmed_at=None)
    return int(old.filter(created_at__lt=before).delete()[0])


@transaction.atomic
def _unsign_all(edition: Edition, now: datetime) -> int:
    return unsign(Nomination.objects.filter(round__edition=edition))


def _forget_signals(edition: Edition, now: datetime) -> int:
    return (
        Nomination.objects.filter(round__edition=edition).exclude(suspicion="").update(suspicion="")
    )
