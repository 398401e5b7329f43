"""Who the witness of a decision was is not changed; it is emptied, should the law ask."""

MAKE = """
CREATE FUNCTION people_witness_stands() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.name = '–' AND NEW.email = '' THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'who a witness was is emptied, not changed'
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'witness_stands';
END $$;
CREATE TRIGGER witness_stands BEFORE UPDATE ON people_witness FOR EACH ROW
    WHEN ((NEW.name, NEW.email) IS DISTINCT FROM (OLD.name, OLD.email))
    EXECUTE FUNCTION people_witness_stands();
"""

UNMAKE = """
DROP TRIGGER witness_stands ON people_witness;
DROP FUNCTION people_witness_stands();
"""
