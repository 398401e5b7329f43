"""What was seen on the running product before, each as the user met it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from award.desk.domain.founding import start_edition
from award.desk.domain.publishing import withdraw
from award.desk.domain.refusal import ProgrammeRefused
from award.people.domain.acts import ActLapsed
from award.people.domain.two_persons import approve
from award.programme.domain.clock import database_now, edition_now
from award.programme.models import Edition, Seal
from award.rules.domain.books import rule_book_in_force, rules_in_force, write_rules
from award.rules.domain.document import OpensInPast, RulesError, Window
from award.rules.domain.freezing import is_frozen
from award.rules.domain.proposing import propose_rules
from award.rules.domain.refusal import RuleChangeRefused
from award.rules.models import Freeze
from tests.award.rules.changes import longer, played, until, with_windows
from tests.factories import (
    DAY,
    get_round,
    make_edition,
    make_organiser,
    make_role,
    make_windows,
)

pytestmark = pytest.mark.django_db
YEAR = timedelta(days=365)


def a_year_later(rules):
    windows = {k: Window(w.opens_at + YEAR, w.closes_at + YEAR) for k, w in rules.windows().items()}
    return with_windows(rules, windows, announce_at=rules.announce_at + YEAR)


def test_a_sealed_vote_is_not_extended():
    edition = make_edition("counting")
    Seal.objects.create(round=get_round(edition, "vote"), at=edition_now(edition), sha256="0" * 64)
    rules = rules_in_force(edition)

    with pytest.raises(RulesError, match=r"vote\.closes_at"):
        propose_rules(
            edition,
            longer(rules, "vote", 10 * DAY),
            by=make_organiser(edition),
            reason="Fler vill rösta.",
        )

    assert get_round(edition, "vote").closes_at == rules.vote.window.closes_at


@pytest.mark.parametrize("method", ["score", "approval", "irv"])
def test_an_open_vote_keeps_its_method(method):
    edition = make_edition("vote")
    rules = rules_in_force(edition)

    with pytest.raises(RulesError, match=r"vote\.method"):
        propose_rules(
            edition,
            rules.having(vote=replace(rules.vote, method=method)),
            by=make_organiser(edition),
            reason="Vi ångrade oss.",
        )


def test_a_change_of_method_that_waited_for_the_opening_lapses():
    edition = played()
    until(edition, "jury", "closes_at")
    rules = rules_in_force(edition)
    proposal = propose_rules(
        edition,
        rules.having(vote=replace(rules.vote, method="score")),
        by=make_organiser(edition),
        reason="Poäng är rättvisare.",
    )
    until(edition, "vote", "opens_at")

    with pytest.raises(ActLapsed):
        approve(proposal, by=make_organiser(edition))

    assert rules_in_force(edition).vote.method == "single"


@pytest.mark.parametrize("phase", ["nomination", "jury", "vote", "counting", "announced"])
def test_all_windows_are_not_moved_to_next_year(phase):
    edition = make_edition(phase)
    rules = rules_in_force(edition)

    with pytest.raises(RulesError) as refusal:
        propose_rules(edition, a_year_later(rules), by=make_organiser(edition), reason="Nästa år.")

    assert "nomination.opens_at" in refusal.value.problems
    assert ("announce_at" in refusal.value.problems) == (phase in ("counting", "announced"))


def test_what_is_frozen_stays_frozen_whatever_the_rules_say_then():
    edition = make_edition("announced")
    assert is_frozen(edition)
    before = Freeze.objects.get(edition=edition)

    with pytest.raises(RulesError):
        propose_rules(
            edition,
            a_year_later(rules_in_force(edition)),
            by=make_organiser(edition),
            reason="Nästa år.",
        )
    with pytest.raises(RuleChangeRefused):
        write_rules(edition, a_year_later(rules_in_force(edition)), by=make_organiser(edition))

    assert is_frozen(edition)
    assert Freeze.objects.get(edition=edition) == before


def test_an_edition_that_has_begun_is_not_hidden():
    edition = make_edition("announced")

    with pytest.raises(ProgrammeRefused):
        withdraw(edition, by=make_organiser(edition))

    assert Edition.objects.get(pk=edition.pk).is_public


def test_an_announced_result_stays_announced():
    edition = make_edition("announced")
    rules = rules_in_force(edition)

    with pytest.raises(RulesError, match="announce_at"):
        propose_rules(
            edition,
            replace(rules, announce_at=rules.announce_at + YEAR),
            by=make_organiser(edition),
            reason="Galan flyttas.",
        )


# A new edition whose opening time has passed


def test_a_new_edition_does_not_open_in_the_past():
    before = make_edition("announced")
    windows, announce_at = make_windows("nomination", database_now() + timedelta(minutes=1))

    with pytest.raises(OpensInPast, match=r"nomination\.opens_at"):
        start_edition(
            before.award,
            year=before.year + 1,
            windows=windows,
            announce_at=announce_at,
            fields={},
            by=make_role(before, "owner"),
        )

    assert Edition.objects.count() == 1


def typed(form, **changes) -> dict[str, str]:
    """What a browser would send of the form, with some fields changed."""
    values = {n: form[n].value() for n in form.fields}
    said = {
        n: f"{v:%Y-%m-%dT%H:%M}" if hasattr(v, "hour") else str(v)
        for n, v in values.items()
        if v is not None
    }
    return said | changes


def test_the_form_of_a_new_year_offers_to_open_now_and_keeps_what_was_typed(client):
    before = make_edition("announced")
    client.force_login(make_role(before, "owner"))
    page = reverse("desk_new_edition", args=[before.award.slug])
    past = f"{database_now().astimezone(before.zone) - DAY:%Y-%m-%dT%H:%M}"
    form = client.get(page).context["form"]
    filled = typed(form, nomination_opens_at=past, place="Växjö")

    refused = client.post(page, filled)
    done = client.post(page, filled | {"open_now": "nomination_opens_at"})

    edition = Edition.objects.get(year=before.year + 1)
    text = refused.content.decode()
    assert (refused.status_code, done.status_code) == (422, 302)
    assert f'value="{past}"' in text
    assert 'name="open_now" value="nomination_opens_at"' in text
    assert get_round(edition, "nomination").opens_at <= database_now()
    assert edition.place == "Växjö"


def test_the_form_of_the_rules_offers_to_open_now(client):
    edition = make_edition("before")
    client.force_login(make_organiser(edition))
    page = reverse("desk_rules_all", args=[edition.award.slug, edition.year])
    past = f"{database_now().astimezone(edition.zone) - DAY:%Y-%m-%dT%H:%M}"
    filled = typed(client.get(page).context["form"], nomination_opens_at=past, quorum="3")

    refused = client.post(page, filled)
    done = client.post(page, filled | {"open_now": "nomination_opens_at"})

    assert (refused.status_code, done.status_code) == (422, 302)
    assert list(refused.context["form"].errors) == ["nomination_opens_at"]
    assert is_frozen(edition)
    assert rules_in_force(edition).jury.quorum == 3


def test_a_round_to_come_is_not_moved_into_the_past_by_two():
    edition = make_edition("nomination")
    rules = rules_in_force(edition)
    window = Window(edition_now(edition) - DAY, rules.jury.window.closes_at)

    with pytest.raises(RulesError, match=r"jury\.opens_at"):
        propose_rules(
            edition,
            with_windows(rules, {"jury": window}, announce_at=rules.announce_at),
            by=make_organiser(edition),
            reason="Juryn har redan börjat.",
        )

    assert rule_book_in_force(edition).version == 1


def test_the_desk_shows_which_fields_can_change_and_why_others_cannot(client):
    edition = make_edition("vote")
    client.force_login(make_organiser(edition))
    make_organiser(edition)

    form = client.get(reverse("desk_rules_all", args=[edition.award.slug, edition.year])).context[
        "form"
    ]

    open_fields = {name for name, field in form.fields.items() if not field.disabled}
    assert open_fields == {"vote_closes_at", "announce_at", "reason"}
    assert form.fields["method"].help_text == (
        "Omgången har öppnat: den kan förlängas, men inget annat i den ändras."
    )


def test_what_was_tampered_with_is_not_taken(client):
    edition = make_edition("vote")
    client.force_login(make_organiser(edition))
    make_organiser(edition)
    page = reverse("desk_rules_all", args=[edition.award.slug, edition.year])
    filled = typed(client.get(page).context["form"], method="score", reason="Smygväg.")

    answer = client.post(page, filled)

    assert answer.status_code == 422
    assert rules_in_force(edition).vote.method == "single"
