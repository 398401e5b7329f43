"""Mending a spelling in a category's words: one organiser may, and everybody sees that it was done."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.people.domain.acts import ActLapsed, ActRefused, two_person_act
from award.people.domain.two_persons import propose
from award.people.models import Person, Proposal
from award.programme.domain.clock import edition_now
from award.programme.models import Category, Edition
from award.rules.domain.books import adopt, locked, rules_in_force
from award.rules.domain.drafting import category_rules
from award.rules.domain.proposing import refuse_beside_another
from award.rules.domain.round_states import RoundState, round_states

SPELLING = "rules.spelling"
MENDABLE = ("name_sv", "name_en", "description_sv", "description_en")
NAMES = ("name_sv", "name_en")
MOST_SIGNS = 3  # what differs between two spellings of the same words


@transaction.atomic
def mend_spelling(
    category: Category, *, field: str, words: str, by: Person, reason: str = ""
) -> Proposal:
    """After the freeze: the words as they were meant, a few signs apart from those that stood.

    Raises `award.people.domain.acts.ActRefused` for other words, and for a name once all is sealed.
    """
    locked(category.edition)
    category.refresh_from_db()
    return propose(
        SPELLING,
        edition=category.edition,
        by=by,
        reason=reason or _("A spelling is mended."),
        payload={
            "category": category.pk,
            "field": field,
            "before": getattr(category, field),
            "after": words.strip(),
        },
        subject=f"category:{category.pk}:{field}",
    )


def _as_it_stood(proposal: Proposal) -> str:
    """The words before the first correction, so that many small ones do not make another word."""
    earlier = Proposal.objects.filter(
        kind=SPELLING, edition=proposal.edition, subject=proposal.subject, state="approved"
    )
    first = earlier.order_by("proposed_at", "pk").first()
    return str((first or proposal).payload["before"])


def is_spelling(before: str, after: str) -> bool:
    """Whether both can be the same words: a few signs apart, and not as short as that."""
    short = min(len(before), len(after)) <= MOST_SIGNS
    return not short and 0 < signs_apart(before, after) <= MOST_SIGNS


def signs_apart(before: str, after: str) -> int:
    """How many signs are added, left out or exchanged between the two (Levenshtein 1966)."""
    row = list(range(len(after) + 1))
    for i, old in enumerate(before, start=1):
        above, row[0] = row[0], i
        for j, new in enumerate(after, start=1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (old != new))
    return row[-1]


def _refuse_other_words(proposal: Proposal) -> None:
    before, after = proposal.payload["before"], proposal.payload["after"]
    if proposal.payload["field"] not in MENDABLE:
        raise ActRefused(_("Only a category's name and text have a spelling to mend."))
    first = _as_it_stood(proposal)
    if not is_spelling(before, after) or signs_apart(first, after) > MOST_SIGNS:
        raise ActRefused(
            _("After the first opening only a spelling is mended: at most %d signs.") % MOST_SIGNS
        )
    edition = _edition_of(proposal)
    refuse_beside_another(edition)
    if proposal.payload["field"] in NAMES and _all_sealed(edition):
        raise ActRefused(_("The result is sealed with the name as it stands."))


def _describe(proposal: Proposal) -> list[str]:
    told = {"before": proposal.payload["before"], "after": proposal.payload["after"]}
    return [_("A spelling is mended: “%(before)s” becomes “%(after)s”.") % told]


@two_person_act(
    SPELLING,
    title=gettext_lazy("A spelling mended"),
    describe=_describe,
    check=_refuse_other_words,
    takes_one=lambda proposal: True,
)
def mend(proposal: Proposal) -> None:
    """A name stands in the rule book too: a new version follows."""
    edition, field = _edition_of(proposal), proposal.payload["field"]
    category = Category.objects.get(edition=edition, pk=proposal.payload["category"])
    setattr(category, field, proposal.payload["after"])
    category.save(update_fields=[field])
    if field in NAMES:
        rules = replace(rules_in_force(edition), categories=category_rules(edition))
        adopt(
            edition,
            rules,
            by=proposal.proposed_by,
            actor=proposal.proposed_by,
            proposal=proposal,
        )


def _edition_of(proposal: Proposal) -> Edition:
    if proposal.edition is None:
        raise ActLapsed(_("The edition is gone."))
    return proposal.edition


def _all_sealed(edition: Edition) -> bool:
    found = round_states(edition, rules_in_force(edition), now=edition_now(edition))
    return bool(found) and set(found.values()) == {RoundState.SEALED}
