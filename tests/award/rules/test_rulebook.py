import hashlib
import json
from dataclasses import replace

import pytest

from award.log.models import LogEntry
from award.rules.domain.books import canonical, rule_book_in_force, rules_in_force, write_rules
from award.rules.domain.document import CombinationRules, Rules, RulesError, Window
from tests.award.rules.changes import change, more_jury
from tests.factories import make_edition, make_organiser
from voting.count.lots import commitment

pytestmark = pytest.mark.django_db


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

    book = write_rules(edition, more_jury(rules_in_force(edition)), by=make_organiser(edition))

    assert (book.version, book.after_freeze) == (2, False)
    assert rules_in_force(edition).combination.weights == {"jury": 70, "public": 30}


def test_every_step_is_in_the_log():
    edition = make_edition("nomination")
    proposal = change(edition, more_jury(rules_in_force(edition)))

    entries = LogEntry.objects.filter(edition=edition).values_list("action", "actor")

    assert list(entries) == [
        ("rules.adopted", "system"),
        ("proposal.made", f"person:{proposal.proposed_by_id}"),
        ("rules.adopted", f"person:{proposal.decided_by_id}"),
        ("proposal.approved", f"person:{proposal.decided_by_id}"),
    ]


IMPOSSIBLE = [
    ("categories", lambda r: replace(r, categories=())),
    ("categories", lambda r: replace(r, categories=r.categories * 2)),
    ("rounds", lambda r: r.having(nomination=None, jury=None, vote=None)),
    ("announce_at", lambda r: replace(r, announce_at=r.vote.window.opens_at)),
    (
        "vote.opens_at",
        lambda r: r.having(
            vote=replace(r.vote, window=Window(r.jury.window.opens_at, r.vote.window.closes_at)),
        ),
    ),
    (
        "jury.closes_at",
        lambda r: r.having(
            jury=replace(r.jury, window=Window(r.jury.window.opens_at, r.jury.window.opens_at)),
        ),
    ),
    ("jury.criteria", lambda r: r.having(jury=replace(r.jury, criteria=()))),
    ("jury.criteria", lambda r: r.having(jury=replace(r.jury, criteria=r.jury.criteria * 2))),
    ("jury.scale", lambda r: r.having(jury=replace(r.jury, scale_min=5))),
    ("jury.aggregate", lambda r: r.having(jury=replace(r.jury, aggregate="guess"))),
    ("jury.quorum", lambda r: r.having(jury=replace(r.jury, quorum=0))),
    ("jury.finalists", lambda r: r.having(jury=replace(r.jury, finalists=0))),
    ("vote.method", lambda r: r.having(vote=replace(r.vote, method="shout"))),
    ("vote.identity", lambda r: r.having(vote=replace(r.vote, identity="face"))),
    ("vote.secrecy", lambda r: r.having(vote=replace(r.vote, secrecy="perfect"))),
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
        write_rules(edition, spoil(rules_in_force(edition)), by=None)

    assert path in refusal.value.problems
    assert rule_book_in_force(edition).version == 1


def test_the_lots_seed_is_committed_to_as_the_counters_check_it():
    edition = make_edition()

    assert rules_in_force(edition).lot_commitment == commitment(bytes(edition.lot_seed))
