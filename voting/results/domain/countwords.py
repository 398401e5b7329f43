"""What the counting core remarks, in the words of a page.

The core writes its remarks in English, so that a package says the same everywhere; here each has its
translation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from award.programme.cleaning.ordering import in_order
from award.programme.domain.figures import plain
from award.rules.domain.naming import tie_names

POINTS = {"eph", "borda", "star", "score", "points"}


def note_words(note: str) -> str:
    """A round's remark; one that is not known stands as the core wrote it."""
    known = _notes()
    return " ".join(known.get(part, part) for part in note.split("; "))


def left_words(method: str, names: Sequence[str], figure: Fraction) -> str:
    """Who leaves, with how much."""
    together = {"names": _listed(names), "figure": plain(figure)}
    if method == "star":
        return _("%(names)s: not among the two with the highest scores.") % together
    if method in POINTS:
        one, many = (
            _("%(names)s leaves, with %(figure)s points."),
            _("%(names)s leave, with %(figure)s points together."),
        )
    else:
        one, many = (
            _("%(names)s leaves, with %(figure)s votes."),
            _("%(names)s leave, with %(figure)s votes together."),
        )
    return (one if len(names) == 1 else many) % together


def won_words(method: str, names: Sequence[str]) -> str:
    """Who has won, or goes on."""
    if method == "irv" and len(names) == 1:
        return _("%(names)s has more than half of what is left, and wins.") % {
            "names": _listed(names)
        }
    return ngettext("%(names)s wins.", "%(names)s share the place.", len(names)) % {
        "names": _listed(names)
    }


def duel_words(tallies: Mapping[str, Fraction], names: Mapping[str, str]) -> str:
    """How many ballots put each of two above the other, the one with more first."""
    one, other = sorted(tallies, key=lambda slug: (-tallies[slug], in_order(names[slug])))
    return _("%(one)s %(ahead)s – %(behind)s %(other)s") % {
        "one": names[one],
        "ahead": plain(tallies[one]),
        "behind": plain(tallies[other]),
        "other": names[other],
    }


def tie_words(note: str, names: Mapping[str, str]) -> str:
    """A remark of the combination: above all a split place, `jury: ada > bea=cia`, by names.

    Whoever is not among the names no longer takes part, and is a dash.
    """
    rule, _colon, order = note.partition(": ")
    if rule not in tie_names():
        return note_words(note)
    told = re.sub(r"[a-z0-9-]+", lambda m: names.get(m[0], "–"), order).replace("=", " = ")
    return _("%(order)s (decided by %(rule)s)") % {"order": told, "rule": tie_names()[rule]}


def _listed(names: Sequence[str]) -> str:
    if len(names) == 1:
        return names[0]
    return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}


def _notes() -> dict[str, str]:
    return {
        "a tie for the place": _("Nothing parts them."),
        "tie for elimination: fewest votes in an earlier round": _(
            "Several have fewest: whoever had fewest in an earlier round leaves."
        ),
        "tie for elimination: lowest by jury": _(
            "Several have fewest: whoever has least from the jury leaves."
        ),
        "tie for elimination: the declared order": _(
            "Several have fewest: the order declared beforehand decides."
        ),
        "tie for elimination: all leave together": _(
            "Several have fewest, and nothing parts them: they leave together."
        ),
        "a tie: all of them leave together": _(
            "Several have fewest, and nothing parts them: they leave together."
        ),
        "a tie for the last seat: all of them stay": _("Nothing parts the last ones: all stay."),
        "a tie for the last seat": _("Several share the last place that was to be filled."),
        "nobody else is left": _("Nobody else is left."),
        "tie for the run-off: duels among the tied, then most highest scores": _(
            "Several could be in the run-off: duels among them decide, then most of the highest score."
        ),
        "tie for the run-off: the declared order": _(
            "Several could be in the run-off: the order declared beforehand decides."
        ),
        "tie for the run-off: every pair of the tied is tried": _(
            "Several could be in the run-off, and nothing parts them: every pair is tried."
        ),
        "tie in the run-off: the higher score": _(
            "Equal in the run-off: the higher score decides."
        ),
        "tie in the run-off: most highest scores": _(
            "Equal in the run-off: most of the highest score decides."
        ),
        "tie in the run-off: the declared order": _(
            "Equal in the run-off: the order declared beforehand decides."
        ),
        "a tie in the run-off": _("Equal in the run-off, and nothing parts them."),
        "tallies: how many others each beats over the strongest paths": _(
            "The figures are how many of the others each one beats."
        ),
        "no entry has the jury's quorum: all of them go on": _(
            "No candidate has enough of the jury's sheets: all of them went on."
        ),
        "a tie for the last place among the finalists": _(
            "Several shared the last place among the finalists: all of them went on."
        ),
        "jury: the entries fall into parts without a common juror": _(
            "No juror has judged in all of the jury's parts: how strict they are cannot be compared between them."
        ),
        "run-off against none of these": _("Compared with “none of these”."),
        "run-off: none of these is preferred": _("More ballots prefer “none of these”."),
    }
