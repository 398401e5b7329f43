"""The announcement: the clock makes it, mail follows."""

from __future__ import annotations

import structlog
from django.db.models import QuerySet

from award.log.domain.recording import record
from award.mail.domain.messaging import queue_message
from award.mail.domain.outbox import effect, enqueue
from award.mail.models import Effect
from award.people.models import Person, Role
from award.programme.domain.calendar import calendar
from award.programme.domain.links import page_address
from award.programme.models import Edition, EditionClock
from nominations.models import Candidate
from voting.results.domain.settling import settle
from voting.results.models import EditionResult
from voting.results.recount.recounting import recounted

log = structlog.get_logger(__name__)


def public_result(edition: Edition) -> EditionResult | None:
    """The result once its moment has come and both counters agree on it.

    Sealed and recounted now, if no worker has.
    """
    if not calendar(edition).is_announced:
        return None
    found = sealed_result(edition)
    return found if found and recounted(found).agrees else None


def sealed_result(edition: Edition) -> EditionResult | None:
    """The result as soon as it can be sealed: for organisers."""
    found = EditionResult.objects.filter(edition=edition).first()
    if found is None:
        settle(edition)
        found = EditionResult.objects.filter(edition=edition).first()
    return found


def announce_due() -> None:
    """Put the mails of every announcement that has come in the outbox, once."""
    for edition in _due():
        _announce(edition)


def _announce(edition: Edition) -> None:
    """An edition that cannot be announced is logged, and holds up no other."""
    try:
        if public_result(edition) is not None:
            enqueue("results.tell", key=_key(edition), arguments={"edition": edition.pk})
    except Exception:
        log.exception("edition.not_announced", edition=edition.pk)


@effect("results.tell")
def tell(*, edition: int) -> None:
    """Mail organisers, jurors and finalists that the result is out."""
    found = Edition.objects.select_related("award__organisation").get(pk=edition)
    addresses = _addresses(found)
    for address, language in addresses.items():
        queue_message(
            "result_announced",
            occasion=f"announced:{found.pk}",
            recipient=address,
            language=language,
            edition=found,
            context={
                "edition": found,
                "link": page_address(
                    "result", language=language, award=found.award.slug, year=found.year
                ),
            },
        )
    record(
        "result.announced",
        actor="task:announce",
        object=found,
        edition=found,
        after={"mails": len(addresses)},
    )


def _due() -> list[Edition]:
    told = Effect.objects.filter(name="results.tell").values_list("key", flat=True)
    announced = Edition.objects.filter(announce_at__lte=EditionClock("id"), result__isnull=False)
    known = set(told)
    return [e for e in announced if _key(e) not in known]


def _key(edition: Edition) -> str:
    return f"announce:{edition.pk}"


def _addresses(edition: Edition) -> dict[str, str]:
    """Each address once, with its language."""
    people: QuerySet[Person] = Person.objects.filter(
        roles__in=Role.objects.filter(organisation=edition.award.organisation_id).filter(
            edition=edition
        )
    )
    owners = Person.objects.filter(
        roles__organisation=edition.award.organisation_id, roles__edition=None
    )
    finalists = Candidate.objects.filter(edition=edition, entries__round__kind="vote")
    found = {c.email: c.language for c in finalists.taking_part() if c.email}
    return found | {p.email: p.language for p in (people | owners).distinct()}
