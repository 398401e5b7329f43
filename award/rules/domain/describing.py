"""Other words about a category after the freeze: more than a spelling takes two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.people.domain.acts import ActLapsed, ActRefused, two_person_act
from award.people.domain.two_persons import OutsideWitness, propose
from award.people.models import Person, Proposal
from award.programme.models import Category
from award.rules.domain.books import locked

DESCRIPTION = "rules.category_text"
TEXTS = ("description_sv", "description_en")


@transaction.atomic
def propose_description(
    category: Category,
    *,
    texts: Mapping[str, str],
    by: Person,
    reason: str,
    witness: OutsideWitness | None = None,
) -> Proposal:
    """Who can win the prize, in other words. Raises `award.people.domain.acts.ActRefused`."""
    edition = locked(category.edition)
    wished = {name: words.strip() for name, words in texts.items() if name in TEXTS}
    if all(getattr(category, name) == words for name, words in wished.items()):
        raise ActRefused(_("Nothing is changed."))
    return propose(
        DESCRIPTION,
        edition=edition,
        by=by,
        reason=reason,
        payload={"category": category.pk, "name": category.name_sv, "texts": wished},
        subject=f"category:{category.pk}",
        witness=witness,
    )


def _describe(proposal: Proposal) -> Iterator[str]:
    yield _("The text about the category %s is changed.") % proposal.payload["name"]
    for words in proposal.payload["texts"].values():
        if words:
            yield _("It becomes: “%s”") % words


@two_person_act(
    DESCRIPTION,
    title=gettext_lazy("Text about a category"),
    describe=lambda proposal: [*_describe(proposal)],
)
def describe_anew(proposal: Proposal) -> None:
    category = Category.objects.filter(pk=proposal.payload["category"]).first()
    if category is None:
        raise ActLapsed(_("The category is gone."))
    for name, words in proposal.payload["texts"].items():
        setattr(category, name, words)
    category.save(update_fields=list(proposal.payload["texts"]))
