"""Who can be voted on, and how."""

from __future__ import annotations

from award.programme.domain.calendar import Calendar
from award.programme.models import Edition
from award.rules.domain.books import rules_in_force
from award.rules.domain.document import VoteRules
from award.rules.models import RuleBook
from nominations.models import Entry
from voting.ballots.shortlist import ask_for_shortlist


class NoVote(Exception):
    """The edition's rules have no public vote, or there are no rules yet."""


def vote_rules(edition: Edition) -> VoteRules:
    """What the rule book says about the vote. Raises `NoVote`."""
    try:
        rules = rules_in_force(edition).vote
    except RuleBook.DoesNotExist:
        rules = None
    if rules is None:
        raise NoVote
    return rules


def finalists_of(edition: Edition, found: Calendar) -> list[Entry]:
    """The entries of the vote; asked for when the round has opened and nobody has made them."""
    round = found.round("vote")
    if round is None:
        return []
    entries = list(Entry.objects.on_shortlist(round))
    if not entries and found.has_opened("vote"):
        ask_for_shortlist(edition)
        entries = list(Entry.objects.on_shortlist(round))
    return entries
