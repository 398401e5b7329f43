"""The desk's pages of nominations: who sees which button, what strangers wrote, in English."""

import pytest

from nominations.domain.reviewing import accept
from tests.factories import make_nominee, make_role
from tests.nominations.making import make_nomination, page, sign_in

pytestmark = pytest.mark.django_db


def test_reader_sees_no_button_that_decides(client, edition):
    sign_in(client, make_role(edition, "reader"))
    nomination, candidate = make_nomination(edition), make_nominee(edition)

    pages = [
        client.get(page("desk_nomination", edition, nomination=nomination.pk)),
        client.get(page("desk_candidate", edition, candidate=candidate.pk)),
    ]

    assert [answer.status_code for answer in pages] == [200, 200]
    assert ["<form" in answer.text.split("</header>")[1] for answer in pages] == [False, False]


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_what_strangers_wrote_is_shown_as_text(client, edition, organiser, text):
    nomination = make_nomination(
        edition, nominee_name=text, motivation=text, nominator_name=text, nominee_workplace=text
    )
    shown = [client.get(page("desk_nomination", edition, nomination=nomination.pk))]
    candidate = accept(nomination=nomination, by=organiser)
    shown += [
        client.get(page("desk_nominations", edition)),
        client.get(page("desk_candidates", edition)),
        client.get(page("desk_candidate", edition, candidate=candidate.pk)),
    ]

    assert [text in answer.text for answer in shown] == [False] * 4


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("desk_nominations", "Waiting for a decision"),
        ("desk_nomination", "Accept as a new candidate"),
        ("desk_candidates", "Not asked yet"),
        ("desk_candidate", "What we say"),
    ],
)
def test_desk_in_english(client, edition, organiser, name, heading):
    kwargs = {
        "desk_nomination": {"nomination": make_nomination(edition).pk},
        "desk_candidate": {"candidate": make_nominee(edition).pk},
    }.get(name, {})
    make_nominee(edition)

    assert heading in client.get(page(name, edition, "en", **kwargs)).text
