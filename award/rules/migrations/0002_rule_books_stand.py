"""A version of the rules is decided once; what else of it may change stands at the model."""

from django.db import migrations

STAND = """
CREATE FUNCTION rules_decided_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a version of the rules is decided once: % refused', TG_OP
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER decided_once BEFORE UPDATE ON rules_rulebook FOR EACH ROW
    WHEN (OLD.adopted_at IS NOT NULL OR OLD.declined_at IS NOT NULL)
    EXECUTE FUNCTION rules_decided_once();
"""

UNDO = """
DROP TRIGGER decided_once ON rules_rulebook;
DROP FUNCTION rules_decided_once();
"""


class Migration(migrations.Migration):
    dependencies = [("rules", "0001_initial"), ("log", "0002_append_only")]

    operations = [migrations.RunSQL(STAND, UNDO)]
