"""What the role that serves may change of a table that is not append-only, where it is less than everything."""

import pytest

from award.programme.append_only import append_only_tables
from award.programme.narrowed import narrowed_tables

NARROWED = narrowed_tables()
EACH = pytest.mark.parametrize("narrow", NARROWED.values(), ids=NARROWED)
COLUMNS = """
    SELECT attname, has_column_privilege(attrelid, attnum, 'UPDATE') FROM pg_attribute
    WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped
"""
WHOLE = "SELECT has_table_privilege(%s, 'DELETE'), has_table_privilege(%s, 'INSERT, SELECT')"


def test_what_is_narrowed_is_what_we_think():
    """A table that falls off the list has to fall off here too."""
    known = {
        "ballots_roundpepper", "ballots_voter", "jury_juror", "jury_recusal", "jury_score", "jury_scoresheet",
        "mail_outage", "nominations_entry", "nominations_rewording", "people_role", "people_witness",
        "programme_award", "programme_edition", "programme_organisation", "programme_round",
        "results_sealfailure",
    }  # fmt: skip

    assert known <= set(NARROWED)
    assert not set(NARROWED) & {kept.table for kept in append_only_tables()}


@EACH
def test_role_that_serves_changes_no_column_but_those_that_are_named(serving, narrow):
    found = dict(serving.execute(COLUMNS, [narrow.table]).fetchall())

    changeable = {column for column, may in found.items() if may}
    assert changeable == (set(found) if narrow.changes is None else set(narrow.changes))


@EACH
def test_role_that_serves_takes_rows_away_only_where_it_is_said(serving, narrow):
    deletes, adds = serving.execute(WHOLE, [narrow.table, narrow.table]).fetchone()

    assert (deletes, adds) == (narrow.deletes, True)
