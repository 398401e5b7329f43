"""Any sequence of asking, answering, correcting, ruling and waiting: a yes is a yes, and nothing else is."""

from __future__ import annotations

from datetime import timedelta
from itertools import combinations

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from award.desk.domain.clock_moving import move_clock
from award.people.domain.names.likeness import name_keys
from award.people.domain.two_persons import ActRefused, approve
from award.programme.domain.clock import edition_now
from nominations.domain.alike import TooAlike
from nominations.domain.answering import TooLateToSayYes, ask_to_be_forgotten, say_yes
from nominations.domain.answering import decline_candidacy as say_no
from nominations.domain.asking import CannotInform, inform
from nominations.domain.consenting import eligible, last_day
from nominations.domain.editing import edit_candidate
from nominations.domain.erasing import CannotErase, erase_candidate
from nominations.domain.ineligibility import propose_ineligible
from nominations.domain.protecting import CannotProtect, protect
from nominations.domain.rewording import RewordingRefused
from nominations.domain.shortlisting import advance
from nominations.domain.wishing import WishRefused, handle
from nominations.models import Candidate, Entry, Wish
from tests.factories import get_round, make_edition, make_entry, make_nominee, make_organiser
from tests.nightly import examples

REFUSED = (
    ActRefused, CannotErase, CannotInform, CannotProtect, RewordingRefused, TooAlike, TooLateToSayYes, WishRefused,
)  # fmt: skip
NAMES = ("Anna Ek", "Maj Lind", "Eva Berg")
ACTS = (
    "ask", "yes", "no", "correct", "grant", "rename", "protect", "forget", "rule out", "erase",
)  # fmt: skip
steps = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(ACTS), st.integers(0, 2), st.sampled_from(NAMES)),
        st.tuples(st.just("wait"), st.integers(1, 9), st.just("")),
    ),
    max_size=14,
)


class Year:
    """A made-up year with three nominees of one category, and what each has said."""

    def __init__(self) -> None:
        self.edition = make_edition("nomination", is_made_up=True)
        self.first, self.second = make_organiser(self.edition), make_organiser(self.edition)
        self.people = [
            make_nominee(self.edition, name, email=f"{n}@example.org", slug=f"n{n}")
            for n, name in enumerate(NAMES)
        ]
        self.entries = [make_entry(self.edition, candidate=each) for each in self.people]
        self.said_yes: set[int] = set()
        self.ruled_out: set[int] = set()
        self.names_at_closing: dict[int, str] | None = None

    def do(self, act: str, number: int, name: str) -> None:
        """What is refused changes nothing."""
        try:
            with transaction.atomic():
                self._do(act, number, name)
        except REFUSED:
            return
        key = self.people[number % 3].pk
        if act == "yes":
            self.said_yes.add(key)
        elif act in {"no", "forget", "erase"}:
            self.said_yes.discard(key)
        elif act == "rule out":
            self.ruled_out.add(key)

    def _do(self, act: str, number: int, name: str) -> None:
        if act == "wait":
            self._wait(timedelta(days=2 * number))
            return
        who, by = Candidate.objects.get(pk=self.people[number].pk), self.first
        if who.erased_at:
            raise CannotErase
        if act == "ask":
            Candidate.objects.filter(pk=who.pk).update(link_sent_at=None)
            inform(who, by=by)
        elif act == "yes":
            say_yes(who)
        elif act == "correct":
            if who.accepted_at is None:
                raise CannotInform("declined")
            say_yes(who, {"name": name})
        elif act == "no":
            say_no(who)
        elif act == "forget":
            ask_to_be_forgotten(who)
        elif act == "grant":
            for wish in Wish.objects.filter(candidate=who).waiting():
                proposal = handle(wish, by=by, grant=True)
                if proposal:
                    approve(proposal, by=self.second)
        elif act == "rename":
            edit_candidate(who, changes={"name": name}, by=by, reason="Hon heter så.")
        elif act == "protect":
            protect(who, public_name=f"{name} Svensson", by=by)
        elif act == "rule out":
            approve(propose_ineligible(who, rule="2 §", reason="Så är det.", by=by), by=self.second)
        elif act == "erase":
            erase_candidate(who, by=by, reason="Hon ber om det.")

    def _wait(self, time: timedelta) -> None:
        """The jury's sealed round lets on whoever may be shown; closing the vote fixes the names."""
        move_clock(
            self.edition, to=edition_now(self.edition) + time, by=self.first, reason="Övning"
        )
        jury, vote = get_round(self.edition, "jury"), get_round(self.edition, "vote")
        now = edition_now(self.edition)
        if jury.closes_at <= now and not Entry.objects.filter(round=vote).exists():
            advance(eligible(self.entries, last_day(self.edition)), to=vote)
        if vote.closes_at <= now and self.names_at_closing is None:
            self.names_at_closing = self.names()

    def names(self) -> dict[int, str]:
        shown = Entry.objects.on_shortlist(get_round(self.edition, "vote"))
        return {entry.candidate_id: entry.candidate.name for entry in shown}

    def check(self) -> None:
        public = {c.pk: c for c in Candidate.objects.filter(edition=self.edition).public()}
        assert set(public) == self.said_yes - self.ruled_out
        assert all(c.accepted_at <= last_day(self.edition) for c in public.values())
        judged = Entry.objects.on_shortlist(get_round(self.edition, "jury"))
        assert all(entry.candidate.informed_at for entry in judged)
        shown = self.names()
        assert set(shown) <= set(public)
        pairs = combinations(shown.values(), 2)
        assert not any(name_keys(one) & name_keys(other) for one, other in pairs)
        if self.names_at_closing is not None:
            assert shown.items() <= self.names_at_closing.items()


@pytest.mark.one_transaction
@pytest.mark.django_db
@settings(
    max_examples=examples(25, 400),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(sequence=steps)
def test_a_yes_is_a_yes_and_nobody_else_is_shown(sequence):
    with transaction.atomic():
        year = Year()
        for step in sequence:
            year.do(*step)
            year.check()
        transaction.set_rollback(True)
