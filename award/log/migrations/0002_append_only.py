"""The log is append-only: the database refuses to change it."""

from django.db import migrations

APPEND_ONLY = """
CREATE FUNCTION forebild_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE FUNCTION forebild_erasable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('forebild.erasing', true) = 'on' THEN RETURN OLD; END IF;
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON log_logentry
    FOR EACH ROW EXECUTE FUNCTION forebild_append_only();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON log_logentry
    FOR EACH STATEMENT EXECUTE FUNCTION forebild_append_only();
CREATE TRIGGER erasable BEFORE UPDATE OR DELETE ON log_logpayload
    FOR EACH ROW EXECUTE FUNCTION forebild_erasable();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON log_logpayload
    FOR EACH STATEMENT EXECUTE FUNCTION forebild_append_only();
"""

UNDO_APPEND_ONLY = """
DROP TRIGGER append_only ON log_logentry;
DROP TRIGGER append_only_whole ON log_logentry;
DROP TRIGGER erasable ON log_logpayload;
DROP TRIGGER append_only_whole ON log_logpayload;
DROP FUNCTION forebild_erasable();
DROP FUNCTION forebild_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("log", "0001_initial")]

    operations = [migrations.RunSQL(APPEND_ONLY, UNDO_APPEND_ONLY)]
