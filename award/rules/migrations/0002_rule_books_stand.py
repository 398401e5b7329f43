"""A version of the rules is never rewritten or deleted, and is decided once."""

from django.db import migrations

STAND = """
CREATE FUNCTION rules_rule_book_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE'
        AND ROW(NEW.id, NEW.edition_id, NEW.version, NEW.rules, NEW.sha256, NEW.reason, NEW.after_freeze,
                NEW.proposed_by_id, NEW.proposed_at)
            IS NOT DISTINCT FROM
            ROW(OLD.id, OLD.edition_id, OLD.version, OLD.rules, OLD.sha256, OLD.reason, OLD.after_freeze,
                OLD.proposed_by_id, OLD.proposed_at)
        AND OLD.adopted_at IS NULL AND OLD.declined_at IS NULL
    THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'a version of the rules stands as it was written: % refused', TG_OP
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER rule_book_stands BEFORE UPDATE OR DELETE ON rules_rulebook
    FOR EACH ROW EXECUTE FUNCTION rules_rule_book_stands();
CREATE TRIGGER rule_book_stands_whole BEFORE TRUNCATE ON rules_rulebook
    FOR EACH STATEMENT EXECUTE FUNCTION forebild_append_only();
"""

UNDO = """
DROP TRIGGER rule_book_stands ON rules_rulebook;
DROP TRIGGER rule_book_stands_whole ON rules_rulebook;
DROP FUNCTION rules_rule_book_stands();
"""


class Migration(migrations.Migration):
    dependencies = [("rules", "0001_initial"), ("log", "0002_append_only")]

    operations = [migrations.RunSQL(STAND, UNDO)]
