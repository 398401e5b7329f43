"""The mail that the desk shows: dead letters first, and no code of anybody."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from award.mail.domain.messaging import queue_text
from award.mail.models import Message, SentCodes
from award.people.models import Role
from tests.award.desk.places import place, visit
from tests.factories import get_round, make_edition, make_organiser, make_role
from tests.posted import code_mailed_to
from voting.ballots.domain.requesting import request_vote

pytestmark = pytest.mark.django_db


def dead_letter(edition, state=Message.State.FAILED) -> Message:
    queue_text(
        occasion="prov", recipient="a@example.org", subject="Hej", text="Hej", edition=edition
    )
    Message.objects.update(state=state, attempts=8, last_error="550 no such user")
    return Message.objects.get()


def test_messages_show_dead_letters_first(client):
    edition = make_edition()
    letter = dead_letter(edition)

    answer = visit(client, edition, "desk_mail")

    assert list(answer.context["dead"]) == [letter]
    assert "550 no such user" in answer.content.decode()


def test_a_dead_letter_gets_another_chance(client):
    edition = make_edition()
    letter = dead_letter(edition)
    client.force_login(make_organiser(edition))

    answer = client.post(reverse("desk_mail", args=place(edition)), {"message": letter.pk})

    letter.refresh_from_db()
    assert answer.status_code == 302
    assert (letter.state, letter.attempts, letter.last_error) == (Message.State.QUEUED, 0, "")


@pytest.mark.parametrize("key", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_a_letter_that_is_not_there_cannot_be_sent(client, key):
    edition = make_edition()
    client.force_login(make_organiser(edition))

    answer = client.post(reverse("desk_mail", args=place(edition)), {"message": key})

    assert answer.status_code == 404


def test_a_letter_of_another_edition_cannot_be_sent(client):
    edition, other = make_edition(), make_edition()
    letter = dead_letter(other)
    client.force_login(make_organiser(edition))

    answer = client.post(reverse("desk_mail", args=place(edition)), {"message": letter.pk})

    letter.refresh_from_db()
    assert (answer.status_code, letter.state) == (404, Message.State.FAILED)


def test_messages_can_be_narrowed_to_a_state(client):
    edition = make_edition()
    dead_letter(edition)

    sent = visit(client, edition, "desk_mail", lage="sent").context["page"]
    failed = visit(client, edition, "desk_mail", lage="failed").context["page"]

    assert (len(sent.object_list), len(failed.object_list)) == (0, 1)


@pytest.mark.parametrize(
    "kind",
    [Role.Kind.OWNER, Role.Kind.ORGANISER, Role.Kind.READER],
)
@pytest.mark.parametrize("state", [Message.State.SENT, Message.State.FAILED])
def test_nobody_on_the_desk_sees_a_code_that_was_mailed_to_somebody_else(client, kind, state):
    """An organiser who saw it could vote in the name of any address."""
    edition = make_edition("vote")
    pending = request_vote(
        round=get_round(edition, "vote"), email="a@example.org", choices={}, submission=uuid4()
    )
    code = code_mailed_to("a@example.org")
    Message.objects.update(state=state)

    text = visit(client, edition, "desk_mail", make_role(edition, kind)).content.decode()

    assert [hidden for hidden in (code, "a@example.org", str(pending.key)) if hidden in text] == []
    assert "En kod för en röst" in text


def test_codes_that_were_sent_are_a_number(client):
    edition = make_edition()
    SentCodes.objects.create(edition=edition, kind="ballots.pendingvote:vote", number=17)

    assert "En kod för en röst (17)" in visit(client, edition, "desk_mail").text
