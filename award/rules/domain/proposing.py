"""Changing frozen rules: proposed by one organiser, decided by another, judged both times."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.people.domain.acts import ActLapsed, ActRefused, two_person_act
from award.people.domain.two_persons import OutsideWitness, propose
from award.people.models import Person, Proposal
from award.programme.domain.clock import edition_now
from award.programme.models import Edition
from award.rules.domain.books import adopt, locked, refuse_past, rule_book_in_force, rules_in_force
from award.rules.domain.changing import refused_changes
from award.rules.domain.checking import check_rules
from award.rules.domain.comparing import RuleChange, changes_between
from award.rules.domain.document import Rules, RulesError
from award.rules.domain.freezing import is_frozen
from award.rules.domain.refusal import RuleChangeRefused
from award.rules.domain.round_states import round_states

CHANGE = "rules.change"
SUBJECT = "rules"


@transaction.atomic
def propose_rules(
    edition: Edition,
    rules: Rules,
    *,
    by: Person,
    reason: str,
    witness: OutsideWitness | None = None,
) -> Proposal:
    """After the freeze: put a change of the rules before those who can decide.

    Raises `RulesError` that names each field that does not allow it, `RuleChangeRefused` before the
    freeze or when nothing is changed, `award.people.domain.acts.ActRefused` for who proposes and how.
    """
    edition = locked(edition)
    if not is_frozen(edition):
        raise RuleChangeRefused(_("The rules are not frozen: they change without a proposal."))
    judge(edition, rules)
    book = rule_book_in_force(edition)
    if book.rules == rules.to_json():
        raise RuleChangeRefused(_("Nothing is changed."))
    return propose(
        CHANGE,
        edition=edition,
        by=by,
        reason=reason,
        payload={"from_version": book.version, "rules": rules.to_json()},
        subject=SUBJECT,
        witness=witness,
    )


def judge(edition: Edition, rules: Rules) -> None:
    """Whether frozen rules may become these at this moment. Raises `RulesError`; the edition is locked."""
    old, now = rules_in_force(edition), edition_now(edition)
    problems = refused_changes(old, rules, states=round_states(edition, old, now=now), now=now)
    if problems:
        raise RulesError(problems)
    check_rules(rules, in_force=old)
    refuse_past(old, rules, now=now)


def refuse_beside_another(edition: Edition) -> None:
    """What one organiser may do alone waits for what two are about to decide. Raises `ActRefused`."""
    if waiting_change(edition):
        raise ActRefused(
            _("A change of the rules waits already: approve or decline that one first.")
        )


def waiting_change(edition: Edition) -> Proposal | None:
    """The change of the rules that somebody has yet to decide."""
    waiting = Proposal.objects.about(edition).waiting()
    return waiting.filter(edition=edition, subject=SUBJECT).first()


def proposed_changes(proposal: Proposal) -> list[RuleChange]:
    """What a proposal would change in the rules that it was made for, heading by heading."""
    edition = proposal.edition
    assert edition is not None  # noqa: S101 - an act of the rules always has one
    old = edition.rule_books.get(version=proposal.payload["from_version"])
    return changes_between(edition, Rules.from_json(old.rules), _rules(proposal))


def _describe(proposal: Proposal) -> Iterator[str]:
    yield _("The rules are changed.")
    for change in proposed_changes(proposal):
        yield from (_("%s, no longer:") % change.heading + f" {line}" for line in change.gone)
        yield from (_("%s, instead:") % change.heading + f" {line}" for line in change.come)


@two_person_act(
    CHANGE, title=gettext_lazy("Change of the rules"), describe=lambda p: [*_describe(p)]
)
def change_rules(proposal: Proposal) -> None:
    """Judged again, as things are now: what can no longer be done lapses."""
    edition = locked(proposal.edition) if proposal.edition else None
    if edition is None:
        raise ActLapsed(_("The edition is gone."))
    if rule_book_in_force(edition).version != proposal.payload["from_version"]:
        raise ActLapsed(_("The rules have changed since it was proposed."))
    try:
        judge(edition, _rules(proposal))
    except RulesError as error:
        raise ActLapsed(
            _("The rules no longer allow it: %s") % " ".join(error.problems.values())
        ) from error
    adopt(
        edition,
        _rules(proposal),
        by=proposal.proposed_by,
        actor=proposal.decided_by or proposal.proposed_by,
        proposal=proposal,
    )


def _rules(proposal: Proposal) -> Rules:
    return Rules.from_json(proposal.payload["rules"])
