"""Before something that cannot be taken back: has whoever sits here shown lately who it is?"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode, urlsplit

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache

from award.people.domain.keys import has_key
from award.people.views.access import signed_in
from award.people.views.unsent import KEY, has_words, put_by, shown_again
from award.programme.cleaning.parameters import typed_line

View = Callable[..., HttpResponse]
LONGEST_ADDRESS = 2000  # of a page of ours
TO_SEND = 3  # whoever was shown the form in time may fill it in for three times as long


def recently_confirmed(view: View) -> View:
    """Only for whoever has signed in, or shown who she is, a short time ago; others do first.

    Stands below a decorator that lets in those who are signed in. An address that is only posted
    to leads back to the page that was posted from.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated or is_recently_confirmed(request):
            return view(request, *args, **kwargs)
        return ask_to_confirm(request)

    return guarded


def is_recently_confirmed(request: HttpRequest) -> bool:
    """By a mailed code, a key or a provider."""
    shown = get_authentication_records(request, signed_in(request))
    lasts = settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    if request.method == "POST":
        lasts *= TO_SEND
    newest = max((float(record["at"]) for record in shown), default=0.0)
    return time.time() - newest < lasts


def ask_to_confirm(request: HttpRequest) -> HttpResponse:
    """To the page that asks, and from there back to where she was going; what she had written is kept."""
    if request.method in ("GET", "HEAD"):
        back = request.get_full_path()
    elif not has_words(request):
        back = _posted_from(request)
    elif put_by(request, why="confirm"):
        back = reverse("unsent")
    else:
        return shown_again(request, why="confirm")
    return redirect(f"{reverse('account_confirm')}?{urlencode({'next': back})}")


@login_required
@never_cache
def confirm_yourself(request: HttpRequest) -> HttpResponse:
    """With a key where she has one; else she signs in anew, by a code that is mailed to her."""
    me, onward = signed_in(request), _onward(request)
    if has_key(me):
        return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': onward})}")
    if request.method == "POST":
        kept = request.session.get(KEY)
        logout(request)
        if kept:
            request.session[KEY] = kept
        request.confirms = me.email  # type: ignore[attr-defined]
        LoginCodeVerificationProcess.initiate(request=request, user=me, email=me.email)
        return redirect(f"{reverse('account_confirm_login_code')}?{urlencode({'next': onward})}")
    return render(request, "account/confirm_yourself.html", {"next": onward})


def _onward(request: HttpRequest) -> str:
    """Where she was going, if that is a page of ours."""
    sent = request.POST if "next" in request.POST else request.GET
    wanted = typed_line(sent.get("next", ""), most=LONGEST_ADDRESS)
    return wanted if _is_ours(request, wanted) else reverse("account")


def _posted_from(request: HttpRequest) -> str:
    page = urlsplit(request.headers.get("referer", ""))
    address = page._replace(scheme="", netloc="").geturl()
    same_site = page.netloc == request.get_host()
    return address if same_site and _is_ours(request, address) else reverse("account")


def _is_ours(request: HttpRequest, address: str) -> bool:
    return url_has_allowed_host_and_scheme(address, None, require_https=request.is_secure())
