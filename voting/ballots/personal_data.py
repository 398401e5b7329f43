"""What the vote's room signs up to: where it holds people, what goes by itself, and when."""

from __future__ import annotations

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from award.people.domain.personal.keeping import Everywhere, keep
from award.people.domain.personal.sources import holds_people
from voting.ballots.domain.forgetting import RECEIPT_SHOWN_FOR
from voting.ballots.domain.personal import Waiting, unconfirmed_kept


def sign_up() -> None:
    holds_people(Waiting())
    keep(
        Everywhere(
            "voters", _("The numbers that voters are told apart by, and the secret behind them"),
            _("So that one address has one vote."),
            kept=_until_the_seal,
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


def _until_the_seal() -> str:
    return gettext("until the round is sealed")


def _receipts_kept() -> str:
    hours = int(RECEIPT_SHOWN_FOR.total_seconds() // 3600)
    return ngettext("for %d hour", "for %d hours", hours) % hours
