"""What is held of people with accounts: owners, organisers, readers and jurors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.people.domain.personal.erasing import write_down
from award.people.domain.personal.reach import Reach
from award.people.domain.personal.sources import CannotErase, Holding, Source
from award.people.domain.personal.wanted import Wanted
from award.people.domain.signing_in import failures_today, forget_failures
from award.people.models import KnownBrowser, PastRole, Person, Proposal, Role
from award.people.models.person import NOWHERE
from award.people.permissions import may_own
from award.programme.cleaning.ordering import words_in_order
from award.programme.domain.clock import database_now
from award.programme.models import Organisation, Round


class Accounts(Source):
    slug = "account"
    title = gettext_lazy("Account")
    why = gettext_lazy(
        "So that organisers, readers and jurors can sign in, and everybody can see who has decided."
    )
    order = 80
    holds = {
        Person: ("email", "name", "password"),
        EmailAddress: ("email",),
        Authenticator: ("data",),
        SocialAccount: ("uid", "extra_data"),
        UserSession: ("ip", "user_agent", "session_key", "data"),
        KnownBrowser: ("name", "token_hash"),
        Session: ("session_data",),
        Proposal: ("proposed_name", "decided_name", "seniority"),
    }

    def find(self, wanted: Wanted, reach: Reach) -> Iterable[Holding]:
        for person in people_in(reach).order_by(words_in_order("name"), "pk"):
            if wanted.fits(person.name, *_addresses(person)):
                yield _holding(person)

    def get(self, key: str, reach: Reach) -> Holding | None:
        found = people_in(reach).filter(pk=key).first() if key.isdecimal() else None
        return _holding(found) if found else None

    def until(self, holding: Holding) -> str:
        return _("as long as there is a role, and until an owner erases the account")

    def contents(self, holding: Holding) -> Mapping[str, Any]:
        person: Person = holding.thing
        sessions = UserSession.objects.filter(user=person)
        return {
            "name": person.name,
            "addresses": _addresses(person),
            "language": person.language,
            "since": person.created_at,
            "roles": [_role(role) for role in person.roles.select_related("organisation")],
            "roles_before": [
                _role(past) | {"until": past.withdrawn_at}
                for past in person.past_roles.select_related("organisation")
            ],
            "keys": [
                key.wrap().name
                for key in Authenticator.objects.filter(user=person, type="webauthn")
            ],
            "sessions": [
                {"network_address": s.ip, "browser": s.user_agent, "last_seen": s.last_seen_at}
                for s in sessions
            ],
            "browsers": [browser.name for browser in person.browsers.all()],
            "failed": failures_today(_addresses(person)),
            "decisions": [_decision(proposal) for proposal in _decided(person)],
        }

    def goes(self, holding: Holding) -> Sequence[str]:
        return [
            _(
                "The account: name, addresses, keys to sign in with, and the list of devices. Nobody can "
                "sign in with it any more."
            )
        ]

    def stays(self, holding: Holding) -> Sequence[str]:
        if not _decided(holding.thing).exists():
            return []
        return [
            _(
                "The name beside decisions that were taken here, on the page of the rules and in the log: "
                "whoever decides for others answers for it."
            )
        ]

    def hindrance(self, holding: Holding, *, by: Person) -> str:
        try:
            _check(holding.thing, by)
        except CannotErase as refusal:
            return str(refusal)
        return ""

    def erase(self, holding: Holding, *, by: Person | str, reason: str) -> bool:
        """Raises `CannotErase` for somebody who has a role, and for whoever does not own all of it."""
        with transaction.atomic():
            person = Person.objects.select_for_update(no_key=True).get(pk=holding.thing.pk)
            if person.erased_at:
                return True
            _check(person, by)
            _take_roles(person)
            forget_failures(_addresses(person))
            _forget_ways_in(person)
            person.email, person.name = f"raderad-{person.pk}{NOWHERE}", ""
            person.is_active, person.erased_at = False, database_now()
            person.set_unusable_password()
            person.save()
            write_down(
                holding, by=by, reason=reason, organisation=self.organisation_of(holding.key)
            )
        return True

    def organisation_of(self, key: str) -> Organisation | None:
        """The first that it had a role in."""
        for model in (Role, PastRole):
            found = model._default_manager.filter(person_id=int(key)).order_by("pk").first()
            if found:
                return found.organisation
        return None


def has_decided(person: Person) -> bool:
    """Whether she has, or had, a role in which people decide for others."""
    deciding = Q(kind__in=[Role.Kind.OWNER, Role.Kind.ORGANISER])
    return person.roles.filter(deciding).exists() or person.past_roles.filter(deciding).exists()


def people_in(reach: Reach) -> QuerySet[Person]:
    """Those with a role, or a past one, where the reader may look."""
    here = Q(organisation=reach.organisation)
    if not reach.whole:
        here &= Q(edition__in=reach.editions) | Q(edition=None)
    now, before = Role.objects.filter(here), PastRole.objects.filter(here)
    known = Q(pk__in=now.values("person")) | Q(pk__in=before.values("person"))
    return Person.objects.filter(known, erased_at=None)


def _holding(person: Person) -> Holding:
    return Holding(
        "account",
        str(person.pk),
        what=_("An account to sign in with"),
        name=person.name,
        addresses=tuple(_addresses(person)),
        born=person.created_at,
        thing=person,
        logged_as=f"person:{person.pk}",
    )


def _addresses(person: Person) -> list[str]:
    others = EmailAddress.objects.filter(user=person).values_list("email", flat=True)
    return [*dict.fromkeys([person.email, *others])]


def _role(role: Role | PastRole) -> dict[str, Any]:
    since = role.created_at if isinstance(role, Role) else role.granted_at
    return {
        "role": role.get_kind_display(), "organisation": role.organisation.name, "since": since
    }  # fmt: skip


def _decided(person: Person) -> QuerySet[Proposal]:
    return Proposal.objects.filter(Q(proposed_by=person) | Q(decided_by=person))


def _decision(proposal: Proposal) -> dict[str, Any]:
    return {"what": proposal.sentences[:1], "at": proposal.decided_at or proposal.proposed_at}


def _check(person: Person, by: Person | str) -> None:
    if not isinstance(by, Person):
        return
    if _in_office(person).exists():
        raise CannotErase(
            _(
                "There is a role still: take it away first, in every edition and organisation. A juror "
                "leaves on the page of the jury."
            )
        )
    known = Organisation.objects.filter(past_roles__person=person).distinct()
    if not all(may_own(by, organisation) for organisation in known):
        raise CannotErase(
            _("Only somebody who owns every organisation that it served erases an account.")
        )


def _in_office(person: Person) -> QuerySet[Role]:
    """Her roles, but for a juror's whose rounds are all sealed: there is nothing left to do in it."""
    judging = Round.objects.filter(kind=Round.Kind.JURY, seal=None).values("edition")
    return person.roles.exclude(Q(kind=Role.Kind.JUROR) & ~Q(edition__in=judging))


def _take_roles(person: Person) -> None:
    """Those of a jury that is over; after a restore also what was taken away once."""
    for role in Role.objects.filter(person=person):
        PastRole.objects.create(
            person=person,
            organisation=role.organisation,
            edition=role.edition,
            kind=role.kind,
            granted_by=role.granted_by,
            granted_at=role.created_at,
            withdrawn_at=database_now(),
        )
        role.delete()


def _forget_ways_in(person: Person) -> None:
    KnownBrowser.objects.filter(person=person).delete()
    keys = UserSession.objects.filter(user=person).values_list("session_key", flat=True)
    Session.objects.filter(session_key__in=list(keys)).delete()
    for model in (UserSession, Authenticator, SocialAccount, EmailAddress):
        model._default_manager.filter(user=person).delete()
