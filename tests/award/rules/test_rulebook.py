import hashlib
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from award.log.models import LogEntry
from award.programme.domain.clock import database_now
from award.rules.domain.books import (
    RuleChangeRefused,
    approve_rules,
    canonical,
    decline_rules,
    is_frozen,
    propose_rules,
    rule_book_in_force,
    rules_in_force,
    with_windows,
)
from award.rules.domain.document import CombinationRules, Rules, RulesError, Window
from award.rules.models import RuleBook
from tests.factories import get_round, make_edition, make_organiser

pytestmark = pytest.mark.django_db


def more_jury(rules: Rules) -> Rules:
    return replace(rules, combination=CombinationRules("shares", {"jury": 70, "public": 30}))


def test_rules_are_the_same_after_json():
    rules = rules_in_force(make_edition())

    assert Rules.from_json(json.loads(json.dumps(rules.to_json()))) == rules


def test_hash_is_sha256_over_the_canonical_form():
    edition = make_edition()

    book = rule_book_in_force(edition)

    form = canonical(rules_in_force(edition))
    assert book.sha256 == hashlib.sha256(form).hexdigest()
    assert form.startswith(b'{"announce_at":"')
    assert b": " not in form.replace(b"\xc3", b"")[:40]


def test_other_format_is_refused():
    with pytest.raises(RulesError, match="format"):
        Rules.from_json({"format": "forebild-rules/9"})


def test_before_the_freeze_a_change_is_adopted_at_once():
    edition = make_edition("before")

    book = propose_rules(edition, more_jury(rules_in_force(edition)), by=make_organiser(edition))

    assert (book.version, book.after_freeze) == (2, False)
    assert rules_in_force(edition).combination.weights == {"jury": 70, "public": 30}


def test_freeze_comes_with_the_opening_of_the_first_round():
    before, after = make_edition("before"), make_edition("nomination")

    assert not is_frozen(before, database_now())
    assert is_frozen(after, database_now())


def test_after_the_freeze_a_change_waits_for_a_second_organiser():
    edition = make_edition("nomination")
    first, second = make_organiser(edition), make_organiser(edition)

    book = propose_rules(edition, more_jury(rules_in_force(edition)), by=first, reason="Styrelsen")
    assert rules_in_force(edition).combination.weights == {"jury": 50, "public": 50}
    approve_rules(book, by=second)

    found = rule_book_in_force(edition)
    assert (found.version, found.reason) == (2, "Styrelsen")
    assert (found.proposed_by, found.approved_by) == (first, second)
    assert rules_in_force(edition).combination.weights == {"jury": 70, "public": 30}


def test_after_the_freeze_a_change_needs_a_reason():
    edition = make_edition("nomination")

    with pytest.raises(RuleChangeRefused):
        propose_rules(edition, rules_in_force(edition), by=make_organiser(edition), reason="  ")


def test_nobody_approves_their_own_change():
    edition = make_edition("nomination")
    alone = make_organiser(edition)
    book = propose_rules(edition, more_jury(rules_in_force(edition)), by=alone, reason="x")

    with pytest.raises(RuleChangeRefused):
        approve_rules(book, by=alone)

    assert rule_book_in_force(edition).version == 1


def test_database_itself_refuses_a_change_by_one_person():
    edition = make_edition("nomination")
    alone = make_organiser(edition)
    book = propose_rules(edition, more_jury(rules_in_force(edition)), by=alone, reason="x")

    with pytest.raises(IntegrityError, match="takes_two"), transaction.atomic():
        RuleBook.objects.filter(pk=book.pk).update(adopted_at=database_now(), approved_by=alone)


def test_one_change_waits_at_a_time():
    edition = make_edition("nomination")
    organiser = make_organiser(edition)
    propose_rules(edition, more_jury(rules_in_force(edition)), by=organiser, reason="x")

    with pytest.raises(RuleChangeRefused):
        propose_rules(edition, more_jury(rules_in_force(edition)), by=organiser, reason="y")


def test_declined_change_makes_room_and_is_never_adopted():
    edition = make_edition("nomination")
    first, second = make_organiser(edition), make_organiser(edition)
    book = propose_rules(edition, more_jury(rules_in_force(edition)), by=first, reason="x")

    decline_rules(book, by=second)

    with pytest.raises(RuleChangeRefused):
        approve_rules(book, by=second)
    assert propose_rules(edition, rules_in_force(edition), by=first, reason="y").version == 3


def test_adopted_windows_move_the_rounds():
    edition = make_edition("vote")
    first, second = make_organiser(edition), make_organiser(edition)
    rules = rules_in_force(edition)
    longer = Window(rules.vote.window.opens_at, rules.vote.window.closes_at + timedelta(days=2))
    changed = with_windows(rules, {"vote": longer}, announce_at=rules.announce_at)

    approve_rules(propose_rules(edition, changed, by=first, reason="Strömavbrott"), by=second)

    assert get_round(edition, "vote").closes_at == longer.closes_at


def test_every_step_is_in_the_log():
    edition = make_edition("nomination")
    first, second = make_organiser(edition), make_organiser(edition)
    book = propose_rules(edition, more_jury(rules_in_force(edition)), by=first, reason="Styrelsen")
    approve_rules(book, by=second)

    entries = LogEntry.objects.filter(edition=edition).values_list("action", "actor")

    assert list(entries) == [
        ("rules.adopted", "system"),
        ("rules.proposed", f"person:{first.pk}"),
        ("rules.adopted", f"person:{second.pk}"),
    ]


IMPOSSIBLE = [
    ("categories", lambda r: replace(r, categories=())),
    ("categories", lambda r: replace(r, categories=r.categories * 2)),
    ("rounds", lambda r: replace(r, nomination=None, jury=None, vote=None)),
    ("announce_at", lambda r: replace(r, announce_at=r.vote.window.opens_at)),
    (
        "vote.opens_at",
        lambda r: replace(
            r,
            vote=replace(r.vote, window=Window(r.jury.window.opens_at, r.vote.window.closes_at)),
        ),
    ),
    (
        "jury.closes_at",
        lambda r: replace(
            r,
            jury=replace(r.jury, window=Window(r.jury.window.opens_at, r.jury.window.opens_at)),
        ),
    ),
    ("jury.criteria", lambda r: replace(r, jury=replace(r.jury, criteria=()))),
    ("jury.criteria", lambda r: replace(r, jury=replace(r.jury, criteria=r.jury.criteria * 2))),
    ("jury.scale", lambda r: replace(r, jury=replace(r.jury, scale_min=5))),
    ("jury.aggregate", lambda r: replace(r, jury=replace(r.jury, aggregate="guess"))),
    ("jury.quorum", lambda r: replace(r, jury=replace(r.jury, quorum=0))),
    ("jury.finalists", lambda r: replace(r, jury=replace(r.jury, finalists=0))),
    ("vote.method", lambda r: replace(r, vote=replace(r.vote, method="shout"))),
    ("vote.identity", lambda r: replace(r, vote=replace(r.vote, identity="face"))),
    ("vote.secrecy", lambda r: replace(r, vote=replace(r.vote, secrecy="perfect"))),
    ("combination.rule", lambda r: replace(r, combination=CombinationRules("guess", {}))),
    (
        "combination.weights",
        lambda r: replace(r, combination=CombinationRules("shares", {"jury": 0, "public": 0})),
    ),
    ("ties", lambda r: replace(r, ties=("lot", "jury"))),
    ("ties", lambda r: replace(r, ties=("jury", "jury", "lot"))),
    ("ties", lambda r: replace(r, ties=("coin", "lot"))),
]


@pytest.mark.parametrize(("path", "spoil"), IMPOSSIBLE)
def test_rules_that_contradict_themselves_are_refused_by_name(path, spoil):
    edition = make_edition("before")

    with pytest.raises(RulesError) as refusal:
        propose_rules(edition, spoil(rules_in_force(edition)), by=None)

    assert path in refusal.value.problems
    assert rule_book_in_force(edition).version == 1
