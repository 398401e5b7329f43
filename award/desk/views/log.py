"""The log on the desk: who did what, when and why, in an edition or in the whole organisation."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from award.desk.domain.organisation_log import organisation_log
from award.log.domain.reading import LogFilter, log_rows
from award.log.domain.verifying import verify_log
from award.log.domain.words import action_words
from award.log.models import LogEntry
from award.people.permissions import may_read_organisation
from award.people.views.access import desk_reader, organisation_reader
from award.people.views.looking import shows_people
from award.programme.cleaning.ordering import in_order
from award.programme.cleaning.parameters import typed_page
from award.programme.models import Edition, Organisation


@desk_reader
@shows_people("list:entries:{edition}")
def log(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Newest first; `?kontroll=1` recomputes the whole chain."""
    entries = LogEntry.objects.filter(edition=edition)
    whole = edition.award.organisation
    context = {
        "edition": edition,
        "whole": whole if may_read_organisation(request.user, whole) else None,
        **_table(request, entries),
    }
    return render(request, "desk/log.html", context)


@organisation_reader
@shows_people("list:entries")
def of_organisation(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """The same for everything that the organisation does, the giving and taking of roles among it."""
    table = _table(request, organisation_log(organisation))
    context = {"organisation": organisation, **table}
    return render(request, "desk/log.html", context)


def _table(request: HttpRequest, entries: QuerySet[LogEntry]) -> dict[str, Any]:
    wanted = LogFilter.from_query(request.GET)
    actions = entries.order_by("action").values_list("action", flat=True).distinct()
    page = Paginator(wanted.narrow(entries), 50).get_page(typed_page(request.GET.get("sida", "")))
    return {
        "page": page,
        "rows": log_rows(page.object_list),
        "wanted": wanted,
        "actions": sorted(
            ((action, action_words(action)) for action in actions),
            key=lambda both: in_order(both[1]),
        ),
        "head": LogEntry.objects.order_by("-seq").first(),
        "report": verify_log() if "kontroll" in request.GET else None,
    }
