"""Mending a spelling in a category's words: a slip in one word takes one organiser, a few signs take two.

Everybody sees that it was done. What makes a slip is told in `award.rules.domain.slips`.
"""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.people.domain.acts import ActLapsed, ActRefused, two_person_act
from award.people.domain.two_persons import OutsideWitness, propose
from award.people.models import Person, Proposal
from award.programme.domain.clock import edition_now
from award.programme.models import Category, Edition
from award.rules.domain.books import adopt, locked, rules_in_force
from award.rules.domain.drafting import category_rules
from award.rules.domain.proposing import refuse_beside_another
from award.rules.domain.round_states import RoundState, round_states
from award.rules.domain.slips import MOST_SIGNS, is_near, is_slip

SPELLING = "rules.spelling"
MENDABLE = ("name_sv", "name_en", "description_sv", "description_en")
NAMES = ("name_sv", "name_en")
MENDED = "A spelling is mended."  # read in the reader's language: `log.domain.words.reason_words`


@transaction.atomic
def mend_spelling(
    category: Category,
    *,
    field: str,
    words: str,
    by: Person,
    reason: str = "",
    witness: OutsideWitness | None = None,
) -> Proposal:
    """After the freeze: the words as they were meant. A slip is mended at once, more is proposed.

    Raises `award.people.domain.acts.ActRefused` for other words, and for a name once all is sealed.
    """
    locked(category.edition)
    category.refresh_from_db()
    return propose(
        SPELLING,
        edition=category.edition,
        by=by,
        reason=reason or MENDED,
        payload={
            "category": category.pk,
            "field": field,
            "before": getattr(category, field),
            "after": words.strip(),
        },
        subject=f"category:{category.pk}:{field}",
        witness=witness,
    )


def _as_it_stood(proposal: Proposal) -> str:
    """The words that two people last saw, so that many small slips do not make another word."""
    earlier = _mended_before(proposal)
    by_two = earlier.exclude(needs=Proposal.Needs.ONE).last()
    if by_two:
        return str(by_two.payload["after"])
    return str((earlier.first() or proposal).payload["before"])


def _as_frozen(proposal: Proposal) -> str:
    """The words that were frozen: what was mended before any of it."""
    return str((_mended_before(proposal).first() or proposal).payload["before"])


def _mended_before(proposal: Proposal) -> QuerySet[Proposal]:
    """What was mended in the same words, the first one first."""
    mended = Proposal.objects.filter(
        kind=SPELLING, edition=proposal.edition, subject=proposal.subject, state="approved"
    )
    return mended.exclude(pk=proposal.pk).order_by("proposed_at", "pk")


def _takes_one(proposal: Proposal) -> bool:
    before, after = proposal.payload["before"], proposal.payload["after"]
    first = _as_it_stood(proposal)
    return is_slip(before, after) and (first == after or is_slip(first, after))


def _refuse_other_words(proposal: Proposal) -> None:
    if proposal.payload["field"] not in MENDABLE:
        raise ActRefused(_("Only a category's name and text have a spelling to mend."))
    before, after, frozen = (
        proposal.payload["before"],
        proposal.payload["after"],
        _as_frozen(proposal),
    )
    if not is_near(before, after) or (after != frozen and not is_near(frozen, after)):
        raise ActRefused(
            _("After the first opening only a spelling is mended: at most %d signs.") % MOST_SIGNS
        )
    edition = _edition_of(proposal)
    refuse_beside_another(edition)
    if proposal.payload["field"] in NAMES and _all_sealed(edition):
        raise ActLapsed(_("The result is sealed with the name as it stands."))


def _describe(proposal: Proposal) -> list[str]:
    told = {"before": proposal.payload["before"], "after": proposal.payload["after"]}
    return [_("A spelling is mended: “%(before)s” becomes “%(after)s”.") % told]


@two_person_act(
    SPELLING,
    title=gettext_lazy("A spelling mended"),
    describe=_describe,
    check=_refuse_other_words,
    takes_one=_takes_one,
)
def mend(proposal: Proposal) -> None:
    """A name stands in the rule book too: a new version follows. Judged again as things are now."""
    edition, field = locked(_edition_of(proposal)), proposal.payload["field"]
    _refuse_other_words(proposal)
    category = Category.objects.get(edition=edition, pk=proposal.payload["category"])
    if getattr(category, field) != proposal.payload["before"]:
        raise ActLapsed(_("The words have changed since it was proposed."))
    setattr(category, field, proposal.payload["after"])
    category.save(update_fields=[field])
    if field in NAMES:
        now = rules_in_force(edition)
        rules = replace(now, categories=category_rules(edition, now))
        adopt(
            edition,
            rules,
            by=proposal.proposed_by,
            actor=proposal.decided_by or proposal.proposed_by,
            proposal=proposal,
        )


def _edition_of(proposal: Proposal) -> Edition:
    if proposal.edition is None:
        raise ActLapsed(_("The edition is gone."))
    return proposal.edition


def _all_sealed(edition: Edition) -> bool:
    found = round_states(edition, rules_in_force(edition), now=edition_now(edition))
    return bool(found) and set(found.values()) == {RoundState.SEALED}
