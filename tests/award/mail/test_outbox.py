import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from award.mail.domain.outbox import LONGEST, MAX_ATTEMPTS, effect, enqueue, run_due
from award.mail.models import Effect
from award.programme.models import Organisation
from tests.factories import make_organisation


@effect("test.rename")
def rename(*, organisation: int, name: str) -> None:
    """Adds to the name, so that a second run would show."""
    found = Organisation.objects.select_for_update().get(pk=organisation)
    found.name += name
    found.save()


@effect("test.fail")
def fail(*, organisation: int) -> None:
    Organisation.objects.filter(pk=organisation).update(name="half done")
    raise RuntimeError("never works")


@pytest.mark.django_db
def test_effect_is_carried_out_once():
    organisation = make_organisation(name="A")
    enqueue("test.rename", key="k", arguments={"organisation": organisation.pk, "name": "B"})

    assert run_due() == 1
    assert run_due() == 0

    organisation.refresh_from_db()
    assert organisation.name == "AB"


@pytest.mark.django_db
def test_same_key_is_put_in_the_outbox_once():
    for _ in range(3):
        enqueue("test.rename", key="k", arguments={})

    assert Effect.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_effect_is_gone_with_the_change_that_is_rolled_back():
    class ChangedMindError(Exception):
        pass

    with pytest.raises(ChangedMindError), transaction.atomic():
        enqueue("test.rename", key="k")
        raise ChangedMindError

    assert not Effect.objects.exists()


@pytest.mark.django_db
def test_effect_that_fails_leaves_nothing_half_done_and_waits():
    organisation = make_organisation(name="A")
    enqueue("test.fail", key="k", arguments={"organisation": organisation.pk})

    run_due()

    row = Effect.objects.get()
    organisation.refresh_from_db()
    assert organisation.name == "A"
    assert (row.attempts, row.done_at, row.dead_at) == (1, None, None)
    assert row.last_error == "RuntimeError: never works"
    assert run_due() == 0, "it is not due again at once"


@pytest.mark.django_db
def test_effect_that_never_works_is_left_to_an_organiser_and_holds_up_nobody():
    organisation = make_organisation(name="A")
    enqueue("test.fail", key="bad", arguments={"organisation": organisation.pk})
    Effect.objects.update(attempts=MAX_ATTEMPTS - 1)
    enqueue("test.rename", key="good", arguments={"organisation": organisation.pk, "name": "B"})

    run_due()

    assert [e.key for e in Effect.objects.dead()] == ["bad"]
    organisation.refresh_from_db()
    assert organisation.name == "AB"


@pytest.mark.django_db
def test_effect_that_nobody_knows_is_kept_and_told_of():
    enqueue("test.unheard_of", key="k")

    run_due()

    assert Effect.objects.get().last_error.startswith("KeyError")


@pytest.mark.django_db(transaction=True)
def test_many_workers_do_each_effect_once():
    organisation = make_organisation(name="")
    for number in range(30):
        arguments = {"organisation": organisation.pk, "name": "x"}
        enqueue("test.rename", key=f"k{number}", arguments=arguments)

    def work() -> None:
        run_due()
        connection.close()

    _together(work, times=6)

    organisation.refresh_from_db()
    assert organisation.name == "x" * 30


@pytest.mark.django_db(transaction=True)
def test_without_the_row_lock_effects_are_repeated(monkeypatch):
    """Negative control: the test above can fail."""
    barrier = threading.Barrier(2, timeout=10)
    seen: list[int] = []

    def work() -> None:
        row = Effect.objects.due().first()
        assert row
        seen.append(row.pk)
        barrier.wait()
        Effect.objects.filter(pk=row.pk).update(attempts=1)
        connection.close()

    enqueue("test.rename", key="k")

    _together(work, times=2)

    assert len(seen) == 2
    assert len(set(seen)) == 1


@pytest.mark.django_db(transaction=True)
def test_dead_broker_does_not_turn_a_stored_change_into_an_error(settings, dead_broker):
    with transaction.atomic():
        organisation = make_organisation()
        enqueue("test.rename", key="k", arguments={"organisation": organisation.pk, "name": "B"})

    assert Organisation.objects.filter(pk=organisation.pk).exists()
    assert run_due() == 1


def _together(function, *, times: int) -> None:
    threads = [threading.Thread(target=function) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.django_db(transaction=True)
def test_long_effect_runs_in_no_transaction_and_is_begun_by_one():
    seen: list[tuple[bool, int]] = []

    @effect("test.long_one", long=True)
    def long_one() -> None:
        seen.append((connection.in_atomic_block, run_due()))

    enqueue("test.long_one", key="k")

    assert run_due() == 1

    assert seen == [(False, 0)], "no transaction, and nobody else begins it"
    assert Effect.objects.get().done_at


@pytest.mark.django_db(transaction=True)
def test_long_effect_whose_worker_died_is_begun_again_in_a_quarter_of_an_hour():
    @effect("test.dies", long=True)
    def dies() -> None:
        raise SystemExit

    enqueue("test.dies", key="k")

    with pytest.raises(SystemExit):
        run_due()

    row = Effect.objects.get()
    assert (row.attempts, row.done_at) == (1, None)
    assert timedelta(minutes=14) < row.due_at - timezone.now() <= LONGEST
