"""Where somebody is signed in: noted where people work with an account, and nowhere else.

A row with a person and a time that is written while she votes would lie beside her ballot: whoever had the database
could lay the two side by side. And of her network no more is kept than tells one place from another.
"""

from __future__ import annotations

import ipaddress
from typing import Any

from allauth.usersessions.middleware import UserSessionsMiddleware
from allauth.usersessions.models import UserSession
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

# The first part of the addresses that are only for whoever has signed in, with or without a language before it.
ROOMS = {"desk", "jury", "konto"}
KEPT_BITS = {4: 24, 6: 48}


class OwnRoomsMiddleware(UserSessionsMiddleware):  # type: ignore[misc]
    """The package's own, kept away from every page that is there for everybody."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_own_room(request.path_info):
            return super().__call__(request)  # type: ignore[no-any-return]
        return self.get_response(request)  # type: ignore[no-any-return]


def is_own_room(path: str) -> bool:
    parts = path.strip("/").split("/")
    return bool(ROOMS & set(parts[:1] if parts[0] in ROOMS else parts[1:2]))


def shortened(address: str) -> str:
    """The network of an address: 192.0.2.0 for 192.0.2.77. What is no address stays."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    network = ipaddress.ip_network((found, KEPT_BITS[found.version]), strict=False)
    return str(network.network_address)


@receiver(pre_save, sender=UserSession)
def keep_the_network_alone(instance: UserSession, **_: Any) -> None:
    instance.ip = shortened(str(instance.ip))
