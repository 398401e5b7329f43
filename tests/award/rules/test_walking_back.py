"""Any sequence of proposals, approvals, extensions, seals and time: no state is walked back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from award.desk.domain.categories import edit_category, remove_category
from award.desk.domain.editing import edit_edition
from award.desk.domain.publishing import withdraw
from award.desk.domain.refusal import ProgrammeRefused
from award.people.domain.acts import ActRefused
from award.people.domain.two_persons import approve, decline
from award.people.models import Person
from award.programme.domain.clock import edition_now
from award.programme.models import Edition, Seal
from award.rules.domain.books import rules_in_force, write_rules
from award.rules.domain.document import CombinationRules, RulesError, Text, Window
from award.rules.domain.extending import extend_alone, with_followers
from award.rules.domain.freezing import is_frozen
from award.rules.domain.proposing import propose_rules, waiting_change
from award.rules.domain.refusal import RuleChangeRefused
from award.rules.domain.round_states import RoundState, round_states
from award.rules.domain.spelling import mend_spelling
from award.rules.models import Freeze
from tests.award.rules.changes import longer, played, until, with_windows
from tests.factories import make_organiser
from tests.nightly import examples
from tests.passing import let_pass

REFUSALS = (ActRefused, RuleChangeRefused, RulesError, ProgrammeRefused)
KINDS = ("nomination", "jury", "vote")
YEAR = timedelta(days=365)


@dataclass
class Seen:
    """What has been true once, and stays."""

    edition: Edition
    people: tuple[Person, Person]
    facts: dict[str, Any] = field(default_factory=dict)
    longest: dict[str, Any] = field(default_factory=dict)

    def hold(self, name: str, value: Any) -> None:
        """A fact that was seen is the same for ever."""
        assert self.facts.setdefault(name, value) == value, name


def look(seen: Seen) -> None:
    """Everything that must stay, read anew."""
    edition = Edition.objects.get(pk=seen.edition.pk)
    rules, now = rules_in_force(edition), edition_now(edition)
    assert {
        r.kind: Window(r.opens_at, r.closes_at) for r in edition.rounds.all()
    } == rules.windows()
    assert edition.announce_at == rules.announce_at
    assert "frozen" not in seen.facts or is_frozen(edition)
    if is_frozen(edition):
        seen.hold("frozen", list(Freeze.objects.filter(edition=edition).values()))
        seen.hold("categories", [c.slug for c in rules.categories])
        seen.hold("public", edition.is_public)
        seen.hold("zone", rules.time_zone)
    for kind in KINDS:
        look_at_round(seen, kind, getattr(rules, kind), now)
    if "jury over" in seen.facts:
        seen.hold("decides", (rules.combination, rules.ties, rules.too_little))
    if edition.announce_at <= now:
        seen.hold("announced", edition.announce_at)
    assert "announced" not in seen.facts or edition.announce_at <= now


def look_at_round(seen: Seen, kind: str, rule: Any, now: Any) -> None:
    window = rule.window
    if window.opens_at <= now:
        seen.hold(f"{kind} opened", window.opens_at)
        rest = replace(rule, window=Window(window.opens_at, window.opens_at + YEAR))
        seen.hold(f"{kind} rules", rest)
        assert window.closes_at >= seen.longest.get(kind, window.closes_at)
        seen.longest[kind] = window.closes_at
    if window.closes_at <= now:
        seen.hold(f"{kind} over", True)
    if Seal.objects.filter(round__edition=seen.edition, round__kind=kind).exists():
        seen.hold(f"{kind} sealed", rule)


# What anybody might try

Act = Callable[[Seen], object]


def tries(act: Act) -> Act:
    def tried(seen: Seen) -> None:
        """As a request does it: what its commit would refuse leaves nothing behind either."""
        with suppress(*REFUSALS, IntegrityError), transaction.atomic():
            act(seen)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")

    return tried


def changed_windows(rules: Any, kind: str, days: int) -> Any:
    by = timedelta(days=days)
    window = rules.windows()[kind]
    moved = Window(window.opens_at + by, window.closes_at + by)
    return with_windows(rules, {kind: moved}, announce_at=rules.announce_at)


def everything_moved(rules: Any, days: int) -> Any:
    by = timedelta(days=days)
    windows = {k: Window(w.opens_at + by, w.closes_at + by) for k, w in rules.windows().items()}
    return with_windows(rules, windows, announce_at=rules.announce_at + by)


CHANGES = st.one_of(
    st.builds(lambda m: lambda r: r.having(vote=replace(r.vote, method=m)),
              st.sampled_from(["single", "approval", "score"])),
    st.builds(lambda w: lambda r: replace(r, combination=CombinationRules("shares", {"jury": w, "public": 1})),
              st.integers(0, 3)),
    st.builds(lambda t: lambda r: replace(r, ties=t),
              st.sampled_from([("lot",), ("jury", "lot"), ("public",)])),
    st.builds(lambda k, d: lambda r: with_followers(r, longer(r, k, timedelta(days=d))),
              st.sampled_from(KINDS), st.integers(-3, 12)),
    st.builds(lambda k, d: lambda r: changed_windows(r, k, d),
              st.sampled_from(KINDS), st.integers(-3, 3)),
    st.builds(lambda d: lambda r: everything_moved(r, d), st.integers(-40, 400)),
    st.builds(lambda q: lambda r: r.having(jury=replace(r.jury, quorum=q)), st.integers(1, 4)),
    st.builds(lambda d: lambda r: replace(r, announce_at=r.announce_at + timedelta(days=d)),
              st.integers(-5, 30)),
    st.builds(lambda w: lambda r: replace(r, categories=(replace(r.categories[0], name=Text(w)),)),
              st.sampled_from(["Kategori 2", "Annat"])),
)  # fmt: skip


def writes(change: Any) -> Act:
    return lambda seen: write_rules(
        seen.edition, change(rules_in_force(seen.edition)), by=seen.people[0]
    )


def proposes(change: Any) -> Act:
    return lambda seen: propose_rules(
        seen.edition, change(rules_in_force(seen.edition)), by=seen.people[0], reason="Därför."
    )


def proposes_and_approves(change: Any) -> Act:
    def act(seen: Seen) -> None:
        proposes(change)(seen)
        approves(seen)

    return act


def approves(seen: Seen) -> None:
    if waiting := waiting_change(seen.edition):
        approve(waiting, by=seen.people[1])


def declines(seen: Seen) -> None:
    if waiting := waiting_change(seen.edition):
        decline(waiting, by=seen.people[1])


def extends(kind: str, days: int) -> Act:
    def act(seen: Seen) -> None:
        closes_at = rules_in_force(seen.edition).windows()[kind].closes_at
        until = closes_at + timedelta(days=days)
        extend_alone(seen.edition, round=kind, until=until, by=seen.people[0], reason="Mer tid.")

    return act


def seals(seen: Seen) -> None:
    """As the clockwork does: what is due, in order."""
    states = round_states(seen.edition, rules_in_force(seen.edition), now=edition_now(seen.edition))
    for round in seen.edition.rounds.in_order():
        if states[round.kind] == RoundState.CLOSED:
            Seal.objects.create(round=round, at=edition_now(seen.edition), sha256="0" * 64)


def mends(words: str) -> Act:
    return lambda seen: mend_spelling(
        seen.edition.categories.get(), field="name_sv", words=words, by=seen.people[0]
    )


def passes(hours: int) -> Act:
    return lambda seen: let_pass(seen.edition, timedelta(hours=hours))


def renames(seen: Seen) -> object:
    return edit_category(
        seen.edition.categories.get(), changes={"name_sv": "Helt annat"}, by=seen.people[0]
    )


STEPS = st.one_of(
    st.builds(passes, st.sampled_from([1, 25, 24 * 6, 24 * 11])),
    st.builds(passes, st.sampled_from([1, 25, 24 * 6, 24 * 11])),
    st.builds(proposes, CHANGES),
    st.builds(proposes_and_approves, CHANGES),
    st.builds(proposes_and_approves, CHANGES),
    st.just(approves),
    st.just(declines),
    st.builds(writes, CHANGES),
    st.builds(extends, st.sampled_from(KINDS), st.integers(-1, 9)),
    st.just(seals),
    st.builds(mends, st.sampled_from(["Kategori 2", "Kategorin 1", "Något helt annat"])),
    st.just(lambda seen: withdraw(seen.edition, by=seen.people[0])),
    st.just(
        lambda seen: edit_edition(seen.edition, changes={"time_zone": "UTC"}, by=seen.people[0])
    ),
    st.just(lambda seen: remove_category(seen.edition.categories.get(), by=seen.people[0])),
    st.just(renames),
)


@pytest.mark.django_db
@settings(max_examples=examples(10, 200), deadline=None)
@given(st.sampled_from([None, *KINDS]), st.lists(STEPS, min_size=8, max_size=24))
def test_whatever_anybody_does_nothing_is_walked_back(begun, steps):
    edition = played()
    if begun:
        until(edition, begun, "opens_at")
    seen = Seen(edition, (make_organiser(edition), make_organiser(edition)))

    for step in steps:
        tries(step)(seen)
        seen.edition.refresh_from_db()
        look(seen)
