"""The ballot paper of a vote from the memory of the process, by the versions of the rows that it is made of.

The rules that say how it is filled in, who stands on it, who has left it and what everybody is called: one statement
reads the versions of all of it (as `award.programme.domain.remembered` has them), also in the transaction that casts a vote.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import connection
from django.utils.translation import get_language

from award.programme.domain.memory import Memory
from award.programme.models import Category, Round
from award.rules.domain.books import rules_in_force
from award.rules.domain.document import Rules, VoteRules
from award.rules.models import RuleBook
from nominations.models import Entry
from voting.ballots.domain.off_the_paper import off_paper

_VERSIONS = """
    SELECT concat_ws(' ', pg_postmaster_start_time(), round.ctid, round.xmin, edition.ctid, edition.xmin, (
            SELECT concat_ws(' ', id, ctid, xmin) FROM rules_rulebook
            WHERE edition_id = edition.id ORDER BY version DESC LIMIT 1
        ), '/', (
            SELECT string_agg(concat_ws(' ', id, ctid, xmin), ',' ORDER BY id) FROM programme_category
            WHERE edition_id = edition.id
        ), '/', (
            SELECT string_agg(concat_ws(' ', e.id, e.ctid, e.xmin, c.id, c.ctid, c.xmin), ',' ORDER BY e.id)
            FROM nominations_entry e JOIN nominations_candidate c ON c.id = e.candidate_id
            WHERE e.round_id = round.id
        ))
    FROM programme_round round JOIN programme_edition edition ON edition.id = round.edition_id
    WHERE round.id = %s
"""


class NoVote(Exception):
    """The edition's rules have no public vote, or there are no rules yet."""


@dataclass(frozen=True)
class BallotPaper:
    """Read alone: other threads have the same one. `versions` names it.

    `standing` are the entries that can be voted for, category by category; `left` those that cannot (any more);
    `entered` is everybody who has stood. `rules` are None where there is no vote. Names are in the order of the language
    that was asked in; words are made by whoever asks.
    """

    versions: str
    rules: VoteRules | None
    categories: Sequence[Category]
    standing: Sequence[Entry]
    left: Sequence[Entry]
    entered: Sequence[Entry]

    @property
    def method(self) -> str:
        """By which the vote is counted. Raises `NoVote`."""
        if self.rules is None:
            raise NoVote
        return self.rules.method

    @property
    def limit(self) -> int | None:
        """What a paper keeps to: see `award.rules.domain.round_rules.VoteRules`."""
        return self.rules.limit if self.rules else None

    @property
    def names(self) -> Mapping[str, str]:
        """By slug: who has left is still called by her name."""
        return {entry.candidate.slug: str(entry.candidate) for entry in self.entered}


_papers: Memory[BallotPaper] = Memory()


def ballot_paper(round: Round) -> BallotPaper:
    """As it is at this moment, or in the transaction that asks."""
    with connection.cursor() as cursor:
        cursor.execute(_VERSIONS, [round.pk])
        (versions,) = cursor.fetchone()
    return _papers.get((round.pk, get_language()), versions, lambda: _read(round.pk, versions))


def vote_rules(rules: Rules, round: Round) -> VoteRules | None:
    """What the rules say of a vote; of an extra vote what they say of its category's own."""
    if round.supplements:
        return rules.vote_that_counts(round.supplements.slug)
    found = rules.round(round.slug)
    return found if isinstance(found, VoteRules) else None


def _read(pk: int, versions: str) -> BallotPaper:
    """With rows of its own: what the asker's round has hanging on it is hers."""
    round = Round.objects.select_related("edition", "supplements").get(pk=pk)
    try:
        rules = vote_rules(rules_in_force(round.edition), round)
    except RuleBook.DoesNotExist:
        rules = None
    return BallotPaper(
        versions=versions,
        rules=rules,
        categories=[c for c in round.edition.categories.all() if round.is_for(c)],
        standing=list(Entry.objects.on_shortlist(round)),
        left=off_paper(round),
        entered=list(Entry.objects.filter(round=round).select_related("candidate")),
    )
