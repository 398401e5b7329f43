from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from award.mail.domain.codes import VOTE, CodeRefused
from award.mail.models import Message
from award.programme.domain.guard import RoundNotOpen
from nominations.domain.answering import decline_candidacy
from tests.factories import shift_edition
from tests.posted import as_sent, code_mailed_to
from tests.voting.ballots.browsing import EVA, wrong_code
from tests.voting.ballots.electorate import CATEGORY, all_at_once, make_vote
from voting.ballots.domain.casting import SubmissionReused
from voting.ballots.domain.choosing import ChoiceRefused
from voting.ballots.domain.confirming import confirm_vote
from voting.ballots.domain.envelopes import Paper, close_paper
from voting.ballots.domain.forgetting import forget_old_votes
from voting.ballots.domain.requesting import paper_of, renew_code, request_vote
from voting.ballots.models import Ballot, CodeMail, PendingVote

pytestmark = pytest.mark.django_db
ANNA = {CATEGORY: "anna"}


def ask(round, **fields):
    return request_vote(
        **{"round": round, "email": EVA, "choices": ANNA, "submission": uuid4()} | fields
    )


def let_pass(pending, time: timedelta) -> None:
    """As if the code had been sent so much earlier."""
    PendingVote.objects.filter(pk=pending.pk).update(code_sent_at=pending.code_sent_at - time)
    CodeMail.objects.update(sent_at=pending.code_sent_at - time)
    pending.refresh_from_db()


def test_request_mails_a_code_and_casts_nothing():
    pending = ask(make_vote())

    assert (paper_of(pending), pending.done_at) == (Paper(EVA, ANNA), None)
    assert as_sent(Message.objects.get()).recipient == EVA
    assert Ballot.objects.count() == 0


def test_mail_goes_to_the_address_as_it_was_typed():
    ask(make_vote(), email="E.va+röst@gmail.com".replace("ö", "o"))

    assert as_sent(Message.objects.get()).recipient == "E.va+rost@gmail.com"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_mail_says_what_it_is_for_and_nothing_of_the_choice(language):
    round = make_vote()
    pending = ask(round, language=language)

    mail = as_sent(Message.objects.get())

    words = f"{mail.subject} {mail.text} {mail.occasion}".lower()
    code = code_mailed_to(EVA)
    award = round.edition.award
    assert (code in mail.subject, award.name_sv in mail.subject) == (False, language == "sv")
    assert code in mail.text.partition("\n")[0]  # what a telephone shows of it first
    hidden = ["anna", str(pending.key), str(pending.submission_key), EVA]
    assert [h for h in hidden if h in words] == []


def test_code_stands_in_no_row_and_neither_do_address_and_choice():
    ask(make_vote())
    code = code_mailed_to(EVA)

    rows = [*PendingVote.objects.values(), *CodeMail.objects.values(), *Message.objects.values()]

    words = [
        bytes(v).decode("latin-1") if isinstance(v, memoryview) else str(v)
        for row in rows
        for v in row.values()
    ]
    assert [w for w in words if code in w or EVA in w or "anna" in w] == []
    assert {(m.subject, m.text, m.recipient) for m in Message.objects.all()} == {("", "", "")}


def test_right_code_casts_and_empties_what_was_kept():
    pending = ask(make_vote())

    receipt = confirm_vote(pending, code_mailed_to(EVA))

    pending.refresh_from_db()
    assert (paper_of(pending), pending.mailbox, pending.code_renewal) == (None, "", "")
    assert pending.done_at >= receipt.cast_at
    assert Ballot.objects.get().receipt == receipt.code


def test_database_refuses_an_address_beside_a_cast_vote():
    pending = ask(make_vote())
    confirm_vote(pending, code_mailed_to(EVA))

    with pytest.raises(IntegrityError, match="done_vote_is_emptied"), transaction.atomic():
        PendingVote.objects.update(envelope=close_paper(Paper(EVA, ANNA), key=pending.key))


def test_code_typed_again_gives_the_same_receipt():
    pending, code = ask(make_vote()), code_mailed_to(EVA)

    assert confirm_vote(pending, code) == confirm_vote(pending, code)
    assert Ballot.objects.count() == 1


def test_five_wrong_codes_use_the_code_up():
    pending = ask(make_vote())
    whys = []

    for _ in range(VOTE.attempts):
        with pytest.raises(CodeRefused) as refusal:
            confirm_vote(pending, wrong_code())
        whys.append(refusal.value.why)
    with pytest.raises(CodeRefused, match="spent"):
        confirm_vote(pending, code_mailed_to(EVA))

    assert whys == ["wrong"] * (VOTE.attempts - 1) + ["spent"]
    assert Ballot.objects.count() == 0


def test_new_code_gives_new_tries_and_the_old_one_no_longer_works():
    pending, old = ask(make_vote()), code_mailed_to(EVA)
    PendingVote.objects.update(code_attempts=VOTE.attempts)
    let_pass(pending, VOTE.cooldown)

    renew_code(pending)

    if code_mailed_to(EVA) != old:
        with pytest.raises(CodeRefused, match="wrong"):
            confirm_vote(pending, old)
    assert confirm_vote(pending, code_mailed_to(EVA)).choices == ANNA


@pytest.mark.parametrize(
    ("age", "works"),
    [(VOTE.lifetime - timedelta(seconds=20), True), (VOTE.lifetime, False)],
    ids=["in time", "too late"],
)
def test_code_is_good_for_ten_minutes(age, works):
    pending = ask(make_vote())
    let_pass(pending, age)

    try:
        confirm_vote(pending, code_mailed_to(EVA))
    except CodeRefused as refusal:
        assert (refusal.why, works) == ("old", False)

    assert Ballot.objects.exists() == works


def test_new_code_right_after_another_is_refused():
    pending = ask(make_vote())

    with pytest.raises(CodeRefused, match="soon"):
        renew_code(pending)

    assert Message.objects.count() == 1


def test_new_code_for_a_vote_that_is_cast_does_nothing():
    pending = ask(make_vote())
    confirm_vote(pending, code_mailed_to(EVA))

    renew_code(pending)

    assert Message.objects.count() == 1


def test_renewed_codes_count_among_the_five():
    pending = ask(make_vote())
    for _ in range(VOTE.most_per_hour - 1):
        PendingVote.objects.update(code_sent_at=pending.code_sent_at - VOTE.cooldown)
        renew_code(pending)
    PendingVote.objects.update(code_sent_at=pending.code_sent_at - VOTE.cooldown)

    with pytest.raises(CodeRefused, match="often"):
        renew_code(pending)


@pytest.mark.django_db(transaction=True)
def test_double_click_on_the_paper_mails_once():
    round, key = make_vote(), uuid4()

    answers = all_at_once([lambda: ask(round, submission=key)] * 20, threads=10)

    assert len({a.pk for a in answers}) == 1
    assert Message.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_double_click_on_the_code_casts_once():
    pending = ask(make_vote())
    code = code_mailed_to(EVA)

    answers = all_at_once([lambda: confirm_vote(pending, code)] * 20, threads=10)

    assert len({repr(a) for a in answers}) == 1
    assert Ballot.objects.count() == 1


def test_same_form_with_another_content_is_refused_before_the_vote_and_after():
    round, key = make_vote(), uuid4()
    pending = ask(round, submission=key)
    changes = [{"email": "maja@example.org"}, {"choices": {CATEGORY: "berit"}}]

    for change in changes:
        with pytest.raises(SubmissionReused):
            ask(round, submission=key, **change)
    confirm_vote(pending, code_mailed_to(EVA))
    for change in changes:
        with pytest.raises(SubmissionReused):
            ask(round, submission=key, **change)

    assert ask(round, submission=key).pk == pending.pk
    assert Message.objects.count() == 1


@pytest.mark.parametrize("phase", ["jury", "counting"])
def test_request_outside_the_window_is_refused(phase):
    round = make_vote(phase)

    with pytest.raises(RoundNotOpen):
        ask(round)

    assert Message.objects.count() == PendingVote.objects.count() == 0


def test_code_typed_after_closing_is_refused():
    pending = ask(make_vote())
    edition = pending.round.edition
    shift_edition(edition, by=pending.round.opens_at - pending.round.closes_at)

    with pytest.raises(RoundNotOpen):
        confirm_vote(pending, code_mailed_to(EVA))

    assert Ballot.objects.count() == 0


def test_choice_of_somebody_who_declined_meanwhile_is_refused():
    pending = ask(make_vote())
    decline_candidacy(pending.round.entries.get(candidate__slug="anna").candidate)

    with pytest.raises(ChoiceRefused):
        confirm_vote(pending, code_mailed_to(EVA))

    assert Ballot.objects.count() == 0


def test_unconfirmed_vote_its_mail_and_its_count_are_forgotten_after_an_hour():
    round = make_vote()
    old, _ = ask(round), ask(round, email="maja@example.org")
    PendingVote.objects.filter(pk=old.pk).update(code_sent_at=old.code_sent_at - timedelta(hours=2))
    mine = CodeMail.objects.get(mailbox=old.mailbox)
    CodeMail.objects.filter(pk=mine.pk).update(sent_at=mine.sent_at - timedelta(hours=2))

    forgotten = forget_old_votes()

    assert forgotten == 1
    assert [paper_of(p).email for p in PendingVote.objects.all()] == ["maja@example.org"]
    assert [as_sent(m).recipient for m in Message.objects.all()] == ["maja@example.org"]
    assert CodeMail.objects.count() == 1


def test_cast_vote_keeps_its_key_for_a_day():
    pending = ask(make_vote())
    confirm_vote(pending, code_mailed_to(EVA))
    PendingVote.objects.update(code_sent_at=pending.code_sent_at - timedelta(hours=2))
    first = forget_old_votes()
    PendingVote.objects.update(done_at=pending.code_sent_at - timedelta(days=2))

    second = forget_old_votes()

    assert (first, second, Ballot.objects.count()) == (0, 1, 1)
