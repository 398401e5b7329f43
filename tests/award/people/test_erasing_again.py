"""After a restore everything that was erased goes again, by the newest list that there is."""

from pathlib import Path

import pytest

from award.mail.domain.messaging import queue_message
from award.mail.models import Message
from award.people.domain.personal.erased_list import note_erased
from award.people.domain.personal.erasing import erase_again
from award.people.domain.personal.finding import find
from award.people.domain.personal.wanted import Wanted
from award.site.copies.restoring import _put_list_of_erased
from tests.award.people.personal import make_world

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

    _put_list_of_erased(copy)

    assert here.read_text() == beside.read_text()


def test_list_that_goes_on_here_stays(moved):
    copy, here = moved
    here.parent.mkdir(parents=True)
    here.write_text("here\n")

    _put_list_of_erased(copy)

    assert here.read_text() == "here\n"
