"""What the rule book's words are called on the desk."""

from __future__ import annotations

from django.utils.translation import gettext as _


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
        "veto": _("Shares, and both must want her"),
    }


def tie_rules() -> dict[str, str]:
    return {
        "first_places": _("more first places"),
        "jury": _("the jury's figure"),
        "public": _("the public's votes"),
        "earlier": _("an earlier round"),
        "lot": _("the drawing of lots"),
    }
