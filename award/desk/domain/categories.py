"""The categories of an edition: part of its rules, so after the freeze only their wording changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from award.desk.domain.refusal import ProgrammeRefused
from award.desk.domain.removing import why_category_stays
from award.log.domain.changing import change
from award.log.domain.recording import record
from award.people.domain.two_persons import OutsideWitness
from award.people.models import Person, Proposal
from award.programme.domain.meanwhile import Marks, settle
from award.programme.models import Category, Edition
from award.rules.domain.books import locked, rules_in_force, write_rules
from award.rules.domain.describing import TEXTS, propose_description
from award.rules.domain.drafting import category_rules
from award.rules.domain.freezing import is_frozen
from award.rules.domain.naming import round_words
from award.rules.domain.rounds_made import without_others
from award.rules.domain.slips import is_slip
from award.rules.domain.spelling import MENDABLE, mend_spelling

WORDS = ("name_sv", "name_en", "description_sv", "description_en", "position")
IN_RULES = ("name_sv", "name_en", "position")


@transaction.atomic
def add_category(edition: Edition, *, fields: Mapping[str, Any], by: Person) -> Category:
    """One more prize. Raises `ProgrammeRefused` after the freeze."""
    _refuse_frozen(edition)
    known = {name: value for name, value in fields.items() if name in WORDS}
    slug = free_slug(edition, known["name_sv"])
    category = Category.objects.create(edition=edition, slug=slug, **known)
    _follow(edition, by=by)
    record("category.added", actor=by, object=category, edition=edition, after=known)
    return category


@transaction.atomic
def edit_category(
    category: Category, *, changes: Mapping[str, Any], by: Person, shown: Marks | None = None
) -> Category:
    """Other words, before the freeze. Raises `ProgrammeRefused` after it, and `ChangedMeanwhile`."""
    _refuse_frozen(category.edition)
    known = {name: value for name, value in changes.items() if name in WORDS}
    kept = Category.objects.get(pk=category.pk)
    known = settle(known, stored={n: getattr(kept, n) for n in known}, shown=shown or {})
    in_rules = any(known.get(n, getattr(kept, n)) != getattr(kept, n) for n in IN_RULES)
    if in_rules:
        locked(category.edition)
    change(
        category,
        changes=known,
        action="category.edited",
        by=by,
        edition=category.edition,
        shown=shown,
    )
    if in_rules:
        _follow(category.edition, by=by)
    return category


@transaction.atomic
def reword_category(
    category: Category,
    *,
    changes: Mapping[str, Any],
    by: Person,
    reason: str,
    witness: OutsideWitness | None = None,
    shown: Marks | None = None,
) -> list[Proposal]:
    """After the freeze: a slip is mended at once, more is proposed to a second person.

    Raises `award.people.domain.acts.ActRefused`, which another name or place in the list always does, and
    `ChangedMeanwhile`.
    """
    kept = Category.objects.get(pk=category.pk)
    typed = {n: str(changes[n]).strip() for n in MENDABLE if n in changes}
    wished = settle(typed, stored={n: getattr(kept, n) for n in typed}, shown=shown or {})
    other = {name: words for name, words in wished.items() if words != getattr(kept, name)}
    texts = {n: w for n, w in other.items() if n in TEXTS and not is_slip(getattr(kept, n), w)}
    made = [
        mend_spelling(category, field=name, words=words, by=by, reason=reason, witness=witness)
        for name, words in other.items()
        if name not in texts
    ]
    if texts:
        made.append(
            propose_description(category, texts=texts, by=by, reason=reason, witness=witness)
        )
    return made


@transaction.atomic
def remove_category(category: Category, *, by: Person) -> None:
    """One prize less. Raises `ProgrammeRefused` after the freeze, and for the last one."""
    edition = category.edition
    stays = why_category_stays(category) or _why_a_round_needs_it(category)
    if stays:
        raise ProgrammeRefused(stays)
    before = {"slug": category.slug, "name_sv": category.name_sv}
    reference = f"category:{category.pk}"
    category.delete()
    _follow(edition, by=by)
    record("category.removed", actor=by, object=reference, edition=edition, before=before)


def _why_a_round_needs_it(category: Category) -> str:
    rounds = rules_in_force(category.edition).rounds
    alone = [round_words(each) for each in rounds if each.only_for == (category.slug,)]
    said = _("A round is for this category alone: %s. Take it out of the rules first.")
    return said % ", ".join(alone) if alone else ""


def free_slug(edition: Edition, name: str) -> str:
    """The name as an address of small letters, digits and hyphens that no other category has."""
    wished = slugify(name)[:44].strip("-_").replace("_", "-") or "kategori"
    taken = set(edition.categories.values_list("slug", flat=True))
    tries = (wished, *(f"{wished}-{n}" for n in range(2, len(taken) + 3)))
    return next(slug for slug in tries if slug not in taken)


def _follow(edition: Edition, *, by: Person) -> None:
    """The rule book names the categories, so a new version follows; a round is no longer for one that has gone."""
    now = rules_in_force(edition)
    categories = category_rules(edition, now)
    write_rules(edition, without_others(replace(now, categories=categories)), by=by)


def _refuse_frozen(edition: Edition) -> None:
    if is_frozen(edition):
        raise ProgrammeRefused(
            _("The rules are frozen, and the categories with them. A spelling can be mended.")
        )
