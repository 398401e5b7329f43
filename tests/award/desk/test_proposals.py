"""Proposals on the desk and beside the rules, and the log of an organisation."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from award.desk.domain.proposals import proposal_rows
from award.log.domain.recording import record
from award.people.domain import acts
from award.people.domain.granting import grant, revoke
from award.people.domain.two_persons import (
    OutsideWitness,
    approve,
    decline,
    propose,
    public_proposals,
    two_person_act,
    waiting,
)
from award.people.models import Proposal, Role
from tests.award.desk.places import place
from tests.factories import DAY, make_edition, make_organiser, make_person, make_role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def known_act():
    """An act that does nothing, whose inside words name somebody who is not public."""
    before = dict(acts._acts)
    two_person_act(
        "test.act",
        title="Ett prov",
        describe=lambda proposal: ["Någon stryks"],
        inside=lambda proposal: ["Hemliga Hilma stryks"],
    )(lambda proposal: None)
    yield
    acts._acts.clear()
    acts._acts.update(before)


def ask(edition, by, **options):
    options = {"reason": "Hon är inte behörig", "payload": {}} | options
    return propose("test.act", edition=edition, by=by, **options)


def page(client, edition, person) -> str:
    client.force_login(person)
    return client.get(reverse("desk_proposals", args=place(edition))).content.decode()


def decide(client, edition, proposal, person, **what):
    client.force_login(person)
    where = reverse("desk_proposal_decide", args=[*place(edition), proposal.pk])
    return client.post(where, what, follow=True)


def levels(answer) -> list[str]:
    return [message.level_tag for message in answer.context["messages"]]


def test_the_second_organiser_approves_on_the_desk(client):
    edition = make_edition()
    one, other = make_organiser(edition), make_organiser(edition)
    proposal = ask(edition, one)

    answer = decide(client, edition, proposal, other, approve="1")

    proposal.refresh_from_db()
    assert (proposal.state, levels(answer)) == ("approved", ["success"])


def test_only_whoever_may_is_shown_the_button(client):
    edition = make_edition()
    one, other = make_organiser(edition), make_organiser(edition)
    new = make_organiser(edition, created_at=timezone.now())
    ask(edition, one)
    people = (one, other, new, make_role(edition, "reader"))

    pages = [page(client, edition, person) for person in people]

    assert ['name="approve"' in text for text in pages] == [False, True, False, False]
    assert ['name="decline"' in text for text in pages] == [True, True, True, False]


def test_a_form_sent_by_whoever_may_not_is_refused_in_words(client):
    edition = make_edition()
    one = make_organiser(edition)
    make_organiser(edition)
    proposal = ask(edition, one)

    answer = decide(client, edition, proposal, one, approve="1")

    proposal.refresh_from_db()
    assert (proposal.state, levels(answer)) == ("waiting", ["error"])


def test_a_decline_says_why(client):
    edition = make_edition()
    one, other = make_organiser(edition), make_organiser(edition)
    proposal = ask(edition, one)

    decide(client, edition, proposal, other, decline="1", why="Det stämmer inte")

    assert "Det stämmer inte" in page(client, edition, one)


def test_a_proposal_of_another_edition_is_not_found(client):
    edition, other = make_edition(), make_edition()
    make_organiser(other)
    proposal = ask(other, make_organiser(other))
    client.force_login(make_organiser(edition))

    where = reverse("desk_proposal_decide", args=[*place(edition), proposal.pk])

    assert client.post(where, {"decline": "1"}).status_code == 404


def decisions(client, edition, person) -> list[str]:
    client.force_login(person)
    answer = client.get(reverse("desk_edition", args=place(edition)))
    where = reverse("desk_proposals", args=place(edition))
    return [d.text for d in answer.context["decisions"] if d.url.startswith(where)]


def test_the_desk_says_first_what_waits_for_whom(client):
    edition = make_edition()
    one, other = make_organiser(edition, person=None), make_organiser(edition)
    third = make_organiser(edition, created_at=timezone.now())
    ask(edition, one)

    with translation.override("sv"):
        found = [decisions(client, edition, person) for person in (one, other, third)]

    assert [len(each) for each in found] == [1, 1, 0]
    assert "Hemliga Hilma stryks" in found[1][0]
    assert found[0] != found[1]


def test_the_desk_says_until_when_a_lone_act_can_be_declined(client):
    edition = make_edition()
    one = make_organiser(edition)
    new = make_organiser(edition, created_at=timezone.now())
    proposal = ask(edition, one)
    client.force_login(new)

    answer = client.get(reverse("desk_edition", args=place(edition)))

    assert proposal.takes_effect_at in [d.due for d in answer.context["decisions"]]


def in_public(edition, language="sv") -> str:
    with translation.override(language):
        context = {"proposals": public_proposals(edition), "edition": edition}
        return " ".join(render_to_string("people/_proposals.html", context).split())


def test_everybody_reads_who_gave_whom_which_role_and_when():
    edition = make_edition()
    owner = make_role(edition, "owner", created_at=timezone.now() - 300 * DAY)
    one, other = make_organiser(edition), make_organiser(edition, granted_by=owner)
    approve(ask(edition, one), by=other)

    swedish, english = in_public(edition), in_public(edition, "en")
    seniority = public_proposals(edition)[0].seniority

    assert [(s.name, s.role, s.given_by) for s in seniority] == [
        (one.name, "Arrangör", ""),
        (other.name, "Arrangör", owner.name),
    ]
    assert owner.name in swedish
    assert f"given the role by {owner.name}" in english


def test_seniority_is_read_also_when_the_role_is_gone():
    edition = make_edition()
    owner = make_role(edition, "owner")
    one, other = make_organiser(edition), make_organiser(edition, granted_by=owner)
    approve(ask(edition, one), by=other)
    given = Role.objects.get(person=other).created_at

    revoke(Role.objects.get(person=other), by=owner)

    assert public_proposals(edition)[0].seniority[1].since == given


def test_whoever_decided_stands_there_as_she_was_called_then():
    edition = make_edition()
    owner = make_role(edition, "owner", person=make_person(name="Olga Ägare"))
    one = make_organiser(edition, person=make_person(name="Eva Ett"))
    other = make_organiser(edition, person=make_person(name="Tora Två"), granted_by=owner)
    approve(ask(edition, one), by=other)

    for person in (owner, one, other):
        person.name = "Någon Annan"
        person.save()

    page = in_public(edition)
    assert "Någon Annan" not in page
    assert all(name in page for name in ("Olga Ägare", "Eva Ett", "Tora Två"))


def test_a_decline_and_a_lapse_are_signed_too():
    edition = make_edition()
    one, other = make_organiser(edition), make_organiser(edition)

    declined = decline(ask(edition, one), by=other)
    withdrawn = decline(ask(edition, one), by=one)

    assert (declined.decided_name, len(declined.seniority)) == (other.name, 2)
    assert (withdrawn.decided_name, len(withdrawn.seniority)) == (one.name, 1)


@pytest.mark.parametrize("shift", [-300 * DAY, 300 * DAY])
def test_seniority_is_read_also_where_the_clock_is_another(shift):
    """The days of a role are real days: an edition whose clock was behind showed nobody."""
    edition = make_edition(is_made_up=True, clock_shift=shift)
    owner = make_role(edition, "owner")
    one, other = make_organiser(edition), make_organiser(edition, granted_by=owner)

    approve(ask(edition, one), by=other)

    seniority = public_proposals(edition)[0].seniority
    assert [(s.name, s.given_by) for s in seniority] == [(one.name, ""), (other.name, owner.name)]


def test_what_only_organisers_may_read_is_not_public():
    edition = make_edition()
    one = make_organiser(edition)
    make_organiser(edition)
    ask(edition, one)

    text = in_public(edition)

    assert ("Någon stryks" in text, "Hilma" in text) == (True, False)


def test_what_a_lone_organiser_waits_for_is_public_with_its_moment():
    edition = make_edition()
    ask(edition, make_organiser(edition))

    text = in_public(edition, "en")

    assert "It takes effect on" in text


def test_the_witness_is_named_and_her_address_is_not():
    edition = make_edition()
    witness = OutsideWitness(name="Vera Vittne", email="vera@example.net")
    ask(edition, make_organiser(edition), witness=witness)

    text = in_public(edition)

    assert ("Vera Vittne" in text, "vera@example.net" in text) == (True, False)


def test_many_proposals_are_read_with_as_many_questions_as_one(django_assert_num_queries):
    edition = make_edition()
    one, other = make_organiser(edition), make_organiser(edition)
    for _ in range(5):
        approve(ask(edition, one), by=other)

    with django_assert_num_queries(1):
        in_public(edition)


def test_many_that_wait_cost_the_desk_no_more_than_one(django_assert_num_queries):
    edition = make_edition()
    one, other = make_organiser(edition), make_organiser(edition)
    for _ in range(5):
        ask(edition, one)

    with django_assert_num_queries(4):
        rows = proposal_rows(waiting(edition), other)

    assert [row.can_second for row in rows] == [True] * 5


def organisation_log(client, edition, person, **query):
    client.force_login(person)
    where = reverse("desk_organisation_log", args=[edition.award.organisation.slug])
    return client.get(where, query)


def test_the_log_of_the_organisation_shows_what_no_edition_shows(client):
    edition = make_edition()
    owner = make_role(edition, "owner")
    organisation = edition.award.organisation
    grant(organisation=organisation, edition=None, email="ny@x.se", kind="reader", by=owner)
    record("person.key_added", actor=owner, object=owner)
    record("person.key_added", actor="system", object=make_organiser(make_edition()))
    record("partner.added", actor=owner, object="partner:1", edition=edition)

    rows = organisation_log(client, edition, owner).context["rows"]

    shown = [(row.what, row.who) for row in rows][:3]
    assert shown == [
        ("Partner tillagd", owner.name),
        ("Nyckel till ett konto tillagd", owner.name),
        ("Roll given", owner.name),
    ]


def test_the_log_of_the_organisation_can_be_narrowed_and_checked(client):
    edition = make_edition()
    owner = make_role(edition, "owner")
    organisation = edition.award.organisation
    role = grant(organisation=organisation, edition=None, email="n@x.se", kind="reader", by=owner)
    reference = f"role:{role.pk}"
    revoke(role, by=owner)

    answer = organisation_log(client, edition, owner, vad="role.revoked", kontroll="1")

    assert [row.object for row in answer.context["rows"]] == [reference]
    assert answer.context["report"].faults == ()
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("kind", ["organiser", "reader"])
def test_whoever_has_a_role_in_every_edition_reads_the_log_of_the_organisation(client, kind):
    edition = make_edition()
    role = grant(
        organisation=edition.award.organisation,
        edition=None,
        email="alla@example.org",
        kind=kind,
        by=None,
    )

    here = organisation_log(client, edition, role.person).status_code
    elsewhere = organisation_log(client, make_edition(), role.person).status_code

    assert (here, elsewhere) == (200, 404)


def test_people_says_since_when_and_when_each_counts(client):
    edition = make_edition()
    owner = make_role(edition, "owner")
    new = make_organiser(edition, created_at=timezone.now() - timedelta(days=1), granted_by=owner)
    make_role(edition, "reader")
    client.force_login(owner)

    rows = client.get(reverse("desk_people", args=place(edition))).context["roles"]

    assert [(row.role.kind, row.counts_now) for row in rows] == [
        ("owner", True),
        ("organiser", False),
        ("reader", False),
    ]
    assert rows[1].counts_from == new.roles.get().created_at + timedelta(days=3)
    assert rows[2].counts_from is None


def test_people_says_which_roles_were_taken_away(client):
    edition = make_edition()
    owner, gone = make_role(edition, "owner"), make_organiser(edition)
    revoke(gone.roles.get(), by=owner)
    client.force_login(owner)

    text = client.get(reverse("desk_people", args=place(edition))).content.decode()

    assert gone.name in text
    assert Proposal.objects.count() == 0


@pytest.mark.parametrize(("fails", "state"), [(1, "approved"), (2, "waiting")])
def test_a_decision_that_met_another_at_the_same_row_is_tried_once_more(client, fails, state):
    """The database ends one of two that wait for each other; nothing of it was done."""
    edition = make_edition()
    one, other = make_organiser(edition), make_organiser(edition)
    left = [None] * fails

    def met_another(proposal):
        if left:
            left.pop()
            with connection.cursor() as cursor:
                cursor.execute("DO $$ BEGIN RAISE 'two wait' USING ERRCODE = '40P01'; END $$")

    two_person_act("test.met", title="Ett prov", describe=lambda proposal: ["Ett prov"])(
        met_another
    )
    proposal = propose("test.met", edition=edition, by=one, reason="Därför", payload={})
    client.raise_request_exception = False

    answer = decide(client, edition, proposal, other, approve="1")

    proposal.refresh_from_db()
    assert (proposal.state, answer.status_code) == (state, 200 if state == "approved" else 503)
