"""What would be published about a nominee: where, for how long, and which figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from award.programme.domain.clock import edition_now
from award.programme.domain.languages import words_of
from award.programme.models import Category
from award.rules.domain.books import rules_if_any
from award.rules.domain.document import Rules
from nominations.domain.consenting import her_last_day, needs_yes
from nominations.domain.finalist_told import last_moment_for_picture
from nominations.domain.fixity import Fixity, fixity
from nominations.domain.locking import categories_of
from nominations.models import Candidate, Entry


@dataclass(frozen=True)
class Publication:
    """For her page. `stage` says what of it she can still change; `public_from` and `public_until` when it was seen by all."""

    motivation: str
    categories: list[Category]
    figures: list[str]
    last_day: datetime | None
    is_over: bool
    needs_yes: bool
    stage: Fixity
    picture_until: datetime | None
    public_from: datetime | None
    public_until: datetime | None
    kept_by: list[str]

    @property
    def is_too_late(self) -> bool:
        """Whether a yes can no longer come in time."""
        return self.is_over and self.needs_yes

    @property
    def is_fixed(self) -> bool:
        """Whether an organiser looks at what she changes, before it is shown."""
        return self.stage > Fixity.FREE

    @property
    def takes_words(self) -> bool:
        """Whether what is said of her can still be said otherwise."""
        return self.stage < Fixity.OVER

    @property
    def takes_picture(self) -> bool:
        """Whether a picture can still be put there, or another one; voters see the one that is there."""
        return self.stage < Fixity.VOTING


def publication_of(candidate: Candidate) -> Publication:
    edition = candidate.edition
    until = her_last_day(candidate)
    in_vote = (
        Entry.objects.filter(candidate=candidate, round__kind="vote")
        .select_related("round__edition")
        .first()
    )
    return Publication(
        motivation=words_of(candidate, "motivation"),
        categories=categories_of(candidate),
        figures=figures_in_words(candidate),
        last_day=until,
        is_over=until is not None and until <= edition_now(edition),
        needs_yes=needs_yes(edition),
        stage=fixity(candidate),
        picture_until=_picture_until(in_vote),
        public_from=in_vote.created_at if in_vote else None,
        public_until=candidate.public_until,
        kept_by=_keepers(candidate),
    )


def _picture_until(in_vote: Entry | None) -> datetime | None:
    """The last moment for a finalist's picture; None for whoever is none, and once the vote has opened."""
    if in_vote is None:
        return None
    return last_moment_for_picture(in_vote.round, edition_now(in_vote.round.edition))


def figures_in_words(candidate: Candidate) -> list[str]:
    """Which figures about her come out, as the rules in force say."""
    rules = rules_if_any(candidate.edition)
    return [*_of_jury(rules), *_of_vote(rules)] if rules else []


def _of_jury(rules: Rules) -> list[str]:
    if not rules.jury:
        return []
    few = rules.publication
    if few is None or few.small_panel == "sheets":
        return [_("Each juror’s points for you, without the juror’s name.")]
    return [
        ngettext(
            "Each juror’s points for you, without the juror’s name; where fewer than %d juror gives "
            "points, only the jury’s figure for you.",
            "Each juror’s points for you, without the juror’s name; where fewer than %d jurors give "
            "points, only the jury’s figure for you.",
            few.least_jurors,
        )
        % few.least_jurors
    ]


def _of_vote(rules: Rules) -> list[str]:
    if not rules.vote:
        return []
    few = rules.publication
    said = [_("How many votes you got, and your place.")]
    if few is not None and few.small_electorate == "figures":
        said.append(
            ngettext(
                "The ballots, without the voters’ names, if at least %d person votes in the category.",
                "The ballots, without the voters’ names, if at least %d people vote in the category.",
                few.least_voters,
            )
            % few.least_voters
        )
    else:
        said.append(_("The ballots, without the voters’ names."))
    return said


def _keepers(candidate: Candidate) -> list[str]:
    """Who knows the identity of a protected one."""
    if not candidate.is_protected:
        return []
    kept = candidate.identity
    return [str(person) for person in (kept.keeper, kept.second_keeper) if person]
