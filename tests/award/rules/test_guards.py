"""What the database itself refuses, asked past the program: nothing is walked back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from award.people.models import Proposal
from award.programme.domain.clock import edition_now
from award.programme.models import Category, Edition, Round, Seal
from award.programme.models.round import KINDS
from award.rules.domain.books import rules_hash, rules_in_force
from award.rules.domain.document import Text
from award.rules.domain.freezing import freeze_what_has_opened, is_frozen
from award.rules.domain.limits import EXTENSION_ALONE
from award.rules.domain.slips import MOST_SIGNS
from award.rules.models import Freeze, RuleBook
from award.rules.sql.unmovable import LISTED, VERSIONS
from tests.award.rules.changes import longer, more_jury
from tests.factories import DAY, get_round, make_edition, make_organiser

pytestmark = pytest.mark.django_db


def refuses(constraint: str, *statements: str) -> bool:
    """Whether the database refuses the last statement, or the transaction at its end."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        execute(*statements, "SET CONSTRAINTS ALL IMMEDIATE")
    execute("SET CONSTRAINTS ALL DEFERRED")
    assert refusal.value.__cause__.diag.constraint_name == constraint
    return True


def execute(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def seal(edition: Edition, kind: str) -> None:
    Seal.objects.create(
        round=get_round(edition, kind), at=edition_now(edition), sha256=kind.ljust(64, "0")
    )


# The freeze is stored once


def test_the_tick_stores_the_freeze_once_with_the_version_in_force():
    edition, other = make_edition("nomination"), make_edition("before")

    found = [freeze_what_has_opened(), freeze_what_has_opened()]

    freeze = Freeze.objects.get()
    assert found == [1, 0]
    assert (freeze.edition, freeze.rule_book) == (edition, edition.rule_books.get())
    assert freeze.at == get_round(edition, "nomination").opens_at
    assert not is_frozen(other)


def test_a_page_that_asks_stores_it():
    edition = make_edition("vote")

    assert is_frozen(edition)

    assert Freeze.objects.filter(edition=edition).exists()


def test_whoever_would_move_the_windows_away_finds_them_frozen():
    """All windows moved to next year, in one statement and before anybody has looked."""
    edition = make_edition("jury")

    assert refuses(
        "opened_round_only_longer",
        "UPDATE programme_round SET opens_at = opens_at + interval '1 year',"
        " closes_at = closes_at + interval '1 year'",
    )

    assert is_frozen(edition)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM rules_freeze",
        "UPDATE rules_freeze SET at = at + interval '1 year'",
        "DELETE FROM programme_seal",
        "UPDATE programme_seal SET sha256 = repeat('1', 64)",
    ],
)
def test_a_freeze_and_a_seal_stand(statement):
    edition = make_edition("vote")
    is_frozen(edition)
    seal(edition, "jury")

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        connection.cursor().execute(statement)


# Rounds

WEEK = "interval '7 days'"


@pytest.mark.parametrize(
    ("kind", "set_", "constraint"),
    [
        ("nomination", f"closes_at = closes_at - {WEEK}", "opened_round_only_longer"),
        ("nomination", f"opens_at = opens_at - {WEEK}", "opened_round_only_longer"),
        ("jury", f"closes_at = closes_at - {WEEK}", "opened_round_only_longer"),
        ("jury", f"opens_at = opens_at + {WEEK}", "opened_round_only_longer"),
        ("jury", f"closes_at = closes_at + {WEEK}", "rounds_in_order"),
        ("vote", f"opens_at = opens_at + {WEEK}", "rounds_as_in_the_rules"),
        ("vote", f"opens_at = now() - {WEEK}, closes_at = now() - interval '1 day'", "moved_round_closes_later"),
        ("vote", "kind = 'nomination'", "frozen_rounds_stay"),
    ],
)  # fmt: skip
def test_a_round_only_becomes_longer_and_only_by_the_rules(kind, set_, constraint):
    make_edition("jury")

    assert refuses(constraint, f"UPDATE programme_round SET {set_} WHERE kind = '{kind}'")


@pytest.mark.parametrize("by", ["1 second", "1 year", "-1 second"])
def test_a_sealed_round_stands(by):
    edition = make_edition("vote")
    seal(edition, "jury")

    assert refuses(
        "sealed_round_stands",
        f"UPDATE programme_round SET closes_at = closes_at + interval '{by}' WHERE kind = 'jury'",
    )


def test_a_round_of_frozen_rules_is_not_deleted():
    make_edition("jury")

    assert refuses("frozen_rounds_stay", "DELETE FROM programme_round WHERE kind = 'vote'")


def test_a_round_that_the_rules_do_not_know_does_not_come():
    edition = make_edition("nomination", kinds=("nomination", "jury"))
    is_frozen(edition)

    assert refuses(
        "rounds_as_in_the_rules",
        "INSERT INTO programme_round (edition_id, slug, kind, place, only_for, name, opens_at, closes_at)"
        f" SELECT {edition.pk}, 'vote', 'vote', 3, '{{}}', '{{}}', max(closes_at) + interval '1 day',"
        " max(closes_at) + interval '2 days' FROM programme_round",
    )


def test_before_the_freeze_rounds_move_as_one_wishes():
    edition = make_edition("before")
    Round.objects.filter(edition=edition, kind="vote").update(
        closes_at=get_round(edition, "vote").closes_at + DAY
    )

    assert not is_frozen(edition)


# Editions


@pytest.mark.parametrize(
    ("phase", "set_", "constraint"),
    [
        ("nomination", "is_public = false", "frozen_edition_stays_public"),
        ("announced", "is_public = false", "frozen_edition_stays_public"),
        ("before", r"lot_seed = '\x00'", "lot_seed_stays"),
        ("nomination", "year = year + 1", "frozen_edition_stays"),
        ("nomination", "time_zone = 'UTC'", "frozen_edition_stays"),
        ("announced", "announce_at = announce_at + interval '1 year'", "announcement_stays"),
        ("vote", "announce_at = announce_at + interval '1 year'", "announcement_as_in_the_rules"),
    ],
)
def test_an_edition_stands(phase, set_, constraint):
    make_edition(phase)

    assert refuses(constraint, f"UPDATE programme_edition SET {set_}")


def test_the_announcement_of_a_sealed_result_stays():
    edition = make_edition("counting")
    for kind in ("nomination", "jury", "vote"):
        seal(edition, kind)

    assert refuses(
        "announcement_stays",
        "UPDATE programme_edition SET announce_at = announce_at + interval '1 year'",
    )


def test_an_edition_whose_rules_are_frozen_is_not_deleted():
    edition = make_edition("nomination", kinds=("nomination",))
    is_frozen(edition)

    assert refuses("frozen_edition_stays", "DELETE FROM programme_edition")


# Categories


@pytest.mark.parametrize(
    ("statement", "constraint"),
    [
        ("UPDATE programme_category SET slug = 'annat'", "frozen_categories_stay"),
        ("UPDATE programme_category SET position = 7", "frozen_categories_stay"),
        ("DELETE FROM programme_category", "frozen_categories_stay"),
        (
            "INSERT INTO programme_category (edition_id, slug, name_sv, name_en, description_sv,"
            " description_en, position) SELECT id, 'ny', 'Ny', '', '', '', 9 FROM programme_edition",
            "frozen_categories_stay",
        ),
        ("UPDATE programme_category SET name_sv = 'Annat'", "categories_as_in_the_rules"),
    ],
)
def test_the_categories_of_frozen_rules_stay(statement, constraint):
    make_edition("nomination")

    assert refuses(constraint, statement)


def test_before_the_freeze_a_category_goes():
    edition = make_edition("before", categories=2)

    Category.objects.filter(edition=edition, slug="kategori-2").delete()

    assert edition.categories.count() == 1


# Versions of the rules


def next_version(edition: Edition, rules, **fields) -> RuleBook:
    """Write a version past the program."""
    return RuleBook.objects.create(
        **{
            "edition": edition,
            "version": edition.rule_books.count() + 1,
            "rules": rules.to_json(),
            "sha256": rules_hash(rules),
            "reason": "Därför.",
            "after_freeze": True,
        }
        | fields
    )


def approved(edition: Edition, **fields) -> Proposal:
    """A proposal as if two people had decided it, made and decided past the program."""
    one, other = make_organiser(edition), make_organiser(edition)
    now = edition_now(edition)
    wanted = {
        "organisation": edition.award.organisation,
        "edition": edition,
        "kind": "rules.change",
        "words": {"sv": ["x"], "en": ["x"]},
        "reason": "Därför.",
        "needs": "second",
        "proposed_by": one,
        "proposed_at": now,
        "senior_before": now,
        "state": "approved",
        "decided_by": other,
        "decided_at": now,
    } | fields
    decided = {name: wanted.pop(name) for name in ("state", "decided_by", "decided_at")}
    made = Proposal.objects.create(**wanted)
    if decided["state"] != "waiting":
        Proposal.objects.filter(pk=made.pk).update(**decided)
        made.refresh_from_db()
    return made


def constraint_of(act) -> str:
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        act()
    return str(refusal.value.__cause__.diag.constraint_name)


def test_frozen_rules_change_by_an_approved_proposal_of_that_edition():
    edition, other = make_edition("nomination"), make_edition("nomination")
    rules = more_jury(rules_in_force(edition))
    waiting = approved(edition, state="waiting", decided_by=None, decided_at=None)

    for fields in (
        {"proposal": waiting},
        {"proposal": approved(other)},
        {"after_freeze": False},
    ):
        found = constraint_of(lambda fields=fields: next_version(edition, rules, **fields))
        assert found == "frozen_rules_change_by_proposal"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda r: r.having(vote=replace(r.vote, method="score")),
        lambda r: r.having(vote=replace(r.vote, method="approval")),
        lambda r: longer(r, "vote", -timedelta(hours=1)),
        lambda r: longer(r, "jury", timedelta(days=90)),
        lambda r: r.having(vote=None),
    ],
    ids=["single to score", "single to approval", "shorter", "sealed", "gone"],
)
def test_an_open_vote_is_only_made_longer_and_a_sealed_round_stands(spoil):
    edition = make_edition("vote")
    seal(edition, "jury")
    rules = spoil(rules_in_force(edition))

    found = constraint_of(lambda: next_version(edition, rules, proposal=approved(edition)))

    assert found == "opened_rules_only_longer"


@pytest.mark.parametrize(
    "spoil",
    [
        more_jury,
        lambda r: replace(r, ties=("lot",)),
        lambda r: replace(r, too_little=None),
        lambda r: replace(r, winner_withdraws="withheld"),
        lambda r: replace(r, lot_commitment="0" * 64),
        lambda r: replace(r, categories=r.categories * 2),
    ],
)
def test_what_decides_is_fixed_once_a_round_that_counts_has_closed(spoil):
    edition = make_edition("vote")
    rules = spoil(rules_in_force(edition))

    found = constraint_of(lambda: next_version(edition, rules, proposal=approved(edition)))

    assert found == "fixed_rules_stay"


@pytest.mark.parametrize("extends", ["", "vote"])
def test_one_alone_extends_by_no_more_than_the_rules_say(extends):
    edition = make_edition("vote")
    rules = longer(rules_in_force(edition), "vote", EXTENSION_ALONE + timedelta(seconds=1))
    alone = approved(edition, kind="rules.extend_alone", needs="one", decided_by=None)

    found = constraint_of(lambda: next_version(edition, rules, proposal=alone, extends=extends))

    assert found == "one_alone_changes_little"


def test_one_alone_extends_by_as_much_as_the_rules_say():
    edition = make_edition("vote")
    rules = longer(rules_in_force(edition), "vote", EXTENSION_ALONE)
    alone = approved(edition, kind="rules.extend_alone", needs="one", decided_by=None)

    with transaction.atomic():
        next_version(edition, rules, proposal=alone, extends="vote")
        held = rules_in_force(edition)
        transaction.set_rollback(True)  # the round itself is not moved here

    assert held == rules


def test_the_database_knows_the_kinds_of_round_that_there_are():
    assert f"unnest(ARRAY{list(KINDS)})" in LISTED


def test_versions_are_stored_as_plain_data():
    edition = make_edition("nomination")

    assert json.loads(edition.rule_books.get().canonical()) == rules_in_force(edition).to_json()


@pytest.mark.parametrize(
    ("needs", "words"), [("one", "Något helt annat"), ("second", "Årets katt")]
)
def test_a_category_keeps_the_words_that_were_frozen_whoever_decides(needs, words):
    edition = make_edition("vote")
    rules = rules_in_force(edition)
    renamed = replace(rules.categories[0], name=Text(words, rules.categories[0].name.en))
    decided = {} if needs == "second" else {"needs": "one", "decided_by": None}
    proposal = approved(edition, kind="rules.spelling", **decided)

    found = constraint_of(
        lambda: next_version(edition, replace(rules, categories=(renamed,)), proposal=proposal)
    )

    assert found == "names_keep_their_words"


def test_the_database_lets_a_name_differ_by_as_many_signs_as_the_program():
    assert f"c -> 'name' ->> spoken) > {MOST_SIGNS}\n" in VERSIONS
