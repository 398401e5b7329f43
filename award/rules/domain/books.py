"""Writing, freezing and changing the rule book of an edition."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

import rfc8785
from django.db import transaction
from django.utils.translation import gettext as _

from award.log.domain.recording import record
from award.people.models import Person
from award.programme.domain.clock import edition_now
from award.programme.models import Edition, Round
from award.rules.domain.checking import check_rules
from award.rules.domain.document import Rules, Window
from award.rules.models import RuleBook


class RuleChangeRefused(Exception):
    """The change cannot be made; the message says why, in words for an organiser."""


def canonical(rules: Rules) -> bytes:
    """The RFC 8785 form: the same rules are the same bytes everywhere."""
    return rfc8785.dumps(rules.to_json())


def rules_hash(rules: Rules) -> str:
    """SHA-256 over the canonical form, hexadecimal."""
    return hashlib.sha256(canonical(rules)).hexdigest()


def rule_book_in_force(edition: Edition) -> RuleBook:
    """The newest adopted version. Raises `RuleBook.DoesNotExist` when none was ever adopted."""
    book = edition.rule_books.adopted().first()
    if book is None:
        raise RuleBook.DoesNotExist
    return book


def rules_in_force(edition: Edition) -> Rules:
    """What holds now. Raises `RuleBook.DoesNotExist` when no version was ever adopted."""
    return Rules.from_json(rule_book_in_force(edition).rules)


def frozen_at(edition: Edition) -> datetime | None:
    """When the rules freeze, or froze: the opening of the first round in the rules in force."""
    book = edition.rule_books.adopted().first()
    if book is None:
        return None
    return min(w.opens_at for w in Rules.from_json(book.rules).windows().values())


def is_frozen(edition: Edition, now: datetime) -> bool:
    """Whether the first round has opened, so that a change takes two people and a reason."""
    moment = frozen_at(edition)
    return moment is not None and moment <= now


@transaction.atomic
def propose_rules(
    edition: Edition, rules: Rules, *, by: Person | None, reason: str = ""
) -> RuleBook:
    """Write the next version; before the freeze it is adopted at once.

    Raises `RulesError` when the rules contradict themselves, `RuleChangeRefused` when a change
    after the freeze lacks its reason or another one is still waiting.
    """
    edition = _locked(edition)
    check_rules(rules)
    now = edition_now(edition)
    frozen = is_frozen(edition, now)
    _refuse_impossible(edition, reason=reason, frozen=frozen)
    if frozen:
        _refuse_nameless(by)
    book = RuleBook.objects.create(
        edition=edition,
        version=edition.rule_books.count() + 1,
        rules=rules.to_json(),
        sha256=rules_hash(rules),
        reason=reason.strip(),
        after_freeze=frozen,
        proposed_by=by,
        proposed_at=now,
    )
    if not frozen:
        _adopt(book, at=now)
    _record("proposed" if frozen else "adopted", book, by=by)
    return book


@transaction.atomic
def approve_rules(book: RuleBook, *, by: Person) -> RuleBook:
    """A second organiser adopts a change that waits. Raises `RuleChangeRefused`."""
    book = _waiting(book)
    if book.proposed_by_id == by.pk:
        raise RuleChangeRefused(
            _("A change needs a second organiser: not the one who proposed it.")
        )
    _refuse_nameless(by)
    book.approved_by = by
    _adopt(book, at=edition_now(book.edition))
    _record("adopted", book, by=by)
    return book


@transaction.atomic
def decline_rules(book: RuleBook, *, by: Person) -> RuleBook:
    """Decline, or take back, a change that waits. Raises `RuleChangeRefused`."""
    book = _waiting(book)
    book.declined_at = edition_now(book.edition)
    book.save(update_fields=["declined_at"])
    _record("declined", book, by=by)
    return book


def with_windows(rules: Rules, windows: dict[str, Window], *, announce_at: datetime) -> Rules:
    """The same rules at other times."""
    held = {kind: replace(getattr(rules, kind), window=window) for kind, window in windows.items()}
    return replace(rules, announce_at=announce_at, **held)


def _adopt(book: RuleBook, *, at: datetime) -> None:
    """From now on this version holds, and the rounds follow its windows."""
    book.adopted_at = at
    book.save(update_fields=["adopted_at", "approved_by"])
    rules = Rules.from_json(book.rules)
    _move_rounds(book.edition, rules.windows())
    book.edition.announce_at = rules.announce_at
    book.edition.save(update_fields=["announce_at"])


def _move_rounds(edition: Edition, windows: Mapping[str, Window]) -> None:
    """Each round to its window, made where there is none."""
    Round.objects.bulk_create(
        [
            Round(edition=edition, kind=kind, opens_at=w.opens_at, closes_at=w.closes_at)
            for kind, w in windows.items()
        ],
        update_conflicts=True,
        unique_fields=["edition", "kind"],
        update_fields=["opens_at", "closes_at"],
    )


def _refuse_impossible(edition: Edition, *, reason: str, frozen: bool) -> None:
    if frozen and not reason.strip():
        raise RuleChangeRefused(_("The rules are frozen: a change needs a reason, shown to all."))
    if edition.rule_books.waiting().exists():
        raise RuleChangeRefused(_("Another change of the rules waits for a second organiser."))


def _refuse_nameless(by: Person | None) -> None:
    if by is None or not by.name:
        raise RuleChangeRefused(
            _("Your name will stand beside the change: write it under Your account first.")
        )


def _locked(edition: Edition) -> Edition:
    return Edition.objects.select_for_update().get(pk=edition.pk)


def _waiting(book: RuleBook) -> RuleBook:
    _locked(book.edition)
    found = RuleBook.objects.select_related("edition").waiting().filter(pk=book.pk).first()
    if found is None:
        raise RuleChangeRefused(_("This change has already been decided."))
    return found


def _record(what: str, book: RuleBook, *, by: Person | None) -> None:
    record(
        f"rules.{what}",
        actor=by or "system",
        object=book,
        edition=book.edition,
        after={"version": book.version, "sha256": book.sha256},
        reason=book.reason,
    )
