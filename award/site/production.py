"""What production refuses to start without."""

from __future__ import annotations

import sys
from collections.abc import Mapping

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


def refuse_unsafe(environment: Mapping[str, str]) -> None:
    """Exit with a line for each setting that is missing or unsafe."""
    problems = [f"{n} is not set: {what}" for n, what in NEEDED.items() if not environment.get(n)]
    problems += _key_problems(environment.get("SECRET_KEY", ""))
    if "*" in environment.get("ALLOWED_HOSTS", ""):
        problems.append("ALLOWED_HOSTS must name hosts, not *")
    if environment.get("SITE_URL", "https://").startswith("http://"):
        problems.append("SITE_URL must start with https://")
    if problems:
        sys.exit("Förebild does not start in production:\n  " + "\n  ".join(problems))


def _key_problems(key: str) -> list[str]:
    """Whether it can be guessed; a missing one is told of already."""
    make = 'make one with: python3 -c "import secrets; print(secrets.token_urlsafe(50))"'
    if key and len(key) < SHORTEST_KEY:
        return [f"SECRET_KEY is shorter than {SHORTEST_KEY} characters; {make}"]
    if key and len(set(key)) < FEWEST_CHARACTERS:
        return [f"SECRET_KEY has hardly any different characters; {make}"]
    return []
