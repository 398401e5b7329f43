"""The announcement: the clock makes it, it is stored once, mail follows."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from award.log.domain.recording import record
from award.mail.domain.outbox import enqueue
from award.mail.domain.standstill import stands_still
from award.programme.domain.calendar import calendar
from award.programme.domain.clock import edition_now
from award.programme.models import Edition, EditionClock, Round
from voting.results.domain.annex import erase_name
from voting.results.domain.failing import failing_calmly
from voting.results.domain.settling import settle
from voting.results.domain.winners import decided_categories, winners_of
from voting.results.domain.withdrawals import withdrawn
from voting.results.models import Announcement, EditionResult
from voting.results.recount.recounting import recounted


def public_result(edition: Edition) -> EditionResult | None:
    """The newest version that is announced; announced, sealed and counted again now if no worker has.

    None before the moment, while the count is held up, and while no version has decided anything.
    """
    announcement = announcement_of(edition)
    return announcement.result if announcement else None


def announcement_of(edition: Edition) -> Announcement | None:
    """See `public_result`."""
    if calendar(edition).is_announced:
        _announce_newest(edition)
    return Announcement.objects.of(edition).first()


def sealed_result(edition: Edition) -> EditionResult | None:
    """The newest version as soon as it can be sealed: for organisers."""
    found = EditionResult.objects.of(edition).first()
    if found is None or _extra_vote_is_due(edition):
        settle(edition)
        found = EditionResult.objects.of(edition).first()
    return found


def _extra_vote_is_due(edition: Edition) -> bool:
    return Round.objects.filter(edition=edition, result=None).extra_votes().closed().exists()


def announce_due() -> None:
    """Announce every result whose moment has come."""
    waiting = EditionResult.objects.filter(
        announcement=None, edition__announce_at__lte=EditionClock("edition_id")
    )
    for edition in Edition.objects.filter(pk__in=waiting.values("edition")):
        _announce_newest(edition)


def _announce_newest(edition: Edition) -> None:
    """Calmly: an edition that cannot be announced is noted, and holds up no other."""
    found = sealed_result(edition)
    if found is None or Announcement.objects.filter(result=found).exists() or stands_still():
        return
    versions = list(EditionResult.objects.of(edition))
    if not any(map(decided_categories, versions)):
        return
    with failing_calmly(edition):
        agree = {result.version for result in versions if recounted(result).agrees}
        if found.version in agree:
            _announce(found)


@transaction.atomic
def _announce(newest: EditionResult) -> None:
    """Once, beside every version before it: what people correct can be read with the correction.

    One on which the counters differ stays unpublished. Mail tells of the newest alone. Whoever has
    said no before the first is not named; what has been announced stands as it was.
    """
    edition = Edition.objects.select_for_update(no_key=True).get(pk=newest.edition_id)
    if Announcement.objects.filter(result=newest).exists():
        return
    gone = withdrawn(edition)
    if not Announcement.objects.of(edition).exists():
        for alias in gone:
            erase_name(edition, alias)
    agreed = EditionResult.objects.of(edition).filter(recount__agrees=True)
    at = edition_now(edition)
    for result in agreed.filter(announcement=None, version__lte=newest.version).reverse():
        _store(result, gone, at=at)
    enqueue(
        "results.tell",
        key=f"announce:{edition.pk}:{newest.version}",
        arguments={"result": newest.pk},
    )


def _store(result: EditionResult, gone: set[str], *, at: datetime) -> None:
    """A winner who has said no since the sealing waits for people."""
    held = [slug for slug in decided_categories(result) if gone & set(winners_of(result, slug))]
    Announcement.objects.create(result=result, at=at, held=held)
    record(
        "result.announced",
        actor="task:announce",
        object=result,
        edition=result.edition,
        after={"version": result.version, "sha256": result.sha256, "held": held},
    )
