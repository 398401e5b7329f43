"""What the jury shows on the organisers' desk."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from award.desk.registry import Decision, DeskLink, Figure, Panel
from award.programme.domain.calendar import calendar
from award.programme.models import Edition
from award.rules.domain.books import rules_in_force
from voting.jury.domain.progress import Progress, progress
from voting.jury.models import Juror


class JuryPanel(Panel):
    kind = "jury"

    def figures(self, edition: Edition) -> Sequence[Figure]:
        done = progress(edition)
        if not done:
            return ()
        sheets = f"{sum(p.completed for p in done)} / {sum(p.assigned for p in done)}"
        return (
            Figure(_("Jurors"), str(len(done)), _url(edition)),
            Figure(_("Score sheets"), sheets, _url(edition)),
        )

    def decisions(self, edition: Edition) -> Sequence[Decision]:
        """Too few jurors before the round, and jurors who are not done in it."""
        found = calendar(edition)
        round = found.round("jury")
        if round is None or found.has_closed("jury"):
            return ()
        rules = rules_in_force(edition).jury
        sitting = Juror.objects.filter(edition=edition).sitting().count()
        if rules and sitting < rules.quorum:
            text = ngettext(
                "The jury has %(has)d juror and needs at least %(needs)d",
                "The jury has %(has)d jurors and needs at least %(needs)d",
                sitting,
            )
            return (Decision(text % {"has": sitting, "needs": rules.quorum}, _url(edition)),)
        waiting = [p for p in progress(edition) if not p.is_done]
        if found.is_open("jury") and waiting:
            return (Decision(_lagging(waiting), _url(edition), round.closes_at),)
        return ()

    def links(self, edition: Edition) -> Sequence[DeskLink]:
        return (DeskLink(_("Jury"), _url(edition)),)


def _lagging(waiting: Sequence[Progress]) -> str:
    count, idle = len(waiting), sum(not p.completed for p in waiting)
    if not idle:
        return ngettext("%d juror is not done", "%d jurors are not done", count) % count
    text = ngettext(
        "%(waiting)d juror is not done, and has no finished sheet",
        "%(waiting)d jurors are not done, and %(idle)d of them have no finished sheet",
        count,
    )
    return text % {"waiting": count, "idle": idle}


def _url(edition: Edition) -> str:
    return reverse("desk_jury", args=[edition.award.slug, edition.year])
