"""What the vote holds of voters: an address while its code is waited for, and after that nothing by name."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from award.people.domain.personal.erasing import write_down
from award.people.domain.personal.reach import Reach
from award.people.domain.personal.sources import Holding, Source
from award.people.domain.personal.wanted import Wanted
from award.people.models import Person
from award.programme.models import Organisation
from voting.ballots.domain.forgetting import UNCONFIRMED_KEPT_FOR
from voting.ballots.domain.requesting import paper_of
from voting.ballots.models import CodeMail, PendingVote, RoundPepper, Voter


class Waiting(Source):
    """A ballot paper that waits for its code. What has been cast leads to nobody, and cannot be found."""

    slug = "voting"
    title = gettext_lazy("Is about to vote")
    why = gettext_lazy("So that the code can be typed in.")
    order = 10
    holds = {
        PendingVote: ("envelope", "mailbox", "receipt"),
        CodeMail: ("mailbox",),
        Voter: ("voter_key",),
        RoundPepper: ("pepper",),
    }

    def find(self, wanted: Wanted, reach: Reach) -> Iterable[Holding]:
        return [held for held in map(_holding, _waiting(reach)) if wanted.fits("", *held.addresses)]

    def get(self, key: str, reach: Reach) -> Holding | None:
        try:
            found = _waiting(reach).filter(pk=uuid.UUID(key)).first()
        except ValueError:
            return None
        return _holding(found) if found else None

    def until(self, holding: Holding) -> str:
        return unconfirmed_kept()

    def contents(self, holding: Holding) -> Mapping[str, Any]:
        """Not what was chosen: nobody but the voter sees that."""
        vote: PendingVote = holding.thing
        (address,) = holding.addresses
        return {"address": address, "code_sent": vote.code_sent_at}

    def goes(self, holding: Holding) -> Sequence[str]:
        return [_("A ballot paper that waits for its code: nothing has been cast with it.")]

    def erase(self, holding: Holding, *, by: Person | str, reason: str) -> bool:
        with transaction.atomic():
            if PendingVote.objects.filter(pk=holding.thing.pk, done_at=None).delete()[0]:
                write_down(holding, by=by, reason=reason)
        return True

    def organisation_of(self, key: str) -> Organisation | None:
        found = PendingVote.objects.filter(pk=key).select_related(
            "round__edition__award__organisation"
        )
        vote = found.first()
        return vote.round.edition.award.organisation if vote else None


def unconfirmed_kept() -> str:
    hours = int(UNCONFIRMED_KEPT_FOR.total_seconds() // 3600)
    return ngettext("for %d hour", "for %d hours", hours) % hours


def _waiting(reach: Reach) -> QuerySet[PendingVote]:
    found = PendingVote.objects.filter(round__edition__in=reach.editions, done_at=None)
    return found.select_related("round__edition__award").order_by("pk")


def _holding(vote: PendingVote) -> Holding:
    edition, paper = vote.round.edition, paper_of(vote)
    return Holding(
        "voting", str(vote.pk), what=_("A vote for %s that waits for its code") % edition,
        addresses=(paper.email if paper else "",), edition=edition, thing=vote,
    )  # fmt: skip
