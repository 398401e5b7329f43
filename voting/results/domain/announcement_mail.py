"""The mails of an announcement."""

from __future__ import annotations

from award.log.domain.recording import record
from award.mail.domain.messaging import queue_message
from award.mail.domain.outbox import effect
from award.people.models import Person, Role
from award.programme.domain.links import page_address
from award.programme.models import Edition
from nominations.models import Candidate
from voting.results.domain.standings import category_results
from voting.results.models import Announcement, EditionResult


@effect("results.tell")
def tell(*, result: int) -> None:
    """Mail organisers, jurors and finalists that the result, or a new version of it, is out."""
    found = EditionResult.objects.select_related("edition__award__organisation").get(pk=result)
    edition, changes = found.edition, _changes(found)
    addresses = _addresses(edition)
    is_won = any(category.named_winner for category in category_results(found))
    for address, language in addresses.items():
        link = page_address(
            "result", language=language, award=edition.award.slug, year=edition.year
        )
        queue_message(
            "result_changed" if changes else "result_announced",
            occasion=f"announced:{edition.pk}:{found.version}",
            recipient=address,
            language=language,
            edition=edition,
            context={"edition": edition, "link": link, "result": found, "is_won": is_won},
        )
    record(
        "result.told",
        actor="task:announce",
        object=found,
        edition=edition,
        after={"version": found.version, "mails": len(addresses)},
    )


def _changes(result: EditionResult) -> bool:
    """Whether people have read another version before; not where it was announced beside this one."""
    own = Announcement.objects.get(result=result)
    return Announcement.objects.of(result.edition).filter(at__lt=own.at).exists()


def _addresses(edition: Edition) -> dict[str, str]:
    """Each address once, with its language: those of finalists who take part, and of every role."""
    named = edition.result_names.values("alias")
    finalists = Candidate.objects.filter(edition=edition, alias__in=named).public()
    found = {c.address: c.language for c in finalists if c.address}
    roles = Role.objects.filter(organisation=edition.award.organisation_id)
    here = roles.filter(edition=edition) | roles.filter(edition=None)
    people = Person.objects.filter(roles__in=here).distinct()
    return found | {p.email: p.language for p in people}
