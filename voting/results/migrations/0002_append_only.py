"""What is sealed stays: the database refuses UPDATE, DELETE and TRUNCATE of results."""

from django.db import migrations

TABLES = ("results_roundresult", "results_editionresult")
GUARD = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {0}
    FOR EACH ROW EXECUTE FUNCTION forebild_append_only();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON {0}
    FOR EACH STATEMENT EXECUTE FUNCTION forebild_append_only();
"""
UNDO = """
DROP TRIGGER append_only ON {0};
DROP TRIGGER append_only_whole ON {0};
"""


class Migration(migrations.Migration):
    dependencies = [("results", "0001_initial"), ("log", "0002_append_only")]

    operations = [migrations.RunSQL(GUARD.format(t), UNDO.format(t)) for t in TABLES]
