"""Which accounts are one person: those that share an address under any spelling."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from allauth.account.models import EmailAddress

from award.people.domain.canonical import one_mailbox
from award.people.models import Person

Addresses = Mapping[int, set[str]]


def addresses_by_account(accounts: Iterable[int]) -> Addresses:
    """Every address that each account has shown to be its own, as the box it leads to."""
    wanted = set(accounts)
    own = Person.objects.filter(pk__in=wanted).values_list("pk", "email")
    verified = EmailAddress.objects.filter(user__in=wanted, verified=True)
    found: dict[int, set[str]] = defaultdict(set)
    for account, address in [*own, *verified.values_list("user_id", "email")]:
        found[account].add(one_mailbox(address))
    return found


def same_person(one: Person, other: Person) -> bool:
    """Whether the two accounts are one, or share an address."""
    known = addresses_by_account({one.pk, other.pk})
    return not known[one.pk].isdisjoint(known[other.pk])
