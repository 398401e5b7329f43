"""What the log says of somebody in detail."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.log.domain.erasing import erase_payload
from award.log.domain.words import action_words
from award.log.models import LogEntry, LogPayload
from award.people.domain.personal.accounts import Accounts, has_decided, people_in
from award.people.domain.personal.erased_list import note_erased
from award.people.domain.personal.finding import addresses_of, names_of
from award.people.domain.personal.reach import Reach
from award.people.domain.personal.sources import Holding, Source
from award.people.domain.personal.wanted import Wanted, says
from award.people.models import Person
from award.programme.models import Organisation


class LogDetails(Source):
    slug = "entry"
    title = gettext_lazy("Log")
    why = gettext_lazy("So that everybody can see afterwards who has decided and changed what.")
    order = 90
    follows = True
    holds = {LogPayload: ("content",)}

    def find(self, wanted: Wanted, reach: Reach) -> Iterable[Holding]:
        return _saying({wanted.text}, reach)

    def get(self, key: str, reach: Reach) -> Holding | None:
        found = _entries(reach).filter(pk=key).first() if key.isdecimal() else None
        return _holding(found) if found else None

    def of(self, known: Sequence[Holding], reach: Reach) -> Iterable[Holding]:
        """Without what she did herself as one who decides: whoever decides answers for it."""
        own = {f"person:{p.pk}" for p in _accounts(known) if has_decided(p)}
        said = _saying(names_of(known) | addresses_of(known), reach)
        about = [each.logged_as for each in known if each.logged_as]
        return [
            *(each for each in said if each.thing.actor not in own),
            *map(_holding, _entries(reach).filter(object__in=about)),
        ]

    def until(self, holding: Holding) -> str:
        return _("as long as the award, without its details once they are erased")

    def contents(self, holding: Holding) -> Mapping[str, Any]:
        entry: LogEntry = holding.thing
        told = {"number": entry.seq, "at": entry.at, "what": action_words(entry.action)}
        return told | _from_where(entry)

    def goes(self, holding: Holding) -> Sequence[str]:
        return [_("The details of every entry in the log that says the name or the address.")]

    def stays(self, holding: Holding) -> Sequence[str]:
        return [
            _("That something was done, when, and with which number: the log's chain stays whole.")
        ]

    def erase(self, holding: Holding, *, by: Person | str, reason: str) -> bool:
        with transaction.atomic():
            note_erased(holding.reference, born=holding.born)
            erase_payload(holding.thing, by=by, reason=reason)
        return True

    def organisation_of(self, key: str) -> Organisation | None:
        entry = (
            LogEntry.objects.filter(pk=key).select_related("edition__award__organisation").first()
        )
        if entry is None:
            return None
        if entry.organisation:
            return entry.organisation
        if entry.edition:
            return entry.edition.award.organisation
        account = entry.object.removeprefix("person:")
        return Accounts().organisation_of(account) if account.isdecimal() else None


def forget_details(held: Iterable[Holding], *, by: Person | str, reason: str) -> None:
    """Last in the transaction that erases whom they are about."""
    for each in held:
        note_erased(each.reference, born=each.born)
        erase_payload(each.thing, by=by, reason=reason)


def _saying(texts: set[str], reach: Reach) -> list[Holding]:
    """Whole words of the content; the database chooses first."""
    if not texts:
        return []
    some = Q(*(Q(said__icontains=_as_stored(text)) for text in texts), _connector=Q.OR)
    found = _entries(reach).annotate(said=Cast("payload__content", TextField())).filter(some)
    return [_holding(e) for e in found if any(says(e.said, _as_stored(text)) for text in texts)]


def _entries(reach: Reach) -> QuerySet[LogEntry]:
    """For the program also those about accounts that nobody has any more: they were erased before their details."""
    here = Q(edition__in=reach.editions)
    if reach.whole:
        accounts = [f"person:{pk}" for pk in people_in(reach).values_list("pk", flat=True)]
        here |= Q(organisation=reach.organisation)
        ours = Q() if reach.reader is None else Q(object__in=accounts)
        here |= Q(edition=None, organisation=None) & ours
    kept = LogEntry.objects.filter(here, payload__isnull=False)
    return kept.select_related("edition__award__organisation", "payload").order_by("seq")


def _from_where(entry: LogEntry) -> dict[str, Any]:
    """Of a sign-in, and of one that failed: with which browser it was tried."""
    after = entry.payload.content.get("after")
    tried = entry.object.startswith("person:") and isinstance(after, dict)
    return {"browser": after["browser"]} if tried and "browser" in after else {}


def _accounts(known: Sequence[Holding]) -> list[Person]:
    return [each.thing for each in known if isinstance(each.thing, Person)]


def _as_stored(text: str) -> str:
    """As JSON has it, whose quotes and backslashes stand otherwise."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _holding(entry: LogEntry) -> Holding:
    return Holding(
        "entry", str(entry.pk), what=action_words(entry.action), edition=entry.edition,
        born=entry.at, thing=entry,
    )  # fmt: skip
