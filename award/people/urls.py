"""Addresses of a person's own pages."""

from django.urls import include, path
from django.views.generic import RedirectView

from award.people.views.account import account

urlpatterns = [
    path("", account, name="account"),
    # The list of passkeys stands on the page before it.
    path("2fa/webauthn/", RedirectView.as_view(pattern_name="mfa_index"), name="mfa_list_webauthn"),
    path("", include("allauth.urls")),
]
