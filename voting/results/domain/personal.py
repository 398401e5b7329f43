"""What a result holds of those whom it names."""

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
from award.people.models import Person
from award.programme.models import Organisation
from nominations.models import Candidate
from voting.results.domain.annex import erase_name
from voting.results.models import Motivation, ResultName


class Named(Source):
    """The line of the annex that says who an alias is. With a candidate it goes with her."""

    slug = "named"
    title = gettext_lazy("Named in a result")
    why = gettext_lazy("So that the result, and the package that counts it again, say who has won.")
    order = 38
    follows = True
    holds = {
        ResultName: ("name", "workplace", "portrait", "portrait_alt"),
        Motivation: ("text_sv", "text_en"),
    }

    def find(self, wanted: Wanted, reach: Reach) -> Iterable[Holding]:
        return [_holding(name) for name in _names(reach) if wanted.fits(name.name)]

    def get(self, key: str, reach: Reach) -> Holding | None:
        found = _names(reach).filter(pk=key).first() if key.isdecimal() else None
        return _holding(found) if found else None

    def of(self, known: Sequence[Holding], reach: Reach) -> Iterable[Holding]:
        for each in known:
            if each.source == "nominee":
                candidate: Candidate = each.thing
                hers = _names(reach).filter(edition=candidate.edition, alias=candidate.alias)
                yield from map(_holding, hers)

    def until(self, holding: Holding) -> str:
        return _("as long as the result is published, for as long as the person agrees")

    def contents(self, holding: Holding) -> Mapping[str, Any]:
        name: ResultName = holding.thing
        written = Motivation.objects.filter(edition=name.edition)
        words = [each for each in written if name.alias in each.about.split("+")]
        return {
            "name": name.name,
            "workplace": name.workplace,
            "alias": name.alias,
            "picture": name.portrait_alt,
            "motivation": [{"sv": each.text_sv, "en": each.text_en} for each in words],
        }

    def goes(self, holding: Holding) -> Sequence[str]:
        return [
            _(
                "The line in the annex of the published package, and what the jury wrote of the winner."
            )
        ]

    def stays(self, holding: Holding) -> Sequence[str]:
        return [
            _(
                "The sealed result, which names people by aliases alone. Packages that somebody has "
                "downloaded already hold the name: nobody can take it back from there."
            )
        ]

    def erase(self, holding: Holding, *, by: Person | str, reason: str) -> bool:
        """With the candidate, where there still is one. Raises `CannotErase` while she takes part."""
        name: ResultName = holding.thing
        candidate = Candidate.objects.filter(edition=name.edition_id, alias=name.alias).first()
        if not ResultName.objects.filter(pk=name.pk).exists():
            return True
        if candidate and not candidate.erased_at:
            raise CannotErase(_("There is a candidate of the name: choose that one, too."))
        with transaction.atomic():
            erase_name(name.edition, name.alias)
            write_down(holding, by=by, reason=reason)
        return True

    def organisation_of(self, key: str) -> Organisation | None:
        found = ResultName.objects.filter(pk=key).select_related("edition__award__organisation")
        name = found.first()
        return name.edition.award.organisation if name else None


def _names(reach: Reach) -> QuerySet[ResultName]:
    found = ResultName.objects.filter(edition__in=reach.editions)
    return found.select_related("edition__award").order_by("-edition__year", "pk")


def _holding(name: ResultName) -> Holding:
    return Holding(
        "named", str(name.pk), what=_("Named in the result of %s") % name.edition, name=name.name,
        edition=name.edition, thing=name,
    )  # fmt: skip
