"""Erasing reaches everything, keeps what is counted, and is done again after a restore."""

import uuid
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import transaction

from award.log.domain.verifying import verify_log
from award.log.models import LogEntry
from award.mail.models import Message
from award.people.domain.granting import grant, revoke
from award.people.domain.personal.accounts import has_decided
from award.people.domain.personal.erased_list import list_what_was_erased, listed
from award.people.domain.personal.erasing import erase, erase_again, hindrances, in_words
from award.people.domain.personal.finding import held
from award.people.domain.personal.reach import reach_of
from award.people.models import ErasedThing, PastRole, Person, Role
from award.programme.models import Seal
from nominations.domain.answering import say_yes
from nominations.models import Candidate, Nomination
from tests.award.people.personal import (
    ADDRESS,
    NAME,
    NOMINATOR,
    SENDER,
    WORK,
    make_world,
    saying,
    write_to,
)
from tests.factories import get_round, make_organiser, make_role, move_round, shift_edition
from tests.nominations.making import make_nomination
from tests.voting.complaints.writing import wording
from voting.complaints.domain.complaining import complain
from voting.complaints.models import Complaint
from voting.jury.domain.inviting import invite_juror
from voting.results.domain.settling import settle

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def list_file(settings, tmp_path):
    settings.ERASED_LIST, settings.MEDIA_ROOT = tmp_path / "erased" / "list.jsonl", tmp_path
    return settings.ERASED_LIST


def erase_all(world, *references):
    return erase(held(references, world.reach), by=world.owner, reason="asked")


def test_nominee_is_gone_from_the_whole_database_and_every_count_stays():
    world = make_world()
    picture = world.candidate.portrait
    before = Nomination.objects.filter(candidate=world.candidate).count()

    outcome = erase_all(world, f"nominee:{world.candidate.pk}")

    assert (outcome.waiting, outcome.refused) == ([], [])
    assert saying(NAME, ADDRESS, WORK, "Kvarnbäck") == []
    assert Nomination.objects.filter(candidate=world.candidate).count() == before
    assert picture.storage.exists(picture.name)  # goes with the commit
    assert verify_log().faults == ()


@pytest.mark.django_db(transaction=True)
def test_picture_goes_with_the_commit_and_the_list_is_written():
    world = make_world()
    picture = Candidate.objects.get(pk=world.candidate.pk).portrait

    erase_all(world, f"nominee:{world.candidate.pk}")

    assert not picture.storage.exists(picture.name)
    assert (f"nominee:{world.candidate.pk}", world.candidate.created_at) in set(listed())
    assert not ErasedThing.objects.filter(listed_at=None).exists()


def test_the_log_says_that_it_was_done_and_not_to_whom():
    world = make_world()

    erase_all(world, f"nominee:{world.candidate.pk}")

    entry = LogEntry.objects.get(action="candidate.erased")
    assert entry.object == f"candidate:{world.candidate.pk}"
    assert entry.payload.content == {
        "actor": str(world.owner), "before": None, "after": None, "reason": "asked",
    }  # fmt: skip


def test_nominator_is_unsigned_and_the_nomination_counts_as_before():
    world = make_world()

    erase_all(world, f"nominator:{world.nomination.pk}")

    world.nomination.refresh_from_db()
    assert saying(NOMINATOR, SENDER) == []
    assert world.nomination.decision == "accepted"
    assert world.nomination.nominee_name == NAME
    assert world.nomination.sent_by == "Någon som har raderats"


def test_nomination_that_was_never_confirmed_goes_whole():
    world = make_world()
    waiting = make_nomination(world.edition, confirmed_at=None, nominator_email=SENDER)

    erase_all(world, f"nominator:{waiting.pk}")

    assert not Nomination.objects.filter(pk=waiting.pk).exists()


def test_somebody_who_became_no_candidate_is_gone():
    world = make_world()
    other = make_nomination(
        world.edition, nominee_name="Sigbritt Tallmo", motivation="Sigbritt Tallmo kan."
    )

    erase_all(world, f"nominated:{other.pk}")

    assert saying("Sigbritt Tallmo") == []
    assert Nomination.objects.get(pk=other.pk).nominator_name == "Berit Ek"


def test_mail_to_her_goes_and_mail_to_others_loses_its_words():
    world = make_world()
    other = write_to("annan@example.org", edition=world.edition, text=f"{NAME} tackar ja.")

    erase_all(world, f"nominee:{world.candidate.pk}")

    assert not Message.objects.filter(recipient=ADDRESS).exists()
    other.refresh_from_db()
    assert (other.text, other.subject) == ("", "–")


def test_a_letter_that_is_being_sent_is_refused_with_what_to_do():
    world = make_world()
    Message.objects.filter(recipient=ADDRESS).update(state=Message.State.SENDING)

    outcome = erase_all(world, f"nominee:{world.candidate.pk}")

    assert [why for _, why in outcome.refused] == [
        "Ett mejl skickas i detta ögonblick. Försök igen om en minut."
    ]
    assert Message.objects.filter(recipient=ADDRESS).exists()


def test_nominee_who_takes_part_is_refused_and_stays():
    world = make_world()
    Candidate.objects.update(accepted_at=world.candidate.created_at)

    outcome = erase_all(world, f"nominee:{world.candidate.pk}")

    assert "nominee" in {holding.source for holding, _ in outcome.refused}
    assert Candidate.objects.get().name == NAME


def test_nominee_with_voices_waits_for_a_second_person():
    world = make_world("nomination")
    Candidate.objects.update(informed_at=world.candidate.created_at)
    make_organiser(world.edition)
    shift_edition(world.edition, by=-timedelta(days=18))
    settle(world.edition)

    outcome = erase_all(world, f"nominee:{world.candidate.pk}")

    assert [holding.source for holding in outcome.waiting] == ["nominee"]
    assert {holding.source for holding in outcome.left} == {"nominated", "letter", "entry"}
    assert Candidate.objects.get().name == NAME
    assert erase_all(world, f"nominee:{world.candidate.pk}").refused == []


def test_juror_loses_name_address_and_words_and_her_points_stay():
    world = make_world()
    juror = invite_juror(
        edition=world.edition, email="jurga@example.net", name="Jurga Ask", affiliation="Askverket",
        by=world.owner,
    )  # fmt: skip
    revoke(Role.objects.get(person=juror.person), by=world.owner)

    outcome = erase_all(world, f"juror:{juror.pk}")

    assert outcome.refused == []
    assert saying("Jurga Ask", "jurga@example.net", "Askverket") == []
    assert str(Person.objects.get(pk=juror.person_id)) == "Någon som har raderats"


def test_account_with_a_role_stays_and_says_what_to_do():
    world = make_world()
    juror = invite_juror(edition=world.edition, email="jurga@example.net", by=world.owner)

    outcome = erase_all(world, f"account:{juror.person_id}")

    assert [why for _, why in outcome.refused] == [
        "Det finns en roll kvar: ta bort den först, i varje årgång och organisation. En jurymedlem "
        "lämnar juryn på juryns sida."
    ]


def test_only_an_owner_erases_an_account():
    world = make_world()
    organiser = make_organiser(world.edition)
    reader = make_role(world.edition, "reader")
    revoke(Role.objects.get(person=reader), by=world.owner)
    reach = reach_of(organiser, world.edition.award.organisation)

    outcome = erase(held([f"account:{reader.pk}"], reach), by=organiser, reason="asked")

    assert len(outcome.refused) == 1
    assert Person.objects.get(pk=reader.pk).erased_at is None


def test_what_an_organiser_decided_keeps_her_name_and_says_so():
    world = make_world()
    former = make_organiser(world.edition)
    revoke(Role.objects.get(person=former), by=world.owner)

    known = held([f"account:{former.pk}"], world.reach)

    assert has_decided(former)
    assert "entry" not in {
        k.source
        for k in known
        if k.thing and getattr(k.thing, "actor", "") == f"person:{former.pk}"
    }


def test_erased_twice_is_erased_once():
    world = make_world()
    known = held([f"nominator:{world.nomination.pk}"], world.reach)
    erase(known, by=world.owner, reason="asked")
    entries = LogEntry.objects.count()

    again = erase(known, by=world.owner, reason="asked")

    assert (again.refused, LogEntry.objects.count()) == ([], entries)


def test_what_goes_and_what_stays_is_said_once_each():
    world = make_world()

    known = held([f"nominee:{world.candidate.pk}", f"nominator:{world.nomination.pk}"], world.reach)

    goes, stays = in_words("goes", known), in_words("stays", known)
    assert len(goes) == len(set(goes)) > 3
    assert any("röst" in sentence for sentence in stays)


@pytest.mark.one_transaction
def test_after_a_restore_what_was_erased_goes_again(list_file):
    """The database of before, and the list of after: as when a back-up is put in its place."""
    world = make_world("nomination")
    with _undone():
        erase_all(world, f"nominee:{world.candidate.pk}", f"nominator:{world.nomination.pk}")
        list_what_was_erased()
    assert saying(NAME, SENDER) != []

    number = erase_again()

    assert number > 3
    assert saying(NAME, ADDRESS, NOMINATOR, SENDER) == []
    assert erase_again() == 0


@pytest.mark.one_transaction
def test_account_that_had_a_role_again_after_a_restore_loses_it():
    world = make_world()
    role = grant(
        organisation=world.edition.award.organisation, edition=world.edition, kind="reader",
        email="lasare@example.net", name="Lovisa Läs", by=world.owner,
    )  # fmt: skip
    with _undone():
        revoke(role, by=world.owner)
        erase_all(world, f"account:{role.person_id}")
        list_what_was_erased()

    erase_again()

    assert saying("Lovisa Läs", "lasare@example.net") == []
    assert not Role.objects.filter(person=role.person_id).exists()
    assert PastRole.objects.filter(person=role.person_id).exists()


def test_after_a_restore_somebody_elses_thing_of_the_same_number_stays(list_file):
    world = make_world()
    list_file.parent.mkdir()
    list_file.write_text(
        f'{{"erased": "nominee:{world.candidate.pk}", "born": "2001-01-01T00:00:00+00:00"}}\n'
        '{"erased": "nominee:99999", "born": null}\n{"erased": "nom'
    )

    assert erase_again() == 0
    assert Candidate.objects.get().name == NAME


def test_list_outside_the_database_names_nobody_and_is_its_owners_alone(list_file):
    world = make_world()
    erase_all(world, f"nominee:{world.candidate.pk}")

    list_what_was_erased()

    assert "Ottilia" not in list_file.read_text()
    assert list_file.stat().st_mode & 0o077 == 0
    assert list_what_was_erased() == 0


class _undone:
    """What is done within it, is not, as by a restore; the list outside the database stays."""

    def __enter__(self) -> None:
        self.block = transaction.atomic()
        self.block.__enter__()

    def __exit__(self, *fault: object) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)
        assert fault[0] is None


@pytest.mark.django_db(transaction=True)
def test_a_picture_that_came_back_without_its_candidate_goes_after_a_restore():
    world = make_world()
    storage, kept = world.candidate.portrait.storage, world.candidate.portrait.name
    stray = storage.save("portraits/borta.png", ContentFile(b"x"))

    erase_again()

    assert (storage.exists(stray), storage.exists(kept)) == (False, True)


def test_nominee_is_gone_from_complaints_mail_over_two_lines_and_mail_to_her_who_has_no_account():
    world = make_world()
    first, last = NAME.split()
    complain(
        world.edition,
        wording=wording(
            text=f"Jag klagar på {first}\n{last} ({ADDRESS.upper()}), som inte bor här."
        ),
        submission=uuid.uuid4(),
    )
    write_to(SENDER, edition=world.edition, text=f"Du nominerade {first}\n{last}.")
    write_to(ADDRESS, edition=None, text="Det finns inget konto.")

    outcome = erase_all(world, f"nominee:{world.candidate.pk}")

    assert outcome.is_whole
    assert saying(NAME, ADDRESS, first, last) == []
    assert "Jag klagar på […] ([…]), som inte bor här." in Complaint.objects.get().text


def test_juror_of_a_round_that_is_over_is_erased_without_leaving_it_first():
    world = make_world("jury")
    juror = invite_juror(
        edition=world.edition, email="jurga@fagelmo.example", name="Jurga Fågelmo", by=world.owner
    )
    while_it_lasts = erase_all(world, f"account:{juror.person_id}")
    jury = move_round(get_round(world.edition, "jury"), closes_in=-timedelta(days=2))
    Seal.objects.create(round=jury, sha256="0" * 64, at=jury.closes_at)

    outcome = erase_all(world, f"account:{juror.person_id}")

    assert "account" in {holding.source for holding, _why in while_it_lasts.refused}
    assert outcome.is_whole
    assert saying("Jurga", "fagelmo.example") == []
    assert not Role.objects.filter(person=juror.person_id).exists()


def test_what_has_to_be_done_first_is_told_before_it_is_tried():
    world = make_world()
    say_yes(world.candidate)
    known = held([f"nominee:{world.candidate.pk}"], world.reach)

    told = [why for _holding, why in hindrances(known, by=world.owner)]

    assert told == ["Den nominerade är med. Anteckna först att svaret är nej."]
