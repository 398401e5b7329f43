"""Whose an award is and how it is addressed stands from the first freeze of one of its editions."""

MAKE = """
CREATE FUNCTION rules_award_stands() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF forebild_serves(TG_RELID) AND EXISTS (
        SELECT FROM rules_freeze f JOIN programme_edition e ON e.id = f.edition_id WHERE e.award_id = OLD.id
    ) THEN
        RAISE EXCEPTION 'an edition of the award is frozen: whose it is and its address stand'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'award_stands';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER award_stands BEFORE UPDATE ON programme_award FOR EACH ROW
    WHEN (NEW.organisation_id <> OLD.organisation_id OR NEW.slug <> OLD.slug)
    EXECUTE FUNCTION rules_award_stands();
"""

UNMAKE = """
DROP TRIGGER award_stands ON programme_award;
DROP FUNCTION rules_award_stands();
"""
