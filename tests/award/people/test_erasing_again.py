"""After a restore everything that was erased goes again, by the newest list that there is."""

from pathlib import Path

import pytest

from award.log.domain.recording import record
from award.log.models import LogPayload
from award.mail.domain.messaging import queue_message
from award.mail.models import Message
from award.people.domain.personal.erased_list import note_erased
from award.people.domain.personal.erasing import erase_again
from award.people.domain.personal.finding import addresses_of, find, held
from award.people.domain.personal.wanted import Wanted
from award.people.models import Person
from award.people.models.person import NOWHERE
from award.programme.domain.clock import database_now
from award.site.copies.restoring import put_list_of_erased
from tests.award.people.personal import NAME, make_world

STRANGER = "framling.strang@example.net"


@pytest.mark.django_db
def test_letter_that_belongs_to_nobody_goes_again(settings, tmp_path):
    """To an address without an account, or to an account that was erased before it: it stayed, without a word."""
    settings.ERASED_LIST = tmp_path / "erased" / "list.jsonl"
    world = make_world()
    queue_message(
        "new_browser",
        occasion="of-nobody",
        recipient=STRANGER,
        context={"browser": "Firefox", "keys": "/konto/"},
    )
    (letter,) = [found.holding for found in find(Wanted(STRANGER), world.reach)]
    note_erased(letter.reference, born=letter.born)

    erase_again()

    assert not Message.objects.filter(recipient=STRANGER).exists()


@pytest.fixture
def moved(settings, tmp_path) -> tuple[Path, Path]:
    """A copy in a folder that was moved away with all that lay in it, and where the list goes now."""
    copy = tmp_path / "var-before" / "copies" / "first"
    copy.mkdir(parents=True)
    settings.ERASED_LIST = tmp_path / "var" / "erased" / "list.jsonl"
    return copy, settings.ERASED_LIST


def test_list_that_was_moved_away_with_the_copy_is_taken_from_there(moved):
    """`mv var var-before` took it along, and every erasure since the copy was undone."""
    copy, here = moved
    beside = copy.parent.parent / "erased" / "list.jsonl"
    beside.parent.mkdir()
    beside.write_text('{"erased": "nominee:3", "born": null}\n')

    put_list_of_erased(copy)

    assert here.read_text() == beside.read_text()


def test_list_that_goes_on_here_stays(moved):
    copy, here = moved
    here.parent.mkdir(parents=True)
    here.write_text("here\n")

    put_list_of_erased(copy)

    assert here.read_text() == "here\n"


def a_letter_to_another(world) -> Message:
    """It names whom the world is about, and went to somebody else."""
    queue_message(
        "new_browser",
        occasion="to-another",
        recipient=STRANGER,
        context={"browser": f"Firefox, {NAME}", "keys": "/konto/"},
    )
    return Message.objects.get(occasion="to-another")


@pytest.mark.django_db
def test_letter_to_somebody_else_that_is_ticked_is_not_one_to_her():
    """Its recipient became an address of hers, in her export too, and all the other's mail came along."""
    world = make_world()
    letter = a_letter_to_another(world)
    queue_message(
        "new_browser",
        occasion="hers-alone",
        recipient=STRANGER,
        context={"browser": "Safari", "keys": "/konto/"},
    )
    found = [f.holding for f in find(Wanted(NAME), world.reach) if f.holding.thing == letter]

    things = held([found[0].reference, f"nominee:{world.candidate.pk}"], world.reach)

    assert STRANGER not in addresses_of(things)
    assert [each.what for each in things if each.thing == letter] == [found[0].what]
    assert "hers-alone" not in {getattr(each.thing, "occasion", "") for each in things}


@pytest.mark.django_db
def test_letter_to_somebody_else_loses_its_words_again_and_stays(settings, tmp_path):
    """The first time its words went; after a restore the whole letter did."""
    settings.ERASED_LIST = tmp_path / "erased" / "list.jsonl"
    world = make_world()
    letter = a_letter_to_another(world)
    Message.objects.filter(pk=letter.pk).update(state=Message.State.SENT)
    (about,) = [f.holding for f in find(Wanted(NAME), world.reach) if f.holding.thing == letter]
    note_erased(about.reference, born=about.born)

    erase_again()

    left = Message.objects.get(pk=letter.pk)
    assert (left.recipient, left.text) == (STRANGER, "")


@pytest.mark.django_db
def test_details_of_an_account_that_went_first_go_again(settings, tmp_path):
    settings.ERASED_LIST = tmp_path / "erased" / "list.jsonl"
    world = make_world()
    entry = record(
        "person.signed_in", actor=world.owner, object=world.owner, after={"browser": "x"}
    )
    note_erased(f"entry:{entry.pk}", born=entry.at)
    Person.objects.filter(pk=world.owner.pk).update(
        erased_at=database_now(), name="", is_active=False, email=f"raderad-1{NOWHERE}"
    )

    erase_again()

    assert not LogPayload.objects.filter(entry=entry.pk).exists()
