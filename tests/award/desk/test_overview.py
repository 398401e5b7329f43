"""What needs a decision today: each thing appears, and leads to where it is decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db.models.functions import Now
from django.urls import reverse

from award.log.models import LogEntry
from award.mail.domain.messaging import queue_text
from award.mail.domain.outbox import MAX_ATTEMPTS
from award.mail.models import Effect, Heartbeat, Message
from award.programme.domain.clock import database_now
from award.rules.domain.books import rules_in_force
from award.rules.domain.document import CombinationRules
from award.rules.domain.proposing import propose_rules
from nominations.models import Candidate
from tests.factories import (
    KINDS,
    get_round,
    make_edition,
    make_entry,
    make_nominee,
    make_organisation,
    make_organiser,
    make_person,
    make_role,
)
from tests.voting.results.playing import played
from voting.jury.domain.assigning import assign_everything
from voting.jury.domain.inviting import invite_juror
from voting.jury.domain.scoring import complete
from voting.results.domain.settling import settle
from voting.results.models import EditionResult, Recount

pytestmark = pytest.mark.django_db
ALL = {"forebild": 5, "insats": 4, "spridning": 3}


@pytest.fixture(autouse=True)
def clockwork():
    Heartbeat.objects.create(service="tick", at=database_now())


WITHOUT_JURY = ("nomination", "vote")


def make_desk(phase: str, kinds=WITHOUT_JURY, **fields):
    """An edition where nothing waits, having two organisers with names; and the first of them."""
    edition = make_edition(phase, kinds=kinds, **fields)
    organiser, _ = make_organiser(edition), make_role(edition, "owner")
    return edition, organiser


def waiting(client, edition, person) -> list[tuple[str, str]]:
    """The lines under "needs a decision", each with where it leads, from the page itself."""
    client.force_login(person)
    page = client.get(reverse("desk_edition", args=[edition.award.slug, edition.year]))
    found = [(d.text, d.url) for d in page.context["decisions"]]
    text = page.content.decode()
    assert [url for _, url in found if f'href="{url}"' not in text] == []
    return found


def desk(edition, page: str) -> str:
    return reverse(f"desk_{page}", args=[edition.award.slug, edition.year])


@pytest.mark.parametrize("phase", ["before", "nomination", "counting", "announced"])
def test_nothing_waits_when_nothing_does(client, phase):
    edition, organiser = make_desk(phase)

    assert waiting(client, edition, organiser) == []


def test_a_silent_clockwork_waits(client):
    edition, organiser = make_desk("nomination")
    Heartbeat.objects.update(at=database_now() - timedelta(minutes=2))

    assert waiting(client, edition, organiser) == [
        ("Urverket är tyst: säg till den som sköter servern", "#platform")
    ]


def test_a_letter_that_could_not_be_sent_waits(client):
    edition, organiser = make_desk("nomination")
    fail(edition, "nils@example.org")

    assert waiting(client, edition, organiser) == [
        ("1 mejl kunde inte skickas", desk(edition, "mail"))
    ]


def test_a_letter_about_no_edition_is_seen_where_its_reader_belongs(client):
    edition, organiser = make_desk("nomination")
    other = make_edition(organisation=make_organisation())
    fail(None, organiser.email)
    fail(None, make_role(other, "owner").email)
    fail(other, "nils@example.org")

    found = waiting(client, edition, organiser)
    page = client.get(desk(edition, "mail"))

    assert found == [("1 mejl kunde inte skickas", desk(edition, "mail"))]
    assert [m.recipient for m in page.context["dead"]] == [organiser.email]


def fail(edition, recipient: str) -> None:
    queue_text(
        occasion=f"test:{recipient}:{edition}", recipient=recipient, subject="Hej", text="Hej",
        language="sv", edition=edition,
    )  # fmt: skip
    Message.objects.filter(recipient=recipient).update(state=Message.State.FAILED)


def test_a_task_that_was_given_up_waits_for_an_owner_who_can_try_again(client):
    edition, organiser = make_desk("nomination")
    owner = make_role(edition, "owner")
    task = Effect.objects.create(key="recount:7", name="x", attempts=MAX_ATTEMPTS, dead_at=Now())
    page = desk(edition, "mail")

    seen = waiting(client, edition, organiser), waiting(client, edition, owner)
    shown = client.get(page).content.decode()
    client.post(page, {"task": task.pk})

    task.refresh_from_db()
    assert seen == ([], [("1 uppgift gavs upp", f"{page}#tasks")])
    assert 'id="tasks"' in shown
    assert f"försökte {MAX_ATTEMPTS} gånger" in shown
    assert (task.dead_at, task.attempts) == (None, 0)
    assert LogEntry.objects.get(action="effect.revived").actor == f"person:{owner.pk}"


@pytest.mark.parametrize("key", ["0", "x", ""])
def test_a_task_that_is_not_there_is_not_found(client, key):
    edition, _ = make_desk("nomination")
    client.force_login(make_role(edition, "owner"))

    assert client.post(desk(edition, "mail"), {"task": key}).status_code == 404


def test_an_organiser_who_does_not_own_revives_no_task(client):
    edition, organiser = make_desk("nomination")
    task = Effect.objects.create(key="recount:7", name="x", attempts=8, dead_at=Now())
    client.force_login(organiser)

    answer = client.post(desk(edition, "mail"), {"task": task.pk})

    task.refresh_from_db()
    assert (answer.status_code, task.dead_at is None) == (404, False)


def test_a_change_of_the_rules_waits_for_the_other_and_tells_the_one(client):
    edition, organiser = make_desk("nomination")
    proposer = make_role(edition, "organiser", person=make_person(name="Eva Ek"))
    weights = CombinationRules("shares", {"jury": 70, "public": 30})
    changed = replace(rules_in_force(edition), combination=weights)
    proposal = propose_rules(edition, changed, by=proposer, reason="Juryn bad om det.")

    where = f"{desk(edition, 'proposals')}#p{proposal.pk}"
    assert [url for _, url in waiting(client, edition, organiser)] == [where]
    assert [url for _, url in waiting(client, edition, proposer)] == [where]


def test_a_nominee_who_has_not_been_told_waits_with_the_day_of_the_law(client):
    edition, organiser = make_desk("jury", kinds=KINDS)
    candidate = make_nominee(edition, "Anna Ek", email="anna@example.org")
    Candidate.objects.filter(pk=candidate.pk).update(created_at=database_now() - timedelta(days=31))
    for n in (1, 2):
        invite_juror(edition=edition, email=f"j{n}@example.org", by=organiser)

    found = {url: text for text, url in waiting(client, edition, organiser)}

    assert "dag 31 av 30" in found[desk(edition, "answers")]


@pytest.mark.parametrize(
    ("count", "started", "words"),
    [
        (2, 0, "2 jurymedlemmar är inte klara, och 2 av dem har inte börjat"),
        (2, 1, "2 jurymedlemmar är inte klara, och 1 av dem har inte börjat"),
        (2, 2, "2 jurymedlemmar är inte klara"),
    ],
)
def test_jurors_who_are_not_done_wait(client, count, started, words):
    edition, organiser = make_desk("jury", kinds=KINDS)
    first = make_entry(edition)
    make_entry(edition)
    jurors = [
        invite_juror(edition=edition, email=f"j{n}@example.org", by=organiser) for n in range(count)
    ]
    assign_everything(edition)
    for juror in jurors[:started]:
        complete(juror=juror, entry=first, scores=ALL)

    found = waiting(client, edition, organiser)

    assert (words, f"{desk(edition, 'jury')}#before") in found


@pytest.mark.parametrize(
    ("completed", "words"),
    [
        (0, "1 jurymedlem är inte klar och har inte börjat"),
        (1, "1 jurymedlem är inte klar"),
    ],
)
def test_one_juror_who_is_not_done_is_one(client, completed, words):
    edition, organiser = make_desk("jury", kinds=KINDS)
    entries = [make_entry(edition) for _ in range(2)]
    late, early = (
        invite_juror(edition=edition, email=f"{name}@example.org", by=organiser)
        for name in ("sen", "tidig")
    )
    assign_everything(edition)
    for entry in entries:
        complete(juror=early, entry=entry, scores=ALL)
    for entry in entries[:completed]:
        complete(juror=late, entry=entry, scores=ALL)

    found = waiting(client, edition, organiser)

    assert (words, f"{desk(edition, 'jury')}#before") in found


def test_a_jury_of_one_is_one_too_few(client):
    edition, organiser = make_desk("jury", kinds=KINDS)
    invite_juror(edition=edition, email="ensam@example.org", by=organiser)

    found = waiting(client, edition, organiser)

    assert ("Juryn har 1 medlem och behöver minst 2", desk(edition, "jury")) in found


def test_counters_that_do_not_agree_wait(client):
    edition = played({"anna": 2, "bea": 5, "cilla": 3}, {"anna": 3, "bea": 2, "cilla": 1})
    settle(edition)
    result = EditionResult.objects.get(edition=edition)
    Recount.objects.create(result=result, agrees=False, words="x", at=database_now())

    assert (
        "De två räknarna är inte överens: inget publiceras förrän de är det",
        desk(edition, "results"),
    ) in waiting(client, edition, make_organiser(edition))


def test_one_organiser_alone_is_told_that_it_takes_two(client):
    edition = make_edition(kinds=WITHOUT_JURY)
    owner = make_role(edition, "owner")
    make_role(edition, "organiser", person=make_person(is_active=False))
    make_role(edition, "reader")

    assert waiting(client, edition, owner) == [
        ("Det finns en enda arrangör: det viktigaste kräver två", desk(edition, "people"))
    ]


def test_two_addresses_of_one_person_are_one_organiser(client):
    edition = make_edition(kinds=WITHOUT_JURY)
    owner = make_role(edition, "owner", person=make_person(email="eva.ek@gmail.com"))
    make_role(edition, "organiser", person=make_person(email="evaek@gmail.com"))

    assert [where for _, where in waiting(client, edition, owner)] == [desk(edition, "people")]


def test_an_organiser_without_a_name_is_asked_for_it(client):
    edition, _ = make_desk("nomination")
    nameless = make_role(edition, "organiser", person=make_person(name=""))

    assert waiting(client, edition, nameless) == [
        ("Skriv ditt namn: det står i loggen", reverse("account"))
    ]


def test_an_edition_that_nobody_sees_waits_until_its_first_round(client):
    edition, organiser = make_desk("before", is_public=False)
    client.force_login(organiser)

    page = client.get(desk(edition, "edition"))

    decision = page.context["decisions"][0]
    assert (decision.url, decision.due) == (
        desk(edition, "programme"),
        get_round(edition, "nomination").opens_at,
    )


@pytest.mark.parametrize(
    ("phase", "states"),
    [
        ("before", ["next", "later", "later", "later"]),
        ("jury", ["past", "open", "next", "later"]),
        ("vote", ["past", "past", "open", "next"]),
        ("counting", ["past", "past", "past", "next"]),
        ("announced", ["past", "past", "past", "past"]),
    ],
)
def test_the_year_shows_what_is_done_open_and_next(client, phase, states):
    edition, organiser = make_desk(phase, kinds=KINDS)
    client.force_login(organiser)

    page = client.get(desk(edition, "edition"))

    assert [part.state for part in page.context["parts"]] == states
