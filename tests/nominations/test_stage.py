from datetime import timedelta

import pytest
from django.utils import timezone, translation

from award.programme.domain.calendar import calendar
from award.programme.models import Edition
from nominations.models import Candidate, Nomination
from nominations.panel import NominationPanel
from nominations.stage import NominationStage
from tests.factories import make_edition, make_nominee
from tests.nominations.making import make_nomination, page, send

STAGE, PANEL = NominationStage(), NominationPanel()


def aged(days: int) -> dict:
    return {"created_at": timezone.now() - timedelta(days=days)}


@pytest.mark.django_db
def test_figures_count_what_there_is():
    edition = make_edition()
    send(edition)
    make_nomination(edition)
    make_nominee(edition)
    make_nominee(edition, declined_at=timezone.now())
    make_nomination(make_edition())

    figures = {figure.label: figure.value for figure in PANEL.figures(edition)}

    assert figures == {
        "Nomineringar": "2",
        "Bekräftade": "1",
        "Väntar på beslut": "1",
        "Kandidater": "1",
        "Inte tillfrågade": "0",
        "Tillfrågade, inget svar": "0",
        "Ingen adress": "1",
        "Ja": "0",
        "Nej": "1",
    }


@pytest.mark.django_db
def test_decisions_are_none_when_nothing_waits():
    edition = make_edition()
    send(edition)
    make_nominee(edition, accepted_at=timezone.now())
    make_nominee(edition, declined_at=timezone.now())

    assert PANEL.decisions(edition) == ()


@pytest.mark.django_db
def test_undecided_nominations_wait_with_the_clock_of_the_oldest():
    edition = make_edition()
    old = make_nomination(edition, **aged(10))
    make_nomination(edition)

    (decision,) = PANEL.decisions(edition)

    assert decision.text == "2 nomineringar att besluta om"
    assert decision.url == page("desk_nominations", edition)
    assert decision.due == old.created_at + timedelta(days=25)


@pytest.mark.django_db
def test_clock_of_a_candidate_starts_with_the_first_nomination():
    """GDPR article 14: from the day her data came, not from the day somebody accepted it."""
    edition = make_edition()
    candidate = make_nominee(edition)
    first = make_nomination(
        edition, candidate=candidate, decision="accepted", decided_at=timezone.now(), **aged(12)
    )

    (decision,) = PANEL.decisions(edition)

    assert decision.text == "1 kandidat har inte fått veta om sin nominering"
    assert decision.due == first.created_at + timedelta(days=25)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("days", "ending"),
    [
        (24, "nominering"),
        (25, " – dag 25 av de 30 som lagen ger; dag 28 raderas det vi har om dem"),
        (29, " – dag 29 av de 30 som lagen ger; dag 28 raderas det vi har om dem"),
        (
            30,
            " – senare än lagen tillåter (dag 30 av 30): berätta i dag",
        ),
    ],
)
def test_clock_says_how_late_it_is(days, ending):
    edition = make_edition()
    make_nominee(edition, **aged(days))

    (decision,) = PANEL.decisions(edition)

    assert decision.text.endswith(ending)


@pytest.mark.django_db
def test_action_is_there_while_the_round_is_open_with_its_end():
    edition = make_edition()

    action = STAGE.action(edition, calendar(edition))

    assert (action.label, action.url) == ("Nominera någon", page("nominate", edition))
    assert action.note.startswith("Till ")
    with translation.override("en"):
        assert STAGE.action(edition, calendar(edition)).url == page("nominate", edition, "en")


@pytest.mark.django_db
@pytest.mark.parametrize("phase", ["before", "jury", "vote", "announced"])
def test_action_is_not_there_otherwise(phase):
    edition = make_edition(phase)

    assert STAGE.action(edition, calendar(edition)) is None


@pytest.mark.django_db
def test_action_is_not_there_without_a_nomination_round():
    edition = make_edition("vote", kinds=("vote",))

    assert STAGE.action(edition, calendar(edition)) is None


@pytest.mark.django_db
def test_figures_and_decisions_ask_the_database_little(django_assert_max_num_queries):
    edition = make_edition()
    for _number in range(5):
        make_nomination(edition)
        make_nominee(edition)
    edition = Edition.objects.with_calendar().get(pk=edition.pk)  # as a page has it

    with django_assert_max_num_queries(12):
        PANEL.figures(edition)
        PANEL.decisions(edition)

    assert Nomination.objects.count() + Candidate.objects.count() == 10
