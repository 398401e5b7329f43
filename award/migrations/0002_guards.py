"""What the database itself refuses: rounds out of order, a changed log, an announcement too early."""

from django.db import migrations

ORDER = """
CREATE FUNCTION award_calendar_holds() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    edition bigint;
BEGIN
    IF TG_TABLE_NAME = 'award_round' THEN edition := NEW.edition_id; ELSE edition := NEW.id; END IF;
    IF EXISTS (
        SELECT 1 FROM award_round earlier JOIN award_round later USING (edition_id)
        WHERE edition_id = edition
          AND array_position(ARRAY['nomination', 'jury', 'vote'], earlier.kind::text)
            < array_position(ARRAY['nomination', 'jury', 'vote'], later.kind::text)
          AND earlier.closes_at > later.opens_at
    ) THEN
        RAISE EXCEPTION 'the rounds of an edition come in order'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'rounds_in_order';
    END IF;
    IF EXISTS (
        SELECT 1 FROM award_edition e JOIN award_round r ON r.edition_id = e.id
        WHERE e.id = edition AND e.announce_at < r.closes_at
    ) THEN
        RAISE EXCEPTION 'the announcement comes after the last round'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'announced_after_closing';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER rounds_in_order AFTER INSERT OR UPDATE ON award_round
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION award_calendar_holds();
CREATE CONSTRAINT TRIGGER announced_after_closing AFTER INSERT OR UPDATE ON award_edition
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION award_calendar_holds();
"""

UNDO_ORDER = """
DROP TRIGGER rounds_in_order ON award_round;
DROP TRIGGER announced_after_closing ON award_edition;
DROP FUNCTION award_calendar_holds();
"""

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
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON award_logentry
    FOR EACH ROW EXECUTE FUNCTION forebild_append_only();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON award_logentry
    FOR EACH STATEMENT EXECUTE FUNCTION forebild_append_only();
CREATE TRIGGER erasable BEFORE UPDATE OR DELETE ON award_logpayload
    FOR EACH ROW EXECUTE FUNCTION forebild_erasable();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON award_logpayload
    FOR EACH STATEMENT EXECUTE FUNCTION forebild_append_only();
"""

UNDO_APPEND_ONLY = """
DROP TRIGGER append_only ON award_logentry;
DROP TRIGGER append_only_whole ON award_logentry;
DROP TRIGGER erasable ON award_logpayload;
DROP TRIGGER append_only_whole ON award_logpayload;
DROP FUNCTION forebild_erasable();
DROP FUNCTION forebild_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("award", "0001_initial")]

    operations = [
        migrations.RunSQL(ORDER, UNDO_ORDER),
        migrations.RunSQL(APPEND_ONLY, UNDO_APPEND_ONLY),
    ]
