"""The versions of an edition's rule book: which is in force, and how a new one comes to be."""

from __future__ import annotations

import hashlib
from datetime import datetime

import rfc8785
from django.db import transaction
from django.utils.translation import gettext as _

from award.log.domain.recording import record
from award.people.models import Person, Proposal
from award.programme.domain.clock import edition_now
from award.programme.models import Edition, Round
from award.rules.domain.changing import past_openings
from award.rules.domain.checking import check_rules
from award.rules.domain.document import OpensInPast, Rules
from award.rules.domain.freezing import is_frozen
from award.rules.domain.refusal import RuleChangeRefused
from award.rules.models import RuleBook


def canonical(rules: Rules) -> bytes:
    """The RFC 8785 form: the same rules are the same bytes everywhere."""
    return rfc8785.dumps(rules.to_json())


def rules_hash(rules: Rules) -> str:
    """SHA-256 over the canonical form, hexadecimal."""
    return hashlib.sha256(canonical(rules)).hexdigest()


def rule_book_in_force(edition: Edition) -> RuleBook:
    """The newest version. Raises `RuleBook.DoesNotExist` when there is none."""
    book = edition.rule_books.adopted().first()
    if book is None:
        raise RuleBook.DoesNotExist
    return book


def rules_in_force(edition: Edition) -> Rules:
    """What holds now. Raises `RuleBook.DoesNotExist` when there is no version."""
    return Rules.from_json(rule_book_in_force(edition).rules)


def rules_if_any(edition: Edition) -> Rules | None:
    """What holds now; None while the edition has no rules."""
    book = edition.rule_books.adopted().first()
    return Rules.from_json(book.rules) if book else None


def retention_of(edition: Edition) -> dict[str, int]:
    """Days by kind of personal data, as far as the rule book in force names them."""
    newest = edition.rule_books.adopted().values_list("rules__retention", flat=True).first()
    return dict(newest or {})


@transaction.atomic
def write_rules(
    edition: Edition, rules: Rules, *, by: Person | None, over: int | None = None
) -> RuleBook:
    """Before the freeze: the next version, which holds at once; `over` is the one that it was written from.

    Raises `RulesError` when the rules contradict themselves or a round would open in the past,
    `RuleChangeRefused` after the freeze.
    """
    edition = locked(edition)
    check_rules(rules)
    if is_frozen(edition):
        raise RuleChangeRefused(
            _("The rules are frozen: a change takes a second organiser and a reason.")
        )
    before = edition.rule_books.adopted().first()
    if over is not None and before and before.version != over:
        raise RuleChangeRefused(
            _(
                "Somebody else saved other rules at this very moment. Look at them, and save yours again."
            )
        )
    refuse_past(Rules.from_json(before.rules) if before else None, rules, now=edition_now(edition))
    return adopt(edition, rules, by=by, actor=by or "system")


def adopt(
    edition: Edition,
    rules: Rules,
    *,
    by: Person | None,
    actor: Person | str,
    proposal: Proposal | None = None,
    extends: str = "",
) -> RuleBook:
    """The next version holds from now on, and the rounds follow its windows.

    Before the freeze without a `proposal`; afterwards with the one that was approved. The edition is locked.
    """
    book = RuleBook.objects.create(
        edition=edition,
        version=edition.rule_books.count() + 1,
        rules=rules.to_json(),
        sha256=rules_hash(rules),
        reason=proposal.reason if proposal else "",
        after_freeze=proposal is not None,
        proposal=proposal,
        extends=extends,
        proposed_by=by,
        adopted_at=edition_now(edition),
    )
    _move_rounds(edition, rules)
    edition.announce_at = rules.announce_at
    edition.save(update_fields=["announce_at"])
    record(
        "rules.adopted",
        actor=actor,
        object=book,
        edition=edition,
        after={"version": book.version, "sha256": book.sha256},
        reason=book.reason,
    )
    return book


def locked(edition: Edition) -> Edition:
    """The edition and its rounds as they are now, held until the transaction ends.

    Whoever writes in a round holds it too: what is judged now stays true until it is written.
    """
    found = Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
    list(Round.objects.select_for_update(no_key=True).filter(edition=found).order_by("pk"))
    return found


def refuse_past(old: Rules | None, new: Rules, *, now: datetime) -> None:
    """Raises `OpensInPast` for a round that would be moved to where it has opened already."""
    problems = past_openings(old, new, now=now)
    if problems:
        raise OpensInPast(problems)


def _move_rounds(edition: Edition, rules: Rules) -> None:
    """Each round to its window, made where there is none; one that the rules no longer have goes."""
    slugs = [each.slug for each in rules.rounds]
    Round.objects.filter(edition=edition).ordinary().exclude(slug__in=slugs).delete()
    for place, each in enumerate(rules.rounds, start=1):
        said = {
            "kind": each.kind,
            "place": place,
            "only_for": list(each.only_for),
            "name": each.name.to_json() if each.name else {},
            "opens_at": each.window.opens_at,
            "closes_at": each.window.closes_at,
        }
        Round.objects.update_or_create(edition=edition, slug=each.slug, defaults=said)
