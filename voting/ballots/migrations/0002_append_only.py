"""Ballots are added, never changed: the database refuses UPDATE, DELETE and TRUNCATE.

The purge after the result deletes in a session that says so: `SET LOCAL forebild.erasing = 'on'`.
"""

from django.db import migrations

GUARD = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON ballots_ballot
    FOR EACH ROW EXECUTE FUNCTION forebild_erasable();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON ballots_ballot
    FOR EACH STATEMENT EXECUTE FUNCTION forebild_append_only();
"""
UNDO = """
DROP TRIGGER append_only ON ballots_ballot;
DROP TRIGGER append_only_whole ON ballots_ballot;
"""


class Migration(migrations.Migration):
    dependencies = [("ballots", "0001_initial"), ("log", "0002_append_only")]

    operations = [migrations.RunSQL(GUARD, UNDO)]
