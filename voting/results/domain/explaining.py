"""How a category's result came about, in sentences for everybody: from the sealed figures and the rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from award.programme.domain.figures import plain, rounded
from voting.count.combination import Group
from voting.count.laboratory.effects import Effect, effects
from voting.count.rounds import as_met_by, stages_of
from voting.results.domain.standings import CategoryResult, Standing, category_name

Rules = Mapping[str, Any]
ON_THE_SCALE = ("mean", "median", "trimmed")
PUBLIC_ALONE = "public_among_shortlist"


def how_it_came_about(
    found: CategoryResult, book: Rules, ballots: Mapping[str, int] | None = None
) -> tuple[str, ...]:
    """Sentences, the most important first; none where there is no outcome yet.

    `book`: the rule book as JSON that the version was counted by. `ballots`: how many were cast, and
    how many name somebody who stands (`voting.count.deciding.Turnout`).
    """
    if not found.is_settled:
        return ()
    return tuple(_sentences(found, as_met_by(book, found.slug), book, ballots or {}))


def _sentences(
    found: CategoryResult, met: Rules, book: Rules, ballots: Mapping[str, int]
) -> Iterator[str]:
    if found.decision:
        yield _("The figures are what was counted. In the end people decided, as is told above.")
    else:
        yield from _winning(found, met, ballots)
    yield from _weighing(found, met)
    if found.has_jury:
        yield from _judging(found, met, book)
    yield from _nobody_named(ballots)


def _winning(found: CategoryResult, met: Rules, ballots: Mapping[str, int]) -> Iterator[str]:
    if found.is_combined and len(found.winners) == 1:
        yield from _at_odds(found.winners[0], found.standings)
    for winner in found.winners:
        yield from _had(winner, found, met, ballots)
        if found.is_combined:
            yield _together(winner, found.standings, met["combination"]["rule"])
        elif winner.place == 1 and _has_equals(winner, found.standings):
            yield _("Somebody else had just as much; what the rules say of ties decided.")


def _at_odds(winner: Standing, standings: Sequence[Standing]) -> Iterator[str]:
    """Where the winner was first with one side alone."""
    jury, public = _place(winner, standings, "jury"), _place(winner, standings, "public")
    if jury and public == 1 < jury:
        said = {"name": winner.candidate.label, "place": jury}
        yield _("The jury had %(name)s in place %(place)s. The public decided.") % said
    if public and jury == 1 < public:
        said = {"name": winner.candidate.label, "place": public}
        yield _("The public had %(name)s in place %(place)s. The jury decided.") % said


def _had(
    winner: Standing, found: CategoryResult, met: Rules, ballots: Mapping[str, int]
) -> Iterator[str]:
    jury = _from_the_jury(winner, found.standings, met.get("jury"))
    public = _from_the_public(winner, found.standings, met.get("vote"), ballots)
    said = {"name": winner.candidate.label, "jury": jury, "public": public}
    if jury and public:
        yield _("%(name)s had %(jury)s and %(public)s.") % said
    elif jury or public:
        yield _("%(name)s had %(figure)s.") % {**said, "figure": jury or public}


def _from_the_jury(winner: Standing, standings: Sequence[Standing], jury: Rules | None) -> str:
    if jury is None or winner.jury is None:
        return ""
    known = {
        "mean": _("an average of %(figure)s of %(most)s from the jury"),
        "median": _("a middle figure of %(figure)s of %(most)s from the jury"),
        "trimmed": _(
            "an average of %(figure)s of %(most)s from the jury (highest and lowest left out)"
        ),
    }
    ranked = _("place %(place)s of %(of)s with the jury")
    return known.get(jury["aggregate"], ranked) % {
        "figure": rounded(winner.jury, 1),
        "most": jury["scale"]["max"],
        "place": _place(winner, standings, "jury"),
        "of": len(standings),
    }


def _from_the_public(
    winner: Standing,
    standings: Sequence[Standing],
    vote: Rules | None,
    ballots: Mapping[str, int],
) -> str:
    if vote is None or winner.public is None:
        return ""
    total = sum((s.public for s in standings if s.public is not None), Fraction(0))
    known = {
        "single": _("%(figure)s of %(total)s votes from the public"),
        "approval": _("a mark from %(figure)s of %(cast)s voters"),
        "points": _("%(figure)s of the public's %(total)s points"),
        "score": _("%(figure)s points from the public"),
        "borda": _("%(figure)s points from the public"),
    }
    ranked = _("place %(place)s of %(of)s with the public")
    return known.get(vote["method"], ranked) % {
        "figure": plain(winner.public),
        "total": plain(total),
        "cast": ballots.get("cast", 0),
        "place": _place(winner, standings, "public"),
        "of": len(standings),
    }


def _together(winner: Standing, standings: Sequence[Standing], rule: str) -> str:
    if rule == PUBLIC_ALONE:
        return _("The jury chose the finalists; among them the public alone decided.")
    if winner.place != 1:
        return _("Together that came to place %(place)s.") % {"place": winner.place}
    if _has_equals(winner, standings):
        return _("Somebody else had just as much together; what the rules say of ties decided.")
    shares = _("Together that is %(share)s of all that was given: more than anybody else had.")
    known = {
        "shares": shares,
        "veto": shares,
        "places": _("Nobody else stood as high when both places were weighed together."),
        "points": _("The places gave %(points)s points together: more than anybody else had."),
        "zscores": _("With both sides together nobody else came as far above the middle."),
    }
    said = {"share": _percent(winner.score), "points": plain(winner.score)}
    return known.get(rule, _("Together nobody else had as much.")) % said


def _has_equals(winner: Standing, standings: Sequence[Standing]) -> bool:
    others = (s for s in standings if s.candidate.alias != winner.candidate.alias)
    return any(s.score >= winner.score for s in others)


def _weighing(found: CategoryResult, met: Rules) -> Iterator[str]:
    """What each side weighed by the rules, and what it did in fact."""
    if not found.is_combined or met["combination"]["rule"] == PUBLIC_ALONE:
        return
    jury, public = _effects(found.standings, met["combination"])
    said = {"jury": _percent(jury.nominal), "public": _percent(public.nominal)}
    yield _("By the rules the jury weighed %(jury)s and the public %(public)s.") % said
    if jury.effective is None or public.effective is None:
        return
    if min(jury.effective, public.effective) < 0:
        yield _("This time the two sides pulled in different directions.")
        return
    said = {"jury": _percent(jury.effective), "public": _percent(public.effective)}
    yield (
        _(
            "In fact it also matters how far apart a side's figures lie: the jury made %(jury)s "
            "of the difference between the finalists, the public %(public)s."
        )
        % said
    )


def _effects(standings: Sequence[Standing], combination: Rules) -> list[Effect]:
    weights = combination["weights"]
    sides = {
        "jury": {s.candidate.alias: s.jury or Fraction(0) for s in standings},
        "public": {s.candidate.alias: s.public or Fraction(0) for s in standings},
    }
    groups = [Group(name, Fraction(weights.get(name, 0)), held) for name, held in sides.items()]
    return effects(groups, rule=combination["rule"])


def _judging(found: CategoryResult, met: Rules, book: Rules) -> Iterator[str]:
    jury = met["jury"]
    yield (
        _("Each juror gave points from %(least)s to %(most)s for %(criteria)s.")
        % {
            "least": jury["scale"]["min"],
            "most": jury["scale"]["max"],
            "criteria": _criteria(jury["criteria"]),
        }
    )
    before = [name for name in stages_of(book) if name.startswith(f"{found.slug}@")]
    if before:
        yield _("A jury before this one chose whom it met; the last jury's points count here.")
    missing = [s.candidate.label for s in found.standings if s.jury is None]
    if missing:
        yield _("The jury has no figure for: %(names)s.") % {"names": ", ".join(missing)}


def _criteria(criteria: Sequence[Rules]) -> str:
    """By name; how much each weighs is said where they do not weigh alike."""
    alike = len({each["weight"] for each in criteria}) == 1
    return ", ".join(
        category_name(each["name"]) + ("" if alike else f" (×{each['weight']})")
        for each in criteria
    )


def _nobody_named(ballots: Mapping[str, int]) -> Iterator[str]:
    cast = ballots.get("cast", 0)
    nobody = cast - ballots.get("standing", cast)
    if nobody:
        said = {"n": nobody, "cast": cast}
        yield (
            _("Ballots that name nobody who stands, and count for nobody: %(n)s of %(cast)s.")
            % said
        )


def _place(winner: Standing, standings: Sequence[Standing], side: str) -> int:
    """Her place with that side alone, from 1; nought where it has no figure for her."""
    own = getattr(winner, side)
    figures = [getattr(s, side) for s in standings]
    return 0 if own is None else 1 + sum(f is not None and f > own for f in figures)


def _percent(part: Fraction) -> str:
    hundredths = part * 100
    return f"{plain(hundredths, 1)}\u00a0%"
