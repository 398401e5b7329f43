"""The rule book as a form: changed at once before the freeze, by two people after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.urls import reverse

from award.people.models import Proposal
from award.programme.forms.moments import ZonedMoment
from award.rules.domain.books import rule_book_in_force, rules_in_force, write_rules
from award.rules.domain.comparing import changes_between, rule_changes
from award.rules.domain.document import RulesError
from award.rules.forms.rules import RulesForm
from award.rules.models import RuleBook
from tests.award.rules.changes import more_jury
from tests.factories import make_edition, make_organiser, make_role

pytestmark = pytest.mark.django_db

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def page(edition) -> str:
    return reverse("desk_rules_all", args=[edition.award.slug, edition.year])


def overview(edition) -> str:
    return reverse("desk_rules", args=[edition.award.slug, edition.year])


def filled(edition, **changes) -> dict[str, str]:
    """What a browser would send of the form as it stands, with some fields changed."""
    form = RulesForm(current=rules_in_force(edition), zone=edition.zone)
    values = {name: form[name].value() for name in form.fields}
    return {n: _typed(v) for n, v in values.items() if v is not None} | changes


def _typed(value) -> str:
    return f"{value:%Y-%m-%dT%H:%M}" if isinstance(value, datetime) else str(value)


def post(client, edition, person=None, **changes):
    client.force_login(person or make_organiser(edition))
    return client.post(page(edition), filled(edition, **changes))


def test_form_left_alone_gives_the_same_rules():
    edition = make_edition("before")
    current = rules_in_force(edition)

    form = RulesForm(filled(edition), current=current, zone=edition.zone)

    assert form.errors == {}
    assert form.rules() == current


def test_before_the_freeze_a_change_holds_at_once(client):
    edition = make_edition("before")

    answer = post(client, edition, quorum="3", method="approval", weight_of_jury="70")

    rules = rules_in_force(edition)
    assert answer.status_code == 302
    assert (rules.jury.quorum, rules.vote.method) == (3, "approval")
    assert rules.combination.weights == {"jury": 70, "public": 50}
    assert rule_book_in_force(edition).version == 2


def test_after_the_freeze_a_change_waits_for_another_organiser(client):
    edition = make_edition("nomination")

    post(client, edition, quorum="3", reason="Juryn blev större.")

    waiting = Proposal.objects.get()
    assert (waiting.state, waiting.reason) == ("waiting", "Juryn blev större.")
    assert rules_in_force(edition).jury.quorum == 2


def test_after_the_freeze_a_change_needs_a_reason(client):
    edition = make_edition("nomination")

    answer = post(client, edition, quorum="3")

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["__all__"])
    assert RuleBook.objects.count() == 1
    assert 'value="3"' in answer.content.decode()


def test_the_other_organiser_approves_under_proposals(client):
    edition = make_edition("nomination")
    post(client, edition, quorum="3", reason="Juryn blev större.")
    waiting = Proposal.objects.get()
    client.force_login(make_organiser(edition))
    place = [edition.award.slug, edition.year, waiting.pk]

    client.post(reverse("desk_proposal_decide", args=place), {"approve": "1"})

    assert rules_in_force(edition).jury.quorum == 3


def test_while_a_change_waits_the_page_shows_it_and_no_form(client):
    edition = make_edition("nomination")
    organiser = make_organiser(edition)
    post(client, edition, organiser, quorum="3", reason="Därför.")

    text = client.get(overview(edition)).content.decode()

    assert client.get(page(edition)).url == overview(edition)
    assert "Därför." in text
    assert "<textarea" not in text


def test_a_reader_reads_the_rules_and_changes_nothing(client):
    edition = make_edition("before")
    reader = make_role(edition, "reader")
    client.force_login(reader)

    shown = client.get(overview(edition))
    answer = post(client, edition, reader, quorum="3")

    assert (shown.status_code, answer.status_code) == (200, 404)
    assert "<textarea" not in shown.content.decode()
    assert rules_in_force(edition).jury.quorum == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"nomination_closes_at": "2020-01-01T08:00"}, "nomination_closes_at"),
        ({"vote_opens_at": "2020-01-01T08:00"}, "vote_opens_at"),
        ({"announce_at": "2020-01-01T08:00"}, "announce_at"),
        ({"announce_at": "imorgon"}, "announce_at"),
        ({"scale_min": "5", "scale_max": "5"}, "scale_max"),
        ({"quorum": "0"}, "quorum"),
        ({"finalists": ""}, "finalists"),
        ({"method": "lottery"}, "method"),
        ({"weight_of_jury": "0", "weight_of_public": "0"}, "weight_of_jury"),
        ({"tie_1": "jury", "tie_2": "jury"}, "tie_1"),
        ({"aggregate": "zscores", "combination": "shares"}, "combination"),
        ({"eligibility_sv": ""}, "eligibility_sv"),
        ({"criterion_1_weight": "-1"}, "criterion_1_weight"),
    ],
)
def test_what_is_wrong_stands_by_its_field(client, changes, field):
    edition = make_edition("before")

    answer = post(client, edition, **changes)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert rule_book_in_force(edition).version == 1


def test_criteria_are_added_renamed_and_removed(client):
    edition = make_edition("before")

    post(
        client,
        edition,
        criterion_1_name_sv="Visar vägen",
        criterion_2_name_sv="",
        criterion_4_name_sv="Mod",
        criterion_4_weight="3",
    )

    criteria = rules_in_force(edition).jury.criteria
    assert [(c.slug, c.name.in_language("sv"), c.weight) for c in criteria] == [
        ("forebild", "Visar vägen", 2),
        ("spridning", "Delar med sig", 1),
        ("mod", "Mod", 3),
    ]


def test_a_new_criterion_never_takes_a_slug_that_was_there(client):
    edition = make_edition("before")

    post(client, edition, criterion_1_name_sv="", criterion_4_name_sv="Förebild")

    assert [c.slug for c in rules_in_force(edition).jury.criteria] == [
        "insats",
        "spridning",
        "forebild-2",
    ]


def test_a_jury_without_criteria_is_refused(client):
    edition = make_edition("before")

    answer = post(client, edition, **{f"criterion_{n}_name_sv": "" for n in (1, 2, 3)})

    assert list(answer.context["form"].errors) == ["criterion_1_name_sv"]


def test_ties_may_end_without_the_lot(client):
    edition = make_edition("before")

    post(client, edition, tie_1="public", tie_2="", tie_3="", tie_4="", tie_lot="")

    assert rules_in_force(edition).ties == ("public",)


def test_ties_end_with_the_lot_whatever_is_chosen(client):
    edition = make_edition("before")

    post(client, edition, tie_1="public", tie_2="", tie_3="first_places", tie_4="")

    assert rules_in_force(edition).ties == ("public", "first_places", "lot")


def test_a_window_moved_moves_the_round(client):
    edition = make_edition("before")
    was = edition.announce_at

    post(client, edition, announce_at="2099-11-25T18:00")

    edition.refresh_from_db()
    assert was < edition.announce_at == datetime(2099, 11, 25, 18, 0, tzinfo=STOCKHOLM)


def test_an_edition_without_jury_has_no_fields_for_it():
    edition = make_edition("before", kinds=("nomination", "vote"))

    form = RulesForm(current=rules_in_force(edition), zone=edition.zone)

    assert {"quorum", "combination", "criterion_1_name_sv"} & set(form.fields) == set()


# The change in plain words


def test_changes_name_only_what_differs():
    edition = make_edition("nomination")
    rules = rules_in_force(edition)

    changes = changes_between(edition, rules, more_jury(rules))

    assert len(changes) == 1
    assert [len(changes[0].gone), len(changes[0].come)] == [1, 1]
    assert "50" in changes[0].gone[0]
    assert "70" in changes[0].come[0]


def test_the_same_rules_have_no_changes():
    edition = make_edition()
    book = rule_book_in_force(edition)

    assert rule_changes(edition, book, book) == []


def test_negative_figures_have_no_shares():
    edition = make_edition("before")
    rules = rules_in_force(edition)
    wrong = rules.having(jury=replace(rules.jury, aggregate="zscores"))

    with pytest.raises(RulesError, match=r"combination\.rule"):
        write_rules(edition, wrong, by=None)


# Local times


def test_a_local_time_becomes_the_moment_in_its_zone():
    field = ZonedMoment(zone=STOCKHOLM)

    assert field.clean("2026-07-01T12:00").astimezone(UTC) == datetime(2026, 7, 1, 10, tzinfo=UTC)
    assert field.clean("2026-12-01 12:00").astimezone(UTC) == datetime(2026, 12, 1, 11, tzinfo=UTC)


@pytest.mark.parametrize(
    "typed",
    [
        "2027-03-28T02:30",  # the clocks go forward
        "2026-10-25T02:30",  # the clocks go back
        "2026-02-30T12:00",
        "25/11 kl 18",
        "0001-01-01T00:00",
        "9999-12-31T23:59",
    ],
)
def test_a_local_time_with_no_one_meaning_is_refused(typed):
    with pytest.raises(forms.ValidationError):
        ZonedMoment(zone=STOCKHOLM).clean(typed)


@pytest.mark.parametrize("typed", ["2027-03-28T03:00", "2026-10-25T03:00", "2026-10-25T01:59"])
def test_a_local_time_beside_a_clock_change_is_taken(typed):
    moment = ZonedMoment(zone=STOCKHOLM).clean(typed)

    assert f"{moment:%Y-%m-%dT%H:%M}" == typed
