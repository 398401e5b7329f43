"""What the rule book's options are called, on its pages and on the desk."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from award.programme.models.round import RoundKind
from award.rules.domain.document import Rules
from award.rules.domain.round_rules import RoundRules


def tie_names() -> dict[str, str]:
    """What breaks a tie, by the rule's name in the rule book."""
    return {
        "first_places": _("more first places"),
        "jury": _("the jury's figure"),
        "public": _("the public's votes"),
        "earlier": _("an earlier round"),
        "lot": _("the drawing of lots"),
    }


def aggregates() -> dict[str, str]:
    return {
        "mean": _("Mean"),
        "median": _("Median"),
        "trimmed": _("Mean without highest and lowest"),
        "borda": _("Places give points (Borda)"),
        "zscores": _("Against each side's own mean and spread"),
        "severity": _("Strictness estimated and taken out"),
    }


def methods() -> dict[str, str]:
    return {
        "single": _("One choice"),
        "approval": _("As many as one likes"),
        "points": _("Points"),
        "score": _("Scores"),
        "star": _("Scores, then run-off (STAR)"),
        "borda": _("Places give points (Borda)"),
        "irv": _("Ranking with run-offs (IRV)"),
        "schulze": _("Ranking, everybody meets everybody (Schulze)"),
        "eph": _("Equal parts of a point (EPH)"),
    }


def combinations() -> dict[str, str]:
    return {
        "shares": _("Shares of the points and the votes"),
        "places": _("Places"),
        "points": _("Points"),
        "zscores": _("Against each side's own mean and spread"),
        "public_among_shortlist": _("The public decides among the jury's finalists"),
        "veto": _("Shares, and both must want the winner"),
    }


def no_figure_names() -> dict[str, str]:
    return {
        "undecided": _("The category is not decided by itself: people decide"),
        "zero": _("Counts as 0 from the jury"),
    }


def small_panel_names() -> dict[str, str]:
    return {
        "figures": _("Only the figures; the score sheets lie sealed for whoever checks"),
        "sheets": _("Every score sheet, without the juror's name"),
    }


def small_electorate_names() -> dict[str, str]:
    return {
        "figures": _("Only the figures; the ballots lie sealed for whoever checks"),
        "ballots": _("Every ballot, without the voter's name"),
    }


def withdrawal_names() -> dict[str, str]:
    return {
        "runner_up": _("The next in order gets the prize"),
        "withheld": _("The prize is not given"),
        "jury": _("The jury decides"),
    }


# The drafted auditor stands in the document in one language, and is read in two.
OWN_AUDITOR = "Revisorn hos "


def auditor_name(auditor: str) -> str:
    """The organisation's own in the reader's language; anybody else as written."""
    if not auditor.startswith(OWN_AUDITOR):
        return auditor
    return _("The auditor of %s") % auditor.removeprefix(OWN_AUDITOR)


def consent_names() -> dict[str, str]:
    return {
        "yes": _("Nobody is shown who has not said yes"),
        "no": _("No yes is needed: published works or officials"),
    }


def round_words(round: RoundRules) -> str:
    """What a round of the rules is called: by its own name, or by its kind."""
    if round.name:
        return round.name.in_language(get_language() or "sv")
    return str(RoundKind(round.kind).label)


def moment_labels(rules: Rules | None = None) -> dict[str, str]:
    """The times of an edition, in the order of the year; of these rules, or of one round of each kind."""
    ordinary = {
        "nomination_opens_at": _("Nomination opens"),
        "nomination_closes_at": _("Nomination closes"),
        "jury_opens_at": _("The jury starts"),
        "jury_closes_at": _("The jury is done"),
        "vote_opens_at": _("The public vote opens"),
        "vote_closes_at": _("The public vote closes"),
    }
    own = {
        f"{each.slug}_{end}": words % round_words(each)
        for each in (rules.rounds if rules else ())
        for end, words in (("opens_at", _("%s: opens")), ("closes_at", _("%s: closes")))
    }
    return {**own, **ordinary, "announce_at": _("The announcement")}
