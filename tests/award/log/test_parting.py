"""Two roles: who works as whom, and what is said where there is one."""

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.db import connection

from award.log.domain.parting import (
    ONE_ROLE,
    acting_as,
    as_owner,
    current_role,
    grant_to,
    roles_are_parted,
)
from award.stack.postgres import OWNER, SERVING
from tests.factories import make_edition

alone = pytest.mark.django_db(transaction=True)


def warnings():
    found = run_checks(include_deployment_checks=True, databases=["default"])
    return [each.msg for each in found if each.id == "log.W001"]


@alone
def test_role_that_serves_is_parted_from_the_owner_and_nobody_warns(serving_role):
    with acting_as(serving_role):
        assert current_role() == SERVING
        assert roles_are_parted() is True
        assert warnings() == []


@alone
def test_one_role_for_both_is_said_by_the_check_for_deployment():
    assert roles_are_parted() is False
    assert warnings() == [f"The database has one role: {ONE_ROLE}."]


def test_check_without_a_database_asks_none():
    assert [each for each in run_checks(include_deployment_checks=True) if "log" in each.id] == []


@alone
@pytest.mark.parametrize("right", ["UPDATE", "DELETE", "TRUNCATE", "TRIGGER"])
def test_one_right_too_many_is_found(serving_role, right):
    connection.cursor().execute(f"GRANT {right} ON log_logentry TO {SERVING}")
    with acting_as(serving_role):
        before = roles_are_parted()

    grant_to(SERVING)

    with acting_as(serving_role):
        assert (before, roles_are_parted()) == (False, True)


@alone
def test_migrate_works_as_the_owner_and_leaves_us_who_we_were(serving_role, settings, capsys):
    settings.DATABASE_OWNER = connection.settings_dict
    with acting_as(serving_role):
        with as_owner():
            there = current_role()

        call_command("migrate", verbosity=1)

        assert (there, current_role()) == (OWNER, SERVING)
    assert ONE_ROLE not in capsys.readouterr().out


@alone
def test_migrate_says_where_one_role_does_both(capsys):
    call_command("migrate", verbosity=1)

    assert ONE_ROLE in capsys.readouterr().out


@alone
def test_migrate_as_the_role_that_serves_is_told_what_to_set(serving_role):
    with acting_as(serving_role), pytest.raises(CommandError, match="Set DATABASE_OWNER_URL"):
        call_command("migrate", "sites", "zero", verbosity=0)


@alone
def test_table_that_is_made_later_is_granted_with_the_next_migration(serving_role):
    connection.cursor().execute("CREATE TABLE later (n int)")

    grant_to(SERVING)

    with acting_as(serving_role), connection.cursor() as cursor:
        cursor.execute("INSERT INTO later VALUES (1)")
        cursor.execute("UPDATE later SET n = 2")
        cursor.execute("DELETE FROM later")
    connection.cursor().execute("DROP TABLE later")


@alone
def test_partitions_are_reached_by_their_whole_alone(serving_role):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE whole (n int) PARTITION BY HASH (n)")
        cursor.execute(
            "CREATE TABLE part PARTITION OF whole FOR VALUES WITH (MODULUS 1, REMAINDER 0)"
        )
        cursor.execute(f"GRANT ALL ON part TO {SERVING}")
        grant_to(SERVING)

        cursor.execute(
            "SELECT has_table_privilege(%s, 'whole', 'INSERT'), has_table_privilege(%s, 'part', 'DELETE')",
            [SERVING, SERVING],
        )
        found = cursor.fetchone()
        cursor.execute("DROP TABLE whole")

    assert found == (True, False)


@alone
def test_sessions_are_cleaned_up_by_the_role_that_serves(serving_role):
    with acting_as(serving_role):
        make_edition()
        call_command("clearsessions")
