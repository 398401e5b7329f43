"""What the vote's room signs up to: where it holds people, what goes by itself, and when."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from award.people.domain.personal.keeping import Everywhere, Kind, Since, keep
from award.people.domain.personal.sources import holds_people
from voting.ballots.domain.forgetting import RECEIPT_SHOWN_FOR, forget_voters
from voting.ballots.domain.personal import Waiting, unconfirmed_kept

A_MONTH, LONGEST = 30, 90


def sign_up() -> None:
    holds_people(Waiting())
    keep(
        Kind(
            "voters", _("The secret behind the numbers that voters are told apart by"),
            _("So that one address has one vote, and a vote that is asked about can be looked into."),
            days=A_MONTH, most=LONGEST, since=Since.RESULT, forget=forget_voters,
        )
    )  # fmt: skip
    keep(
        Everywhere(
            "unconfirmed_votes", _("An address and a choice that wait for the code, and the mail with it"),
            _("So that there is time to type the code."),
            kept=unconfirmed_kept,
        )
    )  # fmt: skip
    keep(
        Everywhere(
            "receipts", _("Which browser has cast a vote, by a random number"),
            _("So that the same browser can show the receipt again."),
            kept=_receipts_kept,
        )
    )  # fmt: skip


def _receipts_kept() -> str:
    hours = int(RECEIPT_SHOWN_FOR.total_seconds() // 3600)
    return ngettext("for %d hour", "for %d hours", hours) % hours
