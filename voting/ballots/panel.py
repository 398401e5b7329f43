"""What the vote shows on the organisers' desk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from award.desk.registry import Decision, Figure, Panel
from award.programme.domain.calendar import calendar
from award.programme.models import Category, Edition, Round
from nominations.domain.choice import thin_categories, thin_in_words
from nominations.models import Entry
from voting.ballots.domain.off_the_paper import left_in_vote
from voting.ballots.domain.pseudonyms import VotersUnknown, check_voters_are_known
from voting.ballots.domain.turnout import turnout


class VotePanel(Panel):
    kind = "vote"

    def figures(self, edition: Edition) -> Sequence[Figure]:
        """Those of the vote that the rules foresee."""
        round = calendar(edition).round(self.kind)
        return self.figures_of(round) if round else ()

    def figures_of(self, round: Round) -> Sequence[Figure]:
        """How many have voted, and changed their vote; never for whom."""
        if not round.is_vote:
            return ()
        voters, times = turnout(round)
        return (
            Figure(_("Voters"), str(voters)),
            Figure(_("Times a vote was changed"), str(times)),
        )

    def decisions(self, edition: Edition) -> Sequence[Decision]:
        """While the vote is open: who has left it, and where there is hardly anybody to vote for.

        Never how many had voted for her: nobody sees a figure before the vote is over.
        """
        found = calendar(edition)
        round = found.current_vote
        if round is None or not round.contains(found.now):
            return ()
        entries = Entry.objects.on_shortlist(round)
        gone = _("%s is no longer in the vote: whoever cast that vote is asked to vote again")
        texts = [
            *_if_key_is_lost(round),
            *(gone % entry.candidate for entry in left_in_vote(round)),
            *thin_in_words(thin_categories(_categories(round), entries)),
        ]
        return [Decision(text, _page(edition), round.closes_at) for text in texts]


def _categories(round: Round) -> Iterable[Category]:
    return [c for c in round.edition.categories.all() if round.is_for(c)]


def _if_key_is_lost(round: Round) -> list[str]:
    try:
        check_voters_are_known(round)
    except VotersUnknown:
        return [
            _(
                "The key by which voters are known is lost: nobody can vote any more. Every vote that was cast "
                "is counted when the vote closes. Decide what happens then, and say it in public."
            )
        ]
    return []


def _page(edition: Edition) -> str:
    return reverse("finalists", args=[edition.award.slug, edition.year])
