"""Adding a round to rules that are not frozen, and taking one away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from django.utils.text import slugify
from django.utils.translation import gettext as _

from award.programme.models import Edition, Round
from award.programme.models.round import KINDS, LONGEST_SLUG
from award.rules.domain.checking_rounds import TAKEN
from award.rules.domain.document import JuryRules, Rules, Text, Window
from award.rules.domain.drafting import drafted_round, grace_that_fits
from award.rules.domain.round_rules import RoundRules, share

WEEK = timedelta(days=7)
PAUSE = timedelta(days=1)


class RoundStays(Exception):
    """The round cannot be taken away; the message says why, to an organiser."""


def with_new_round(
    rules: Rules, kind: str, *, name: Text, only_for: Sequence[str], window: Window
) -> Rules:
    """The rules with one round more, as drafted; a round of the same kind gives it its criteria and its counting."""
    like = [each for each in rules.rounds if each.kind == kind]
    drafted = like[-1] if like else drafted_round(kind, window, rules.announce_at)
    new = replace(
        drafted,
        slug=_free(kind if not like else name.sv or kind, rules),
        name=name if name.sv else None,
        only_for=tuple(only_for),
        window=window,
    )
    if isinstance(new, JuryRules):
        after = [r for r in rules.rounds if share(r, new) and r.window.opens_at >= window.closes_at]
        following = min([rules.announce_at, *(r.window.opens_at for r in after)])
        new = replace(new, grace_hours=grace_that_fits(window, following))
    return rules.having(rounds=in_order((*rules.rounds, new)))


def in_order(rounds: Sequence[RoundRules]) -> tuple[RoundRules, ...]:
    """Nominations, juries, votes, as a category goes through them; of a kind by their openings."""
    return tuple(sorted(rounds, key=lambda r: (KINDS.index(r.kind), r.window.opens_at)))


def without_round(edition: Edition, rules: Rules, slug: str) -> Rules:
    """The rules without that round. Raises `RoundStays`."""
    if len(rules.rounds) == 1:
        raise RoundStays(_("There must be at least one round."))
    held = Round.objects.filter(edition=edition, slug=slug)
    if (
        held.filter(entries__isnull=False).exists()
        or held.filter(nominations__isnull=False).exists()
    ):
        raise RoundStays(_("Somebody stands in this round already: it stays."))
    return rules.having(rounds=tuple(each for each in rules.rounds if each.slug != slug))


def without_others(rules: Rules) -> Rules:
    """The rules, whose rounds are for no category that they do not have."""
    there = {category.slug for category in rules.categories}
    rounds = (replace(r, only_for=tuple(s for s in r.only_for if s in there)) for r in rules.rounds)
    return rules.having(rounds=tuple(rounds))


def proposed_window(rules: Rules, now: datetime) -> Window:
    """A week after the last round there is, or from tomorrow on."""
    last = max((each.window.closes_at + each.grace for each in rules.rounds), default=now)
    opens_at = max(last, now) + PAUSE
    return Window(opens_at, opens_at + WEEK)


def _free(name: str, rules: Rules) -> str:
    """An address name that no round has, and nothing else in the rules."""
    taken = {*TAKEN, *(each.slug for each in rules.rounds)}
    wished = slugify(name).replace("_", "-")[: LONGEST_SLUG - 4] or "omgang"
    if wished in KINDS and wished not in taken and name == wished:
        return wished
    tries = (wished, *(f"{wished}-{n}" for n in range(2, len(taken) + 3)))
    return next(slug for slug in tries if slug not in {*taken, *KINDS})
