"""Rule changes, role changes, names, votes, extra votes and the clock in any order: what was promised holds.

The machine plays a made-up edition in its vote. Whatever is refused is refused; whatever is done, no
vote with a receipt is lost, nothing that stands is walked back, and what is announced is what the
package says.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from award.people.domain.acts import ActRefused
from award.people.domain.granting import RoleRefused, grant, revoke
from award.people.domain.two_persons import approve, decline, propose, take_effect_due, waiting
from award.people.models import Role
from award.programme.domain.calendar import calendar
from award.programme.domain.clock import edition_now
from award.programme.domain.guard import RoundNotOpen
from award.programme.models import Round, Seal
from award.rules.domain.books import rules_in_force
from award.rules.domain.document import RulesError
from award.rules.domain.extending import extend_alone, extended
from award.rules.domain.freezing import is_frozen
from award.rules.domain.proposing import propose_rules
from award.rules.domain.refusal import RuleChangeRefused
from award.rules.models import RuleBook
from nominations.domain.answering import decline_candidacy
from nominations.domain.rewording import RewordingRefused, reword
from nominations.models import Candidate
from tests.factories import make_person, make_role
from tests.nightly import examples
from tests.passing import let_pass
from tests.voting.ballots.electorate import CATEGORY, NAMES, make_vote, vote_for
from tests.voting.results.playing import EVERYTHING
from voting.ballots.domain.receipts import receipt_hash, state_of
from voting.ballots.models import Ballot, SealedBallot
from voting.results.domain.announcing import announce_due
from voting.results.domain.deciding import payload_of, subject_of
from voting.results.domain.extra_planning import Plan
from voting.results.domain.questions import AGAIN
from voting.results.domain.settling import settle_due_rounds
from voting.results.domain.standings import category_results
from voting.results.domain.storing import archive_of
from voting.results.domain.winners import is_decided
from voting.results.models import Announcement, EditionResult, RoundResult
from voting.results.recount.recounting import recount_package

REFUSALS = (ActRefused, RulesError, RuleChangeRefused, RoleRefused, RewordingRefused, RoundNotOpen)
HOURS = timedelta(hours=1)
people = st.integers(0, 2)


class AnyOrder(RuleBasedStateMachine):
    """`held` is what every voter was told last in each vote: the choice and the receipt."""

    def __init__(self) -> None:
        super().__init__()
        self.world = transaction.atomic()
        self.world.__enter__()
        self.held: dict[tuple[int, int], tuple[str, str]] = {}
        self.seen: dict[str, Any] = {}
        self.verdicts: dict[str, bool] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.world.__exit__(None, None, None)

    @initialize(categories=st.just(1))
    def a_vote_is_open(self, categories: int) -> None:
        self.round = make_vote(
            kinds=("vote",),
            is_made_up=True,
            categories=categories,
            rules={"publication": EVERYTHING, "ties": ("first_places",)},
        )
        self.edition = self.round.edition
        owner, other = (make_role(self.edition, kind) for kind in ("owner", "organiser"))
        self.people = [owner, other, make_person(email="olgas.andra@example.org")]

    # What people and the clock do

    @rule(voter=st.integers(0, 4), choice=st.sampled_from(NAMES))
    def somebody_votes(self, voter: int, choice: str) -> None:
        round = calendar(self.edition).current_vote
        with self.tried():
            receipt = vote_for(round, choice, email=f"rostare{voter}@example.org")
            self.held[round.pk, voter] = (choice, receipt.code)

    @rule(hours=st.sampled_from([1, 30, 24 * 4, 24 * 13]))
    def time_passes(self, hours: int) -> None:
        let_pass(self.edition, hours * HOURS)

    @rule()
    def the_clockwork_ticks(self) -> None:
        settle_due_rounds()
        announce_due()
        take_effect_due()

    @rule(who=people, days=st.integers(1, 9))
    def a_longer_vote_is_proposed(self, who: int, days: int) -> None:
        with self.tried():
            rules = rules_in_force(self.edition)
            until = rules.vote.window.closes_at + timedelta(days=days)
            self.propose_change(who, extended(rules, "vote", until=until))

    @rule(who=people, method=st.sampled_from(["approval", "score", "irv"]))
    def another_method_is_proposed(self, who: int, method: str) -> None:
        with self.tried():
            rules = rules_in_force(self.edition)
            self.propose_change(who, rules.having(vote=replace(rules.vote, method=method)))

    @rule(who=people, days=st.sampled_from([-400, 400]))
    def another_year_is_proposed(self, who: int, days: int) -> None:
        with self.tried():
            rules, by = rules_in_force(self.edition), timedelta(days=days)
            window = rules.vote.window
            moved = replace(window, opens_at=window.opens_at + by, closes_at=window.closes_at + by)
            vote = replace(rules.vote, window=moved)
            self.propose_change(who, rules.having(vote=vote, announce_at=rules.announce_at + by))

    @rule(who=people, days=st.integers(1, 9))
    def somebody_extends_alone(self, who: int, days: int) -> None:
        with self.tried():
            until = rules_in_force(self.edition).vote.window.closes_at + timedelta(days=days)
            extend_alone(
                self.edition, round="vote", until=until, by=self.people[who], reason="Fler hinner."
            )

    @rule(who=people, opens=st.sampled_from([None, 30]), hours=st.sampled_from([31, 24 * 5]))
    def an_extra_vote_is_proposed(self, who: int, opens: int | None, hours: int) -> None:
        result = EditionResult.objects.of(self.edition).first()
        if result is None:
            return
        now = edition_now(self.edition)
        stands = tuple(result.content["categories"][CATEGORY]["scores"])
        plan = Plan(opens and now + opens * HOURS, now + hours * HOURS, stands)
        with self.tried():
            propose(
                AGAIN,
                edition=self.edition,
                by=self.people[who],
                reason="Vi röstar igen.",
                payload=payload_of(result, CATEGORY, plan=plan),
                subject=subject_of(CATEGORY),
            )

    @rule(who=people, yes=st.booleans())
    def somebody_decides(self, who: int, yes: bool) -> None:
        for proposal in waiting(self.edition):
            with self.tried():
                (approve if yes else decline)(proposal, by=self.people[who])

    @rule(who=people)
    def an_owner_lets_her_other_address_in(self, who: int) -> None:
        with self.tried():
            grant(
                organisation=self.edition.award.organisation,
                edition=None,
                email=self.people[who].email,
                kind=Role.Kind.ORGANISER,
                by=self.people[0],
            )

    @rule(who=st.integers(1, 2))
    def an_owner_sends_somebody_away(self, who: int) -> None:
        for role in Role.objects.filter(person=self.people[who]):
            with self.tried():
                revoke(role, by=self.people[0])

    @rule(slug=st.sampled_from(NAMES), name=st.sampled_from(["Anna", "Berit", "Doris Ek"]))
    def an_organiser_renames_a_finalist(self, slug: str, name: str) -> None:
        with self.tried():
            found = Candidate.objects.get(edition=self.edition, slug=slug)
            reword(found, {"name": name}, by=self.people[0], reason="Hon heter så.")

    @precondition(
        lambda self: (
            not Candidate.objects.filter(edition=self.edition, declined_at__isnull=False).exists()
        )
    )
    @rule(slug=st.sampled_from(NAMES))
    def a_finalist_leaves(self, slug: str) -> None:
        with self.tried():
            decline_candidacy(Candidate.objects.get(edition=self.edition, slug=slug))

    def ballots_of(self, round: Round) -> int:
        """In the box, or out of it since the seal."""
        found = (kind.objects.filter(round=round).count() for kind in (Ballot, SealedBallot))
        return sum(found)

    # What holds at every moment

    @invariant()
    def no_acknowledged_vote_is_lost(self) -> None:
        for round in self.votes():
            sealed = Seal.objects.filter(round=round).exists()
            states = {state_of(receipt, round) for _, receipt in self.held_in(round)}
            assert states <= {"counted" if sealed else "stored"}
            cast, ballots = f"ballots {round.pk}", self.ballots_of(round)
            assert self.seen.setdefault(cast, ballots) == ballots or not sealed
            self.seen[cast] = ballots

    @invariant()
    def what_the_voter_chose_is_what_is_stored(self) -> None:
        for round in self.votes():
            stored = {
                receipt_hash(CATEGORY, b.receipt): b.choice for b in Ballot.objects.current(round)
            }
            sealed = SealedBallot.objects.filter(round=round, counts=True)
            stored |= dict(sealed.values_list("receipt_hash", "choice"))
            held = {receipt_hash(CATEGORY, code): choice for choice, code in self.held_in(round)}
            assert held == stored

    @invariant()
    def nobody_decides_a_category_while_it_is_voted_on(self) -> None:
        result = EditionResult.objects.of(self.edition).first()
        if any(r.supplements_id and not hasattr(r, "seal") for r in self.votes()):
            assert not is_decided(result, CATEGORY)

    @invariant()
    def nothing_is_walked_back(self) -> None:
        """Facts once stored stand, letter by letter; a version of the rules too."""
        facts: dict[str, Any] = {
            "frozen": is_frozen(self.edition) or None,
        }
        mine = {"round__edition": self.edition}
        facts |= {f"seal {s.pk}": s.sha256 for s in Seal.objects.filter(**mine)}
        facts |= {f"round {r.pk}": r.sha256 for r in RoundResult.objects.filter(**mine)}
        facts |= {f"extra {r.pk}": (r.opens_at, r.closes_at) for r in self.votes()[1:]}
        facts |= {f"version {r.version}": r.sha256 for r in EditionResult.objects.of(self.edition)}
        facts |= {f"announced {a.pk}": a.at for a in Announcement.objects.of(self.edition)}
        facts |= {f"rules {b.pk}": b.sha256 for b in RuleBook.objects.filter(edition=self.edition)}
        before = {name: fact for name, fact in self.seen.items() if "ballots" not in name and fact}
        assert {name: facts.get(name) for name in before} == before
        self.seen |= facts

    @invariant()
    def a_vote_that_has_votes_keeps_its_method(self) -> None:
        assert rules_in_force(self.edition).vote.method == "single"

    @invariant()
    def what_is_announced_is_what_the_package_says(self) -> None:
        newest = Announcement.objects.of(self.edition).first()
        if newest is None:
            return
        assert newest.at <= edition_now(self.edition)
        assert self.agrees(newest.result)
        won = {s.candidate.alias for each in category_results(newest.result) for s in each.winners}
        counted = {
            alias
            for category in newest.result.content["categories"].values()
            for place in category["placements"][:1]
            for alias in place["candidates"]
        }
        assert won <= counted

    # Helps

    def tried(self) -> Any:
        """What is refused leaves nothing behind, and is no fault."""
        return Refusable()

    def propose_change(self, who: int, rules: Any) -> None:
        propose_rules(self.edition, rules, by=self.people[who], reason="Fler ska hinna.")

    def votes(self) -> list[Round]:
        """The ordinary one first."""
        return list(Round.objects.filter(edition=self.edition).select_related("seal").in_order())

    def held_in(self, round: Round) -> list[tuple[str, str]]:
        return [told for (where, _), told in self.held.items() if where == round.pk]

    def agrees(self, result: EditionResult) -> bool:
        """By recount.py, once for each package."""
        if result.sha256 not in self.verdicts:
            self.verdicts[result.sha256] = recount_package(archive_of(result)).agrees
        return self.verdicts[result.sha256]


class Refusable(suppress):
    """A savepoint around what may be refused."""

    def __init__(self) -> None:
        super().__init__(*REFUSALS)
        self.point = transaction.atomic()

    def __enter__(self) -> None:
        self.point.__enter__()

    def __exit__(self, *fault: Any) -> bool:
        self.point.__exit__(*fault)
        return bool(super().__exit__(*fault))


@pytest.mark.django_db
@pytest.mark.one_transaction
def test_in_any_order_nothing_is_lost_and_nothing_walked_back():
    run_state_machine_as_test(
        AnyOrder,
        settings=settings(
            max_examples=examples(6, 200),
            stateful_step_count=examples(25, 40),
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.django_db
@pytest.mark.one_transaction
def test_the_machine_reaches_an_extra_vote_that_decides():
    machine = AnyOrder()
    machine.a_vote_is_open(1)
    machine.time_passes(24 * 13)
    machine.the_clockwork_ticks()
    machine.an_extra_vote_is_proposed(0, None, 24 * 5)
    machine.somebody_decides(1, yes=True)
    machine.somebody_votes(0, "berit")
    machine.nobody_decides_a_category_while_it_is_voted_on()
    machine.time_passes(24 * 13)
    machine.the_clockwork_ticks()

    newest = Announcement.objects.of(machine.edition).first()

    assert newest.result.version == 3
    assert len(machine.votes()) == 2
    machine.no_acknowledged_vote_is_lost()
    machine.what_the_voter_chose_is_what_is_stored()
    machine.what_is_announced_is_what_the_package_says()
    machine.teardown()


@pytest.mark.django_db
@pytest.mark.one_transaction
def test_the_machine_reaches_an_announcement(client):
    """Else its invariants would hold of years in which nothing happens."""
    machine = AnyOrder()
    machine.a_vote_is_open(1)
    for voter, choice in enumerate(("anna", "anna", "berit")):
        machine.somebody_votes(voter, choice)
    machine.time_passes(24 * 13)
    machine.the_clockwork_ticks()

    page = client.get(reverse("result", args=[machine.edition.award.slug, machine.edition.year]))

    assert Announcement.objects.of(machine.edition).count() == 1
    assert "Anna" in page.text
    for check in (machine.no_acknowledged_vote_is_lost, machine.nothing_is_walked_back):
        check()
    machine.what_is_announced_is_what_the_package_says()
    machine.teardown()
