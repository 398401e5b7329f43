"""A mail server that is away is asked now and then, and by nobody else."""

import pytest

from award.mail.domain.circuit import LONGEST_PAUSE, SICK, Circuit
from award.mail.domain.line import SENT, Outcome

AWAY, LATER = Outcome("away"), Outcome("later")
REFUSED, LAPSED = Outcome("refused"), Outcome("lapsed")


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def circuit(clock):
    return Circuit(clock)


def test_everything_is_let_through_while_mail_goes(circuit):
    circuit.heed(SENT)

    assert circuit.room(8, busy=3) == 8


def test_server_that_does_not_answer_stops_everything_at_once(circuit):
    circuit.heed(AWAY)

    assert circuit.room(8) == 0


def test_one_mail_that_fails_stops_nobody(circuit):
    for outcome in [LATER, SENT] * 5:
        circuit.heed(outcome)

    assert circuit.room(8) == 8


def test_several_that_fail_in_a_row_are_the_servers_fault(circuit):
    for _ in range(SICK):
        circuit.heed(LATER)

    assert circuit.is_open


def test_one_probe_at_a_time_is_let_through_after_a_pause(circuit, clock):
    circuit.heed(AWAY)
    clock.now += 1.0

    assert [circuit.room(8, busy=busy) for busy in (0, 1)] == [1, 0]


def test_probes_come_more_and_more_seldom_but_never_less_than_every_quarter_of_a_minute(
    circuit, clock
):
    pauses = []
    for _ in range(8):
        circuit.heed(AWAY)
        since = clock.now
        while not circuit.room(8):
            clock.now += 0.5
        pauses.append(clock.now - since)

    assert pauses == [1, 2, 4, 8, 15, 15, 15, 15]
    assert LONGEST_PAUSE == 15


@pytest.mark.parametrize("answer", [SENT, REFUSED])
def test_first_answer_of_the_server_opens_for_everything(circuit, answer):
    circuit.heed(AWAY)

    came_back = [circuit.heed(answer), circuit.heed(answer)]

    assert came_back == [True, False]
    assert circuit.room(8, busy=2) == 8


def test_mail_that_was_not_sent_says_nothing_of_the_server(circuit):
    circuit.heed(AWAY)

    assert circuit.heed(LAPSED) is False
    assert circuit.is_open
