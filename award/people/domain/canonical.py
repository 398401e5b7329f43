"""One person's address under its many spellings; only for telling people apart, never for mail."""

from __future__ import annotations

import unicodedata

_GMAIL = {"gmail.com", "googlemail.com"}
# Providers known to deliver name+anything@ to name@.
_PLUS = _GMAIL | {
    "outlook.com", "hotmail.com", "hotmail.se", "live.com", "live.se", "msn.com", "icloud.com",
    "me.com", "mac.com", "fastmail.com", "protonmail.com", "proton.me", "pm.me", "zoho.com",
}  # fmt: skip


def canonical_email(address: str) -> str:
    """The address in NFKC and folded case, domain in IDNA; tags and Gmail's dots taken out.

    Dots are kept at every other provider, where they matter.
    """
    folded = unicodedata.normalize("NFKC", address.strip()).casefold()
    name, _, domain = folded.rpartition("@")
    domain = _ascii(domain)
    if domain in _PLUS:
        name = name.partition("+")[0]
    if domain in _GMAIL:
        name, domain = name.replace(".", ""), "gmail.com"
    return f"{name}@{domain}"


def _ascii(domain: str) -> str:
    try:
        return domain.encode("idna").decode()
    except UnicodeError:
        return domain
