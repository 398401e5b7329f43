"""What is held of witnesses from outside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.people.domain.personal.erasing import write_down
from award.people.domain.personal.reach import Reach
from award.people.domain.personal.sources import CannotErase, Holding, Source
from award.people.domain.personal.wanted import Wanted
from award.people.models import Person, Witness
from award.programme.models import Organisation


class Witnesses(Source):
    slug = "witness"
    title = gettext_lazy("Witness from outside")
    why = gettext_lazy(
        "So that an organiser who is alone has somebody who confirms what is decided."
    )
    order = 60
    holds = {Witness: ("name", "email")}

    def find(self, wanted: Wanted, reach: Reach) -> Iterable[Holding]:
        for witness in _witnesses(reach):
            if wanted.fits(witness.name, witness.email):
                yield _holding(witness)

    def get(self, key: str, reach: Reach) -> Holding | None:
        found = _witnesses(reach).filter(pk=key).first() if key.isdecimal() else None
        return _holding(found) if found else None

    def until(self, holding: Holding) -> str:
        return _("as long as the decision stands, with the name beside it")

    def contents(self, holding: Holding) -> Mapping[str, Any]:
        witness: Witness = holding.thing
        return {
            "name": witness.name,
            "address": witness.email,
            "asked": witness.proposal.proposed_at,
            "confirmed": witness.confirmed_at,
            "refused": witness.refused_at,
        }

    def goes(self, holding: Holding) -> Sequence[str]:
        return [_("The witness's name and address. That somebody confirmed, and when, stays.")]

    def erase(self, holding: Holding, *, by: Person | str, reason: str) -> bool:
        """Raises `CannotErase` while the decision waits for her."""
        with transaction.atomic():
            rows = Witness.objects.select_for_update(of=("self",), no_key=True)
            witness = rows.select_related("proposal__organisation").get(pk=holding.thing.pk)
            if witness.proposal.is_waiting and isinstance(by, Person):
                raise CannotErase(
                    _("The decision waits for this witness: take the proposal back first.")
                )
            witness.name, witness.email = "–", ""
            witness.save(update_fields=["name", "email"])
            write_down(holding, by=by, reason=reason, organisation=witness.proposal.organisation)
        return True

    def organisation_of(self, key: str) -> Organisation | None:
        found = Witness.objects.filter(pk=key).select_related("proposal__organisation").first()
        return found.proposal.organisation if found else None


def _witnesses(reach: Reach) -> QuerySet[Witness]:
    """Those that have not been erased."""
    found = Witness.objects.filter(proposal__organisation=reach.organisation).exclude(email="")
    if not reach.whole:
        found = found.filter(proposal__edition__in=reach.editions)
    return found.select_related("proposal__edition").order_by("pk")


def _holding(witness: Witness) -> Holding:
    return Holding(
        "witness",
        str(witness.pk),
        what=_("Asked to confirm a decision"),
        name=witness.name,
        addresses=(witness.email,),
        edition=witness.proposal.edition,
        born=witness.proposal.proposed_at,
        thing=witness,
    )
