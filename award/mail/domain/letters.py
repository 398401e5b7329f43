"""What is put into a mail when it is sent and not before: its code, and its link "this wasn't me".

A mail with a code is written as a whole then, from the row that the code is for. Until then its own
row says whose code it carries and nothing else: no text, no subject, no code; and no address where
that is nobody's business. A room signs up who writes such mail (`code_letter`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.functional import Promise

from award.mail.domain.codes import CodePolicy, newest_code, sign_in_code
from award.mail.domain.messaging import render_mail, store_message
from award.mail.domain.not_me import Whose, has_been_ended, link_for, with_link
from award.mail.models import HoldsCode, Message
from award.programme.models import Edition

SIGN_IN = "account:sign-in"
CODE = "[code]"  # stands for it in a text of a library's own until it is sent


@dataclass(frozen=True)
class Letter:
    """What is written for whoever asked for a code; the template gets the code beside its `context`.

    `whose` as in `queue_message`. `discreet`: the mail's row is without the address.
    """

    template: str
    recipient: str
    edition: Edition | None
    context: dict[str, Any] = field(default_factory=dict)
    language: str = "sv"
    whose: Whose | None = None
    unlisted: bool = False
    discreet: bool = False


@dataclass(frozen=True)
class Kind:
    """`title` names such mail to organisers."""

    model: type[HoldsCode]
    policy: CodePolicy
    title: str | Promise
    write: Callable[[Any], Letter | None]


Write = Callable[[Any], Letter | None]
_kinds: dict[str, Kind] = {}


def code_letter(
    model: type[HoldsCode], policy: CodePolicy, *, title: str | Promise
) -> Callable[[Write], Write]:
    """Register who writes the mail with a row's code; None where there is nobody to write to."""

    def register(write: Write) -> Write:
        _kinds[_code_of(model, policy)] = Kind(model, policy, title, write)
        return write

    return register


def kinds() -> dict[str, Kind]:
    """What is signed up, by what a mail's row says."""
    return _kinds


def queue_code(
    holder: HoldsCode, policy: CodePolicy, *, occasion: str, due_at: datetime | None = None
) -> None:
    """Queue the mail with the row's newest code, not before `due_at`; nothing where she has ended such mail."""
    code_of = _code_of(type(holder), policy)
    letter = _kinds[code_of].write(holder)
    if letter is None or (letter.whose and has_been_ended(letter.whose, letter.recipient)):
        return
    store_message(
        occasion=occasion,
        recipient="" if letter.discreet else letter.recipient,
        edition=letter.edition,
        language=letter.language,
        unlisted=letter.unlisted,
        priority=Message.Priority.CODE,
        due_at=due_at,
        code_of=code_of,
        code_renewal=holder.code_renewal,
    )


def write(message: Message) -> bool:
    """Put into a mail that is about to be sent, and into no row, what its row is without.

    False when nobody waits for its code any more.
    """
    if message.ends:
        message.text = with_link(
            message.text, message.ends, message.recipient, language=message.language
        )
    if message.code_of == SIGN_IN:
        _fill_in(message)
    elif message.code_of:
        return _write_letter(message, _kinds[message.code_of])
    return True


def _fill_in(message: Message) -> None:
    message.text = message.text.replace(CODE, sign_in_code(message.code_renewal))


def _write_letter(message: Message, kind: Kind) -> bool:
    holder = kind.model._default_manager.filter(code_renewal=message.code_renewal).first()
    letter = kind.write(holder) if holder else None
    if holder is None or letter is None:
        return False
    message.subject, message.text = _written(letter, newest_code(holder, kind.policy))
    message.recipient = letter.recipient
    return True


def _written(letter: Letter, code: str) -> tuple[str, str]:
    context = {"edition": letter.edition, "code": code, **letter.context}
    if letter.whose:
        context["not_me"] = link_for(letter.whose, letter.recipient, language=letter.language)
    return render_mail(letter.template, context, language=letter.language, edition=letter.edition)


def _code_of(model: type[HoldsCode], policy: CodePolicy) -> str:
    return f"{model._meta.label_lower}:{policy.purpose}"
