"""Outside providers by OpenID Connect: who is let in by them, and how little we keep."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac
from requests import RequestException, Session

from award.people.views.confirmed import ask_to_confirm, is_recently_confirmed


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """An outside provider lets in those who were invited, under the address it vouches for."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def get_requests_session(self) -> Session:
        """A provider answers where it is said to be: nobody leads our secret to another place."""
        session: Session = super().get_requests_session()
        session.max_redirects = 0
        return session


class DiscreetProvider(OpenIDConnectProvider):  # type: ignore[misc]
    """Keeps a keyed hash of the subject and nothing else that the provider says.

    A broker for electronic identities may use the personal number as subject or send it along:
    neither reaches the database, the session or the log.
    """

    package = "allauth.socialaccount.providers.openid_connect"

    def redirect(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """To the provider, or to words that say it does not answer.

        A new way into an account is connected by whoever has shown lately that the account is hers.
        """
        answer: HttpResponse
        if request.user.is_authenticated and not is_recently_confirmed(request):
            return ask_to_confirm(request)
        try:
            answer = super().redirect(request, *args, **kwargs)
        except RequestException as error:
            answer = render_authentication_error(request, self, exception=error)
        return answer

    def extract_uid(self, data: Any) -> str:
        """HMAC-SHA-256 of the subject, 64 hexadecimal digits."""
        subject = super().extract_uid(data)
        name = f"award.people.providers:{self.app.provider_id}"
        return salted_hmac(name, subject, algorithm="sha256").hexdigest()

    def extract_extra_data(self, data: Any) -> dict[str, Any]:
        return {}

    def extract_email_addresses(self, data: Any) -> list[EmailAddress]:
        """Vouched for means the value true: some providers send the word "false"."""
        addresses: list[EmailAddress] = super().extract_email_addresses(data)
        for address in addresses:
            address.verified = address.verified is True or address.verified == "true"
        return addresses
