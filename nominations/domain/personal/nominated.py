"""What nominations say of those whom they are about, and of those who wrote them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.people.domain.personal.erasing import write_down
from award.people.domain.personal.keeping import until
from award.people.domain.personal.reach import Reach
from award.people.domain.personal.sources import CannotErase, Holding, Source
from award.people.domain.personal.wanted import Wanted
from award.people.models import Person
from award.programme.models import Organisation
from nominations.domain.fading import empty_nomination
from nominations.models import Nomination
from nominations.models.candidate import ERASE_AFTER
from nominations.models.nomination import OF_NOMINEE

NOMINATORS, UNCONFIRMED = "nominators", "unconfirmed"


class Nominated(Source):
    """The person whom a nomination is about; of one with a candidate it goes with her."""

    slug = "nominated"
    title = gettext_lazy("Nominated")
    why = gettext_lazy("So that the organisers can decide who becomes a candidate.")
    order = 32
    follows = True
    holds = {
        Nomination: (*OF_NOMINEE, "reason"),
    }

    def find(self, wanted: Wanted, reach: Reach) -> Iterable[Holding]:
        for nomination in _nominations(reach).exclude(nominee_name=""):
            if wanted.fits(nomination.nominee_name, nomination.nominee_email):
                yield _about(nomination)

    def get(self, key: str, reach: Reach) -> Holding | None:
        found = _one(key, _nominations(reach).exclude(nominee_name=""))
        return _about(found) if found else None

    def of(self, known: Sequence[Holding], reach: Reach) -> Iterable[Holding]:
        candidates = [each.thing.pk for each in known if each.source == "nominee"]
        told = _nominations(reach).filter(candidate__in=candidates).exclude(nominee_name="")
        return [_about(nomination) for nomination in told]

    def until(self, holding: Holding) -> str:
        if holding.thing.candidate_id:
            return _("as long as there is a candidate")
        return _("for %d days from the day it came, as the law wants") % ERASE_AFTER.days

    def contents(self, holding: Holding) -> Mapping[str, Any]:
        """Not who wrote it: whoever nominates has not agreed to be told of."""
        nomination: Nomination = holding.thing
        return {
            "name": nomination.nominee_name,
            "workplace": nomination.nominee_workplace,
            "address": nomination.nominee_email,
            "age": nomination.get_nominee_age_display(),
            "motivation": nomination.motivation,
            "category": str(nomination.category),
            "at": nomination.created_at,
            "decision": nomination.get_decision_display(),
            "reason": nomination.reason,
        }

    def goes(self, holding: Holding) -> Sequence[str]:
        return [_("What nominations say of the person: name, workplace, address and reasons.")]

    def stays(self, holding: Holding) -> Sequence[str]:
        return [_("That there was a nomination, in which category, and who sent it.")]

    def erase(self, holding: Holding, *, by: Person | str, reason: str) -> bool:
        """With the candidate, where there is one."""
        with transaction.atomic():
            nomination = _held(holding)
            if nomination is None or not nomination.nominee_name:
                return True
            if nomination.candidate_id:
                raise CannotErase(
                    _("There is a candidate of the nomination: choose that one, too.")
                )
            empty_nomination(nomination, by=by)
            write_down(holding, by=by, reason=reason)
        return True

    def organisation_of(self, key: str) -> Organisation | None:
        return organisation_of(key)


class Nominators(Source):
    slug = "nominator"
    title = gettext_lazy("Has nominated somebody")
    why = gettext_lazy(
        "So that each nomination is somebody’s, and the nominator can be thanked and asked."
    )
    order = 34
    holds = {Nomination: ("nominator_name", "nominator_email")}

    def find(self, wanted: Wanted, reach: Reach) -> Iterable[Holding]:
        for nomination in _nominations(reach).exclude(nominator_email=""):
            if wanted.fits(nomination.nominator_name, nomination.nominator_email):
                yield _by(nomination)

    def get(self, key: str, reach: Reach) -> Holding | None:
        found = _one(key, _nominations(reach).exclude(nominator_email=""))
        return _by(found) if found else None

    def until(self, holding: Holding) -> str:
        return until(NOMINATORS if holding.thing.confirmed_at else UNCONFIRMED, holding.edition)

    def contents(self, holding: Holding) -> Mapping[str, Any]:
        nomination: Nomination = holding.thing
        return {
            "name": nomination.nominator_name,
            "address": nomination.nominator_email,
            "language": nomination.language,
            "category": str(nomination.category),
            "nominated": nomination.who,
            "motivation": nomination.motivation,
            "at": nomination.created_at,
            "confirmed": nomination.confirmed_at,
        }

    def goes(self, holding: Holding) -> Sequence[str]:
        if holding.thing.confirmed_at:
            return [_("The name and address of whoever sent a nomination.")]
        return [_("Nominations that were never confirmed, whole.")]

    def stays(self, holding: Holding) -> Sequence[str]:
        if holding.thing.confirmed_at:
            return [
                _(
                    "The nomination itself, unsigned: it is about somebody else, and counts as before."
                )
            ]
        return []

    def erase(self, holding: Holding, *, by: Person | str, reason: str) -> bool:
        with transaction.atomic():
            nomination = _held(holding)
            if nomination is None or not nomination.nominator_email:
                return True
            if nomination.confirmed_at:
                unsign(Nomination.objects.filter(pk=nomination.pk))
            else:
                nomination.delete()
            write_down(holding, by=by, reason=reason)
        return True

    def organisation_of(self, key: str) -> Organisation | None:
        return organisation_of(key)


def unsign(nominations: QuerySet[Nomination]) -> int:
    """Who sent them goes; that they were sent, and are somebody's each, stays."""
    signed = nominations.exclude(nominator_name="", nominator_email="")
    return signed.update(nominator_name="", nominator_email="", code_renewal="")


def organisation_of(key: str) -> Organisation | None:
    found = Nomination.objects.filter(pk=key).select_related("round__edition__award__organisation")
    nomination = found.first()
    return nomination.round.edition.award.organisation if nomination else None


def _nominations(reach: Reach) -> QuerySet[Nomination]:
    found = Nomination.objects.filter(round__edition__in=reach.editions)
    related = found.select_related("round__edition__award", "category", "candidate")
    return related.order_by("-created_at", "pk")


def _one(key: str, among: QuerySet[Nomination]) -> Nomination | None:
    return among.filter(pk=key).first() if key.isdecimal() else None


def _held(holding: Holding) -> Nomination | None:
    rows = Nomination.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("round__edition").filter(pk=holding.thing.pk).first()


def _about(nomination: Nomination) -> Holding:
    """Somebody protected is called as she stands."""
    said = _("Nominated for %s") % nomination.round.edition
    return _holding(
        "nominated", nomination, said, nomination.nominee_name, nomination.nominee_email
    )


def _by(nomination: Nomination) -> Holding:
    said = _("Has nominated somebody for %s") % nomination.round.edition
    return _holding(
        "nominator", nomination, said, nomination.nominator_name, nomination.nominator_email
    )


def _holding(source: str, nomination: Nomination, what: str, name: str, address: str) -> Holding:
    edition = nomination.round.edition
    page = reverse("desk_nomination", args=[edition.award.slug, edition.year, nomination.pk])
    return Holding(
        source, str(nomination.pk), what=what, name=name, addresses=(address,) if address else (),
        edition=edition, born=nomination.created_at, page=page, thing=nomination,
    )  # fmt: skip
