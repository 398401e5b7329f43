"""The invitation once more, to a juror who sits."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from award.log.models import LogEntry
from award.mail.domain.not_me import Whose, end, link_for
from award.mail.models import Message
from award.people.models import Proposal
from tests.factories import get_round, make_edition, make_organiser, make_role, move_round
from tests.reading import squeezed
from voting.jury.domain.inviting import INVITED, NotTheJuror, invite_again, invite_juror
from voting.jury.domain.leaving import leave
from voting.jury.domain.standing import PanelStands
from voting.jury.models import Juror

pytestmark = pytest.mark.django_db


def page(name, edition, *keys):
    with translation.override("en"):
        return reverse(name, args=[edition.award.slug, edition.year, *keys])


def signed_in(person):
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def press(juror, *, by=None, key=None):
    path = page("desk_jury_again", juror.edition, juror.pk)
    return signed_in(by or make_organiser(juror.edition)).post(
        path, {"submission": key or uuid4()}, follow=True
    )


def mailed(juror):
    return Message.objects.filter(
        recipient=juror.person.email, occasion__startswith="juror-invited:"
    ).order_by("created_at", "id")


def logged(juror):
    return LogEntry.objects.filter(action="juror.invited_again", object=f"juror:{juror.pk}").count()


def test_pressed_the_juror_is_mailed_once_more_and_the_page_says_so(juror):
    answer = press(juror)

    assert mailed(juror).count() == 2
    assert logged(juror) == 1
    said = "juror@example.org sits in the jury, and is mailed the invitation once more"
    assert said in squeezed(answer.text)


def test_mail_says_that_it_is_the_invitation_once_more(juror):
    press(juror)

    texts = sorted("en gång till" in message.text for message in mailed(juror))
    assert texts == [False, True]


def test_one_press_that_arrives_twice_mails_once(juror):
    key = uuid4()

    press(juror, key=key)
    press(juror, key=key)

    assert (mailed(juror).count(), logged(juror)) == (2, 1)


def test_two_presses_mail_twice(juror):
    press(juror)
    press(juror)

    assert (mailed(juror).count(), logged(juror)) == (3, 2)


def test_each_juror_who_sits_has_the_button(edition, juror):
    text = signed_in(make_organiser(edition)).get(page("desk_jury", edition)).text

    assert text.count(page("desk_jury_again", edition, juror.pk)) == 1


def test_typed_again_before_the_round_she_is_mailed_and_the_others_are_invited():
    edition = make_edition("nomination")
    organiser = make_organiser(edition)
    juror = invite_juror(edition=edition, email="asa@example.org", name="Åsa Ek", by=organiser)

    answer = signed_in(organiser).post(
        page("desk_jury", edition), {"people": "Asa@example.org\nbo@example.org"}, follow=True
    )

    text = squeezed(answer.text)
    assert mailed(juror).count() == 2
    assert Juror.objects.filter(edition=edition).sitting().count() == 2
    assert "Åsa Ek sits in the jury, and is mailed the invitation once more" in text
    assert "1 person is invited." in text


def test_typed_again_in_the_round_she_is_mailed_without_a_second_person(edition, juror):
    organiser = make_organiser(edition)

    signed_in(organiser).post(
        page("desk_jury", edition), {"people": "juror@example.org", "reason": "Mejlet kom bort"}
    )

    assert (mailed(juror).count(), logged(juror)) == (2, 1)
    assert not Proposal.objects.filter(kind="jury.panel").exists()


def test_form_that_arrives_twice_mails_her_once(edition, juror):
    organiser = signed_in(make_organiser(edition))
    data = {"people": "juror@example.org", "reason": "Mejlet kom bort", "submission": uuid4()}

    organiser.post(page("desk_jury", edition), data)
    organiser.post(page("desk_jury", edition), data)

    assert mailed(juror).count() == 2


def test_who_has_left_is_not_mailed_by_the_button(juror):
    leave(juror=juror, by=juror.invited_by, reason="Ny tjänst")

    answer = press(juror)

    assert answer.status_code == 404
    assert invite_again(juror, by=juror.invited_by, key=uuid4()) is False
    assert mailed(juror).count() == 1


def test_after_the_round_nobody_is_invited_again(edition, juror):
    move_round(get_round(edition, "jury"), closes_in=-timedelta(minutes=5))

    answer = press(juror)

    assert "has closed" in answer.text
    assert mailed(juror).count() == 1
    with pytest.raises(PanelStands):
        invite_again(juror, by=juror.invited_by, key=uuid4())


def test_whoever_said_that_it_was_not_her_is_mailed_no_more(juror):
    address = juror.person.email
    link = link_for(Whose(INVITED, juror.pk), address, language="sv")
    end(link.rstrip("/").rpartition("/")[2], address=address)

    with pytest.raises(NotTheJuror):
        invite_again(juror, by=juror.invited_by, key=uuid4())

    assert mailed(juror).count() == 1


@pytest.mark.parametrize("kind", ["reader", "juror"])
def test_who_does_not_organise_invites_nobody_again(edition, juror, kind):
    answer = press(juror, by=make_role(edition, kind))

    assert answer.status_code == 404
    assert mailed(juror).count() == 1
