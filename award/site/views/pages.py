"""Pages about the platform itself."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from award.log.domain.parting import roles_are_parted
from award.programme.views.sharing import share
from award.site.privacy.periods import kept
from award.site.promises import NOT_PROMISED, ONE_ROLE, PROMISED


def promises(request: HttpRequest) -> HttpResponse:
    """How the count works, what is promised and, in letters of the same size, what is not."""
    not_promised = NOT_PROMISED if roles_are_parted() else (*NOT_PROMISED, ONE_ROLE)
    context = {"promised": PROMISED, "not_promised": not_promised, "kept": kept(None)}
    return share(render(request, "site/promises.html", context))


def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return share(render(request, "site/accessibility.html"))
