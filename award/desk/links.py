"""The pages of an edition's desk."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from award.desk.registry import DeskLink, panels
from award.programme.models import Edition


def desk_links(edition: Edition) -> list[DeskLink]:
    """The desk's own pages, with those of each app between them, in the order of the year."""
    place = [edition.award.slug, edition.year]
    return [
        DeskLink(_("Overview"), reverse("desk_edition", args=place)),
        *(link for panel in panels() for link in panel.links(edition)),
        DeskLink(_("Rules"), reverse("desk_rules", args=place)),
        DeskLink(_("Proposals"), reverse("desk_proposals", args=place)),
        DeskLink(_("Programme"), reverse("desk_programme", args=place)),
        DeskLink(_("People"), reverse("desk_people", args=place)),
        DeskLink(_("Mail"), reverse("desk_mail", args=place)),
        DeskLink(_("Log"), reverse("desk_log", args=place)),
    ]
