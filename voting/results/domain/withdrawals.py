"""Who has withdrawn from a sealed result: no row says it alone, and no single organiser."""

from __future__ import annotations

from collections.abc import Collection

from award.log.models import LogEntry
from award.people.models import Proposal
from award.programme.models import Edition
from nominations.models import Candidate

HERSELF = "candidate"
ACCEPTED, DECLINED = "candidate.accepted", "candidate.declined"
NOTED_BY_TWO = "candidate.no"


def withdrawn(edition: Edition) -> set[str]:
    """Aliases of those who have said no last, on their own page, or by an act of two people."""
    out = Candidate.objects.filter(edition=edition, declined_at__isnull=False)
    aliases = {f"candidate:{key}": alias for key, alias in out.values_list("pk", "alias")}
    agreed, by = _agreed(edition), _last_to_decline(edition, aliases)
    return {
        alias
        for her, alias in aliases.items()
        if by.get(her) == HERSELF or (her in by and her in agreed)
    }


def _last_to_decline(edition: Edition, references: Collection[str]) -> dict[str, str]:
    """By `candidate:12`, who the log says gave her answer, where her last one was a no."""
    said = LogEntry.objects.filter(
        edition=edition, action__in=[ACCEPTED, DECLINED], object__in=references
    )
    last = {
        her: (action, actor)
        for her, action, actor in said.order_by("seq").values_list("object", "action", "actor")
    }
    return {her: actor for her, (action, actor) in last.items() if action == DECLINED}


def _agreed(edition: Edition) -> set[str]:
    """`candidate:12` whose no, told to an organiser, a second person or a witness has confirmed."""
    found = Proposal.objects.filter(
        edition=edition, kind=NOTED_BY_TWO, state=Proposal.State.APPROVED
    )
    return set(found.values_list("subject", flat=True))
