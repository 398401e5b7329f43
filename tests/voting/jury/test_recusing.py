"""The pages on which a juror steps back, and steps in again."""

import pytest
from django.utils import translation

from nominations.domain.answering import decline_candidacy
from tests.factories import DAY, get_round, make_edition, make_entry, make_organiser, move_round
from tests.nominations.making import page, sign_in
from tests.reading import squeezed
from voting.jury.domain.assigning import assign_everything
from voting.jury.domain.inviting import invite_juror
from voting.jury.domain.recusing import recuse
from voting.jury.models import Recusal, ScoreSheet

WHY = {"recusal_reason": "Min syster"}


@pytest.fixture
def swedish():
    with translation.override("sv"):
        yield


@pytest.fixture
def signed_in(swedish, juror, client):
    sign_in(client, juror.person)
    return client


def sheet(entry):
    return page("jury_entry", entry.round.edition, entry=entry.pk)


def back(entry):
    return page("jury_step_back", entry.round.edition, entry=entry.pk)


def test_without_a_reason_the_page_stays_and_says_what_is_missing_and_for_whom(signed_in, entry):
    typed = {"points-forebild": 4, "comment": "Halvskriven", "recusal_reason": "  "}

    answer = signed_in.post(back(entry), typed)

    assert answer.status_code == 422
    assert f"Skriv kort varför du avstår från att bedöma {entry.candidate.name}." in squeezed(
        answer.text
    )
    assert 'name="points-forebild" value="4"' in answer.text
    assert "Halvskriven" in answer.text
    assert '<details class="aside" data-by-hand open>' in answer.text
    assert not Recusal.objects.exists()


def test_a_reason_that_is_too_long_stays_in_the_field(signed_in, entry):
    long = "Vi har arbetat ihop. " * 60

    answer = signed_in.post(back(entry), {"recusal_reason": long})

    assert answer.status_code == 422
    assert long.strip() in answer.text
    assert "1000" in answer.text


def test_the_page_names_whom_she_steps_back_from(signed_in, entry):
    text = squeezed(signed_in.get(sheet(entry)).text)

    assert f"Avstå från att bedöma {entry.candidate.name}" in text


def test_stepping_back_says_from_whom(signed_in, entry):
    answer = signed_in.post(back(entry), WHY, follow=True)

    assert f"Du har avstått från att bedöma {entry.candidate.name}." in answer.text
    assert Recusal.objects.standing().get().reason == "Min syster"


def test_pressed_twice_she_has_stepped_back_once(signed_in, entry):
    answers = [signed_in.post(back(entry), WHY).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert Recusal.objects.standing().count() == 1


def test_stepping_back_from_a_page_that_was_left_open_without_a_reason_changes_nothing(
    signed_in, juror, entry
):
    recuse(juror=juror, entry=entry, reason="Min syster")

    answer = signed_in.post(back(entry), {"recusal_reason": ""}, follow=True)

    assert answer.status_code == 200
    assert "Du har avstått från" in answer.text
    assert Recusal.objects.standing().count() == 1


def test_scoring_after_all_pressed_twice_she_scores(signed_in, juror, entry):
    recuse(juror=juror, entry=entry, reason="Min syster")

    for _ in range(2):
        answer = signed_in.post(back(entry), {"score": "1"}, follow=True)

    assert f"Du bedömer {entry.candidate.name} igen." in answer.text
    assert not Recusal.objects.standing().exists()
    assert signed_in.get(sheet(entry)).status_code == 200


def test_going_back_to_her_page_tells_where_she_is(signed_in, juror, entry):
    recuse(juror=juror, entry=entry, reason="Min syster")

    answer = signed_in.get(sheet(entry), follow=True)

    assert answer.redirect_chain == [(page("jury_edition", juror.edition), 302)]
    assert f"Du har avstått från att bedöma {entry.candidate.name}" in answer.text


def test_points_for_somebody_she_has_stepped_back_from_are_not_saved_and_she_is_told(
    signed_in, juror, entry
):
    recuse(juror=juror, entry=entry, reason="Min syster")

    by_itself = signed_in.post(
        sheet(entry), {"comment": "x"}, headers={"X-Requested-With": "autosave"}
    )
    by_hand = signed_in.post(sheet(entry), {"comment": "x", "save": "1"}, follow=True)

    assert by_itself.status_code == 422
    assert "avstått" in by_itself.json()["errors"]["__all__"][0]
    assert "Du har avstått från" in by_hand.text
    assert not ScoreSheet.objects.exists()


def test_a_page_of_somebody_who_has_left_meanwhile_leads_to_the_list(signed_in, entry):
    decline_candidacy(entry.candidate)

    answers = [
        signed_in.get(sheet(entry), follow=True),
        signed_in.post(back(entry), {"recusal_reason": ""}, follow=True),
    ]

    assert [a.status_code for a in answers] == [200, 200]
    assert all("deltar inte längre" in a.text for a in answers)


def test_after_the_round_her_reason_is_kept_and_she_is_told_that_it_came_too_late(signed_in, entry):
    move_round(get_round(entry.round.edition, "jury"), closes_in=-DAY / 24)

    answer = signed_in.post(back(entry), WHY)

    assert answer.status_code == 422
    assert "Juryns omgång har stängt, så du har inte avstått." in answer.text
    assert "Min syster" in answer.text


def test_signed_out_her_reason_is_there_again_when_she_is_back(swedish, juror, entry, client):
    sent = client.post(back(entry), {**WHY, "juror": juror.pk, "comment": "Förut"})
    sign_in(client, juror.person)

    text = client.get(sheet(entry)).text

    assert sent.url.endswith(f"next={sheet(entry)}")
    assert "Min syster" in text
    assert "Förut" in text
    assert "inte sparat än" in text


def test_somebody_whom_she_was_not_given_is_not_found(signed_in, juror):
    other = make_edition("jury")
    invite_juror(edition=other, email="annan@example.org", by=make_organiser(other))
    foreign = make_entry(other)
    assign_everything(other)
    here = juror.edition

    answers = [
        signed_in.get(page("jury_entry", here, entry=foreign.pk)).status_code,
        signed_in.post(page("jury_step_back", here, entry=foreign.pk), WHY).status_code,
    ]

    assert answers == [404, 404]


def test_what_was_written_in_another_tab_is_shown_once_more_after_stepping_back(
    signed_in, juror, entry
):
    recuse(juror=juror, entry=entry, reason="Min syster")

    answer = signed_in.post(
        sheet(entry), {"save": "1", "comment": "En sen kommentar\nsom tog lång tid."}
    )

    assert answer.status_code == 409
    assert "En sen kommentar<br>som tog lång tid." in answer.text
    assert "Inte sparat" in answer.text
