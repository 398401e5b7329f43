"""What a juror had filled in when her sign-in had ended: kept until she is back."""

from __future__ import annotations

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict

KEY = "jury-typed"


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """To the sign-in, which leads back here; what was posted waits in the session meanwhile."""
    if request.method == "POST" and request.headers.get("X-Requested-With") != "autosave":
        typed = request.POST.copy()
        typed.pop("csrfmiddlewaretoken", None)
        request.session[KEY] = {"path": request.path, "fields": typed.urlencode()}
    return redirect_to_login(request.path)


def take_typed(request: HttpRequest) -> QueryDict | None:
    """What was posted to this page before the sign-in, once."""
    kept = request.session.get(KEY)
    if request.method != "GET" or not kept or kept["path"] != request.path:
        return None
    del request.session[KEY]
    return QueryDict(kept["fields"])
