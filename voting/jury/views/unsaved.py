"""What a juror had filled in when her sign-in had ended: kept until she is back, a month at most."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict

from award.people.views.unsent import (
    LONGEST,
    is_for_authority,
    send_again,
    signed_out_words,
    typed_in,
)
from award.programme.domain.clock import database_now, edition_now
from award.programme.models import EditionClock
from nominations.models import Entry
from voting.jury.models import Juror, ScoreSheet

KEY = "jury-typed"
KEPT_FOR = timedelta(days=30)


def sign_in_first(request: HttpRequest, entry: int, *, page: str) -> HttpResponse:
    """To the sign-in, which leads to the entry's page; what was posted waits in the session meanwhile.

    What is longer than the session may hold, or is for an authority, stays in the browser, on the page that answers.
    """
    if request.method == "POST" and request.headers.get("X-Requested-With") != "autosave":
        typed = typed_in(request)
        fields = typed.urlencode()
        if len(fields) > LONGEST or is_for_authority(request):
            return send_again(request, page, typed, why=signed_out_words())
        request.session[KEY] = {
            "path": page,
            "fields": fields,
            "at": _now_beside(entry).isoformat(),
        }
    return redirect_to_login(page)


def take_typed(request: HttpRequest, *, juror: Juror, sheet: ScoreSheet | None) -> QueryDict | None:
    """What she posted to this page before the sign-in, once.

    Not what is a month old, what another juror had typed in this browser, or what is older than the
    sheet that she has saved since.
    """
    kept = request.session.get(KEY)
    if request.method != "GET" or not kept or kept["path"] != request.path:
        return None
    del request.session[KEY]
    fields = QueryDict(kept["fields"])
    at = datetime.fromisoformat(kept["at"])
    if fields.get("juror") != str(juror.pk) or at < edition_now(juror.edition) - KEPT_FOR:
        return None
    return None if sheet and sheet.saved_at >= at else fields


def forget_typed(request: HttpRequest) -> None:
    """What she saves now is what holds: nothing older of this page is kept."""
    kept = request.session.get(KEY)
    if kept and kept["path"] == request.path:
        del request.session[KEY]


def _now_beside(entry: int) -> datetime:
    """By the clock that the entry's sheets are saved by."""
    clock = EditionClock("round__edition_id")
    found = Entry.objects.filter(pk=entry).values_list(clock, flat=True).first()
    return found or database_now()
