"""Mail to somebody, and mail to others that names her."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.mail.models import Message
from award.people.domain.personal.erased_list import note_erased
from award.people.domain.personal.erasing import write_down
from award.people.domain.personal.finding import addresses_of, names_of
from award.people.domain.personal.keeping import kept_everywhere, until
from award.people.domain.personal.reach import Reach
from award.people.domain.personal.sources import CannotErase, Holding, Source
from award.people.domain.personal.wanted import Wanted, says
from award.people.models import PastRole, Person, Role
from award.programme.models import Edition, Organisation

MAIL, OTHER_MAIL = "mail", "other_mail"
GONE = "–"
ABOUT = ".about"  # ends the key of a letter to somebody else: it is never taken for one to her


class Letters(Source):
    slug = "letter"
    title = gettext_lazy("Mail")
    why = gettext_lazy(
        "To tell people what they have asked for, or what the rules say that they hear."
    )
    order = 85
    follows = True
    holds = {Message: ("recipient", "subject", "text", "last_error", "reply_to")}

    def find(self, wanted: Wanted, reach: Reach) -> Iterable[Holding]:
        """Of an address the newest letter; of a name every letter that says it."""
        if wanted.is_address:
            newest = _listed(reach).order_by("recipient", "-created_at").distinct("recipient")
            yield from (_to_her(m) for m in newest if wanted.fits("", m.recipient))
        else:
            naming = _listed(reach).filter(_mentions({wanted.text}))
            yield from (_about_her(m) for m in naming if wanted.stands_in(f"{m.subject}\n{m.text}"))

    def get(self, key: str, reach: Reach) -> Holding | None:
        number, about, _rest = key.partition(ABOUT)
        try:
            found = _listed(reach).filter(pk=uuid.UUID(number)).first()
        except ValueError:
            return None
        if found is None:
            return None
        return _about_her(found) if about else _to_her(found)

    def of(self, known: Sequence[Holding], reach: Reach) -> Iterable[Holding]:
        names, addresses = names_of(known), addresses_of(known)
        boxes, called = {address.casefold() for address in addresses}, names | addresses
        to_her = Q(*(Q(recipient__iexact=a) for a in addresses), _connector=Q.OR)
        if addresses:
            yield from (_to_her(m) for m in _letters(reach).filter(to_her))
        for message in _letters(reach).filter(_mentions(called)) if called else ():
            told = f"{message.subject}\n{message.text}"
            if message.recipient.casefold() not in boxes and any(says(told, n) for n in called):
                yield _about_her(message)

    def until(self, holding: Holding) -> str:
        """One that belongs to no edition goes by its own days."""
        return until(MAIL, holding.edition) if holding.edition else kept_everywhere(OTHER_MAIL)

    def contents(self, holding: Holding) -> Mapping[str, Any]:
        """What went to somebody else is hers to read only as far as that it was sent."""
        message: Message = holding.thing
        told = {
            "subject": message.subject,
            "at": message.created_at,
            "state": message.get_state_display(),
        }
        if not holding.addresses:
            return {"at": message.created_at, "to": _("somebody else")}
        return {"to": message.recipient, **told, "text": message.text}

    def goes(self, holding: Holding) -> Sequence[str]:
        if holding.addresses:
            return [_("Every letter to the address, also those that have not been sent yet.")]
        return [_("The words of every letter to others that says the name.")]

    def erase(self, holding: Holding, *, by: Person | str, reason: str) -> bool:
        """A letter to her goes; one to somebody else loses its words. Raises `CannotErase` while it is sent."""
        with transaction.atomic():
            rows = Message.objects.select_for_update(of=("self",), no_key=True)
            found = rows.select_related("edition").filter(pk=holding.thing.pk).first()
            if found is None:
                return True
            if found.state == Message.State.SENDING:
                raise CannotErase(
                    _("A letter is being sent at this moment. Try again in a minute.")
                )
            if holding.addresses or found.state == Message.State.QUEUED:
                found.delete()
            else:
                empty(Message.objects.filter(pk=found.pk))
            write_down(holding, by=by, reason=reason, organisation=organisation_of(found))
        return True

    def organisation_of(self, key: str) -> Organisation | None:
        number = key.partition(ABOUT)[0]
        found = (
            Message.objects.filter(pk=number).select_related("edition__award__organisation").first()
        )
        return organisation_of(found) if found else None


def forget_letters(held: Iterable[Holding]) -> None:
    """Many at once, in the transaction that erases whom they are about; what is being sent stays."""
    for each in held:
        found = Message.objects.filter(pk=each.thing.pk).exclude(state=Message.State.SENDING)
        to_go = found if each.addresses else found.filter(state=Message.State.QUEUED)
        to_go.delete()
        empty(found)
        note_erased(each.reference, born=each.born)


def empty(messages: QuerySet[Message]) -> int:
    """That they were sent, when and to whom stays; what they said goes."""
    return messages.exclude(subject=GONE, text="").update(subject=GONE, text="", last_error="")


def empty_old_letters(edition: Edition, before: datetime) -> int:
    """What has been sent, or given up, before then; mail lives by the database's clock."""
    return empty(_done(Message.objects.filter(edition=edition), before - edition.clock_shift))


def delete_letters(edition: Edition, now: datetime) -> int:
    """Long after the result the addresses go too."""
    return int(
        _done(Message.objects.filter(edition=edition), now - edition.clock_shift).delete()[0]
    )


def delete_letters_of_nobody(before: datetime) -> int:
    """Those that belong to no edition: codes to sign in with, and mail about roles."""
    return int(_done(Message.objects.filter(edition=None), before).delete()[0])


def organisation_of(message: Message) -> Organisation | None:
    """That of the edition, or of whoever has a role and got it."""
    if message.edition:
        return message.edition.award.organisation
    for model in (Role, PastRole):
        found = model._default_manager.filter(person__email__iexact=message.recipient).first()
        if found:
            return found.organisation
    return None


def _done(messages: QuerySet[Message], before: datetime) -> QuerySet[Message]:
    waiting = [Message.State.QUEUED, Message.State.SENDING]
    return messages.filter(created_at__lt=before).exclude(state__in=waiting)


def _letters(reach: Reach) -> QuerySet[Message]:
    """Those of the editions; and of those about no edition what went to people of the organisation, and to addresses
    that nobody has an account with."""
    found = Q(edition__in=reach.editions) | _to_nobody_known()
    if reach.whole:
        people = Role.objects.filter(organisation=reach.organisation).values("person__email")
        before = PastRole.objects.filter(organisation=reach.organisation).values("person__email")
        found |= Q(edition=None, recipient__in=people) | Q(edition=None, recipient__in=before)
    kept = Message.objects.filter(found).exclude(subject=GONE, text="", recipient="")
    return kept.select_related("edition__award__organisation").order_by("-created_at")


def _listed(reach: Reach) -> QuerySet[Message]:
    """Without those that tell who somebody protected is: they come with her, for her keepers."""
    return _letters(reach) if reach.reader is None else _letters(reach).filter(unlisted=False)


def _to_nobody_known() -> Q:
    """A stranger typed the address where people sign in, and its owner was told that there is no account."""
    return Q(edition=None) & ~Q(recipient__in=Person.objects.values("email"))


def _mentions(names: set[str]) -> Q:
    """A first choice by the database, by one word of each; whether they stand there whole is looked at after."""
    longest = {max(name.split(), key=len) for name in names if name.split()}
    return Q(*(Q(text__icontains=n) | Q(subject__icontains=n) for n in longest), _connector=Q.OR)


def _to_her(message: Message) -> Holding:
    what = _("A letter to the person")
    return _holding(message, str(message.pk), what, (message.recipient,))


def _about_her(message: Message) -> Holding:
    what = _("A letter to somebody else that says the name")
    return _holding(message, f"{message.pk}{ABOUT}", what, ())


def _holding(message: Message, key: str, what: str, addresses: tuple[str, ...]) -> Holding:
    return Holding(
        "letter", key, what=what, addresses=addresses, edition=message.edition,
        born=message.created_at, thing=message,
    )  # fmt: skip
