"""The link "this wasn't me" in a mail that was not asked for: it ends what the mail is about.

A room that sends such mail signs up how its kind ends, and gives `queue_message` whose mail it is.
Opening the link changes nothing; what a mail scanner does not know and the reader does is which
address the mail came to, so that is what she types.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.core import signing
from django.db import connection, transaction
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.functional import Promise

from award.log.domain.recording import record
from award.mail.models import EndedMail
from award.programme.domain.links import page_address
from award.programme.models import Edition

SALT = "forebild.not_me"
NOT_ME = "[not_me]"  # stands for the link in the text of a mail until it is sent
End = Callable[[str, str], "Edition | None"]


@dataclass(frozen=True)
class Whose:
    """What a mail is about: a kind that is signed up, and the primary key of the thing."""

    kind: str
    thing: object


@dataclass(frozen=True)
class Kind:
    """`title` names such mail to organisers; `question` is what the page asks, `follows` what happens
    when she says that it was not her."""

    title: str | Promise
    question: str | Promise
    follows: str | Promise
    end: End


class NotTheAddress(Exception):
    """The mail did not come to the address that was typed."""


_kinds: dict[str, Kind] = {}


def not_me(
    kind: str, *, title: str | Promise, question: str | Promise, follows: str | Promise
) -> Callable[[End], End]:
    """Register the function as what ends a thing of the kind.

    It gets the primary key as text and the address, runs in the transaction that stores the end,
    is harmless when the thing is gone, and returns the edition that the thing belonged to.
    """

    def register(end: End) -> End:
        _kinds[kind] = Kind(title, question, follows, end)
        return end

    return register


def kind_of(kind: str) -> Kind:
    """Raises `KeyError` when no room has signed it up."""
    return _kinds[kind]


def link_for(whose: Whose, address: str, *, language: str) -> str:
    """The link for this mail: it says no address to whoever reads it over a shoulder."""
    token = signing.dumps([whose.kind, str(whose.thing), _hash(address)], salt=SALT)
    return page_address("not_me", language=language, token=token)


def with_link(text: str, ends: str, address: str, *, language: str) -> str:
    """The text of a mail that is about to be sent; `ends` as in its row."""
    kind, _, thing = ends.partition(":")
    return text.replace(NOT_ME, link_for(Whose(kind, thing), address, language=language))


def read_link(token: str) -> tuple[Whose, str]:
    """Whose mail, and the hash of the address. Raises `signing.BadSignature`."""
    kind, thing, address_hash = signing.loads(token, salt=SALT)
    return Whose(kind, thing), address_hash


_ENDED = """
    SELECT EXISTS (
        SELECT FROM mail_endedmail WHERE kind = %s AND thing = %s AND address_hash = %s
    )
"""


def has_been_ended(whose: Whose, address: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_ENDED, [whose.kind, str(whose.thing), _hash(address)])
        (ended,) = cursor.fetchone()
    return bool(ended)


@transaction.atomic
def end(token: str, *, address: str) -> None:
    """She says that it was not her: what is pending ends, and nothing more about it is mailed there.

    Said twice, it ends once. Raises `NotTheAddress`, and `signing.BadSignature`.
    """
    whose, address_hash = read_link(token)
    if not constant_time_compare(_hash(address), address_hash):
        raise NotTheAddress
    row, is_new = EndedMail.objects.get_or_create(
        kind=whose.kind, thing=str(whose.thing), address_hash=address_hash
    )
    if not is_new:
        return
    row.edition = kind_of(whose.kind).end(str(whose.thing), address.strip())
    row.save(update_fields=["edition"])
    record(
        "mail.ended", actor="recipient", object=f"{whose.kind}:{whose.thing}", edition=row.edition
    )


def _hash(address: str) -> str:
    """64 of its bits: a short link, and nobody finds another address of the same hash by chance."""
    return salted_hmac(SALT, address.strip().casefold(), algorithm="sha256").hexdigest()[:16]
