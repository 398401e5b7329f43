"""Deleting an edition of which nothing has come: a draft without trace, any other with an entry."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from award.desk.domain.deleting import delete_edition, why_it_stays
from award.desk.domain.refusal import ProgrammeRefused
from award.log.domain.verifying import verify_log
from award.log.models import LogEntry
from award.mail.models import EndedMail
from award.people.models import Proposal, Role
from award.programme.domain.clock import edition_now
from award.programme.models import Category, Edition, Round, Seal
from award.rules.domain.books import rules_in_force, write_rules
from award.rules.domain.freezing import is_frozen
from award.rules.domain.proposing import propose_rules
from award.rules.models import Freeze, RuleBook
from nominations.models import Nomination
from tests.award.rules.changes import more_jury
from tests.factories import get_round, make_candidate, make_edition, make_organiser, make_role
from voting.jury.domain.inviting import invite_juror
from voting.results.domain.settling import settle
from voting.results.models import EditionResult, RoundResult

pytestmark = pytest.mark.django_db


def page(edition) -> str:
    return reverse("desk_delete", args=[edition.award.slug, edition.year])


def make_nomination(edition, *, confirmed: bool) -> Nomination:
    return Nomination.objects.create(
        round=get_round(edition, "nomination"),
        category=edition.categories.first(),
        nominee_name="Anna Ek",
        nominator_email="nils@example.org",
        motivation="Visar vägen.",
        submission_key=uuid4(),
        confirmed_at=edition_now(edition) if confirmed else None,
    )


def test_a_draft_goes_without_trace():
    edition = make_edition("before", is_public=False)
    owner = make_role(edition, "owner")
    write_rules(edition, more_jury(rules_in_force(edition)), by=make_organiser(edition))
    invite_juror(edition=edition, email="j@example.org", by=owner)

    delete_edition(edition, by=owner)

    for model in (Edition, Round, Category, RuleBook, Freeze):
        assert model.objects.count() == 0
    assert Role.objects.exclude(edition=None).count() == 0
    assert not LogEntry.objects.filter(action="edition.deleted").exists()
    assert not LogEntry.objects.filter(edition_id=edition.pk, payload__isnull=False).exists()
    assert verify_log().faults == ()


def test_an_edition_that_froze_at_birth_can_be_deleted_and_leaves_its_trace():
    """Seen: one whose opening time had passed froze with one category, and there was no way back."""
    edition = make_edition("nomination")
    owner = make_role(edition, "owner")
    assert is_frozen(edition)
    propose_rules(
        edition, more_jury(rules_in_force(edition)), by=make_organiser(edition), reason="x"
    )
    make_nomination(edition, confirmed=False)

    delete_edition(edition, by=owner, reason="Fel år.")

    entry = LogEntry.objects.select_related("payload").get(action="edition.deleted")
    assert (Edition.objects.count(), Proposal.objects.count()) == (0, 0)
    assert entry.organisation == edition.award.organisation
    assert entry.payload.content["before"] == {"award": edition.award.slug, "year": edition.year}
    assert entry.payload.content["reason"] == "Fel år."


def test_what_is_no_draft_needs_a_reason():
    edition = make_edition("nomination")

    with pytest.raises(ProgrammeRefused):
        delete_edition(edition, by=make_role(edition, "owner"), reason=" ")

    assert Edition.objects.count() == 1


@pytest.mark.parametrize("thing", ["nomination", "candidate", "result"])
def test_what_somebody_counts_on_stays(thing):
    edition = make_edition("nomination")
    if thing == "nomination":
        make_nomination(edition, confirmed=True)
    elif thing == "candidate":
        make_candidate(edition)
    else:
        EditionResult.objects.create(
            edition=edition, version=1, content={}, sha256="0" * 64, sealed_at=edition_now(edition)
        )

    assert why_it_stays(edition)
    with pytest.raises(ProgrammeRefused):
        delete_edition(edition, by=make_role(edition, "owner"), reason="Därför.")

    assert Edition.objects.count() == 1


@pytest.mark.parametrize("phase", ["jury", "vote"])
def test_an_edition_that_nobody_was_nominated_in_can_be_deleted_after_its_sealing(phase):
    """Seen: the clock had sealed the empty round of nominations, and the edition stayed for ever."""
    edition = make_edition(phase)
    owner = make_role(edition, "owner")
    make_nomination(edition, confirmed=False)
    settle(edition)
    sealed = Seal.objects.count()

    delete_edition(edition, by=owner, reason="Ingen nominerade.")

    entry = LogEntry.objects.select_related("payload").get(action="edition.deleted")
    assert sealed >= 1
    assert [m.objects.count() for m in (Edition, Round, Seal, RoundResult)] == [0, 0, 0, 0]
    assert entry.payload.content["reason"] == "Ingen nominerade."
    assert verify_log().faults == ()


def test_one_with_a_confirmed_nomination_keeps_its_seals_in_the_database():
    edition = make_edition("jury")
    make_nomination(edition, confirmed=True)
    settle(edition)

    with pytest.raises(IntegrityError, match="nominated"), transaction.atomic():
        connection.cursor().execute("SELECT forebild_erase_empty_rounds(%s)", [edition.pk])


def test_a_seal_is_not_taken_away_while_its_round_stays():
    edition = make_edition("jury")
    settle(edition)

    with (
        pytest.raises(IntegrityError, match="stays"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT forebild_erase_empty_rounds(%s)", [edition.pk])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_mail_that_somebody_has_ended_keeps_no_edition():
    edition = make_edition("nomination")
    EndedMail.objects.create(edition=edition, kind="nominator", thing="7", address_hash="x")

    delete_edition(edition, by=make_role(edition, "owner"), reason="Fel år.")

    assert not EndedMail.objects.exists()


def test_what_a_room_has_not_let_go_of_keeps_the_edition():
    edition = make_edition("nomination")
    make_nomination(edition, confirmed=False)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT forebild_erase_edition(%s, false)", [edition.pk])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_what_has_begun_does_not_go_without_trace():
    edition = make_edition("nomination", is_public=False)

    with pytest.raises(IntegrityError, match="trace"), transaction.atomic():
        connection.cursor().execute("SELECT forebild_erase_edition(%s, true)", [edition.pk])


def test_a_sealed_edition_stays_in_the_database():
    edition = make_edition("jury")
    Seal.objects.create(
        round=get_round(edition, "nomination"), at=edition_now(edition), sha256="0" * 64
    )

    with pytest.raises(IntegrityError, match="sealed"), transaction.atomic():
        connection.cursor().execute("SELECT forebild_erase_edition(%s, false)", [edition.pk])


def test_the_page_asks_once_more(client):
    edition = make_edition("before", is_public=False)
    client.force_login(make_role(edition, "owner"))

    shown = client.get(page(edition))
    unsure = client.post(page(edition), {"sure": ""})
    done = client.post(page(edition), {"sure": "on"})

    assert (shown.status_code, unsure.status_code, done.status_code) == (200, 422, 302)
    assert Edition.objects.count() == 0


def test_the_page_says_why_an_edition_stays(client):
    edition = make_edition("nomination")
    make_candidate(edition)
    client.force_login(make_organiser(edition))

    text = client.get(page(edition)).content.decode()

    assert "Någon är nominerad" in text
    assert '<button class="button">' not in text


def test_a_reader_deletes_nothing(client):
    edition = make_edition("before", is_public=False)
    client.force_login(make_role(edition, "reader"))

    assert client.post(page(edition), {"sure": "on"}).status_code == 404


@pytest.mark.parametrize("nominated", [False, True])
def test_the_programme_leads_to_it_while_it_can_go(client, nominated):
    edition = make_edition("nomination")
    if nominated:
        make_candidate(edition)
    client.force_login(make_organiser(edition))

    text = client.get(reverse("desk_programme", args=[edition.award.slug, edition.year])).content

    assert (page(edition) in text.decode()) != nominated
