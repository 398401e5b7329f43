"""A code's time runs from the sending of its mail."""

from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from django.db.models import F

from award.mail.domain.codes import VOTE, try_code
from award.mail.domain.forgetting import forget_old_codes
from award.mail.models import Message, SentCodes
from award.programme.domain.clock import database_now
from nominations.models import Candidate
from tests.award.mail.letters import die_while_sending, let_wait, queue, queue_code
from tests.factories import make_candidate, make_edition
from tests.posted import CODE
from tests.sending import send_due

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
    """From the text of each mail; the subject, which lies open on many screens, has none."""
    mails = [message_from_bytes(m.content, policy=default) for m in postbox.mails]
    found = [CODE.search(mail.get_content())[0] for mail in mails]
    assert [mail["Subject"] for mail in mails if CODE.search(mail["Subject"])] == []
    return found


def test_time_of_a_code_begins_when_its_mail_is_sent(postbox, holder):
    code = queue_code(holder)
    wait(holder, VOTE.lifetime - MOMENT)

    send_due()

    holder.refresh_from_db()
    late = database_now() + VOTE.lifetime - MOMENT
    assert codes(postbox) == [code]
    assert try_code(holder, VOTE, code, now=late) == ""


def test_code_that_lay_in_the_queue_for_longer_than_it_is_good_is_good_from_now_on(postbox, holder):
    code = queue_code(holder)
    wait(holder, VOTE.lifetime)

    send_due()

    holder.refresh_from_db()
    late = database_now() + VOTE.lifetime - MOMENT
    assert codes(postbox) == [code]
    assert try_code(holder, VOTE, code, now=late) == ""


def test_code_that_another_one_has_replaced_is_not_sent(postbox, holder):
    queue_code(holder)
    holder.code_sent_at -= VOTE.cooldown
    new = queue_code(holder, occasion="code:2")

    send_due()

    assert codes(postbox) == [new]
    assert set(Message.objects.values_list("occasion", "state")) == {("code:1", "lapsed")}


@pytest.mark.parametrize("waited", [timedelta(0), VOTE.lifetime])
def test_code_that_was_used_or_forgotten_is_not_sent(postbox, holder, waited):
    queue_code(holder)
    Candidate.objects.update(code_renewal="")
    let_wait(waited)

    send_due()

    assert postbox.mails == []
    assert [m.state for m in Message.objects.all()] == ["lapsed"]
    assert not Message.objects.dead().exists(), "no organiser has to look"


def test_tries_and_what_an_address_may_be_sent_are_as_before(postbox, holder):
    """A code that waited counts as the one that was asked for."""
    queue_code(holder)
    wait(holder, VOTE.lifetime)

    send_due()

    holder.refresh_from_db()
    assert (holder.code_attempts, holder.codes_sent) == (0, 1)


def test_of_a_mail_with_a_code_that_was_sent_nothing_is_kept_but_a_count(postbox, holder):
    queue_code(holder)
    send_due()
    holder.code_sent_at -= VOTE.cooldown
    queue_code(holder, occasion="code:2")

    send_due()

    assert len(postbox.mails) == 2
    assert Message.objects.count() == 0
    assert [(s.edition, s.kind, s.number) for s in SentCodes.objects.all()] == [
        (holder.edition, "nominations.candidate:vote", 2)
    ]


def test_mail_that_is_sent_twice_carries_the_same_code_and_number(postbox, holder):
    """Its sender died when the server had taken it."""
    queue_code(holder)
    mail = Message.objects.get()
    send_due()
    mail.save(force_insert=True)
    die_while_sending()

    send_due()

    assert len(set(codes(postbox))) == 1
    assert len({m["Message-ID"] for m in map(_read, postbox.mails)}) == 1


def test_row_of_a_mail_that_could_not_be_sent_is_as_empty_as_before(postbox, holder):
    code = queue_code(holder)
    postbox.answer = "451 later"

    send_due()

    mail = Message.objects.get()
    assert (mail.state, mail.attempts) == ("queued", 1)
    assert (mail.recipient, mail.subject, mail.text) == ("", "", "")
    assert code not in str(Message.objects.values())


@pytest.mark.parametrize("state", ["failed", "uncertain", "lapsed"])
def test_mail_with_a_code_that_nobody_can_use_any_more_goes(holder, state):
    queue_code(holder)
    Message.objects.update(state=state)
    early = forget_old_codes()
    let_wait(VOTE.lifetime)

    late = forget_old_codes()

    assert (early, late, Message.objects.count()) == (0, 1, 0)


def test_mail_with_a_code_that_still_waits_stays(holder):
    queue_code(holder)
    let_wait(VOTE.lifetime)

    assert forget_old_codes() == 0


def test_mail_without_a_code_stays_however_old(holder):
    queue()
    Message.objects.update(state="failed")
    let_wait(timedelta(days=400))

    assert (forget_old_codes(), Message.objects.count()) == (0, 1)


def test_mail_without_a_code_that_was_sent_stays(postbox):
    queue()

    send_due()

    assert [m.state for m in Message.objects.all()] == ["sent"]
    assert SentCodes.objects.count() == 0


def test_code_to_sign_in_that_could_not_be_sent_in_its_time_is_not_sent(postbox):
    queue(priority=Message.Priority.SIGN_IN, patience=timedelta(minutes=10))
    let_wait(timedelta(minutes=10))

    send_due()

    assert postbox.mails == []
    assert Message.objects.get().state == "lapsed"


def _read(envelope):
    return message_from_bytes(envelope.content, policy=default)
