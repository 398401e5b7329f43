"""Why a category has no outcome, and what people decided, in the words of a page."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from voting.results.domain.winners import ANOTHER_ROUND, JURY_MEETING, RUNNER_UP, WITHHELD


def reason_words(reasons: Iterable[str]) -> list[str]:
    """A sentence for each of the count's reasons; one that is not known stands as it is."""
    known = {
        "nobody": _("Nobody was left to choose among."),
        "no_ballots": _("No vote was cast for anybody who takes part."),
        "no_quorum": _("No candidate has as many of the jury's sheets as the rules ask for."),
        "no_figure": _("A finalist lacks the jury's figure, and missing is never zero."),
        "tie": _("The first place is shared, and the rules have nothing more that parts them."),
        "withdrawn": _("The winner has withdrawn."),
    }
    return [known.get(reason, reason) for reason in reasons]


def decision_words(kind: str) -> str:
    """How people settled a category that the count did not, or whose winner withdrew."""
    known = {
        WITHHELD: _("Nobody gets the prize."),
        JURY_MEETING: _("Decided by the jury at a meeting."),
        RUNNER_UP: _("The winner withdrew. The prize goes to the runner-up."),
        ANOTHER_ROUND: _("An extra vote is held before anybody gets the prize."),
    }
    return known.get(kind, kind)
