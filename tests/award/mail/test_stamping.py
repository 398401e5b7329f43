"""A code's time runs from the sending of its mail."""

from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from django.db.models import F

from award.mail.domain.codes import ANSWER, VOTE, issue_code, mailed, try_code
from award.mail.domain.delivering import send_due
from award.mail.models import Message
from award.programme.domain.clock import database_now
from nominations.models import Candidate
from tests.award.mail.letters import let_wait, queue, queue_code
from tests.factories import make_candidate, make_edition

pytestmark = pytest.mark.django_db
MOMENT = timedelta(minutes=1)


@pytest.fixture
def holder():
    """Any row that holds a code."""
    return make_candidate(make_edition())


def wait(holder, time: timedelta) -> None:
    """The mail and its code lie in the queue."""
    let_wait(time)
    Candidate.objects.filter(pk=holder.pk).update(code_sent_at=F("code_sent_at") - time)


def codes(postbox) -> list[str]:
    """From the text of each mail; the subject has the same."""
    mails = [message_from_bytes(m.content, policy=default) for m in postbox.mails]
    found = [mail.get_content().strip() for mail in mails]
    assert [mail["Subject"].split()[0] for mail in mails] == found
    return found


def test_time_of_a_code_begins_when_its_mail_is_sent(postbox, holder):
    code = queue_code(holder)
    wait(holder, VOTE.lifetime - MOMENT)

    send_due()

    holder.refresh_from_db()
    late = database_now() + VOTE.lifetime - MOMENT
    assert codes(postbox) == [code]
    assert try_code(holder, VOTE, code, now=late) == ""


def test_code_that_grew_too_old_in_the_queue_is_replaced_and_the_new_one_sent(postbox, holder):
    old = queue_code(holder)
    wait(holder, VOTE.lifetime)

    send_due()

    holder.refresh_from_db()
    (new,) = codes(postbox)
    now = database_now()
    assert (try_code(holder, VOTE, new, now=now), new != old) == ("", True)
    assert Message.objects.get().state == "sent"


def test_code_that_is_good_for_long_is_not_replaced(postbox, holder):
    code = queue_code(holder, ANSWER)
    wait(holder, VOTE.lifetime)

    send_due()

    assert codes(postbox) == [code]


def test_code_that_another_one_has_replaced_is_not_sent(postbox, holder):
    queue_code(holder)
    new = issue_code(holder, VOTE, now=database_now() + VOTE.cooldown)
    holder.save()
    queue("code:2", subject=new, text=f"    {new}\n", code=mailed(holder, VOTE))

    send_due()

    assert codes(postbox) == [new]
    assert set(Message.objects.values_list("occasion", "state")) == {
        ("code:1", "lapsed"),
        ("code:2", "sent"),
    }


@pytest.mark.parametrize("waited", [timedelta(0), VOTE.lifetime])
def test_code_that_was_used_or_forgotten_is_not_sent(postbox, holder, waited):
    queue_code(holder)
    Candidate.objects.update(code_hash="")
    let_wait(waited)

    send_due()

    assert postbox.mails == []
    assert [m.state for m in Message.objects.all()] == ["lapsed"]
    assert not Message.objects.dead().exists(), "no organiser has to look"


def test_tries_and_what_an_address_may_be_sent_are_as_before(postbox, holder):
    """A replaced code counts as the one that was asked for."""
    queue_code(holder)
    wait(holder, VOTE.lifetime)

    send_due()

    holder.refresh_from_db()
    assert (holder.code_attempts, holder.codes_sent) == (0, 1)


def test_mail_that_is_sent_says_no_longer_which_row_its_code_is_for(postbox, holder):
    queue_code(holder)
    waiting = Message.objects.get().code_hash

    send_due()

    assert (waiting, Message.objects.get().code_hash) == (holder.code_hash, "")


def test_code_to_sign_in_that_could_not_be_sent_in_its_time_is_not_sent(postbox):
    queue(priority=Message.Priority.SIGN_IN, patience=timedelta(minutes=10))
    let_wait(timedelta(minutes=10))

    send_due()

    assert postbox.mails == []
    assert Message.objects.get().state == "lapsed"
