"""What "this wasn't me" ends among people: a role that was given, and a witness who was named."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from award.mail.domain.not_me import not_me
from award.people.domain.acts import ActRefused
from award.people.domain.browsers import forget_browsers
from award.people.domain.granting import RoleRefused, revoke
from award.people.domain.role_mail import ROLE
from award.people.domain.signing_in import NEW_BROWSER
from award.people.domain.two_persons import refuse_as_witness
from award.people.domain.witnessing import WITNESS_NAMED
from award.people.models import Person, Role, Witness
from award.programme.models import Edition


@not_me(
    ROLE,
    title=_("A mail about a role"),
    question=_("Should you not have this role?"),
    follows=_("Then it is taken away again, and the owners are told."),
)
def _end_role(thing: str, address: str) -> Edition | None:
    """The last owner stays: somebody else has to be made owner first."""
    role = Role.objects.select_related("person", "organisation", "edition").filter(pk=thing).first()
    if role is None or role.person.email.casefold() != address.casefold():
        return None
    try:
        with transaction.atomic():
            revoke(role, by=role.person)
    except RoleRefused:
        return role.edition
    return role.edition


@not_me(
    NEW_BROWSER,
    title=_("A mail about a sign-in"),
    question=_("Were you not the one who signed in?"),
    follows=_("Then every browser is signed out of your account, and none is known any more."),
)
def _end_sessions(thing: str, address: str) -> Edition | None:
    person = Person.objects.filter(
        pk=thing.partition(":")[0], email=address.strip().lower()
    ).first()
    if person:
        forget_browsers(person)
    return None


@not_me(
    WITNESS_NAMED,
    title=_("A mail to a witness"),
    question=_("Do you not know of this, or should you not be a witness?"),
    follows=_("Then it is not done, and you hear no more of it."),
)
def _end_witness(thing: str, address: str) -> Edition | None:
    witness = Witness.objects.select_related("proposal__edition").filter(pk=thing).first()
    if witness is None or witness.email.casefold() != address.casefold():
        return None
    try:
        with transaction.atomic():
            refuse_as_witness(witness.proposal)
    except ActRefused:
        return witness.proposal.edition
    return witness.proposal.edition
