"""What a juror had filled in when her sign-in had ended."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from award.people.views.unsent import LONGEST
from award.programme.models import Organisation
from tests.factories import make_entry
from tests.typing_again import kept_on
from voting.jury.domain.assigning import assign_everything
from voting.jury.domain.inviting import invite_juror
from voting.jury.domain.scoring import complete, save
from voting.jury.models import ScoreSheet
from voting.jury.views.unsaved import KEPT_FOR, KEY

ALL = {"forebild": 5, "insats": 4, "spridning": 3}


def sheet_of(entry):
    edition = entry.round.edition
    with translation.override("sv"):
        return reverse("jury_entry", args=[edition.award.slug, edition.year, entry.pk])


def type_signed_out(client, entry, juror, **fields):
    return client.post(sheet_of(entry), {"juror": juror.pk, "save": "1", **fields})


def sign_in(client, juror):
    client.force_login(juror.person, backend="django.contrib.auth.backends.ModelBackend")


def make_older(client, age):
    session = client.session
    session[KEY] = session[KEY] | {"at": (datetime.now(UTC) - age).isoformat()}
    session.save()


def test_save_after_the_sign_in_ended_is_there_again_once_she_is_back(juror, entry, client):
    sent = type_signed_out(
        client, entry, juror, **{"points-forebild": 4, "comment": "Skriven förut"}
    )
    sign_in(client, juror)

    back, again = client.get(sheet_of(entry)), client.get(sheet_of(entry))

    assert (sent.status_code, sent["Location"].endswith(f"next={sheet_of(entry)}")) == (302, True)
    assert not ScoreSheet.objects.exists()
    assert back.status_code == 200
    assert "Skriven förut" in back.text
    assert re.search(r'name="points-forebild" value="4"[^>]* checked', back.text)
    assert "inte sparat än" in back.text
    assert "Skriven förut" not in again.text


def test_what_was_filled_in_on_one_sheet_is_not_on_another(edition, juror, entry, client):
    other = make_entry(edition)
    assign_everything(edition)
    type_signed_out(client, entry, juror, comment="Om den första")
    sign_in(client, juror)

    assert "Om den första" not in client.get(sheet_of(other)).text


def test_autosave_after_the_sign_in_ended_is_led_away_and_keeps_nothing(entry, client):
    header = {"X-Requested-With": "autosave"}

    answer = client.post(sheet_of(entry), {"points-forebild": 3}, headers=header)

    assert answer.status_code == 302
    assert KEY not in client.session


def test_what_is_very_long_stays_in_the_browser_and_not_in_the_store(juror, entry, client):
    words = "Så här långt. " * (LONGEST // 10)

    page = type_signed_out(client, entry, juror, comment=words)

    assert dict(kept_on(page.text))["comment"] == words
    assert KEY not in client.session


def test_the_page_says_whose_sheet_it_is(juror, entry, client):
    sign_in(client, juror)

    text = client.get(sheet_of(entry)).text

    assert f'name="juror" value="{juror.pk}"' in text


@pytest.mark.parametrize(
    ("age", "is_kept"),
    [(KEPT_FOR - timedelta(minutes=1), True), (KEPT_FOR + timedelta(minutes=1), False)],
)
def test_what_was_filled_in_is_forgotten_after_a_month(juror, entry, client, age, is_kept):
    type_signed_out(client, entry, juror, comment="Skriven förut")
    make_older(client, age)
    sign_in(client, juror)

    text = client.get(sheet_of(entry)).text

    assert ("Skriven förut" in text) is is_kept
    assert KEY not in client.session


def test_what_one_juror_filled_in_is_not_shown_to_the_next_at_the_same_browser(
    edition, juror, entry, client
):
    other = invite_juror(edition=edition, email="annan@example.org", by=juror.invited_by)
    assign_everything(edition)
    type_signed_out(client, entry, juror, comment="HEMLIGT")
    sign_in(client, other)

    text = client.get(sheet_of(entry)).text

    assert "HEMLIGT" not in text
    assert KEY not in client.session


@pytest.mark.parametrize("keep", [save, complete])
def test_a_newer_saved_sheet_stands(juror, entry, client, keep):
    type_signed_out(client, entry, juror, comment="Äldre")
    keep(juror=juror, entry=entry, scores=ALL, comment="Nyare")
    sign_in(client, juror)

    text = client.get(sheet_of(entry)).text

    assert "Nyare" in text
    assert "Äldre" not in text
    assert "hade blivit utloggad" not in text


def test_an_older_saved_sheet_gives_way(juror, entry, client):
    save(juror=juror, entry=entry, scores=ALL, comment="Äldre")
    type_signed_out(client, entry, juror, comment="Nyare")
    sign_in(client, juror)

    assert "Nyare" in client.get(sheet_of(entry)).text


@pytest.mark.parametrize("button", ["save", "complete"])
def test_what_she_saves_now_leaves_nothing_older_behind(juror, entry, client, button):
    type_signed_out(client, entry, juror, comment="Äldre")
    sign_in(client, juror)

    points = {f"points-{slug}": given for slug, given in ALL.items()}
    client.post(sheet_of(entry), {**points, "juror": juror.pk, button: "1"})

    assert ScoreSheet.objects.count() == 1
    assert KEY not in client.session


def test_saving_one_sheet_keeps_what_waits_for_another(edition, juror, entry, client):
    other = make_entry(edition)
    assign_everything(edition)
    type_signed_out(client, entry, juror, comment="Om den första")
    sign_in(client, juror)

    client.post(sheet_of(other), {"points-forebild": 2, "juror": juror.pk, "save": "1"})

    assert "Om den första" in client.get(sheet_of(entry)).text


def test_page_for_an_authority_keeps_nothing_before_a_button_is_pressed(juror, entry, client):
    """Not on the server, where a draft would be a public record, and not on her device."""
    sign_in(client, juror)
    of_an_association = client.get(sheet_of(entry)).text
    Organisation.objects.update(is_authority=True)

    of_an_authority = client.get(sheet_of(entry)).text

    assert "data-autosave" in of_an_association
    assert "autosave" not in of_an_authority
    assert "data-unsent" not in of_an_authority
    assert "data-guard" in of_an_authority
    assert "kan lämnas ut som allmän handling" in of_an_authority


def test_what_is_for_an_authority_stays_on_the_page_that_says_that_she_is_signed_out(
    juror, entry, client
):
    Organisation.objects.update(is_authority=True)

    answer = type_signed_out(client, entry, juror, comment="Skriven förut")

    assert answer.status_code == 403
    assert "Skriven förut" in answer.text
    assert KEY not in client.session
