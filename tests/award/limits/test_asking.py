"""Limits on mail to an address: what stops a stranger, and whom they never touch."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
from altcha import Challenge, Payload, solve_challenge
from django.db.models import F

from award.limits.domain import asking, proving
from award.limits.domain.asking import (
    APART,
    AT_ONCE,
    KNOWN,
    LONGEST_UNSEEN,
    QUEUE_BEGINS,
    QUEUE_STEP,
    TO_ONE,
    TO_ONE_A_DAY,
    Place,
    ProofNeeded,
    Purpose,
    QueueFull,
    ask_to_sign_in,
    quiet_threshold,
    wait_of,
)
from award.limits.domain.proving import new_challenge
from award.limits.domain.sources import OURS, Source, hashed
from award.limits.models import AskedMail
from award.mail.models import Brake
from award.programme.domain.clock import database_now
from nominations.models import Nomination

pytestmark = pytest.mark.django_db

EVA = "eva@example.org"
HERE, ELSEWHERE = Source("here"), Source("elsewhere")


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    monkeypatch.setattr(proving, "COST", 1)


def ask_for_mail(source: Source, mailbox: str, purpose: Purpose = Purpose.VOTE) -> Place:
    return asking.ask_for_mail(source, mailbox, purpose)


def answer_mail(source: Source, mailbox: str, purpose: Purpose = Purpose.VOTE) -> None:
    asking.answer_mail(source, mailbox, purpose)


def proved(source: Source) -> Source:
    challenge = Challenge.from_dict(json.loads(new_challenge()))
    proof = Payload(challenge, solve_challenge(challenge)).to_base64()
    return Source(source.network, source.browser, proof)


def ask_often(source: Source, number: int, address: str = EVA) -> None:
    for _ in range(number):
        ask_for_mail(source, address)


def crowd(network: str, number: int, *, answered: bool = False) -> None:
    """As if so many people in a network had asked just now."""
    now = database_now()
    AskedMail.objects.bulk_create(
        AskedMail(
            address=hashed("address", f"{n}@example.org"),
            network=hashed("network:vote", network),
            due_at=now,
            answered_at=now if answered else None,
        )
        for n in range(number)
    )


def let_pass(time: timedelta) -> None:
    AskedMail.objects.update(at=F("at") - time, due_at=F("due_at") - time)


def networks(number: int) -> Iterator[Source]:
    return (Source(f"network {n}") for n in range(number))


def test_a_mail_leaves_at_once():
    place = ask_for_mail(HERE, EVA)

    assert (place.due_at, place.shown) == (place.now, False)


def test_five_that_a_stranger_asks_for_keep_nobody_out_who_sits_elsewhere_or_beside_her():
    ask_often(ELSEWHERE, 5)

    assert ask_for_mail(HERE, EVA).due_at <= database_now()
    assert ask_for_mail(ELSEWHERE, EVA).due_at <= database_now()


def test_a_stranger_causes_a_few_mails_a_day_however_he_asks_and_sees_no_difference():
    """With the queue that needs no JavaScript there was one every ten minutes, day and night."""
    ways = [HERE, HERE.patient(), proved(HERE)]

    places = [ask_for_mail(ways[n % 3], EVA) for n in range(60)]

    assert {place.shown for place in places} == {False}
    assert [place.mailed for place in places] == [True] * TO_ONE_A_DAY + [False] * 50
    waits = [round((p.due_at - p.now) / APART) for p in places[:TO_ONE_A_DAY]]
    assert waits == [0] * TO_ONE + [1, 2, 3, 4]
    assert AskedMail.objects.count() == TO_ONE_A_DAY


def test_for_days_on_end_they_stay_a_few_a_day():
    for _ in range(3 * 144):
        ask_for_mail(HERE.patient(), EVA)
        let_pass(timedelta(minutes=10))
        AskedMail.objects.filter(at__lt=database_now() - timedelta(days=1)).delete()

    assert AskedMail.objects.count() <= TO_ONE_A_DAY


def test_what_a_colleague_in_the_same_network_has_asked_for_shows_to_nobody():
    """The seventh was refused if she had asked for none, the sixth if she had asked for one."""
    ask_for_mail(Source("here", browser="hers"), EVA)

    asked = [ask_for_mail(Source("here", browser="his"), EVA) for _ in range(20)]
    other = [ask_for_mail(Source("here", browser="his"), "maja@example.org") for _ in range(20)]
    answer_mail(Source("here", browser="hers"), EVA)
    after = [ask_for_mail(Source("here", browser="his"), EVA) for _ in range(20)]

    assert {place.shown for place in (*asked, *other, *after)} == {False}


def test_nothing_of_it_shows_from_another_network():
    """Neither that she has asked for a code nor that somebody has for her."""
    never, often = ask_for_mail(ELSEWHERE, "maja@example.org"), None
    ask_often(HERE, TO_ONE)

    often = ask_for_mail(ELSEWHERE, EVA)

    assert (often.shown, never.shown) == (False, False)
    assert often.due_at == often.now


def test_a_day_later_she_may_ask_again():
    ask_often(HERE, TO_ONE_A_DAY)
    let_pass(timedelta(days=1))

    place = ask_for_mail(HERE, EVA)
    assert (place.mailed, place.due_at) == (True, place.now)


def test_whoever_answers_wipes_her_networks_slate_clean():
    ask_often(HERE, TO_ONE)

    answer_mail(HERE, EVA)

    ask_often(HERE, TO_ONE)
    assert AskedMail.objects.filter(answered_at=None).count() == TO_ONE


def test_an_answer_elsewhere_wipes_nothing_here():
    ask_often(HERE, TO_ONE_A_DAY)
    answer_mail(ELSEWHERE, EVA)

    assert not ask_for_mail(HERE, EVA).mailed


def test_one_calculation_is_good_for_one_mail():
    crowd("here", quiet_threshold())
    source = proved(HERE)
    ask_for_mail(source, EVA)

    with pytest.raises(ProofNeeded):
        ask_for_mail(source, EVA)


def test_a_calculation_that_was_not_needed_is_kept():
    source = proved(HERE)
    ask_for_mail(source, EVA)
    crowd("here", quiet_threshold())

    assert ask_for_mail(source, EVA).shown is False


def test_a_mail_to_sign_in_cannot_wait_so_a_calculation_is_asked_for_and_then_a_day():
    for _ in range(TO_ONE):
        ask_to_sign_in(HERE, EVA)
    with pytest.raises(ProofNeeded) as refusal:
        ask_to_sign_in(HERE, EVA)
    for _ in range(TO_ONE_A_DAY - TO_ONE):
        ask_to_sign_in(proved(HERE), EVA)

    with pytest.raises(ProofNeeded):
        ask_to_sign_in(proved(HERE), EVA)

    assert refusal.value.pressure == 1.0
    assert AskedMail.objects.count() == TO_ONE_A_DAY


def test_whether_she_votes_does_not_show_where_people_sign_in():
    ask_often(HERE, TO_ONE_A_DAY)

    for _ in range(TO_ONE):
        ask_to_sign_in(HERE, EVA)


def test_a_flood_from_many_networks_spreads_out_without_a_word():
    for source in networks(AT_ONCE):
        ask_for_mail(source, EVA)

    waits = [ask_for_mail(source, EVA) for source in (HERE, ELSEWHERE)]

    assert [w.shown for w in waits] == [False, False]
    assert [round((w.due_at - w.now) / APART) for w in waits] == [1, 2]


def test_no_mail_waits_unseen_for_longer_than_three_quarters_of_an_hour():
    for source in networks(AT_ONCE + 20):
        place = ask_for_mail(source, EVA)

    assert place.due_at - place.now == LONGEST_UNSEEN


def test_two_hundred_behind_one_address_within_half_an_hour_pass_untouched():
    for n in range(200):
        address = f"voter{n}@example.org"
        first, second = ask_for_mail(HERE, address), None
        if n % 5 == 0:
            second = ask_for_mail(HERE, address)
        assert first.due_at == first.now
        assert second is None or second.due_at == second.now


def test_five_hundred_behind_one_address_pass_as_long_as_they_answer():
    crowd("here", 500, answered=True)

    assert ask_for_mail(HERE, EVA).shown is False


def test_the_threshold_is_what_whoever_runs_it_says(settings):
    settings.VOTERS_BEHIND_ONE_ADDRESS = 8

    crowd("here", quiet_threshold())

    assert quiet_threshold() == 10
    with pytest.raises(ProofNeeded):
        ask_for_mail(HERE, EVA)


def test_above_the_threshold_every_mail_takes_a_calculation_or_the_queue():
    crowd("here", quiet_threshold())

    with pytest.raises(ProofNeeded) as refusal:
        ask_for_mail(HERE, EVA)

    wait = refusal.value.due_at - database_now()
    assert QUEUE_BEGINS - timedelta(seconds=5) < wait <= QUEUE_BEGINS
    assert ask_for_mail(proved(HERE), EVA).shown is False
    assert ask_for_mail(ELSEWHERE, EVA).shown is False


def test_the_queue_of_a_network_moves_one_mail_at_a_time():
    crowd("here", quiet_threshold())

    first = ask_for_mail(HERE.patient(), EVA)
    second = ask_for_mail(HERE.patient(), "maja@example.org")

    assert (first.shown, second.shown) == (True, True)
    assert second.due_at - first.due_at == QUEUE_STEP


def test_a_queue_that_is_too_long_to_be_of_use_is_said_to_be_full():
    crowd("here", quiet_threshold())
    AskedMail.objects.filter(address=hashed("address", "0@example.org")).update(
        due_at=database_now() + timedelta(minutes=30)
    )

    with pytest.raises(QueueFull):
        ask_for_mail(HERE.patient(), EVA)


def test_the_more_there_are_the_dearer_a_calculation_becomes():
    crowd("here", 4 * quiet_threshold())

    with pytest.raises(ProofNeeded) as refusal:
        ask_for_mail(HERE, EVA)

    assert refusal.value.pressure == 4.0


def test_half_an_hour_later_the_network_is_quiet_again():
    crowd("here", quiet_threshold())
    let_pass(timedelta(minutes=30))

    assert ask_for_mail(HERE, EVA).shown is False


def test_a_browser_in_which_a_code_was_answered_is_known_and_passes_by():
    mine = Source("here", browser="mine")
    ask_for_mail(mine, "maja@example.org")
    answer_mail(mine, "maja@example.org")
    crowd("here", quiet_threshold())

    assert ask_for_mail(mine, EVA).shown is False
    with pytest.raises(ProofNeeded):
        ask_for_mail(Source("here", browser="another"), EVA)


def test_even_a_known_browser_floods_nobody():
    mine = Source("here", browser="mine")
    ask_for_mail(mine, "maja@example.org")
    answer_mail(mine, "maja@example.org")
    ask_often(mine, TO_ONE_A_DAY)

    assert not ask_for_mail(mine, EVA).mailed


def test_a_known_browser_that_asks_for_very_many_is_one_of_the_crowd():
    mine = Source("here", browser="mine")
    ask_for_mail(mine, "maja@example.org")
    answer_mail(mine, "maja@example.org")
    crowd("here", quiet_threshold())
    for n in range(KNOWN - 1):
        ask_for_mail(mine, f"other{n}@example.org")

    with pytest.raises(ProofNeeded):
        ask_for_mail(mine, EVA)


def test_while_all_mail_is_braked_everybody_new_calculates():
    Brake.objects.create(room=0, at=database_now(), braked_at=database_now())

    with pytest.raises(ProofNeeded):
        ask_for_mail(HERE, EVA)


def test_the_programme_itself_is_not_counted():
    ask_often(OURS, 50)
    answer_mail(OURS, EVA)

    ask_to_sign_in(OURS, EVA)
    assert AskedMail.objects.count() == 0


def test_nothing_is_kept_that_says_who_asked_or_for_whom():
    ask_for_mail(Source(hashed("network", "192.0.2.7")), EVA)

    kept = AskedMail.objects.get()
    assert "eva" not in kept.address
    assert "192.0.2.7" not in f"{kept.network} {kept.browser}"


@pytest.mark.parametrize(
    ("due_in", "wait"),
    [(None, None), (timedelta(seconds=-1), None), (timedelta(minutes=2), timedelta(minutes=2))],
)
def test_how_long_a_code_waits_is_said_in_whole_minutes(due_in, wait):
    holder = Nomination(code_sent_at=database_now() + due_in if due_in else None)

    assert wait_of(holder) == wait


def test_no_row_about_a_vote_can_be_joined_to_one_about_somebody_whose_name_is_known():
    """The log says who signed in and when, a complaint who wrote it: neither leads on to the rows of a vote."""
    source = Source("here", browser="mine")
    for purpose in Purpose:
        ask_to_sign_in(source, EVA) if purpose == Purpose.ACCOUNT else ask_for_mail(
            source, EVA, purpose
        )
        answer_mail(source, EVA, purpose)

    rows = AskedMail.objects.values_list("address", "network", "browser")

    assert len(rows) == len(Purpose)
    assert [len(set(column)) for column in zip(*rows, strict=True)] == [len(Purpose)] * 3
