"""Writing to an edition's organisers."""

from __future__ import annotations

from typing import Any

from award.mail.domain.messaging import queue_message
from award.people.models import Person, Role
from award.programme.domain.links import page_address
from award.programme.models import Edition


def tell_organisers(
    edition: Edition,
    template: str,
    *,
    occasion: str,
    context: dict[str, Any],
    page: str = "desk_answers",
) -> None:
    """One mail to each who decides in the edition, with a link to a page of the desk."""
    for person in organisers_of(edition):
        link = page_address(
            page, language=person.language, award=edition.award.slug, year=edition.year
        )
        queue_message(
            template,
            occasion=occasion,
            recipient=person.email,
            language=person.language,
            edition=edition,
            context={"edition": edition, "link": link} | context,
        )


def organisers_of(edition: Edition) -> list[Person]:
    """Owners and organisers, whoever has been one longest first."""
    roles = (
        Role.objects.in_reach_of(edition)
        .filter(kind__in=(Role.Kind.OWNER, Role.Kind.ORGANISER), person__is_active=True)
        .select_related("person")
        .order_by("created_at", "id")
    )
    return list(dict.fromkeys(role.person for role in roles))
