"""What a process remembers, and what it lets go."""

import threading

from award.programme.domain.memory import Memory


def counting(made):
    """Makes 1, 2, 3 …, and notes each."""

    def make():
        made.append(len(made) + 1)
        return made[-1]

    return make


def test_same_version_is_made_once():
    memory, made = Memory(), []

    assert [memory.get("a", "1", counting(made)) for _ in range(3)] == [1, 1, 1]


def test_another_version_takes_its_place():
    memory, made = Memory(), []

    found = [memory.get("a", version, counting(made)) for version in ("1", "2", "2", "1")]

    assert found == [1, 2, 2, 3]


def test_keys_are_apart():
    memory, made = Memory(), []

    assert [memory.get(key, "1", counting(made)) for key in "abab"] == [1, 2, 1, 2]


def test_what_was_not_asked_for_longest_makes_room():
    memory, made = Memory(most=2), []

    found = [memory.get(key, "1", counting(made)) for key in "abacab"]

    assert found == [1, 2, 1, 3, 1, 4]


def test_nothing_is_kept_of_what_could_not_be_made():
    memory = Memory()

    def fails():
        raise LookupError

    for make, answer in ((fails, None), (lambda: 7, 7)):
        try:
            found = memory.get("a", "1", make)
        except LookupError:
            found = None
        assert found == answer


def test_whoever_makes_something_keeps_nobody_else_waiting():
    memory = Memory()
    makes, may_end = threading.Event(), threading.Event()

    def slow():
        makes.set()
        may_end.wait(10)
        return "slow"

    thread = threading.Thread(target=memory.get, args=("a", "1", slow))
    thread.start()
    makes.wait(10)

    found = memory.get("b", "1", lambda: "quick")

    may_end.set()
    thread.join()
    assert found == "quick"
