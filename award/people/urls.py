"""Addresses of a person's own pages, and of the page of a witness from outside."""

from django.urls import include, path
from django.views.generic import RedirectView

from award.people.views.account import account
from award.people.views.witness import witness

ACCOUNT = "konto/"

urlpatterns = [
    path(ACCOUNT, account, name="account"),
    # The list of passkeys stands on the page before it.
    path(
        f"{ACCOUNT}2fa/webauthn/",
        RedirectView.as_view(pattern_name="mfa_index"),
        name="mfa_list_webauthn",
    ),
    path(ACCOUNT, include("allauth.urls")),
    path("vittne/<slug:key>/", witness, name="witness"),
]
