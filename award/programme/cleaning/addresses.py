"""E-mail addresses as they are kept: no sign that nobody sees, the domain in the letters of the network."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress

import idna
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from award.programme.cleaning.text import without_format

# RFC 5321, 4.5.3.1.3: a path has 256 octets, two of them the angle brackets.
MOST = 254
_NAMED = re.compile(r"[^<>]*<([^<>]*)>")
_SCHEME = re.compile(r"^mailto:", re.IGNORECASE)
_ASIDE = " \t\n\"'<>()[].,;:“”„»«"


class NotAnAddress(ValueError):
    """`why` is "long", "letters" (before the @, `what` names them) or "shape"."""

    def __init__(self, why: str, what: str = "") -> None:
        self.why, self.what = why, what
        super().__init__(why)


def clean_address(typed: str) -> str:
    """The address, out of `Åsa Ek <asa@…>` too; its domain small and in ASCII. Raises `NotAnAddress`.

    The part before the @ keeps its capitals.
    """
    if len(typed) > 4 * MOST:
        raise NotAnAddress("long", str(len(typed)))
    bare = without_format(unicodedata.normalize("NFKC", typed)).strip()
    named = _NAMED.fullmatch(bare)
    bare = _SCHEME.sub("", (named[1] if named else bare).strip(_ASIDE))
    name, at, domain = bare.rpartition("@")
    address = f"{name}{at}{ascii_domain(domain)}"
    if len(address) > MOST:
        raise NotAnAddress("long", str(len(address)))
    try:
        validate_email(address)
    except ValidationError:
        raise NotAnAddress(*_why(name, domain)) from None
    return address


def ascii_domain(domain: str) -> str:
    """The domain as name servers know it (IDNA 2008 after UTS 46); as it is, small, where it is none.

    Signs that IDNA 2008 lets nobody register any more (☃) have a spelling in ASCII all the same, under which name
    servers answer: each label is written so by RFC 3492 after UTS 46, that both spellings are one mailbox.
    """
    try:
        return idna.encode(domain, uts46=True, transitional=False).decode()
    except UnicodeError:
        return ".".join(map(_ascii_label, _mapped(domain).rstrip(".").split(".")))


def _mapped(domain: str) -> str:
    try:
        return idna.uts46_remap(domain, std3_rules=False, transitional=False)
    except UnicodeError:
        return unicodedata.normalize("NFKC", domain).lower().replace("。", ".")


def _ascii_label(label: str) -> str:
    """An ACE label is read first: of its spellings in capitals or not normalised there is one."""
    if label.startswith("xn--"):
        with suppress(UnicodeError):
            label = _mapped(label[4:].encode("ascii").decode("punycode"))
    if label.isascii():
        return label.lower()
    try:
        return f"xn--{label.encode('punycode').decode('ascii')}"
    except UnicodeError:
        return label


def readable_address(address: str) -> str:
    """The address with its domain in the letters that its owner writes."""
    name, at, domain = address.rpartition("@")
    try:
        return f"{name}{at}{idna.decode(domain)}"
    except UnicodeError:
        return address


def _why(name: str, domain: str) -> tuple[str, str]:
    strange = "".join(dict.fromkeys(sign for sign in name if not sign.isascii()))
    if strange and domain and "@" not in name:
        return "letters", strange
    return "shape", ""
