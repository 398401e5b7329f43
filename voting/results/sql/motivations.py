"""What the jury wrote stands once the result is announced; words about a later winner are added."""

MAKE = """
CREATE FUNCTION forebild_motivation_stands() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    callers text;
BEGIN
    GET DIAGNOSTICS callers = PG_CONTEXT;
    IF TG_OP = 'DELETE'
        AND current_user = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = TG_RELID)
        AND callers ~ '\\mforebild_erase_result_name\\(' THEN RETURN OLD; END IF;
    IF EXISTS (
        SELECT FROM results_announcement a JOIN results_editionresult r ON r.id = a.result_id
        WHERE r.edition_id = OLD.edition_id
    ) THEN
        RAISE EXCEPTION 'the result is announced: its motivation stands'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER motivation_stands BEFORE UPDATE OR DELETE ON results_motivation
    FOR EACH ROW EXECUTE FUNCTION forebild_motivation_stands();
"""

UNMAKE = """
DROP TRIGGER motivation_stands ON results_motivation;
DROP FUNCTION forebild_motivation_stands();
"""
