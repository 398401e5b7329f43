"""One person's address under its many spellings; only for telling people apart, never for mail."""

from __future__ import annotations

import unicodedata

from award.programme.cleaning.addresses import ascii_domain
from award.programme.cleaning.text import without_format

# Domains under which one provider keeps the same boxes, by the one that stands for all.
_SAME = {
    "gmail.com": ("googlemail.com",),
    "icloud.com": ("me.com", "mac.com"),
    "proton.me": ("protonmail.com", "protonmail.ch", "pm.me"),
    "yandex.com": (
        "yandex.ru", "ya.ru", "yandex.by", "yandex.kz", "yandex.ua", "yandex.com.tr", "yandex.com.ru",
        "yandex.net", "narod.ru",
    ),
}  # fmt: skip
_MAIN = {other: main for main, others in _SAME.items() for other in others}
# Providers that read anything@name.theirs as name@theirs.
_SUBDOMAINS = ("fastmail.com", "fastmail.fm")
# Providers known to deliver name+anything@ to name@.
_PLUS = {
    *_SAME, *_SUBDOMAINS,
    "outlook.com", "hotmail.com", "hotmail.se", "live.com", "live.se", "msn.com", "zoho.com",
}  # fmt: skip


def canonical_email(address: str) -> str:
    """The address in NFKC and folded case, domain in IDNA; tags, aliases and Gmail's dots taken out.

    Dots are kept at every other provider, where they matter; Yandex takes a hyphen for one.
    """
    name, domain = _split(address)
    name, domain = _of_subdomain(name, _MAIN.get(domain, domain))
    if domain in _PLUS:
        name = _untagged(name)
    if domain == "gmail.com":
        name = name.replace(".", "")
    if domain == "yandex.com":
        name = name.replace("-", ".")
    return f"{name}@{domain}"


def one_mailbox(address: str) -> str:
    """As `canonical_email`, with the tag taken out at every domain: where two have to be two people.

    Few domains have name+one@ and name+two@ belong to two; a voter may have such an address, but
    nobody decides with herself by one.
    """
    name, _, domain = canonical_email(address).rpartition("@")
    return f"{_untagged(name)}@{domain}"


def _split(address: str) -> tuple[str, str]:
    """The domain is folded as the network folds it: faß.de and fass.de are two."""
    bare = unicodedata.normalize("NFKC", without_format(address).strip())
    name, _, domain = bare.rpartition("@")
    return name.casefold(), ascii_domain(domain)


def _untagged(name: str) -> str:
    """A name that begins with the sign is no tag."""
    return name.partition("+")[0] or name


def _of_subdomain(name: str, domain: str) -> tuple[str, str]:
    for main in _SUBDOMAINS:
        user = domain.removesuffix(f".{main}")
        if user != domain and "." not in user:
            return user, main
    return name, domain
