"""The log as an organiser reads it: who, what, before and after, and whether it is whole."""

from __future__ import annotations

import pytest
from django.db import connection
from django.urls import reverse

from award.log.domain.erasing import erase_payload
from award.log.domain.recording import record
from tests.award.desk.places import place, visit
from tests.award.people.personal import write_to
from tests.factories import make_edition, make_organiser
from tests.time_travel import triggers_asleep

pytestmark = pytest.mark.django_db


def test_log_shows_who_what_before_and_after(client):
    edition = make_edition()
    organiser = make_organiser(edition)
    record(
        "partner.edited",
        actor=organiser,
        object="partner:1",
        edition=edition,
        before={"name": "Verket"},
        after={"name": "Verket i Växjö"},
        reason="Nytt namn",
    )

    row = visit(client, edition, "desk_log", organiser).context["rows"][0]

    assert (row.who, row.reason) == (str(organiser), "Nytt namn")
    assert row.details == (("namn", "Verket", "Verket i Växjö"),)
    assert row.sentences[0].endswith("från ”Verket” till ”Verket i Växjö”.")


def test_log_can_be_narrowed_to_an_action_and_a_word(client):
    edition = make_edition()
    organiser = make_organiser(edition)
    for action, reason in (("partner.added", "ett"), ("partner.edited", "två")):
        record(action, actor=organiser, object="x", edition=edition, reason=reason)

    by_action = visit(client, edition, "desk_log", organiser, vad="partner.added")
    by_word = visit(client, edition, "desk_log", organiser, sok="TVÅ")

    assert [r.reason for r in by_action.context["rows"]] == ["ett"]
    assert [r.reason for r in by_word.context["rows"]] == ["två"]


def test_log_shows_only_its_own_edition(client):
    edition, other = make_edition(), make_edition()
    record("partner.added", actor="system", object="x", edition=other, reason="annans")

    rows = visit(client, edition, "desk_log").context["rows"]

    assert [r.reason for r in rows if r.reason == "annans"] == []


def test_log_says_that_the_chain_is_whole(client):
    edition = make_edition()

    report = visit(client, edition, "desk_log", kontroll="1").context["report"]

    assert report.faults == ()
    assert report.entries > 0


def test_log_says_when_somebody_has_changed_it(client):
    edition = make_edition()
    entry = record("partner.added", actor="system", object="x", edition=edition, reason="sant")
    with triggers_asleep(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE log_logpayload SET content = jsonb_set(content, '{reason}', '\"falskt\"')"
            " WHERE seq = %s",
            [entry.seq],
        )

    report = visit(client, edition, "desk_log", kontroll="1").context["report"]

    assert [fault.seq for fault in report.faults] == [entry.seq]


def test_log_keeps_an_entry_whose_details_are_erased(client):
    edition = make_edition()
    entry = record("partner.added", actor="system", object="x", edition=edition, reason="borta")
    erase_payload(entry, by="system", reason="hon bad om det")

    page = visit(client, edition, "desk_log")

    row = next(r for r in page.context["rows"] if r.seq == entry.seq)
    assert (row.details, row.reason) == (None, "")


@pytest.mark.parametrize("asked", ["", "?sida=", "?sida=x", "?sida=0"])
def test_log_and_mail_open_at_the_newest(client, asked):
    """They opened at the last page, which has what is oldest."""
    edition = make_edition()
    person = make_organiser(edition)
    client.force_login(person)
    for n in range(120):
        record("edition.edited", actor=person, object=edition, edition=edition, after={"n": n})
        write_to(f"nr{n}@example.org", edition=edition, text="Hej")

    pages = [
        client.get(reverse(name, args=place(edition)) + asked) for name in ("desk_log", "desk_mail")
    ]

    assert [page.context["page"].number for page in pages] == [1, 1]
    assert "nr119@" in pages[1].text
