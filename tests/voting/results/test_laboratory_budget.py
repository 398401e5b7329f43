"""What the laboratory may calculate, and for how many."""

from __future__ import annotations

from fractions import Fraction

import pytest
from django.urls import reverse

from tests.factories import make_edition, make_organiser
from voting.results.domain.laboratory import (
    CALCULATIONS,
    MOST_CANDIDATES,
    MOST_VOTES,
    subject_of_table,
)
from voting.results.forms.laboratory import EXAMPLE, FiguresForm

pytestmark = pytest.mark.django_db

A_MINUTE = CALCULATIONS.limits[0][0]


def figures(candidates: int, votes: int = 10) -> str:
    rows = [f"K{n},{n}.5,{votes}" for n in range(candidates)]
    return "\n".join(["candidate,jury,public", *rows])


def typed(text: str) -> FiguresForm:
    return FiguresForm({"figures": text, "weight": 50}, weight=50)


def subject_of(text: str):
    form = typed(text)
    assert form.is_valid()
    return subject_of_table(form.cleaned_data["figures"], {"jury": Fraction(1)})


@pytest.fixture
def edition():
    return make_edition()


@pytest.fixture
def page(edition):
    return reverse("desk_laboratory", args=[edition.award.slug, edition.year])


def test_as_many_candidates_as_are_compared_in_two_seconds_are_taken():
    assert typed(figures(MOST_CANDIDATES)).is_valid()
    assert typed(figures(MOST_CANDIDATES + 1)).errors["figures"] == [
        f"Här jämförs högst {MOST_CANDIDATES} kandidater: ta bort dem som står sist."
    ]


@pytest.mark.parametrize(
    ("votes", "is_drawn"), [(MOST_VOTES // 2, True), (MOST_VOTES, False), (10**25, False)]
)
def test_more_votes_than_can_be_drawn_while_somebody_waits_are_not(votes, is_drawn):
    assert bool(subject_of(figures(2, votes)).years) is is_drawn


def test_figures_of_billions_are_answered(client, edition, page):
    client.force_login(make_organiser(edition))

    answer = client.post(page, {"figures": figures(5, 10**9), "weight": "50"})

    assert answer.status_code == 200
    assert answer.context["subject"].labels
    assert answer.context["chances"] == []


def test_a_budget_of_calculations_that_is_used_up_keeps_the_figures(client, edition, page):
    client.force_login(make_organiser(edition))
    for _ in range(A_MINUTE):
        client.post(page, {"figures": EXAMPLE, "weight": "50"})

    answer = client.post(page, {"figures": EXAMPLE, "weight": "50"})

    assert answer.context["subject"] is None
    assert "Vänta en minut" in answer.content.decode()
    assert "Cilla,3.9,505" in answer.content.decode()


def test_everybody_has_a_budget_of_her_own_and_figures_that_are_wrong_cost_nothing(
    client, edition, page
):
    client.force_login(make_organiser(edition))
    for _ in range(A_MINUTE + 1):
        client.post(page, {"figures": "x", "weight": "50"})
    mine = client.post(page, {"figures": EXAMPLE, "weight": "50"})
    client.force_login(make_organiser(edition))

    assert mine.context["subject"] is not None
    assert client.post(page, {"figures": EXAMPLE, "weight": "50"}).context["subject"] is not None
