"""Making a round longer: what it pushes on, and what one organiser may do alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.people.domain.acts import ActLapsed, ActRefused, two_person_act
from award.people.domain.two_persons import propose
from award.people.models import Person, Proposal
from award.programme.domain.clock import edition_now
from award.programme.domain.moments import in_zone
from award.programme.models import Edition
from award.rules.domain.books import adopt, locked, rules_in_force
from award.rules.domain.document import Rules, RulesError, Window, moment, utc_text
from award.rules.domain.limits import EXTENSION_ALONE, SHORTEST_ROUND
from award.rules.domain.naming import moment_labels
from award.rules.domain.proposing import SUBJECT, judge, refuse_beside_another
from award.rules.domain.round_rules import RoundRules
from award.rules.domain.round_states import RoundState, round_states

ALONE = "rules.extend_alone"


@dataclass(frozen=True)
class Moved:
    """A time that an extension moves along with it."""

    label: str
    before: datetime
    after: datetime


def with_followers(old: Rules, wished: Rules) -> Rules:
    """The wished rules, in which no round opens before what feeds it is closed, grace and all.

    Only a round that was made longer pushes others on. A round keeps its closing, unless it would
    become shorter than a day; the announcement comes after all.
    """
    becomes, moved = wished, set[str]()
    for each in wished.rounds:
        fed_by = becomes.feeding(each.slug)
        if moved & {feeder.slug for feeder in fed_by}:
            free_from = max(map(_free_after, fed_by))
            becomes = becomes.with_round(replace(each, window=_pushed(each.window, free_from)))
            moved.add(each.slug)
        elif _is_longer(old, wished, each.slug):
            moved.add(each.slug)
    if not moved:
        return wished
    return replace(becomes, announce_at=max(wished.announce_at, *map(_free_after, becomes.rounds)))


def _free_after(round: RoundRules) -> datetime:
    """From when what it feeds may open: its closing, grace and all."""
    return round.window.closes_at + round.grace


def moved_along(wished: Rules, becomes: Rules) -> list[Moved]:
    """The times that `with_followers` moved beyond what was wished."""
    labels, asked, found = moment_labels(wished), _times(wished), _times(becomes)
    return [
        Moved(labels[name], asked[name], found[name])
        for name in found
        if asked[name] != found[name]
    ]


def extended(rules: Rules, kind: str, *, until: datetime) -> Rules:
    """The rules with that round open until then, and what it pushes on."""
    return with_followers(rules, lengthened(rules, kind, until=until))


def extendable_alone(edition: Edition, *, now: datetime) -> dict[str, datetime]:
    """The rounds that one organiser may make longer alone now, by kind, with until when at the most."""
    rules = rules_in_force(edition)
    used = set(edition.rule_books.exclude(extends="").values_list("extends", flat=True))
    windows = rules.windows()
    return {
        kind: windows[kind].closes_at + EXTENSION_ALONE
        for kind, state in round_states(edition, rules, now=now).items()
        if state in (RoundState.OPEN, RoundState.REOPENED) and kind not in used
    }


@transaction.atomic
def extend_alone(
    edition: Edition, *, round: str, until: datetime, by: Person, reason: str
) -> Proposal:
    """One organiser makes an open round longer, once, by `EXTENSION_ALONE` at most; everybody sees why.

    Raises `award.people.domain.acts.ActRefused`.
    """
    edition = locked(edition)
    return propose(
        ALONE,
        edition=edition,
        by=by,
        reason=reason,
        payload={"round": round, "until": utc_text(until)},
        subject=SUBJECT,
    )


def _refuse_too_much(proposal: Proposal) -> None:
    edition, kind, until = _asked(proposal)
    refuse_beside_another(edition)
    latest = extendable_alone(edition, now=edition_now(edition)).get(kind)
    if latest is None:
        raise ActRefused(
            _("Alone you can make a round longer while it is open, and once: this takes two.")
        )
    if until <= rules_in_force(edition).windows()[kind].closes_at:
        raise ActRefused(_("The round closes then already: choose a later moment."))
    if until > latest:
        raise ActRefused(
            _("Alone you can make it longer by at most %d days: more takes two.")
            % EXTENSION_ALONE.days
        )
    try:
        judge(edition, extended(rules_in_force(edition), kind, until=until))
    except RulesError as error:
        raise ActRefused(" ".join(error.problems.values())) from error


def _describe(proposal: Proposal) -> Iterator[str]:
    edition, kind, until = _asked(proposal)
    rules = rules_in_force(edition)
    labels = moment_labels(rules)
    yield _moved_in_words(
        edition, Moved(labels[f"{kind}_closes_at"], rules.windows()[kind].closes_at, until)
    )
    for moved in moved_along(
        lengthened(rules, kind, until=until), extended(rules, kind, until=until)
    ):
        yield _moved_in_words(edition, moved)


@two_person_act(
    ALONE,
    title=gettext_lazy("An open round made longer by one organiser"),
    describe=lambda proposal: [*_describe(proposal)],
    check=_refuse_too_much,
    takes_one=lambda proposal: True,
)
def extend_round(proposal: Proposal) -> None:
    """Done at once: the check has just been made under the same locks."""
    edition, kind, until = _asked(proposal)
    becomes = extended(rules_in_force(edition), kind, until=until)
    adopt(
        edition,
        becomes,
        by=proposal.proposed_by,
        actor=proposal.proposed_by,
        proposal=proposal,
        extends=kind,
    )


def _asked(proposal: Proposal) -> tuple[Edition, str, datetime]:
    if proposal.edition is None:
        raise ActLapsed(_("The edition is gone."))
    return proposal.edition, proposal.payload["round"], moment(proposal.payload["until"])


def _moved_in_words(edition: Edition, moved: Moved) -> str:
    told = {
        "what": moved.label,
        "before": in_zone(moved.before, edition),
        "after": in_zone(moved.after, edition),
    }
    return _("%(what)s: %(after)s, instead of %(before)s.") % told


def lengthened(rules: Rules, kind: str, *, until: datetime) -> Rules:
    """The rules with that round open until then, and nothing else moved."""
    round = rules.round(kind)
    assert round is not None  # noqa: S101 - whoever asks has found it in the rules
    window = replace(round.window, closes_at=until)
    return rules.with_round(replace(round, window=window))


def _is_longer(old: Rules, wished: Rules, kind: str) -> bool:
    before = old.windows().get(kind)
    return before is not None and wished.windows()[kind].closes_at > before.closes_at


def _pushed(window: Window, free_from: datetime) -> Window:
    """Opens no earlier, and stays open for a day, or as long as it was when that was shorter."""
    opens_at = max(window.opens_at, free_from)
    least = min(SHORTEST_ROUND, window.closes_at - window.opens_at)
    return Window(opens_at, max(window.closes_at, opens_at + least))


def _times(rules: Rules) -> dict[str, datetime]:
    """Every time in the rules, by the name of its field."""
    times = {
        f"{kind}_{end}": getattr(window, end)
        for kind, window in rules.windows().items()
        for end in ("opens_at", "closes_at")
    }
    return times | {"announce_at": rules.announce_at}
