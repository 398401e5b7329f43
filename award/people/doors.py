"""Which of the account package's addresses are open here, and which ask once more who it is.

An address that is not named is closed, also one that a later version of the package brings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from allauth.urls import urlpatterns as packaged
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver
from django.views.decorators.csrf import csrf_exempt

from award.people.views.confirmed import recently_confirmed
from award.people.views.renewing import renews_session
from award.people.views.signing_out import leaves_nothing_behind

OPEN = {
    "account_login",
    "account_confirm_login_code",
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_reauthenticate",
    "account_email_verification_sent",
    "mfa_index",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_login_webauthn",
    "mfa_edit_webauthn",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
    "openid_connect_login",
    "openid_connect_callback",
}
# What changes how somebody gets in, or shows a secret.
ASKS_AGAIN = {
    "account_email",
    "mfa_add_webauthn",
    "mfa_remove_webauthn",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
    "socialaccount_connections",
    "usersessions_list",
}
LEAVES = "account_logout"
SHOWS_AGAIN = {"account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"}


@csrf_exempt
def closed(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """There is no such way in: no page tells why."""
    raise Http404


def doors() -> list[URLPattern | URLResolver]:
    """The package's addresses under their own names, each open, guarded or closed."""
    return _hung(packaged)


def _hung(patterns: Iterable[URLPattern | URLResolver]) -> list[URLPattern | URLResolver]:
    return [
        URLResolver(
            each.pattern,
            _hung(each.url_patterns),
            each.default_kwargs,
            each.app_name,
            each.namespace,
        )
        if isinstance(each, URLResolver)
        else URLPattern(each.pattern, _answer(each), each.default_args, each.name)
        for each in patterns
    ]


def _answer(door: URLPattern) -> Callable[..., Any]:
    if door.name == LEAVES:
        return leaves_nothing_behind(door.callback)
    if door.name in SHOWS_AGAIN:
        return renews_session(door.callback)
    if door.name in ASKS_AGAIN:
        return recently_confirmed(door.callback)
    return door.callback if door.name in OPEN else closed
