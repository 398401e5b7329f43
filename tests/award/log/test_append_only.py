"""What is only added to stays: for the role that serves, and for the owner of the tables too."""

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from award.programme.append_only import append_only_tables

KEPT = append_only_tables()
EACH = pytest.mark.parametrize("kept", KEPT, ids=lambda kept: kept.table)
REWRITING = {
    "delete": "DELETE FROM {0}",
    "truncate": "TRUNCATE {0} CASCADE",
    "disable the triggers": "ALTER TABLE {0} DISABLE TRIGGER ALL",
    "disable the trigger": "ALTER TABLE {0} DISABLE TRIGGER append_only",
    "drop the trigger": "DROP TRIGGER append_only ON {0}",
    "drop the other trigger": "DROP TRIGGER append_only_whole ON {0}",
    "replace the trigger": (
        "CREATE OR REPLACE TRIGGER append_only BEFORE INSERT ON {0}"
        " FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()"
    ),
    "put a rule before it": "CREATE RULE mine AS ON INSERT TO {0} DO INSTEAD NOTHING",
    "own it": "ALTER TABLE {0} OWNER TO CURRENT_USER",
    "add a column": "ALTER TABLE {0} ADD COLUMN mine int",
    "move it away": "ALTER TABLE {0} RENAME TO mine",
    "drop it": "DROP TABLE {0} CASCADE",
}
DISARMING = {
    "replica": "SET session_replication_role = 'replica'",
    "replace the guard": (
        "CREATE OR REPLACE FUNCTION forebild_append_only() RETURNS trigger LANGUAGE plpgsql"
        " AS 'BEGIN RETURN NEW; END'"
    ),
    "drop the guard": "DROP FUNCTION forebild_append_only() CASCADE",
    "alter the guard": "ALTER FUNCTION forebild_append_only() OWNER TO CURRENT_USER",
    "forget a migration": "DELETE FROM django_migrations",
}


def test_what_is_append_only_is_what_we_think():
    """A table that falls off the list has to fall off here too."""
    known = {
        "ballots_ballot", "log_logentry", "log_logpayload", "people_pastrole", "people_proposal",
        "programme_seal", "results_editionresult", "results_recount", "results_roundresult",
        "rules_freeze", "rules_rulebook",
    }  # fmt: skip

    assert known <= {kept.table for kept in KEPT}


@pytest.mark.parametrize("attempt", REWRITING.values(), ids=REWRITING)
@EACH
def test_role_that_serves_cannot_rewrite(serving, kept, attempt):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        serving.execute(attempt.format(kept.table))


@EACH
def test_role_that_serves_gets_nothing_by_granting_it_to_itself(serving, kept):
    serving.execute(f"GRANT ALL ON {kept.table} TO CURRENT_USER")  # a warning, and no more

    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        serving.execute(f"DELETE FROM {kept.table}")


@EACH
def test_role_that_serves_can_change_no_column_but_those_that_move(serving, kept):
    moved = {column for column in _columns(serving, kept.table) if _may_set(serving, kept, column)}

    assert moved == set(kept.moves)


@EACH
def test_role_that_serves_can_read_and_add(serving, kept):
    found = serving.execute(
        "SELECT has_table_privilege(%s, 'SELECT'), has_table_privilege(%s, 'INSERT')",
        [kept.table, kept.table],
    ).fetchone()

    assert found == (True, True)


@pytest.mark.parametrize("attempt", DISARMING.values(), ids=DISARMING)
def test_role_that_serves_cannot_disarm_what_guards(serving, attempt):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        serving.execute(attempt)


@pytest.mark.django_db
@EACH
def test_owner_could_do_what_the_role_that_serves_cannot(kept):
    """The attempts above fail for want of a right, not of sense."""
    with transaction.atomic():
        connection.cursor().execute(f"ALTER TABLE {kept.table} DISABLE TRIGGER append_only")
        transaction.set_rollback(True)


@pytest.mark.django_db
@EACH
def test_owner_too_meets_a_trigger_on_every_row_and_on_the_whole(kept):
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT tgname, tgenabled, pg_get_triggerdef(oid) FROM pg_trigger
            WHERE tgrelid = %s::regclass AND tgname LIKE 'append_only%%' ORDER BY tgname
            """,
            [kept.table],
        )
        (rows, on, row), (whole, also_on, all_of_it) = cursor.fetchall()

    words = ", ".join(f"'{word}'" for word in (kept.eraser, *kept.moves, *kept.blanks))
    assert (rows, on, whole, also_on) == ("append_only", "O", "append_only_whole", "O")
    assert "BEFORE DELETE OR UPDATE" in row
    assert f"FOR EACH ROW EXECUTE FUNCTION forebild_append_only({words})" in row
    assert "BEFORE TRUNCATE" in all_of_it


@pytest.mark.django_db
@pytest.mark.parametrize(
    "eraser", sorted({f for kept in KEPT for f in (kept.eraser, kept.blanker)} - {""})
)
def test_what_may_erase_does_it_in_the_owners_name_for_nobody_but_what_serves(serving, eraser):
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT prosecdef, proconfig::text LIKE '%%search_path=pg_catalog%%pg_temp%%',
                has_function_privilege(%s, oid, 'EXECUTE'),
                has_function_privilege('public', oid, 'EXECUTE')
            FROM pg_proc WHERE proname = %s
            """,
            [serving.info.user, eraser],
        )
        found = cursor.fetchall()

    assert found == [(True, True, True, False)]


@pytest.mark.django_db
@EACH
def test_owner_cannot_truncate(kept):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(f"TRUNCATE {kept.table} CASCADE")


@pytest.mark.django_db
def test_trigger_lets_only_what_moves_be_changed():
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE kept (n int, decided text)")
        cursor.execute("INSERT INTO kept VALUES (1, NULL)")
        cursor.execute(
            "CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON kept"
            " FOR EACH ROW EXECUTE FUNCTION forebild_append_only('', 'decided')"
        )

        cursor.execute("UPDATE kept SET decided = 'yes'")

        for refused in ("UPDATE kept SET n = 2, decided = 'no'", "DELETE FROM kept"):
            with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
                cursor.execute(refused)


@pytest.mark.django_db
def test_only_the_function_that_erases_may_delete_whatever_it_is_told_to_say():
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE kept (n int)")
        cursor.execute("INSERT INTO kept VALUES (1), (2)")
        cursor.execute(
            "CREATE TRIGGER append_only BEFORE DELETE ON kept"
            " FOR EACH ROW EXECUTE FUNCTION forebild_append_only('erase_kept')"
        )
        for name in ("erase_kept", "not_erase_kept"):
            cursor.execute(
                f"CREATE FUNCTION {name}(which int) RETURNS void LANGUAGE plpgsql"
                " AS 'BEGIN DELETE FROM kept WHERE n = which; END'"
            )

        cursor.execute("SELECT erase_kept(1)")

        for refused in ("DELETE FROM kept", "SELECT not_erase_kept(2)"):
            with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
                cursor.execute(refused)
        cursor.execute("SELECT n FROM kept")
        assert cursor.fetchall() == [(2,)]


def _columns(serving, table):
    found = serving.execute(
        "SELECT attname FROM pg_attribute"
        " WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped",
        [table],
    )
    return [name for (name,) in found]


def _may_set(serving, kept, column):
    try:
        serving.execute(f'UPDATE {kept.table} SET "{column}" = "{column}"')
    except psycopg.errors.InsufficientPrivilege:
        return False
    return True
