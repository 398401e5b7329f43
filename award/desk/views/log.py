"""The log on the desk: who did what, when and why."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from award.log.domain.reading import LogFilter, log_rows
from award.log.domain.verifying import verify_log
from award.log.domain.words import action_words
from award.log.models import LogEntry
from award.people.views.access import desk_reader
from award.programme.models import Edition


@desk_reader
def log(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Newest first; `?kontroll=1` recomputes the whole chain."""
    wanted = LogFilter.from_query(request.GET)
    entries = LogEntry.objects.filter(edition=edition)
    actions = entries.order_by("action").values_list("action", flat=True).distinct()
    page = Paginator(wanted.narrow(entries), 50).get_page(request.GET.get("sida"))
    context = {
        "edition": edition,
        "page": page,
        "rows": log_rows(page.object_list),
        "wanted": wanted,
        "actions": [(action, action_words(action)) for action in actions],
        "head": LogEntry.objects.order_by("-seq").first(),
        "report": verify_log() if "kontroll" in request.GET else None,
    }
    return render(request, "desk/log.html", context)
