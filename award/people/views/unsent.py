"""What somebody had typed when her sign-in had ended or her page was old: shown again, to be sent once more."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from award.programme.models import Award

KEY = "unsent"
LONGEST = (
    64 * 1024
)  # characters in an address's spelling: a page of texts, and no store for strangers
_NO_WORDS = re.compile(r"[\W\d_]*|[0-9a-f-]{32,36}|[a-z]+", re.ASCII)  # keys, numbers, choices
_OF_THE_PAGE = {"shown", "seen", "choose", "submission"}

WHY = {
    "signed_out": _("You had been signed out, so this was not sent. Nothing of it is lost."),
    "confirm": _(
        "You were asked once more who you are, so this was not sent. Nothing of it is lost."
    ),
    "key": _("A key of your own was asked for, so this was not sent. Nothing of it is lost."),
}

View = Callable[..., HttpResponse]


def signed_in_first(view: View) -> View:
    """Whoever is signed out signs in, and finds what she posted again."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return sign_in_first(request)
        forget_sent(request)
        return view(request, *args, **kwargs)

    return guarded


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """To the sign-in, which leads back; what was posted waits in the session meanwhile.

    What is longer than the session may hold, or is for an authority, stays on the page that answers, and in
    the browser: what an authority keeps before it was sent would be a public record all the same.
    """
    if request.method != "POST":
        return redirect_to_login(request.get_full_path())
    if not put_by(request, why="signed_out"):
        return shown_again(request, why="signed_out")
    return redirect_to_login(reverse("unsent"))


def shown_again(request: HttpRequest, *, why: str) -> HttpResponse:
    """What may not wait in the session stays on the page, which says what to do on another one first."""
    said = {
        "signed_out": signed_out_words(),
        "confirm": _(
            "Show who you are on another page, under Your account, and send this one again."
        ),
        "key": _(
            "Add a key of your own on another page, under Your account, and send this one again."
        ),
    }
    return send_again(request, request.get_full_path(), typed_in(request), why=str(said[why]))


def put_by(request: HttpRequest, *, why: str) -> bool:
    """What was posted waits in the session, unless it is too long or an authority's; `why` is a key of `WHY`."""
    fields = typed_in(request).urlencode()
    if len(fields) > LONGEST or is_for_authority(request):
        return False
    request.session[KEY] = {
        "path": _path(request),
        "fields": fields,
        "files": _names_of_files(request),
        "why": why,
    }
    return True


def has_words(request: HttpRequest) -> bool:
    """Whether something was posted that somebody would have to write again."""
    typed = typed_in(request).lists()
    return any(_is_of_hers(name, value) for name, values in typed for value in values)


def _is_of_hers(name: str, value: str) -> bool:
    return name not in _OF_THE_PAGE and not _NO_WORDS.fullmatch(value)


def is_for_authority(request: HttpRequest) -> bool:
    """Whether the page is of an award that an authority gives: nothing is kept there before it is sent."""
    match = request.resolver_match
    award = match.kwargs.get("award") if match else None
    return Award.objects.filter(slug=award, organisation__is_authority=True).exists()


@never_cache
def unsent(request: HttpRequest) -> HttpResponse:
    """After the sign-in: what she had filled in, which one press sends, and another throws away."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    kept = request.session.get(KEY)
    if kept is None:
        return redirect("desk")
    if request.method == "POST":
        del request.session[KEY]
        return redirect("desk")
    return send_again(
        request,
        kept["path"],
        QueryDict(kept["fields"]),
        why=str(WHY[kept.get("why", "signed_out")]),
        files=kept["files"],
        is_kept=True,
    )


def send_again(
    request: HttpRequest,
    path: str,
    typed: QueryDict,
    *,
    why: str,
    files: list[str] | None = None,
    is_kept: bool = False,
) -> HttpResponse:
    """A page with all that was typed, whose button sends it to where it was going."""
    fields = [(name, value) for name, values in typed.lists() for value in values]
    context = {
        "path": path,
        "fields": fields,
        "texts": [value for name, value in fields if _is_of_hers(name, value)],
        "files": _names_of_files(request) if files is None else files,
        "why": why,
        "is_kept": is_kept,
    }
    return render(request, "people/unsent.html", context, status=200 if is_kept else 403)


def signed_out_words() -> str:
    return str(_("You have been signed out. Sign in on another page, and send this one again."))


def forget_sent(request: HttpRequest) -> None:
    """What is posted now to the same address is it, or takes its place."""
    if request.method == "POST" and request.session.get(KEY, {}).get("path") == _path(request):
        del request.session[KEY]


def typed_in(request: HttpRequest) -> QueryDict:
    """What was posted, without the key of the page."""
    typed = request.POST.copy()
    typed.pop("csrfmiddlewaretoken", None)
    return typed


def _path(request: HttpRequest) -> str:
    return request.get_full_path()


def _names_of_files(request: HttpRequest) -> list[str]:
    return [file.name or "" for _name, files in request.FILES.lists() for file in files]
