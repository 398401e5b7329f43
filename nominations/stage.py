"""What nominations show on the programme's pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from award.domain.calendar import Calendar
from award.models import Edition
from award.stages import Action, Decision, DeskLink, Figure, Stage
from nominations.models import Candidate, Nomination

# GDPR article 14: a person is informed within a month of our having her data.
INFORM_WITHIN = timedelta(days=25)


class NominationStage(Stage):
    kind = "nomination"

    def figures(self, edition: Edition) -> Sequence[Figure]:
        every = Nomination.objects.filter(round__edition=edition)
        candidates = Candidate.objects.filter(edition=edition).taking_part()
        return (
            Figure(_("Nominations"), str(every.confirmed().count()), _url(edition, "nominations")),
            Figure(_("Candidates"), str(candidates.count()), _url(edition, "candidates")),
        )

    def decisions(self, edition: Edition) -> Sequence[Decision]:
        return (*self._undecided(edition), *self._not_informed(edition))

    def action(self, edition: Edition, calendar: Calendar) -> Action | None:
        if not calendar.is_open("nomination"):
            return None
        url = reverse("nominate", args=[edition.award.slug, edition.year])
        return Action(_("Nominate somebody"), url)

    def desk_links(self, edition: Edition) -> Sequence[DeskLink]:
        return (
            DeskLink(_("Nominations"), _url(edition, "nominations")),
            DeskLink(_("Candidates"), _url(edition, "candidates")),
        )

    def _undecided(self, edition: Edition) -> Sequence[Decision]:
        count = Nomination.objects.filter(round__edition=edition).undecided().count()
        text = ngettext("%d nomination to decide on", "%d nominations to decide on", count)
        return (Decision(text % count, _url(edition, "nominations")),) if count else ()

    def _not_informed(self, edition: Edition) -> Sequence[Decision]:
        """The clock starts when we got to know of her."""
        waiting = Candidate.objects.filter(edition=edition, informed_at=None, accepted_at=None)
        oldest = waiting.taking_part().order_by("created_at").first()
        if oldest is None:
            return ()
        text = ngettext(
            "%d candidate has not been told that she is nominated",
            "%d candidates have not been told that they are nominated",
            waiting.count(),
        )
        due = oldest.created_at + INFORM_WITHIN
        return (Decision(text % waiting.count(), _url(edition, "candidates"), due),)


def _url(edition: Edition, page: str) -> str:
    return reverse(f"desk_{page}", args=[edition.award.slug, edition.year])
