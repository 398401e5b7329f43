"""The desk: what an organiser sees, and what a form says when it cannot be kept."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.urls import reverse

from award.desk.templatetags.desk_tags import desk_pages, without_code
from award.log.domain.erasing import erase_payload
from award.log.domain.recording import record
from award.log.models import LogEntry
from award.mail.domain.messaging import queue_text
from award.mail.models import Heartbeat, Message
from award.people.domain.granting import RoleRefused, grant, person_with, revoke
from award.people.models import Role
from award.people.permissions import may_organise, may_own
from tests.factories import make_edition, make_organisation, make_organiser, make_person, make_role

pytestmark = pytest.mark.django_db


def place(edition) -> list:
    return [edition.award.slug, edition.year]


def visit(client, edition, page: str, person=None, **query):
    client.force_login(person or make_organiser(edition))
    return client.get(reverse(page, args=place(edition)), query)


def test_home_leads_straight_to_the_only_edition(client):
    edition = make_edition()
    client.force_login(make_organiser(edition))

    answer = client.get("/desk/")

    assert (answer.status_code, answer.url) == (302, reverse("desk_edition", args=place(edition)))


def test_home_lists_every_edition_one_may_read(client):
    one, other, foreign = make_edition(), make_edition(), make_edition()
    person = make_organiser(one)
    make_role(other, "reader", person=person)
    client.force_login(person)

    answer = client.get("/desk/")

    assert set(answer.context["editions"]) == {one, other}
    assert foreign.award.name_sv not in answer.content.decode()


def test_home_of_an_owner_offers_a_new_award_and_a_new_year(client):
    edition = make_edition()
    client.force_login(make_role(edition, "owner"))

    text = client.get("/desk/").content.decode()

    assert text.count('href="/desk/ny/"') == 1
    assert text.count(f'href="/desk/{edition.award.slug}/nytt-ar/"') == 1


def test_home_of_a_juror_leads_to_the_jury(client):
    client.force_login(make_role(make_edition(), "juror"))

    answer = client.get("/desk/")

    assert list(answer.context["editions"]) == []
    assert 'href="/jury/"' in answer.content.decode()


def test_edition_tells_when_the_clockwork_is_silent(client):
    edition = make_edition()

    before = visit(client, edition, "desk_edition")
    Heartbeat.objects.create(service="tick", at=before.context["calendar"].now)
    after = visit(client, edition, "desk_edition")

    assert (before.context["health"].ticking, after.context["health"].ticking) == (False, True)


def test_edition_shows_figures_and_the_open_round(client):
    edition = make_edition("nomination")

    answer = visit(client, edition, "desk_edition")

    assert answer.context["calendar"].open_round.kind == "nomination"
    parts = answer.context["parts"]
    assert [p.state for p in parts] == ["open", "next", "later", "later"]
    assert [f.value for f in parts[0].figures][:1] == ["0"]
    assert answer["Cache-Control"] == "no-store"


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
    assert row.details == (("name", "Verket", "Verket i Växjö"),)


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
    with TriggersOff() as cursor:
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


class TriggersOff:
    """What somebody with the database's own password could do."""

    def __enter__(self):
        from django.db import connection

        self.cursor = connection.cursor()
        self.cursor.execute("SET session_replication_role = 'replica'")
        return self.cursor

    def __exit__(self, *args):
        self.cursor.execute("SET session_replication_role = 'origin'")


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


def test_an_owner_gives_a_role_and_the_person_is_told(client):
    edition = make_edition()
    client.force_login(make_role(edition, "owner"))

    answer = client.post(
        reverse("desk_people", args=place(edition)),
        {"name": "Ny Ek", "email": "Ny@example.org", "role": "organiser"},
    )

    role = Role.objects.get(person__email="ny@example.org")
    assert answer.status_code == 302
    assert (role.kind, role.edition, role.person.name) == ("organiser", edition, "Ny Ek")
    assert Message.objects.filter(recipient="ny@example.org").count() == 1


def test_a_role_for_no_address_keeps_what_was_typed(client):
    edition = make_edition()
    client.force_login(make_role(edition, "owner"))

    answer = client.post(
        reverse("desk_people", args=place(edition)), {"email": "ny at example", "role": "reader"}
    )

    assert answer.status_code == 422
    assert 'value="ny at example"' in answer.content.decode()
    assert list(answer.context["form"].errors) == ["email"]


def test_an_owner_takes_a_role_away(client):
    edition = make_edition()
    reader = make_role(edition, "reader")
    client.force_login(make_role(edition, "owner"))

    client.post(reverse("desk_people", args=place(edition)), {"revoke": reader.roles.get().pk})

    assert reader.roles.count() == 0


def test_the_last_owner_stays(client):
    edition = make_edition()
    owner = make_role(edition, "owner")
    client.force_login(owner)

    answer = client.post(
        reverse("desk_people", args=place(edition)), {"revoke": owner.roles.get().pk}, follow=True
    )

    assert owner.roles.count() == 1
    assert [m.level_tag for m in answer.context["messages"]] == ["error"]


def test_one_of_two_owners_can_leave(client):
    edition = make_edition()
    owner, other = make_role(edition, "owner"), make_role(edition, "owner")
    client.force_login(owner)

    client.post(reverse("desk_people", args=place(edition)), {"revoke": other.roles.get().pk})

    assert (owner.roles.count(), other.roles.count()) == (1, 0)


def test_a_role_in_another_organisation_cannot_be_taken(client):
    edition, other = make_edition(), make_edition(organisation=make_organisation())
    foreign = make_role(other, "reader")
    client.force_login(make_role(edition, "owner"))

    answer = client.post(
        reverse("desk_people", args=place(edition)), {"revoke": foreign.roles.get().pk}
    )

    assert (answer.status_code, foreign.roles.count()) == (404, 1)


@pytest.mark.parametrize("kind", ["organiser", "reader"])
def test_only_owners_give_roles(client, kind):
    edition = make_edition()
    client.force_login(make_role(edition, kind))

    answer = client.post(
        reverse("desk_people", args=place(edition)), {"email": "ny@example.org", "role": "owner"}
    )

    assert answer.status_code == 404
    assert Role.objects.filter(kind="owner").count() == 0


def test_a_switched_off_account_sees_nothing(client):
    edition = make_edition()
    person = make_organiser(edition)
    client.force_login(person)
    type(person).objects.filter(pk=person.pk).update(is_active=False)

    answer = client.get(reverse("desk_edition", args=place(edition)))

    assert answer.status_code == 302
    assert answer.url.startswith("/konto/login/")


def test_a_stranger_finds_nothing_where_a_desk_is(client):
    edition = make_edition()

    answer = visit(client, edition, "desk_edition", make_person())

    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("asked", "kind", "everywhere"),
    [
        ("organiser", "organiser", False),
        ("organiser-everywhere", "organiser", True),
        ("reader", "reader", False),
        ("reader-everywhere", "reader", True),
        ("owner", "owner", True),
    ],
)
def test_a_role_holds_in_this_edition_or_in_every_one(client, asked, kind, everywhere):
    edition = make_edition()
    client.force_login(make_role(edition, "owner"))

    client.post(
        reverse("desk_people", args=place(edition)), {"email": "ny@example.org", "role": asked}
    )

    role = Role.objects.get(person__email="ny@example.org")
    assert (role.kind, role.edition) == (kind, None if everywhere else edition)


def test_a_juror_is_not_made_on_the_page_of_people(client):
    edition = make_edition()
    client.force_login(make_role(edition, "owner"))

    answer = client.post(
        reverse("desk_people", args=place(edition)), {"email": "ny@example.org", "role": "juror"}
    )

    assert (answer.status_code, Role.objects.filter(kind="juror").count()) == (422, 0)


def test_an_organiser_in_every_edition_reaches_the_next_year(client):
    edition = make_edition()
    person = make_person()
    grant(
        organisation=edition.award.organisation, edition=None, email=person.email,
        kind="organiser", by=None,
    )  # fmt: skip
    later = make_edition(award=edition.award, year=2027)

    assert may_organise(person, later)
    assert not may_own(person, edition.award.organisation)


def test_a_switched_off_owner_does_not_count_as_one_who_is_left():
    edition = make_edition()
    owner = make_role(edition, "owner")
    make_role(edition, "owner", person=make_person(is_active=False))

    with pytest.raises(RoleRefused):
        revoke(owner.roles.get(), by=owner)


def test_the_database_knows_no_owner_of_a_single_edition():
    edition = make_edition()

    with pytest.raises(IntegrityError, match="owner_role_in_every_edition"), transaction.atomic():
        Role.objects.create(
            person=make_person(), organisation=edition.award.organisation, edition=edition, kind="owner"
        )  # fmt: skip


def test_somebody_invited_under_her_second_address_is_the_same_person():
    edition = make_edition()
    person = make_person()
    EmailAddress.objects.create(user=person, email="annan@example.org", verified=True)

    role = grant(
        organisation=edition.award.organisation, edition=edition, email="Annan@example.org",
        kind="reader", by=None,
    )  # fmt: skip

    assert role.person == person


def test_what_she_calls_herself_goes_before_what_others_call_her():
    person = make_person(name="Eva Ek")

    found = person_with(person.email, name="Evis")

    assert found.name == "Eva Ek"


def test_an_owner_changes_where_people_reach_the_organisation(client):
    edition = make_edition()
    client.force_login(make_role(edition, "owner"))

    answer = client.post(
        reverse("desk_organisation", args=place(edition)),
        {"name": "Digitri", "email": "hej@example.org", "website": "digitri.example", "days": 3},
    )

    entry = LogEntry.objects.get(action="organisation.edited")
    foot = client.get(reverse("edition", args=place(edition))).content.decode()
    assert answer.status_code == 302
    assert entry.payload.content["after"]["website"] == "https://digitri.example"
    assert "mailto:hej@example.org" in foot


@pytest.mark.parametrize(
    ("page", "marked"),
    [
        ("desk_edition", [("desk_edition", "page")]),
        ("desk_rules", [("desk_rules", "page")]),
        ("desk_award", [("desk_programme", "true")]),
    ],
)
def test_the_desks_pages_say_where_you_are_also_from_a_page_below(page, marked):
    edition = make_edition()
    path = reverse(page, args=place(edition))

    found = [(link.url, here) for link, here in desk_pages(edition, path) if here]

    assert found == [(reverse(name, args=place(edition)), here) for name, here in marked]


@pytest.mark.parametrize(
    "kind",
    [Role.Kind.OWNER, Role.Kind.ORGANISER, Role.Kind.READER],
)
@pytest.mark.parametrize("state", [Message.State.SENT, Message.State.FAILED])
def test_nobody_on_the_desk_sees_a_code_that_was_mailed_to_somebody_else(client, kind, state):
    """An organiser who saw it could vote in the name of any address."""
    edition = make_edition()
    queue_text(
        occasion="vote-code:prov",
        recipient="a@example.org",
        subject="370218 är din kod – Priset 2026",
        text="370218",
        edition=edition,
    )
    Message.objects.update(state=state)

    text = visit(client, edition, "desk_mail", make_role(edition, kind)).content.decode()

    assert "370218" not in text
    assert "•••••• är din kod – Priset 2026" in text


@pytest.mark.parametrize("subject", ["Resultatet 2026", "12345", "1234567", "Nr 12 av 345 678"])
def test_other_numbers_in_a_subject_stand(subject):
    assert without_code(subject) == subject
