"""What goes with a category, a partner or an edition that is taken away, and what stays, in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from award.people.models import Role
from award.programme.models import Category, Edition, Partner
from award.rules.domain.freezing import is_frozen

Words = Callable[[Edition], Sequence[str]]
_rooms: list[Words] = []


def goes_with_edition(words: Words) -> Words:
    """Have a room say what of its own goes with an edition that is deleted: one sentence each."""
    _rooms.append(words)
    return words


def with_category(category: Category) -> list[str]:
    """What an organiser loses who removes it."""
    public = [_("Its place on the public page, at once.")] if category.edition.is_public else []
    return [
        _("Its name and the description of who can win it, in every language."),
        _("Its place in the rules: a new version of them is written without it."),
        *public,
    ]


def left_without(category: Category) -> list[str]:
    """What stays when it has gone."""
    count = category.edition.categories.count() - 1
    text = ngettext("%d other category.", "%d other categories.", count)
    return [text % count, in_the_log()]


def why_category_stays(category: Category) -> str:
    """Why it cannot be removed; nothing when it can."""
    if is_frozen(category.edition):
        return _("The rules are frozen, and the categories with them. A spelling can be mended.")
    if category.edition.categories.count() == 1:
        return _("The last category stays: an award needs something to win.")
    return ""


def with_partner(partner: Partner) -> list[str]:
    """What an organiser loses who removes it."""
    said = [_("The name, and what part it has in the award.")]
    if partner.logo:
        said.append(_("The logo: keep a copy if you may want it again."))
    if partner.website:
        said.append(_("The web address: %s") % partner.website)
    if partner.edition.is_public:
        said.append(_("Its place on the public page, at once."))
    return said


def with_edition(edition: Edition) -> list[str]:
    """What is counted of it, in this room and those above."""
    categories, partners = edition.categories.count(), edition.partners.count()
    roles = Role.objects.filter(edition=edition).count()
    said = (
        (categories, ngettext("%d category.", "%d categories.", categories)),
        (partners, ngettext("%d partner.", "%d partners.", partners)),
        (roles, ngettext("%d role in this year alone.", "%d roles in this year alone.", roles)),
    )
    return [
        _("The rules in all their versions, with the dates of the year."),
        *(text % count for count, text in said if count),
        *(sentence for words in _rooms for sentence in words(edition)),
    ]


def in_the_log() -> str:
    return _("The log keeps that it was there, and who took it away.")
