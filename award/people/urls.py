"""Addresses of a person's own pages, and of the page of a witness from outside."""

from django.urls import include, path
from django.views.generic import RedirectView

from award.people.doors import doors
from award.people.views.account import account
from award.people.views.confirmed import confirm_yourself
from award.people.views.unsent import unsent
from award.people.views.witness import witness

ACCOUNT = "konto/"

urlpatterns = [
    path(ACCOUNT, account, name="account"),
    path(f"{ACCOUNT}bekrafta/", confirm_yourself, name="account_confirm"),
    path(f"{ACCOUNT}ej-skickat/", unsent, name="unsent"),
    # The list of passkeys stands on the page before it.
    path(
        f"{ACCOUNT}2fa/webauthn/",
        RedirectView.as_view(pattern_name="mfa_index"),
        name="mfa_list_webauthn",
    ),
    path(
        f"{ACCOUNT}login/code/",
        RedirectView.as_view(pattern_name="account_login", query_string=True),
        name="account_request_login_code",
    ),
    path(ACCOUNT, include(doors())),
    path("vittne/<slug:key>/", witness, name="witness"),
]
