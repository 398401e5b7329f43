"""The one table of what may change when, row by row against every state of its round."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from award.programme.domain.clock import edition_now
from award.programme.models import Seal
from award.rules.domain.books import rules_in_force
from award.rules.domain.changing import (
    ORDINARY,
    Field,
    When,
    fields_of,
    fixed_fields,
    may_change,
    refused_changes,
    value_at,
)
from award.rules.domain.document import (
    Consent,
    JuryRules,
    Rules,
    Text,
    TooLittle,
    Window,
)
from award.rules.domain.round_states import RoundState, round_states
from tests.award.rules.changes import change, longer, played, until
from tests.factories import get_round, make_edition
from tests.passing import let_pass

pytestmark = pytest.mark.django_db
S = RoundState
FIELDS = fields_of(ORDINARY)
SAID_BY_THE_KIND = {"vote.limit"} | {
    f"{kind}.{name}" for kind in ORDINARY for name in ("kind", "name", "categories")
}
HOUR = timedelta(hours=1)
ALLOWED = {
    When.NEVER: set(),
    When.BEFORE_OPENING: {S.TO_COME},
    When.ONLY_LATER: {S.TO_COME, S.OPEN, S.REOPENED, S.GRACE},
    When.BEFORE_CLOSING: {S.TO_COME, S.OPEN},
    When.BEFORE_SEAL: {S.TO_COME, S.OPEN, S.REOPENED, S.GRACE},
}


def every_path(document, prefix: str = "") -> set[str]:
    """The paths of a document down to what a row of the table can name."""
    found: set[str] = set()
    for key, value in document.items():
        path = f"{prefix}{key}"
        whole = path in {f.path for f in FIELDS}
        found |= every_path(value, f"{path}.") if isinstance(value, dict) and not whole else {path}
    return found


def test_every_field_of_a_rule_book_has_its_row_and_only_one():
    consent = Consent(True, Text(""), 3, guardian_below=18)
    document = rules_in_force(make_edition(rules={"consent": consent})).to_json()

    assert every_path(document) == {field.path for field in FIELDS} - SAID_BY_THE_KIND
    assert len({field.path for field in FIELDS}) == len(FIELDS)


@pytest.mark.parametrize("state", list(S))
@pytest.mark.parametrize("field", FIELDS, ids=lambda f: f.path)
def test_a_field_may_change_in_these_states_of_its_round(field: Field, state: RoundState):
    states = dict.fromkeys(("nomination", "jury", "vote"), state)

    assert may_change(field, states) == (state in ALLOWED[field.when])
    assert (field.path in fixed_fields(states)) == (state not in ALLOWED[field.when])


def moved(rules: Rules, kind: str, opens=timedelta(0), closes=timedelta(0)) -> Rules:
    round = getattr(rules, kind)
    window = Window(round.window.opens_at + opens, round.window.closes_at + closes)
    return rules.having(**{kind: replace(round, window=window)})


def jury(rules: Rules, **changes) -> Rules:
    return rules.having(jury=replace(rules.jury, **changes))


def vote(rules: Rules, **changes) -> Rules:
    return rules.having(vote=replace(rules.vote, **changes))


def few(rules: Rules, **changes) -> Rules:
    return replace(rules, publication=replace(rules.publication, **changes))


OTHERWISE = {
    "award": lambda r: replace(r, award="annat"),
    "organisation": lambda r: replace(r, organisation="annan"),
    "year": lambda r: replace(r, year=2030),
    "time_zone": lambda r: replace(r, time_zone="UTC"),
    "lot": lambda r: replace(r, lot_commitment="0" * 64),
    "categories": lambda r: replace(r, categories=(replace(r.categories[0], name=Text("Annan")),)),
    "consent.needed": lambda r: replace(r, consent=replace(r.consent, needed=False)),
    "consent.reason": lambda r: replace(r, consent=replace(r.consent, reason=Text("Verk"))),
    "consent.last_day_before": lambda r: replace(
        r, consent=Consent(r.consent.needed, r.consent.reason, 9)
    ),
    "consent.guardian_below": lambda r: replace(r, consent=replace(r.consent, guardian_below=18)),
    "nomination.opens_at": lambda r: moved(r, "nomination", opens=HOUR),
    "nomination.closes_at": lambda r: moved(r, "nomination", closes=HOUR),
    "nomination.eligibility": lambda r: r.having(
        nomination=replace(r.nomination, eligibility=Text("Alla"))
    ),
    "jury.opens_at": lambda r: moved(r, "jury", opens=HOUR),
    "jury.closes_at": lambda r: moved(r, "jury", closes=HOUR),
    "jury.criteria": lambda r: jury(r, criteria=r.jury.criteria[:1]),
    "jury.scale": lambda r: jury(r, scale_max=9),
    "jury.aggregate": lambda r: jury(r, aggregate="median"),
    "jury.quorum": lambda r: jury(r, quorum=9),
    "jury.finalists": lambda r: jury(r, finalists=9),
    "jury.grace_hours": lambda r: jury(r, grace_hours=9),
    "vote.opens_at": lambda r: moved(r, "vote", opens=HOUR),
    "vote.closes_at": lambda r: moved(r, "vote", closes=HOUR),
    "vote.method": lambda r: vote(r, method="score"),
    "vote.identity": lambda r: vote(r, identity="eid"),
    "vote.secrecy": lambda r: vote(r, secrecy="sealed"),
    "vote.elimination": lambda r: vote(r, elimination=None),
    "publication.least_jurors": lambda r: few(r, least_jurors=9),
    "publication.small_panel": lambda r: few(r, small_panel="sheets"),
    "publication.least_voters": lambda r: few(r, least_voters=9),
    "publication.small_electorate": lambda r: few(r, small_electorate="ballots"),
    "publication.auditor": lambda r: few(r, auditor="Någon annan"),
    "combination.rule": lambda r: replace(r, combination=replace(r.combination, rule="places")),
    "combination.weights": lambda r: replace(
        r, combination=replace(r.combination, weights={"jury": 1, "public": 0})
    ),
    "ties": lambda r: replace(r, ties=("lot",)),
    "combination.put_forward": lambda r: replace(
        r, combination=replace(r.combination, put_forward=None)
    ),
    "too_little.no_figure": lambda r: replace(r, too_little=TooLittle("zero")),
    "winner_withdraws": lambda r: replace(r, winner_withdraws="withheld"),
    "retention": lambda r: replace(r, retention={**r.retention, "mail": 9}),
    "announce_at": lambda r: replace(r, announce_at=r.announce_at + HOUR),
}


def test_every_row_but_the_format_is_tried():
    assert set(OTHERWISE) == {field.path for field in FIELDS} - {"format"} - SAID_BY_THE_KIND


@pytest.mark.parametrize("state", list(S))
@pytest.mark.parametrize("path", OTHERWISE)
def test_a_change_is_refused_by_the_name_of_its_field(path, state):
    edition = make_edition("before")
    rules = rules_in_force(edition)
    states = dict.fromkeys(("nomination", "jury", "vote"), state)
    field = next(f for f in FIELDS if f.path == path)

    refused = refused_changes(
        rules, OTHERWISE[path](rules), states=states, now=edition_now(edition)
    )

    assert list(refused) == ([] if state in ALLOWED[field.when] else [path])


@pytest.mark.parametrize("kind", ["nomination", "jury", "vote"])
@pytest.mark.parametrize("state", [S.OPEN, S.REOPENED, S.GRACE])
def test_a_round_that_has_opened_is_not_made_shorter(kind, state):
    edition = make_edition("before")
    rules = rules_in_force(edition)

    refused = refused_changes(
        rules,
        moved(rules, kind, closes=-HOUR),
        states=dict.fromkeys(("nomination", "jury", "vote"), state),
        now=edition_now(edition),
    )

    assert list(refused) == [f"{kind}.closes_at"]


def test_rounds_neither_come_nor_go_after_the_freeze():
    edition = make_edition("before")
    rules = rules_in_force(edition)
    states = {"nomination": S.OPEN, "jury": S.TO_COME, "vote": S.TO_COME}

    refused = refused_changes(
        rules, rules.having(vote=None), states=states, now=edition_now(edition)
    )

    assert list(refused) == ["vote"]


def test_without_a_jury_the_vote_is_the_first_that_counts():
    states = {"nomination": S.CLOSED, "vote": S.OPEN}
    ties = next(f for f in FIELDS if f.path == "ties")

    assert may_change(ties, states)
    assert not may_change(ties, states | {"vote": S.CLOSED})


def test_the_value_of_a_path_that_is_not_there_is_nothing():
    assert [value_at({"a": {"b": 1}}, path) for path in ("a.b", "a.c", "a.b.c", "d")] == [
        1, None, None, None,
    ]  # fmt: skip


# How far a round has come


def test_a_round_goes_through_its_states():
    edition = played(kinds=("jury",))
    rules, found = rules_in_force(edition), []

    found.append(round_states(edition, rules, now=edition_now(edition))["jury"])
    until(edition, "jury", "opens_at")
    found.append(round_states(edition, rules, now=edition_now(edition))["jury"])
    until(edition, "jury", "closes_at")
    found.append(round_states(edition, rules, now=edition_now(edition))["jury"])
    let_pass(edition, timedelta(hours=24))
    found.append(round_states(edition, rules, now=edition_now(edition))["jury"])
    Seal.objects.create(round=get_round(edition, "jury"), at=edition_now(edition), sha256="0" * 64)
    found.append(round_states(edition, rules, now=edition_now(edition))["jury"])

    assert found == [S.TO_COME, S.OPEN, S.GRACE, S.CLOSED, S.SEALED]


def test_a_round_that_was_closed_and_is_open_again_has_been_closed():
    edition = played(kinds=("jury",))
    until(edition, "jury", "closes_at")

    change(edition, longer(rules_in_force(edition), "jury", timedelta(days=2)))

    rules = rules_in_force(edition)
    assert round_states(edition, rules, now=edition_now(edition)) == {"jury": S.REOPENED}
    other = replace(rules, ties=("lot",))
    assert list(
        refused_changes(
            rules,
            other,
            states=round_states(edition, rules, now=edition_now(edition)),
            now=edition_now(edition),
        )
    ) == ["ties"]


@pytest.mark.parametrize("absent", ["too_little", "publication", "consent", "winner_withdraws"])
def test_a_key_that_was_absent_is_a_change_like_any_other(absent):
    edition = make_edition("before")
    rules = rules_in_force(edition)
    old = replace(rules, **{absent: None})
    states = dict.fromkeys(("nomination", "jury", "vote"), S.SEALED)

    refused = refused_changes(old, rules, states=states, now=edition_now(edition))

    assert refused
    assert {path.split(".")[0] for path in refused} == {absent}


def test_a_grace_that_was_absent_stays_absent():
    rules = rules_in_force(make_edition("before"))
    old = replace(rules.jury, grace_hours=None)

    assert isinstance(old, JuryRules)
    assert (old.grace, "grace_hours" in old.to_json()) == (timedelta(0), False)
