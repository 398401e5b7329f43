import uuid
from dataclasses import asdict

import pytest
from django.db import connection
from django.db.models.functions import Now

from award.limits.domain.asking import TO_ONE, TO_ONE_A_DAY
from award.limits.domain.sources import Source
from award.mail.models import Message
from award.programme.domain.guard import RoundNotOpen
from nominations.domain.confirming import confirm_from_same_browser
from nominations.domain.submitting import submit
from nominations.models import Nomination
from tests.factories import get_round, make_edition
from tests.nominations.making import at_the_same_time, code_of, make_wording, send
from tests.time_travel import rewrite_window


@pytest.mark.django_db
def test_submit_stores_what_was_written_and_mails_a_code():
    edition = make_edition()

    nomination = send(edition)

    stored = Nomination.objects.get()
    assert {name: getattr(stored, name) for name in asdict(make_wording())} == asdict(
        make_wording()
    )
    assert stored.confirmed_at is None
    assert Message.objects.get().recipient == "berit@example.org"
    assert len(code_of(nomination)) == 6


@pytest.mark.django_db
def test_submit_keeps_no_code_in_the_clear():
    nomination = send(make_edition())

    stored = Nomination.objects.values().get()

    assert code_of(nomination) not in [str(value) for value in stored.values()]
    assert len(stored["code_renewal"]) == 32


@pytest.mark.django_db
def test_submit_twice_with_one_key_stores_and_mails_once():
    edition, submission = make_edition(), uuid.uuid4()

    first = send(edition, submission=submission)
    second = send(edition, submission=submission)

    assert second == first
    assert Nomination.objects.count() == 1
    assert Message.objects.count() == 1


@pytest.mark.django_db
def test_submit_again_with_other_words_loses_neither():
    """Back in the browser, a changed text, sent again: the hidden key is still the same."""
    edition, submission = make_edition(), uuid.uuid4()

    send(edition, submission=submission)
    changed = send(edition, submission=submission, nominee_name="Anna-Karin Åberg")
    again = send(edition, submission=submission, nominee_name="Anna-Karin Åberg")

    assert again == changed
    assert sorted(n.nominee_name for n in Nomination.objects.all()) == [
        "Anna-Karin Åberg",
        "Anna-Karin Öberg",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(("phase", "when"), [("before", "early"), ("jury", "late")])
def test_submit_outside_the_window_is_refused_and_leaves_nothing(phase, when):
    edition = make_edition(phase)

    with pytest.raises(RoundNotOpen) as refusal:
        send(edition)

    assert refusal.value.when == when
    assert Nomination.objects.count() == 0
    assert Message.objects.count() == 0


@pytest.mark.django_db
def test_submit_with_a_key_that_is_stored_answers_also_after_closing():
    """The first answer was lost on its way; the browser asks again, and the round has closed."""
    edition, submission = make_edition(), uuid.uuid4()
    first = send(edition, submission=submission)
    rewrite_window(get_round(edition, "nomination"), closes_at=first.created_at)

    assert send(edition, submission=submission) == first


@pytest.mark.django_db
def test_submit_refuses_the_category_of_another_edition():
    edition, other = make_edition(), make_edition()

    with pytest.raises(ValueError, match="not one of the round"):
        submit(
            round=get_round(edition, "nomination"),
            category=other.categories.first(),
            wording=make_wording(),
            submission=uuid.uuid4(),
        )


@pytest.mark.django_db
def test_submit_floods_no_mailbox_and_turns_nobody_away():
    edition = make_edition()
    stranger = Source("here").patient()

    for _number in range(TO_ONE_A_DAY + 4):
        send(edition, nominator_email="Offer@example.org", source=stranger)

    assert Nomination.objects.count() == TO_ONE_A_DAY + 4
    assert Message.objects.filter(due_at__lte=Now()).count() == TO_ONE
    assert Message.objects.filter(due_at__gt=Now()).count() == TO_ONE_A_DAY - TO_ONE


@pytest.mark.django_db
@pytest.mark.parametrize("domain", ["gmail.com", "foretaget.example"])
def test_submit_floods_no_mailbox_under_forty_names(domain):
    edition = make_edition()

    for number in range(40):
        send(edition, nominator_email=f"offer+{number}@{domain}", source=Source("here"))

    assert Message.objects.count() == TO_ONE_A_DAY


@pytest.mark.django_db
def test_confirming_makes_room_for_more():
    edition, here = make_edition(), Source("here")
    for _number in range(3 * TO_ONE):
        nomination = send(edition, source=here)
        confirm_from_same_browser(nomination, here)

    assert Nomination.objects.confirmed().count() == Message.objects.count() == 3 * TO_ONE


@pytest.mark.django_db
def test_submit_mails_again_to_somebody_who_confirms():
    """Who has shown that the address is theirs may nominate as many as they like."""
    edition = make_edition()

    for _number in range(10):
        nomination = send(edition)
        Nomination.objects.filter(pk=nomination.pk).update(confirmed_at=nomination.created_at)

    assert Message.objects.count() == 10


@pytest.mark.django_db(transaction=True)
def test_submit_twenty_times_at_once_stores_and_mails_once():
    edition, submission = make_edition(), uuid.uuid4()

    answers = at_the_same_time([lambda: send(edition, submission=submission)] * 20)

    assert {answer.pk for answer in answers} == {Nomination.objects.get().pk}
    assert Message.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_submit_at_once_stores_many_when_the_constraint_is_off():
    """Negative control: without the unique key a storm like that leaves many, sooner or later."""
    edition = make_edition()
    table = Nomination._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'u'"
            " AND pg_get_constraintdef(oid) LIKE '%%submission_key%%'",
            [table],
        )
        (name,) = cursor.fetchone()
        cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    try:
        assert any(_storm_leaves_many(edition) for _ in range(20))
    finally:
        Nomination.objects.all().delete()
        with connection.cursor() as cursor:
            cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" UNIQUE (submission_key)')


def _storm_leaves_many(edition) -> bool:
    submission = uuid.uuid4()
    at_the_same_time([lambda: send(edition, submission=submission)] * 20)
    return Nomination.objects.filter(submission_key=submission).count() > 1
