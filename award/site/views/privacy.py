"""What is done with personal data: a page for everybody, and the register for whoever owns."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from award.people.views.access import owner
from award.programme.domain.calendar import calendar
from award.programme.models import Edition
from award.programme.views.access import public_edition
from award.programme.views.sharing import share
from award.site.privacy.periods import kept
from award.site.privacy.processings import ground_in_words, processings, recipients
from award.site.privacy.register import protections, register_of


@require_safe
def privacy(request: HttpRequest, award: str, year: int) -> HttpResponse:
    """Who is responsible, what for, how long, and what anybody can ask for."""
    edition = public_edition(award, year)
    organisation = edition.award.organisation
    moments = calendar(edition)
    context = {
        "edition": edition,
        "calendar": moments,
        "organisation": organisation,
        "contact": organisation.data_contact or organisation.email,
        "processings": [(p, ground_in_words(p.ground, organisation)) for p in processings()],
        "recipients": recipients(organisation),
        "kept": kept(edition),
        "protections": protections(),
        "supervisory_authority": settings.SUPERVISORY_AUTHORITY,
    }
    return share(render(request, "site/privacy.html", context), edition, moments)


@require_safe
def everywhere(request: HttpRequest) -> HttpResponse:
    """The page of each award's newest year, for whoever signs in or is mailed about an account; the one, if there is one."""
    newest: dict[int, Edition] = {}
    for edition in Edition.objects.newest_real_first().filter(is_public=True):
        newest.setdefault(edition.award_id, edition)
    editions = list(newest.values())
    if len(editions) == 1:
        return redirect("privacy", editions[0].award.slug, editions[0].year)
    return render(request, "site/privacy_everywhere.html", {"editions": editions})


@require_safe
@owner
def register(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Article 30's register, as a text file in the reader's language."""
    organisation = edition.award.organisation
    text = register_of(organisation, edition)
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    name = f"register-{organisation.slug}-{edition.year}.txt"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
