"""What production needs: `manage.py check --deploy` tells of it, and a start refuses without it."""

from __future__ import annotations

import os
import sys
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register, run_checks

PRODUCTION = "production"  # the tag of what is checked at every start
NEEDED = {
    "SECRET_KEY": "a long random text; keep it secret",
    "ALLOWED_HOSTS": "the installation's host name, such as pris.example.org",
    "SITE_URL": "its address, such as https://pris.example.org",
    "DATABASE_URL": "postgresql://user:password@host/name",
    "REDIS_URL": "redis://host:6379/0",
    "EMAIL_HOST": "the mail server to send through",
    "DEFAULT_FROM_EMAIL": "the sender of mail, such as Priset <pris@example.org>",
}
SHORTEST_KEY = 50
FEWEST_CHARACTERS = 16  # different ones; 50 random letters and digits have more than 25


def refuse_unsafe() -> None:
    """Exit with a line for each setting that is missing or unsafe."""
    found = run_checks(tags=[PRODUCTION], include_deployment_checks=True)
    if found:
        lines = "\n  ".join(problem.msg for problem in found)
        sys.exit(f"Förebild does not start in production:\n  {lines}")


@register(Tags.security, PRODUCTION, deploy=True)
def everything_is_set(**_: Any) -> list[CheckMessage]:
    missing = {name: what for name, what in NEEDED.items() if not os.environ.get(name)}
    return [Error(f"{name} is not set: {what}", id="site.E001") for name, what in missing.items()]


@register(Tags.security, PRODUCTION, deploy=True)
def key_cannot_be_guessed(**_: Any) -> list[CheckMessage]:
    """A missing one is told of already."""
    key = os.environ.get("SECRET_KEY", "")
    make = 'make one with: python3 -c "import secrets; print(secrets.token_urlsafe(50))"'
    if key and len(key) < SHORTEST_KEY:
        words = f"SECRET_KEY is shorter than {SHORTEST_KEY} characters; {make}"
    elif key and len(set(key)) < FEWEST_CHARACTERS:
        words = f"SECRET_KEY has hardly any different characters; {make}"
    else:
        return []
    return [Error(words, id="site.E002")]


@register(Tags.security, PRODUCTION, deploy=True)
def addresses_are_safe(**_: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    if "*" in os.environ.get("ALLOWED_HOSTS", ""):
        found.append(Error("ALLOWED_HOSTS must name hosts, not *", id="site.E003"))
    if os.environ.get("SITE_URL", "").startswith("http://"):
        found.append(Error("SITE_URL must start with https://", id="site.E004"))
    return found
