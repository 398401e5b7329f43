from datetime import timedelta

import pytest
from django.utils import timezone

from award.log.models import LogEntry
from award.mail.domain.codes import NOMINATION, CodeRefused
from award.mail.models import Message
from nominations.domain.confirming import (
    GRACE,
    TooLate,
    confirm_by_code,
    confirm_from_same_browser,
    needs_new_code,
    renew_code,
)
from nominations.models import Nomination
from tests.factories import get_round, make_edition, move_round
from tests.nominations.making import at_the_same_time, code_of, send, wrong_code


def waited(nomination: Nomination, **time: int) -> Nomination:
    """The newest code was mailed so long ago."""
    Nomination.objects.filter(pk=nomination.pk).update(
        code_sent_at=timezone.now() - timedelta(**time)
    )
    return nomination


@pytest.mark.django_db
def test_confirm_by_the_code_from_the_mail():
    nomination = send(make_edition())

    confirmed = confirm_by_code(nomination, code_of(nomination))

    assert confirmed.confirmed_at is not None
    assert Nomination.objects.confirmed().get() == nomination
    assert LogEntry.objects.get(action="nomination.confirmed").object == (
        f"nomination:{nomination.pk}"
    )


@pytest.mark.django_db
def test_confirm_twice_confirms_once():
    nomination = send(make_edition())
    first = confirm_by_code(nomination, code_of(nomination))

    second = confirm_by_code(nomination, wrong_code(nomination))

    assert second.confirmed_at == first.confirmed_at
    assert LogEntry.objects.filter(action="nomination.confirmed").count() == 1


@pytest.mark.django_db
def test_confirm_with_a_wrong_code_counts_the_try():
    nomination = send(make_edition())

    with pytest.raises(CodeRefused) as refusal:
        confirm_by_code(nomination, wrong_code(nomination))

    nomination.refresh_from_db()
    assert refusal.value.why == "wrong"
    assert nomination.code_attempts == 1
    assert nomination.confirmed_at is None


@pytest.mark.django_db
def test_confirm_refuses_even_the_right_code_after_five_wrong_ones():
    nomination = send(make_edition())
    for _number in range(5):
        with pytest.raises(CodeRefused, match=r"wrong|spent"):
            confirm_by_code(nomination, wrong_code(nomination))

    with pytest.raises(CodeRefused, match="spent"):
        confirm_by_code(nomination, code_of(nomination))

    nomination.refresh_from_db()
    assert needs_new_code(nomination)


@pytest.mark.django_db(transaction=True)
def test_confirm_lets_five_guesses_through_when_fifty_come_at_once():
    nomination = send(make_edition())
    wrong = wrong_code(nomination)

    answers = at_the_same_time([lambda: confirm_by_code(nomination, wrong)] * 12)

    whys = sorted(answer.why for answer in answers)
    assert whys == ["spent"] * 8 + ["wrong"] * 4


@pytest.mark.django_db
def test_confirm_the_code_of_another_nomination_is_wrong():
    edition = make_edition()
    mine, other = send(edition), send(edition, nominee_name="Maj Lind")
    code = code_of(other)
    Nomination.objects.filter(pk=mine.pk).update(
        code_renewal=Nomination.objects.get(pk=other.pk).code_renewal
    )

    with pytest.raises(CodeRefused, match="wrong"):
        confirm_by_code(mine, code)


@pytest.mark.django_db
def test_confirm_from_same_browser_needs_no_code():
    nomination = send(make_edition())

    assert confirm_from_same_browser(nomination).confirmed_at is not None


@pytest.mark.django_db
@pytest.mark.parametrize("act", ["code", "browser"])
def test_confirm_is_allowed_for_two_days_after_closing(act):
    edition = make_edition()
    nomination = send(edition)
    code = code_of(nomination)
    move_round(get_round(edition, "nomination"), closes_in=timedelta(minutes=1) - GRACE)

    if act == "code":
        confirm_by_code(nomination, code)
    else:
        confirm_from_same_browser(nomination)

    assert Nomination.objects.confirmed().count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("act", ["code", "browser", "renew"])
def test_confirm_is_too_late_after_two_days(act):
    edition = make_edition()
    nomination = send(edition)
    code = code_of(nomination)
    move_round(get_round(edition, "nomination"), closes_in=-GRACE)

    with pytest.raises(TooLate):
        if act == "code":
            confirm_by_code(nomination, code)
        elif act == "browser":
            confirm_from_same_browser(nomination)
        else:
            renew_code(waited(nomination, minutes=5))

    assert Nomination.objects.confirmed().count() == 0


@pytest.mark.django_db
def test_renew_replaces_the_code_and_gives_five_new_tries():
    nomination = waited(send(make_edition()), minutes=2)
    old = code_of(nomination)
    Nomination.objects.update(code_attempts=5)

    renew_code(nomination)

    if code_of(nomination) != old:
        with pytest.raises(CodeRefused, match="wrong"):
            confirm_by_code(nomination, old)
    assert confirm_by_code(nomination, code_of(nomination)).confirmed_at is not None
    assert Message.objects.count() == 2


@pytest.mark.django_db
def test_renew_waits_a_minute():
    nomination = send(make_edition())

    with pytest.raises(CodeRefused, match="soon"):
        renew_code(nomination)

    assert Message.objects.count() == 1


@pytest.mark.django_db
def test_renew_stops_after_so_many_codes():
    nomination = send(make_edition())
    for _number in range(NOMINATION.most_per_hour - 1):
        renew_code(waited(nomination, minutes=2))

    with pytest.raises(CodeRefused, match="often"):
        renew_code(waited(nomination, minutes=2))

    assert Message.objects.count() == NOMINATION.most_per_hour


@pytest.mark.django_db
def test_renew_of_a_confirmed_nomination_mails_nothing():
    nomination = waited(send(make_edition()), minutes=2)
    confirm_from_same_browser(nomination)

    renew_code(nomination)

    assert Message.objects.count() == 1
