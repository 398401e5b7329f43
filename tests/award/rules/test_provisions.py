"""What follows when something is missing: read, written, checked, said, and chosen on the desk."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from award.desk.domain.founding import start_edition
from award.programme.domain.clock import database_now
from award.rules.domain.books import rules_hash, rules_in_force, write_rules
from award.rules.domain.checking import check_rules
from award.rules.domain.comparing import changes_between
from award.rules.domain.document import (
    Consent,
    Publication,
    Rules,
    RulesError,
    Text,
    TooLittle,
    Window,
)
from award.rules.domain.drafting import draft_rules
from award.rules.domain.words import sections_of
from award.rules.forms.rules import RulesForm
from tests.award.rules.changes import played, until
from tests.factories import make_edition, make_role, make_windows

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def rules_now(**fields) -> Rules:
    return rules_in_force(make_edition("before", **fields))


def of_old(rules: Rules) -> Rules:
    """As a book from before these keys says it."""
    jury = replace(rules.jury, grace_hours=None) if rules.jury else None
    return rules.having(
        jury=jury, too_little=None, publication=None, consent=None, winner_withdraws=None
    )


def said(rules: Rules, language: str = "sv") -> str:
    edition = make_edition("before")
    with translation.override(language):
        sections = sections_of(rules, edition)
        return " ".join(sentence for section in sections for sentence in section.sentences)


# Reading and writing


def test_new_keys_come_back_as_they_were_written():
    rules = replace(
        rules_now(),
        too_little=TooLittle("zero"),
        publication=Publication(3, 7, "sheets", "figures", "Vera Vittne"),
        consent=Consent(needed=False, reason=Text("Verk", "Works"), last_day_before=2),
        winner_withdraws="runner_up",
    )

    assert Rules.from_json(json.loads(json.dumps(rules.to_json()))) == rules


def test_absent_keys_stay_absent_so_that_an_old_hash_stays():
    old = of_old(rules_now())

    document = old.to_json()

    assert {"too_little", "publication", "consent", "winner_withdraws"} & set(document) == set()
    assert "grace_hours" not in document["jury"]
    assert Rules.from_json(document) == old
    assert rules_hash(Rules.from_json(document)) == rules_hash(old)


def test_absent_keys_mean_what_they_meant():
    old = of_old(rules_now())

    assert (old.no_figure, old.needs_consent, old.after_withdrawal) == ("zero", True, "jury")
    assert old.grace("jury") == timedelta(0)


def test_a_new_book_decides_nothing_by_silence():
    rules = rules_now()

    assert (rules.no_figure, rules.winner_withdraws) == ("undecided", "jury")
    assert (rules.publication.least_jurors, rules.publication.least_voters) == (5, 10)
    assert (rules.publication.small_panel, rules.publication.small_electorate) == (
        "figures", "figures",
    )  # fmt: skip
    assert rules.publication.auditor
    assert (rules.jury.grace_hours, rules.needs_consent) == (24, True)


@pytest.mark.parametrize(("gap", "hours"), [(0, 0), (5, 5), (24, 24), (90, 24)])
def test_a_draft_gives_the_jury_the_grace_that_fits(gap, hours):
    edition = make_edition("before")
    windows = rules_in_force(edition).windows()
    opens_at = windows["jury"].closes_at + gap * HOUR
    windows["vote"] = Window(opens_at, opens_at + 24 * HOUR)

    assert draft_rules(edition, windows).jury.grace_hours == hours


def test_the_drafted_auditor_is_called_by_the_readers_language():
    rules = rules_now()

    assert "för: Revisorn hos Föreningen" in said(rules)
    assert "for: The auditor of Föreningen" in said(rules, "en")
    assert "Revisorn hos" not in said(rules, "en")


def test_the_last_moment_to_say_yes_is_counted_from_the_vote_or_the_announcement():
    rules = rules_now()
    without_vote = rules.having(vote=None, jury=None)
    days = timedelta(days=rules.consent.last_day_before)

    assert rules.answer_by == rules.vote.window.opens_at - days
    assert without_vote.answer_by == rules.announce_at - days


def test_the_last_moment_to_say_yes_is_never_after_the_choice_of_finalists():
    rules = rules_now()
    late = replace(rules, consent=replace(rules.consent, last_day_before=0))
    by_vote = late.having(jury=None)

    assert (late.finalists_chosen, late.answer_by) == (rules.jury.window.closes_at,) * 2
    assert by_vote.answer_by == rules.vote.window.opens_at


def test_the_rules_say_until_when_more_time_can_be_had_where_there_is_any():
    rules = rules_now()
    late = replace(rules, consent=replace(rules.consent, last_day_before=0))

    found = ["Den som ber om mer tid innan dess kan få det" in said(each) for each in (rules, late)]

    assert found == [True, False]


def test_a_new_year_keeps_what_the_last_one_decided():
    before = make_edition(
        "announced",
        rules={"winner_withdraws": "withheld", "too_little": TooLittle("zero"), "consent": None},
    )
    windows, announce_at = make_windows("before", database_now() + timedelta(days=300))

    edition = start_edition(
        before.award,
        year=before.year + 1,
        windows=windows,
        announce_at=announce_at,
        fields={},
        by=make_role(before, "owner"),
    )

    rules = rules_in_force(edition)
    assert (rules.winner_withdraws, rules.no_figure) == ("withheld", "zero")
    assert rules.consent is not None


# Checking


def few(rules: Rules, **changes) -> Rules:
    return replace(rules, publication=replace(rules.publication, **changes))


def combined(rules: Rules, aggregate: str, rule: str) -> Rules:
    return rules.having(
        jury=replace(rules.jury, aggregate=aggregate),
        combination=replace(rules.combination, rule=rule),
    )


def vote_after(rules: Rules, gap: timedelta) -> Rules:
    opens_at = rules.jury.window.closes_at + gap
    window = Window(opens_at, rules.vote.window.closes_at)
    return rules.having(vote=replace(rules.vote, window=window))


IMPOSSIBLE = [
    ("vote.opens_at", lambda r: vote_after(r, 23 * HOUR)),
    ("announce_at", lambda r: r.having(vote=None, announce_at=r.jury.window.closes_at + 23 * HOUR
    )),
    ("jury.grace_hours", lambda r: r.having(jury=replace(r.jury, grace_hours=-1))),
    ("jury.grace_hours", lambda r: r.having(jury=replace(r.jury, grace_hours=241))),
    ("too_little.no_figure", lambda r: replace(r, too_little=TooLittle("guess"))),
    ("winner_withdraws", lambda r: replace(r, winner_withdraws="guess")),
    ("publication.least_jurors", lambda r: few(r, least_jurors=0)),
    ("publication.least_voters", lambda r: few(r, least_voters=0)),
    ("publication.small_panel", lambda r: few(r, small_panel="guess")),
    ("publication.small_electorate", lambda r: few(r, small_electorate="guess")),
    ("publication.auditor", lambda r: few(r, auditor=" ")),
    ("publication.auditor", lambda r: few(r, auditor="", small_panel="sheets")),
    ("consent.reason", lambda r: replace(r, consent=Consent(False, Text(""), 3))),
    ("consent.last_day_before", lambda r: replace(r, consent=Consent(True, Text(""), -1))),
    ("consent.guardian_below", lambda r: replace(r, consent=Consent(True, Text(""), 3, 0))),
    ("consent.guardian_below", lambda r: replace(r, consent=Consent(True, Text(""), 3, 22))),
    *(
        ("combination.rule", lambda r, a=a, c=c: combined(r, a, c))
        for a in ("severity", "zscores")
        for c in ("shares", "veto")
    ),
    ("ties", lambda r: replace(r, ties=("lot", "jury"))),
]  # fmt: skip


@pytest.mark.parametrize(("path", "spoil"), IMPOSSIBLE)
def test_what_cannot_hold_is_refused_by_name(path, spoil):
    with pytest.raises(RulesError) as refusal:
        check_rules(spoil(rules_now()))

    assert path in refusal.value.problems


@pytest.mark.parametrize(
    "allow",
    [
        lambda r: vote_after(r, 24 * HOUR),
        lambda r: few(r, auditor="", small_panel="sheets", small_electorate="ballots"),
        lambda r: combined(r, "severity", "places"),
        lambda r: replace(r, ties=("jury",)),
        lambda r: replace(r, ties=()),
        lambda r: replace(r, consent=Consent(False, Text("Publicerade verk"), 0)),
        of_old,
    ],
)
def test_what_can_hold_is_allowed(allow):
    check_rules(allow(rules_now()))


# Plain words


@pytest.mark.parametrize(
    ("change", "swedish", "english"),
    [
        (lambda r: r, "förseglas 24 timmar efter", "sealed 24 hours after"),
        (lambda r: r, "inte en nolla", "not a zero"),
        (lambda r: replace(r, too_little=TooLittle("zero")), "juryn gett 0", "having 0 from it"),
        (lambda r: replace(r, winner_withdraws="withheld"), "delas priset inte ut", "the prize is not given"),
        (lambda r: replace(r, winner_withdraws="runner_up"), "nästa i ordningen", "next in order"),
        (lambda r: r, "Inget svar är ett nej", "No answer is a no"),
        (lambda r: replace(r, consent=Consent(False, Text("Verk", "Works"), 0)), "Verk", "Works"),
        (lambda r: r, "Från och med 5 jurymedlemmar", "From 5 jurors on"),
        (lambda r: r, "Från och med 10 väljare", "From 10 voters in a category on"),
        (lambda r: few(r, auditor="Vera Vittne"), "Vera Vittne", "Vera Vittne"),
        (lambda r: few(r, small_panel="sheets"), "hur få de än är", "however few they are"),
        (lambda r: few(r, small_electorate="ballots"), "hur få de än är", "however few they are"),
        (of_old, "Varje bedömning och varje röstsedel publiceras", "Every score sheet and every ballot is published"),
        (lambda r: replace(r, ties=("jury",)), "avgörs inte av sig själv", "not decided by itself"),
        (lambda r: r, "med högst 7 dagar", "by at most 7 days"),
    ],
)  # fmt: skip
def test_everybody_can_read_what_follows(change, swedish, english):
    rules = change(rules_now())

    assert swedish in said(rules)
    assert english in said(rules, "en")


def test_an_old_book_says_nothing_of_a_grace_that_it_does_not_have():
    assert "timmar efter" not in said(of_old(rules_now()))


def test_a_changed_provision_shows_as_a_change():
    edition = make_edition("before")
    rules = rules_in_force(edition)

    changes = changes_between(edition, rules, replace(rules, winner_withdraws="runner_up"))

    assert [(len(c.gone), len(c.come)) for c in changes] == [(1, 1)]


# The desk


def typed(form: RulesForm, **changes) -> dict[str, str]:
    values = {n: form[n].value() for n in form.fields}
    found = {
        n: f"{v:%Y-%m-%dT%H:%M}" if hasattr(v, "hour") else str(v)
        for n, v in values.items()
        if v is not None and v is not False
    }
    return {n: v for n, v in (found | changes).items() if v != ""}


@pytest.mark.parametrize("kinds", [("nomination", "jury", "vote"), ("jury",), ("vote",)])
@pytest.mark.parametrize("age", [lambda r: r, of_old])
def test_a_form_left_alone_changes_nothing_and_adds_no_key(kinds, age):
    edition = make_edition("before", kinds=kinds)
    current = age(rules_in_force(edition))
    blank = RulesForm(current=current, zone=edition.zone)

    form = RulesForm(typed(blank), current=current, zone=edition.zone)

    assert form.errors == {}
    assert form.rules() == current


def test_organisers_choose_on_the_desk(client):
    edition = make_edition("before")
    client.force_login(make_role(edition, "organiser"))
    page = reverse("desk_rules_all", args=[edition.award.slug, edition.year])
    form = client.get(page).context["form"]

    answer = client.post(
        page,
        typed(
            form,
            grace_hours="12",
            no_figure="zero",
            winner_withdraws="withheld",
            consent_needed="no",
            consent_reason_sv="Publicerade verk.",
            least_jurors="3",
            small_panel="sheets",
            small_electorate="ballots",
            auditor="",
        ),
    )

    rules = rules_in_force(edition)
    assert answer.status_code == 302
    assert (rules.jury.grace_hours, rules.no_figure) == (12, "zero")
    assert (rules.winner_withdraws, rules.needs_consent) == ("withheld", False)
    assert rules.publication == Publication(3, 10, "sheets", "ballots", "")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"consent_needed": "no"}, "consent_reason_sv"),
        ({"auditor": ""}, "auditor"),
        ({"grace_hours": "200"}, "vote_opens_at"),
        ({"aggregate": "severity"}, "combination"),
    ],
)
def test_what_is_wrong_stands_by_its_field(client, changes, field):
    edition = make_edition("before")
    client.force_login(make_role(edition, "organiser"))
    page = reverse("desk_rules_all", args=[edition.award.slug, edition.year])

    answer = client.post(page, typed(client.get(page).context["form"], **changes))

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


# The front page


def test_the_front_page_says_that_the_jury_may_get_more_time(client):
    edition = played()
    until(edition, "jury", "closes_at")
    page = reverse("edition", args=[edition.award.slug, edition.year])

    during = client.get(page).content.decode()
    until(edition, "vote", "opens_at")
    after = client.get(page).content.decode()

    assert "kan två arrangörer ge den mer tid" in during
    assert "kan två arrangörer ge den mer tid" not in after


def test_a_first_book_says_it_all_in_its_hash():
    edition = make_edition("before")
    rules = rules_in_force(edition)

    book = write_rules(edition, replace(rules, winner_withdraws="runner_up"), by=None)

    assert book.sha256 != edition.rule_books.get(version=1).sha256
