"""What every template knows."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from award.models import Edition
from award.stages import DeskLink, stages


def site(request: HttpRequest) -> dict[str, Any]:
    """The site's address and name, and whether this is a development installation."""
    return {
        "site_url": settings.SITE_URL,
        "site_name": settings.SITE_NAME,
        "development": settings.DEBUG,
    }


def desk_links(edition: Edition) -> list[DeskLink]:
    """The pages of an edition's desk: the programme's own, with each stage's between them."""
    place = [edition.award.slug, edition.year]
    return [
        DeskLink(_("Overview"), reverse("desk_edition", args=place)),
        *(link for stage in stages() for link in stage.desk_links(edition)),
        DeskLink(_("Rules"), reverse("desk_rules", args=place)),
        DeskLink(_("Programme"), reverse("desk_programme", args=place)),
        DeskLink(_("People"), reverse("desk_people", args=place)),
        DeskLink(_("Mail"), reverse("desk_messages", args=place)),
        DeskLink(_("Log"), reverse("desk_log", args=place)),
    ]
