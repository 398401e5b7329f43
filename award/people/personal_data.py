"""What the room of people signs up to: where it holds people, what of it goes by itself, and when."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from award.limits.domain.forgetting import KEPT_FOR
from award.log.domain.verifying import also_verify
from award.mail.domain.ticking import on_tick
from award.mail.models import Effect
from award.people.domain.personal import letters
from award.people.domain.personal.accounts import Accounts
from award.people.domain.personal.erased_list import list_what_was_erased
from award.people.domain.personal.keeping import Everywhere, Kind, Since, forget_due, keep
from award.people.domain.personal.log_details import LogDetails
from award.people.domain.personal.looking import changed_looks, digest_looks
from award.people.domain.personal.sources import holds_people
from award.people.domain.personal.witnesses import Witnesses

A_MONTH = 30
LONGEST = 365


def sign_up() -> None:
    for source in (Accounts(), Witnesses(), letters.Letters(), LogDetails()):
        holds_people(source)
    kinds: tuple[Kind | Everywhere, ...] = (*_of_an_edition(), *_of_none())
    for kind in kinds:
        keep(kind)
    also_verify(changed_looks)
    for step in (list_what_was_erased, digest_looks, forget_due):
        on_tick(step)


def _of_an_edition() -> tuple[Kind, ...]:
    return (
        Kind(
            "mail_text", _("What stood in the mail that was sent"),
            _("So that an organiser can see what somebody was told, and send it again."),
            days=A_MONTH, most=LONGEST, since=Since.ITSELF, forget=letters.empty_old_letters,
        ),
        Kind(
            letters.MAIL, _("That mail was sent, and to which address"),
            _("So that nobody is told twice, and that it can be shown that somebody was told."),
            days=A_MONTH, most=LONGEST, since=Since.RESULT, forget=letters.delete_letters,
        ),
    )  # fmt: skip


def _of_none() -> tuple[Everywhere, ...]:
    return (
        Everywhere(
            "sessions", _("That somebody is signed in, from which network address and browser"),
            _("So that whoever is signed in can see where, and sign out there."),
            kept=_hours, forget=_forget_sessions,
        ),
        Everywhere(
            "limits",
            _("How much a network, a browser and an address have asked for, by keyed numbers"),
            _("So that nobody is flooded with mail, and nobody guesses codes."),
            kept=_limits_kept,
        ),
        Everywhere(
            letters.OTHER_MAIL, _("Mail to people with accounts: codes to sign in with, and roles"),
            _("So that it can be sent again."),
            kept=_days, after=timedelta(days=A_MONTH), forget=letters.delete_letters_of_nobody,
        ),
        Everywhere(
            "tasks", _("What went wrong when the platform did something by itself"),
            _("So that whoever looks after the server can see what failed."),
            kept=_days, after=timedelta(days=A_MONTH), forget=_forget_effects,
        ),
    )  # fmt: skip


def _limits_kept() -> str:
    return ngettext("for %d day", "for %d days", KEPT_FOR.days) % KEPT_FOR.days


def _hours() -> str:
    hours = settings.SESSION_COOKIE_AGE // 3600
    return ngettext("for %d hour", "for %d hours", hours) % hours


def _days() -> str:
    return ngettext("for %d day", "for %d days", A_MONTH) % A_MONTH


def _forget_sessions(now: datetime) -> int:
    """Those that are over, and what was noted of where they came from."""
    over = Session.objects.filter(expire_date__lt=now).delete()[0]
    alive = Session.objects.values("session_key")
    return int(over + UserSession.objects.exclude(session_key__in=alive).delete()[0])


def _forget_effects(before: datetime) -> int:
    """That a task was done stays, so that it is not done twice; what went wrong before may name somebody."""
    done = Effect.objects.filter(done_at__lt=before).exclude(last_error="")
    return int(done.update(last_error=""))
